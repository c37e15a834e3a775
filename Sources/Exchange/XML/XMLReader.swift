import CExpat

/// Reads XML piece by piece and tells of its elements as they come, in constant memory. By expat.
///
/// Names are told without their prefix: writers differ in it, and no format read here has one name in two namespaces. A document type is refused, for it
/// could define entities that grow without bound; no format read here has one.
final class XMLReader {
  private let parser: XML_Parser
  /// Told of what is read.
  private let handler: any XMLHandler
  private var hasDocumentType = false
  private var isPaused = false

  init(_ handler: any XMLHandler) {
    guard let parser = XML_ParserCreate(nil) else { fatalError("expat has no memory for a parser") }
    (self.parser, self.handler) = (parser, handler)
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { user, name, attributes in
        guard let name, let attributes else { return }
        XMLReader.of(user).handler.begin(XMLName(name), XMLAttributes(attributes))
        XMLReader.of(user).pauseIfFull()
      },
      { user, name in
        guard let name else { return }
        XMLReader.of(user).handler.end(XMLName(name))
        XMLReader.of(user).pauseIfFull()
      })
    XML_SetCharacterDataHandler(parser) { user, text, count in
      text?.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
        XMLReader.of(user).handler.text(UnsafeBufferPointer(start: $0, count: Int(count)))
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in XMLReader.of(user).refuseDocumentType() }
  }

  deinit { XML_ParserFree(parser) }

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLReader {
    guard let user else { fatalError("expat lost whom to tell") }
    return Unmanaged<XMLReader>.fromOpaque(user).takeUnretainedValue()
  }

  private func refuseDocumentType() {
    hasDocumentType = true
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  private func pauseIfFull() {
    if handler.isFull { XML_StopParser(parser, XML_Bool(XML_TRUE)) }
  }

  /// Reads on: what the handler left when it was full, else the next piece of `source`.
  /// - Parameter source: fills a buffer and says how much it wrote; 0 at the end.
  /// - Returns: false when all is read.
  /// - Throws: `XMLProblem` when the text is no XML; what `source` throws.
  func advance(_ source: (UnsafeMutableRawBufferPointer) throws(CSVFileError) -> Int) throws(XMLReadingError) -> Bool {
    if isPaused { return try judge(XML_ResumeParser(parser)) }
    let room = 64 << 10
    guard let buffer = XML_GetBuffer(parser, Int32(room)) else { throw .xml(problem) }
    let count: Int
    do throws(CSVFileError) { count = try source(UnsafeMutableRawBufferPointer(start: buffer, count: room)) } catch { throw .source(error) }
    return try judge(XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0))
  }

  private func judge(_ status: XML_Status) throws(XMLReadingError) -> Bool {
    isPaused = status == XML_STATUS_SUSPENDED
    guard status != XML_STATUS_ERROR else { throw .xml(problem) }
    var state = XML_ParsingStatus()
    XML_GetParsingStatus(parser, &state)
    return state.parsing != XML_FINISHED
  }

  private var problem: XMLProblem {
    let line = Int(XML_GetCurrentLineNumber(parser))
    guard !hasDocumentType else { return XMLProblem(line: line, what: "it has a document type, which is not read") }
    return XMLProblem(line: line, what: XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "it is no XML")
  }
}

/// What is wrong with a text that should be XML.
struct XMLProblem: Error, Equatable {
  let line: Int
  let what: String
}

/// Why reading stopped.
enum XMLReadingError: Error {
  case xml(XMLProblem)
  case source(CSVFileError)
}
