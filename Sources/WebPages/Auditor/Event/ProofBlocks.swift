import EventLog
import Languages
import Notary
import Office
import Transparency
import Web

/// The proof that an event stands in the signed log, and how to check it without us.
enum ProofBlocks {
  static func of(_ position: Int64, _ request: PageRequest) async throws -> [Block] {
    let words = request.words
    let proof: LoggedProof
    do { proof = try await request.desk.proof(of: position) } catch let error as NotaryError {
      return [.notice(Notice(error.code == .notSigned ? .plain : .bad, told(error, words)))]
    }
    let checkpoint = try Checkpoint(parsing: try SignedNote(parsing: proof.checkpoint).text)
    let file = ProofFile.name(request.desk.book.name, position)
    let key = try await request.desk.verifierKey()
    return [
      .notice(
        Notice(
          .good,
          words(
            "auditor.proof.stands",
            ["origin": checkpoint.origin, "size": words.numbers.whole(checkpoint.size), "position": words.numbers.whole(position)]))),
      .links([Link(words("auditor.proof.download"), "/log/\(position)/proof", isMain: true)]),
      .text(words("auditor.proof.check")),
      .verbatim("esep check-proof \(file) --key '\(key?.text ?? "VKEY")'", label: words("auditor.proof.command")),
      .details(
        summary: words("auditor.proof.path"),
        [
          .text(words("auditor.proof.path_says")),
          .verbatim(proof.path.map(\.base64).joined(separator: "\n"), label: words("auditor.proof.path")),
          .verbatim(proof.checkpoint, label: words("auditor.proof.checkpoint")),
        ]),
    ]
  }

  private static func told(_ error: NotaryError, _ words: Words) -> String {
    switch error.code {
    case .notSigned: words("auditor.proof.not_signed")
    case .treeDamaged: words("auditor.proof.damaged")
    default: words("auditor.proof.impossible")
    }
  }
}

/// The proof as a file (C2SP tlog-proof).
enum ProofFile {
  static func name(_ book: String, _ position: Int64) -> String { DownloadFile.name([book, String(position)], "tlog-proof") }

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    guard let position = request.parameters["position"].flatMap({ Int64($0) }), position > 0 else {
      return .notFound(request.words("auditor.event.unknown"))
    }
    let proof: LoggedProof
    do { proof = try await request.desk.proof(of: position) } catch is NotaryError { return .notFound(request.words("auditor.proof.impossible")) }
    return .file(name: name(request.desk.book.name, position), contentType: "text/plain; charset=utf-8") { try await $0.write(proof.serialized) }
  }
}

extension BookDesk {
  /// A proof over a connection of its own, which is closed again.
  func proof(of position: Int64) async throws -> LoggedProof {
    let prover = Prover(options: owner)
    do {
      let proof = try await prover.proof(of: position)
      await prover.close()
      return proof
    } catch {
      await prover.close()
      throw error
    }
  }

  /// Whom this machine knows as the signer of the book; nil when it knows nobody.
  func verifierKey() async throws -> VerifierKey? {
    let folder = try await BookSetup.keyFolder(book, home: home, in: reader)
    return try? folder.verifier()
  }
}
