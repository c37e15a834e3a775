/// A part of a workbook, as XML.
struct PartSource {
  /// The workbook's, for messages.
  let path: String
  private let part: ZipPart

  init(_ archive: ZipArchive, _ name: String, _ path: String) throws(CSVFileError) {
    self.path = path
    do throws(ZipProblem) {
      guard let part = try archive.part(name) else { throw ZipProblem(what: "it lacks the part \(name)") }
      self.part = part
    } catch { throw .damaged(path, error.what) }
  }

  /// How much has been read, 0…1.
  var progress: Double { part.bytes == 0 ? 1 : Double(part.bytesRead) / Double(part.bytes) }

  /// Goes on to the next piece.
  /// - Returns: false when all is read.
  func advance(_ reader: XMLReader) throws(CSVFileError) -> Bool {
    do throws(XMLReadingError) {
      return try reader.advance { buffer throws(CSVFileError) in
        do throws(ZipProblem) { return try part.read(into: buffer) } catch { throw .damaged(path, error.what) }
      }
    } catch {
      switch error {
      case .source(let error): throw error
      case .xml(let problem): throw .damaged(path, "\(problem.what) (line \(problem.line) of a part)")
      }
    }
  }

  /// Reads all that is left.
  /// - Returns: who was told.
  func readAll<Handler: XMLHandler>(_ handler: Handler) throws(CSVFileError) -> Handler {
    let reader = XMLReader(handler)
    while try advance(reader) {}
    return handler
  }
}
