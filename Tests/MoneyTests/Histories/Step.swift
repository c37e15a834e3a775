/// One thing that people ask of the book, in plain words and figures: money in minor units, goods in whole pieces, days since 1970.
///
/// The model is asked in these words, the program in its own; so a wrong word of the program's cannot hide in the model.
indirect enum Step: Hashable {
  case village(day: Int)
  case register(producer: String, day: Int)
  case leave(producer: String, day: Int)
  case develop(product: String, day: Int)
  case rate(RateStep)
  case terms(TermsStep)
  case produce(ProduceStep)
  case buy(BuyStep)
  case writeOff(WriteOffStep)
  case sell(SellStep)
  case allocate(sale: String, day: Int)
  case takeBack(TakeBackStep)
  case reverse(sale: String, day: Int)
  case receive(ReceiveStep)
  case match(MatchStep)
  case unmatch(LineStep)
  case dispute(LineStep, amount: Int)
  case resolve(LineStep, isRecovered: Bool)
  case tolerate(ToleranceStep)
  case bank(ReceiptStep)
  case apply(ApplyStep)
  case advance(AdvanceStep)
  case rule(RuleStep)
  case prepare(run: String, cutOff: Int, by: String, day: Int)
  case approve(run: String, by: String, day: Int)
  case reject(run: String, by: String, reason: String, day: Int)
  case instruct(run: String, by: String, day: Int)
  case settle(SettleStep)
  case settleRun(run: String, reference: String, day: Int)
  case sendBack(run: String, producer: String, reason: String, day: Int)
  case adjust(AdjustStep)
  case close(month: Int, by: String, day: Int)
  case reopen(month: Int, asked: String, agreed: String, day: Int)
}

/// `digits` are ten-thousandths.
struct RateStep: Hashable { var currency: String, day: Int, nominal: Int, digits: Int }

struct TermsStep: Hashable { var channel: String, currency: String, commission: Int, fee: Int, producersBearRisk: Bool, from: Int }

struct Part: Hashable { var producer: String, pieces: Int }

struct ProduceStep: Hashable { var batch: String, product: String, day: Int, parts: [Part] }

/// What a batch is bought at: minor units of the book a piece.
enum Price: Hashable {
  case same(Int)
  case each([String: Int])
}

struct BuyStep: Hashable { var batch: String, price: Price, day: Int }

struct WriteOffStep: Hashable { var batch: String, pieces: Int, day: Int }

struct SellStep: Hashable {
  var sale: String, day: Int, channel: String, product: String, pieces: Int, price: Int, discount: Int, currency: String
}

struct TakeBackStep: Hashable {
  var number: String, sale: String, pieces: Int, day: Int
  /// Back to its batch, or thrown away.
  var isRestocked = false
}

enum LineType: String { case sale, `return`, commission, fee, tax, adjustment }

struct StatedLine: Hashable { var number: String, type: LineType, reference: String, pieces: Int, amount: Int }

struct ReceiveStep: Hashable {
  var statement: String, channel: String, from: Int, to: Int, currency: String, opening: Int, closing: Int, day: Int, file: String
  var lines: [StatedLine]
}

struct Target: Hashable {
  var sale: String
  /// A return of it; nil for the sale itself.
  var returned: String?
}

struct MatchStep: Hashable {
  var channel: String, statement: String, line: String
  var targets: [Target]
  var day: Int
  /// A difference beyond the tolerance is disputed, for this reason.
  var dispute: String?
}

/// A line of a statement, or the whole of it.
struct LineStep: Hashable { var channel: String, statement: String, line: String?, reason: String, day: Int }

struct ToleranceStep: Hashable { var channel: String, currency: String, amount: Int, from: Int }

struct Application: Hashable { var statement: String, amount: Int }

struct ReceiptStep: Hashable {
  var payout: String, day: Int, channel: String?, currency: String, amount: Int, fee: Int
  /// What the bank credited in the book's currency, when it said so.
  var book: Int?
  var applications: [Application]
}

struct ApplyStep: Hashable { var payout: String, channel: String, statement: String, amount: Int?, day: Int }

struct AdvanceStep: Hashable { var advance: String, producer: String, amount: Int, isMaterial: Bool, day: Int }

enum Kept: String, CaseIterable { case tax, fee, reserve }

struct RuleStep: Hashable { var rule: String, kind: Kept, points: Int, from: Int }

struct SettleStep: Hashable { var run: String, producer: String, amount: Int?, reference: String, day: Int }

/// A debit is positive.
struct AdjustLine: Hashable { var account: String, producer: String?, amount: Int }

struct AdjustStep: Hashable { var adjustment: String, reason: String, by: String, day: Int, lines: [AdjustLine] }
