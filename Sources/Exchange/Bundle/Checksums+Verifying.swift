extension Checksums {
  /// Reads `SHA256SUMS` of a folder, and hashes every file it lists. Files beside them are passed over: a folder that was looked at may hold some.
  /// - Parameter progress: told the files done and to do.
  /// - Returns: the sums.
  /// - Throws: `BundleProblem` for the first file that is missing or another.
  public static func verified(in folder: String, progress: (_ done: Int64, _ total: Int64) -> Void) throws(BundleProblem) -> Checksums {
    let lines = try LineReader("\(folder)/\(BundlePath.sums)")
    var text: [UInt8] = []
    while let line = try lines.next() { text += line + [0x0A] }
    let sums = try Checksums(parsing: String(decoding: text, as: UTF8.self))
    let paths = sums.paths
    for (index, path) in paths.enumerated() {
      let hash: String
      do throws(CSVFileError) { hash = try FileDigest.sha256(ofFile: "\(folder)/\(path)") } catch {
        throw BundleProblem("\(error). \(BundlePath.sums) lists it")
      }
      guard hash == sums[path] else { throw BundleProblem("\(folder)/\(path) is not the file that \(BundlePath.sums) lists: it was changed") }
      progress(Int64(index + 1), Int64(paths.count))
    }
    return sums
  }
}
