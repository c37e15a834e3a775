/// What a brand committee judges a product by.
public enum Criterion: String, Sendable, CaseIterable {
  /// It is safe to use and made under sanitary conditions.
  case qualitySafety = "quality_safety"
  /// It is made of raw material of its place.
  case localMaterial = "local_material"
  /// Making it does not harm nature.
  case ecology
  /// Its design is its own.
  case uniqueDesign = "unique_design"
}

/// One value for each of the four criteria; none can be left out.
public struct ByCriterion<Value> {
  /// The value of each.
  public let qualitySafety: Value, localMaterial: Value, ecology: Value, uniqueDesign: Value

  /// All four.
  public init(qualitySafety: Value, localMaterial: Value, ecology: Value, uniqueDesign: Value) {
    (self.qualitySafety, self.localMaterial, self.ecology, self.uniqueDesign) = (qualitySafety, localMaterial, ecology, uniqueDesign)
  }

  /// The value of one.
  public subscript(criterion: Criterion) -> Value {
    switch criterion {
    case .qualitySafety: qualitySafety
    case .localMaterial: localMaterial
    case .ecology: ecology
    case .uniqueDesign: uniqueDesign
    }
  }

  /// The criteria whose value is so, in their order.
  func criteria(where isSo: (Criterion, Value) -> Bool) -> [Criterion] { Criterion.allCases.filter { isSo($0, self[$0]) } }
}

extension ByCriterion: Equatable where Value: Equatable {}
extension ByCriterion: Hashable where Value: Hashable {}
extension ByCriterion: Sendable where Value: Sendable {}

/// How a criterion is judged.
public enum Measure: Hashable, Sendable {
  /// Met or not.
  case passFail
  /// By whole points from 0 to `largest` (1…1000), of which `needed` (0…largest) are enough.
  case score(largest: Int64, needed: Int64)

  /// The largest `largest`.
  public static let largestScore: Int64 = 1000
}

/// What a committee found for one criterion.
public enum CriterionResult: Hashable, Sendable {
  /// Met.
  case passed
  /// Not met.
  case failed
  /// So many points.
  case score(Int64)

  /// The points; none where nobody counted.
  var points: Int64 { if case .score(let points) = self { points } else { 0 } }

  /// Whether it is enough; false as well when it is of another kind than the measure asks for.
  func meets(_ measure: Measure) -> Bool {
    switch (self, measure) {
    case (.passed, .passFail): true
    case (.score(let points), .score(_, let needed)): points >= needed
    default: false
    }
  }

  /// Whether it can be a result of that measure.
  func fits(_ measure: Measure) -> Bool {
    switch (self, measure) {
    case (.passed, .passFail), (.failed, .passFail): true
    case (.score(let points), .score(let largest, _)): (0...largest).contains(points)
    default: false
    }
  }
}

/// One version of a committee's criteria, from a day on until the next version.
public struct CriteriaSet: Hashable, Sendable {
  /// 1, 2, 3 … in the order they were agreed.
  public let version: Int64
  /// The first day it holds.
  public let validFrom: CalendarDate
  /// How each criterion is judged.
  public let measures: ByCriterion<Measure>
  /// The points, over all scored criteria, that one star takes, two stars, and so on; each more than the one before, at most five. Empty: no stars are given.
  public let starPoints: [Int64]

  /// A version as it was agreed.
  public init(version: Int64, validFrom: CalendarDate, measures: ByCriterion<Measure>, starPoints: [Int64] = []) {
    (self.version, self.validFrom, self.measures, self.starPoints) = (version, validFrom, measures, starPoints)
  }

  /// All points that can be had.
  public var largestTotal: Int64 {
    Criterion.allCases.reduce(0) { total, criterion in if case .score(let largest, _) = measures[criterion] { total + largest } else { total } }
  }

  /// The criteria that such results do not meet; a product that meets all is certified.
  public func unmet(by results: ByCriterion<CriterionResult>) -> [Criterion] { measures.criteria { !results[$0].meets($1) } }

  /// The stars such results earn, 0…5; nil when this set gives none.
  public func stars(for results: ByCriterion<CriterionResult>) -> Int64? {
    guard !starPoints.isEmpty else { return nil }
    let total = Criterion.allCases.reduce(Int64(0)) { $0 + results[$1].points }
    return Int64(starPoints.count { $0 <= total })
  }
}
