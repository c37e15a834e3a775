import Foundation
import Testing

/// Rows that cannot be taken: each is told apart, with what is wrong and what to do; the good rows around them are recorded.
@Suite("Bad rows", .serialized)
struct BadRowTests {
  @Test("Every bad sale is named by row, column, value and reason, in the order of rows, and only the good ones are recorded")
  func sales() async throws {
    let (desk, _) = try await TinyBook.imported()
    let head = try await desk.head()
    let folder = try TemporaryFolder()
    var bytes = Data(Self.badSales.utf8)
    bytes += Data("D-2,2023-06-01,SHOP,HO\0NEY,,1,100,,KGS\nD-3,2023-06-01,SHOP,HON\u{1}EY,,1,100,,KGS\nD-4,2023-06-01,SHOP,HON".utf8)
    bytes += [0xFF] + Data("EY,,1,100,,KGS\n".utf8)
    try folder.write("sales.csv", bytes)
    let result = try await desk.esep("import", folder.path)
    #expect(result.status == 1)
    #expect(try Summary(result.output).counts["sales.csv"] == Summary.Counts(taken: 2, rejected: 25, events: 4), "\(result.output)")
    let rejects = try folder.lines("sales.rejects.csv")
    #expect(firstDifference(rejects, Self.salesRejects.lines) == nil)
    // Each good sale is one sale and one draw; nothing of a bad one is there.
    #expect(try await desk.head() == head + 4)
    #expect(try await desk.query("SELECT DISTINCT stream FROM main.event WHERE position > \(head) AND stream LIKE 'sale/%' ORDER BY 1") == Self.good)
    try await desk.expectVerified()
  }

  private static let good = ["sale/GOOD-1", "sale/GOOD-2"]

  private static let badSales = """
    sale,sold_on,channel,product,batch,quantity,unit_price,discount,currency
    B-1,2023-06-01,SHOP,NOTHING,,1,100,,KGS
    B-2,2023-06-01,NOBODY,SLIP,,1,100,,KGS
    B-3,2023-06-01,SHOP,SLIP,NOWHERE,1,100,,KGS
    B-4,2023-06-01,SHOP,HONEY,,0,100,,KGS
    B-5,2023-06-01,SHOP,HONEY,,-1,100,,KGS
    B-6,2023-06-01,SHOP,HONEY,,0.0001,100,,KGS
    B-7,2023-06-01,SHOP,HONEY,,100000000,100,,KGS
    B-8,2023-06-01,SHOP,HONEY,,99999999999999999999,100,,KGS
    B-9,2023-06-01,SHOP,HONEY,,1,12.50.00,,KGS
    B-10,2023-06-01,SHOP,HONEY,,1,100,,GBP
    B-11,2023-02-29,SHOP,HONEY,,1,100,,KGS
    B-12,2023-06-01,SHOP,HONEY,,1,100,,KGS,extra
    B-13,2023-06-01,SHOP
    B-14,2022-12-31,SHOP,HONEY,,1,100,,KGS
    S-1,2023-02-01,MUJI,SLIP,,4,12.50,,USD
    GOOD-1,2023-06-01,SHOP,HONEY,,1,100,,KGS
    B-15,2023-06-01,SHOP,HONEY,,1,,,KGS
    B-16,2023-06-01,SHOP,HONEY,,1,100,200.5,KGS
    B-17,2023-06-01,SHOP,HONEY,,1000,100,,KGS
    B-18,2023-06-01,SHOP,HONEY,KB-1,1,100,,KGS
    B-19,2023-06-01,SHOP,HONEY,,99999999,900000000,,KGS
    B-20,2023-06-01,SHOP,HONEY,,1,100,,XXY
    D-1,2023-06-01,SHOP,"HONEY,,1,100,,KGS
    GOOD-2,01.06.2023,SHOP,HONEY,,1.5,100,,KGS

    """

  private static let salesRejects = #"""
    \#u{FEFF}row,column,value,reason
    2,product,NOTHING,there is no product 'NOTHING' in this book; correct the code or record the product first
    3,channel,NOBODY,there is no channel 'NOBODY' in this book; correct the code or record the channel first
    4,batch,NOWHERE,there is no batch 'NOWHERE' in this book; correct the code or record the batch first
    5,quantity,0,the quantity is zero; leave the row out
    6,quantity,-1,the quantity is negative; goods that come back are a return
    7,quantity,0.0001,0.0001 has more than 3 decimals; round it to 3
    8,quantity,100000000,the quantity is larger than 99999999.999
    9,quantity,99999999999999999999,«99999999999999999999» has too many digits; at most 18 are read
    10,unit_price,12.50.00,"«12.50.00» is not a number; write it like 1234.50 or 1 234,50"
    11,currency,GBP,no rate of GBP is known on 2023-06-01; add one to rates.csv with that date or an earlier one
    12,sold_on,2023-02-29,«2023-02-29» is in no calendar: February 2023 has 28 days
    13,,"B-12,2023-06-01,SHOP,HONEY,,1,100,,KGS,extra","the row has 10 columns, expected 9 as in the header; \#
    quote a field that holds the delimiter «,»"
    14,,"B-13,2023-06-01,SHOP","the row has 3 columns, expected 9 as in the header; a delimiter may be missing"
    15,channel,SHOP,channel SHOP has no terms on 2022-12-31: its first terms hold from 2023-01-01; add terms or correct the date
    16,quantity,4,"sale S-1 is already recorded with another quantity: 3 in the book, 4 here; correct the row or use a new number"
    18,unit_price,,the field is empty; it must be filled
    19,discount,200.5,the discount is larger than quantity × unit price
    20,quantity,1000,"1000 sold, but product HONEY produced by 2023-06-01 has only 17.75 in stock; record the goods first, \#
    or allow unallocated sales, whose money waits in suspense"
    21,batch,KB-1,"batch KB-1 holds product SLIP, not the one of this row"
    22,unit_price,900000000,the amount is too large to be kept exactly; check unit_price
    23,currency,XXY,"«XXY» is no currency code; write three letters (ISO 4217), such as KGS, USD or JPY"
    24,product,"""HONEY,,1,100,,KGS","the quote that opens in row 24, column 4 is not closed in the rest of the file; close it, \#
    or write """" for a quote that belongs to the text"
    26,product,HO\#u{FFFD}NEY,holds a NUL byte at byte 1085 of the file; the file is damaged or not text
    27,product,HON\#u{FFFD}EY,the code holds an invisible character (U+0001); type it again
    28,product,HON\#u{FFFD}EY,"is not UTF-8 text: byte 0xFF at byte 1164 of the file; save the file as «CSV UTF-8», \#
    or name its encoding if it is windows-1251"

    """#

  @Test("A producer of an unknown village, a batch by an unknown producer or a return too large is refused, and what hangs on it with it")
  func others() async throws {
    let (desk, _) = try await TinyBook.imported()
    let head = try await desk.head()
    let folder = try TemporaryFolder(Self.badOthers)
    let result = try await desk.esep("import", folder.path)
    #expect(result.status == 1)
    for (name, wanted) in Self.otherRejects.sorted(by: { $0.key < $1.key }) {
      let rejects = try folder.lines(name)
      #expect(firstDifference(rejects, ["\u{FEFF}row,column,value,reason"] + wanted.lines) == nil, "\(name)")
    }
    // P-8; X-7 and its inspection; Q-5 and its restocking.
    #expect(try await desk.head() == head + 5)
    try await desk.expectVerified()
  }

  private static let badOthers = [
    "producers.csv": """
    producer,name,community
    P-7,Гүлнара,NOVILLAGE
    P-8,Чолпон,BOK

    """,
    "batches.csv": """
    batch,product,produced_on,kind,producer,quantity,accepted
    X-1,SLIP,2023-06-01,regular,P-9,1,
    X-1,SLIP,2023-06-01,regular,P-1,1,
    X-2,NOPE,2023-06-01,regular,P-1,1,
    X-3,SLIP,2023-06-01,huge,P-1,1,
    X-5,SLIP,2023-06-01,regular,P-1,2,3
    X-6,SLIP,2023-06-01,regular,P-1,2,
    X-6,HONEY,2023-06-01,regular,P-2,2,
    X-7,SLIP,2023-06-01,regular,P-8,2,

    """,
    "returns.csv": """
    return,returned_on,sale,quantity,cause,disposition
    Q-1,2023-06-01,S-1,3.001,,restock
    Q-2,2023-06-01,S-99,1,,restock
    Q-3,2023-01-01,S-1,1,,restock
    R-1,2023-03-10,S-1,1,torn,scrap
    Q-4,2023-06-01,S-1,1,,burn
    Q-5,2023-06-01,S-1,1,,restock

    """,
  ]

  private static let otherRejects = [
    "producers.rejects.csv": """
    2,community,NOVILLAGE,there is no community 'NOVILLAGE' in this book; correct the code or record the community first
    """,
    "batches.rejects.csv": """
    2,producer,P-9,there is no producer 'P-9' in this book; correct the code or record the producer first
    3,batch,X-1,the batch is not taken because of row 2; mend that row and import the file again
    4,product,NOPE,there is no product 'NOPE' in this book; correct the code or record the product first
    5,kind,huge,"«huge» is not known here; write one of: test, regular, order"
    6,accepted,3,"3 accepted, but only 2 produced"
    8,,,"batch X-6 stands in row 7 with another product, date, kind or site"
    7,batch,X-6,the batch is not taken because of row 8; mend that row and import the file again
    """,
    "returns.rejects.csv": """
    2,quantity,3.001,3.001 cannot come back: of sale S-1 only 3 is still out; ask the shop to recount
    3,sale,S-99,there is no sale 'S-99' in this book; correct the code or record the sale first
    4,returned_on,2023-01-01,the date lies before the sale itself (2023-02-01); correct one of the two
    5,return,R-1,'return/R-1' was already used for a command with other content; correct the row or use a new number
    6,disposition,burn,"«burn» is not known here; write one of: restock, scrap"
    """,
  ]
}
