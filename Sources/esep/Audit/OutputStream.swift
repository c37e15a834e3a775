import Foundation
import Glibc

/// Where data goes, piece by piece: a file that was named, or standard output.
final class OutputStream: Sendable {
  private let handle: FileHandle
  private let path: String?

  /// Makes the file, or empties one that is there.
  /// - Throws: `Failure` when it cannot be made.
  init(_ path: String?) throws {
    self.path = path
    guard let path else {
      fflush(nil)
      handle = .standardOutput
      return
    }
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path) else {
      throw Failure.refused("\(path) cannot be written; name another file with --out")
    }
    self.handle = handle
  }

  /// Adds bytes.
  /// - Throws: `Failure` when the disk is full or nobody reads on.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard !bytes.isEmpty else { return }
    do { try handle.write(contentsOf: Data(bytes)) } catch {
      throw Failure.refused("\(path ?? "Standard output") cannot be written any further; what is there is not whole")
    }
  }

  func close() throws { if path != nil { try handle.close() } }
}
