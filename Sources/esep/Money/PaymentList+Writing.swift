import Foundation
import Office

extension PaymentList {
  /// Writes it into a file that only its owner may read: accounts are personal, and stand nowhere else.
  func write(to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600]) else {
      throw Failure.refused("The payment list cannot be written to \(path); name another file with --out")
    }
  }
}
