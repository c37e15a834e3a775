/// Where two lists part, in a line; nil when they are the same.
func firstDifference<Item: Equatable>(_ found: [Item], _ wanted: [Item]) -> String? {
  for (index, pair) in zip(found, wanted).enumerated() where pair.0 != pair.1 {
    return "item \(index + 1) is \(pair.0), should be \(pair.1)"
  }
  guard found.count != wanted.count else { return nil }
  let next = found.count > wanted.count ? "the first too many is \(found[wanted.count])" : "the first missing is \(wanted[found.count])"
  return "\(found.count) items, should be \(wanted.count); \(next)"
}
