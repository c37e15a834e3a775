import Exchange
import Foundation

/// The folder of a public page.
struct PageFolder {
  /// The QR code by itself, for a label.
  static let code = "qr.svg"

  private let path: String

  init(_ path: String) { self.path = path }

  /// Writes all files, each as a whole: a visitor never sees half a page.
  /// - Throws: `Failure` when the folder cannot be made or written, `PageProblem` when the address makes no QR code.
  func write(_ page: BatchPage, proof: String) throws {
    let code = try QRCode(page.address).svg(label: page.address)
    let pages = try PageLanguage.allCases.map { (name: $0.file, text: try page.html($0)) }
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw Failure.refused("The folder \(path) cannot be made: \(error.localizedDescription). Name another with --out")
    }
    for (name, text) in pages + [(Self.code, code + "\n"), (BatchPage.proofFile, proof)] { try TextFile.write(text, to: "\(path)/\(name)") }
  }
}
