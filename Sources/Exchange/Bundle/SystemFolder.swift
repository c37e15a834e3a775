#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few calls of the operating system that folders need.
enum SystemFolder {
  /// Makes a folder, unless it is there.
  static func make(_ path: String) -> SystemError? { mkdir(path, 0o755) == 0 || errno == EEXIST ? nil : SystemError(number: errno) }

  /// The name of anything in a folder; nil when it is empty.
  static func firstName(in path: String) -> Result<String?, SystemError> {
    guard let names = opendir(path) else { return .failure(SystemError(number: errno)) }
    defer { closedir(names) }
    while let entry = readdir(names) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
      if name != "." && name != ".." { return .success(name) }
    }
    return .success(nil)
  }
}
