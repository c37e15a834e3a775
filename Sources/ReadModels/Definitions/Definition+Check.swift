import Postgres

extension Definition {
  /// Sees by the server's own word that the SELECT gives what the header says.
  /// - Throws: `ReadModelError.wrongDefinition`.
  func check(_ session: Session) throws {
    let found: [Column]
    do {
      found = try session.query("SELECT * FROM \(contributions) LIMIT 0").columns
    } catch let error as PostgresError where error.isAboutData {
      throw ReadModelError(.wrongDefinition, "\(file): the SELECT does not run: \(error)", file: file)
    }
    let types = Dictionary(found.map { ($0.name, $0.typeOID) }, uniquingKeysWith: { first, _ in first })
    for name in ["position"] + keys + measures.map(\.name) where types[name] == nil {
      throw ReadModelError(.wrongDefinition, "\(file): the SELECT gives no column “\(name)”.", file: file)
    }
    guard types["position"] == Self.bigint else {
      throw ReadModelError(.wrongDefinition, "\(file): “position” must be the event's position, a bigint.", file: file)
    }
    // A sum of anything but integers would be rounded, and then depend on the size of the chunks.
    for measure in measures where measure.rule == .sum && !Self.integers.contains(types[measure.name] ?? 0) {
      throw ReadModelError(.wrongDefinition, "\(file): “\(measure.name)” is summed and so must be an integer; cast it in the SELECT.", file: file)
    }
  }

  private static let bigint: UInt32 = 20
  /// smallint, integer, bigint (catalogue pg_type).
  private static let integers: Set<UInt32> = [20, 21, 23]
}
