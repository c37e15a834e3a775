import ArgumentParser
import EventLog
import Foundation
import Notary
import Transparency

/// `esep checkpoint`: the log's signature, to show, keep and send.
struct CheckpointCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign the log as it is now, and print what was signed.",
    discussion: """
      A checkpoint says how many events there are and gives their root, a hash in which every one of them counts. It is a C2SP signed note, and \
      whoever has it can tell later whether anything was changed. Every command that records signs by itself; this one prints the note.

      The key is made at the first signing and stays in ESEP_HOME/notary, never in the database. Keep a copy of that folder apart from the database.

      Exit status 1 when signing is refused: the log is shorter or another than what was signed before.
      """)

  @Flag(help: "Print the verifier key, which whoever checks proofs needs, instead of signing.")
  var key = false

  @Option(help: ArgumentHelp("The name to sign under, chosen at the first signing, such as esep.example/main.", valueName: "name"))
  var origin: String?

  @Option(
    help: ArgumentHelp("Keep the signatures of witnesses: a countersigned note, or its signature lines. Needs --witness.", valueName: "file"))
  var cosignature: String?

  @Option(help: ArgumentHelp("A witness's verifier key, or a file that holds it. May be repeated.", valueName: "vkey"))
  var witness: [String] = []

  @Flag(
    help: ArgumentHelp(
      "Give up the key and what it signed, because events are lost for good, and sign what is there under a new one. The old folder stays beside."))
  var acceptLoss = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard cosignature == nil || !witness.isEmpty else { throw ValidationError("Name the witness whose signature it is: --witness VKEY") }
    guard [key, acceptLoss, cosignature != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError("--key, --cosignature and --accept-loss go one at a time.")
    }
  }

  func run() async throws {
    let witnesses = try witness.map { try KeyArgument.verifier($0) }
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      let folder = try await workplace.keyFolder(book, origin: origin)
      if key { return print(try Self.verifier(folder).text) }
      try await workplace.withNotary(book, origin: origin) { notary in
        if let cosignature { return try await keep(cosignature, of: witnesses, notary) }
        if acceptLoss {
          let key = try await notary.acceptLoss()
          Talk.say("The old key is given up and kept beside \(folder.path). Give everybody the new one: \(key.text)")
        }
        guard let signed = try await notary.sign(force: true) else {
          throw Failure.refused("Book “\(book)” has no events yet, so there is nothing to sign. Record something first: esep import FOLDER")
        }
        print(signed.note, terminator: "")
        Talk.say(
          "\(signed.checkpoint.size) events, signed as \(signed.checkpoint.origin). The key to check it by: esep checkpoint --key --book \(book)")
      }
    }
  }

  private func keep(_ file: String, of witnesses: [VerifierKey], _ notary: Notary) async throws {
    let count = try await notary.cosign(adding: try TextFile.read(file), witnesses: witnesses)
    print(count == 0 ? "Nothing new in \(file)." : "Kept \(count) countersignature\(count == 1 ? "" : "s").")
  }

  private static func verifier(_ folder: KeyFolder) throws -> VerifierKey {
    guard let key = try folder.verifier() else {
      throw Failure.refused("No key of this book is in \(folder.path). If it was never signed, type: esep checkpoint --book \(folder.book)")
    }
    return key
  }
}
