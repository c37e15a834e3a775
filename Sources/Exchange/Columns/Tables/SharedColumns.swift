// Columns that several tables have, so that a header means the same thing in each of them.
extension Column {
  static let community = Column.required(
    "community", "село", "айыл", "код села", "сообщество", "код сообщества", "айыл коду", "айылдын коду", "коомчулук")
  static let producer = Column.required(
    "producer", "производитель", "код производителя", "мастер", "мастерица", "код мастера", "өндүрүүчү", "өндүрүүчүнүн коду", "чебер", "чебердин коду"
  )
  static let product = Column.required(
    "product", "товар", "код товара", "изделие", "код изделия", "продукт", "артикул", "буюм", "буюмдун коду", "товардын коду", "өнүм")
  static let channel = Column.channel(isRequired: true)
  static let currency = Column.required("currency", "валюта", "код валюты", "валютасы", "акча бирдиги")
  static let name = Column.required("name", "название", "наименование", "аталышы", "аты")

  static func channel(isRequired: Bool) -> Column {
    let aliases = ["канал", "код канала", "канал сбыта", "канал продаж", "сатуу каналы", "каналдын коду", "канал коду"]
    return Column(name: "channel", isRequired: isRequired, aliases: aliases, words: nil)
  }

  static func quantity(isRequired: Bool) -> Column {
    Column(name: "quantity", isRequired: isRequired, aliases: ["количество", "кол-во", "кол", "число", "саны", "көлөмү"], words: nil)
  }
}
