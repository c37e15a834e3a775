import CZip

/// A ZIP archive that is read: its parts by name, each streamed. By libzip, which checks sizes and checksums.
///
/// Not thread-safe: use it from one task.
final class ZipArchive {
  /// The most bytes that a part may unpack to: a part is never held in memory as a whole, but somebody waits for it.
  static let partBytesMax: UInt64 = 4 << 30

  private let archive: OpaquePointer

  /// Opens a file.
  /// - Throws: `ZipProblem` when it is no archive.
  init(path: String) throws(ZipProblem) {
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw ZipProblem(code) }
    self.archive = archive
  }

  /// Opens an archive that is in memory.
  /// - Throws: `ZipProblem` when it is none.
  init(bytes: [UInt8]) throws(ZipProblem) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // The library frees the copy when the archive is closed.
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
    copy.copyBytes(from: bytes)
    guard let source = zip_source_buffer_create(copy.baseAddress, UInt64(bytes.count), 1, &error) else { throw ZipProblem(error.zip_err) }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw ZipProblem(error.zip_err)
    }
    self.archive = archive
  }

  deinit { zip_discard(archive) }

  /// A part to read; nil when there is none of that name. Upper and lower case are the same, as the format has it (ECMA-376 part 2, 7.2.3).
  /// - Throws: `ZipProblem` when it is encrypted, packed in a way that is not known, or too large.
  func part(_ name: String) throws(ZipProblem) -> ZipPart? {
    let index = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE))
    guard index >= 0 else { return nil }
    var about = zip_stat_t()
    guard zip_stat_index(archive, UInt64(index), 0, &about) == 0 else { throw problem }
    guard about.size <= Self.partBytesMax else { throw ZipProblem(what: "\(name) unpacks to more than \(Self.partBytesMax >> 30) GiB") }
    guard let file = zip_fopen_index(archive, UInt64(index), 0) else { throw problem }
    return ZipPart(file, of: self, bytes: about.size)
  }

  private var problem: ZipProblem { ZipProblem(zip_error_code_zip(zip_get_error(archive))) }
}

/// A part of an archive, read from its beginning to its end.
final class ZipPart {
  /// How many bytes it unpacks to.
  let bytes: UInt64
  /// How many of them have been read.
  private(set) var bytesRead: UInt64 = 0
  private let file: OpaquePointer
  /// Kept open as long as the part is.
  private let archive: ZipArchive

  init(_ file: OpaquePointer, of archive: ZipArchive, bytes: UInt64) { (self.file, self.archive, self.bytes) = (file, archive, bytes) }

  deinit { zip_fclose(file) }

  /// Up to `buffer.count` bytes; 0 only at the end.
  /// - Throws: `ZipProblem` when what is there does not unpack to what was announced.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipProblem) -> Int {
    let count = zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
    guard count >= 0 else { throw ZipProblem(zip_error_code_zip(zip_file_get_error(file))) }
    bytesRead += UInt64(count)
    guard bytesRead <= bytes else { throw ZipProblem(what: "a part unpacks to more than it announces") }
    return Int(count)
  }
}

/// What is wrong with an archive, in libzip's words.
struct ZipProblem: Error, Equatable {
  let what: String

  init(what: String) { self.what = what }

  init(_ code: Int32) {
    var error = zip_error_t()
    zip_error_init_with_code(&error, code)
    what = zip_error_strerror(&error).map { String(cString: $0) } ?? "error \(code)"
    zip_error_fini(&error)
  }
}
