import CLibPQ

/// Owner of a PGresult.
///
/// `@unchecked Sendable`: nothing changes a PGresult after libpq has handed it out, and libpq allows reading one from several threads.
final class QueryResult: @unchecked Sendable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { PQclear(pointer) }

  var status: ExecStatusType { PQresultStatus(pointer) }

  var isFailure: Bool { status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE }

  /// What the server says it did, such as "COMMIT" or "INSERT 0 3".
  var commandTag: String { String(cString: PQcmdStatus(pointer)) }

  /// Rows inserted, changed, deleted, copied or selected; 0 for other statements.
  var affected: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }
}
