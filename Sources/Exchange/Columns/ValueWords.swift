/// The words a column may hold, each with its Russian and Kyrgyz synonyms.
public struct ValueWords: Sendable {
  /// The canonical words in order.
  public let canonical: [String]
  private let byFolded: [String: String]

  /// Canonical words with their synonyms. Case, blanks, hyphens, underscores and dots do not count, ё is е.
  public init(_ words: KeyValuePairs<String, [String]>) {
    canonical = words.map(\.key)
    var byFolded: [String: String] = [:]
    for (word, synonyms) in words {
      for name in [word] + synonyms {
        let earlier = byFolded.updateValue(word, forKey: HeaderName.fold(name))
        precondition(earlier == nil || earlier == word, "«\(name)» means both \(earlier ?? "") and \(word)")
      }
    }
    self.byFolded = byFolded
  }

  /// The canonical word that `text` means, or nil.
  public func canonical(for text: String) -> String? { byFolded[text] ?? byFolded[HeaderName.fold(text)] }

  /// The canonical word.
  /// - Throws: `FieldProblem` that lists the words to choose from.
  public func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> String {
    let text = String(decoding: bytes.prefix(Self.bytesMax), as: UTF8.self)
    if bytes.count <= Self.bytesMax, let word = canonical(for: text) { return word }
    throw FieldProblem(.unknownWord(quoted(bytes), canonical))
  }

  /// No word is longer; a longer field is refused without looking.
  private static let bytesMax = 256
}

extension ValueWords {
  /// What a batch was made for.
  public static let batchKind = ValueWords([
    "test": ["тест", "тестовая", "пробная", "пробная партия", "опытная", "сыноо", "сынамык"],
    "regular": ["обычная", "регулярная", "плановая", "серийная", "кадимки", "үзгүлтүксүз"],
    "order": ["заказ", "заказная", "на заказ", "под заказ", "по заказу", "буйрутма", "буйрутма боюнча", "заказ боюнча"],
  ])

  /// What becomes of returned goods.
  public static let disposition = ValueWords([
    "restock": ["на склад", "склад", "вернуть на склад", "возврат на склад", "в продажу", "кампага", "складга", "кайра сатууга"],
    "scrap": ["брак", "в брак", "списать", "списание", "списано", "утиль", "жараксыз", "эсептен чыгаруу", "эсептен чыгарылды"],
  ])

  /// Sex of a producer.
  public static let sex = ValueWords([
    "f": ["female", "woman", "ж", "жен", "женский", "женщина", "а", "аял"],
    "m": ["male", "man", "м", "муж", "мужской", "мужчина", "э", "эр", "эркек"],
  ])

  /// A channel's terms.
  public static let model = ValueWords([
    "consignment": ["консигнация", "комиссия", "на комиссию", "договор комиссии", "на реализацию", "под реализацию", "реализация", "сатууга берүү"],
    "purchase": ["закупка", "закуп", "покупка", "выкуп", "купля-продажа", "сатып алуу"],
  ])

  /// Who bears what the exchange brings or costs until a channel's money has come.
  public static let fxRisk = ValueWords([
    "association": ["ассоциация", "союз", "мы", "ассоциация эсебинен", "бирикме"],
    "producers": ["производители", "мастера", "мастерицы", "өндүрүүчүлөр", "чеберлер"],
  ])

  /// What becomes of goods without a valid certificate.
  public static let certification = ValueWords([
    "none": ["нет", "не важно", "не требуется", "можно продавать", "жок", "талап кылынбайт", "маанилүү эмес"],
    "exception": ["исключение", "отмечать", "как исключение", "продавать с отметкой", "өзгөчө учур", "белги менен"],
    "refuse": ["отказ", "требуется", "обязательно", "не продавать", "нельзя продавать", "милдеттүү", "талап кылынат", "сатууга болбойт"],
  ])

  /// How a producer gets her money.
  public static let payoutRoute = ValueWords([
    "bank": ["банк", "в банк", "через банк", "банковский счёт", "на счёт", "на карту", "карта", "банк аркылуу", "банк эсеби"],
    "wallet": ["кошелёк", "электронный кошелёк", "эл. кошелёк", "мобильный кошелёк", "капчык", "электрондук капчык"],
    "cash": ["наличные", "наличными", "нал", "касса", "через кассу", "накталай", "накталай акча"],
  ])

  /// What kind of buyer a channel is.
  public static let channelKind = ValueWords([
    "export_retailer": [
      "export", "экспорт", "экспортный ритейлер", "экспортная розница", "розница за рубежом", "экспорттук дүкөн", "экспорттук соода",
    ],
    "brand_shop": ["shop", "фирменный магазин", "бренд-магазин", "брендовый магазин", "магазин", "фирмалык дүкөн", "бренд дүкөнү", "дүкөн"],
    "petrol_station": ["азс", "автозаправка", "заправка", "автозаправочная станция", "май куюучу жай", "май куюучу станция"],
    "fair": ["ярмарка", "жарманке"],
    "exhibition": ["выставка", "көргөзмө"],
    "online": ["онлайн", "интернет", "интернет-магазин", "маркетплейс", "онлайн-дүкөн", "интернет-дүкөн"],
    "wholesale": ["опт", "оптом", "оптовая", "оптовик", "оптовая торговля", "дүң", "дүң соода", "дүңүнөн"],
    "hospitality": ["гостиница", "отель", "гостиницы и рестораны", "кафе", "ресторан", "хорека", "horeca", "мейманкана", "конок үйү"],
  ])

  /// What a line of a channel's statement is.
  public static let statementLine = ValueWords([
    "sale": ["продажа", "реализация", "сатуу"],
    "return": ["возврат", "кайтаруу"],
    "commission": ["комиссия", "вознаграждение", "комиссионное вознаграждение", "комиссиялык акы"],
    "fee": ["сбор", "услуги", "плата", "плата за услуги", "жыйым", "кызмат акы"],
    "tax": ["налог", "ндс", "салык", "кнс"],
    "adjustment": ["корректировка", "исправление", "түзөтүү", "оңдоо"],
    "opening": [
      "opening balance", "входящий остаток", "вход. остаток", "вх. остаток", "входящее сальдо", "остаток на начало", "сальдо на начало",
      "начальный остаток", "баштапкы калдык", "башындагы калдык", "мезгилдин башындагы калдык",
    ],
    "closing": [
      "closing balance", "исходящий остаток", "исход. остаток", "исх. остаток", "исходящее сальдо", "остаток на конец", "сальдо на конец",
      "конечный остаток", "акыркы калдык", "аягындагы калдык", "мезгилдин аягындагы калдык",
    ],
  ])

  /// What a producer was given beforehand.
  public static let advanceForm = ValueWords([
    "cash": ["деньги", "деньгами", "наличные", "наличными", "на счёт", "акча", "акчалай", "накталай"],
    "material": ["материал", "материалы", "материалами", "материалом", "сырьё", "сырьём", "чийки зат", "материал менен"],
  ])

  /// What is kept back from producers' pay.
  public static let deductionKind = ValueWords([
    "tax": ["налог", "подоходный налог", "удержанный налог", "салык", "киреше салыгы"],
    "fee": ["сбор", "взнос", "членский взнос", "сбор объединения", "жыйым", "мүчөлүк акы", "мүчөлүк жыйым"],
    "reserve": ["резерв", "резерв группы", "фонд", "фонд группы", "топтун фонду", "камдык", "топтун камдыгы"],
  ])

  /// What became of a payment.
  public static let paymentStatus = ValueWords([
    "paid": ["выплачено", "выплачена", "оплачено", "исполнено", "проведено", "перечислено", "выдано", "төлөндү", "төлөнгөн", "берилди"],
    "returned": [
      "возврат", "возвращено", "возвращён", "возвращена", "отклонено", "отказ", "не исполнено", "кайтарылды", "кайтарылган", "кайтып келди",
    ],
  ])
}
