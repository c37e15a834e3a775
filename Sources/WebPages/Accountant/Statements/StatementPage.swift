import Ledger
import Office
import Postgres
import ReadModels
import SignIn
import Web

/// One statement: on the left what the channel wrote, on the right what it stands for in our book, and what is to be decided.
enum StatementPage {
  /// Everything known of it.
  struct Sight {
    let work: Reconciliation
    let statement: StatementState
    let undone: [LineCode: String]
    let look: LineLook
    let receipts: [WaitingReceipt]
    let position: Int64
    /// Whether it is looked at as it was: then nothing can be decided.
    let isPast: Bool
  }

  /// - Parameter day: of what is decided now.
  static func sight(_ request: PageRequest, on day: CalendarDate = .todayHere) async throws -> Sight? {
    guard let channel = ChannelCode(checking: request.parameters["channel"] ?? ""),
      let code = StatementCode(checking: request.parameters["statement"] ?? "")
    else {
      return nil
    }
    let (desk, log) = (request.desk, request.desk.log)
    let work = Reconciliation(channel: channel, log: log, reader: desk.reader, date: day, author: request.actor)
    // Asked first: what is recorded meanwhile makes what is kept out of date, and never the other way round.
    let head = try await log.headPosition()
    guard !request.time.isPast else {
      let (position, through) = try await request.limits()
      let standing = try await work.standing(at: position, through: through)
      return standing.state.statement(code).map { statement in
        Sight(
          work: work, statement: statement, undone: standing.undone[code] ?? [:], look: .none, receipts: [], position: min(position, head),
          isPast: true)
      }
    }
    let standing = try await desk.standings.standing(of: channel)
    guard let statement = standing.state.statement(code) else { return nil }
    return Sight(
      work: work, statement: statement, undone: standing.undone[code] ?? [:],
      look: try await desk.looks.look(at: statement, standing.state, log: head, by: work),
      receipts: try await log.read { try $0.waitingReceipts(channel: channel) }, position: try await log.headPosition(), isPast: false)
  }

  static func show(_ request: PageRequest, mistake: FormMistake? = nil) async throws -> PageAnswer {
    let words = request.words
    guard let sight = try await sight(request) else { return .notFound(words("accountant.statements.unknown")) }
    let received = sight.statement.received
    let money = { (minor: Int64) in request.amount(minor, received.currency.code) }
    var blocks: [Block] = [
      .figures([
        Figure(words("accountant.stated"), money(received.closing - received.opening), href: nil),
        Figure(words("accountant.matched"), money(sight.statement.matched.own), href: "#lines"),
        Figure(
          words("accountant.disputed"), money(sight.statement.disputed.own), href: "#disputes",
          tone: sight.statement.hasOpenDispute ? .warning : .plain),
        Figure(words("accountant.paid"), money(sight.statement.paid.own), href: "#money"),
        Figure(words("accountant.open"), money(sight.statement.open.own), href: "#money", tone: sight.statement.isSettled ? .good : .plain),
      ]), .steps(steps(request, sight)), .heading(words("accountant.lines"), id: "lines"),
      .text(words("accountant.lines_lead")), .table(lines(request, sight)),
    ]
    blocks += decisions(request, sight) + disputes(request, sight) + receipts(request, sight)
    if let mistake { blocks = blocks.answering(mistake, to: request) }
    let page = Page(
      words("accountant.statement_title", ["statement": received.statement.text, "channel": received.channel.text]), area: .accountant,
      lead: words("accountant.statement_lead", ["from": request.day(received.periodFrom), "to": request.day(received.periodTo)]),
      asOf: sight.position, hasTime: true,
      trail: [Link(words("accountant.statements.title"), request.link("/statements"))], blocks)
    return mistake == nil ? .page(page) : .mistaken(page)
  }

  private static func steps(_ request: PageRequest, _ sight: Sight) -> [Step] {
    let words = request.words
    let statement = sight.statement
    return [
      Step(.done, words("accountant.step.received"), note: request.day(statement.receivedOn)),
      Step(
        statement.isMatched ? .done : .current, words("accountant.step.matched"),
        note: statement.isMatched ? nil : words.count("accountant.lines_left", Int64(statement.unmatchedLines.count))),
      Step(statement.hasOpenDispute ? .current : .done, words("accountant.step.undisputed")),
      Step(
        statement.isSettled ? .done : statement.isMatched ? .current : .open, words("accountant.step.paid"),
        note: statement.open.own == 0 ? nil : request.amount(statement.open.own, statement.received.currency.code)),
    ]
  }

  private static func lines(_ request: PageRequest, _ sight: Sight) -> DataTable {
    let words = request.words
    let received = sight.statement.received
    let rows = received.lines.map { line -> [DataTable.Cell] in
      let match = sight.statement.match(of: line.line)
      let stands =
        match.map { match in
          match.claims.isEmpty
            ? words(family: "match_method", match.method.rawValue)
            : match.claims.map { ClaimTarget(sale: $0.sale, returned: $0.returned).text }.joined(separator: ", ")
        } ?? why(request, sight, line)
      return [
        .init(line.line.text), .init(words(family: "line_type", line.type.rawValue)), .init(line.reference ?? "–"),
        .init(line.quantity.map { request.quantity($0.thousandths) } ?? "–"),
        .init(words.numbers.decimal(line.amount, places: received.currency.decimals)),
        .init(stands, tone: match == nil ? .warning : .plain),
      ]
    }
    return DataTable(
      words("accountant.lines"),
      columns: [
        .init(words("accountant.line")), .init(words("accountant.kind")), .init(words("accountant.reference")),
        .init(words("accountant.quantity"), isNumber: true),
        .init(words("accountant.amount", ["currency": received.currency.code]), isNumber: true), .init(words("accountant.stands_for")),
      ], rows: rows, files: TableFiles(csv: StatementFile.path(request, received, .lines)), hidesCaption: true)
  }

  /// Why a line stands for nothing yet.
  static func why(_ request: PageRequest, _ sight: Sight, _ line: StatementLine) -> String {
    let words = request.words
    if let reason = sight.undone[line.line] { return words("accountant.why.undone", ["reason": reason]) }
    if sight.isPast { return words("accountant.why.then") }
    switch sight.look.proposals[line.line] {
    case .unique: return words("accountant.why.sure")
    case .alternatives(_, let count, _): return words.count("accountant.why.alternatives", Int64(count))
    case .tooMany: return words("accountant.why.too_many")
    case .some(.none): return words("accountant.why.none")
    case nil: return line.type == .commission ? words("accountant.why.commission") : words("accountant.why.charge")
    }
  }
}
