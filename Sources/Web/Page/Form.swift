/// A form. What it sends is checked on the server; the renderer adds the CSRF token and, for `post`, an idempotency key that stays the same when the form
/// comes back with mistakes, so that a slow or broken line never records twice.
public struct Form: Sendable {
  /// How it is sent: `get` only reads and has its values in the address.
  public enum Method: String, Sendable { case get, post }

  /// How it is sent.
  public var method: Method
  /// The path it is sent to.
  public var action: String
  /// What is entered, in order.
  public var fields: [Field]
  /// What the button says.
  public var submit: String
  /// Further buttons: what they say, and the value of field `do` they send.
  public var otherSubmits: [(text: String, value: String)] = []
  /// A heading for the fields.
  public var legend: String?
  /// Whether it carries a file.
  public var hasFile: Bool { fields.contains { if case .file = $0.kind { true } else { false } } }
  /// For a form that came back: its key. Otherwise a new one is made.
  public var idempotencyKey: String?
  /// Whether what was typed is remembered on this device for the next time (clerks record many alike).
  public var remembers = false

  /// Whether its fields stand four in a row where there is room, as lines of a sheet do.
  public var isInRows = false

  /// A form.
  public init(_ method: Method, _ action: String, fields: [Field], submit: String, legend: String? = nil) {
    (self.method, self.action, self.fields, self.submit, self.legend) = (method, action, fields, submit, legend)
  }
}

/// A field of a form.
public struct Field: Sendable {
  /// What is entered.
  public enum Kind: Sendable {
    case text, password, date, month, hidden, checkbox
    /// Digits and a decimal sign; a phone shows its number keys.
    case decimal
    case integer
    /// Several lines.
    case lines
    /// One of these; `value` is sent.
    case select([(value: String, text: String)])
    case radio([(value: String, text: String)])
    /// A slider.
    case range(min: Int, max: Int, step: Int)
    case file(accept: String)
  }

  /// Under which name its value is sent.
  public let name: String
  /// What it is called on the page.
  public let label: String
  /// What is entered.
  public var kind: Kind
  /// What stands in it.
  public var value: String
  /// How to write it, under the label.
  public var hint: String?
  /// What is wrong with it, beside it.
  public var error: String?
  /// Whether it has to be filled in.
  public var isRequired: Bool
  /// Suggestions while typing.
  public var suggestions: [(value: String, text: String)] = []
  /// Whether it is of this one form alone and not remembered for the next, such as a number or a quantity.
  public var isOnce = false
  /// What the browser may fill in, such as `username`, `current-password`; `off` for all that is not.
  public var autocomplete = "off"
  /// Whether it is a code or a name in small letters: a telephone then neither begins it with a capital nor corrects it.
  public var isCode = false

  /// A field.
  public init(
    _ name: String, _ label: String, _ kind: Kind = .text, value: String = "", hint: String? = nil, error: String? = nil, isRequired: Bool = false
  ) {
    (self.name, self.label, self.kind, self.value, self.hint, self.error, self.isRequired) = (name, label, kind, value, hint, error, isRequired)
  }

  /// The same for a code or a name in small letters.
  public var asCode: Field {
    var field = self
    field.isCode = true
    return field
  }
}
