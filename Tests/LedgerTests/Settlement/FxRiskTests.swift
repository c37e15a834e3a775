import Ledger
import Testing

@Suite("Who bears the exchange")
struct FxRiskTests {
  private func agreement(_ fxRisk: FxRisk?) -> AgreeTerms {
    let date = day("2024-01-01")
    let terms =
      fxRisk.map {
        Terms(
          model: .purchase, commissionBasisPoints: 0, feeBasisPoints: 100, currency: currency("JPY"), settleDays: 60, validFrom: date, fxRisk: $0)
      } ?? Terms(model: .purchase, commissionBasisPoints: 0, feeBasisPoints: 100, currency: currency("JPY"), settleDays: 60, validFrom: date)
    return AgreeTerms(channel: .init("MUJI"), name: "MUJI", kind: .exportRetailer, country: "JP", terms: terms)
  }

  private func payload(_ fxRisk: FxRisk?) throws -> String {
    text(try decide(agreement(fxRisk), given: ChannelState()).facts[1].event.payload.canonicalBytes)
  }

  @Test("The association bears it unless terms say otherwise, and then nothing is written down about it")
  func association() throws {
    let plain =
      #"{"channel":"MUJI","commission_bp":0,"currency":"JPY","fee_bp":100,"model":"purchase","settle_days":60,"valid_from":"2024-01-01"}"#
    #expect(try payload(nil) == plain)
    #expect(try payload(.association) == plain)
    #expect(Command.agreeTerms(agreement(nil)).canonicalBytes == Command.agreeTerms(agreement(.association)).canonicalBytes)
    #expect(!text(Command.agreeTerms(agreement(nil)).canonicalBytes).contains("fx_risk"))
  }

  @Test("Terms by which producers bear it say so, and are other terms")
  func producers() throws {
    let written = try payload(.producers)
    #expect(written.contains(#""fee_bp":100,"fx_risk":"producers","model":"purchase""#))
    #expect(text(Command.agreeTerms(agreement(.producers)).canonicalBytes).contains(#""fx_risk":"producers""#))
    let read = try ChannelTermsAgreed(payload: Array(written.utf8))
    #expect(read.terms.fxRisk == .producers)
    #expect(read.terms != agreement(nil).terms)
    #expect(throws: PayloadProblem.self) { try ChannelTermsAgreed(payload: Array(written.replacing("producers", with: "nobody").utf8)) }
  }
}
