import ArgumentParser

/// `esep export`: the book for other programs, and for people who have no Esep.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the book out for other programs and for auditors.",
    subcommands: [
      JournalExportCommand.self, BundleExportCommand.self, EventExportCommand.self, EPCISExportCommand.self, PageExportCommand.self,
      TileExportCommand.self,
    ])
}
