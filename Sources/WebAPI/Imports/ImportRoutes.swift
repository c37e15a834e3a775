import Bookkeeping
import EventLog
import Exchange
import Foundation
import Ledger
import NIOCore
import Office
import SignIn

/// Spreadsheets, row by row.
enum ImportRoutes {
  static let all: [APIRoute] = [
    .post(
      "/imports", "importFile", "Recording", .any([.recordGoods, .recordRegistry, .recordMoney]),
      "Takes a spreadsheet into the book, CSV or an Excel workbook. Every row gets a verdict; good rows are recorded. Sent again, the same file changes nothing.",
      query: [
        APIParameter("file", .words(Table.all.map(\.fileName)), "What is in it.", isRequired: true),
        APIParameter("dry_run", .boolean, "Judges every row and records nothing."),
        APIParameter("all_or_nothing", .boolean, "Records everything or, if a single row is bad, nothing."),
        APIParameter("allow_unallocated", .boolean, "Records sales of goods that are not in stock; their money waits in suspense."),
        APIParameter("sheet", .text(1...31), "Of a workbook, which sheet; left out, the only one, the one that is called as the file, or the first."),
        APIParameter("encoding", .words(CSVEncoding.allCases.map(\.rawValue)), "Letters of the file; found out when left out."),
      ],
      body: .spreadsheet, .json(schema, "What became of the rows."), problems: [403], handler: take)
  ]

  private static let schema = JSONSchema.named(
    "Import",
    .object([
      .required("position", .position, "of the log afterwards; wait_for it to read what was recorded"), .required("recorded", .boolean),
      .required("rows", .number), .required("taken", .number), .required("unchanged", .number), .required("rejected", .number),
      .required("events", .number), .required("notes", .array(.anyText, CommonSchemas.any)),
      .required(
        "problems",
        .array(
          .object([
            .required("row", .number, "as a spreadsheet numbers it"), .required("line", .number), .required("column", .anyText.orNull),
            .required("value", .anyText), .required("reason", .anyText),
          ]), CommonSchemas.any), "the first \(FileImport.problemsMax)"),
      .required("rejects", .anyText.orNull, "a CSV file of all rejected rows and why; null when there are none, or when it is longer than 1 MiB"),
    ]))

  private static let registry: Set<String> = ["communities", "producers", "products", "channels", "rates"]
  private static let goods: Set<String> = ["batches", "sales", "returns"]

  /// What it takes to import a file.
  static func permission(_ table: String) -> Permission {
    registry.contains(table) ? .recordRegistry : goods.contains(table) ? .recordGoods : .recordMoney
  }

  @Sendable private static func take(_ request: APIRequest) async throws -> APIReply {
    guard let table = Table.named(request.text("file") ?? "") else { throw Problem.badParameter("file", "There is no such file.") }
    guard request.identity?.may(permission(table.name)) ?? false else {
      throw Problem.forbidden("None of your roles allows to import \(table.fileName).")
    }
    let folder = NSTemporaryDirectory() + "/esep-import-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/" + table.fileName
    try await save(request, to: path)
    return try await judge(request, ImportSource(path: path, table: table, name: table.fileName), folder)
  }

  /// Piece by piece: a file may be larger than memory.
  private static func save(_ request: APIRequest, to path: String) async throws {
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else { throw Problem.later }
    defer { try? file.close() }
    var bytes = 0
    let started = ContinuousClock.now
    for try await piece in request.request.body {
      // A slow line may take its time, but not for ever: eight kilobytes a second are enough.
      let allowed = Duration.seconds(request.tools.arrivalSecondsMax + bytes / 8_192)
      guard started.duration(to: .now) < allowed else { throw Problem.lateBody }
      bytes += piece.readableBytes
      guard bytes <= request.tools.fileBytesMax else { throw Problem.tooLarge(request.tools.fileBytesMax) }
      try file.write(contentsOf: Data(piece.readableBytesView))
    }
  }

  private static func judge(_ request: APIRequest, _ source: ImportSource, _ folder: String) async throws -> APIReply {
    var options = CSVOptions()
    options.encoding = request.text("encoding").flatMap { CSVEncoding(rawValue: $0) }
    options.sheet = SheetChoice(request.text("sheet"))
    let defaults = ImportDefaults(today: .today, allowsUnallocated: request.flag("allow_unallocated"), book: request.desk.currency)
    var reading: FileImport
    do throws(CSVFileError) {
      reading = try FileImport(source, mapping: ColumnMapping(), options: options, defaults: defaults, rejects: folder)
    } catch { throw Problem.badBody(error.message) }
    let (result, isKept) = try await run(&reading, request)
    let position = try await request.desk.log.headPosition()
    return .json(json(result, isKept: isKept, position), position: position)
  }

  private static func run(_ reading: inout FileImport, _ request: APIRequest) async throws -> (FileImport.Result, isKept: Bool) {
    let desk = request.desk
    guard request.flag("dry_run") || request.flag("all_or_nothing") else {
      return (try await reading.run(Bookkeeper(log: desk.log, book: desk.currency, author: request.actor)), true)
    }
    let log = try await TransactionLog(options: desk.owner)
    do {
      let result = try await reading.run(Bookkeeper(log: log, book: desk.currency, author: request.actor))
      let isKept = !request.flag("dry_run") && result.verdicts.rejected == 0
      if isKept { try await log.keep() } else { await log.discard() }
      return (result, isKept)
    } catch {
      await log.discard()
      throw error
    }
  }

  private static func json(_ result: FileImport.Result, isKept: Bool, _ position: Int64) -> String {
    let problems = result.problems.map { problem in
      JSONText.object([
        ("row", String(problem.row)), ("line", String(problem.line)), ("column", problem.column.map(JSONText.string) ?? "null"),
        ("value", JSONText.string(problem.value)), ("reason", JSONText.string(problem.reason)),
      ])
    }
    let rejects = result.rejectsPath.flatMap { FileManager.default.contents(atPath: $0) }.flatMap { $0.count <= 1 << 20 ? $0 : nil }
    return JSONText.object([
      ("position", String(position)), ("recorded", String(isKept)), ("rows", String(result.verdicts.rows)), ("taken", String(result.verdicts.taken)),
      ("unchanged", String(result.verdicts.unchanged)), ("rejected", String(result.verdicts.rejected)), ("events", String(result.events)),
      ("notes", JSONText.array(result.verdicts.notes.map(JSONText.string))), ("problems", JSONText.array(problems)),
      ("rejects", rejects.map { JSONText.string(String(decoding: $0, as: UTF8.self)) } ?? "null"),
    ])
  }
}
