import Ledger
import SignIn
import Web

/// From the producer to the shelf: every batch, what became of it, and the label for it.
enum BatchPages {
  private static let access = Access.any([.recordGoods, .readReports, .readLog])

  static let routes: [PageRoute] = [
    .get("/batches", access, BatchListPage.answer), .get("/batches/{code}", access, BatchTracePage.answer),
    .get("/batches/{code}/label", access, BatchLabelPage.answer), .get("/batches/{code}/page", access, BatchPublicFile.answer),
  ]

  /// Where a batch is told of.
  static func path(_ code: String) -> String { "/batches/" + PathText.segment(code) }

  /// Where the figures of a batch are explained; nil for who may not see it.
  static func explanation(_ code: String, _ request: PageRequest) -> String? {
    guard request.identity?.may(.readReports) == true || request.identity?.may(.readMoney) == true else { return nil }
    return request.explainPath("stock", [("batch", code)])
  }

  /// The batch that is asked for; nil when its code cannot be one.
  static func code(_ request: PageRequest) -> BatchCode? { BatchCode(checking: request.parameters["code"] ?? "") }

  static func unknown(_ request: PageRequest) -> PageAnswer {
    .notFound(request.words("refusal.unknown.batch", ["code": request.parameters["code"] ?? ""]))
  }
}
