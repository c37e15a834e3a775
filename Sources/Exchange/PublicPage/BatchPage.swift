public import Ledger

/// What the public may know of a batch: where, when and by which group it was made, what was checked, and how to see that none of it was altered since.
///
/// No prices, no buyers, no producer's code, and names only of those who agreed. Nothing on the page comes from anywhere else than the book.
public struct BatchPage: Sendable, Hashable {
  /// Something that happened to the batch and concerns whoever holds goods of it.
  public struct Step: Sendable, Hashable {
    /// What happened.
    public enum Kind: Sendable, Hashable {
      /// They were made.
      case made
      /// They were looked at, by whom.
      case inspected(Inspection)
      /// Their product carries a certificate, or does no longer.
      case certified
      case certificateRevoked
      /// They may not be sold, or may again.
      case recalled
      case recallLifted
    }

    /// What, and on which day.
    public var kind: Kind, date: CalendarDate
    /// The event's number in the book, by which it can be proved.
    public var position: Int64

    /// A step.
    public init(_ kind: Kind, on date: CalendarDate, position: Int64) { (self.kind, self.date, self.position) = (kind, date, position) }
  }

  /// The certificate under which they were made, or that was granted since; none that was revoked.
  public struct CertificateFacts: Sendable, Hashable {
    /// Its number, whose committee granted it, how long it holds, and its stars where the criteria give any.
    public var code: String, oblast: String, validUntil: CalendarDate, stars: Int64?

    /// A certificate.
    public init(code: String, oblast: String, validUntil: CalendarDate, stars: Int64?) {
      (self.code, self.oblast, self.validUntil, self.stars) = (code, oblast, validUntil, stars)
    }
  }

  /// A village as each language calls it.
  public struct Village: Sendable, Hashable {
    /// The book's name for it, and those in Kyrgyz and English where the book has them.
    public var name: String, kyrgyz: String?, english: String?
    /// Its oblast.
    public var oblast: String

    /// A village.
    public init(name: String, kyrgyz: String? = nil, english: String? = nil, oblast: String) {
      (self.name, self.kyrgyz, self.english, self.oblast) = (name, kyrgyz, english, oblast)
    }
  }

  /// The batch and its product.
  public var batch: String, product: String, productName: String
  /// When they were made.
  public var producedOn: CalendarDate
  /// The workshop, where it was written down.
  public var site: String?
  /// Villages and groups of those who made them.
  public var villages: [Village], groups: [String]
  /// How many made them, and the names of those who agreed to be named.
  public var makers: Int, names: [String]
  /// What they are made of.
  public var materials: [String]
  /// The product's certificate, if it has one.
  public var certificate: CertificateFacts?
  /// Whether they are recalled.
  public var isRecalled: Bool
  /// What happened, in order.
  public var steps: [Step]
  /// The proof: under which signed root of the log all this stands.
  public var proof: PageProof
  /// Where the page will be found: what the QR code says.
  public var address: String

  /// Page facts from their parts.
  public init(
    batch: String, product: String, productName: String, producedOn: CalendarDate, site: String?, villages: [Village], groups: [String], makers: Int,
    names: [String], materials: [String], certificate: CertificateFacts?, isRecalled: Bool, steps: [Step], proof: PageProof, address: String
  ) {
    (self.batch, self.product, self.productName, self.producedOn, self.site) = (batch, product, productName, producedOn, site)
    (self.villages, self.groups, self.makers, self.names, self.materials) = (villages, groups, makers, names, materials)
    (self.certificate, self.isRecalled, self.steps, self.proof, self.address) = (certificate, isRecalled, steps, proof, address)
  }
}

/// Which signed log a page stands on.
public struct PageProof: Sendable, Hashable {
  /// The event by which the batch was made.
  public var position: Int64
  /// How many events were signed, under which root (Base64), by whom, and when, in microseconds since 1970 UTC.
  public var size: Int64, root: String, origin: String, signedAt: Int64
  /// The key that checks it.
  public var verifier: String

  /// A proof's particulars.
  public init(position: Int64, size: Int64, root: String, origin: String, signedAt: Int64, verifier: String) {
    (self.position, self.size, self.root) = (position, size, root)
    (self.origin, self.signedAt, self.verifier) = (origin, signedAt, verifier)
  }
}
