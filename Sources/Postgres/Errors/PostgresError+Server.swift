import CLibPQ

extension PostgresError {
  /// The error that a failed result carries.
  init(_ result: QueryResult, statement: String?) {
    func field(_ code: Int32) -> String? { PQresultErrorField(result.pointer, code).map { String(cString: $0) } }
    let state = field(Int32(esep_diag_sqlstate))
    let text = field(Int32(esep_diag_message_primary)) ?? Self.trimmed(PQresultErrorMessage(result.pointer))
    self.init(Self.code(forState: state), text.isEmpty ? "the server refused the statement without a reason" : text)
    sqlState = state
    hint = field(Int32(esep_diag_message_hint))
    detail = field(Int32(esep_diag_message_detail))
    context = field(Int32(esep_diag_context))
    constraint = field(Int32(esep_diag_constraint_name))
    table = field(Int32(esep_diag_table_name))
    schema = field(Int32(esep_diag_schema_name))
    column = field(Int32(esep_diag_column_name))
    self.statement = statement
  }

  /// Class 08 and the shutdown codes end a connection; libpq gives no state at all when the socket simply closed.
  private static func code(forState state: String?) -> Code {
    guard let state else { return .connectionLost }
    if state.hasPrefix("08") || ["57P01", "57P02", "57P03", "57P05", "25P03"].contains(state) { return .connectionLost }
    return .server
  }

  /// libpq's own words, for failures that never reached the server.
  static func trimmed(_ message: UnsafePointer<CChar>?) -> String {
    guard let message else { return "" }
    var text = Substring(String(cString: message))
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text.split(separator: "\n").joined(separator: " ")
  }

  /// A plan or a prepared statement that no longer fits; preparing it anew is the cure.
  ///
  /// 26000: somebody deallocated it. 0A000 at bind time: "cached plan must not change result type" after DDL.
  public var isStalePlan: Bool { code == .server && (sqlState == "26000" || sqlState == "0A000") }
}
