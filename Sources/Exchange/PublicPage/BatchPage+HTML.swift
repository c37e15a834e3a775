import Ledger

// The page as HTML that needs nothing but itself: no script, no font, no image and no request to anybody.
extension BatchPage {
  /// The proof's file beside the page.
  public static let proofFile = "proof.tlog-proof"

  /// The page in a language.
  /// - Throws: `PageProblem` when the address makes no QR code.
  public func html(_ language: PageLanguage) throws(PageProblem) -> String {
    let words = PageWords.of(language)
    let code = try QRCode(address).svg(label: "\(words.codeLabel): \(address)")
    let title = "\(productName) · \(words.batch) \(batch)"
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
      <meta name="referrer" content="no-referrer">
      <title>\(HTMLText.escaped(title))</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <header>
      <p>\(HTMLText.escaped(words.tradition))</p>
      <nav aria-label="\(HTMLText.escaped(words.languages))">\(languageLinks(language))</nav>
      </header>
      <main>
      <h1>\(HTMLText.escaped(productName))</h1>
      \(isRecalled ? "<p role=\"alert\" class=\"recall\">\(HTMLText.escaped(words.recallNotice))</p>\n" : "")\
      \(whereSection(words, language))\
      \(certificateSection(words, language))\
      \(historySection(words, language))\
      \(proofSection(words))\
      <section aria-labelledby="code">
      <h2 id="code">\(HTMLText.escaped(words.code))</h2>
      <figure>\(code)<figcaption>\(HTMLText.escaped(address))</figcaption></figure>
      </section>
      </main>
      </body>
      </html>

      """
  }

  private func languageLinks(_ current: PageLanguage) -> String {
    PageLanguage.allCases.map { language in
      let name = HTMLText.escaped(language.ownName)
      return language == current
        ? "<span lang=\"\(language.rawValue)\" aria-current=\"page\">\(name)</span>"
        : "<a href=\"\(language.file)\" lang=\"\(language.rawValue)\" hreflang=\"\(language.rawValue)\">\(name)</a>"
    }.joined(separator: " ")
  }

  private func whereSection(_ words: PageWords, _ language: PageLanguage) -> String {
    var rows: [(String, String)] = []
    for village in villages {
      let name =
        switch language {
        case .kyrgyz: village.kyrgyz ?? village.name
        case .russian: village.name
        case .english: village.english ?? village.name
        }
      rows.append((words.village, HTMLText.escaped(name)))
    }
    // Several villages of one oblast: it is said once.
    var oblasts: [String] = []
    for village in villages where !oblasts.contains(village.oblast) { oblasts.append(village.oblast) }
    rows += oblasts.map { (words.oblast, HTMLText.escaped($0)) }
    rows += groups.map { (words.group, HTMLText.escaped($0)) }
    if let site { rows.append((words.workshop, HTMLText.escaped(site))) }
    let unnamed = makers - names.count
    let others = unnamed > 0 ? (names.isEmpty ? "\(makers)" : "+ \(unnamed) (\(words.unnamed))") : nil
    rows.append((words.makers, HTMLText.escaped((names + (others.map { [$0] } ?? [])).joined(separator: ", "))))
    if !materials.isEmpty { rows.append((words.madeOf, HTMLText.escaped(materials.joined(separator: ", ")))) }
    rows.append((words.madeOn, Self.time(producedOn, language)))
    rows.append((words.batch, HTMLText.escaped(batch)))
    return section("where", words.whereAndWho, list(rows))
  }

  private func certificateSection(_ words: PageWords, _ language: PageLanguage) -> String {
    guard let certificate else { return section("certificate", words.certificate, "<p>\(HTMLText.escaped(words.noCertificate))</p>") }
    let last = Self.time(certificate.validUntil, language)
    var rows = [
      (words.certificate, "\(HTMLText.escaped(certificate.code)), \(HTMLText.escaped(words.certificateHolds)) \(last)"),
      (words.byCommittee, HTMLText.escaped(certificate.oblast)),
    ]
    if let stars = certificate.stars { rows.append((words.stars, HTMLText.escaped(String(stars)))) }
    return section("certificate", words.certificate, list(rows))
  }

  private func historySection(_ words: PageWords, _ language: PageLanguage) -> String {
    let items = steps.map { "<li>\(Self.time($0.date, language)): \(HTMLText.escaped(Self.text(of: $0.kind, words)))</li>" }
    return section("history", words.history, "<ol>\n\(items.joined(separator: "\n"))\n</ol>")
  }

  private func proofSection(_ words: PageWords) -> String {
    let rows = [
      (words.position, "\(proof.position) / \(proof.size)"),
      (words.root, "<code>\(HTMLText.escaped(proof.root))</code>"),
      (words.signedBy, HTMLText.escaped(proof.origin)),
      (words.signedAt, HTMLText.escaped(TimeText.utc(proof.signedAt))),
      (words.proofFile, "<a href=\"\(Self.proofFile)\" download>\(Self.proofFile)</a>"),
      (words.howToCheck, "<code>esep check-proof \(Self.proofFile) --key '\(HTMLText.escaped(proof.verifier))'</code>"),
    ]
    return section("proof", words.proof, "<p>\(HTMLText.escaped(words.proofText))</p>\n" + list(rows))
  }

  private static func text(of kind: Step.Kind, _ words: PageWords) -> String {
    switch kind {
    case .made: words.made
    case .inspected(.ownCheck): words.checkedByMakers
    case .inspected(.committee): words.checkedByCommittee
    case .inspected(.laboratory): words.checkedByLaboratory
    case .certified: words.certified
    case .certificateRevoked: words.certificateRevoked
    case .recalled: words.recalled
    case .recallLifted: words.recallLifted
    }
  }

  private static func time(_ date: CalendarDate, _ language: PageLanguage) -> String {
    "<time datetime=\"\(date)\">\(HTMLText.escaped(language.text(of: date)))</time>"
  }

  /// - Parameter html: of the section's body; it is HTML already.
  private func section(_ id: String, _ heading: String, _ html: String) -> String {
    "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(HTMLText.escaped(heading))</h2>\n\(html)\n</section>\n"
  }

  /// - Parameter rows: words, and HTML.
  private func list(_ rows: [(String, String)]) -> String {
    "<dl>\n" + rows.map { "<div><dt>\(HTMLText.escaped($0.0))</dt><dd>\($0.1)</dd></div>" }.joined(separator: "\n") + "\n</dl>"
  }

  /// Both light and dark, large enough to read, and nothing that moves. Contrasts are 7 to 1 at least (WCAG 2.2, 1.4.6).
  private static let style = """
    :root{color-scheme:light dark}\
    body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1rem;background:#fffdf8;color:#1f1a14}\
    header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;justify-content:space-between}header p{margin:0}\
    a{color:#0b3f73}nav a,nav span{display:inline-block;padding:.5rem .25rem}[aria-current]{font-weight:700}\
    h1{font-size:1.75rem;line-height:1.2;margin:1rem 0}h2{font-size:1.25rem;margin:1.5rem 0 .5rem}\
    dl{margin:0}dl div{display:grid;grid-template-columns:minmax(8rem,1fr) 2fr;gap:.25rem 1rem;padding:.35rem 0;border-top:1px solid #8a8172}\
    dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}ol{padding-left:1.5rem}figure{margin:0}figcaption{overflow-wrap:anywhere}\
    svg{max-width:100%;height:auto}code{font-size:.9em;overflow-wrap:anywhere}\
    .recall{border:.2rem solid #8f1010;padding:.75rem;font-weight:700;color:#8f1010;background:#fff}\
    @media (prefers-color-scheme:dark){body{background:#17130e;color:#f4eee3}a{color:#a9d0ff}}\
    @media print{nav{display:none}body{background:#fff;color:#000}}
    """
}
