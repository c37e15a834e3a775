import Languages
import SignIn

extension PageRenderer.Frame {
  typealias Values = [String: Any]

  /// What the template of the whole page sees around its blocks.
  func values(of page: Page) -> Values {
    var values: Values = [
      "lang": words.language.rawValue, "title": page.title, "book": book, "skip": words("frame.skip"),
      "banners": banners.map { BlockValues(self).notice($0) }, "languages": languages, "languageTitle": words("frame.language"),
      "area": page.area.rawValue,
      "trail": page.trail.map { ["text": $0.text, "href": $0.href] as Values }, "trailTitle": words("frame.trail"), "hasTrail": !page.trail.isEmpty,
    ]
    if let lead = page.lead { values["lead"] = lead }
    if let position = page.asOfPosition {
      values["asOf"] =
        ["text": words("frame.as_of", ["position": words.numbers.whole(position)]), "position": String(position), "moved": words("frame.moved")]
        as Values
    }
    if let identity { values["navigation"] = navigation(identity, page.area) }
    if page.hasTime { values["time"] = timeValues }
    if time.isPast {
      values["past"] =
        ["text": words("frame.past", ["what": pastText]), "back": words("frame.now"), "href": address(without: Self.timeNames)] as Values
    }
    return values
  }

  /// What a form of this page sends along.
  var csrf: String { identity?.csrfToken.map { MaskedToken.masked($0) } ?? "" }

  static let timeNames: Set<String> = ["through", "known-at", "at-position"]

  /// This page without some of its query.
  func address(without names: Set<String>, adding added: [(name: String, value: String)] = []) -> String {
    let pairs = query.filter { !names.contains($0.name) } + added
    return pairs.isEmpty ? path : path + "?" + pairs.map { "\(QueryText.encoded($0.name))=\(QueryText.encoded($0.value))" }.joined(separator: "&")
  }

  private var languages: [Values] {
    Language.allCases.map { language in
      var values: Values = [
        "name": language.ownName, "code": language.rawValue, "href": address(without: ["lang"], adding: [("lang", language.rawValue)]),
      ]
      if language == words.language { values["isCurrent"] = true }
      return values
    }
  }

  private func navigation(_ identity: Identity, _ area: Page.Area) -> Values {
    let items = NavigationItem.all.filter { $0.access.admits(identity) }
    let groups = Page.Area.allCases.compactMap { group -> Values? in
      let own = items.filter { $0.area == group }
      guard !own.isEmpty else { return nil }
      return [
        "title": words(family: "area", group.rawValue), "isOpen": group == area,
        "items": own.map { item -> Values in
          var values: Values = ["text": words(family: "navigation", item.name), "href": item.path]
          if path == item.path { values["isCurrent"] = true }
          return values
        },
      ]
    }
    return [
      "title": words("frame.navigation"), "menu": words("frame.menu"), "close": words("frame.close"), "groups": groups, "who": identity.name,
      "signOut": words("frame.sign_out"),
      "csrf": csrf, "account": words("frame.account"),
    ]
  }

  private var timeValues: Values {
    let kept = query.filter { !Self.timeNames.contains($0.name) && $0.name != "lang" && $0.name != "offset" }
    func value(_ name: String) -> String { query.first { $0.name == name }?.value ?? "" }
    return [
      "summary": words("time.summary"), "action": path, "kept": kept.map { ["name": $0.name, "value": $0.value] as Values }, "isOpen": time.isPast,
      "through": value("through"), "throughLabel": words("time.through"), "throughHint": words("time.through_hint"), "knownAt": value("known-at"),
      "knownLabel": words("time.known_at"), "knownHint": words("time.known_hint"), "position": value("at-position"),
      "positionLabel": words("time.position"),
      "submit": words("time.submit"),
    ]
  }

  private var pastText: String {
    var parts: [String] = []
    if let day = time.through {
      let (year, month, day) = day.components
      parts.append(words("frame.past_through", ["day": words.dates.long(year: year, month: month, day: day)]))
    }
    if let text = time.knownAtText { parts.append(words("frame.past_known", ["time": text])) }
    if let position = time.atPosition { parts.append(words("frame.past_position", ["position": words.numbers.whole(position)])) }
    return parts.joined(separator: "; ")
  }
}
