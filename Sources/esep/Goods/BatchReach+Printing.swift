import Office

extension BatchReach {
  /// Prints it: for people three tables, for spreadsheets the sales, for programs everything in one object.
  func print(_ format: OutputFormat) {
    switch format {
    case .table:
      let printer = ReportPrinter(format: .table, currency: .kgs)
      Swift.print(heading + "\n")
      for table in [saleTable, placeTable, producerTable] where !table.rows.isEmpty {
        Swift.print(table.title)
        Swift.print(printer.table(table.columns, table.rows))
      }
      if sales.isEmpty { Swift.print("Nothing of it was sold.\n") }
      Swift.print("As of position \(position).")
    case .csv: ReportPrinter(format: .csv, currency: .kgs).print(saleTable)
    case .json: Swift.print(json)
    }
  }
}
