import ArgumentParser
import Bookkeeping
import Exchange
import Foundation
import Ledger
import Office

/// `esep record`: one document, or a few, from a JSON file.
struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record documents from a JSON file: one object, or an array of them.",
    discussion: """
      Each object has a "record" member that says what it is, and the columns of the spreadsheet of that kind as further members, numbers as text or \
      whole numbers, money in whole units. Kinds with a spreadsheet: community, producer, product, channel, rate, batch, sale, return, statement, \
      receipt (payouts.csv), advance, deduction, settle and return-payment (settlements.csv). Parts stand in arrays: a batch's "contributions" \
      {"producer", "quantity"}, a statement's "lines" {"line", "type", "amount", …} beside "opening" and "closing", a receipt's "parts" {"statement", \
      "amount", "bank_fee"}.

      The other kinds and their members:
        deactivate, erase: producer, reason, date
        reactivate: producer, date
        allocate: sale, date
        reverse: sale, reason, date
        match: channel, statement, line, sales [number, or {"sale", "return"}], date, [dispute: why the difference is disputed]
        unmatch: channel, statement, line, reason, date
        dispute: channel, statement, [line], amount, currency, reason, date
        resolve: channel, statement, [line], outcome (recovered, written_off), reason, date
        tolerance: channel, currency, amount, valid_from
        apply: payout, channel, statement, date, [amount, currency]
        prepare: run, cut_off, by, date
        approve, instruct: run, by, date
        reject: run, by, reason, date
        settle-run: run, date, [reference]
        adjustment: adjustment, reason, by, date, lines [{"account", "debit" or "credit", "producer"}], [corrects: the position of an event]
        stage: product, stage (1 to 11, the steps of the OVOP method), date, [note: required where steps are left out]
        recipe: product, version, valid_from, yield_percent, inputs [{"material", "quantity", "unit"}, for one unit of product]
        criteria: oblast, version, valid_from, quality_safety, local_material, ecology, unique_design (each "pass_fail" or {"max", "needed"}), \
      [stars: points that one star takes, two stars, …]
        certify: product, certificate, oblast, decided_on, valid_until (not where it is refused), quality_safety, local_material, ecology, \
      unique_design (each pass, fail or points), [criteria_version, outcome (granted, refused), stars]
        revoke: product, certificate, reason, date
        open-site: site, name, community, kind (workshop, shop, training_centre, collection_point, demonstration_plot, other), date, \
      [programme], [funding: [{"payer", "amount", "currency"}], amount and currency where they are known]
        close-site: site, reason, date
        programme: programme, name, from, [to, funder]
        enrol: programme, enrolment (the number in its list), unit (person, household), date, [count, persons: the people in households], \
      [producer, community, site]
        leave: programme, enrolment, reason, date
        training: training, topic, date, [hours], [participants: producers' codes], [others: how many besides], [site, programme]
        grant: grant, payer, amount, currency, date, programme or site, [use]
        consent, withdraw-consent: producer, purpose (public_name), date
        claim: claim, source, statement, figure, unit, definition, published_on, through (a month), [from], [bound: exactly, about, at_least, at_most], \
      [channels, country, hs_code, oblast, payer, programme, site, site_kind]
        withdraw-claim: claim, reason, date
      Goods; a place is hub, samples, quarantine, CHANNEL or CHANNEL/OUTLET, and where one may be left out it is the hub:
        batch, beside its columns: [inputs] [{"material", "quantity", "unit", [supplier], [cost, currency], [advance]}], [recipe], [inspected: false], \
      [quantity: what was made in all]
        inspect: batch, by (self, committee, lab), accepted and/or rejected, date, [inspector], [reasons] [{"reason", "quantity"}], [again: true for \
      goods that were accepted before, with the place where they lie], [reference]
        recall, lift-recall: batch, reason, by, date (or 'esep recall', which also says whom it reaches)
        write-off: batch, [place], quantity, reason, date, [reference]
        buy: batch, unit_price or prices [{"producer", "unit_price"}], date, [reference]
        dispatch: dispatch, [from], to, date, lines [{"batch", "quantity"}]
        receive: dispatch, date, [lines] [{"batch", "received"}], every batch of the dispatch; without lines all of it arrived
        count: count, place, date, lines [{"batch", "counted"}]
        adjust: batch, [place], change, reason, date, [reference]
      Months are closed with 'esep period'.

      Example: {"record": "return", "return": "R-7", "returned_on": "2024-05-02", "sale": "S-88121", "quantity": "1"}
      Erasing a person: {"record": "erase", "producer": "P-0412", "reason": "her wish", "date": "2024-05-02"}
      """)

  @Argument(help: ArgumentHelp("The file; - for standard input.", valueName: "file.json"))
  var file: String

  @Flag(help: "Record sales of goods that are not in stock; the money of what cannot be allocated waits in suspense.")
  var allowUnallocated = false

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let defaults = ImportDefaults(today: ImportCommand.today, allowsUnallocated: allowUnallocated)
    let documents = try read(defaults)
    try await Workplace.with(database) { workplace in
      let book = try await workplace.openOrCreate(database)
      let verdicts = try await workplace.withLog(book) { log in
        try await Bookkeeper(log: log, author: "record").record(documents.map { Instruction($0) })
      }
      var isClean = true
      for (number, verdict) in verdicts.enumerated() {
        let place = verdicts.count == 1 ? "" : "document \(number + 1): "
        switch verdict {
        case .recorded(let first, let count):
          print("\(place)recorded at position \(first)" + (count > 1 ? " to \(first + Int64(count) - 1)" : ""))
        case .unchanged: print("\(place)already in the book; nothing changed")
        case .refused(let refusal):
          isClean = false
          print("\(place)refused. \(refusal)")
        }
      }
      try await Folding.catchUp(workplace, book)
      guard isClean else { throw ExitStatus.refused }
    }
  }

  /// - Throws: `Failure` that says which document and which member is wrong.
  private func read(_ defaults: ImportDefaults) throws -> [Command] {
    let data: Data
    do { data = file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(fileURLWithPath: file)) } catch {
      throw Failure.refused("\(file) cannot be read; check its name")
    }
    do { return try DocumentReader.commands(fromJSON: Array(data), name: file, defaults: defaults) } catch let problem as OfficeProblem {
      throw Failure.refused(problem.message)
    }
  }
}
