import Exchange

/// The sample as a text to read (Markdown).
enum SampleText {
  static func head(payments: Int64, drawn: Int, seed: String) -> String {
    """
    # \(drawn) of \(payments) payments to producers, drawn by seed \(seed)

    Every payment that the bank confirmed (an event `ProducerPaid`) has a ticket: the SHA-256 of the text `\(seed)/POSITION`. The lowest tickets are \
    drawn. To draw again, in the pack's folder:

        jq -r 'select(.type == "ProducerPaid") | .position' events.jsonl |
          while read -r n; do echo "$(printf '%s' "\(seed)/$n" | sha256sum | cut -c1-64) $n"; done | sort | head -n \(drawn)

    Each step below is an event. `proofs/POSITION.tlog-proof` proves that it was signed; line POSITION of `../events.jsonl` is the event itself. When a \
    payment has more than \(Tracer.itemsMax) items, those with the lowest SHA-256 of `\(seed)/PAYMENT/SALE` are traced.

    """
  }

  static func text(_ trace: PaymentTrace) -> String {
    var text = "\n## \(trace.number). \(trace.producer): \(trace.amount) \(trace.currency), run \(trace.run)\n\nTicket \(trace.ticket).\n\n"
    for step in trace.steps { text += line(step) }
    if trace.itemCount > trace.items.count { text += "\n\(trace.itemCount) items; \(trace.items.count) of them are traced here.\n" }
    for item in trace.items {
      let what = item.sale.map { "Sale \($0)" } ?? "No single sale: exchange differences or corrections"
      text += "\n\(what): \(item.amount) \(trace.currency)\n\n"
      for step in item.steps { text += line(step) }
    }
    return text
  }

  private static func line(_ step: TraceStep) -> String {
    let amount = step.amount.isEmpty ? "" : ", \(step.amount) \(step.currency)"
    return "- \(step.date) \(step.role.rawValue) \(step.document)\(amount): \(plain(step.says)) (position \(step.position))\n"
  }

  /// On one line, and without what Markdown would make something of.
  private static func plain(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : "[]()<>`*_#|\\".contains($0) ? "." : $0 })
  }
}
