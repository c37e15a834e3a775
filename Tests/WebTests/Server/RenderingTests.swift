import Languages
import SignIn
import Testing

@testable import Web

/// Pages as HTML.
@Suite struct RenderingTests {
  private let nasty = "<script>alert(1)</script>\"'&"

  private func html(_ blocks: [Block], roles: Set<Role> = [.auditor], language: Language = .en, time: TimeView = TimeView()) throws -> String {
    let frame = PageRenderer.Frame(
      identity: Identity(name: nasty, roles: roles, kind: .session, csrfToken: "token"), words: Words(language), path: "/reports",
      query: [("q", nasty)],
      time: time, book: nasty, banners: [Notice(.bad, nasty)], newKey: { "new-key-of-this-form" })
    return try PageRenderer(assets: Assets()).html(
      Page(nasty, area: .auditor, lead: nasty, hasTime: true, trail: [Link(nasty, "/")], blocks), in: frame)
  }

  private var table: DataTable {
    DataTable(
      nasty, columns: [.init(nasty)], rows: [[.init(nasty, href: "/a?\(nasty)", tone: .bad)]], footer: [.init(nasty)], files: TableFiles(csv: "/x"),
      next: Link(nasty, "/n"))
  }

  @Test("Whatever people enter is shown as text, in every block")
  func escapes() throws {
    var form = Form(.post, "/x", fields: [Field("a", nasty, value: nasty, hint: nasty, error: nasty)], submit: nasty, legend: nasty)
    form.fields.append(Field("b", nasty, .select([(nasty, nasty)]), value: nasty))
    form.fields.append(Field("c", nasty, .lines, value: nasty))
    form.fields.append(Field("d", nasty, .radio([(nasty, nasty)]), value: nasty))
    form.fields[0].suggestions = [(nasty, nasty)]
    let text = try html([
      .heading(nasty, id: "h"), .text(nasty), .prose([Inline(nasty), Inline(nasty, href: "/p")]),
      .figures([Figure(nasty, nasty, note: nasty, href: "/f", tone: .bad)]),
      .notice(Notice(.warning, nasty, link: Link(nasty, "/l"))), .table(table), .chart(ChartBlock(nasty, svg: "<svg></svg>", table: table)),
      .form(form),
      .links([Link(nasty, "/")]), .steps([Step(.done, nasty, note: nasty)]), .facts([(name: nasty, value: [Inline(nasty)])]),
      .columns([[.text(nasty)]]),
      .details(summary: nasty, [.text(nasty)]), .verbatim(nasty, label: nasty), .drawing(svg: "<svg></svg>", label: nasty), .signatureLine(nasty),
    ])
    #expect(!text.contains("<script>alert"))
    #expect(!text.contains("\"'&\""))
    #expect(text.contains("&lt;script&gt;"))
    #expect(text.components(separatedBy: "<script").count == 2)
    #expect(!text.contains("style=") && !text.contains(" onclick"))
  }

  @Test("What a block does not have it does not take from the block around it")
  func takesNothingFromAround() throws {
    let form = Form(.get, "/x", fields: [Field("a", "A")], submit: "Go")
    let text = try html([.details(summary: "More", [.form(form), .columns([[.text("in")]]), .figures([Figure("L", "1", href: nil)])])])
    let within = try #require(text.components(separatedBy: "<summary>More</summary>").last)
    #expect(!within.contains("class=\"notice bad\"") && !within.contains("class=\"error\"") && within.components(separatedBy: "<summary>").count == 1)
  }

  @Test("A plain notice has no word before it, others say by a word how they are meant")
  func notices() throws {
    #expect(try html([.notice(Notice(.plain, "Nothing yet."))]).contains("role=\"status\">Nothing yet.</p>"))
    #expect(try html([.notice(Notice(.bad, "It broke."))]).contains("role=\"alert\"><b>Problem:</b> It broke.</p>"))
  }

  @Test("A form that records has its session's token and a key; one that reads has neither")
  func keys() throws {
    let post = try html([.form(Form(.post, "/x", fields: [], submit: "Go"))])
    #expect(post.contains("name=\"csrf\" value=\"") && post.contains("name=\"key\" value=\"new-key-of-this-form\""))
    let get = try html([.form(Form(.get, "/y", fields: [], submit: "Go"))]).components(separatedBy: "action=\"/y\"")[1]
    #expect(!get.contains("csrf") && !get.contains("name=\"key\""))
    var again = Form(.post, "/x", fields: [], submit: "Go")
    again.idempotencyKey = "the-same-key-again"
    #expect(try html([.form(again)]).contains("value=\"the-same-key-again\""))
  }

  @Test("The navigation has what the reader may see and no more", arguments: Role.allCases)
  func navigation(role: Role) throws {
    let text = try html([], roles: [role])
    #expect(text.contains("href=\"/log\"") == role.permissions.contains(.readLog))
    #expect(text.contains("href=\"/admin/users\"") == role.permissions.contains(.administer))
    #expect(text.contains("href=\"/clerk\"") == role.permissions.contains(.recordGoods))
    #expect(text.contains("href=\"/payouts\"") == role.permissions.contains(.readMoney))
  }

  @Test("Looking at the past is said above all figures, in every language", arguments: Language.allCases)
  func past(language: Language) throws {
    var time = TimeView()
    time.atPosition = 12
    #expect(try html([], language: language, time: time).contains("class=\"notice warning past\""))
    #expect(try !html([], language: language).contains("class=\"notice warning past\""))
  }

  @Test("Style sheet and script are small, and kept for good under names of their content")
  func assets() throws {
    let assets = Assets()
    for (name, most) in [("esep.css", 20_000), ("esep.js", 8_000)] {
      let path = assets.path(of: name)
      let asset = try #require(assets.asset(String(path.dropFirst("/assets/".count))))
      #expect(asset.bytes.count < most && !asset.bytes.isEmpty)
    }
    #expect(assets.asset("../esep.css") == nil)
  }
}
