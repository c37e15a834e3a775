import Foundation
import Web

/// Uploaded files between their dry run and their recording, each in a folder of its own that only its owner finds.
///
/// A folder is called by 128 random bits, and only such a name is ever looked for, so no name leads anywhere else. It goes when it is an hour old.
struct ImportStore {
  private static let secondsMax = 3_600.0
  private static let root = FileManager.default.temporaryDirectory.path + "/esep-clerk-imports"

  /// Whose files.
  let owner: String

  init(_ request: PageRequest) { owner = request.identity?.name ?? "" }

  /// Keeps an uploaded file.
  /// - Returns: what to ask for it by.
  func keep(_ file: FormValues.File, as fileName: String) throws -> String {
    Self.sweep()
    var generator = SystemRandomNumberGenerator()
    let id = (0..<2).map { _ in String(generator.next() as UInt64, radix: 16) }.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
    let folder = Self.root + "/" + id
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(owner.utf8).write(to: URL(fileURLWithPath: folder + "/owner"))
    try FileManager.default.copyItem(atPath: file.path, toPath: folder + "/" + fileName)
    return id
  }

  /// The folder of a file; nil when there is none of that name, or it is another's, or too old.
  func folder(_ id: String) -> String? {
    Self.sweep()
    guard id.utf8.count == 32,
      id.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) })
    else { return nil }
    let folder = Self.root + "/" + id
    guard let name = FileManager.default.contents(atPath: folder + "/owner"), name == Data(owner.utf8) else { return nil }
    return folder
  }

  /// Removes what is too old. Cheap: there are as many folders as files were sent within an hour.
  static func sweep() {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: root) else { return }
    for name in names {
      let path = root + "/" + name
      let made = (try? FileManager.default.attributesOfItem(atPath: path))?[.creationDate] as? Date
      let changed = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
      guard let date = made ?? changed, Date().timeIntervalSince(date) > secondsMax else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}

/// What became of a file's rows, kept beside it between two pages.
struct ImportOutcome: Codable {
  struct Problem: Codable {
    let row: Int, column: String?, value: String, reason: String
  }

  /// What the sender calls the file, and what is in it.
  let name: String, table: String
  let allowsUnallocated: Bool
  /// Whether it is recorded, or was only judged.
  var isRecorded: Bool
  var taken: Int, unchanged: Int, rejected: Int, events: Int
  var problems: [Problem], notes: [String]
  /// The last event there was afterwards.
  var position: Int64

  private static let file = "outcome.json"

  init?(in folder: String) {
    guard let data = FileManager.default.contents(atPath: folder + "/" + Self.file), let read = try? JSONDecoder().decode(Self.self, from: data)
    else {
      return nil
    }
    self = read
  }

  init(name: String, table: String, allowsUnallocated: Bool) {
    (self.name, self.table, self.allowsUnallocated, isRecorded) = (name, table, allowsUnallocated, false)
    (taken, unchanged, rejected, events, problems, notes, position) = (0, 0, 0, 0, [], [], 0)
  }

  func keep(in folder: String) throws { try JSONEncoder().encode(self).write(to: URL(fileURLWithPath: folder + "/" + Self.file)) }
}
