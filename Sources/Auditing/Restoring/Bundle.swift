public import Exchange
import Foundation
public import Transparency

/// An audit pack on disk whose signature was checked.
public struct Bundle: Sendable {
  /// Where it lies.
  public let path: String
  /// What was signed.
  public let checkpoint: Checkpoint
  /// Who signed it.
  public let key: VerifierKey

  /// Whether a folder looks like an audit pack.
  public static func isThere(_ path: String) -> Bool {
    [BundlePath.checkpoint, BundlePath.events].allSatisfy { FileManager.default.fileExists(atPath: "\(path)/\($0)") }
  }

  /// Opens a pack and checks the signature of its checkpoint.
  /// - Parameter key: who has to have signed; the pack's own key when nil, by which it only agrees with itself.
  /// - Throws: `BundleProblem` when a file is missing, or the signature is not the key's.
  public init(at path: String, key: VerifierKey?) throws(BundleProblem) {
    self.path = path
    let own: VerifierKey
    do { own = try VerifierKey(try Self.text(path, BundlePath.verifier).trimmingCharacters(in: .newlines)) } catch {
      throw BundleProblem("\(path)/\(BundlePath.verifier) is no verifier key: \(Self.message(error))")
    }
    if let key, key != own {
      throw BundleProblem("The pack is signed by “\(own.text)”, not by “\(key.text)”. Ask for the pack of the book whose key you were given")
    }
    self.key = own
    let text = try Self.text(path, BundlePath.checkpoint)
    do {
      let note = try SignedNote(parsing: text)
      _ = try note.verified(by: [own])
      checkpoint = try Checkpoint(parsing: note.text)
    } catch { throw BundleProblem("\(path)/\(BundlePath.checkpoint) is not what “\(own.name)” signed: \(Self.message(error))") }
    guard checkpoint.origin == own.name else {
      throw BundleProblem("\(path)/\(BundlePath.checkpoint) is of the log “\(checkpoint.origin)”, and the key of “\(own.name)”")
    }
  }

  /// Hashes every file and compares it with `SHA256SUMS`.
  /// - Parameter progress: told the files done and to do.
  /// - Throws: `BundleProblem` for the first that is missing or another.
  public func checkFiles(progress: (_ done: Int64, _ total: Int64) -> Void) throws(BundleProblem) -> Checksums {
    let sums = try Checksums.verified(in: path, progress: progress)
    let needed = [BundlePath.checkpoint, BundlePath.verifier, BundlePath.events, BundlePath.commits, BundlePath.reportIndex]
    for needed in needed where sums[needed] == nil {
      throw BundleProblem("\(path)/\(BundlePath.sums) does not list \(needed), so it is no whole audit pack")
    }
    return sums
  }

  /// A small file's text.
  private static func text(_ path: String, _ name: String) throws(BundleProblem) -> String {
    let data = FileManager.default.contents(atPath: "\(path)/\(name)")
    guard let data, data.count <= 1 << 20, let text = String(data: data, encoding: .utf8) else {
      throw BundleProblem("\(path)/\(name) is missing, or no short text")
    }
    return text
  }

  private static func message(_ error: any Error) -> String { (error as? NoteProblem)?.message ?? "\(error)" }
}
