public import HTTPTypes
public import Languages
public import SignIn

/// A page of the server: where it is, who may see it, and what it answers.
public struct PageRoute: Sendable {
  /// GET or POST.
  public let method: HTTPRequest.Method
  /// Such as `/channels/{code}`.
  public let path: String
  /// Who may come in.
  public let access: Access
  /// Whether it says the same to all who have the same permissions, as of one position: then it is worked out once for all of them.
  public var isShared = false
  /// What it answers.
  public let answer: @Sendable (PageRequest) async throws -> PageAnswer

  /// A page that is read.
  public static func get(_ path: String, _ access: Access, _ answer: @escaping @Sendable (PageRequest) async throws -> PageAnswer) -> PageRoute {
    PageRoute(method: .get, path: path, access: access, answer: answer)
  }

  /// What a form is sent to. The CSRF token has been checked before `answer` is asked.
  public static func post(_ path: String, _ access: Access, _ answer: @escaping @Sendable (PageRequest) async throws -> PageAnswer) -> PageRoute {
    PageRoute(method: .post, path: path, access: access, answer: answer)
  }
}

extension PageRoute {
  /// The same route, as one that says the same to all.
  public var shared: PageRoute {
    var route = self
    route.isShared = method == .get
    return route
  }
}

/// What is asked of a page.
public struct PageRequest: Sendable {
  /// The book, and all that is done with it.
  public let desk: BookDesk
  /// Who asks; nil only on pages for everybody.
  public let identity: Identity?
  /// The texts of the reader's language.
  public let words: Words
  /// The path with its values, such as `/channels/MUJI`, without the query.
  public let path: String
  /// Values of the `{places}` of the path, decoded.
  public let parameters: [String: String]
  /// What stands behind the question mark, decoded; of a name that comes twice, all in order.
  public let query: [String: [String]]
  /// What a form sent; empty for `get`.
  public let form: FormValues
  /// Which time the reader wants to see, from the query.
  public let time: TimeView
  /// Users, sessions, tokens, and requests that wait for a second person.
  public let accounts: Accounts
  /// Where the request came from; limits tries to sign in.
  public let remoteAddress: String
  /// The cookie of the session that asks.
  public let sessionText: String?

  /// A request from its parts.
  public init(
    desk: BookDesk, identity: Identity?, words: Words, path: String, parameters: [String: String], query: [String: [String]], form: FormValues,
    time: TimeView, accounts: Accounts, remoteAddress: String, sessionText: String?
  ) {
    (self.desk, self.identity, self.words, self.path, self.parameters) = (desk, identity, words, path, parameters)
    (self.query, self.form, self.time) = (query, form, time)
    (self.accounts, self.remoteAddress, self.sessionText) = (accounts, remoteAddress, sessionText)
  }

  /// The first value of a name in the query; nil when it is missing or empty.
  public func query(_ name: String) -> String? { query[name]?.first.flatMap { $0.isEmpty ? nil : $0 } }
}

/// What a form sent.
public struct FormValues: Sendable {
  /// An uploaded file, kept in a temporary place until the request is answered.
  public struct File: Sendable, Hashable {
    /// As the sender calls it (only its last part), and where its bytes lie.
    public let name: String, path: String
    /// How many bytes it has.
    public let bytes: Int
    /// A file.
    public init(name: String, path: String, bytes: Int) { (self.name, self.path, self.bytes) = (name, path, bytes) }
  }

  /// By field.
  public let values: [String: [String]], files: [String: File]
  /// The key that makes sending the form again harmless; nil when it has none.
  public let idempotencyKey: String?

  /// What a form sent.
  public init(values: [String: [String]] = [:], files: [String: File] = [:], idempotencyKey: String? = nil) {
    (self.values, self.files, self.idempotencyKey) = (values, files, idempotencyKey)
  }

  /// A field's value without blanks around it; empty when it is missing.
  public subscript(_ name: String) -> String { values[name]?.first?.trimmingSpaces() ?? "" }
}

extension String {
  fileprivate func trimmingSpaces() -> String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

/// What a page answers.
public enum PageAnswer: Sendable {
  case page(Page)
  /// A page with a mistake in its form: status 422.
  case mistaken(Page)
  /// A page that says to try again later, and after how many seconds: status 429.
  case tooSoon(Page, seconds: Int)
  /// After something was done: to where its result is seen (303), with a notice that is shown there once.
  case seeOther(String, notice: String? = nil)
  /// A file to keep, written piece by piece.
  case file(name: String, contentType: String, write: @Sendable (PieceWriter) async throws -> Void)
  /// Somebody signed in: the cookie, where she goes, and what she is told there once.
  case signedIn(SecretToken, to: String, notice: String? = nil)
  /// Somebody signed out: the cookie goes.
  case signedOut(to: String)
  /// There is no such thing; what and where to look instead.
  case notFound(String)
}

/// Takes the pieces of a file.
public protocol PieceWriter: Sendable {
  /// Writes text as UTF-8.
  func write(_ text: String) async throws
  /// Writes bytes.
  func write(_ bytes: [UInt8]) async throws
}
