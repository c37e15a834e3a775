/// A currency by its ISO 4217 code, which also fixes how many decimals its minor unit has.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
  /// Three capital letters.
  public let code: String
  /// Decimals of the minor unit: 2 for KGS, 0 for JPY, 3 for KWD.
  public let decimals: Int

  /// The currency of that code; nil when ISO 4217 has no such active code.
  public init?(_ code: some StringProtocol) {
    let code = String(code)
    guard let decimals = Self.decimalsByCode[code] else { return nil }
    self.code = code
    self.decimals = decimals
  }

  private init(code: String, decimals: Int) {
    self.code = code
    self.decimals = decimals
  }

  /// The Kyrgyz som: the book currency unless a book says otherwise.
  public static let kgs = Currency(code: "KGS", decimals: 2)

  /// The code.
  public var description: String { code }

  /// Every code of the list.
  static var activeCodes: [String] { Array(decimalsByCode.keys) }

  private static let decimalsByCode: [String: Int] = {
    var table: [String: Int] = [:]
    for code in withoutMinorUnit.split(separator: " ") { table[String(code)] = 0 }
    for code in withTwoDecimals.split(whereSeparator: \.isWhitespace) { table[String(code)] = 2 }
    for code in withThreeDecimals.split(separator: " ") { table[String(code)] = 3 }
    return table
  }()

  // ISO 4217:2015, list one (active codes), by number of decimals.
  private static let withoutMinorUnit = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
  private static let withThreeDecimals = "BHD IQD JOD KWD LYD OMR TND"
  private static let withTwoDecimals = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK
    DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK
    LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON
    RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST
    XCD YER ZAR ZMW ZWG
    """
}
