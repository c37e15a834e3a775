import Ledger
import Testing

@Suite("What brand committees judge by")
struct CriteriaTests {
  @Test("Criteria are written down in the committee's own stream, version by version; the same again change nothing")
  func versions() throws {
    var book = TestBook()
    let facts = try book.perform(criteria(stars: [8, 12])).facts
    #expect(facts.map(\.stream.text) == ["criteria/Naryn"])
    #expect(facts.map(\.occurredOn) == [day("2024-03-01")])
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"ecology":{"by":"pass_fail"},"local_material":{"by":"pass_fail"},"oblast":"Naryn","#
          + #""quality_safety":{"by":"score","max":10,"needed":6},"stars":[{"points":8,"stars":1},{"points":12,"stars":2}],"#
          + #""unique_design":{"by":"score","max":5,"needed":2},"valid_from":"2024-03-01","version":1}"#
      ])
    #expect(try book.perform(criteria(stars: [8, 12])) == .unchanged)
    #expect(!(try book.perform(criteria(2, from: "2025-01-01")).facts.isEmpty))
    #expect(!(try book.perform(criteria(1, from: "2020-01-01", of: "Osh")).facts.isEmpty))
    let state = try #require(book.criteria["Naryn"])
    for (date, version) in [("2024-02-29", nil), ("2024-03-01", 1), ("2024-12-31", 1), ("2025-01-01", 2), ("2099-01-01", 2)] as [(String, Int64?)] {
      #expect(state.criteria(on: day(date))?.version == version, "\(date)")
    }
  }

  @Test("A version that is not the next, or not later than the last, is refused")
  func outOfOrder() throws {
    var book = TestBook()
    #expect(book.refusalText(criteria(2)) == "version: version 2 of the criteria of Naryn cannot be the first: versions are counted from 1")
    try book.perform(criteria())
    #expect(
      book.refusalText(criteria(3, from: "2025-01-01"))
        == "version: version 3 of the criteria of Naryn does not follow version 1, the newest in the book; the next is 2")
    #expect(
      book.refusalText(criteria(2, from: "2024-03-01"))
        == "valid_from: version 2 of the criteria of Naryn is to hold from 2024-03-01, but version 1 holds from 2024-03-01; the next begins on a later day"
    )
    #expect(
      book.refusalText(criteria(1, stars: [3]))
        == "version: version 1 of the criteria of Naryn is already recorded with another version: other content in the book, this here; "
        + "correct the row or use a new number")
  }

  @Test("Points and stars that nobody can have are refused")
  func impossible() {
    func scored(_ largest: Int64, _ needed: Int64) -> ByCriterion<Measure> {
      ByCriterion(
        qualitySafety: .passFail, localMaterial: .score(largest: largest, needed: needed), ecology: .passFail, uniqueDesign: .passFail)
    }
    let book = TestBook()
    for (command, expected) in [
      (criteria(by: scored(0, 0)), "local_material: the most points of a criterion lie between 1 and 1000, not 0"),
      (criteria(by: scored(1001, 1)), "local_material: the most points of a criterion lie between 1 and 1000, not 1001"),
      (criteria(by: scored(.max, 1)), "local_material: the most points of a criterion lie between 1 and 1000, not 9223372036854775807"),
      (criteria(by: scored(5, 6)), "local_material: 6 points are needed of 5; what is needed lies between 0 and the most there are"),
      (criteria(by: scored(5, -1)), "local_material: -1 points are needed of 5; what is needed lies between 0 and the most there are"),
      (criteria(stars: [0]), "stars: each star takes more points than the one before, and the first more than none"),
      (criteria(stars: [4, 4]), "stars: each star takes more points than the one before, and the first more than none"),
      (criteria(stars: [1, 2, 3, 4, 5, 6]), "stars: 6 steps of stars; there are at most 5"),
      (criteria(stars: [9, 16]), "stars: 16 points for 2 stars cannot be reached: all scored criteria together have 15"),
      (criteria(of: ""), "oblast: oblast is empty; it is required"),
      (criteria(of: " Naryn"), "oblast: the oblast's name begins or ends with a blank"),
      (criteria(of: "Na\u{7}ryn"), "oblast: the oblast's name holds a control character"),
    ] { #expect(book.refusalText(command) == expected) }
    for command in [criteria(by: scored(1000, 1000)), criteria(by: scored(1, 0)), criteria(stars: [1, 2, 3, 4, 15])] {
      #expect(book.refusalText(command) == nil)
    }
  }

  @Test("Stars are those whose points are reached; a committee may give none")
  func stars() {
    let set = CriteriaSet(version: 1, validFrom: day("2024-01-01"), measures: usualMeasures, starPoints: [8, 11, 15])
    for (quality, design, stars) in [(5, 2, 0), (6, 2, 1), (8, 2, 1), (8, 3, 2), (10, 4, 2), (10, 5, 3)] as [(Int64, Int64, Int64)] {
      #expect(set.stars(for: found(quality, design)) == stars, "\(quality) and \(design)")
    }
    #expect(CriteriaSet(version: 1, validFrom: day("2024-01-01"), measures: usualMeasures).stars(for: found(10, 5)) == nil)
  }
}
