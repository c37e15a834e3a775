/// Schemas that several answers are made of.
enum CommonSchemas {
  /// A cell of a table: money in minor units, a quantity in thousandths, a count; a share or a text; nothing.
  static let cell = JSONSchema.named("Cell", .either([.number, .anyText, .null]))
  /// A row by its columns' names.
  static let row = JSONSchema.named("Row", .map(cell))
  static let rows = JSONSchema.array(row, any)
  /// What stands in a column.
  static let column = JSONSchema.named(
    "Column",
    .object([
      .required("name", .anyText),
      .required("kind", .words(["text", "period", "date", "money", "amount", "quantity", "share", "decimal", "count"])),
    ]))
  static let columns = JSONSchema.array(column, any)
  /// Amounts by their columns' names.
  static let amounts = JSONSchema.map(.number)
  /// A file of definitions.
  static let file = JSONSchema.object([.required("file", .anyText), .required("sha256", .anyText)])
  /// Any number of elements.
  static let any = 0...Int(Int32.max)

  /// A table with its position, as DESIGN has it for the command line too.
  static let table = JSONSchema.named("Table", .object([.required("as_of_position", .position), .required("rows", rows)]))

  /// `wait_for` of reads.
  static let waitFor = APIParameter("wait_for", .position, "Waits up to ten seconds until the answer is as of this position or a later one.")
}
