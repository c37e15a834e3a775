import ArgumentParser
import EventLog
import Notary
import Transparency

/// `esep prove`: a file that shows anybody that an event is in the signed log, or that the log only grew.
struct ProveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Write a proof that an event is in the signed log, or that the log has only grown.",
    discussion: """
      esep prove 15            the event at position 15: the event itself, its path in the tree and the signed checkpoint (C2SP tlog-proof)
      esep prove --since 2000  that the log as it is signed now continues the log of 2000 events (a C2SP add-checkpoint body)

      'esep check-proof' checks them without the database; the C2SP formats are read by others' tools too.
      """)

  @Argument(help: ArgumentHelp("The event's position.", valueName: "position"))
  var position: Int64?

  @Option(help: ArgumentHelp("Prove growth since the log had that many events.", valueName: "size"))
  var since: Int64?

  @Option(
    help: ArgumentHelp(
      "The file to write; - for standard output. Default: BOOK-POSITION.tlog-proof or BOOK-since-SIZE.tlog-growth.", valueName: "file"))
  var out: String?

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (position == nil) != (since == nil) else { throw ValidationError("Name an event's position, or --since SIZE.") }
    guard position ?? since ?? 0 > 0 else { throw ValidationError("Positions and sizes are counted from 1.") }
  }

  func run() async throws {
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      // The newest events may not be signed yet.
      await Signing.attempt(workplace, book)
      let prover = Prover(options: try await workplace.open(book, as: .reader))
      let key = try await workplace.keyFolder(book).verifier()
      if let position {
        let proof = try await prover.proof(of: position)
        let file = out ?? "\(book)-\(position).tlog-proof"
        try TextFile.write(proof.serialized, to: file)
        let signed = try checkpoint(proof.checkpoint)
        tell("event \(position), as signed by \(signed.origin) with \(signed.size) events", file, key, "")
      } else if let since {
        let proof = try await prover.growth(from: since)
        let file = out ?? "\(book)-since-\(since).tlog-growth"
        try TextFile.write(proof.serialized, to: file)
        let signed = try checkpoint(proof.checkpoint)
        tell("that the log of \(since) events grew into that of \(signed.size), by \(signed.origin)", file, key, " --since OLD-CHECKPOINT-FILE")
      }
    }
  }

  private func tell(_ what: String, _ file: String, _ key: VerifierKey?, _ options: String) {
    let line = "\(file): \(what)."
    if file == "-" { Talk.say(line) } else { print(line) }
    let typed = file == "-" ? "FILE" : file
    Talk.say("To check it anywhere, without this database: esep check-proof \(typed) --key \(key?.text ?? "VKEY")\(options)")
  }

  private func checkpoint(_ note: String) throws -> Checkpoint { try Checkpoint(parsing: try SignedNote(parsing: note).text) }
}
