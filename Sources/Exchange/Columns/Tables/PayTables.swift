/// Columns of `advances.csv`: what producers were given beforehand.
public enum AdvanceColumn: Int, TableColumn {
  case advance, producer, paidOn, amount, form

  /// One row an advance, in the book's currency.
  public static let table = Table(
    "advances",
    [
      .required("advance", "аванс", "номер аванса", "№ аванса", "аванстын номери", "аванс номери"),
      .producer,
      .required("paid_on", "дата выдачи", "дата аванса", "дата", "выдано", "берилген күнү", "аванстын күнү", "күнү"),
      .required("amount", "сумма", "сумма аванса", "суммасы", "аванстын суммасы", "акча суммасы"),
      .optional("form", "форма", "вид", "вид аванса", "чем выдано", "формасы", "түрү", "аванстын түрү", words: .advanceForm),
    ])
}

/// Columns of `deductions.csv`: what is kept back from producers' pay.
public enum DeductionColumn: Int, TableColumn {
  case rule, kind, percent, validFrom

  /// One row a rule and the day from which its percentage holds; 0 ends it.
  public static let table = Table(
    "deductions",
    [
      .required("rule", "правило", "код правила", "удержание", "код удержания", "эреже", "эреженин коду", "кармоо"),
      .required("kind", "вид", "тип", "вид удержания", "тип удержания", "түрү", "кармоонун түрү", words: .deductionKind),
      .required("percent", "процент", "процент удержания", "ставка", "ставка %", "пайызы", "пайыз", "кармоонун пайызы"),
      .required("valid_from", "действует с", "дата начала", "начало действия", "с даты", "күчүнө кирген күнү", "башталган күнү"),
    ])
}

/// Columns of `settlements.csv`: what the bank or the cashier says became of a payout run.
public enum SettlementColumn: Int, TableColumn {
  case run, producer, status, date, amount, reference, reason

  /// One row a payment, in the book's currency. The amount is compared with the run's; of a payment that came back it is not needed.
  public static let table = Table(
    "settlements",
    [
      .required("run", "ведомость", "номер ведомости", "№ ведомости", "реестр", "номер реестра", "ведомосттун номери", "тизменин номери"),
      .producer,
      .required("status", "статус", "состояние", "результат", "исполнение", "абалы", "жыйынтыгы", words: .paymentStatus),
      .required("date", "дата", "дата выплаты", "дата платежа", "дата исполнения", "күнү", "төлөнгөн күнү", "төлөм күнү"),
      .optional("amount", "сумма", "сумма выплаты", "к выплате", "суммасы", "төлөнгөн сумма", "акча суммасы"),
      .optional("reference", "ссылка", "номер документа", "номер платежа", "№ платежа", "шилтеме", "документтин номери", "төлөмдүн номери"),
      .optional("reason", "причина", "причина возврата", "примечание", "себеби", "себеп", "кайтаруунун себеби"),
    ])
}
