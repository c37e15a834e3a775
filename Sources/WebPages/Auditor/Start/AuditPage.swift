import EventLog
import Notary
import ReadModels
import Transparency
import Web

/// Where an auditor begins: what is signed, how to check it without us, and what calls for a look.
enum AuditPage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let (words, desk) = (request.words, request.desk)
    let (head, checkpoint) = try await desk.reader.withSession { try ($0.head(), $0.newestCheckpoint()) }
    var page = Page(words("auditor.start.title"), area: .auditor, lead: words("auditor.start.lead"), asOf: head.position, [])
    page.blocks = [.figures(try await figures(request, head, checkpoint)), .links(links(request))]
    page.blocks += [.heading(words("auditor.start.signed"), id: "signed")]
    guard let checkpoint else {
      page.blocks.append(.notice(Notice(.warning, words("auditor.start.nothing_signed"))))
      return .page(page)
    }
    let key = try await desk.verifierKey()
    page.blocks.append(
      .text(
        words(
          "auditor.start.checkpoint",
          ["size": words.numbers.whole(checkpoint.size), "head": words.numbers.whole(head.position), "moment": request.moment(checkpoint.signedAt)])))
    page.blocks.append(.verbatim(checkpoint.note, label: words("auditor.proof.checkpoint")))
    page.blocks.append(.heading(words("auditor.start.offline"), id: "offline"))
    page.blocks.append(.text(words("auditor.start.key_says")))
    page.blocks.append(key.map { .verbatim($0.text, label: words("auditor.start.key")) } ?? .notice(Notice(.warning, words("auditor.start.no_key"))))
    page.blocks.append(
      .facts([
        ("1", [Inline(words("auditor.start.step_key"))]),
        ("2", [Inline(words("auditor.start.step_file") + " "), Inline(words("auditor.exports.title"), href: "/exports")]),
        ("3", [Inline(words("auditor.start.step_check") + " esep check-proof FILE --key VKEY")]),
      ]))
    return .page(page)
  }

  private static func figures(_ request: PageRequest, _ head: LogHead, _ checkpoint: StoredCheckpoint?) async throws -> [Figure] {
    let (words, desk) = (request.words, request.desk)
    let claims = try await desk.reporter.run("claims").rows.count
    let corrections = try await desk.reader.withSession { try Corrections.counts(in: $0).reduce(0) { $0 + $1.count } }
    let unsigned = head.position - (checkpoint?.size ?? 0)
    return [
      Figure(words("auditor.start.events"), words.numbers.whole(head.position), href: "/log"),
      Figure(
        words("auditor.start.unsigned"), words.numbers.whole(unsigned),
        note: words(unsigned == 0 ? "auditor.start.all_signed" : "auditor.start.signs_soon"),
        href: "#signed", tone: unsigned == 0 ? .good : .plain),
      verified(request), Figure(words("auditor.corrections.title"), words.numbers.whole(corrections), href: "/corrections"),
      Figure(words("auditor.claims.title"), words.numbers.whole(Int64(claims)), href: "/claims"),
    ]
  }

  /// How the last verification ended.
  private static func verified(_ request: PageRequest) -> Figure {
    let words = request.words
    let title = words("auditor.verification.last")
    guard let last = VerificationRoom.shared.state(of: request.desk).last else {
      return Figure(title, "–", note: words("auditor.start.never_verified"), href: "/verification")
    }
    let tone: Tone = last.isClean ? .good : last.isWhole ? .bad : .warning
    let when = request.moment(Int64(last.endedAt) * 1_000_000)
    return Figure(title, words(last.isClean ? "auditor.start.agrees" : "auditor.start.agrees_not"), note: when, href: "/verification", tone: tone)
  }

  private static func links(_ request: PageRequest) -> [Link] {
    let words = request.words
    let exports = request.identity?.may(.export) == true ? [Link(words("auditor.exports.title"), "/exports")] : []
    return [
      Link(words("auditor.verification.title"), "/verification", isMain: true), Link(words("auditor.log.title"), "/log"),
      Link(words("auditor.definitions.title"), "/definitions"), Link(words("reports.list.title"), "/reports"),
    ] + exports
  }
}
