import Glibc

/// A folder of a test's own, removed with what is in it when the test ends.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/esep-exchange-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { preconditionFailure("no temporary folder: \(errno)") }
    path = template.withUnsafeBufferPointer { buffer in buffer.baseAddress.map { String(cString: $0) } ?? "" }
  }

  deinit {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
        if name != "." && name != ".." { _ = remove("\(path)/\(name)") }
      }
      closedir(folder)
    }
    rmdir(path)
  }

  /// Writes a file and gives its path.
  func write(_ name: String, _ bytes: [UInt8], times: Int = 1, then tail: [UInt8] = []) -> String {
    let file = "\(path)/\(name)"
    guard let stream = fopen(file, "w") else { preconditionFailure("cannot write \(file)") }
    for _ in 0..<times { fwrite(bytes, 1, bytes.count, stream) }
    fwrite(tail, 1, tail.count, stream)
    fclose(stream)
    return file
  }

  /// Appends one file to another in pieces.
  func append(_ tail: String, to file: String) {
    guard let input = fopen(tail, "r"), let output = fopen(file, "a") else { preconditionFailure("cannot append to \(file)") }
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while case let count = fread(&chunk, 1, chunk.count, input), count > 0 { fwrite(chunk, 1, count, output) }
    fclose(input)
    fclose(output)
  }

  /// A file's bytes, or nil when it does not exist.
  func bytes(_ file: String) -> [UInt8]? {
    guard let stream = fopen(file, "r") else { return nil }
    defer { fclose(stream) }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 { all += chunk[..<count] }
    return all
  }

  func text(_ file: String) -> String? { bytes(file).map { String(decoding: $0, as: UTF8.self) } }

  func makeFolder(_ name: String) -> String {
    mkdir("\(path)/\(name)", 0o755)
    return "\(path)/\(name)"
  }
}

/// Memory of this process that is in RAM, in bytes.
func residentBytes() -> Int {
  guard let stream = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(stream) }
  var line = [CChar](repeating: 0, count: 256)
  guard fgets(&line, 256, stream) != nil else { return 0 }
  let fields = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: " ")
  return (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
}
