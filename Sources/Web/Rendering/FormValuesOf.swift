/// What the templates see of a form.
struct FormValuesOf {
  typealias Values = [String: Any]

  let frame: PageRenderer.Frame
  let form: Form

  var values: Values {
    let wrong = form.fields.filter { $0.error != nil }
    var values: Values = [
      "method": form.method.rawValue, "action": form.action, "isPost": form.method == .post, "submit": form.submit,
      "others": form.otherSubmits.map { ["text": $0.text, "value": $0.value] as Values },
      "fields": form.fields.map { field($0) }, "hasFile": form.hasFile, "offline": frame.words("form.offline"), "remembers": form.remembers,
      "isInRows": form.isInRows,
      "legend": false,
      "summary": false, "carried": [Values](),
    ]
    if let legend = form.legend { values["legend"] = legend }
    if form.method == .post {
      values["csrf"] = frame.csrf
      values["key"] = form.idempotencyKey ?? frame.newKey()
    } else {
      // A form that only reads takes along which time is looked at, unless it asks for that itself.
      let own = Set(form.fields.map(\.name))
      values["carried"] = frame.query.filter { ["through", "known-at", "at-position"].contains($0.name) && !own.contains($0.name) }
        .map { ["name": $0.name, "value": $0.value] as Values }
    }
    if !wrong.isEmpty {
      values["summary"] =
        [
          "title": frame.words.count("form.mistakes", Int64(wrong.count)),
          "all": wrong.map { ["id": id($0), "label": $0.label, "error": $0.error ?? ""] as Values },
        ] as Values
    }
    return values
  }

  /// What a field may have, as absent: else a template would find what the form or the block around it has of that name.
  private static let absent = [
    "hint", "error", "described", "list", "input", "isHidden", "checkbox", "lines", "select", "radio", "range", "file", "mode", "isOn", "isChosen",
  ]

  /// Tells several forms of a page from each other that are sent to one place: what each does, and with what.
  private var mark: String {
    form.fields.compactMap { field in if case .hidden = field.kind, field.name == "what" || field.name == "line" { "-" + field.value } else { nil } }
      .joined()
  }

  private func id(_ field: Field) -> String {
    let letters = (form.action + mark + "-" + field.name).unicodeScalars.map { scalar in
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    return "f" + String(letters)
  }

  private func field(_ field: Field) -> Values {
    let id = id(field)
    var values: Values = [
      "id": id, "name": field.name, "label": field.label, "value": field.value, "isRequired": field.isRequired, "autocomplete": field.autocomplete,
      "once": field.isOnce, "isCode": field.isCode,
      // Of what is asked for in a search nothing has to be filled in, so nobody need be told.
      "optional": field.isRequired || form.method == .get ? false : frame.words("form.optional") as Any,
    ]
    for name in Self.absent { values[name] = false }
    var described: [String] = []
    if let hint = field.hint {
      values["hint"] = hint
      described.append(id + "-hint")
    }
    if let error = field.error {
      values["error"] = ["text": error, "word": frame.words("form.mistake")] as Values
      described.append(id + "-error")
    }
    if !described.isEmpty { values["described"] = described.joined(separator: " ") }
    if !field.suggestions.isEmpty {
      values["list"] = ["id": id + "-list", "all": field.suggestions.map { ["value": $0.value, "text": $0.text] as Values }] as Values
    }
    for (name, value) in control(field, id) { values[name] = value }
    return values
  }

  /// What kind of control it is.
  private func control(_ field: Field, _ id: String) -> Values {
    func input(_ type: String, _ mode: String? = nil) -> Values {
      var values: Values = ["type": type]
      if let mode { values["mode"] = mode }
      return ["input": values]
    }
    func choices(_ all: [(value: String, text: String)]) -> [Values] {
      all.enumerated().map { index, choice in
        ["value": choice.value, "text": choice.text, "isChosen": choice.value == field.value, "id": "\(id)-\(index)", "group": field.name]
      }
    }
    switch field.kind {
    case .text: return input("text")
    case .password: return input("password")
    case .date: return input("date")
    case .month: return input("month")
    case .decimal: return input("text", "decimal")
    case .integer: return input("text", "numeric")
    case .hidden: return ["isHidden": true]
    case .checkbox: return ["checkbox": ["isOn": field.value == "on" || field.value == "yes"] as Values]
    case .lines: return ["lines": true]
    case .select(let all): return ["select": ["all": choices(all)] as Values]
    case .radio(let all): return ["radio": ["all": choices(all)] as Values]
    case .range(let min, let max, let step): return ["range": ["min": "\(min)", "max": "\(max)", "step": "\(step)"] as Values]
    case .file(let accept): return ["file": ["accept": accept] as Values]
    }
  }
}
