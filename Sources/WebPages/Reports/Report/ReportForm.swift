import Languages
import ReadModels
import Web

/// What can be asked of a report, as a form with the values in the address.
struct ReportForm {
  let request: PageRequest
  let report: ReportDefinition
  /// What is known to suggest.
  let channels: [String]

  private var words: Words { request.words }

  /// The form.
  var form: Form { Form(.get, request.path, fields: fields, submit: words("reports.filter.show"), legend: words("reports.filter.legend")) }

  /// Whether something that was written could not be read, so that the answer would be to another question.
  var isMistaken: Bool { fields.contains { $0.error != nil } }

  private var fields: [Field] {
    var fields: [Field] = []
    if report.asks("by_period") {
      let lengths = PeriodLength.allCases.reversed().map { (value: $0.rawValue, text: words(family: "reports.by", $0.rawValue)) }
      var by = Field("by", words("reports.filter.by"), .select(lengths), value: (request.time.by ?? .year).rawValue)
      if request.query("by") != nil, request.time.by == nil { by.error = words("reports.filter.by_error") }
      fields.append(by)
    }
    fields += [
      date("from", words("reports.filter.from"), isRead: request.time.from != nil),
      date("to", words("reports.filter.to"), isRead: request.time.to != nil),
    ]
    if report.asks("channel") {
      var channel = Field("channel", words("reports.filter.channel"), value: request.query("channel") ?? "")
      channel.suggestions = channels.map { ($0, $0) }
      fields.append(channel)
    }
    if report.asks("producer") {
      let hint = report.needsProducer ? words("reports.filter.producer_hint") : nil
      fields.append(Field("producer", words("reports.filter.producer"), value: request.query("producer") ?? "", hint: hint))
    }
    if report.asks("account") { fields.append(Field("account", words("reports.filter.account"), value: request.query("account") ?? "")) }
    if report.asks("recapture_percent") { fields += [recapture, floor] }
    return fields
  }

  private var recapture: Field {
    let text = request.query("recapture") ?? ""
    var field = Field("recapture", words("reports.filter.recapture"), .integer, value: text, hint: words("reports.filter.recapture_hint"))
    if !text.isEmpty, !(Int32(text).map { (0...100).contains($0) } ?? false) { field.error = words("reports.filter.recapture_error") }
    return field
  }

  private var floor: Field {
    let text = request.query("income-floor") ?? ""
    var field = Field("income-floor", words("reports.filter.income_floor", ["currency": request.currencyName]), .decimal, value: text)
    if !text.isEmpty, !(request.minor(text).map { $0 >= 0 } ?? false) { field.error = words("reports.filter.income_floor_error") }
    return field
  }

  private func date(_ name: String, _ label: String, isRead: Bool) -> Field {
    let written = request.query(name)
    let read = name == "from" ? request.time.from : request.time.to
    var field = Field(name, label, .date, value: read?.description ?? written ?? "")
    if written != nil, !isRead { field.error = words("reports.filter.date_error") }
    return field
  }
}

extension ReportDefinition {
  /// Whether its SELECT asks for something that people may say: `by_period`, `channel`, `producer`, `recapture_percent`.
  func asks(_ parameter: String) -> Bool {
    ["p", "q", "parameter"].contains { alias in body.contains("\(alias).\(parameter)") }
  }

  /// Whether it says nothing until somebody is named.
  var needsProducer: Bool { name == "producer-statement" || name == "batch-trace" }
}
