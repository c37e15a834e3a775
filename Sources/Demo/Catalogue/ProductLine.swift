import Ledger

/// What one kind of product is called and costs. Customs codes are plausible; the one of felt goods is the published one.
struct ProductLine {
  let russian: String, kyrgyz: String, english: String
  let category: String, unit: Unit, hsCode: String
  /// Price of one unit in soms of 2024.
  let price: ClosedRange<Int>

  /// Goods sold by weight or volume come in tenths of the unit, all others whole; in thousandths of the unit.
  var step: Int64 { unit == .kilogram || unit == .litre ? 100 : 1000 }

  /// A product's name: plainly an example, in one of the three languages of the programme.
  func name(_ number: Int) -> String {
    let digits = Names.padded(number, to: 4)
    return switch number % 3 {
    case 0: "\(russian) \(digits) (пример)"
    case 1: "\(kyrgyz) \(digits) (мисал)"
    default: "\(english) \(digits) (example)"
    }
  }

  private init(_ russian: String, _ kyrgyz: String, _ english: String, _ category: String, _ unit: Unit, _ hsCode: String, _ price: ClosedRange<Int>)
  {
    (self.russian, self.kyrgyz, self.english, self.category) = (russian, kyrgyz, english, category)
    (self.unit, self.hsCode, self.price) = (unit, hsCode, price)
  }
}

extension ProductLine {
  /// Felt goods under the code of the export profile of 2018: what MUJI orders most.
  static let feltPieces = ProductLine("Изделие из войлока", "Кийизден буюм", "Felt piece", "felt", .piece, "6307909100", 200...600)
  /// Soap, which MUJI orders too.
  static let soap = ProductLine("Мыло", "Самын", "Soap", "cosmetics", .piece, "3401300000", 120...300)
  /// Honey, some of which is sold at exhibitions abroad.
  static let honey = ProductLine("Мёд горный", "Тоо балы", "Mountain honey", "food", .kilogram, "0409000000", 400...600)

  /// What is developed for the programme's own channels, in turn.
  static let ordinary: [ProductLine] = [
    ProductLine("Тапочки войлочные", "Кийиз тапичке", "Felt slippers", "felt", .pair, "6405209900", 700...1500),
    honey,
    ProductLine("Сумка войлочная", "Кийиз сумка", "Felt bag", "felt", .piece, "4202929800", 900...2400),
    soap,
    ProductLine("Чай травяной", "Чөп чайы", "Herbal tea", "food", .piece, "1211908609", 120...260),
    feltPieces,
    ProductLine("Джем", "Кыям", "Jam", "food", .piece, "2007993500", 150...320),
    ProductLine("Игрушка войлочная", "Кийиз оюнчук", "Felt toy", "felt", .piece, "9503004900", 250...700),
    ProductLine("Носки шерстяные", "Жүн байпак", "Woollen socks", "wool", .pair, "6115940000", 300...650),
    ProductLine("Сухофрукты", "Кургатылган жемиш", "Dried fruit", "food", .kilogram, "0813300000", 250...480),
    ProductLine("Бальзам облепиховый", "Чычырканак бальзамы", "Sea-buckthorn balm", "cosmetics", .piece, "3304990000", 250...600),
    ProductLine("Кружка керамическая", "Карапа чыны", "Ceramic mug", "crafts", .piece, "6912002100", 400...1100),
    ProductLine("Пряжа", "Жип", "Yarn", "wool", .piece, "5109101000", 250...500),
    ProductLine("Ложка деревянная", "Жыгач кашык", "Wooden spoon", "crafts", .piece, "4419909000", 200...700),
    ProductLine("Ковёр войлочный", "Шырдак", "Felt rug", "felt", .piece, "5705008000", 3500...9000),
    ProductLine("Сироп облепиховый", "Чычырканак шербети", "Sea-buckthorn syrup", "food", .litre, "2106909200", 300...500),
  ]
}
