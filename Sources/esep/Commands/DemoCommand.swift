import ArgumentParser

/// placeholder
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "demo", abstract: "demo")
}
