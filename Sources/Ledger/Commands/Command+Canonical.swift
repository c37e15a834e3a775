extension Command {
  /// What is asked, as canonical JSON: the same request always gives the same bytes, whatever the book looks like.
  ///
  /// Its SHA-256 is the fingerprint kept with the idempotency key. Personal data enter it only inside that hash.
  public var canonicalBytes: [UInt8] { CanonicalWriter.object(write) }

  /// Lends the canonical bytes, written with a writer that is used again and again.
  public func withCanonicalBytes<Result>(_ writer: inout CanonicalWriter, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    writer.withObject(write, body)
  }

  private func write(to writer: inout CanonicalWriter) {
    switch self {
    case .enrolCommunity(let command): command.write(to: &writer)
    case .registerProducer(let command): command.write(to: &writer)
    case .changeProducerStatus(let command): command.write(to: &writer)
    case .developProduct(let command): command.write(to: &writer)
    case .product(let command): command.write(to: &writer)
    case .certification(let command): command.write(to: &writer)
    case .agreeTerms(let command): command.write(to: &writer)
    case .publishRate(let command):
      writer.member("currency", command.currency.code)
      writer.member("date", command.rate.date)
      writer.member("nominal", asTyped: command.rate.nominal)
      writer.member("rate", command.rate.rate)
    case .recordBatch(let command): command.write(to: &writer)
    case .production(let command): command.write(to: &writer)
    case .movement(let command): command.write(to: &writer)
    case .recordSale(let command): command.write(to: &writer)
    case .allocateSale(let command):
      writer.member("allocate", command.sale.text)
      writer.member("date", command.date)
    case .returnGoods(let command): command.write(to: &writer)
    case .reverseSale(let command):
      writer.member("date", command.date)
      writer.member("reason", command.reason)
      writer.member("reverse", command.sale.text)
    case .settlement(let command): command.write(to: &writer)
    case .payables(let command): command.write(to: &writer)
    case .control(let command): command.write(to: &writer)
    case .programme(let command): command.write(to: &writer)
    }
  }
}

extension EnrolCommunity {
  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.member("community", community.text)
    writer.member("name", name)
    writer.member("name_en", nameEnglish)
    writer.member("name_ky", nameKyrgyz)
    writer.member("oblast", oblast)
    writer.member("rayon", rayon)
  }
}

extension RegisterProducer {
  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.member("birth_year", asTyped: details.birthYear)
    writer.member("community", membership.community.text)
    writer.member("group", membership.group?.text)
    writer.member("name", details.name)
    writer.member("payout_account", details.payoutAccount)
    writer.member("payout_route", membership.payoutRoute?.rawValue)
    writer.member("producer", producer.text)
    writer.member("sex", membership.sex?.rawValue)
  }
}

extension ChangeProducerStatus {
  fileprivate func write(to writer: inout CanonicalWriter) {
    let (word, reason): (String, String?) =
      switch change {
      case .deactivate(let reason): ("deactivate", reason)
      case .reactivate: ("reactivate", nil)
      case .erase(let reason): ("erase", reason)
      }
    writer.member("change", word)
    writer.member("date", date)
    writer.member("producer", producer.text)
    writer.member("reason", reason)
  }
}

extension DevelopProduct {
  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.member("category", category)
    writer.member("hs_code", hsCode)
    writer.member("name", name)
    writer.member("oblast", oblast)
    writer.member("product", product.text)
    writer.member("unit", unit.rawValue)
  }
}

extension AgreeTerms {
  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.member("certification", terms.certification.word)
    writer.member("channel", channel.text)
    writer.member("commission_bp", asTyped: terms.commissionBasisPoints)
    writer.member("country", country)
    writer.member("currency", terms.currency.code)
    writer.member("fee_bp", asTyped: terms.feeBasisPoints)
    writer.member("fx_risk", terms.fxRisk.word)
    writer.member("kind", kind.rawValue)
    writer.member("model", terms.model.rawValue)
    writer.member("name", name)
    writer.member("settle_days", asTyped: terms.settleDays)
    writer.member("valid_from", terms.validFrom)
    if let validTo = terms.validTo { writer.member("valid_to", validTo) }
  }
}

extension RecordBatch {
  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.member("accepted", asTyped: accepted?.thousandths)
    writer.member("batch", batch.text)
    writer.member("contributions", contributions) { writer, contribution in
      writer.member("producer", contribution.producer.text)
      writer.member("quantity", asTyped: contribution.quantity.thousandths)
    }
    if !inputs.isEmpty { writer.member("inputs", inputs) { $1.write(to: &$0) } }
    writer.member("kind", kind.rawValue)
    writer.member("produced_on", producedOn)
    writer.member("product", product.text)
    if let quantity { writer.member("quantity", asTyped: quantity.thousandths) }
    writer.member("recipe", asTyped: recipe)
    writer.member("site", site)
    if !isInspected { writer.member("waiting", true) }
  }
}

extension RecordSale {
  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch?.text)
    writer.member("channel", channel.text)
    writer.member("country", country)
    writer.member("currency", currency.code)
    writer.member("discount", asTyped: discount)
    writer.member("outlet", outlet?.text)
    writer.member("product", product.text)
    writer.member("quantity", asTyped: quantity.thousandths)
    writer.member("receipt", receipt)
    writer.member("sale", sale.text)
    writer.member("sold_on", soldOn)
    writer.member("unit_price", unitPrice)
  }
}

extension ReturnGoods {
  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.member("cause", cause)
    writer.member("disposition", disposition.rawValue)
    writer.member("quantity", asTyped: quantity.thousandths)
    writer.member("return", returned.text)
    writer.member("returned_on", returnedOn)
    writer.member("sale", sale.text)
  }
}
