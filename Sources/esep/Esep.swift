import ArgumentParser

/// The root of the command line.
struct Esep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "esep",
    abstract: "Keep the accounts of a village programme: what was made, what was sold, and what each producer is owed.",
    discussion: """
      Data goes to standard output, talk to standard error. Exit status: 0 done, 1 refused or a check failed, 2 usage, 3 database unreachable.
      Start with 'esep demo', or with 'esep import FOLDER' for a folder of spreadsheets of your own.
      """,
    version: "0.1",
    subcommands: [
      DemoCommand.self, ImportCommand.self, RecordCommand.self, RecallCommand.self, ReconcileCommand.self, PayoutCommand.self, PeriodCommand.self,
      ReportCommand.self, ExplainCommand.self, TraceCommand.self, ChangesCommand.self, ExportCommand.self, VerifyCommand.self,
      CheckpointCommand.self, ProveCommand.self, CheckProofCommand.self, TryCommand.self, PreviewCommand.self, DefinitionsCommand.self,
      RebuildCommand.self, BookCommand.self, UserCommand.self, ServeCommand.self, WorkCommand.self, MigrateCommand.self, DoctorCommand.self,
      BenchCommand.self,
    ])
}
