import Ledger

extension DemoBook {
  /// The salt of a made-up person's commitment: the same in every run, so that the demo's log is the same byte for byte.
  ///
  /// Real people's salts are random; these protect nobody, because nobody stands behind these names.
  public static func salt(for producer: ProducerCode) -> [UInt8] {
    // FNV-1a spreads the code over 64 bits; from there chance goes on.
    let number = producer.text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    var chance = SplitMix64(.registry, Int(truncatingIfNeeded: number))
    return (0..<4).flatMap { _ in withUnsafeBytes(of: chance.next().bigEndian) { Array($0) } }
  }
}
