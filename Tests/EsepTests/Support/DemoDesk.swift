import Testing

/// A desk with the demo's sixteen years in its book “demo”, loaded once for all tests that look at it.
///
/// They run side by side, and the README's session records in it: whoever compares two answers asks for both as of one position.
enum DemoDesk {
  static let shared = Task {
    let desk = try await Desk.fresh()
    // Twenty seconds of work, shared with every other test of the machine.
    let result = try await Program.run(Desk.esep, ["demo"], environment: desk.environment, seconds: 900)
    guard result.status == 0 else { throw ProgramProblem(description: "esep demo: \(result.output)\(result.errors)") }
    return desk
  }
}
