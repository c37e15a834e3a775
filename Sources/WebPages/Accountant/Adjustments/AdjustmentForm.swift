import Languages
import Ledger
import Web

/// The sheet of a correction: what it is about, and lines that debit and credit accounts.
struct AdjustmentForm {
  private let request: PageRequest
  /// How many lines there is room for; what has more is recorded as a document.
  private static let lines = 1...4

  init(_ request: PageRequest) { self.request = request }

  private var words: Words { request.words }

  func form() -> Form {
    let accounts =
      [(value: "", text: "–")]
      + Account.allCases.filter(\.mayBeAdjusted).map { (value: $0.rawValue, text: $0.rawValue + " " + words(family: "account", $0.rawValue)) }
    var fields = [
      Field(
        "adjustment", words("accountant.adjustments.code"), hint: words("accountant.adjustments.code_hint"), isRequired: true),
      Field("reason", words("accountant.reason"), isRequired: true),
      Field("date", words("accountant.decided_on"), .date, value: CalendarDate.todayHere.description),
      Field("corrects", words("accountant.adjustments.corrects"), .integer, hint: words("accountant.adjustments.corrects_hint")),
    ]
    for line in Self.lines {
      let number = ["line": words.numbers.whole(Int64(line))]
      fields += [
        Field("account-\(line)", words("accountant.adjustments.account", number), .select(accounts), isRequired: line < 3),
        Field(
          "producer-\(line)", words("accountant.adjustments.producer", number), hint: line == 1 ? words("accountant.adjustments.producer_hint") : nil),
        Field("debit-\(line)", words("accountant.adjustments.debit", number), .decimal),
        Field("credit-\(line)", words("accountant.adjustments.credit", number), .decimal),
      ]
    }
    var form = Form(.post, AdjustmentPages.path, fields: fields, submit: words("accountant.adjustments.post"))
    form.isInRows = true
    return form
  }

  /// - Throws: `FormMistake` for what cannot be understood.
  func command() throws(FormMistake) -> PostAdjustment {
    let form = request.form
    guard let code = AdjustmentCode(checking: form["adjustment"]) else {
      throw FormMistake(field: "adjustment", text: words("accountant.adjustments.code_wrong"))
    }
    guard let date = CalendarDate(form["date"]) else { throw FormMistake(field: "date", text: words("accountant.day_wrong")) }
    guard !form["reason"].isEmpty else { throw FormMistake(field: "reason", text: words("accountant.reason_missing")) }
    let corrects = Int64(form["corrects"])
    guard corrects != nil || form["corrects"].isEmpty else {
      throw FormMistake(field: "corrects", text: words("accountant.adjustments.corrects_wrong"))
    }
    var lines: [AdjustmentLine] = []
    for number in Self.lines { if let line = try line(number) { lines.append(line) } }
    return PostAdjustment(adjustment: code, corrects: corrects, reason: form["reason"], by: request.actor, date: date, lines: lines)
  }

  /// - Returns: nil for a line that was left empty.
  private func line(_ number: Int) throws(FormMistake) -> AdjustmentLine? {
    let form = request.form
    let (debit, credit) = (form["debit-\(number)"], form["credit-\(number)"])
    guard ["account", "producer", "debit", "credit"].contains(where: { !form["\($0)-\(number)"].isEmpty }) else { return nil }
    guard let account = Account(rawValue: form["account-\(number)"]) else {
      throw FormMistake(field: "account-\(number)", text: words("accountant.adjustments.account_missing"))
    }
    let producer = ProducerCode(checking: form["producer-\(number)"])
    guard producer != nil || form["producer-\(number)"].isEmpty else {
      throw FormMistake(field: "producer-\(number)", text: words("accountant.producer_missing"))
    }
    guard debit.isEmpty != credit.isEmpty else {
      throw FormMistake(field: "debit-\(number)", text: words("accountant.adjustments.one_side"))
    }
    guard let minor = request.minor(debit.isEmpty ? credit : debit), minor >= 0 else {
      throw FormMistake(field: debit.isEmpty ? "credit-\(number)" : "debit-\(number)", text: words("accountant.amount_wrong"))
    }
    return AdjustmentLine(account: account, producer: producer, amount: debit.isEmpty ? -minor : minor)
  }
}
