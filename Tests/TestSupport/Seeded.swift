/// Random numbers that a seed reproduces (S. Vigna's SplitMix64, public domain).
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The same seed gives the same numbers, on every machine.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Random tests that tell which seed failed, so that it can become a fixed test.
public enum Seeded {
  /// Runs `body` with a generator for each seed; prints the seed and rethrows when one throws.
  ///
  /// A test that uses `#expect`, which does not throw, puts the seed into its comment; it is the second argument for that.
  public static func run(seeds: some Sequence<UInt64>, _ body: (inout SplitMix64, UInt64) throws -> Void) throws {
    for seed in seeds {
      var random = SplitMix64(seed: seed)
      do {
        try body(&random, seed)
      } catch {
        print("The failing seed is \(seed).")
        throw error
      }
    }
  }

  /// The same for asynchronous tests.
  public static func run(
    seeds: some Sequence<UInt64>, isolation: isolated (any Actor)? = #isolation, _ body: (inout SplitMix64, UInt64) async throws -> Void
  ) async throws {
    for seed in seeds {
      var random = SplitMix64(seed: seed)
      do {
        try await body(&random, seed)
      } catch {
        print("The failing seed is \(seed).")
        throw error
      }
    }
  }
}
