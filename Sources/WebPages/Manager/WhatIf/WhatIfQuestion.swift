import Ledger
import ReadModels
import Web

/// What is asked of the page “If a channel goes”: which channel, how much others take up, from what income on somebody has fallen, in which year.
struct WhatIfQuestion {
  let channel: String
  let recapturePercent: Int32
  let floorMinor: Int64
  let floorText: String
  let years: Years
  /// What could not be read, by field.
  private(set) var errors: [String: String] = [:]

  /// From the query; what is not said is the largest channel, a quarter, no floor and the newest year.
  init(_ request: PageRequest, _ years: Years, largest: String, known: Set<String>) {
    let words = request.words
    let asked = request.query("channel") ?? largest
    channel = known.contains(asked) ? asked : largest
    if asked != channel { errors["channel"] = words("manager.what_if.unknown_channel") }
    let recapture = request.query("recapture").flatMap { Int32($0) }
    if request.query("recapture") != nil, recapture.map({ !(0...100).contains($0) }) ?? true {
      errors["recapture"] = words("manager.what_if.bad_recapture")
    }
    recapturePercent = errors["recapture"] == nil ? recapture ?? 25 : 25
    floorText = request.query("floor") ?? ""
    let floor = floorText.isEmpty ? 0 : request.minor(floorText)
    if floor.map({ $0 < 0 }) ?? true { errors["floor"] = words("manager.what_if.bad_floor") }
    floorMinor = max(0, floor ?? 0)
    let year = request.query("period").flatMap { Int($0) }
    if request.query("period") != nil, year.map({ !years.all.contains($0) }) ?? true { errors["period"] = words("manager.what_if.unknown_year") }
    self.years = Years(
      all: years.all, chosen: year.flatMap { years.all.contains($0) ? $0 : nil } ?? years.all.first ?? 0, asOfPosition: years.asOfPosition)
  }

  /// As a query has it, for further pages.
  var values: [(String, String)] {
    [("channel", channel), ("recapture", String(recapturePercent)), ("period", years.name)] + (floorText.isEmpty ? [] : [("floor", floorText)])
  }

  /// What is asked of reports.
  func parameters(_ request: PageRequest, channel: String?) -> ReportParameters {
    request.question(in: years.chosen) {
      ($0.channel, $0.recapturePercent, $0.incomeFloorMinor) = (channel, recapturePercent, floorMinor)
    }
  }

  /// The form that asks it.
  func form(_ request: PageRequest, _ names: [String: ChannelFacts]) -> Block {
    let words = request.words
    let channels = names.values.sorted { $0.name < $1.name }.map { (value: $0.code, text: $0.name) }
    let recapture = Field(
      "recapture", words("manager.what_if.recapture"), .range(min: 0, max: 100, step: 5), value: String(recapturePercent),
      hint: words("manager.what_if.recapture_hint"), error: errors["recapture"])
    let fields = [
      Field("channel", words("manager.channel"), .select(channels), value: channel, error: errors["channel"]),
      Field(
        "period", words("manager.year"), .select(years.all.prefix(60).map { (value: String($0), text: String($0)) }), value: years.name,
        error: errors["period"]),
      recapture,
      Field(
        "floor", words("manager.what_if.floor", ["currency": request.currencyName]), .decimal, value: floorText,
        hint: words("manager.what_if.floor_hint"), error: errors["floor"]),
    ]
    let hidden = request.timeValues.map { Field($0.0, "", .hidden, value: $0.1) }
    return .form(Form(.get, request.path, fields: fields + hidden, submit: words("manager.what_if.show")))
  }
}
