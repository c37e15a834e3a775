extension Block {
  /// Whether there is a form in it that records something.
  var records: Bool {
    switch self {
    case .form(let form): form.method == .post
    case .columns(let columns): columns.contains { $0.contains(where: \.records) }
    case .details(_, let blocks): blocks.contains(where: \.records)
    default: false
    }
  }
}
