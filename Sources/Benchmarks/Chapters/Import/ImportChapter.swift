/// A spreadsheet of sales into the log: read, decided, allocated to producers and appended by `esep import`, in a process of its own.
enum ImportChapter {
  /// The works of this chapter.
  static func works(_ bench: Bench) -> [Work] {
    // A sale makes two events, at times three.
    let sales = bench.options.events / 2
    return [
      Work(
        id: "import-sales", title: "sales.csv of \(sales) sales, decided, allocated, appended", unit: "events",
        ways: [
          Way("esep") { try await SalesImport.run($0, sales: sales) },
          Way("a tenth of them") { try await SalesImport.run($0, sales: sales / 10) },
          Way("raw COPY") { try await ImportedEvents.copied($0, sales: sales) },
        ],
        expectations: [
          .rate("esep", over: "raw COPY", atLeast: 0.2, aim: 0.4), .residentMegabytes("esep", atMost: 200, aim: 100),
        ],
        note: """
          Producers, products, channels, rates and batches are in the book already. Time from the start of esep import to its last event on disk; the \
          reports it folds then are the rebuild's. Memory is the most the process had resident until then. Raw COPY fills the event table with the \
          very events that the import made.
          """)
    ]
  }
}
