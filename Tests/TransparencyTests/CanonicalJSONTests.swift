import Testing
import Transparency

@Suite("Payloads have one spelling, that of RFC 8785")
struct CanonicalJSONTests {
  private struct File: Decodable {
    struct Case: Decodable { let name: String, input: String, canonical: String }
    let cases: [Case]
  }

  private static func check(_ text: String) throws { try Array(text.utf8).withUnsafeBytes { try CanonicalJSON.check($0) } }

  private static func reason(_ text: String) -> CanonicalJSONProblem.Reason? {
    do { try check(text) } catch { return (error as? CanonicalJSONProblem)?.reason }
    return nil
  }

  @Test("What cyberphone's vectors hold of our JSON comes out as published; keys beyond ASCII, fractions and escaped keys are refused")
  func published() throws {
    // Fractions, exponents, and keys that are not plain ASCII are what the ledger never writes.
    let refused: [String: CanonicalJSONProblem.Reason] = [
      "french": .keyNotPlain, "structures": .keyNotPlain, "values": .notAnInteger, "weird": .keyNotPlain,
    ]
    for vector in try Vectors.read("canonical-json", as: File.self).cases {
      if let reason = refused[vector.name] {
        let problem = #expect(throws: CanonicalJSONProblem.self) { try CanonicalJSON.canonicalized(Array(vector.input.utf8)) }
        #expect(problem?.reason == reason, "\(vector.name)")
        #expect(Self.reason(vector.canonical) == reason, "\(vector.name)")
      } else {
        #expect(try String(decoding: CanonicalJSON.canonicalized(Array(vector.input.utf8)), as: UTF8.self) == vector.canonical)
        try Self.check(vector.canonical)
        if vector.input != vector.canonical { #expect(Self.reason(vector.input) != nil, "\(vector.name)") }
      }
    }
    // The texts and literals of the file that its numbers make us refuse.
    let texts = #"{"literals": [null, true, false], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}"#
    let canonical = "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
    #expect(try String(decoding: CanonicalJSON.canonicalized(Array(texts.utf8)), as: UTF8.self) == canonical)
    try Self.check(canonical)
  }

  @Test(
    "Everything else than the one spelling is refused, with its reason",
    arguments: [
      ("{\"b\":1,\"a\":2}", .keyOrder), ("{\"a\":1,\"a\":2}", .duplicateKey), ("{ \"a\":1}", .keyExpected), ("{\"a\" :1}", .colonExpected),
      ("{\"a\":1}\n", .trailingBytes), ("[1,]", .valueExpected), ("[01]", .leadingZero), ("[-0]", .leadingZero), ("[1.5]", .notAnInteger),
      ("[1e3]", .notAnInteger), ("[9007199254740992]", .integerRange), ("[-9007199254740992]", .integerRange), ("\"\\/\"", .escape),
      ("\"\\u0041\"", .escape), ("\"\\u000A\"", .escape), ("\"\u{1}\"", .control), ("\"abc", .endOfText), ("", .valueExpected),
      ("nul", .valueExpected),
    ] as [(String, CanonicalJSONProblem.Reason)])
  func refused(_ text: String, _ reason: CanonicalJSONProblem.Reason) { #expect(Self.reason(text) == reason, "\(text)") }

  @Test("The bounds themselves are admitted")
  func bounds() throws {
    for text in ["[9007199254740991,-9007199254740991,0]", "\"\\u0000\\b\\t\\n\\f\\r\\u001f\u{7f}😀\"", "{\"\":{}}"] { try Self.check(text) }
    let deep = String(repeating: "[", count: CanonicalJSON.maxDepth) + String(repeating: "]", count: CanonicalJSON.maxDepth)
    try Self.check(deep)
    #expect(Self.reason("[\(deep)]") == .tooDeep)
  }

  @Test("Bytes that are not UTF-8 are refused")
  func notUTF8() {
    for bytes in [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22]] as [[UInt8]] {
      let problem = #expect(throws: CanonicalJSONProblem.self) { try bytes.withUnsafeBytes { try CanonicalJSON.check($0) } }
      #expect(problem?.reason == .notUTF8)
    }
  }
}
