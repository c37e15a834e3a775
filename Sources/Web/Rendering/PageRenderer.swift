import Exchange
import Foundation
public import Languages
import Mustache
public import SignIn

/// Turns pages into HTML with the templates in `Templates`.
///
/// Blocks become one value each; the templates choose by its kind. All text is escaped by Mustache; only drawings we made ourselves go in as they are.
public struct PageRenderer: Sendable {
  /// What stands around a page's own content.
  public struct Frame: Sendable {
    /// Who reads; nil for a stranger.
    public var identity: Identity?
    /// The texts of her language.
    public var words: Words
    /// The path and query of this page, without language and notice.
    public var path: String, query: [(name: String, value: String)]
    /// Which time is looked at.
    public var time: TimeView
    /// The book's name.
    public var book: String
    /// What is to be said above everything: the database away, the read models halted, a notice after something was done.
    public var banners: [Notice]
    /// The idempotency key for forms that have none of their own.
    public var newKey: @Sendable () -> String
  }

  private let library: MustacheLibrary
  let assets: Assets

  /// Reads the templates.
  /// - Throws: when one cannot be parsed; never when the tests have passed.
  public init(assets: Assets) throws {
    var library = MustacheLibrary()
    for (name, bytes) in Templates.all { try library.register(String(decoding: bytes, as: UTF8.self), named: name) }
    (self.library, self.assets) = (library, assets)
  }

  /// A page as HTML.
  /// - Parameter content: what `content` made of its blocks before; nil to make it now.
  public func html(_ page: Page, in frame: Frame, content: String? = nil) -> String {
    var values = frame.values(of: page)
    values["css"] = assets.path(of: "esep.css")
    values["js"] = assets.path(of: "esep.js")
    values["content"] = content ?? self.content(page, in: frame)
    return library.render(values, withTemplate: "page") ?? ""
  }

  /// What a page says, without what stands around it.
  func content(_ page: Page, in frame: Frame) -> String {
    let blocks = BlockValues(frame)
    return library.render(["blocks": page.blocks.map { blocks.value(of: $0) }], withTemplate: "content") ?? ""
  }
}
