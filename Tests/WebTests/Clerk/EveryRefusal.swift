import Foundation
import Ledger

/// Codes are written as literals in these lists.
extension Code: ExpressibleByExtendedGraphemeClusterLiteral, ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral {
  /// - Precondition: the literal is a code.
  public init(stringLiteral text: String) { self.init(text) }
}

/// One or more of every refusal there is.
enum EveryRefusal {
  static let day = CalendarDate(daysSince1970: 19_787)
  private static let later = day.adding(days: 5)
  private static let month = Month(of: day)
  private static let one = Quantity(thousandths: 1_234_500)
  private static let two = Quantity(units: 2)
  private static let som = Money(123_456_700, .kgs)
  private static let yen = Money(7_654_321, Currency("JPY") ?? .kgs)
  private static let terms = Terms(
    model: .consignment, commissionBasisPoints: 3_000, feeBasisPoints: 0, currency: .kgs, settleDays: 30, validFrom: day)

  static let all: [Refusal] = common + goods + products + money + settlement

  private static let common: [Refusal] = [
    .unknown(.community, "C"), .unknown(.producer, "P"), .unknown(.product, "X"), .unknown(.channel, "S"), .unknown(.batch, "B"),
    .unknown(.sale, "S-1"), .unknown(.dispatch, "D-1"), .missing(column: "quantity"),
    .malformed(column: "quantity", "the quantity is zero; leave it out"),
    .differs("sale S-1", column: "quantity", there: "1.5", here: "2"), .producerInactive("P-1", since: day), .noTerms("SHOP", on: day, first: nil),
    .noTerms("SHOP", on: day, first: later), .noTerms("SHOP", on: later, first: day), .noRate(.kgs, on: day), .batchOfOtherProduct("B", is: "X"),
    .insufficientStock("X", batch: "B", asked: one, available: two, on: day),
    .insufficientStock("X", batch: nil, asked: one, available: two, on: day),
    .returnExceedsSold("S-1", asked: one, outstanding: two), .before("the sale itself", day), .saleReversed("S-1"), .saleOnStatement("S-1", "ST-1"),
    .amountTooLarge(column: "unit_price"), .keyReused("k"), .periodClosed(month, day, firstOpen: later),
  ]

  private static let goods: [Refusal] =
    ([
      .notThere(.hub, "B", asked: one, available: two), .contributionsDiffer("B", contributions: one, quantity: two),
      .overInspected("B", asked: one, waiting: two), .overInspected("B", asked: one, waiting: .zero), .overRejected("B", asked: one, accepted: two),
      .reasonsDiffer("B", reasons: one, rejected: two), .testBatch("B"), .recalled("B", reason: "moth"), .alreadyRecalled("B", reason: "moth"),
      .notRecalled("B"), .samePlace(.hub), .notForDispatch(.samples), .noPlaceOfItsOwn("SHOP"), .alreadyReceived("D-1", on: day),
      .lineMissing("D-1", "B"), .notSent("D-1", "B"), .listedTwice("B"), .noSuchAdvance("A-1"), .advanceOfOther("A-1", "P-1"), .boughtAlready("B"),
    ] as [GoodsRefusal]).map { .goods($0) }
    + ([
      .uncertified("X", "SHOP", on: day, lack: "no certificate"), .soldInPart("B", sold: one), .notInspected("B", waiting: one), .nothingToBuy("B"),
      .noPrice("B", "P-1"), .notHers("B", "P-1"),
    ] as [TradeRefusal]).map { .trade($0) } + [.terms(.overlap("SHOP", terms, with: terms))]

  private static let products: [Refusal] =
    (ProductStage(rawValue: 3).map { [.goesBack("X", at: $0, since: day, to: $0), .skips("X", to: $0, steps: 1...2)] as [ProductRefusal] } ?? []).map
  {
    .product($0)
  } + [.product(.recipeOutOfOrder("X", version: 4, validFrom: day, last: nil))]
    + ([
      .criteriaOutOfOrder("Naryn", version: 4, validFrom: day, last: nil), .noOblast("X"), .otherOblast("X", from: "Naryn", committee: "Osh"),
      .noCriteria("Naryn", on: day, first: nil), .unknownCriteria("Naryn", version: 4, newest: 2),
      .criteriaNotInForce("Naryn", version: 4, inForce: 2, on: day), .resultDoesNotFit(.ecology, .passFail, version: 1),
      .resultDoesNotFit(.ecology, .score(largest: 10, needed: 5), version: 1),
      .contradicts("CE-1", stated: .granted, unmet: [.ecology, .uniqueDesign]),
      .contradicts("CE-1", stated: .refused, unmet: []), .otherStars("CE-1", stated: 4, earned: 3), .refusedUntil("CE-1", unmet: [.ecology]),
      .neverGranted("CE-1", "X"), .wasRefused("CE-1", "X", on: day), .alreadyRevoked("CE-1", on: day), .alreadyExpired("CE-1", validUntil: day),
    ] as [CertificationRefusal]).map { .certification($0) }
    + ([
      .unknownSite("W"), .unknownProgramme("PR"), .unknownEnrolment("E-1", "PR"), .unknownClaim("CL-1"), .alreadyEnrolled("P-1", "PR", as: "E-1"),
      .outsideProgramme("PR", day, from: day, to: later), .outsideProgramme("PR", day, from: later, to: nil), .erased("P-1"),
      .unitOfOtherKind("percent", definition: .registeredWomen, wanted: "persons"), .scopeWithoutMeaning("channel", .registeredWomen),
    ] as [ProgrammeRefusal]).map { .programme($0) }

  private static let money: [Refusal] =
    ([
      .nothingToPay(by: day), .cutOffAhead(later, preparedOn: day), .runTooLong(lines: 5_000), .samePerson("aida", "R-1"), .unknownRun("R-1"),
      .unknownPayment("R-1", "P-1"), .notApproved("R-1"), .notInstructed("R-1"), .rejected("R-1", by: "aida", on: day),
      .tooLateToReject("R-1", approvedBy: "aida"), .payoutDiffers("R-1", "P-1", net: som, given: som),
      .payoutOverAvailable("R-1", "P-1", net: som, given: som), .alreadyPaid("R-1", "P-1", on: day, reference: nil),
      .alreadySentBack("R-1", "P-1", on: day),
      .nothingToSendBack("R-1", "P-1"), .doesNotBalance(difference: som), .notAdjustable(.bank), .payableOfNobody,
    ] as [PayablesRefusal]).map { .payables($0) }
    + ([
      .notNext(month, next: month.next), .notOver(month, today: day), .notClosed(month), .samePerson("aida"),
      .doesNotBalance(difference: 123_456_700),
    ] as [ControlRefusal]).map { .control($0) }

  private static let settlement: [Refusal] =
    ([
      .unknownStatement("ST-1", "SHOP"), .unknownLine("L-1", "ST-1"), .unknownReturn("RT-1", "S-1"), .unknownReceipt("PO-1"),
      .doesNotAddUp("ST-1", sum: yen, closing: yen, difference: yen), .statementTooLong("ST-1", lines: 5_000),
      .wrongCurrency(.kgs, "SHOP", agreed: .kgs), .saleInOtherCurrency("S-1", .kgs, statement: .kgs), .saleOfOtherChannel("S-1", "SHOP"),
      .afterPeriod("sale S-1", day, periodTo: day), .alreadyClaimed("sale S-1", "ST-1", "L-1"), .targetsMissing("L-1", .sale),
      .takesNoTargets("L-1", .fee), .notAReturn("S-1", "L-1"), .tooManySales("L-1", limit: 5_000),
      .beyondTolerance("L-1", book: som, stated: som, difference: som, tolerance: som), .alreadyMatched("L-1", "ST-1"), .notMatched("L-1", "ST-1"),
      .salesFirst("L-1", waiting: "L-2"), .commissionFirst("L-1", commission: "L-2"), .saleReleased("S-1", "L-1"),
      .paidFor("L-1", paid: som, left: som),
      .disputeOpen("L-1", "ST-1"), .disputeOpen(nil, "ST-1"), .noDispute("L-1", "ST-1"), .noDispute(nil, "ST-1"),
      .disputeExceedsDue(asked: som, open: som), .nothingOpen("ST-1"), .overpaid("ST-1", given: som, open: som), .nothingLeft("PO-1"),
      .beyondReceipt("PO-1", asked: som, left: som), .receiptInOtherCurrency("PO-1", .kgs, statement: .kgs), .receiptOfOtherChannel("PO-1", "SHOP"),
    ] as [SettlementRefusal]).map { .settlement($0) }

  /// The names of all cases here, those of the areas as `settlement.nothingOpen`.
  static var names: Set<String> { Set(all.map { name($0) }) }

  private static func name(_ value: Any) -> String {
    guard let child = Mirror(reflecting: value).children.first, let label = child.label else { return "\(value)" }
    let inner = Mirror(reflecting: child.value)
    return String(describing: type(of: child.value)).hasSuffix("Refusal") && inner.displayStyle == .enum ? label + "." + name(child.value) : label
  }

  /// The names of all cases there are, by the ledger's sources.
  static func inSources() throws -> Set<String> {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Sources/Ledger").standardizedFileURL
      .path
    var names: Set<String> = []
    for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() where path.hasSuffix("Refusal.swift") {
      let text = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
      for match in text.matches(of: /public enum (\w*)Refusal: [^{]*\{([\s\S]*?)\n\}/) {
        let area = match.1.isEmpty ? "" : match.1.lowercased() + "."
        for found in match.2.matches(of: /(?m)^  case (\w+)/) { names.insert(area + found.1) }
      }
    }
    return names.subtracting(["product", "certification", "terms", "goods", "trade", "settlement", "payables", "control", "programme"])
  }
}
