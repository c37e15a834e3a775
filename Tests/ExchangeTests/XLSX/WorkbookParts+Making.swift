import CZip

@testable import Exchange

/// A workbook made part by part, to hold what no program writes on a good day.
struct MadeWorkbook {
  /// The part of each name.
  var parts: [String: String]

  /// One sheet of that XML, shown under a name; the shared texts as given.
  init(sheet: String, named name: String = "Sheet1", texts: [String] = [], styles: String = "", isFrom1904: Bool = false) {
    parts = [
      "_rels/.rels": Self.relationships([("officeDocument", "xl/workbook.xml")]),
      "xl/workbook.xml": """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="x"><workbookPr\(isFrom1904 ? #" date1904="1""# : "")/>\
      <sheets><sheet name="\(name)" sheetId="1" r:id="rId1"/></sheets></workbook>
      """,
      "xl/_rels/workbook.xml.rels": Self.relationships([
        ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "/xl/sharedStrings.xml"), ("styles", "../xl/styles.xml"),
      ]),
      "xl/worksheets/sheet1.xml": "<worksheet><sheetData>\(sheet)</sheetData></worksheet>",
      "xl/sharedStrings.xml": "<sst>\(texts.map { "<si>\($0)</si>" }.joined())</sst>",
      "xl/styles.xml": "<styleSheet>\(styles)</styleSheet>",
    ]
  }

  private static func relationships(_ all: [(kind: String, target: String)]) -> String {
    let entries = all.enumerated().map { index, one in
      #"<Relationship Id="rId\#(index + 1)" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/\#(one.kind)" Target="\#(one.target)"/>"#
    }
    return "<Relationships>\(entries.joined())</Relationships>"
  }

  /// Writes it into a folder.
  /// - Returns: its path.
  func write(_ name: String = "sales.xlsx", in folder: TemporaryFolder) -> String {
    let path = "\(folder.path)/\(name)"
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, nil) else { preconditionFailure("\(path) cannot be made") }
    for (part, text) in parts {
      let bytes = Array(text.utf8)
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
      copy.copyBytes(from: bytes)
      let source = zip_source_buffer(archive, copy.baseAddress, UInt64(bytes.count), 1)
      precondition(zip_file_add(archive, part, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0, "\(part) cannot be added")
    }
    precondition(zip_close(archive) == 0, "\(path) cannot be written")
    return path
  }
}

/// Reads the made workbook's sheet.
func read(_ workbook: MadeWorkbook) throws -> [Line] {
  let folder = TemporaryFolder()
  return try lines(of: CSVReader(path: workbook.write(in: folder)))
}
