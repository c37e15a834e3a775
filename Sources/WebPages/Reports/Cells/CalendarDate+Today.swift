import Foundation
import Ledger

extension CalendarDate {
  /// Today in Kyrgyzstan, which has no summer time: its clocks are six hours ahead of Greenwich.
  static var todayHere: CalendarDate { CalendarDate(daysSince1970: Int32((Date().timeIntervalSince1970 + 6 * 3_600) / 86_400)) }
}
