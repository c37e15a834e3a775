/// Names that nobody bears: every one says that it is an example.
enum Names {
  /// A producer's: a common given name, her number, "(example)".
  static func producer(_ number: Int, isWoman: Bool) -> String {
    let names = isWoman ? women : men
    return "\(names[number % names.count]) \(padded(number, to: 4)) (пример)"
  }

  /// A village's in Russian, Kyrgyz and English.
  static func village(_ number: Int) -> (russian: String, kyrgyz: String, english: String) {
    let digits = padded(number, to: 3)
    return ("Село \(digits) (пример)", "Айыл \(digits) (мисал)", "Village \(digits) (example)")
  }

  /// Digits with leading zeros.
  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static let women = [
    "Айгүл", "Айжан", "Айнура", "Айым", "Анара", "Асел", "Бактыгүл", "Бегимай", "Бермет", "Бурул", "Гүлзат", "Гүлнара", "Динара", "Жаңыл",
    "Жылдыз", "Зарина", "Каныкей", "Кундуз", "Мээрим", "Назгүл", "Нургүл", "Перизат", "Сайкал", "Салтанат", "Толгонай", "Чолпон", "Элнура",
    "Эркеайым", "Ырысгүл",
  ]
  private static let men = ["Азамат", "Айбек", "Бакыт", "Данияр", "Жоомарт", "Кубаныч", "Нурлан", "Талант", "Улан", "Эрмек"]
}
