import Foundation
import Testing

/// GS1's schema for EPCIS 2.0, applied by Debian's python3-jsonschema.
enum GS1Schema {
  /// What it says of each document: `valid`, or what is wrong.
  static func verdicts(_ documents: [String]) throws -> [String] {
    let schema = try #require(Bundle.module.url(forResource: "EPCIS-JSON-Schema", withExtension: "json", subdirectory: "Schema"))
    let script = schema.deletingLastPathComponent().appendingPathComponent("validate.py")
    let folder = TemporaryFolder()
    // A document is one line here: blanks between values mean nothing.
    let lines = documents.map { $0.split(separator: "\n").joined() + "\n" }.joined()
    let input = folder.write("documents", Array(lines.utf8))
    let process = Process()
    // Debian's package is for Debian's Python, which need not be the one that comes first in PATH.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-B", script.path, schema.path]
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
    let (output, problems) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, problems)
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let said = String(decoding: (try problems.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
    #expect(process.terminationStatus == 0, "python3-jsonschema: \(said)")
    return text.split(separator: "\n").map(String.init)
  }
}
