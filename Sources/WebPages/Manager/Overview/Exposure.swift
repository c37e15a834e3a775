import Office
import ReadModels
import Web

/// How many producers hang on one channel, and where most of them live.
struct Exposure {
  /// A community and how many of its producers hang on one channel.
  struct Community {
    let code: String, name: String, oblast: String
    let producers: Int64, dependent: Int64
  }

  /// Of all who sold anything.
  let producers: Int64, dependent: Int64
  /// Those with most dependent producers first.
  let communities: [Community]
  let year: String

  /// From report community-sales about one year.
  init(_ answer: ReportAnswer, year: String) {
    self.year = year
    let all = answer.reportRows.map {
      Community(
        code: $0.text("community"), name: $0.text("name"), oblast: $0.text("oblast"), producers: $0.number("producers"),
        dependent: $0.number("dependent"))
    }
    (producers, dependent) = (all.reduce(0) { $0 + $1.producers }, all.reduce(0) { $0 + $1.dependent })
    communities = all.filter { !$0.code.isEmpty && $0.dependent > 0 }
      .sorted { ($0.dependent, $1.code) > ($1.dependent, $0.code) }
  }

  /// The communities with most of them.
  func table(_ request: PageRequest, first count: Int) -> DataTable {
    let words = request.words
    let columns = [
      DataTable.Column(words("manager.community")), DataTable.Column(request.heading("oblast")),
      DataTable.Column(request.heading("producers"), isNumber: true), DataTable.Column(request.heading("dependent"), isNumber: true),
    ]
    let rows = communities.prefix(count).map { community in
      let place = PathText.with("/producers", [("community", community.code), ("year", year)] + request.timeValues)
      let flagged = PathText.with(place, [("flagged", "yes")])
      return [
        DataTable.Cell(community.name.isEmpty ? community.code : community.name, href: place),
        DataTable.Cell(community.oblast.isEmpty ? "–" : request.value(community.oblast)),
        DataTable.Cell(words.numbers.whole(community.producers), href: place),
        DataTable.Cell(words.numbers.whole(community.dependent), href: flagged),
      ]
    }
    return DataTable(
      words("manager.exposed.communities"), columns: columns, rows: rows,
      files: Int(year).map { request.reportFiles("community-sales", request.question(in: $0)) })
  }
}
