/// A producer who took part in a training, with where she belonged then, so that a count needs no looking up.
public struct Participant: Hashable, Sendable {
  /// Who.
  public let producer: ProducerCode
  /// Her village, and her sex where she said it.
  public let community: CommunityCode, sex: Sex?

  init(producer: ProducerCode, community: CommunityCode, sex: Sex?) { (self.producer, self.community, self.sex) = (producer, community, sex) }
}

/// A training took place.
public struct TrainingCompleted: EventPayload {
  /// Its name in the log.
  public static let type = "TrainingCompleted"
  /// Which training, and what was taught.
  public let training: TrainingCode, topic: String
  /// How long it took, in whole hours, where that was written down.
  public let hours: Int64?
  /// Where, and for which programme.
  public let site: SiteCode?, programme: ProgrammeCode?
  /// The producers who took part, by code, each once.
  public let participants: [Participant]
  /// How many others took part: people who are no producers of this book.
  public let others: Int64

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    if let hours { writer.member("hours", hours) }
    writer.member("others", unlessZero: others)
    writer.member("participants", participants) { writer, participant in
      writer.member("community", participant.community.text)
      writer.member("producer", participant.producer.text)
      writer.member("sex", participant.sex?.rawValue)
    }
    writer.member("programme", programme?.text)
    writer.member("site", site?.text)
    writer.member("topic", topic)
    writer.member("training", training.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var participants: [Participant] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "participants" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let fields = try PayloadFields(&reader)
        participants.append(
          try Participant(producer: fields.code("producer"), community: fields.code("community"), sex: fields.optionalWord("sex")))
      }
      return true
    }
    try self.init(
      training: fields.code("training"), topic: fields.text("topic"), hours: fields.optionalNumber("hours"), site: fields.optionalCode("site"),
      programme: fields.optionalCode("programme"), participants: participants, others: fields.numberOrZero("others"))
  }

  init(
    training: TrainingCode, topic: String, hours: Int64?, site: SiteCode?, programme: ProgrammeCode?, participants: [Participant], others: Int64
  ) {
    (self.training, self.topic, self.hours, self.site, self.programme) = (training, topic, hours, site, programme)
    (self.participants, self.others) = (participants, others)
  }
}
