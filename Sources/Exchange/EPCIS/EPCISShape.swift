/// The form that a type of fact has as an event of EPCIS; a fact that says two things, such as accepted and rejected goods, has two.
struct EPCISShape: Sendable {
  let kind: EPCISKind
  /// Nil for a transformation, which has none.
  let action: EPCISAction?
  let step: EPCISStep?, disposition: EPCISDisposition?
  let slots: [EPCISSlot]
  /// Whether a fact has this form.
  let applies: @Sendable (JSONObject) -> Bool

  init(
    _ kind: EPCISKind, _ action: EPCISAction?, _ step: EPCISStep?, _ disposition: EPCISDisposition?, _ slots: [EPCISSlot],
    if applies: @escaping @Sendable (JSONObject) -> Bool = { _ in true }
  ) { (self.kind, self.action, self.step, self.disposition, self.slots, self.applies) = (kind, action, step, disposition, slots, applies) }

  /// The words by which an event says which form it has.
  struct Key: Hashable {
    let kind: String, action: String?, step: String?, disposition: String?
  }

  var key: Key { Key(kind: kind.rawValue, action: action?.rawValue, step: step?.rawValue, disposition: disposition?.rawValue) }
}

extension EPCISShape.Key {
  /// The words of an event.
  init(_ event: JSONObject) {
    self.init(kind: event["type"]?.text ?? "", action: event["action"]?.text, step: event["bizStep"]?.text, disposition: event["disposition"]?.text)
  }
}
