import Bookkeeping
public import Ledger

// What a person decides about a channel's statements.
extension Reconciliation {
  /// A statement of the channel.
  /// - Throws: `OfficeProblem.unknown` when there is none of that number.
  public func statement(_ code: StatementCode) async throws -> StatementState {
    guard let statement = try await standing().state.statement(code) else { throw unknown(code) }
    return statement
  }

  /// Takes a charge, or the commission, as the line says.
  /// - Parameter dispute: why the difference is disputed; nil: it is not.
  public func accepting(_ line: LineCode, of statement: StatementReceived, dispute: String? = nil) -> SettlementCommand {
    let type = statement.lines.first { $0.line == line }?.type
    return .match(
      MatchLine(
        channel: channel, statement: statement.statement, line: line, method: type == .commission ? .terms : .charge, date: date, dispute: dispute))
  }

  /// Says which sales and returns a line stands for.
  /// - Parameter dispute: why the difference is disputed; nil: there may be none beyond the tolerance.
  public func matching(
    _ line: LineCode, of statement: StatementReceived, to targets: [ClaimTarget], dispute: String? = nil
  ) -> SettlementCommand {
    .match(MatchLine(channel: channel, statement: statement.statement, line: line, targets: targets, date: date, dispute: dispute))
  }

  /// The open return that a number alone names.
  /// - Throws: `OfficeProblem.unknown` when there is none, or several.
  public func openReturn(_ number: String, for statement: StatementReceived) async throws -> ClaimTarget {
    let known = try await candidates(of: statement, try await standing().state).map(\.target).filter { $0.returned?.text == number }
    guard let target = known.first, known.count == 1 else {
      throw OfficeProblem.unknown("“\(number)” is no open return of channel \(channel) by that day; name the return and its sale: RETURN@SALE")
    }
    return target
  }

  /// The currency the channel pays in by its terms on a day.
  /// - Throws: `OfficeProblem.refused` when it has none then.
  public func currency(on day: CalendarDate) async throws -> Currency {
    guard let channel = try await log.channel(channel), let terms = channel.terms(begunBy: day) else {
      throw OfficeProblem.refused("Channel \(channel) has no terms on \(day), so it is not known in which currency it pays.")
    }
    return terms.currency
  }

  /// Records a decision.
  /// - Returns: false when it was so before.
  /// - Throws: `OfficeProblem.refused` when the book says no.
  public func record(_ command: SettlementCommand) async throws -> Bool {
    switch try await Bookkeeper(log: log, author: author).record([Instruction(.settlement(command))])[0] {
    case .recorded: return true
    case .unchanged: return false
    case .refused(let refusal): throw OfficeProblem(.refused, refusal.message, field: refusal.column)
    }
  }

  func unknown(_ code: StatementCode) -> OfficeProblem { .unknown(SettlementRefusal.unknownStatement(code, channel).message) }
}
