/// Another system, or why it cannot be measured here. Peers are never shipped with Esep: the user has them, or the row says what to do.
enum Peer<Value: Sendable>: Sendable {
  /// It is here.
  case present(Value)
  /// It is not: a sentence with the reason and what to type.
  case missing(String)

  /// The ways it is measured in; none when it is missing.
  func ways(_ make: (Value) -> [Way]) -> [Way] {
    if case .present(let value) = self { make(value) } else { [] }
  }

  /// Why it is missing.
  var reason: String? {
    if case .missing(let reason) = self { reason } else { nil }
  }
}
