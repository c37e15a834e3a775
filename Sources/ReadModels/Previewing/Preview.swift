/// What a book would say otherwise by other definitions than it answers by now.
public struct Preview: Hashable, Sendable {
  /// A file that differs.
  public struct FileChange: Hashable, Sendable {
    /// The file as it counts now, and as it would; nil when it is new, or would be gone.
    public let before: DefinitionFile?, after: DefinitionFile?
    /// Whether something differs that figures depend on, and not only words about it.
    public let isOfSubstance: Bool

    /// The one that is there.
    public var file: String { (after ?? before)?.file ?? "" }
  }

  /// The position all of it is as of; events that were folded while the preview ran may be counted in what was asked last.
  public let asOfPosition: Int64
  /// The files that differ, in order.
  public let files: [FileChange]
  /// Whether events would be unrolled into other lines too. What that changes is not shown here: a preview reads the lines there are.
  public let unrollsOtherwise: Bool
  /// What would say something else, or might have and does not: first the read models that change, then reports that change, then reports that read
  /// what changes.
  public let effects: [PreviewedEffect]
}

/// What one read model or report says now and would say.
public struct PreviewedEffect: Hashable, Sendable {
  /// A sum over rows, now and then.
  public struct Total: Hashable, Sendable {
    /// The column.
    public let column: ReportColumn
    /// In the units of the column's kind: minor units of money, thousandths of a quantity.
    public let before: Int64, after: Int64
  }

  /// Somebody whom it would concern: a value of a key such as `producer` or `channel`, with all her rows together.
  public struct Party: Hashable, Sendable {
    /// The key column and its value there.
    public let column: String, value: Cell
    /// How many of her rows differ.
    public let rows: Int64
    /// The columns that add up.
    public let totals: [Total]
  }

  /// A row that differs.
  public struct Row: Hashable, Sendable {
    /// What the row is about, in the order of `keys`.
    public let key: [Cell]
    /// The figures now and as they would be, in the order of `figures`; nil where there is no such row.
    public let before: [Cell]?, after: [Cell]?
    /// The events that count otherwise; nil where figures are no sums of events, or for rows beyond the first few.
    public let explanation: ExplainedDifference?
  }

  /// Whether it is a read model or a report, and its name.
  public let kind: DefinitionKind, name: String
  /// Whether its own definition changes, or only what it reads.
  public let isItself: Bool
  /// Whether there is none of it now, and whether there would be none.
  public let isNew: Bool, isGone: Bool
  /// The position this is as of.
  public let asOfPosition: Int64
  /// The columns that rows are compared by. Where one definition tells apart what the other does not, the finer rows are added up first.
  public let keys: [ReportColumn]
  /// The columns compared.
  public let figures: [ReportColumn]
  /// Columns that only one of the two has, or that are of another kind, and so are not compared.
  public let goneColumns: [String], newColumns: [String]
  /// How many rows there are now and would be.
  public let rowsBefore: Int64, rowsAfter: Int64
  /// How many would go, come, and say something else.
  public let gone: Int64, new: Int64, different: Int64
  /// Sums over all rows, of the columns that add up.
  public let totals: [Total]
  /// Whom it concerns, those with the largest difference in money first; at most `partiesMax` a column.
  public let parties: [Party]
  /// How many it concerns in all, by column.
  public let partyCounts: [String: Int64]
  /// The rows with the largest difference in money, at most as many as were asked for.
  public let rows: [Row]
  /// False when comparing took longer than was allowed; then nothing is known but what stands in `kind` and `name`.
  public let isKnown: Bool

  /// Whether every row that can be compared says the same.
  public var isEmpty: Bool { isKnown && gone == 0 && new == 0 && different == 0 }

  /// How many are named a column.
  public static let partiesMax = 100
}
