import Bookkeeping
import EventLog
import Exchange
import Ledger
import Office
import ReadModels
import SignIn

/// Rounds of paying producers. Who does it is who asks: nobody signs for another, and the domain sees to it that two people do.
enum PayoutRoutes {
  private static let date = JSONSchema.Property.optional("date", .day, "the day it is done on; today when left out")

  static let all: [APIRoute] = [
    .get(
      "/payout-runs", "listPayoutRuns", "Payouts", .only(.readMoney), "Lists the runs and how far each is.", .json(CommonSchemas.table, "The runs."),
      handler: list),
    .get(
      "/payout-runs/{run}", "getPayoutRun", "Payouts", .only(.readMoney), "A run with its payments.", .json(runSchema, "The run."), handler: show),
    .get(
      "/payout-runs/{run}/lines", "getPayoutLines", "Payouts", .only(.readMoney), "What a run pays for: of which sale how much to whom.",
      query: [APIParameter("producer", .code, "Only hers.")], .json(CommonSchemas.table, "The lines."), handler: lines),
    .get(
      "/payout-runs/{run}/payment-list", "getPaymentList", "Payouts", .only(.recordMoney),
      "The list that goes to the bank or the cashier, of an instructed run. It holds accounts: it is for who pays.",
      .text("text/csv", "run, producer, amount, route, account."), problems: [409], handler: paymentList),
    .post(
      "/payout-runs", "preparePayoutRun", "Payouts", .only(.recordMoney), "Draws up a run of everything that is available by a day.", takesKey: true,
      body: .json(.object([.required("run", .code, "a new number"), .required("cut_off", .day), date])), .json(runSchema, "The run."),
      handler: { request in
        guard let run = RunCode(checking: request.member("run") ?? "") else { throw Problem.badBody("“run” cannot be a code.", field: "run") }
        let command = PreparePayoutRun(run: run, cutOff: try request.date("cut_off"), by: request.actor, date: try request.date())
        return try await record(.prepare(command), of: run, request)
      }),
    .post(
      "/payout-runs/{run}/approve", "approvePayoutRun", "Payouts", .only(.approve), "Agrees to a run that another person prepared.", takesKey: true,
      body: .json(.object([date])), .json(runSchema, "The run."),
      handler: { request in
        let run: RunCode = try request.code("run")
        return try await record(.approve(ApprovePayoutRun(run: run, by: request.actor, date: try request.date())), of: run, request)
      }),
    .post(
      "/payout-runs/{run}/reject", "rejectPayoutRun", "Payouts", .only(.approve), "Turns a run down; what it had taken is open again.",
      takesKey: true,
      body: .json(.object([.required("reason", .prose), date])), .json(runSchema, "The run."),
      handler: { request in
        let run: RunCode = try request.code("run")
        let command = RejectPayoutRun(run: run, by: request.actor, reason: request.member("reason") ?? "", date: try request.date())
        return try await record(.reject(command), of: run, request)
      }),
    .post(
      "/payout-runs/{run}/instruct", "instructPayoutRun", "Payouts", .only(.recordMoney), "Tells the bank or the cashier to pay an approved run.",
      takesKey: true, body: .json(.object([date])), .json(runSchema, "The run."),
      handler: { request in
        let run: RunCode = try request.code("run")
        return try await record(.instruct(InstructPayoutRun(run: run, by: request.actor, date: try request.date())), of: run, request)
      }),
    .post(
      "/payout-runs/{run}/settle", "settlePayoutRun", "Payouts", .only(.recordMoney),
      "Records that the money arrived: one producer's, or everybody's who still waits.", takesKey: true,
      body: .json(
        .object([
          .optional("producer", .code, "whose; everybody's when left out"),
          .optional("amount", .integer(0...Int64.max), "in minor units, to be checked"),
          .optional("reference", .text(1...200), "the bank's"), date,
        ])), .json(runSchema, "The run."), handler: settle),
  ]

  private static let runSchema = JSONSchema.named(
    "PayoutRun",
    .object([
      .required("as_of_position", .position), .required("run", .anyText), .required("cut_off", .day), .required("status", .anyText),
      .required("standing", .anyText, "who did what with it"), .required("net", .number), .required("waiting", .number),
      .required("payments", CommonSchemas.rows),
    ]))

  @Sendable private static func list(_ request: APIRequest) async throws -> APIReply {
    let position = try await request.desk.log.headPosition()
    let runs = try await request.desk.payables.current().allRuns
    return .json(PayoutRun.table(of: runs, asOf: position).json, position: position, isKeepable: true)
  }

  @Sendable private static func show(_ request: APIRequest) async throws -> APIReply {
    let position = try await request.desk.log.headPosition()
    return reply(try await request.desk.payables.run(try request.code("run")), position)
  }

  @Sendable private static func lines(_ request: APIRequest) async throws -> APIReply {
    let position = try await request.desk.log.headPosition()
    let run = try await request.desk.payables.run(try request.code("run"))
    let producer = request.text("producer").flatMap { ProducerCode(checking: $0) }
    guard request.text("producer") == nil || producer.flatMap({ run.payments[$0] }) != nil else {
      throw Problem.unknown("Run \(run.run) pays no such producer.", field: "producer")
    }
    return .json(run.lineTable(of: producer, asOf: position).json, position: position, isKeepable: true)
  }

  @Sendable private static func paymentList(_ request: APIRequest) async throws -> APIReply {
    let run = try await request.desk.payables.run(try request.code("run"))
    guard run.instructed != nil else {
      throw Problem(
        .conflict, "not-instructed", "The run is not instructed", "A list is made of a run that is approved and instructed.", field: "run")
    }
    let list = try await PaymentList(of: run, in: request.desk.log)
    var reply = APIReply.text("text/csv; charset=utf-8", String(decoding: list.bytes, as: UTF8.self))
    reply.headers[.contentDisposition] = "attachment; filename=\"payments.csv\""
    return reply
  }

  @Sendable private static func settle(_ request: APIRequest) async throws -> APIReply {
    let run: RunCode = try request.code("run")
    let (reference, date) = (request.member("reference"), try request.date())
    let amount = request.body.object?["amount"]?.wholeNumber
    guard let text = request.member("producer") else {
      guard amount == nil else { throw Problem.badBody("“amount” goes with “producer”.", field: "amount") }
      return try await record(.settleRun(SettleRun(run: run, reference: reference, date: date)), of: run, request)
    }
    guard let producer = ProducerCode(checking: text) else { throw Problem.badBody("“producer” cannot be a code.", field: "producer") }
    let command = SettlePayment(run: run, producer: producer, amount: amount, reference: reference, date: date)
    return try await record(.settle(command), of: run, request)
  }

  private static func record(_ command: PayablesCommand, of code: RunCode, _ request: APIRequest) async throws -> APIReply {
    let position = try await request.recordOne(.payables(command))
    return reply(try await request.desk.payables.run(code), position)
  }

  private static func reply(_ run: PayoutRun, _ position: Int64) -> APIReply {
    let payments = run.paymentTable(asOf: position)
    // The last row of the table is their sum.
    let rows = ReportAnswer(asOfPosition: position, title: payments.title, columns: payments.columns, rows: Array(payments.rows.dropLast()))
    let json = JSONText.object([
      ("as_of_position", String(position)), ("run", JSONText.string(run.run.text)), ("cut_off", JSONText.string(run.cutOff.description)),
      ("status", JSONText.string(run.status.rawValue)), ("standing", JSONText.string(run.standing)), ("net", String(run.net)),
      ("waiting", String(run.waiting)), ("payments", rows.jsonRows),
    ])
    return .json(json, position: position)
  }
}

extension APIRequest {
  /// Records one command on behalf of who asks.
  /// - Returns: the position of its last event, or of the log's end when the book said so already.
  /// - Throws: the refusal as a problem.
  func recordOne(_ command: Command) async throws -> Int64 {
    let verdicts = try await desk.record([command], by: actor, key: key())
    switch verdicts.first {
    case .refused(let refusal): throw Problem(refusal)
    case .recorded(let first, let count): return first + Int64(count) - 1
    case .unchanged, nil: return try await desk.log.headPosition()
    }
  }
}
