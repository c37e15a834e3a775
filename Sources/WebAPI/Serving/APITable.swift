import HTTPTypes

/// All routes, to be found by path and method.
struct APITable: Sendable {
  /// Where they all begin.
  static let base = "/api/v1"

  let routes: [APIRoute]
  private let patterns: [(parts: [Substring], routes: [APIRoute])]

  init(_ routes: [APIRoute]) {
    self.routes = routes
    var patterns: [(parts: [Substring], routes: [APIRoute])] = []
    for route in routes {
      let parts = route.path.split(separator: "/")
      if let index = patterns.firstIndex(where: { $0.parts == parts }) {
        patterns[index].routes.append(route)
      } else {
        patterns.append((parts, [route]))
      }
    }
    // Words come before places: /reports/{name} never stands in the way of another.
    self.patterns = patterns.sorted { left, right in
      left.parts.count { $0.hasPrefix("{") } < right.parts.count { $0.hasPrefix("{") }
    }
  }

  /// The routes of a path, by method, and what stands in its places.
  func find(_ path: Substring) -> (routes: [APIRoute], places: [String: String])? {
    // Between slashes, each decoded by itself: a slash in a code is written %2F.
    let raw = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    var parts: [String] = []
    for part in raw {
      guard let text = APIQuery.decoded(part, plusIsBlank: false), !text.isEmpty else { return path.isEmpty || path == "/" ? first([]) : nil }
      parts.append(text)
    }
    return first(parts)
  }

  private func first(_ parts: [String]) -> (routes: [APIRoute], places: [String: String])? {
    for pattern in patterns where pattern.parts.count == parts.count {
      var places: [String: String] = [:]
      let fits = zip(pattern.parts, parts).allSatisfy { name, text in
        guard name.hasPrefix("{") else { return name == text }
        places[String(name.dropFirst().dropLast())] = text
        return true
      }
      if fits { return (pattern.routes, places) }
    }
    return nil
  }
}
