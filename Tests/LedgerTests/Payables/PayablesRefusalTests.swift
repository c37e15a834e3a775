import Ledger
import Testing

@Suite("Refusals about producers' money")
struct PayablesRefusalTests {
  /// P1 has 12.50 paid by R1, P2 7.50 instructed there, P3 nothing; R2 is approved, R3 prepared, R4 rejected.
  private func desk() throws -> PayDesk {
    var desk = try PayDesk()
    try desk.perform(advance("A1", to: "P1", 100, .material))
    try desk.perform(rule("T", .tax, 1000, from: "2024-06-01"))
    for (run, date) in [("R1", "2024-03-01"), ("R2", "2024-03-11"), ("R3", "2024-03-21"), ("R4", "2024-03-22")] {
      desk.release("S-" + run, [("P1", 1350), ("P2", 750)], on: date)
      try desk.perform(prepare(run, to: date, on: date))
    }
    for command in [
      approve("R1"), instruct("R1"), settle("R1", "P1", nil, "BANK-1"), approve("R2", on: "2024-03-12"), reject("R4", on: "2024-03-23"),
    ] {
      try desk.perform(command)
    }
    try desk.perform(adjust("C1", [(.bank, nil, 10), (.sales, nil, -10)], corrects: 4))
    return desk
  }

  private func check(_ expected: [(PayablesCommand, String)]) throws {
    let desk = try desk()
    for (command, description) in expected {
      #expect(desk.refused(command) == description)
      #expect(!Command.payables(command).canonicalBytes.isEmpty)
    }
  }

  @Test("An advance that cannot be is refused with the column and what to do")
  func advances() throws {
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): advance A1 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    try check([
      (advance("A2", to: "P9", 100), "producer: there is no producer 'P9' in this book; correct the code or record the producer first"),
      (advance("A2", to: "P1", 0), "amount: the amount is zero; leave it out"),
      (advance("A2", to: "P1", -5), "amount: the amount is negative; write what is given as a positive amount"),
      (advance("A2", to: "P1", .max), "amount: the amount is too large to be kept exactly; check amount"),
      (advance("A1", to: "P2", 100, .material), differs("producer", "P1", "P2")),
      (advance("A1", to: "P1", 101, .material), differs("amount", "100", "101")),
      (advance("A1", to: "P1", 100, .cash), differs("form", "material", "cash")),
      (advance("A1", to: "P1", 100, .material, on: "2024-01-21"), differs("date", "2024-01-20", "2024-01-21")),
    ])
    var desk = try desk()
    try desk.perform(advance("A3", to: "P2", 100))
    #expect(desk.refused(advance("A2", to: "P2", largestInteger - 100)) == nil)
    #expect(desk.refused(advance("A2", to: "P2", largestInteger - 99)) == "amount: the amount is too large to be kept exactly; check amount")
    try desk.deactivate("P3", on: "2024-02-01")
    #expect(desk.refused(advance("A2", to: "P3", 5, on: "2024-01-31")) == nil)
    #expect(
      desk.refused(advance("A2", to: "P3", 5, on: "2024-02-01"))
        == "producer: producer P3 has been inactive since 2024-02-01; reactivate her first or correct the code")
  }

  @Test("A rule that cannot be is refused with the column and what to do")
  func rules() throws {
    try check([
      (rule("U", .tax, -1), "basis_points: '-1' is not between 0 and 10000 ten-thousandths; write 10 per cent as 1000"),
      (rule("U", .tax, 10_001), "basis_points: '10001' is not between 0 and 10000 ten-thousandths; write 10 per cent as 1000"),
      (
        rule("T", .fee, 1000, from: "2024-07-01"),
        "kind: rule T is already recorded with another kind: tax in the book, fee here; correct the row or use a new number"
      ),
      (
        rule("T", .tax, 900, from: "2024-06-01"),
        "basis_points: rule T from 2024-06-01 is already recorded with another basis_points: 1000 in the book, 900 here; "
          + "correct the row or use a new number"
      ),
    ])
  }

  @Test("A run that cannot be prepared is refused with the column and what to do")
  func preparing() throws {
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): run R1 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    try check([
      (prepare("R9", by: "", to: "2024-03-31", on: "2024-04-01"), "by: by is empty; it is required"),
      (
        prepare("R9", to: "2024-03-20", on: "2024-04-01"),
        "cut_off: no producer has anything available by 2024-03-20; record what channels have paid first, or choose a later cut-off"
      ),
      (
        prepare("R9", to: "2024-03-23", on: "2024-03-22"),
        "cut_off: the cut-off 2024-03-23 lies after 2024-03-22, the day the run is prepared; choose a day that is not still to come"
      ),
      (prepare("R1", to: "2024-02-28", on: "2024-03-01"), differs("cut_off", "2024-03-01", "2024-02-28")),
      (prepare("R1", by: "bakyt", to: "2024-03-01", on: "2024-03-01"), differs("by", "aizada", "bakyt")),
      (prepare("R1", to: "2024-03-01", on: "2024-03-02"), differs("date", "2024-03-01", "2024-03-02")),
      (
        prepare("R4", to: "2024-03-22", on: "2024-03-22"),
        "run: run R4 was rejected by bakyt on 2024-03-23; prepare a new run under a new number"
      ),
    ])
    var rich = try PayDesk()
    rich.release("S1", [("P1", largestInteger), ("P2", 1)])
    #expect(rich.refused(prepare("R1")) == "cut_off: the amount is too large to be kept exactly; check cut_off")
  }

  @Test("A signature that cannot be given is refused with the column and what to do")
  func signing() throws {
    let rejected = "run: run R4 was rejected by bakyt on 2024-03-23; prepare a new run under a new number"
    let unknown = "run: there is no payout run 'R9' in this book; correct the number or prepare the run first"
    func differs(_ thing: String, _ column: String, _ there: String, _ here: String) -> String {
      "\(column): \(thing) is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    try check([
      (approve("R3", by: "aizada", on: "2024-03-22"), "by: aizada prepared run R3 and cannot approve it; another person has to agree"),
      (approve("R3", by: ""), "by: by is empty; it is required"), (approve("R9"), unknown), (approve("R4"), rejected),
      (approve("R3", on: "2024-03-20"), "date: the date lies before the preparation of run R3 (2024-03-21); correct one of the two"),
      (approve("R1", by: "cholpon"), differs("approval of run R1", "by", "bakyt", "cholpon")),
      (approve("R1", on: "2024-03-03"), differs("approval of run R1", "date", "2024-03-02", "2024-03-03")),
      (reject("R3", by: ""), "by: by is empty; it is required"), (reject("R3", because: ""), "reason: reason is empty; it is required"),
      (reject("R9"), unknown),
      (reject("R3", on: "2024-03-20"), "date: the date lies before the preparation of run R3 (2024-03-21); correct one of the two"),
      (reject("R4", by: "cholpon", on: "2024-03-23"), differs("rejection of run R4", "by", "bakyt", "cholpon")),
      (reject("R4", on: "2024-03-24"), differs("rejection of run R4", "date", "2024-03-23", "2024-03-24")),
      (reject("R4", because: "wrong", on: "2024-03-23"), differs("rejection of run R4", "reason", "too early", "wrong")),
      (
        reject("R2", on: "2024-03-12"),
        "run: run R2 was approved by bakyt and can no longer be rejected; instruct it, and send back each payment that is not to be made"
      ),
      (instruct("R3"), "run: run R3 is not approved yet; have somebody other than its preparer approve it first"),
      (instruct("R2", by: ""), "by: by is empty; it is required"), (instruct("R9"), unknown), (instruct("R4"), rejected),
      (instruct("R2", on: "2024-03-11"), "date: the date lies before the approval of run R2 (2024-03-12); correct one of the two"),
      (instruct("R1", by: "bakyt"), differs("instruction of run R1", "by", "aizada", "bakyt")),
      (instruct("R1", on: "2024-03-04"), differs("instruction of run R1", "date", "2024-03-03", "2024-03-04")),
    ])
  }

  @Test("A settlement of an unknown payment, of another amount or at the wrong time is refused with the column and what to do")
  func settling() throws {
    func unknown(_ run: String, _ producer: String) -> String {
      "producer: payout run '\(run)' has no payment to '\(producer)'; correct the run's number or the producer's code"
    }
    try check([
      (settle("R9", "P1"), unknown("R9", "P1")), (settle("R1", "P3"), unknown("R1", "P3")), (sendBack("R9", "P1"), unknown("R9", "P1")),
      (sendBack("R1", "P9"), unknown("R1", "P9")),
      (
        settle("R1", "P2", 749),
        "amount: run R1 pays P2 7.50 KGS, not 7.49 KGS; a payment is settled whole: correct the amount, or send the payment back"
      ),
      (
        settle("R1", "P2", 100_000),
        "amount: 1000.00 KGS is more than the 7.50 KGS that run R1 has for P2; correct the amount, and record what was paid beyond it as an advance"
      ),
      (
        settle("R1", "P2", -5),
        "amount: run R1 pays P2 7.50 KGS, not -0.05 KGS; a payment is settled whole: correct the amount, or send the payment back"
      ), (settle("R2", "P1"), "run: run R2 is not instructed yet; instruct it first"),
      (settle("R3", "P1"), "run: run R3 is not instructed yet; instruct it first"),
      (settle("R4", "P1"), "run: run R4 was rejected by bakyt on 2024-03-23; prepare a new run under a new number"),
      (settle("R1", "P2", on: "2024-03-02"), "date: the date lies before the instruction of run R1 (2024-03-03); correct one of the two"),
      (settleAll("R9"), "run: there is no payout run 'R9' in this book; correct the number or prepare the run first"),
      (settleAll("R4"), "run: run R4 was rejected by bakyt on 2024-03-23; prepare a new run under a new number"),
      (settleAll("R2"), "run: run R2 is not instructed yet; instruct it first"),
      (settleAll("R1", on: "2024-03-02"), "date: the date lies before the instruction of run R1 (2024-03-03); correct one of the two"),
      (sendBack("R1", "P2", because: ""), "reason: reason is empty; it is required"),
      (sendBack("R2", "P1"), "run: run R2 is not instructed yet; instruct it first"),
      (sendBack("R4", "P1"), "run: run R4 was rejected by bakyt on 2024-03-23; prepare a new run under a new number"),
      (sendBack("R1", "P2", on: "2024-03-02"), "date: the date lies before the instruction of run R1 (2024-03-03); correct one of the two"),
      (sendBack("R1", "P1", on: "2024-03-04"), "date: the date lies before the payment itself (2024-03-05); correct one of the two"),
    ])
  }

  @Test("Money in a message is written with the decimals of its currency")
  func money() throws {
    for (code, net, given) in [("JPY", "750 JPY", "5 JPY"), ("KWD", "0.750 KWD", "0.005 KWD"), ("USD", "7.50 USD", "0.05 USD")] {
      var desk = try PayDesk(book: currency(code))
      desk.release("S1", [("P1", 750)])
      for command in [prepare("R1"), approve("R1"), instruct("R1")] { try desk.perform(command) }
      #expect(
        desk.refused(settle("R1", "P1", 5))
          == "amount: run R1 pays P1 \(net), not \(given); a payment is settled whole: correct the amount, or send the payment back")
    }
  }

  @Test("An adjustment that cannot be is refused with the column and what to do")
  func adjusting() throws {
    let fair: [(Account, String?, Int64)] = [(.bank, nil, 10), (.sales, nil, -10)]
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): adjustment C1 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    try check([
      (adjust("C2", []), "lines: lines is empty; it is required"), (adjust("C2", fair, because: ""), "reason: reason is empty; it is required"),
      (adjust("C2", fair, by: ""), "by: by is empty; it is required"),
      (
        adjust("C2", fair, corrects: 0),
        "corrects: '0' is no position of an event: write the number that 'esep explain' shows, 1 or more"
      ),
      (
        adjust("C2", [(.bank, nil, 1000), (.sales, nil, -1234)]),
        "amount: debits and credits differ by -2.34 KGS; correct the lines until they add up to zero"
      ), (adjust("C2", [(.bank, nil, 0), (.sales, nil, 0)]), "amount: the amount is zero; leave the line out"),
      (adjust("C2", [(.bank, nil, .min), (.sales, nil, .max)]), "amount: the amount is too large to be kept exactly; check amount"),
      (
        adjust("C2", [(.channelReceivable, nil, 10), (.sales, nil, -10)]),
        "account: account 1200 Channel receivable follows from documents and is not adjusted by hand; correct the document it comes from, "
          + "or use one of 1010, 1300, 2100, 2200, 2300, 4000, 4010, 4900, 5000, 5100, 5120, 5200, 5900"
      ),
      (
        adjust("C2", [(.producerPayableAvailable, nil, 10), (.sales, nil, -10)]),
        "producer: account 2100 Producer payable, available is kept by producer; say whose"
      ),
      (
        adjust("C2", [(.producerPayableAvailable, "P9", 10), (.sales, nil, -10)]),
        "producer: there is no producer 'P9' in this book; correct the code or record the producer first"
      ),
      (
        adjust("C2", [(.producerPayableAvailable, "P1", -largestInteger), (.losses, nil, largestInteger)]),
        "amount: the amount is too large to be kept exactly; check amount"
      ), (adjust("C1", fair), differs("corrects", "4", "nothing")),
      (adjust("C1", fair, corrects: 4, because: "other"), differs("reason", "wrong producer", "other")),
      (adjust("C1", fair, corrects: 4, by: "bakyt"), differs("by", "aizada", "bakyt")),
      (adjust("C1", fair, corrects: 4, on: "2024-02-11"), differs("date", "2024-02-10", "2024-02-11")),
      (adjust("C1", [(.bank, nil, 11), (.sales, nil, -11)], corrects: 4), differs("lines", "other lines", "these")),
      (adjust("C1", [(.bank, nil, 10), (.losses, nil, -10)], corrects: 4), differs("lines", "other lines", "these")),
    ])
  }
}
