/// Runs works and gathers what they measured.
public struct Runner: Sendable {
  private let bench: Bench

  /// A runner on a bench.
  public init(_ bench: Bench) { self.bench = bench }

  /// Runs one work: a round that does not count, to warm caches and files, then as many as were asked for. Odd rounds go through the ways
  /// forwards, even ones backwards, so that no way always comes after the same other one.
  ///
  /// - Parameter progress: told which way is at it.
  /// - Throws: `BenchError`, which names the way, when an outcome was wrong or could not be had.
  public func run(_ work: Work, progress: (String) -> Void) async throws -> Finding {
    var readings = [[Reading]](repeating: [], count: work.ways.count)
    for round in 0...bench.options.runs {
      let order = round.isMultiple(of: 2) ? Array(work.ways.indices) : work.ways.indices.reversed()
      for index in order {
        let way = work.ways[index]
        progress("\(work.id): \(way.name), \(round == 0 ? "warm-up" : "run \(round) of \(bench.options.runs)")")
        let reading: Reading
        do {
          reading = try await way.run(bench)
        } catch let error where !(error is CancellationError) {
          throw BenchError("\(way.name): \(error)")
        }
        if round > 0 { readings[index].append(reading) }
      }
    }
    return Finding(work: work, readings: zip(work.ways, readings).map { ($0.name, $1) })
  }
}
