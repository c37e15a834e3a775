import Bookkeeping
import Office

extension FileImport {
  /// How many problems are shown; all of them stand in the rejects file.
  private static var shownProblems: Int { 5 }

  /// Takes the whole file in, with a bar and the first problems.
  mutating func runVisibly(_ bookkeeper: Bookkeeper) async throws -> Result {
    let (bar, name) = (BarHolder(source.name), source.name)
    var shown = 0
    let result = try await run(bookkeeper) {
      bar.show($0, "\($1) rows")
    } rejected: { problem in
      shown += 1
      if shown <= Self.shownProblems { Talk.say("\(name): \(problem)") }
    }
    bar.end()
    let more = result.verdicts.rejected - Self.shownProblems
    if more > 0 { Talk.say("  … \(more) more") }
    return result
  }
}
