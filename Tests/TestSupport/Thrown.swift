/// The error that `body` throws, for the test to look at. Throws, and so fails the test, when `body` throws none or another kind.
///
/// Use this inside closures instead of `#expect(throws:)`: with Swift 6.3 a closure handed to that macro inside another closure gets the
/// symbol of a later closure beside it, and then the wrong one runs, without a word.
@discardableResult
public func thrown<Failure: Error, T>(
  _ type: Failure.Type, file: StaticString = #fileID, line: UInt = #line, by body: () throws -> T
) throws -> Failure {
  do {
    _ = try body()
  } catch let error as Failure {
    return error
  }
  throw NothingThrown(place: "\(file):\(line)", wanted: "\(type)")
}

/// The same for asynchronous work.
@discardableResult
public func thrown<Failure: Error, T>(
  _ type: Failure.Type, isolation: isolated (any Actor)? = #isolation, file: StaticString = #fileID, line: UInt = #line,
  by body: () async throws -> T
) async throws -> Failure {
  do {
    _ = try await body()
  } catch let error as Failure {
    return error
  }
  throw NothingThrown(place: "\(file):\(line)", wanted: "\(type)")
}

/// What should have failed did not.
public struct NothingThrown: Error, CustomStringConvertible {
  let place: String
  let wanted: String
  /// Where, and what was awaited.
  public var description: String { "\(place): no \(wanted) was thrown" }
}
