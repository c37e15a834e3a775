/// A page: what it says, not how it looks. Made of blocks, which the templates turn into HTML; all text in it is text and is escaped there.
public struct Page: Sendable {
  /// Which part of the navigation it belongs to.
  public enum Area: String, CaseIterable, Sendable {
    case manager, accountant, auditor, clerk, admin, account
  }

  /// Its heading and title, in the reader's language.
  public var title: String
  /// Where it belongs.
  public var area: Area
  /// One or two sentences under the heading.
  public var lead: String?
  /// What it says.
  public var blocks: [Block]
  /// The position that all its figures are as of; nil for a page without figures.
  public var asOfPosition: Int64?
  /// Whether it can be had as of a date, a position or a moment: then the controls for that are shown.
  public var hasTime = false
  /// After how many seconds the browser asks for it again, while something is under way; by the header Refresh, so that it needs no script.
  public var reloadsAfterSeconds: Int?
  /// The way back: pages above it, from the widest.
  public var trail: [Link] = []

  /// A page from its parts.
  public init(
    _ title: String, area: Area, lead: String? = nil, asOf position: Int64? = nil, hasTime: Bool = false, trail: [Link] = [], _ blocks: [Block]
  ) {
    (self.title, self.area, self.lead, self.blocks, asOfPosition, self.hasTime, self.trail) = (title, area, lead, blocks, position, hasTime, trail)
  }
}

/// A part of a page.
public indirect enum Block: Sendable {
  /// A heading within the page, with an anchor.
  case heading(String, id: String)
  /// A paragraph.
  case text(String)
  /// A paragraph with links in it.
  case prose([Inline])
  /// Large figures side by side.
  case figures([Figure])
  /// Something to take note of.
  case notice(Notice)
  case table(DataTable)
  case chart(ChartBlock)
  case form(Form)
  /// Links, as a row of buttons.
  case links([Link])
  /// A list with marks of what is done: a checklist, or the way of a payout run.
  case steps([Step])
  /// Names and what they stand for.
  case facts([(name: String, value: [Inline])])
  /// Side by side where there is room.
  case columns([[Block]])
  /// Folded away until asked for.
  case details(summary: String, [Block])
  /// Letter by letter: a note, a payload, a key.
  case verbatim(String, label: String)
  /// A picture as SVG that we made (a QR code); never from a person's input.
  case drawing(svg: String, label: String)
  /// For paper: a line to sign on.
  case signatureLine(String)
}

extension Block {
  /// Whether something in it is wrong, so that it must be seen: a field with a mistake, or what is said of one.
  var isMistaken: Bool {
    switch self {
    case .form(let form): form.fields.contains { $0.error != nil }
    case .notice(let notice): notice.tone == .bad
    case .details(_, let blocks): blocks.contains(where: \.isMistaken)
    case .columns(let columns): columns.contains { $0.contains(where: \.isMistaken) }
    default: false
    }
  }
}

/// Text, or text that leads somewhere.
public struct Inline: Sendable, Hashable {
  /// What stands there, and where it leads.
  public let text: String, href: String?
  /// Text.
  public init(_ text: String, href: String? = nil) { (self.text, self.href) = (text, href) }
}

/// A way to another page.
public struct Link: Sendable, Hashable {
  /// What it is called, where it leads (a path of this server).
  public let text: String, href: String
  /// Whether it is the thing to do next.
  public let isMain: Bool
  /// A link.
  public init(_ text: String, _ href: String, isMain: Bool = false) { (self.text, self.href, self.isMain) = (text, href, isMain) }
}

/// A large figure. It leads to what explains it.
public struct Figure: Sendable, Hashable {
  /// What it is, the figure as people write it, a remark such as the change on last year.
  public let label: String, value: String, note: String?
  /// What explains it.
  public let href: String?
  /// How it is meant.
  public let tone: Tone
  /// A figure.
  public init(_ label: String, _ value: String, note: String? = nil, href: String?, tone: Tone = .plain) {
    (self.label, self.value, self.note, self.href, self.tone) = (label, value, note, href, tone)
  }
}

/// How something is meant; shown by a word or sign too, never by colour alone.
public enum Tone: String, Sendable, Hashable {
  case plain, good, warning, bad
}

/// Something to take note of.
public struct Notice: Sendable, Hashable {
  /// How it is meant.
  public let tone: Tone
  /// What it says.
  public let text: String
  /// What to do about it.
  public let link: Link?
  /// A notice.
  public init(_ tone: Tone, _ text: String, link: Link? = nil) { (self.tone, self.text, self.link) = (tone, text, link) }
}

/// One step of several.
public struct Step: Sendable, Hashable {
  /// How far a step is.
  public enum State: String, Sendable, Hashable { case done, current, open, failed }
  /// How far it is.
  public let state: State
  /// What is done in it.
  public let text: String
  /// Who did it and when, or what is missing.
  public let note: String?
  /// Where it is done.
  public let link: Link?
  /// A step.
  public init(_ state: State, _ text: String, note: String? = nil, link: Link? = nil) {
    (self.state, self.text, self.note, self.link) = (state, text, note, link)
  }
}

/// A chart with a caption; its figures stand in a table beside it.
public struct ChartBlock: Sendable {
  /// What it shows: a heading, then the SVG of target Charts.
  public let title: String, svg: String
  /// The same figures for those who would rather read.
  public let table: DataTable
  /// A chart.
  public init(_ title: String, svg: String, table: DataTable) { (self.title, self.svg, self.table) = (title, svg, table) }
}
