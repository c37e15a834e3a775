import Exchange
import Ledger
import Office
import ReadModels
import Web

/// What every producer is owed, and one producer's account, to be printed and signed.
enum BalancePages {
  static let routes: [PageRoute] = [
    .get("/balances", .only(.readMoney)) { try await list($0) }, .get("/balances/{producer}", .only(.readMoney)) { try await statement($0) },
  ]

  private static func list(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    var parameters = request.reportParameters()
    let code = request.query("producer")?.uppercased()
    parameters.producer = code
    let (answer, table) = try await request.paged(
      "producer-balance", caption: words("accountant.balances.title"),
      only: ["producer", "accrued", "available", "in_transit", "paid", "advances", "debt", "due"],
      parameters: parameters, withNames: true,
      links: { _, row in if case .text(let producer) = row[0] { "/balances/" + PathText.segment(producer) } else { nil } })
    let search = Form(
      .get, "/balances",
      fields: [Field("producer", words("accountant.balances.search"), value: code ?? "", hint: words("accountant.balances.search_hint"))],
      submit: words("accountant.show"))
    return .page(
      Page(
        words("accountant.balances.title"), area: .accountant, lead: words("accountant.balances.lead"), asOf: answer.asOfPosition, hasTime: true,
        [.form(search), .table(table)]))
  }

  private static func statement(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let producer = request.parameters["producer"] ?? ""
    var parameters = request.reportParameters()
    parameters.producer = producer
    let balance = try await request.desk.reporter.run("producer-balance", parameters: parameters)
    guard let row = balance.reportRows.first(where: { $0.text("producer") == producer }) else {
      return .notFound(words("accountant.balances.none", ["producer": producer]))
    }
    let (lines, table) = try await request.paged(
      "producer-statement", caption: words("accountant.statement.title"),
      only: ["position", "occurred_on", "what", "sale", "batch", "channel", "document", "amount", "accrued", "available", "owed", "paid"],
      parameters: parameters,
      links: { column, row in if column == "position", case .int64(let position) = row[0] { "/log/\(position)" } else { nil } })
    let name = try await request.names(of: [producer])[producer]
    let figures = ["due", "available", "accrued", "advances", "debt", "paid"].map { column in
      Figure(
        words(family: "column", column), request.money(row.number(column)), href: request.explainPath("producer-balance", [("producer", producer)]))
    }
    let proof = "/log/\(lines.asOfPosition)"
    var blocks: [Block] = [.figures(figures), .table(table)]
    blocks += [
      .signatureLine(words("accountant.statement.signature", ["name": name ?? producer])), .heading(words("accountant.statement.proof"), id: "proof"),
      .prose([
        Inline(words("accountant.statement.proof_text", ["position": words.numbers.whole(lines.asOfPosition)]) + " "), Inline(proof, href: proof),
      ]),
    ]
    if let code = try? QRCode("esep:\(request.desk.book.name)\(proof)") {
      blocks.append(.drawing(svg: code.svg(label: words("accountant.statement.proof")), label: words("accountant.statement.proof")))
    }
    return .page(
      Page(
        name.map { "\($0) · \(producer)" } ?? producer, area: .accountant, lead: words("accountant.statement.lead"), asOf: lines.asOfPosition,
        hasTime: true,
        trail: [Link(words("accountant.balances.title"), request.link("/balances"))], blocks))
  }
}
