import Foundation
import Testing

@Suite("esep export page")
struct PageTests {
  @Test("The folder holds the page in three languages, the code to print, and a proof that anybody can check")
  func folder() async throws {
    let (desk, _) = try await TinyBook.imported()
    let out = try TemporaryFolder()
    let path = out.path + "/KB-1"
    try await desk.succeed("export", "page", "KB-1", "--address", "https://ovop.example/b/KB-1/", "--out", path)
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    #expect(names == ["en.html", "index.html", "proof.tlog-proof", "qr.svg", "ru.html"])
    let english = try String(contentsOfFile: path + "/en.html", encoding: .utf8)
    for fact in [
      "<h1>Felt slippers</h1>", "<dd>Боконбаево</dd>", "<dd>Issyk-Kul</dd>", "<time datetime=\"2023-01-15\">15 January 2023</time>",
      "<figcaption>https://ovop.example/b/KB-1/</figcaption>", "It carries no certificate of a brand committee.", "<dt>Makers</dt><dd>2</dd>",
    ] { #expect(english.contains(fact), "\(fact) is not in the page") }
    #expect(try String(contentsOfFile: path + "/index.html", encoding: .utf8).contains("<html lang=\"ky\">"))
    let key = try await desk.succeed("checkpoint", "--key").lines[0]
    #expect(english.contains("--key '\(key)'"), "\(key)")
    let checked = try await Desk(home: "/dev/null/no-home").esep("check-proof", path + "/proof.tlog-proof", "--key", key)
    let position = try await desk.query("SELECT position FROM main.event WHERE type = 'BatchProduced' AND payload->>'batch' = 'KB-1'")[0]
    #expect(checked.status == 0 && checked.output.contains("position     \(position)\n"), "\(checked.output)\(checked.errors)")
    #expect(english.contains("<dd>\(position) / "))
    // Neither what it was sold for, nor to whom, nor any person.
    for secret in ["MUJI", "SHOP", "12.50", "1500", "Токтосунова", "Асанова", "P-1", "P-2", "4242"] {
      #expect(!english.contains(secret), "\(secret)")
    }
  }

  @Test("A producer is named once she agreed, and no longer once she took it back; made again, the page is replaced")
  func consent() async throws {
    let (desk, _) = try await TinyBook.imported()
    let out = try TemporaryFolder([
      "yes.json": #"{"record": "consent", "producer": "P-1", "purpose": "public_name", "date": "2023-02-01"}"#,
      "no.json": #"{"record": "withdraw-consent", "producer": "P-1", "purpose": "public_name", "date": "2023-03-01"}"#,
    ])
    func page() async throws -> String {
      try await desk.succeed("export", "page", "KB-1", "--address", "https://ovop.example/1", "--out", out.path + "/page")
      return try String(contentsOfFile: out.path + "/page/en.html", encoding: .utf8)
    }
    #expect(try await page().contains("<dt>Makers</dt><dd>2</dd>"))
    try await desk.succeed("record", out.path + "/yes.json")
    #expect(try await page().contains("<dt>Makers</dt><dd>Айнура Токтосунова, + 1 (not named)</dd>"))
    try await desk.succeed("record", out.path + "/no.json")
    #expect(try await page().contains("<dt>Makers</dt><dd>2</dd>"))
  }

  @Test("A batch that is not there, half an address and a folder that cannot be made are refused, with what to do")
  func refused() async throws {
    let (desk, _) = try await TinyBook.imported()
    let out = try TemporaryFolder()
    try await desk.refuse(
      "export", "page", "KB-9", "--address", "https://ovop.example/9", "--out", out.path + "/9",
      saying: "Book “main” has no batch “KB-9”. The codes of batches with goods left: esep report stock")
    let half = try await desk.esep("export", "page", "KB-1", "--address", "ovop.example", "--out", out.path + "/1")
    #expect(half.status == 2 && half.errors.contains("--address ovop.example: write the whole address, such as https://ovop.example/b/KB-7/"))
    let nowhere = try await desk.esep("export", "page", "KB-1", "--address", "https://ovop.example/1", "--out", "/dev/null/page")
    #expect(
      nowhere.status == 1 && nowhere.errors.contains("The folder /dev/null/page cannot be made: ")
        && nowhere.errors.hasSuffix("Name another with --out\n"))
    let long = try await desk.esep(
      "export", "page", "KB-1", "--address", "https://ovop.example/" + String(repeating: "x", count: 500), "--out", out.path + "/1")
    #expect(long.status == 1 && long.errors.contains("A QR code holds 1 to 500 bytes"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: out.path).isEmpty)
  }
}
