import Testing

/// A book small enough to be reckoned by hand.
///
/// S-1 is 3 pairs at 12.50 USD: gross 37.50, commission of 20 % 7.50, fee of 5 % 1.88 (1.875 rounded away from zero), net 28.12; at 86.5 that is
/// 3243.75, 648.75, 162.62 and, the difference, 2432.38 som. S-2 is 2 pairs at 1500 less 100: 3000, commission of 30 % of 2900 870, fee 145,
/// net 1885. S-3 is 1.25 kg at 800: 1000, 300, 50, 650. Half of S-2 comes back a month later, as scrap.
enum TinyBook {
  static let files = registry.merging(trade) { first, _ in first }

  /// People, products and channels: nothing bought or sold yet.
  static let registry = [
    "communities.csv": """
    community,name,oblast
    BOK,Боконбаево,Issyk-Kul

    """,
    "producers.csv": """
    producer,name,community,sex,birth_year,registered_on,payout_account
    P-1,Айнура Токтосунова,BOK,f,1970,2023-01-10,1090 4242
    P-2,Бурул Асанова,BOK,f,1982,2023-01-10,

    """,
    "products.csv": """
    product,name,category,unit,hs_code,oblast
    SLIP,Felt slippers,felt,PR,640590,Issyk-Kul
    HONEY,White honey,food,KGM,040900,Naryn

    """,
    "channels.csv": """
    channel,name,kind,country,currency,model,commission_percent,fee_percent,settle_days,valid_from
    MUJI,MUJI,export retailer,JP,USD,purchase,20,5,60,2023-01-15
    SHOP,Brand shop,brand shop,KG,KGS,consignment,30,5,14,2023-01-01

    """,
    "rates.csv": """
    date,currency,nominal,rate
    2023-01-01,USD,1,86.5

    """,
  ]

  /// Batches, sales and a return.
  static let trade = [
    "batches.csv": """
    batch,product,produced_on,kind,producer,quantity,accepted
    KB-1,SLIP,2023-01-15,regular,P-1,6,9
    KB-1,SLIP,2023-01-15,regular,P-2,4,
    KB-2,HONEY,2023-04-01,order,P-2,20,

    """,
    "sales.csv": """
    sale,sold_on,channel,product,batch,quantity,unit_price,discount,currency
    S-1,2023-02-01,MUJI,SLIP,,3,12.50,,USD
    S-2,2023-02-10,SHOP,SLIP,KB-1,2,1500,100,KGS
    S-3,2023-05-01,SHOP,HONEY,,1.25,800,,KGS

    """,
    "returns.csv": """
    return,returned_on,sale,quantity,cause,disposition
    R-1,2023-03-10,S-2,1,torn,scrap

    """,
  ]

  /// Events of the whole book: 1 community, 2 producers, 2 products, channels and terms, 1 rate, batches and inspections, sales with draws, a return.
  static func imported() async throws -> (Desk, TemporaryFolder) {
    let desk = try await Desk.fresh()
    let folder = try TemporaryFolder(files)
    try await desk.succeed("import", folder.path)
    return (desk, folder)
  }
}
