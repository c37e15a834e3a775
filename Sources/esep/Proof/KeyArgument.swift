import Foundation
import Transparency

/// A verifier key as it is typed: the key itself, or a file that holds it.
enum KeyArgument {
  /// Reads a key.
  /// - Throws: `Failure` with the status of usage when it is neither a key nor a file with one.
  static func verifier(_ argument: String) throws -> VerifierKey {
    if let key = try? VerifierKey(argument) { return key }
    guard let text = try? TextFile.read(argument) else {
      throw Failure.usage(
        "“\(argument)” is neither a verifier key, such as esep/main-1234abcd+5678ef90+AV…, nor a file that can be read. "
          + "The book's own is printed by: esep checkpoint --key")
    }
    do { return try VerifierKey(String(text.prefix { !$0.isNewline })) } catch {
      throw Failure.usage("\(argument) holds no verifier key: \(error.message)")
    }
  }
}
