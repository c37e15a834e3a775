import Ledger
import Testing

@Suite("Events of producers' money written down and read back")
struct PayablesEventTests {
  /// A desk at which everything has happened once.
  static func everything(book: Currency = .kgs) throws -> PayDesk {
    var desk = try PayDesk(book: book)
    desk.release("S1", [("P1", 700), ("P2", 300), ("P3", 90)])
    desk.release(nil, [("P1", -5)])
    let commands = [
      rule("T", .tax, 1000), rule("F", .fee, 0), rule("J", .reserve, 250), advance("A1", to: "P1", 70, .material), advance("A2", to: "P2", 300),
      adjust("C1", [(.producerPayableAvailable, "P3", 100), (.losses, nil, -100)], corrects: 4, because: "\"Эсеп\""),
      adjust("C2", [(.bank, nil, 5), (.exchangeGain, nil, -5)]), prepare("R0"), reject("R0"), prepare("R1"), approve("R1"), instruct("R1"),
      settle("R1", "P1", nil, "BANK/1"), sendBack("R1", "P1"),
    ]
    for command in commands { try desk.perform(command) }
    desk.release("S2", [("P2", 40)], on: "2024-03-20")
    try desk.perform(prepare("R2", to: "2024-03-31", on: "2024-04-01"))
    try desk.perform(approve("R2", on: "2024-04-02"))
    try desk.perform(instruct("R2", on: "2024-04-02"))
    try desk.perform(sendBack("R2", "P1", on: "2024-04-03"))
    desk.withdraw("RT1", of: "S1", [("P1", 10), ("P2", -1)])
    desk.take(
      Fact(
        .entitlementsWithdrawn(
          EntitlementsWithdrawn(
            sale: .init("S1"), returned: .init("RT2"), channel: .init("SHOP"), currency: currency("JPY"), bookCurrency: .kgs,
            netSales: Valued(own: 100, book: 58), lines: [WithdrawnLine(producer: .init("P1"), amount: 3, from: .debt)])), in: .payables,
        on: day("2024-04-05")))
    desk.take(
      Fact(
        .entitlementsReleased(
          EntitlementsReleased(channel: .init("SHOP"), statement: nil, payout: nil, bookCurrency: .kgs, lines: [])), in: .payables,
        on: day("2024-04-05")))
    return desk
  }

  @Test("Every event is read back as it was, and writes the same bytes again")
  func sameBytes() throws {
    let desk = try Self.everything()
    for fact in desk.facts {
      let bytes = fact.event.payload.canonicalBytes
      let read = try Event(type: fact.event.type, payload: bytes)
      #expect(read == fact.event)
      #expect(read.payload.canonicalBytes == bytes, "\(text(bytes))")
      #expect(fact.event.schema == 1)
      #expect(unroll(read) == unroll(fact.event))
    }
    #expect(
      Set(desk.facts.map(\.event.type)) == [
        "EntitlementsReleased", "EntitlementsWithdrawn", "AdvancePaid", "DeductionRuleSet", "PayoutRunPrepared", "PayoutRunApproved",
        "PayoutRunRejected", "PayoutInstructed", "ProducerPaid", "ProducerPaymentReturned", "AdjustmentPosted",
      ])
  }

  @Test("A state grown from events read back says what the one grown from the events decided says")
  func sameState() throws {
    let desk = try Self.everything()
    var other = try PayDesk()
    for fact in desk.facts {
      other.take(Fact(try Event(type: fact.event.type, payload: fact.event.payload.canonicalBytes), in: .payables, on: fact.occurredOn))
    }
    for producer in ["P1", "P2", "P3"] {
      #expect(other.balance(producer) == desk.balance(producer))
      #expect(other.open(producer) == desk.open(producer))
    }
  }

  @Test("Each event is written down to the last figure as this")
  func writtenDown() throws {
    var written: [String: [String]] = [:]
    for fact in try Self.everything().facts { written[fact.event.type, default: []].append(text(fact.event.payload.canonicalBytes)) }
    func expect(_ type: String, _ index: Int, _ payload: String) { #expect(written[type]?[index] == payload) }
    expect(
      "EntitlementsReleased", 0,
      #"{"book_currency":"KGS","channel":"SHOP","lines":[{"amount":700,"producer":"P1","sale":"S1","sold_on":"2024-01-15"},"#
        + #"{"amount":300,"producer":"P2","sale":"S1","sold_on":"2024-01-15"},{"amount":90,"producer":"P3","sale":"S1","sold_on":"2024-01-15"}],"#
        + #""payout":"PO1","statement":"ST1"}"#)
    expect(
      "EntitlementsReleased", 1,
      #"{"book_currency":"KGS","channel":"SHOP","lines":[{"amount":-5,"producer":"P1"}],"payout":"PO1","statement":"ST1"}"#)
    expect(
      "EntitlementsWithdrawn", 0,
      #"{"book_currency":"KGS","channel":"SHOP","currency":"KGS","lines":[{"amount":10,"from":"debt","producer":"P1"},"#
        + #"{"amount":-1,"from":"available","producer":"P2"}],"net_sales":1,"return":"RT1","sale":"S1"}"#)
    expect(
      "EntitlementsWithdrawn", 1,
      #"{"book_currency":"KGS","book_net_sales":58,"channel":"SHOP","currency":"JPY","lines":[{"amount":3,"from":"debt","producer":"P1"}],"#
        + #""net_sales":100,"return":"RT2","sale":"S1"}"#)
    expect("AdvancePaid", 0, #"{"advance":"A1","amount":70,"book_currency":"KGS","form":"material","producer":"P1"}"#)
    expect("DeductionRuleSet", 0, #"{"basis_points":1000,"kind":"tax","rule":"T","valid_from":"2024-01-01"}"#)
    expect(
      "PayoutRunPrepared", 1,
      #"{"book_currency":"KGS","cut_off":"2024-02-29","payments":["#
        + #"{"advances":70,"gross":695,"items":[{"amount":-5},{"amount":700,"sale":"S1"}],"producer":"P1","reserve":17,"tax":70},"#
        + #"{"advances":262,"gross":300,"items":[{"amount":300,"sale":"S1"}],"producer":"P2","reserve":8,"tax":30}],"#
        + #""prepared_by":"aizada","run":"R1"}"#)
    expect(
      "PayoutRunApproved", 0,
      #"{"approved_by":"bakyt","book_currency":"KGS","payments":[{"advances":70,"gross":695,"producer":"P1","reserve":17,"tax":70},"#
        + #"{"advances":262,"gross":300,"producer":"P2","reserve":8,"tax":30}],"prepared_by":"aizada","run":"R1"}"#)
    expect("PayoutRunRejected", 0, #"{"reason":"too early","rejected_by":"bakyt","run":"R0"}"#)
    expect("PayoutInstructed", 0, #"{"book_currency":"KGS","instructed_by":"aizada","payments":1,"run":"R1","total":538}"#)
    expect("ProducerPaid", 0, #"{"amount":538,"book_currency":"KGS","producer":"P1","reference":"BANK/1","run":"R1"}"#)
    expect(
      "ProducerPaymentReturned", 0,
      #"{"book_currency":"KGS","net":538,"producer":"P1","reason":"account closed","run":"R1","tax":70,"was_paid":true}"#)
    expect(
      "AdjustmentPosted", 0,
      #"{"adjustment":"C1","book_currency":"KGS","by":"aizada","corrects":4,"lines":[{"account":"2100","amount":90,"producer":"P3"},"#
        + #"{"account":"1110","amount":10,"producer":"P3"},{"account":"5200","amount":-100}],"reason":"\"Эсеп\""}"#)
  }

  @Test("What is asked is written down the same way every time, each kind of command unlike the others")
  func commands() {
    for (command, written, key) in [
      (advance("A1", to: "P1", 70), #"{"advance":"A1","amount":70,"date":"2024-01-20","form":"cash","producer":"P1"}"#, "advance/A1"),
      (
        advance("A1", to: "P1", .max), #"{"advance":"A1","amount":"9223372036854775807","date":"2024-01-20","form":"cash","producer":"P1"}"#,
        "advance/A1"
      ), (rule("T", .fee, 5), #"{"basis_points":5,"kind":"fee","rule":"T","valid_from":"2024-01-01"}"#, "rule/T/2024-01-01"),
      (prepare("R1"), #"{"by":"aizada","cut_off":"2024-02-29","date":"2024-03-01","prepare":"R1"}"#, "run/R1/prepare"),
      (approve("R1"), #"{"approve":"R1","by":"bakyt","date":"2024-03-02"}"#, "run/R1/approve"),
      (reject("R1"), #"{"by":"bakyt","date":"2024-03-02","reason":"too early","reject":"R1"}"#, "run/R1/reject"),
      (instruct("R1"), #"{"by":"aizada","date":"2024-03-03","instruct":"R1"}"#, "run/R1/instruct"),
      (settle("R1", "P1"), #"{"date":"2024-03-05","producer":"P1","settle":"R1"}"#, nil),
      (settle("R1", "P1", 5, "B"), #"{"amount":5,"date":"2024-03-05","producer":"P1","reference":"B","settle":"R1"}"#, nil),
      (settleAll("R1", "L"), #"{"date":"2024-03-05","reference":"L","settle_all":"R1"}"#, nil),
      (sendBack("R1", "P1"), #"{"date":"2024-03-08","producer":"P1","reason":"account closed","send_back":"R1"}"#, nil),
      (
        adjust("C1", [(.bank, nil, 5), (.withheldTax, "P1", -5)], corrects: 3),
        #"{"adjustment":"C1","by":"aizada","corrects":3,"date":"2024-02-10","lines":[{"account":"1010","amount":5},"#
          + #"{"account":"2200","amount":-5,"producer":"P1"}],"reason":"wrong producer"}"#, "adjustment/C1"
      ),
    ] as [(PayablesCommand, String, String?)] {
      #expect(text(Command.payables(command).canonicalBytes) == written)
      #expect(command.naturalKey == key)
      #expect(command.subject == .payables)
    }
  }

  @Test("Flipped, lost and exchanged bytes are read or are a problem, and never stop the program", arguments: 1...30)
  func damage(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let facts = try Self.everything().facts
    var state = PayablesState()
    for fact in facts {
      for _ in 0..<10 {
        var payload = fact.event.payload.canonicalBytes
        for _ in 0..<random.number(1...3) where !payload.isEmpty {
          let place = random.number(0...payload.count - 1)
          switch random.number(0...3) {
          case 0: payload[place] ^= 1 << random.number(UInt8(0)...7)
          case 1: payload.remove(at: place)
          case 2: payload.insert(random.pick(Array(#"{}[]",:\0123456789-tfnu"#.utf8)), at: place)
          default: payload.swapAt(place, random.number(0...payload.count - 1))
          }
        }
        guard problem(reading: fact.event.type, payload) == nil, let event = try? Event(type: fact.event.type, payload: payload) else { continue }
        _ = (event.payload.canonicalBytes, unroll(event))
        // A tampered log is found by its proofs; a state grown from one must still not stop the program.
        for _ in 0..<random.number(1...3) { state.evolve(event, on: day("2024-05-01")) }
      }
    }
    for command in [prepare("R9", to: "2024-05-01", on: "2024-05-02"), approve("R1", by: "c"), adjust("C9", [(.bank, nil, 1), (.sales, nil, -1)])] {
      _ = refusal { () throws(Refusal) in try Ledger.decide(command, given: state, producers: [:], book: .kgs) }
    }
  }
}
