/// What is asked of or by brand committees.
public enum CertificationCommand: Hashable, Sendable {
  /// To write down what a committee judges by, or the next version.
  case agreeCriteria(AgreeCriteria)
  /// To record what it decided about a product.
  case decide(DecideCertification)
  /// To take a certificate back.
  case revoke(RevokeCertificate)

  /// The stream that holds the command's own subject.
  public var subject: StreamName {
    switch self {
    case .agreeCriteria(let command): .criteria(command.oblast)
    case .decide(let command): .product(command.product)
    case .revoke(let command): .product(command.product)
    }
  }

  /// The committee whose criteria it is about; nil when it needs none.
  public var oblast: String? {
    switch self {
    case .agreeCriteria(let command): command.oblast
    case .decide(let command): command.oblast
    case .revoke: nil
    }
  }

  /// The product it is about, if it is about one.
  public var product: ProductCode? {
    switch self {
    case .agreeCriteria: nil
    case .decide(let command): command.product
    case .revoke(let command): command.product
    }
  }

  /// A decision's number is unique in the whole book, whatever product it is about.
  public var naturalKey: String? { if case .decide(let command) = self { "certificate/\(command.certificate)" } else { nil } }

  func write(to writer: inout CanonicalWriter) {
    switch self {
    case .agreeCriteria(let command): command.write(to: &writer)
    case .decide(let command): command.write(to: &writer)
    case .revoke(let command): command.write(to: &writer)
    }
  }
}

/// What something asked about certification would record.
/// - Parameters:
///   - product: the product in question; not looked at when criteria are agreed.
///   - criteria: those of `command.oblast`; not looked at when a certificate is revoked.
/// - Throws: `Refusal`; nothing is recorded then.
public func decide(_ command: CertificationCommand, product: ProductState, criteria: CriteriaState) throws(Refusal) -> Decision {
  switch command {
  case .agreeCriteria(let command): try decide(command, given: criteria)
  case .decide(let command): try decide(command, given: product, criteria: criteria)
  case .revoke(let command): try decide(command, given: product)
  }
}
