import Crypto

/// Style sheet and script. Their addresses hold a part of their SHA-256, so that a browser keeps them for good and never has an old one.
public struct Assets: Sendable {
  /// One file.
  public struct Asset: Sendable {
    /// Its media type.
    public let contentType: String
    /// What is in it.
    public let bytes: [UInt8]
  }

  private let paths: [String: String]
  private let assets: [String: Asset]

  /// Those that are built in.
  public init() {
    let files: [(name: String, type: String, bytes: [UInt8])] = [
      ("esep.css", "text/css; charset=utf-8", PackageResources.esep_css), ("esep.js", "text/javascript; charset=utf-8", PackageResources.esep_js),
    ]
    var (paths, assets): ([String: String], [String: Asset]) = ([:], [:])
    for file in files {
      let digest = SHA256.hash(data: file.bytes).prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      let parts = file.name.split(separator: ".")
      let name = "\(parts[0])-\(digest).\(parts[1])"
      paths[file.name] = "/assets/" + name
      assets[name] = Asset(contentType: file.type, bytes: file.bytes)
    }
    (self.paths, self.assets) = (paths, assets)
  }

  /// The address of a file by its plain name.
  func path(of name: String) -> String { paths[name] ?? "/assets/" + name }

  /// A file by the last part of its address.
  public func asset(_ name: String) -> Asset? { assets[name] }
}
