import Exchange
import Ledger
import Testing

@Suite("The public page of a batch")
struct BatchPageTests {
  @Test("The page is well formed, in its own language, with one heading and no level of headings left out", arguments: PageLanguage.allCases)
  func structure(language: PageLanguage) throws {
    let page = Markup(try Pages.honey.html(language))
    #expect(page.problems.isEmpty, "\(page.problems)")
    #expect(page.all("html").first?.attributes["lang"] == language.rawValue)
    #expect(page.all("title").first?.text.contains("Mountain honey") == true)
    #expect(page.all("meta").contains { $0.attributes["name"] == "viewport" && $0.attributes["content"] == "width=device-width, initial-scale=1" })
    for landmark in ["header", "nav", "main", "h1"] { #expect(page.all(landmark).count == 1, "\(landmark)") }
    #expect(page.all("h1").allSatisfy { page.isInside($0, "main") })
    let levels = page.elements.compactMap { $0.name.count == 2 && $0.name.hasPrefix("h") ? Int(String($0.name.dropFirst())) : nil }
    #expect(levels.first == 1 && zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count, "ids are unique")
    for section in page.all("section") { #expect(section.attributes["aria-labelledby"].map(ids.contains) == true) }
    for element in page.all("dt") + page.all("dd") { #expect(page.isInside(element, "dl") && !element.text.isEmpty) }
    for item in page.all("li") { #expect(page.isInside(item, "ol")) }
    for image in page.all("svg") { #expect(image.attributes["role"] == "img" && image.attributes["aria-label"]?.isEmpty == false) }
    for link in page.all("a") { #expect(!link.text.isEmpty && link.attributes["href"]?.isEmpty == false) }
    for time in page.all("time") { #expect(time.attributes["datetime"].flatMap { CalendarDate($0) } != nil) }
    #expect(page.elements.allSatisfy { $0.attributes["tabindex"] == nil && $0.attributes["style"] == nil })
  }

  @Test("The page has no script and asks nobody for anything", arguments: PageLanguage.allCases)
  func quiet(language: PageLanguage) throws {
    let html = try Pages.honey.html(language)
    let page = Markup(html)
    for name in ["script", "img", "link", "iframe", "form", "object", "embed", "base", "video", "audio"] {
      #expect(page.all(name).isEmpty, "\(name)")
    }
    #expect(page.elements.allSatisfy { element in element.attributes.keys.allSatisfy { !$0.hasPrefix("on") && $0 != "src" } })
    #expect(page.all("a").allSatisfy { ["index.html", "ru.html", "en.html", "proof.tlog-proof"].contains($0.attributes["href"] ?? "") })
    let style = try #require(page.all("style").first).text
    #expect(!style.contains("url(") && !style.contains("@import"))
    #expect(html.contains("default-src 'none'"))
    #expect(html.utf8.count < 20_000, "light enough for a village's connection: \(html.utf8.count) bytes")
  }

  @Test("The page says where, when, by which group, what was checked and how to prove it, and names only who agreed")
  func says() throws {
    let page = Markup(try Pages.honey.html(.english))
    let facts = zip(page.all("dt"), page.all("dd")).map { "\($0.text): \($1.text)" }
    #expect(
      facts == [
        "Village: Ak-Terek", "Village: Bokonbaevo", "Oblast: Issyk-Kul", "Group: G-7", "Workshop: Bee house",
        "Makers: Aigul Testova, + 2 (not named)",
        "Made of: comb honey, jars", "Made on: 31 March 2024", "Batch: KB-7", "Certificate: C-12, valid until 31 December 2025",
        "Brand committee of: Issyk-Kul", "Stars: 4", "Entry in the book: 15 / 2000", "Root of the signed book: cm9vdA==",
        "Signed by: esep/main-1a2b3c4d", "Signed at: 2024-04-01T06:00:00.000000Z", "Proof to download: proof.tlog-proof",
        "To check it without us: esep check-proof proof.tlog-proof --key 'esep/main-1a2b3c4d+9+key'",
      ])
    #expect(
      page.all("li").map(\.text) == [
        "31 March 2024: Made", "2 April 2024: Checked by the quality committee", "3 April 2024: Checked by a laboratory",
        "4 April 2024: Certified by the brand committee",
      ])
    #expect(page.all("figcaption").map(\.text) == ["https://ovop.example/b/KB-7/"])
    #expect(page.elements.allSatisfy { $0.attributes["role"] != "alert" })
  }

  @Test("Villages are called as each language calls them, and days are written its way")
  func languages() throws {
    let pages = try PageLanguage.allCases.map { Markup(try Pages.honey.html($0)) }
    #expect(pages.map { $0.all("dd").first?.text } == ["Ак-Терек", "Ак-Терек (село)", "Ak-Terek"])
    #expect(pages.compactMap { $0.all("time").first?.text } == ["2024-жылдын 31-марты", "31 марта 2024 года", "31 March 2024"])
    for (language, page) in zip(PageLanguage.allCases, pages) {
      let current = page.elements.filter { $0.attributes["aria-current"] == "page" }
      #expect(current.map { $0.attributes["lang"] } == [language.rawValue])
      #expect(page.all("a").compactMap { $0.attributes["hreflang"] } == PageLanguage.allCases.filter { $0 != language }.map(\.rawValue))
    }
  }

  @Test("A recalled batch says so first, whoever reads or hears the page", arguments: PageLanguage.allCases)
  func recalled(language: PageLanguage) throws {
    var page = Pages.honey
    page.isRecalled = true
    let markup = Markup(try page.html(language))
    let alert = try #require(markup.elements.first { $0.attributes["role"] == "alert" })
    #expect(!alert.text.isEmpty && markup.isInside(alert, "main"))
    let main = markup.elements.filter { markup.isInside($0, "main") }
    #expect(main.prefix(2).map(\.name) == ["h1", "p"])
  }

  @Test("Without a certificate, a workshop or anybody who agreed to be named the page says so and invents nothing")
  func sparse() throws {
    var page = Pages.honey
    (page.certificate, page.site, page.names, page.materials, page.villages, page.groups) = (nil, nil, [], [], [], [])
    let markup = Markup(try page.html(.english))
    #expect(markup.problems.isEmpty)
    #expect(markup.all("dt").prefix(3).map(\.text) == ["Makers", "Made on", "Batch"])
    #expect(markup.all("dd").first?.text == "3")
    #expect(markup.all("p").contains { $0.text == "It carries no certificate of a brand committee." })
  }

  @Test("Whatever a book holds, a page shows it and never obeys it", arguments: PageLanguage.allCases)
  func escaped(language: PageLanguage) throws {
    let evil = "\"><script>alert('x')</script>&amp;\u{202E}\u{0}<"
    var page = Pages.honey
    (page.batch, page.product, page.productName, page.site) = (evil, evil, evil, evil)
    page.villages = [BatchPage.Village(name: evil, kyrgyz: evil, english: evil, oblast: evil)]
    (page.groups, page.names, page.materials) = ([evil], [evil], [evil])
    page.certificate = BatchPage.CertificateFacts(code: evil, oblast: evil, validUntil: Pages.day("2025-01-01"), stars: 1)
    (page.proof.root, page.proof.origin, page.proof.verifier, page.address) = (evil, evil, evil, evil)
    let html = try page.html(language)
    let markup = Markup(html)
    #expect(markup.problems.isEmpty, "\(markup.problems)")
    #expect(markup.all("script").isEmpty)
    #expect(!html.contains("\u{202E}") && !html.contains("\u{0}"))
    #expect(markup.all("h1").first?.text == "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;  &lt;")
    // However many rows a list has: nothing else came into being, and nothing went away.
    #expect(Self.frame(markup) == Self.frame(Markup(try Pages.honey.html(language))))
  }

  private static func frame(_ page: Markup) -> [String] { page.elements.map(\.name).filter { !["div", "dt", "dd"].contains($0) } }
}

/// Pages for tests.
enum Pages {
  static var honey: BatchPage {
    BatchPage(
      batch: "KB-7", product: "HONEY", productName: "Mountain honey", producedOn: day("2024-03-31"), site: "Bee house",
      villages: [
        BatchPage.Village(name: "Ак-Терек (село)", kyrgyz: "Ак-Терек", english: "Ak-Terek", oblast: "Issyk-Kul"),
        BatchPage.Village(name: "Bokonbaevo", oblast: "Issyk-Kul"),
      ],
      groups: ["G-7"], makers: 3, names: ["Aigul Testova"], materials: ["comb honey", "jars"],
      certificate: BatchPage.CertificateFacts(code: "C-12", oblast: "Issyk-Kul", validUntil: day("2025-12-31"), stars: 4), isRecalled: false,
      steps: [
        BatchPage.Step(.made, on: day("2024-03-31"), position: 15), BatchPage.Step(.inspected(.committee), on: day("2024-04-02"), position: 16),
        BatchPage.Step(.inspected(.laboratory), on: day("2024-04-03"), position: 17), BatchPage.Step(.certified, on: day("2024-04-04"), position: 18),
      ],
      proof: PageProof(
        position: 15, size: 2_000, root: "cm9vdA==", origin: "esep/main-1a2b3c4d", signedAt: 1_711_951_200_000_000,
        verifier: "esep/main-1a2b3c4d+9+key"),
      address: "https://ovop.example/b/KB-7/")
  }

  static func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(text) else { preconditionFailure("\(text) is no day") }
    return day
  }
}
