import Foundation
import Languages
import Ledger
import ReadModels
import SignIn
import Web

/// Somebody who asks for pages, without a server between.
struct Visitor: Sendable {
  let desk: BookDesk
  var roles: Set<Role> = [.auditor]
  var language = Language.en

  /// A page of the routes; nil where they have none for the path, or not for this visitor.
  func get(_ address: String, of routes: [PageRoute]) async throws -> PageAnswer? {
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var query: [String: [String]] = [:]
    for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).removingPercentEncoding ?? String($0) }
      query[sides[0], default: []].append(sides.count > 1 ? sides[1] : "")
    }
    let identity = Identity(name: "aida", roles: roles, kind: .session, csrfToken: "t")
    for route in routes where route.method == .get && route.access.admits(identity) {
      guard let parameters = match(route.path, String(parts[0])) else { continue }
      let request = PageRequest(
        desk: desk, identity: identity, words: Words(language), path: String(parts[0]), parameters: parameters, query: query, form: FormValues(),
        time: time(query), accounts: Accounts(pool: desk.writer), remoteAddress: "127.0.0.1", sessionText: nil)
      return try await route.answer(request)
    }
    return nil
  }

  private func match(_ pattern: String, _ path: String) -> [String: String]? {
    let (wanted, given) = (pattern.split(separator: "/"), path.split(separator: "/"))
    guard wanted.count == given.count else { return nil }
    var parameters: [String: String] = [:]
    for (part, value) in zip(wanted, given) {
      if part.hasPrefix("{") {
        parameters[String(part.dropFirst().dropLast())] = String(value).removingPercentEncoding
      } else if part != value {
        return nil
      }
    }
    return parameters
  }

  private func time(_ query: [String: [String]]) -> TimeView {
    func value(_ name: String) -> String? { query[name]?.first.flatMap { $0.isEmpty ? nil : $0 } }
    var time = TimeView()
    time.by = value("by").flatMap { PeriodLength(rawValue: $0) }
    (time.from, time.to, time.through) = (
      value("from").flatMap { CalendarDate($0) }, value("to").flatMap { CalendarDate($0) }, value("through").flatMap { CalendarDate($0) }
    )
    time.atPosition = value("at-position").flatMap { Int64($0) }
    return time
  }
}

extension Page {
  /// All its blocks, those within others too.
  var allBlocks: [Block] { blocks.flatMap(\.all) }

  var tables: [DataTable] { allBlocks.compactMap { if case .table(let table) = $0 { table } else { nil } } }
  var figures: [Figure] { allBlocks.flatMap { if case .figures(let figures) = $0 { figures } else { [Figure]() } } }

  /// Everything that a reader sees.
  var allText: [String] {
    [title, lead ?? ""]
      + allBlocks.flatMap { block -> [String] in
        switch block {
        case .heading(let text, _), .text(let text): [text]
        case .notice(let notice): [notice.text]
        case .table(let table): [table.caption, table.empty ?? ""] + table.columns.map(\.title) + table.rows.flatMap { $0.map(\.text) }
        case .figures(let figures): figures.flatMap { [$0.label, $0.value, $0.note ?? ""] }
        case .form(let form): [form.submit, form.legend ?? ""] + form.fields.flatMap { [$0.label, $0.hint ?? "", $0.error ?? ""] }
        case .links(let links): links.map(\.text)
        case .details(let summary, _): [summary]
        case .facts(let facts): facts.flatMap { [$0.name] + $0.value.map(\.text) }
        case .steps(let steps): steps.flatMap { [$0.text, $0.note ?? ""] }
        default: []
        }
      }
  }
}

extension Block {
  fileprivate var all: [Block] {
    switch self {
    case .columns(let columns): columns.flatMap { $0.flatMap(\.all) }
    case .details(_, let blocks): [self] + blocks.flatMap(\.all)
    default: [self]
    }
  }
}

/// Keeps what a page writes into a file.
actor WrittenFile: PieceWriter {
  private(set) var text = ""
  /// What was written, whatever it is.
  private(set) var content: [UInt8] = []
  var bytes: Int { content.count }
  func write(_ text: String) async throws {
    self.text += text
    content += Array(text.utf8)
  }
  func write(_ bytes: [UInt8]) async throws {
    text += String(decoding: bytes, as: UTF8.self)
    content += bytes
  }
}
