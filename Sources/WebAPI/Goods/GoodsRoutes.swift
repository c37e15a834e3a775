import Auditing
import Ledger
import Office
import SignIn

/// Where goods came from and where they went.
enum GoodsRoutes {
  static let all: [APIRoute] = [
    .get(
      "/trace/{code}", "trace", "Goods", .only(.readMoney), "Follows a batch, a sale or a channel's payout from raw material to the bank, or back.",
      query: [
        APIParameter("kind", .words(["batch", "sale", "payout"]), "Which of the three, where a code names several things."),
        APIParameter("limit", .integer(1...1_000), "How many sales to follow at most; \(GoodsTrace.salesMax) when left out."),
      ],
      .json(
        .named(
          "Trace",
          .object([
            .required("kind", .anyText), .required("code", .anyText), .required("as_of_position", .position), .required("sales", .number),
            .required("followed", .number), .required("steps", CommonSchemas.rows),
          ])), "Its steps; each is an event of the log."), problems: [409], handler: trace),
    .get(
      "/batches/{batch}/reach", "getReach", "Goods", .any([.readReports, .recordGoods]), "Says whom a batch has reached: for a recall.",
      .json(
        .named(
          "Reach",
          .object([
            .required("as_of_position", .position), .required("batch", .anyText), .required("product", .anyText), .required("produced_on", .day),
            .required("produced", .number), .required("recalled", .anyText.orNull), .required("still_out", .number),
            .required("sales", CommonSchemas.rows), .required("places", CommonSchemas.rows), .required("producers", CommonSchemas.rows),
          ])), "Sales, places and makers."),
      handler: { request in
        let reach = try await BatchReach(of: try request.code("batch"), in: request.desk.log)
        return .json(reach.json, position: reach.position, isKeepable: true)
      }),
  ]

  @Sendable private static func trace(_ request: APIRequest) async throws -> APIReply {
    let code = request.place("code")
    let known = try await GoodsTrace.subjects(of: code, options: request.desk.owner)
    let meant = known.filter { subject in request.text("kind").map { $0 == subject.kind } ?? true }
    guard meant.count <= 1 else {
      throw Problem(
        .conflict, "ambiguous", "The code names several things", "Say which: kind=\(meant.map(\.kind).joined(separator: " or kind=")).", field: "kind"
      )
    }
    guard let subject = meant.first,
      let trace = try await GoodsTrace.of(subject, options: request.desk.owner, salesMax: Int(request.number("limit") ?? Int64(GoodsTrace.salesMax)))
    else { throw Problem.unknown("The book has no batch, sale or channel payout “\(code)”.", field: "code") }
    return .json(trace.json, position: trace.asOfPosition, isKeepable: true)
  }
}
