/// Units of measure goods are counted in, by their UN/ECE Recommendation 20 codes.
public enum Unit: String, Sendable, CaseIterable {
  /// Piece.
  case piece = "H87"
  /// Kilogram.
  case kilogram = "KGM"
  /// Gram.
  case gram = "GRM"
  /// Litre.
  case litre = "LTR"
  /// Millilitre.
  case millilitre = "MLT"
  /// Pair.
  case pair = "PR"
  /// Square metre.
  case squareMetre = "MTK"
  /// Metre.
  case metre = "MTR"
  /// Set.
  case set = "SET"
}
