import Ledger

/// Who and what there is in a history, before anything is made or sold.
enum Registry {
  static let communities = 300
  static let producers = 3_000
  static let products = 120
  static let channels = 12
  /// Tyiyn for one yen: an even rate, so that both currencies come out whole.
  static let tyiynPerYen: Int64 = 58
  private static let oblasts = ["Chuy", "Issyk-Kul", "Naryn", "Talas", "Osh", "Jalal-Abad", "Batken"]
  private static let categories = ["felt", "honey", "jam", "cosmetics"]

  static func community(_ number: Int) -> String { padded("C-", number, 3) }
  static func producer(_ number: Int) -> String { padded("P-", number, 4) }
  static func product(_ number: Int) -> String { padded("T-", number, 3) }
  static func channel(_ number: Int) -> String { padded("CH-", number, 2) }
  static func hsCode(_ product: Int) -> String { String(6_300_000_000 + product % 40 * 1_000) }
  /// The first channel is MUJI: abroad, in yen.
  static func isAbroad(_ channel: Int) -> Bool { channel == 0 }

  static func events() -> [PlannedEvent] {
    var events: [PlannedEvent] = []
    for number in 0..<communities {
      events.append(
        PlannedEvent("CommunityEnrolled", in: "community/" + community(number)) {
          $0.member("community", community(number))
          $0.member("name", "Village \(number)")
          $0.member("oblast", oblasts[number % oblasts.count])
        })
    }
    for number in 0..<producers {
      events.append(
        PlannedEvent("ProducerRegistered", in: "producer/" + producer(number)) {
          $0.member("community", community(number % communities))
          $0.member("payout_route", "wallet")
          $0.member("person", String(repeating: "0", count: 56) + padded("", number, 8))
          $0.member("producer", producer(number))
          $0.member("sex", number % 10 == 0 ? "m" : "f")
        })
    }
    for number in 0..<products {
      events.append(
        PlannedEvent("ProductDeveloped", in: "product/" + product(number)) {
          $0.member("category", categories[number % categories.count])
          $0.member("hs_code", hsCode(number))
          $0.member("name", "Product \(number)")
          $0.member("oblast", oblasts[number % oblasts.count])
          $0.member("product", product(number))
          $0.member("unit", "H87")
        })
    }
    for number in 0..<channels { events += opened(number) }
    return events
  }

  private static func opened(_ number: Int) -> [PlannedEvent] {
    let kinds = ChannelKind.allCases
    let stream = "channel/" + channel(number)
    return [
      PlannedEvent("ChannelOpened", in: stream) {
        $0.member("channel", channel(number))
        $0.member("country", isAbroad(number) ? "JP" : "KG")
        $0.member("kind", kinds[number % kinds.count].rawValue)
        $0.member("name", "Channel \(number)")
      },
      PlannedEvent("ChannelTermsAgreed", in: stream, version: 2) {
        $0.member("channel", channel(number))
        $0.member("commission_bp", commissionBasisPoints(number))
        $0.member("currency", isAbroad(number) ? "JPY" : "KGS")
        $0.member("fee_bp", feeBasisPoints)
        $0.member("model", "consignment")
        $0.member("settle_days", Int64(30))
        $0.member("valid_from", "2016-01-01")
      },
    ]
  }

  static let feeBasisPoints: Int64 = 1_000
  static func commissionBasisPoints(_ channel: Int) -> Int64 { Int64(500 + channel * 200) }
}

/// A number with leading zeros behind a prefix.
func padded(_ prefix: String, _ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
}
