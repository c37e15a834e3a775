import SignIn
public import Web

/// What a manager asks: how sales go, how much hangs on one channel, who is exposed, and what happens if it goes.
public enum ManagerPages {
  private static let readers = Access.only(.readReports)

  /// Their places.
  public static let routes: [PageRoute] = all.map(\.shared)

  private static let all: [PageRoute] = [
    .get("/manager", readers, OverviewPage.answer),
    .get("/channels", readers, ChannelListPage.answer),
    .get("/channels/{code}", readers, ChannelPage.answer),
    .get("/what-if", readers, WhatIfPage.answer),
    .get("/producers", readers, ProducerListPage.answer),
    .get("/producers/{code}", readers, ProducerPage.answer),
    .get("/income", readers, IncomePage.answer),
    .get("/products", readers, ProductsPage.answer),
    .get("/export", readers, ExportPage.answer),
    .get("/map", readers, MapPage.answer),
  ]
}
