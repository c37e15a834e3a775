import Ledger
import Office
import ReadModels
import SignIn
import Web

/// What a person may do with a payout run.
extension RunPage {
  /// How many producers a field suggests; every other is reached by her code, or from her row of the table.
  private static let suggestionsMax = 200

  /// What who asks may do with it now.
  static func actions(_ request: PageRequest, _ run: PayoutRun) async throws -> [Block] {
    let words = request.words
    let action = run.path
    let may = { (permission: Permission) in request.identity?.may(permission) == true }
    let reason = Field("reason", words("accountant.reason"), isRequired: true)
    let decided = Field("date", words("accountant.decided_on"), .date, value: CalendarDate.todayHere.description)
    switch run.status {
    case .prepared where may(.approve):
      guard run.prepared.by != request.actor else { return [.notice(Notice(.plain, words("accountant.same_person")))] }
      return [
        request.button(action, "approve", words("accountant.approve"), [decided]),
        .details(summary: words("accountant.reject"), [request.button(action, "reject", words("accountant.reject"), [reason, decided])]),
      ]
    case .approved where may(.recordMoney): return [request.button(action, "instruct", words("accountant.instruct"), [decided])]
    case .instructed where may(.recordMoney):
      return [.links([Link(words("accountant.payment_list"), action + "/payments", isMain: run.waiting > 0)])]
        + (try await settling(request, run)) + (try await sendingBack(request, run, reason))
    default: return []
    }
  }

  private static func day(_ request: PageRequest) -> Field {
    Field("date", request.words("accountant.day"), .date, value: CalendarDate.todayHere.description)
  }

  private static func settling(_ request: PageRequest, _ run: PayoutRun) async throws -> [Block] {
    guard run.waiting > 0 else { return [] }
    let words = request.words
    let reference = Field("reference", words("accountant.reference"))
    let producer = try await producer(request, run.orderedPayments.filter(run.mayBeSettled))
    return [
      .columns([
        [
          .heading(words("accountant.settle_all"), id: "settle"),
          request.button(run.path, "settle", words("accountant.settle_all"), [reference, day(request)]),
        ],
        [
          .heading(words("accountant.settle_one"), id: "settle-one"),
          request.button(run.path, "settle-one", words("accountant.settle_one"), [producer, reference, day(request)]),
        ],
      ])
    ]
  }

  private static func sendingBack(_ request: PageRequest, _ run: PayoutRun, _ reason: Field) async throws -> [Block] {
    let payments = run.orderedPayments.filter(run.mayBeSentBack)
    guard !payments.isEmpty else { return [] }
    let words = request.words
    let producer = try await producer(request, payments)
    return [
      .details(
        summary: words("accountant.send_back"),
        [request.button(run.path, "send-back", words("accountant.send_back"), [producer, reason, day(request)])])
    ]
  }

  /// The field for whose payment it is about: her code, however many there are.
  private static func producer(_ request: PageRequest, _ payments: [PayoutRun.Payment]) async throws -> Field {
    let codes = payments.prefix(suggestionsMax).map(\.totals.producer.text)
    let names = try await request.names(of: codes)
    var field = Field("producer", request.words("accountant.producer"), value: request.query("producer") ?? "", isRequired: true)
    field.suggestions = codes.map { (value: $0, text: names[$0] ?? $0) }
    return field
  }
}

extension PayoutRun {
  /// Its page.
  var path: String { "/payouts/" + PathText.segment(run.text) }

  /// Its page with a producer written into the form that settles one payment.
  func settlePath(_ producer: String) -> String { PathText.with(path + "#settle-one", [("producer", producer)]) }

  /// Whether a payment waits for the bank's word.
  func mayBeSettled(_ payment: Payment) -> Bool { status == .instructed && payment.status == .asItsRun }

  /// Whether a payment can come back: what was nothing cannot, nor what came back before.
  func mayBeSentBack(_ payment: Payment) -> Bool {
    guard status == .instructed, payment.totals.net > 0 else { return false }
    if case .sentBack = payment.status { return false }
    return true
  }
}
