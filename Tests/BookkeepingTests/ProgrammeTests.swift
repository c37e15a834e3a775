import Bookkeeping
import Ledger
import Testing

/// Lists of participants, forms and grants are written down by several people: whoever comes second decides by what the log says then.
@Suite("A programme among several writers")
struct ProgrammeTests {
  private static let date = day("2024-04-15")

  private static let opening: [Command] =
    village + [
      .programme(.openProgramme(OpenProgramme(programme: .init("CA+"), name: "RESILAND", from: day("2024-04-01")))),
      .programme(.openSite(OpenSite(site: .init("W"), name: "Workshop", community: .init("TAL"), kind: .workshop, date: date))),
    ]

  private static func enrol(_ number: String, _ producer: String) -> Command {
    .programme(
      .enrol(EnrolInProgramme(programme: .init("CA+"), enrolment: .init(number), unit: .person, producer: .init(producer), date: date)))
  }

  private static func consent(_ producer: String) -> Command {
    .programme(.consent(ChangeConsent(producer: .init(producer), purpose: .publicName, isGiven: true, date: day("2024-05-01"))))
  }

  private static func grant(_ code: String, _ recipient: GrantRecipient) -> Command {
    .programme(.recordGrant(RecordGrant(grant: .init(code), payer: "FAO", recipient: recipient, amount: 5, currency: .kgs, date: date)))
  }

  private static func text(_ verdict: Verdict) -> String? { if case .refused(let refusal) = verdict { refusal.description } else { nil } }

  @Test("Nobody is enrolled twice, by whomever")
  func enrolledOnce() async throws {
    try await TestBook.with { book in
      let (clerk, other) = (book.bookkeeper(), book.bookkeeper())
      let opened = try await clerk.record(Self.opening)
      #expect(opened.allSatisfy { $0.isRecorded })
      let first = try await other.record(Self.enrol("1", "P2"))
      let second = try await clerk.record(Self.enrol("2", "P1"))
      #expect(first.isRecorded && second.isRecorded, "the clerk's programme is older than the log's")
      let again = try await other.record(Self.enrol("3", "P1"))
      #expect(Self.text(again) == "producer: producer P1 takes part in programme CA+ already, as 2; nobody is counted twice")
      let same = try await other.record([Self.enrol("2", "P1"), Self.enrol("1", "P2")])
      #expect(same == [.unchanged, .unchanged])
    }
  }

  @Test("A form that comes in after her data were erased is refused, though the clerk had her at hand as she was")
  func erasedMeanwhile() async throws {
    try await TestBook.with { book in
      let (clerk, other) = (book.bookkeeper(), book.bookkeeper())
      let opened = try await clerk.record(Self.opening + [Self.consent("P1")])
      #expect(opened.allSatisfy { $0.isRecorded })
      let erased = try await other.record(status("P2", .erase(reason: "her wish")))
      #expect(erased.isRecorded)
      let late = try await clerk.record(Self.consent("P2"))
      #expect(
        Self.text(late)
          == "producer: the personal data of producer P2 were erased, so there is no name to show; "
          + "register her anew under a code of its own if she wishes")
    }
  }

  @Test("A grant's number is given once in the book, whatever it was given for")
  func grantOnce() async throws {
    try await TestBook.with { book in
      let clerk = book.bookkeeper()
      let opened = try await clerk.record(Self.opening)
      #expect(opened.allSatisfy { $0.isRecorded })
      let given = Self.grant("G-1", .programme(.init("CA+")))
      let (first, again) = (try await clerk.record(given), try await clerk.record(given))
      #expect(first.isRecorded && again == .unchanged)
      let other = try await book.bookkeeper().record(Self.grant("G-1", .site(.init("W"))))
      #expect(Self.text(other) == "key: 'grant/G-1' was already used for a command with other content; correct the row or use a new number")
    }
  }
}
