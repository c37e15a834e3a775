import Web

/// What is wrong with what a form sent: the field it is about, or none in particular, and why, in the reader's language.
struct FormMistake: Error {
  let field: String?
  let text: String

  /// The fields it may stand beside: documents call some things otherwise than forms do.
  fileprivate var fields: [String] { field.map { [$0] + (Self.otherNames[$0] ?? []) } ?? [] }

  private static let otherNames = [
    "sale": ["other"], "return": ["other"], "amount": ["dispute", "debit-1"], "lines": ["account-1"], "account": ["account-1"],
    "producer": ["producer-1"],
  ]
}

extension [Block] {
  /// The blocks of a page again, after one of its forms was sent and could not be carried out: in that form stands what was typed, beside the field what is
  /// wrong with it, and above the form what is wrong with no field of it. The form is found by where it was sent and by its hidden fields.
  func answering(_ mistake: FormMistake, to request: PageRequest) -> [Block] {
    var isFound = false
    let blocks = answering(mistake, to: request, &isFound)
    return isFound ? blocks : [.notice(Notice(.bad, mistake.text))] + blocks
  }

  private func answering(_ mistake: FormMistake, to request: PageRequest, _ isFound: inout Bool) -> [Block] {
    var blocks: [Block] = []
    for block in self {
      switch block {
      case .form(let form) where !isFound && form.isSent(by: request):
        isFound = true
        let answered = form.answering(mistake, request)
        if !answered.fields.contains(where: { $0.error != nil }) { blocks.append(.notice(Notice(.bad, mistake.text))) }
        blocks.append(.form(answered))
      case .details(let summary, let inner): blocks.append(.details(summary: summary, inner.answering(mistake, to: request, &isFound)))
      case .columns(let columns):
        var answered: [[Block]] = []
        for column in columns { answered.append(column.answering(mistake, to: request, &isFound)) }
        blocks.append(.columns(answered))
      default: blocks.append(block)
      }
    }
    return blocks
  }
}

extension Form {
  /// Whether a request is this form's: its address, and all its hidden fields as they were given out.
  fileprivate func isSent(by request: PageRequest) -> Bool {
    method == .post && action == request.path && fields.allSatisfy { !$0.isHidden || request.form[$0.name] == $0.value }
  }

  fileprivate func answering(_ mistake: FormMistake, _ request: PageRequest) -> Form {
    var form = self
    form.idempotencyKey = request.form.idempotencyKey
    for index in form.fields.indices where !form.fields[index].isHidden { form.fields[index].value = request.form[form.fields[index].name] }
    let shown = form.fields.filter { !$0.isHidden }.map(\.name)
    let named = mistake.fields.first(where: shown.contains)
    if let place = form.fields.firstIndex(where: { $0.name == named }) { form.fields[place].error = mistake.text }
    return form
  }
}

extension Field {
  fileprivate var isHidden: Bool { if case .hidden = kind { true } else { false } }
}
