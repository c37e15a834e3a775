/// What is new in a range of positions.
struct Novelty {
  /// The kinds of entries and the types of events, each once. Few, so that looking through them costs less than hashing.
  private(set) var kinds: [String] = [], types: [String] = []

  @inline(__always)
  mutating func note(kind: String) {
    if kinds.last != kind, !kinds.contains(kind) { kinds.append(kind) }
  }

  mutating func note(type: UnsafeRawBufferPointer) {
    func isIt(_ known: String) -> Bool { known.utf8.elementsEqual(type) }
    if let last = types.last, isIt(last) { return }
    if !types.contains(where: isIt) { types.append(String(decoding: type, as: UTF8.self)) }
  }

  mutating func formUnion(_ other: Novelty) {
    for kind in other.kinds { note(kind: kind) }
    types += other.types.filter { !types.contains($0) }
  }

  /// Whether a definition may make something of it.
  func isOf(_ concern: Concern) -> Bool {
    switch concern {
    case .any: true
    case .kinds(let wanted): !wanted.isDisjoint(with: kinds)
    case .types(let wanted): !wanted.isDisjoint(with: types)
    }
  }
}
