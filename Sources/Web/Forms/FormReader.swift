import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads what a form sent, within bounds: fields into memory, files into a folder of their own.
struct FormReader {
  /// How many bytes all fields together may have, and all files.
  let fieldBytesMax: Int, fileBytesMax: Int
  /// Where files go; made when the first one comes.
  let folder: String

  /// - Throws: `WebError` when it is too large or no form.
  func read(_ request: Request) async throws -> FormValues {
    let type = request.headers[.contentType] ?? ""
    let kind = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    switch kind {
    case "application/x-www-form-urlencoded": return try await readFields(request)
    case "multipart/form-data":
      guard let boundary = Self.boundary(of: type) else { throw WebError.badRequest }
      return try await readParts(request, boundary)
    case "" where request.headers[.contentLength] == "0" || request.headers[.contentLength] == nil: return FormValues()
    default: throw WebError(.unsupportedMediaType, "bad_request")
    }
  }

  private func readFields(_ request: Request) async throws -> FormValues {
    var bytes: [UInt8] = []
    for try await buffer in request.body {
      guard bytes.count + buffer.readableBytes <= fieldBytesMax else { throw WebError.tooLarge }
      bytes.append(contentsOf: buffer.readableBytesView)
    }
    guard let text = String(validating: bytes, as: UTF8.self), let pairs = QueryText.pairs(text, limit: 5_000) else { throw WebError.badRequest }
    return Self.values(pairs, files: [:])
  }

  private func readParts(_ request: Request, _ boundary: String) async throws -> FormValues {
    var parser = MultipartParser(boundary: boundary)
    var (pairs, files): ([(name: String, value: String)], [String: FormValues.File]) = ([], [:])
    var (header, field, fieldBytes): (MultipartParser.Header?, [UInt8], Int) = (nil, [], 0)
    var file: (handle: FileHandle, path: String, bytes: Int)?
    var fileBytes = 0
    func take(_ piece: MultipartParser.Piece) throws {
      switch piece {
      case .header(let new):
        guard pairs.count + files.count < 5_000 else { throw WebError.tooLarge }
        (header, field) = (new, [])
        if new.fileName != nil { file = try openFile() }
      case .bytes(let bytes):
        if file != nil {
          fileBytes += bytes.count
          guard fileBytes <= fileBytesMax else { throw WebError.tooLarge }
          try file?.handle.write(contentsOf: bytes)
          file?.bytes += bytes.count
        } else {
          fieldBytes += bytes.count
          guard fieldBytes <= fieldBytesMax else { throw WebError.tooLarge }
          field += bytes
        }
      case .end:
        guard let ended = header else { throw WebError.badRequest }
        if let written = file, let name = ended.fileName {
          try written.handle.close()
          if !name.isEmpty { files[ended.name] = FormValues.File(name: Self.lastPart(of: name), path: written.path, bytes: written.bytes) }
          file = nil
        } else {
          guard let text = String(validating: field, as: UTF8.self), !text.contains("\0") else { throw WebError.badRequest }
          pairs.append((ended.name, text))
        }
        header = nil
      }
    }
    for try await buffer in request.body { for piece in try parser.take(Array(buffer.readableBytesView)) { try take(piece) } }
    guard parser.isAtEnd else { throw WebError.badRequest }
    return Self.values(pairs, files: files)
  }

  private func openFile() throws -> (handle: FileHandle, path: String, bytes: Int) {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // The sender's name for it is never part of a path.
    let path = folder + "/" + UUID().uuidString
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw WebError.unexpected }
    return (handle, path, 0)
  }

  private static func values(_ pairs: [(name: String, value: String)], files: [String: FormValues.File]) -> FormValues {
    var values: [String: [String]] = [:]
    for (name, value) in pairs { values[name, default: []].append(value) }
    let key = values["key"]?.first.flatMap { key in
      (16...100).contains(key.utf8.count) && key.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? "form/" + key : nil
    }
    return FormValues(values: values, files: files, idempotencyKey: key)
  }

  private static func boundary(of type: String) -> String? {
    for part in type.split(separator: ";").dropFirst() {
      let sides = part.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, sides[0].filter({ $0 != " " }).lowercased() == "boundary" else { continue }
      let text = sides[1].trimmingPrefix("\"").filter { $0 != "\"" && $0 != " " }
      return (1...70).contains(text.utf8.count) ? String(text) : nil
    }
    return nil
  }

  /// What stands behind the last slash of either kind, without control characters.
  static func lastPart(of name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    return String(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init).prefix(200))
  }
}
