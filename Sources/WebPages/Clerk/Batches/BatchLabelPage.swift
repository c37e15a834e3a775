import Auditing
import Exchange
import Ledger
import Notary
import Office
import Web

/// The label of a batch: a QR code that leads to its public page, to print.
enum BatchLabelPage {
  @Sendable static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let code = BatchPages.code(request) else { return BatchPages.unknown(request) }
    let reach: BatchReach
    do { reach = try await BatchReach(of: code, in: request.desk.log) } catch is OfficeProblem { return BatchPages.unknown(request) }
    let address = request.query("address") ?? ""
    let path = BatchPages.path(code.text)
    var field = Field("address", words("batches.address"), value: address, hint: words("batches.address_hint"), isRequired: true)
    field.autocomplete = "url"
    var page = Page(
      words("batches.label_of", ["batch": code.text]), area: .clerk, lead: words("batches.label_lead"),
      trail: [Link(words("batches.title"), "/batches"), Link(code.text, path)], [])
    func form() -> Block { .form(Form(.get, path + "/label", fields: [field], submit: words("batches.make_label"))) }
    guard !address.isEmpty else {
      page.blocks = [form()]
      return .page(page)
    }
    guard isAddress(address), let drawn = try? QRCode(address) else {
      field.error = words("batches.no_address")
      page.blocks = [form()]
      return .mistaken(page)
    }
    let name = try await request.productNames([reach.produced.product.text])[reach.produced.product.text] ?? reach.produced.product.text
    page.blocks = [
      form(), .drawing(svg: drawn.svg(label: address), label: address),
      .facts([
        (words(family: "clerk.field", "product"), [Inline(name)]), (words(family: "clerk.field", "batch"), [Inline(code.text)]),
        (words(family: "clerk.field", "produced_on"), [Inline(request.day(reach.produced.producedOn.description))]),
      ]),
      .links(
        PageLanguage.allCases.map { language in
          Link(
            words("batches.public_page", ["language": words(family: "batches.language", language.rawValue)]),
            PathText.with(path + "/page", [("address", address), ("language", language.rawValue)]))
        }),
    ]
    return .page(page)
  }

  /// Whether it is a whole address, as the command line wants it.
  static func isAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count <= QRCode.bytesMax && !text.contains(where: \.isWhitespace)
  }
}

/// The public page of a batch as a file for any web server: the same that the command line writes.
enum BatchPublicFile {
  @Sendable static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let address = request.query("address") ?? ""
    guard let code = BatchPages.code(request) else { return BatchPages.unknown(request) }
    guard BatchLabelPage.isAddress(address), let language = PageLanguage(rawValue: request.query("language") ?? "ky") else {
      return .notFound(words("batches.no_address"))
    }
    guard let key = try await request.desk.verifierKey() else { return .notFound(words("batches.not_signed")) }
    do {
      guard let found = try await PageSource(options: request.desk.owner).page(of: code, address: address, key: key) else {
        return BatchPages.unknown(request)
      }
      let html = try found.page.html(language)
      return .file(name: language.file, contentType: "text/html; charset=utf-8") { try await $0.write(html) }
    } catch let error as NotaryError where error.code == .notSigned { return .notFound(words("batches.not_signed")) }
  }
}
