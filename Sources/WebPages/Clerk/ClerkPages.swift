public import Web

/// Pages of whoever records goods: made for a phone in a shop or a workshop.
public enum ClerkPages {
  /// Their routes.
  public static let routes: [PageRoute] = own + BatchPages.routes

  private static let own: [PageRoute] = [
    .get("/clerk", .only(.recordGoods)) { .page(ClerkStart.page($0)) },
    .get("/clerk/batch", .only(.recordGoods), BatchSheet.show), .post("/clerk/batch", .only(.recordGoods), BatchSheet.take),
    .get("/clerk/sale", .only(.recordGoods), SaleSheet.show), .post("/clerk/sale", .only(.recordGoods), SaleSheet.take),
    .get("/clerk/return", .only(.recordGoods), ReturnSheet.show), .post("/clerk/return", .only(.recordGoods), ReturnSheet.take),
    .get("/clerk/dispatch", .only(.recordGoods), DispatchSheet.show), .post("/clerk/dispatch", .only(.recordGoods), DispatchSheet.take),
    .get("/clerk/receive", .only(.recordGoods), ReceiveSheet.show), .post("/clerk/receive", .only(.recordGoods), ReceiveSheet.take),
    .get("/clerk/inspect", .only(.recordGoods), InspectSheet.show), .post("/clerk/inspect", .only(.recordGoods), InspectSheet.take),
    .get("/clerk/recorded/batch/{code}", .only(.recordGoods), RecordedBatch.answer),
    .get("/clerk/recorded/sale/{code}", .only(.recordGoods), RecordedSale.answer),
    .get("/clerk/recorded/dispatch/{code}", .only(.recordGoods), RecordedDispatch.answer),
    .get("/clerk/recall", .only(.recordGoods), RecallPage.answer), .get("/clerk/entries", .only(.recordGoods), EntriesPage.answer),
    .get("/clerk/import", ImportPages.access, ImportPages.show), .post("/clerk/import", ImportPages.access, ImportPages.take),
    .get("/clerk/import/{id}", ImportPages.access, ImportPages.verdicts), .post("/clerk/import/{id}", ImportPages.access, ImportPages.record),
    .get("/clerk/import/{id}/rejects", ImportPages.access, ImportPages.rejects),
  ]
}
