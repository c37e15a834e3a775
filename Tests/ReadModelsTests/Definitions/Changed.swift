import Projections
import ReadModels

/// The built-in definitions with some of them changed, as a newer program would have them.
enum Changed {
  /// A part of a file and what stands in its place.
  typealias Edit = (path: String, old: String, new: String)

  /// Returns no longer count against a channel.
  static let channels: Edit = (
    "Models/sales_by_channel.sql", "WHERE  kind IN ('sold', 'returned', 'reversed',", "WHERE  kind IN ('sold', 'reversed',"
  )

  /// Discounts count twice against a product; a read model that is kept by years too.
  static let products: Edit = (
    "Models/sales_by_product.sql", "book_gross - book_discount AS net_sales", "book_gross - 2 * book_discount AS net_sales"
  )

  /// The fee on what is sold is booked as sales of the association's own.
  static let rule: Edit = (
    "Rules/posting_rule.sql", "('sold',           NULL,          NULL,  NULL,  '4000'", "('sold',           NULL,          NULL,  NULL,  '4010'"
  )

  /// A report counts the fee as a discount, in its SELECT and in what explains it.
  static let report: [Edit] = [
    ("Reports/channel-sales.sql", "sum(s.discount) ", "sum(s.discount + s.fee) "),
    ("Reports/channel-sales.sql", "cells gross, discount,", "cells gross, discount = discount + fee,"),
  ]

  /// All of them.
  static let all = [channels, products, rule] + report

  /// The built-in catalogue with these changes.
  static func catalogue(_ edits: [Edit]) throws -> Catalogue {
    try edits.reduce(Catalogue.builtIn()) { catalogue, edit in
      guard let file = catalogue.files.first(where: { $0.file == edit.path }), file.text.contains(edit.old) else {
        preconditionFailure("\(edit.path) does not say “\(edit.old)” any more")
      }
      return try catalogue.replacing([file.saying(file.text.replacing(edit.old, with: edit.new))])
    }
  }
}

extension DefinitionFile {
  /// A file of the same kind and name with another text.
  func saying(_ text: String) -> DefinitionFile { DefinitionFile(ProjectionFile(path: file, text: text), kind: kind) }
}
