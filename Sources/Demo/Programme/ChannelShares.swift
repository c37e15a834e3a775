/// Each channel's share of a year's net sales.
///
/// MUJI's 40.00 % of 2020 is published; 2024 is the programme's table for that year; every other row is assumed: it leads smoothly
/// from one shop in Karakol and a few fairs to those two years. MUJI begins in 2011, the Bishkek shop in 2012, petrol stations in
/// 2017, online sales in 2019; in 2020 the closed shops leave room to online sales.
enum ChannelShares {
  /// Basis points of the year's net sales.
  static func basisPoints(_ channel: DemoChannel, _ year: Int) -> Int64 { rows[year - 2010][channel.rawValue] }

  //  MUJI  Bishkek Karakol petrol fairs exhibitions online
  private static let rows: [[Int64]] = [
    [0, 0, 7000, 0, 3000, 0, 0],  // 2010
    [2000, 0, 5000, 0, 2200, 800, 0],
    [2400, 1500, 3800, 0, 1500, 800, 0],
    [2700, 1900, 3200, 0, 1400, 800, 0],
    [2900, 2100, 2900, 0, 1350, 750, 0],
    [3100, 2250, 2700, 0, 1250, 700, 0],  // 2015
    [3300, 2400, 2450, 0, 1150, 700, 0],
    [3400, 2450, 2300, 150, 1050, 650, 0],
    [3600, 2400, 2100, 250, 1000, 650, 0],
    [3800, 2450, 1800, 350, 850, 500, 250],
    [4000, 2200, 1650, 400, 500, 300, 950],  // 2020
    [4000, 2300, 1600, 450, 550, 350, 750],
    [4000, 2350, 1500, 450, 600, 400, 700],
    [4000, 2400, 1450, 450, 600, 400, 700],
    [4000, 2400, 1400, 500, 600, 400, 700],
    [3900, 2400, 1400, 550, 600, 400, 750],  // 2025
  ]
}
