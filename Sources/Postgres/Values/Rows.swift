import CLibPQ

/// The rows that a statement gave, in order. Holds the server's bytes; a value is decoded when it is asked for.
public struct Rows: RandomAccessCollection, Sendable {
  let result: QueryResult

  /// The first row's index: 0.
  public var startIndex: Int { 0 }
  /// The number of rows.
  public var endIndex: Int { Int(PQntuples(result.pointer)) }
  /// The row at `index`; O(1).
  public subscript(index: Int) -> Row {
    precondition(indices.contains(index), "There is no row \(index); there are \(count).")
    return Row(result: result, index: Int32(index))
  }

  /// Name and type of each column; O(columns), as it is read anew each time.
  public var columns: [Column] {
    (0..<PQnfields(result.pointer)).map { Column(name: String(cString: PQfname(result.pointer, $0)), typeOID: PQftype(result.pointer, $0)) }
  }

  /// Rows inserted, changed or deleted; the number of rows for a SELECT.
  public var affected: Int { result.affected }
}

/// A column of a result.
public struct Column: Sendable, Hashable {
  /// The name, as the statement gave it.
  public let name: String
  /// The object identifier of the type (catalogue pg_type).
  public let typeOID: UInt32
}
