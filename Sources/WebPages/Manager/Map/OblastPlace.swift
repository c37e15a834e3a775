import Charts

/// The oblasts of Kyrgyzstan and its two cities of their rank, each where its tile lies: from the west, from the north.
enum OblastPlace: String, CaseIterable {
  case talas = "Talas"
  case bishkek = "Bishkek"
  case chui = "Chui"
  case issykKul = "Issyk-Kul"
  case jalalAbad = "Jalal-Abad"
  case naryn = "Naryn"
  case batken = "Batken"
  case oshCity = "Osh city"
  case osh = "Osh"

  var place: (column: Int, row: Int) {
    switch self {
    case .talas: (0, 0)
    case .bishkek: (1, 0)
    case .chui: (2, 0)
    case .issykKul: (3, 0)
    case .jalalAbad: (1, 1)
    case .naryn: (2, 1)
    case .batken: (0, 2)
    case .oshCity: (1, 2)
    case .osh: (2, 2)
    }
  }

  /// By what people write in a registry, in any of the three languages and spellings; nil for another place.
  init?(_ name: String) {
    let plain = name.lowercased().filter { $0.isLetter || $0 == " " }
    func has(_ parts: [String]) -> Bool { parts.contains { plain.contains($0) } }
    let isCity = has(["city", "г ", "город", "шаар"])
    if has(["osh", "ош"]) && !has(["кош"]) {
      self = isCity ? .oshCity : .osh
    } else if let found = Self.spellings.first(where: { has($0.parts) }) {
      self = found.place
    } else {
      return nil
    }
  }

  private static let spellings: [(place: OblastPlace, parts: [String])] = [
    (.bishkek, ["bishkek", "бишкек"]), (.talas, ["talas", "талас"]), (.chui, ["chui", "chuy", "chüy", "чуй", "чүй"]),
    (.issykKul, ["issyk", "ysyk", "иссык", "ысык"]), (.jalalAbad, ["jalal", "dzhalal", "джалал", "жалал"]), (.naryn, ["naryn", "нарын"]),
    (.batken, ["batken", "баткен"]),
  ]
}
