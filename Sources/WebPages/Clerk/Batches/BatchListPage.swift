import Ledger
import Postgres
import Web

/// All batches, the newest first; found by a part of their number or product.
enum BatchListPage {
  private static let rowsMax = 50
  private static let lettersMax = 64

  private struct Row {
    let batch: String, product: String, producedOn: String?
    let accepted: Int64, sold: Int64, left: Int64
  }

  @Sendable static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let asked = String((request.query("search") ?? "").prefix(lettersMax))
    let rows = try await found(asked, request)
    let shown = rows.prefix(rowsMax)
    let names = try await request.productNames(shown.map(\.product))
    var table = DataTable(
      words("batches.title"),
      columns: [
        .init(words(family: "clerk.field", "batch")), .init(words(family: "clerk.field", "product")),
        .init(words(family: "clerk.field", "produced_on")),
        .init(words(family: "clerk.field", "accepted"), isNumber: true), .init(words("clerk.sold"), isNumber: true),
        .init(words("clerk.left"), isNumber: true),
      ],
      rows: shown.map { row in
        [
          .init(row.batch, href: BatchPages.path(row.batch)), .init(names[row.product] ?? row.product), .init(row.producedOn.map(request.day) ?? ""),
          .init(request.quantity(row.accepted), href: BatchPages.explanation(row.batch, request)),
          .init(request.quantity(row.sold), href: BatchPages.explanation(row.batch, request)),
          .init(request.quantity(row.left), href: BatchPages.explanation(row.batch, request)),
        ]
      })
    table.hidesCaption = true
    table.empty = asked.isEmpty ? words("batches.none") : words("batches.none_found", ["search": asked])
    (table.previous, table.next) = request.pages(
      offset: request.offset, shown: shown.count, hasMore: rows.count > rowsMax, rowsMax, values: asked.isEmpty ? [] : [("search", asked)])
    let field = Field("search", words("batches.search"), value: asked, hint: words("batches.search_hint"))
    return .page(
      Page(
        words("batches.title"), area: .clerk, lead: words("batches.lead"),
        [.form(Form(.get, "/batches", fields: [field], submit: words("batches.find"))), .table(table)]))
  }

  private static func found(_ asked: String, _ request: PageRequest) async throws -> [Row] {
    let sql = """
      SELECT batch, min(product), min(produced_on)::text, sum(accepted)::bigint, sum(sold)::bigint,
             sum(accepted + returned + received + adjusted - sold - sent - written_off)::bigint
      FROM stock_moves WHERE strpos(lower(batch), lower($1)) > 0 OR strpos(lower(product), lower($1)) > 0
      GROUP BY batch ORDER BY max(month) DESC, batch LIMIT $2 OFFSET $3
      """
    let (limit, offset) = (Int64(rowsMax + 1), Int64(request.offset))
    return try await request.desk.reader.withSession { session in
      try session.query(sql, [.text(asked), .int64(limit), .int64(offset)]).map { row in
        Row(
          batch: try row.text(0), product: try row.text(1), producedOn: try row.optionalText(2), accepted: try row.int64(3), sold: try row.int64(4),
          left: try row.int64(5))
      }
    }
  }
}
