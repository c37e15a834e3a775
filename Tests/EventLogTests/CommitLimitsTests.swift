import Testing

@testable import EventLog

@Suite("A commit that breaks a rule is refused before anything is sent")
struct CommitLimitsTests {
  private func refusal(_ change: (inout Commit) -> Void) -> String? {
    var commit = Commit.of("import/1", ("sale/S-1", 0))
    change(&commit)
    do {
      try commit.check()
      return nil
    } catch {
      #expect(error.code == .invalidCommit)
      return error.message
    }
  }

  @Test("A sound commit passes")
  func passes() { #expect(refusal { _ in } == nil) }

  @Test("A commit without events says so")
  func empty() { #expect(refusal { $0.events = [] } == "The commit with key “import/1” was not sent: it has no event.") }

  @Test("A key has 1 to 200 characters")
  func keys() {
    #expect(refusal { $0.key = "" } != nil)
    #expect(refusal { $0.key = String(repeating: "ө", count: 200) } == nil)
    #expect(refusal { $0.key = String(repeating: "ө", count: 201) } != nil)
  }

  @Test("Every stream written has an expected version, and only one")
  func expectations() {
    #expect(refusal { $0.expected = [] } == "The commit with key “import/1” was not sent: it writes sale/S-1 without an expected version.")
    #expect(refusal { $0.expected += $0.expected } == "The commit with key “import/1” was not sent: it expects two versions of one stream.")
    #expect(refusal { $0.expected += (1...20).map { ExpectedVersion(stream: "s\($0 % 19)", version: 0) } } != nil)
    #expect(refusal { $0.expected[0].version = -1 } != nil)
  }

  @Test("Names are not empty, and nothing holds U+0000")
  func names() {
    #expect(refusal { $0.events[0].type = "" } != nil)
    #expect(refusal { $0.actor = "" } != nil)
    #expect(refusal { $0.events[0].payload = "{\"a\":\"\0\"}" } != nil)
    #expect(refusal { $0.key = "a\0b" } != nil)
    #expect(
      refusal {
        $0.events[0].stream = ""
        $0.expected[0].stream = ""
      } != nil)
  }

  @Test("U+0000 is found wherever it stands, and no other character is taken for it")
  func zeroAnywhere() {
    for place in 0..<40 {
      let sound = Array(repeating: "\u{80}\u{1}ÿ\u{100}", count: 10).joined().unicodeScalars.map { $0 }
      #expect(refusal { $0.events[0].payload = String(String.UnicodeScalarView(sound)) } == nil)
      var damaged = sound
      damaged[place] = "\0"
      #expect(refusal { $0.events[0].payload = String(String.UnicodeScalarView(damaged)) } != nil, "place \(place)")
    }
  }

  @Test("Sizes and dates are bounded")
  func sizes() {
    #expect(refusal { $0.events[0].payload = String(repeating: "x", count: (1 << 20) + 1) } != nil)
    #expect(refusal { $0.events = Array(repeating: $0.events[0], count: 5_001) } != nil)
    #expect(refusal { $0.fingerprint = [1, 2, 3] } != nil)
    #expect(refusal { $0.events[0].schema = 0 } != nil)
    #expect(refusal { $0.events[0].occurredOn = .max } != nil)
    #expect(refusal { $0.recordedAt = 0 } != nil)
    #expect(refusal { $0.recordedAt = .max } != nil)
  }

  @Test("No one person is recorded twice, and a person is never printed")
  func persons() {
    let person = PersonRecord(id: "p-1", salt: [1], data: #"{"name":"Айгүл"}"#)
    #expect(refusal { $0.persons = [person, person] } != nil)
    var text = "\(person)"
    dump(person, to: &text)
    #expect(!text.contains("Айгүл"))
  }

  @Test("A long list is cut into batches that keep order and bounds")
  func slices() {
    var limits = BatchLimits()
    limits.commitsMax = 3
    let commits = (1...10).map { Commit.of("k\($0)", ("s", 0)) }
    let slices = limits.slices(of: commits)
    #expect(slices.map(\.count) == [3, 3, 3, 1])
    #expect(slices.flatMap(\.self) == commits)
    #expect(limits.slices(of: []).isEmpty)
  }
}
