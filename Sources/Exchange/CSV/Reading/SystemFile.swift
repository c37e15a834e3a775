#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few calls of the operating system that files need, in one place so that nothing else imports a C library.
enum SystemFile {
  static var noSuchFile: Int32 { ENOENT }
  static var isDirectory: Int32 { EISDIR }
  static var noPermission: Int32 { EACCES }

  static func text(of error: Int32) -> String { String(cString: strerror(error)) }

  /// A descriptor to read from; a folder is refused here, where opening it alone would succeed.
  static func openForReading(_ path: String) -> Result<Int32, SystemError> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(SystemError(number: errno)) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      _ = close(descriptor)
      return .failure(SystemError(number: EISDIR))
    }
    return .success(descriptor)
  }

  /// A descriptor of a new file, readable by its owner and group: rejected values may be personal.
  static func create(_ path: String) -> Result<Int32, SystemError> {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    return descriptor >= 0 ? .success(descriptor) : .failure(SystemError(number: errno))
  }

  /// Up to `buffer.count` bytes; 0 at the end.
  static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Result<Int, SystemError> {
    while true {
      let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return .success(count) }
      if errno != EINTR { return .failure(SystemError(number: errno)) }
    }
  }

  /// The first bytes, without moving on; false when there are fewer, or the file has no beginning to go back to.
  static func peek(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Bool { pread(descriptor, &bytes, bytes.count, 0) == bytes.count }

  /// Bytes in all; 0 when that cannot be said.
  static func size(_ descriptor: Int32) -> Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// All of `bytes`, however many calls it takes.
  static func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> SystemError? {
    var done = 0
    while done < bytes.count {
      let count = write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        return SystemError(number: errno)
      }
    }
    return nil
  }

  static func closeFile(_ descriptor: Int32) -> SystemError? { close(descriptor) == 0 ? nil : SystemError(number: errno) }

  /// Removes a file; one that is not there counts as removed.
  static func remove(_ path: String) -> SystemError? {
    unlink(path) == 0 || errno == ENOENT ? nil : SystemError(number: errno)
  }
}

/// The operating system's error number.
struct SystemError: Error, Equatable {
  let number: Int32
}

/// `read` under a name that the method above does not hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, buffer, count) }
