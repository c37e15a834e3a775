extension String {
  /// The fields of a line of CSV (RFC 4180): commas within quotes part nothing.
  var csvFields: [String] {
    split(separator: "\"", omittingEmptySubsequences: false).enumerated().reduce(into: [""]) { fields, part in
      guard part.offset.isMultiple(of: 2) else { return fields[fields.count - 1] += part.element }
      let pieces = part.element.split(separator: ",", omittingEmptySubsequences: false)
      fields[fields.count - 1] += pieces.first ?? ""
      fields += pieces.dropFirst().map(String.init)
    }
  }
}
