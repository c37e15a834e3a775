/// Columns of `communities.csv`: the villages of the programme.
public enum CommunityColumn: Int, TableColumn {
  case community, name, oblast, rayon, nameKy, nameEn

  /// One row a village.
  public static let table = Table(
    "communities",
    [
      .community,
      .name,
      .required("oblast", "область", "облус", "облусу"),
      .optional("rayon", "район", "району"),
      .optional("name_ky", "название на кыргызском", "название (кырг.)", "кыргызча аталышы", "кыргызча аты"),
      .optional("name_en", "название на английском", "название (англ.)", "англисче аталышы", "англисче аты"),
    ])
}

/// Columns of `producers.csv`: the people who make.
public enum ProducerColumn: Int, TableColumn {
  case producer, name, community, group, sex, birthYear, registeredOn, payoutRoute, payoutAccount

  /// One row a person.
  public static let table = Table(
    "producers",
    [
      .producer,
      .required("name", "имя", "ФИО", "фамилия, имя", "фамилия имя отчество", "аты-жөнү", "аты", "аты, фамилиясы", "название"),
      .community,
      .optional("group", "группа", "жамаат", "джамаат", "код группы", "топ", "топтун коду"),
      .optional("sex", "пол", "жынысы", words: .sex),
      .optional("birth_year", "год рождения", "г.р.", "туулган жылы"),
      .optional("registered_on", "дата регистрации", "дата вступления", "зарегистрирован", "зарегистрирована", "катталган күнү", "каттоо күнү"),
      .optional("payout_route", "способ выплаты", "способ оплаты", "куда платить", "төлөө жолу", "төлөө ыкмасы", words: .payoutRoute),
      .optional("payout_account", "счёт", "номер счёта", "лицевой счёт", "реквизиты", "расчётный счёт", "эсеп", "эсептин номери", "эсеп номери"),
    ])
}

/// Columns of `products.csv`: what is made.
public enum ProductColumn: Int, TableColumn {
  case product, name, category, unit, hsCode, oblast

  /// One row a product.
  public static let table = Table(
    "products",
    [
      .product,
      .required(
        "name", "название", "наименование", "наименование товара", "название товара", "наименование изделия", "аталышы", "аты", "товардын аталышы",
        "буюмдун аталышы"),
      .required("category", "категория", "группа товаров", "вид товара", "вид изделия", "категориясы", "товардын түрү", "түрү"),
      .required("unit", "единица", "единица измерения", "ед. изм.", "ед.", "өлчөм бирдиги", "өлчөө бирдиги", "бирдиги"),
      .optional("hs_code", "ТН ВЭД", "код ТН ВЭД", "HS", "ТЭИ ТН", "ТЭИ ТН коду"),
      .optional("oblast", "область", "облус", "облусу"),
    ])
}

/// Columns of `channels.csv`: who sells, and on what terms.
public enum ChannelColumn: Int, TableColumn {
  case channel, name, kind, country, currency, model, commissionPercent, feePercent, settleDays, validFrom, fxRisk, validTo, certification

  /// One row a channel and agreement.
  public static let table = Table(
    "channels",
    [
      .channel,
      .required("name", "название", "наименование", "название канала", "аталышы", "аты", "каналдын аталышы"),
      .required("kind", "вид", "тип", "вид канала", "тип канала", "түрү", "каналдын түрү", words: .channelKind),
      .required("country", "страна", "код страны", "өлкө", "өлкөсү", "өлкөнүн коду"),
      .currency,
      .required("model", "модель", "условия", "вид договора", "тип договора", "келишимдин түрү", "шарты", words: .model),
      .required("commission_percent", "комиссия", "комиссия %", "процент комиссии", "комиссиясы", "комиссиянын пайызы", "комиссия пайызы"),
      .required("fee_percent", "сбор", "сбор %", "процент сбора", "сбор объединения", "сбор ассоциации", "жыйым", "жыйым пайызы", "жыйымдын пайызы"),
      .required(
        "settle_days", "срок расчёта", "дней на расчёт", "срок оплаты", "срок оплаты, дней", "отсрочка", "отсрочка, дней", "эсептешүү мөөнөтү",
        "төлөө мөөнөтү"),
      .required("valid_from", "действует с", "дата начала", "начало действия", "с даты", "күчүнө кирген күнү", "башталган күнү"),
      .optional("fx_risk", "валютный риск", "курсовая разница", "валюталык тобокелдик", words: .fxRisk),
      .optional("valid_to", "действует до", "дата окончания", "окончание действия", "до даты", "күчүн жоготкон күнү", "аяктаган күнү"),
      .optional(
        "certification", "сертификация", "сертификат", "требование сертификата", "без сертификата", "сертификаттоо", "сертификатсыз",
        words: .certification),
    ])
}

/// Columns of `rates.csv`: official exchange rates.
public enum RateColumn: Int, TableColumn {
  case date, currency, nominal, rate

  /// One row a currency and day.
  public static let table = Table(
    "rates",
    [
      .required("date", "дата", "дата курса", "на дату", "күнү", "дата күнү", "курстун күнү"),
      .currency,
      .required("nominal", "номинал", "кратность", "номиналы"),
      .required("rate", "курс", "официальный курс", "курс НБКР", "курсу", "расмий курс", "УБ курсу"),
    ])
}
