import Exchange
import Transparency

/// The leaves themselves, 256 in a file, each after its length in two bytes (C2SP tlog-tiles, "Log Entries").
struct EntryFiles {
  private let folder: NewFolder
  private var bytes: [UInt8] = []
  private var count: Int64 = 0
  private var isTooLong = false
  /// Files that were left out, because an event in them is longer than the format can say.
  private(set) var omitted: [String] = []

  init(_ folder: NewFolder) { self.folder = folder }

  mutating func append(_ leaf: UnsafeRawBufferPointer) throws {
    if let length = UInt16(exactly: leaf.count) {
      bytes += [UInt8(length >> 8), UInt8(length & 255)]
      bytes.append(contentsOf: leaf)
    } else {
      isTooLong = true
    }
    count += 1
    if count & 255 == 0 { try write(width: 256) }
  }

  /// Writes what is not full.
  mutating func finish() throws {
    if count & 255 != 0 { try write(width: Int(count & 255)) }
  }

  private mutating func write(width: Int) throws {
    let path = Tile(level: 0, index: (count - 1) >> 8, width: width).entriesPath
    if isTooLong { omitted.append(path) } else { try folder.write(path, bytes) }
    bytes.removeAll(keepingCapacity: true)
    isTooLong = false
  }
}
