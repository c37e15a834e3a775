import EventLog
import Foundation
import Notary
import Postgres
import Transparency

/// A grown book whose log is signed, and what is done with it.
struct ProvenBook {
  private static let proofs = 500

  /// Forgets the tree and makes it again.
  func treeMade(_ bench: Bench) async throws -> Reading {
    let book = try await bench.grown.book(events: bench.options.events, on: bench)
    try await bench.settle()
    let start = ContinuousClock.now
    let head = try await TreeKeeper(options: book.options(.owner)).rebuild()
    return Reading(amount: Double(head.size), seconds: ofAllProcessors(start))
  }

  /// Reads every event and holds it against all there is.
  func logChecked(_ bench: Bench) async throws -> Reading {
    let (book, key) = try await signed(bench)
    try await bench.settle()
    let start = ContinuousClock.now
    let check = try await LogChecker(options: book.options(.reader)).check(jobs: Bench.processors, key: key)
    let seconds = ofAllProcessors(start)
    guard check.isClean else { throw BenchError("A sound log was found wanting: \(check.findings[0])") }
    return Reading(amount: Double(check.events), seconds: seconds)
  }

  /// What a person types.
  func everythingVerified(_ bench: Bench) async throws -> Reading {
    let (book, _) = try await signed(bench)
    try await bench.settle()
    let events = try await book.with(.owner) { try $0.head().position }
    let outcome = try await Program.run(
      ["env", "ESEP_HOME=\(bench.directory)", bench.program, "verify"] + book.arguments, scratch: bench.directory + "/verify.errors")
    return Reading(amount: Double(events), seconds: outcome.seconds, residentBytesMax: outcome.residentBytesMax)
  }

  /// The audit pack, as a person asks for it.
  func exported(_ bench: Bench) async throws -> Reading {
    let (book, _) = try await signed(bench)
    let folder = bench.directory + "/pack"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await bench.settle()
    let events = try await book.with(.owner) { try $0.head().position }
    let outcome = try await Program.run(
      ["env", "ESEP_HOME=\(bench.directory)", bench.program, "export", "bundle", folder] + book.arguments, scratch: bench.directory + "/export.errors"
    )
    let written = try FileManager.default.attributesOfItem(atPath: folder + "/events.jsonl")[.size] as? Int ?? 0
    guard written > 100 * Int(events) else { throw BenchError("The pack of \(events) events holds \(written) bytes of them.") }
    return Reading(amount: Double(events), seconds: outcome.seconds, residentBytesMax: outcome.residentBytesMax)
  }

  /// One proof after the other.
  func proven(_ bench: Bench) async throws -> Reading {
    let (book, key) = try await signed(bench)
    let events = try await book.with(.owner) { try $0.head().position }
    let prover = Prover(options: book.options(.reader))
    var (latencies, chance) = (Latencies(), Chance(seed: 0x7072_6f6f))
    let begin = ContinuousClock.now
    for _ in 0..<Self.proofs {
      let position = Int64(chance.below(Int(events))) + 1
      let start = ContinuousClock.now
      let proof = try await prover.proof(of: position)
      latencies.record(since: start)
      guard try proof.check(key: key, witnesses: []).leaf.position == position else { throw BenchError("A proof proves another event.") }
    }
    return Reading(amount: Double(Self.proofs), seconds: (ContinuousClock.now - begin).asSeconds, latencies: latencies)
  }

  /// The book with a checkpoint at its end, and who signed it.
  private func signed(_ bench: Bench) async throws -> (book: BenchBook, key: VerifierKey) {
    let book = try await bench.grown.book(events: bench.options.events, on: bench)
    let options = book.options(.owner)
    let folder = KeyFolder(home: bench.directory, book: book.book.name, identity: try await book.with(.owner) { try $0.logIdentity() })
    let notary = Notary(options: options, folder: folder)
    _ = try await notary.sign()
    await notary.close()
    guard let key = try folder.verifier() else { throw BenchError("Signing left no key behind.") }
    return (book, key)
  }

  private func ofAllProcessors(_ start: ContinuousClock.Instant) -> Double { (ContinuousClock.now - start).asSeconds * Double(Bench.processors) }
}
