/// Columns of `batches.csv`: goods made together.
public enum BatchColumn: Int, TableColumn {
  case batch, product, producedOn, kind, site, producer, quantity, accepted

  /// One row a producer's contribution to a batch.
  public static let table = Table(
    "batches",
    [
      .required("batch", "партия", "номер партии", "№ партии", "код партии", "партиянын номери", "партиянын коду", "партия номери"),
      .product,
      .required(
        "produced_on", "дата производства", "дата изготовления", "дата выпуска", "произведено", "өндүрүлгөн күнү", "жасалган күнү", "чыгарылган күнү"),
      .required("kind", "вид", "тип", "вид партии", "тип партии", "түрү", "партиянын түрү", words: .batchKind),
      .optional("site", "цех", "мастерская", "место производства", "площадка", "устакана", "өндүрүш жайы", "өндүрүлгөн жери"),
      .producer,
      .quantity(isRequired: true),
      .optional("accepted", "принято", "принятое количество", "кол-во принятых", "годных", "кабыл алынды", "кабыл алынганы", "кабыл алынган саны"),
    ])
}

/// Columns of `sales.csv`: goods sold through a channel.
public enum SaleColumn: Int, TableColumn {
  case sale, soldOn, channel, outlet, product, batch, quantity, unitPrice, discount, currency, country, receipt

  /// One row a sale.
  public static let table = Table(
    "sales",
    [
      .required("sale", "продажа", "номер продажи", "№ продажи", "код продажи", "сатуу", "сатуу номери", "сатуунун номери", "сатуу №"),
      .required("sold_on", "дата продажи", "дата", "дата реализации", "продано", "сатылган күнү", "сатуу күнү", "күнү"),
      .channel,
      .optional("outlet", "торговая точка", "точка", "точка продаж", "магазин", "код точки", "соода түйүнү", "соода жайы", "дүкөн"),
      .product,
      .optional("batch", "партия", "номер партии", "№ партии", "код партии", "партиянын номери", "партиянын коду", "партия номери"),
      .quantity(isRequired: true),
      .required(
        "unit_price", "цена", "цена за единицу", "цена за ед.", "цена за штуку", "цена за шт.", "баасы", "бирдиктин баасы", "бир даанасынын баасы"),
      .optional("discount", "скидка", "сумма скидки", "арзандатуу", "арзандатуу суммасы", "жеңилдик"),
      .currency,
      .optional("country", "страна", "код страны", "страна покупателя", "өлкө", "өлкөсү", "өлкөнүн коду"),
      .optional("receipt", "чек", "номер чека", "№ чека", "квитанция", "номер квитанции", "дүмүрчөк", "чектин номери", "дүмүрчөктүн номери"),
    ])
}

/// Columns of `returns.csv`: goods taken back.
public enum ReturnColumn: Int, TableColumn {
  case `return`, returnedOn, sale, quantity, cause, disposition

  /// One row a return of one sale's goods.
  public static let table = Table(
    "returns",
    [
      .required("return", "возврат", "номер возврата", "№ возврата", "код возврата", "кайтаруу", "кайтаруу номери", "кайтаруунун номери"),
      .required("returned_on", "дата возврата", "дата", "возвращено", "кайтарылган күнү", "кайтаруу күнү", "күнү"),
      .required("sale", "продажа", "номер продажи", "№ продажи", "код продажи", "сатуу", "сатуу номери", "сатуунун номери", "сатуу №"),
      .quantity(isRequired: true),
      .optional("cause", "причина", "причина возврата", "себеби", "себеп", "кайтаруу себеби", "кайтаруунун себеби"),
      .optional("disposition", "решение", "что сделано", "куда", "судьба товара", "чечим", "кайда", "эмне кылынды", words: .disposition),
    ])
}
