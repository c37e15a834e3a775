import Ledger
import Testing

@Suite("Canonical JSON")
struct CanonicalTests {
  @Test(
    "Texts are escaped as RFC 8785 section 3.2.2.2 says, and in no other way",
    arguments: [
      ("plain", #""plain""#), ("", #""""#), (#"a"b"#, #""a\"b""#), (#"a\b"#, #""a\\b""#), ("a/b", #""a/b""#), ("</script>", #""</script>""#),
      ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#), ("\0", #""\u0000""#), ("\u{1}\u{F}\u{1F}", #""\u0001\u000f\u001f""#),
      ("\u{B}\u{1B}", #""\u000b\u001b""#),
      ("\u{7F}\u{80}\u{2028}\u{2029}", "\"\u{7F}\u{80}\u{2028}\u{2029}\""), ("Ысык-Көл, Ү, Ң", #""Ысык-Көл, Ү, Ң""#),
      ("€$\u{F}\nA'B\"\\\\\"/", #""€$\u000f\nA'B\"\\\\\"/""#), ("😀 日本", #""😀 日本""#), ("e\u{301}", "\"e\u{301}\""),
    ])
  func escapes(value: String, written: String) throws {
    let bytes = CanonicalWriter.object { $0.member("t", value) }
    #expect(text(bytes) == #"{"t":"# + written + "}")
    var reader = CanonicalReader(bytes)
    var read: String?
    try reader.object { _, reader throws(PayloadProblem) in read = try reader.string() }
    try reader.end()
    #expect(read.map { Array($0.utf8) } == Array(value.utf8))
  }

  @Test("Members, numbers, flags, objects and arrays are written without a blank")
  func shapes() {
    let bytes = CanonicalWriter.object { writer in
      writer.member("A", largestInteger)
      writer.member("B", -largestInteger)
      writer.member("a", Int64(0))
      writer.member("aa", true)
      writer.member("ab", false)
      writer.member("b", [Int64(1), 2]) { $0.member("z", $1) }
      writer.member("c", [Int64]()) { $0.member("z", $1) }
      writer.member("d") { writer in
        writer.member("a", "inner keys have their own order")
        writer.member("b") { _ in }
      }
      writer.member("e", nil as String?)
      writer.member("f", unlessZero: 0)
      writer.member("g", unlessZero: -1)
    }
    #expect(
      text(bytes) == #"{"A":9007199254740991,"B":-9007199254740991,"a":0,"aa":true,"ab":false,"b":[{"z":1},{"z":2}],"c":[],"#
        + #""d":{"a":"inner keys have their own order","b":{}},"g":-1}"#)
    #expect(text(CanonicalWriter.object { _ in }) == "{}")
  }

  @Test("Days and decimals are texts, as they are written elsewhere")
  func daysAndDecimals() {
    for days in [-719_162, -1, 0, 19_700, 2_932_896, 2_932_897, -800_000] as [Int32] {
      let date = CalendarDate(daysSince1970: days)
      #expect(text(CanonicalWriter.object { $0.member("d", date) }) == #"{"d":""# + date.description + #""}"#)
    }
    #expect(CalendarDate(daysSince1970: 2_932_897).description == "10000-01-01")
    for written in ["0", "-0.05", "9007199254740991", "-9007.199254740991", "0.000000000001", "12.5"] {
      guard let number = DecimalNumber(written) else { preconditionFailure("\(written) is a decimal") }
      #expect(text(CanonicalWriter.object { $0.member("n", number) }) == #"{"n":""# + written + #""}"#)
    }
  }

  @Test("A writer that is used again begins anew, also after an object larger than its memory")
  func reuse() {
    var writer = CanonicalWriter()
    let long = String(repeating: "Көл\n", count: 3_000)
    for _ in 1...3 {
      #expect(writer.text { $0.member("t", long) } == #"{"t":""# + long.replacing("\n", with: "\\n") + #""}"#)
      #expect(writer.text { $0.member("a", Int64(7)) } == #"{"a":7}"#)
    }
  }

  @Test("Keys out of order stop the program instead of reaching the log")
  func keyOrder() async {
    await #expect(processExitsWith: .failure) {
      _ = CanonicalWriter.object { writer in
        writer.member("b", "")
        writer.member("a", "")
      }
    }
    await #expect(processExitsWith: .failure) {
      _ = CanonicalWriter.object { writer in
        writer.member("a", "")
        writer.member("a", "")
      }
    }
  }

  @Test("A number that readers elsewhere would round stops the program instead of reaching the log")
  func numbersBeyond() async {
    await #expect(processExitsWith: .failure) { _ = CanonicalWriter.object { $0.member("a", largestInteger + 1) } }
    await #expect(processExitsWith: .failure) { _ = CanonicalWriter.object { $0.member("a", Int64.min) } }
  }

  @Test(
    "A number beyond 2^53 − 1 or without digits is a problem",
    arguments: ["9007199254740992", "9007199254740999", "-9007199254740992", "90071992547409910", "9223372036854775808", "-", "", "a"])
  func badNumbers(digits: String) {
    var reader = CanonicalReader(Array(digits.utf8))
    #expect(throws: PayloadProblem.self) { try reader.integer() }
  }

  @Test("The largest numbers are read", arguments: [largestInteger, -largestInteger, 0, 7])
  func goodNumbers(number: Int64) throws {
    var reader = CanonicalReader(Array(String(number).utf8))
    #expect(try reader.integer() == number)
    try reader.end()
  }

  @Test(
    "A text with an escape that canonical JSON never has, or without its end, is a problem",
    arguments: [#"""#, #""a"#, #""a\"#, #""a\""#, #""\/""#, #""\u0041""#, #""\u00e9""#, #""\u00"#, #""\uD83D\uDE00""#, #""\x""#, #"a"#, ""])
  func badTexts(json: String) {
    var reader = CanonicalReader(Array(json.utf8))
    #expect(throws: PayloadProblem.self) { try reader.string() }
  }

  @Test("What follows an object is a problem, and so is what is neither yes nor no")
  func ends() throws {
    var reader = CanonicalReader(Array("{} ".utf8))
    try reader.object { _, _ throws(PayloadProblem) in }
    let problem = #expect(throws: PayloadProblem.self) { try reader.end() }
    #expect(problem?.description == "something follows the payload at byte 2")
    for json in ["", "t", "tru", "TRUE", "1"] {
      var reader = CanonicalReader(Array(json.utf8))
      #expect(throws: PayloadProblem.self) { try reader.boolean() }
    }
  }
}
