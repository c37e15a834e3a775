import Web

extension PageRequest {
  /// Whether the reader may see a report.
  func mayRead(_ report: String) -> Bool { ReportAccess.admits(identity, to: report) }

  /// What the book's currency is called beside a figure.
  var currencyName: String { desk.currency.code == "KGS" && words.language != .en ? "сом" : desk.currency.code }

  /// The page of what a code in a report's column stands for; nil where there is none, or none for this reader.
  /// - Parameter channel: whose statement it is, in the column of statements.
  func place(of column: String, _ code: String, channel: String? = nil) -> String? {
    guard !code.isEmpty, let identity else { return nil }
    let segment = PathText.segment(code)
    switch column {
    case "producer": return identity.may(.readReports) ? link("/producers/\(segment)") : nil
    case "channel", "top_channel": return identity.may(.readReports) ? link("/channels/\(segment)") : nil
    case "statement":
      guard identity.may(.readMoney), let channel, !channel.isEmpty else { return nil }
      return link("/statements/\(PathText.segment(channel))/\(segment)")
    case "position": return identity.may(.readLog) ? "/log/\(segment)" : nil
    case "batch": return identity.may(.recordGoods) || identity.may(.readReports) || identity.may(.readLog) ? "/batches/\(segment)" : nil
    case "product" where !identity.may(.readLog):
      return identity.may(.recordGoods) || identity.may(.readReports) ? PathText.with("/batches", [("search", code)]) : nil
    case "sale", "product", "dispatch", "site", "programme":
      return identity.may(.readLog) ? PathText.with("/log", [("stream", "\(column)/\(code)")]) : nil
    case "stream": return identity.may(.readLog) ? PathText.with("/log", [("stream", code)]) : nil
    case "claim": return identity.may(.readLog) ? PathText.with("/log", [("stream", "claim/\(code)")]) : nil
    default: return nil
    }
  }
}
