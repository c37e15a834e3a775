/// Columns of `statements.csv`: what a channel says it sold and owes.
public enum StatementColumn: Int, TableColumn {
  case statement, channel, periodFrom, periodTo, currency, line, type, reference, quantity, amount, receivedOn

  /// One row a line of a statement, and rows of its opening and closing balance.
  public static let table = Table(
    "statements",
    [
      .statement(isRequired: true),
      .channel,
      .required("period_from", "период с", "начало периода", "с даты", "мезгилдин башы", "мезгил башы", "башталган күнү"),
      .required("period_to", "период по", "конец периода", "по дату", "мезгилдин аягы", "мезгил аягы", "аяктаган күнү"),
      .currency,
      .required("line", "строка", "номер строки", "№ строки", "№ п/п", "№", "сап", "саптын номери", "катар №"),
      .required("type", "тип", "вид", "вид операции", "тип строки", "операция", "түрү", "саптын түрү", words: .statementLine),
      .optional("reference", "ссылка", "документ", "основание", "номер документа", "номер продажи", "шилтеме", "документтин номери", "негизи"),
      .quantity(isRequired: false),
      .required("amount", "сумма", "сумма строки", "к оплате", "суммасы", "акча суммасы"),
      .optional("received_on", "дата получения", "дата отчёта", "получен", "получено", "алынган күнү", "отчёттун күнү"),
    ])
}

/// Columns of `payouts.csv`: money that channels paid.
public enum PayoutColumn: Int, TableColumn {
  case payout, receivedOn, channel, statement, currency, amount, bankFee, reference, bookAmount

  /// One row a payment received, or the part of one that a statement is paid with; without a channel as long as nobody knows who paid.
  public static let table = Table(
    "payouts",
    [
      .required("payout", "выплата", "номер выплаты", "№ выплаты", "платёж", "номер платежа", "поступление", "төлөм", "төлөмдүн номери", "төлөм №"),
      .required(
        "received_on", "дата поступления", "дата получения", "дата платежа", "дата", "получено", "келип түшкөн күнү", "алынган күнү", "төлөм күнү",
        "күнү"),
      .channel(isRequired: false),
      .statement(isRequired: false),
      .currency,
      .required("amount", "сумма", "сумма выплаты", "сумма платежа", "поступило", "суммасы", "төлөмдүн суммасы", "акча суммасы"),
      .optional("bank_fee", "комиссия банка", "банковская комиссия", "банктын комиссиясы", "банк комиссиясы"),
      .optional("reference", "ссылка", "назначение", "назначение платежа", "номер документа", "шилтеме", "төлөмдүн максаты", "төлөмдүн багыты"),
      .optional(
        "book_amount", "сумма в сомах", "зачислено в сомах", "эквивалент в сомах", "сом менен", "сом менен суммасы", "сомго чегерилди"),
    ])
}

extension Column {
  fileprivate static func statement(isRequired: Bool) -> Column {
    let aliases = ["отчёт", "номер отчёта", "№ отчёта", "отчёт канала", "отчёт комиссионера", "отчет номери", "отчеттун номери", "эсеп-кысап"]
    return Column(name: "statement", isRequired: isRequired, aliases: aliases, words: nil)
  }
}
