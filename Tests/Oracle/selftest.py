#!/usr/bin/env python3
"""Checks the oracle against cases worked by hand, and against what must hold in any book.

    python3 selftest.py
"""

import json
import random
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path

from arithmetic import NOTHING, Amounts, cumulative_return, gross_minor, largest_remainder, round_half_away, split
from book import Book
from calculator import answer, channel_concentration, net_sales
from generate import generate

CHANNELS = """channel,name,kind,country,currency,model,commission_percent,fee_percent,settle_days,valid_from
SHOP,Shop,brand shop,KG,KGS,consignment,0,0,0,2024-01-01
TENTH,Tenth,online,KG,KGS,consignment,10,0,0,2024-01-01
MUJI,Muji,export retailer,JP,JPY,purchase,12.5,8,60,2024-01-01
"""
BASE = {
    "producers.csv": "producer,name,community\nP-a,A,C\nP-B,B,C\nP-c,C,C\n",
    "products.csv": "product,name,category,unit\nFELT,Felt,felt,H87\nHONEY,Honey,food,KGM\n",
    "channels.csv": CHANNELS,
    "rates.csv": "date,currency,nominal,rate\n2024-01-01,JPY,100,61.37\n2024-02-01,JPY,10,6.2\n",
}
BATCH_COLUMNS = "batch,product,produced_on,kind,producer,quantity,accepted\n"
SALE_COLUMNS = "sale,sold_on,channel,product,batch,quantity,unit_price,discount,currency\n"
RETURN_COLUMNS = "return,returned_on,sale,quantity,disposition\n"


def book_of(batches: str = "", sales: str = "", returns: str = "", **other: str) -> Book:
    """A book from the lines of its files; `other` replaces a file of BASE, by its name without .csv."""
    files = {**BASE, "batches.csv": BATCH_COLUMNS + batches, "sales.csv": SALE_COLUMNS + sales,
             "returns.csv": RETURN_COLUMNS + returns} | {f"{name}.csv": text for name, text in other.items()}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (Path(folder) / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return Book.load(Path(folder), "KGS")


def kinds(book: Book) -> list[tuple[str, int, str]]:
    return [(reject.file, reject.row, reject.kind) for reject in book.rejects]


def drawn(book: Book, sale: str) -> list[tuple[str, int]]:
    return [(batch.code, quantity) for batch, quantity in book.sales[sale].drawn]


class Rounding(unittest.TestCase):
    def test_halves_go_away_from_zero(self):
        for value, expected in [("2.5", 3), ("-2.5", -3), ("0.5", 1), ("-0.5", -1), ("0.49", 0), ("-0.49", 0), ("3", 3)]:
            self.assertEqual(round_half_away(Fraction(value)), expected)

    def test_gross_is_rounded_to_the_minor_unit_of_its_currency(self):
        # 1.5 × 0.33 = 0.495 KGS → 0.50; 3 × 333.5 = 1000.5 JPY → 1001; 1 × 1.2345 KWD → 1.235.
        self.assertEqual(gross_minor(1500, Fraction("0.33"), "KGS"), 50)
        self.assertEqual(gross_minor(3000, Fraction("333.5"), "JPY"), 1001)
        self.assertEqual(gross_minor(1000, Fraction("1.2345"), "KWD"), 1235)


class Splitting(unittest.TestCase):
    def test_the_largest_remainders_get_what_is_left(self):
        # 10 by 1:1:4 = 1.67, 1.67, 6.67 → 1, 1, 6 and two left; all remainders equal ⅔ → the first two.
        self.assertEqual(largest_remainder(10, [1, 1, 4]), [2, 2, 6])
        # 10 by 3:3:1 = 4.29, 4.29, 1.43 → 4, 4, 1 and one left, to the remainder 0.43.
        self.assertEqual(largest_remainder(10, [3, 3, 1]), [4, 4, 2])

    def test_a_negative_total_is_split_as_its_magnitude(self):
        self.assertEqual(largest_remainder(-1, [1, 1]), [-1, 0])

    def test_a_tie_goes_to_the_smaller_batch_and_then_the_smaller_producer(self):
        # One piece each from A2 (drawn first) and A10; by bytes A10 < A2 and P-B < P-a. Each pair weighs 1/2:
        # 0.03 KGS over four equal pairs is 0.75 each, so three of four get 1: A10 P-B, A10 P-a, A2 P-B.
        batches = ("A2,FELT,2024-01-01,regular,P-a,1,1\nA2,FELT,2024-01-01,regular,P-B,1,\n"
                   "A10,FELT,2024-01-02,regular,P-a,1,1\nA10,FELT,2024-01-02,regular,P-B,1,\n")
        book = book_of(batches, "S1,2024-01-10,SHOP,FELT,,2,0.015,,KGS\n")
        self.assertEqual(drawn(book, "S1"), [("A2", 1000), ("A10", 1000)])
        self.assertEqual([(e.batch, e.producer, e.own.net) for e in book.entries],
                         [("A10", "P-B", 1), ("A10", "P-a", 1), ("A2", "P-B", 1), ("A2", "P-a", 0)])

    def test_a_contribution_weighs_by_the_whole_batch_not_by_what_was_accepted(self):
        # Of A's 4 produced (3 by P-a, 1 by P-B) 2 were accepted; of B all 2, by P-c. All 4 sold at 10.00:
        # A: 2 × ¾ = 1.5 → 15.00, 2 × ¼ = 0.5 → 5.00; B: 2 × 2/2 = 2 → 20.00.
        batches = ("A,FELT,2024-01-01,regular,P-a,3,2\nA,FELT,2024-01-01,regular,P-B,1,\n"
                   "B,FELT,2024-01-01,regular,P-c,2,\n")
        book = book_of(batches, "S1,2024-01-10,SHOP,FELT,,4,10,,KGS\n")
        self.assertEqual({e.producer: e.own.net for e in book.entries}, {"P-a": 1500, "P-B": 500, "P-c": 2000})


class ForeignCurrency(unittest.TestCase):
    def test_yen_at_a_nominal_of_a_hundred(self):
        # Gross 3 × 333.5 = 1000.5 → 1001 JPY; commission 12.5 % = 125.125 → 125; fee 8 % = 80.08 → 80; net 796.
        # Rate 61.37 ÷ 100 = 0.6137: 1001 → 614.3137 → 61431 tyiyn; 125 → 76.7125 → 7671; 80 → 49.096 → 4910;
        # book net = 61431 − 7671 − 4910 = 48850 (796 × 0.6137 would have been 48851).
        book = book_of("B,FELT,2024-01-01,regular,P-a,9,\n", "S1,2024-01-31,MUJI,FELT,,3,333.5,,JPY\n")
        self.assertEqual(book.sales["S1"].own, Amounts(1001, 0, 125, 80, 796))
        self.assertEqual(book.sales["S1"].book, Amounts(61431, 0, 7671, 4910, 48850))

    def test_the_newest_rate_and_terms_not_later_than_the_sale(self):
        # From 1 February 6.2 ÷ 10 = 0.62, and commission 50 %: 100 JPY → 62.00 KGS, commission 50 JPY → 31.00.
        later = CHANNELS + "MUJI,Muji,export retailer,JP,JPY,purchase,50,0,60,2024-02-01\n"
        sales = "S1,2024-01-31,MUJI,FELT,,1,100,,JPY\nS2,2024-02-01,MUJI,FELT,,1,100,,JPY\n"
        book = book_of("B,FELT,2024-01-01,regular,P-a,9,\n", sales, channels=later)
        self.assertEqual(book.sales["S1"].book, Amounts(6137, 0, 798, 491, 4848))  # 13 JPY → 7.9781; 8 → 4.9096
        self.assertEqual(book.sales["S2"].book, Amounts(6200, 0, 3100, 0, 3100))

    def test_before_any_rate_or_terms_there_is_no_sale(self):
        sales = ("S1,2023-12-31,SHOP,FELT,B,1,1,,KGS\nS2,2024-01-02,SHOP,FELT,B,1,1,,USD\n"
                 "S3,2024-01-02,NOBODY,FELT,B,1,1,,KGS\n")
        book = book_of("B,FELT,2023-01-01,regular,P-a,9,\n", sales)
        self.assertEqual(kinds(book), [("sales.csv", 2, "no-terms"), ("sales.csv", 3, "no-rate"),
                                       ("sales.csv", 4, "unknown-channel")])
        self.assertEqual(answer(book, "stock", "year")["rejected"], ["S1", "S2", "S3"])


class Lots(unittest.TestCase):
    BATCHES = ("B2,FELT,2024-01-05,regular,P-a,2,\nB1,FELT,2024-01-05,regular,P-a,2,\n"
               "B9,FELT,2024-01-01,regular,P-a,2,\nLATE,FELT,2024-02-01,regular,P-a,9,\n")

    def test_first_in_first_out_by_day_and_then_by_code(self):
        book = book_of(self.BATCHES, "S1,2024-01-20,SHOP,FELT,,5,1,,KGS\n")
        self.assertEqual(drawn(book, "S1"), [("B9", 2000), ("B1", 2000), ("B2", 1000)])

    def test_goods_made_after_the_sale_do_not_serve_it_unless_named(self):
        sales = "S1,2024-01-20,SHOP,FELT,,7,1,,KGS\nS2,2024-01-20,SHOP,FELT,LATE,9,1,,KGS\n"
        book = book_of(self.BATCHES, sales)
        self.assertEqual(kinds(book), [("sales.csv", 2, "insufficient-stock")])
        self.assertEqual(drawn(book, "S2"), [("LATE", 9000)])

    def test_a_named_batch_gets_no_help_and_a_refused_sale_takes_nothing(self):
        sales = "S1,2024-01-20,SHOP,FELT,B1,3,1,,KGS\nS2,2024-01-20,SHOP,FELT,,6,1,,KGS\n"
        book = book_of(self.BATCHES, sales)
        self.assertEqual(kinds(book), [("sales.csv", 2, "insufficient-stock")])
        self.assertEqual(drawn(book, "S2"), [("B9", 2000), ("B1", 2000), ("B2", 2000)])

    def test_rows_draw_in_file_order_whatever_their_dates(self):
        sales = "S1,2024-01-20,SHOP,FELT,,2,1,,KGS\nS2,2024-01-10,SHOP,FELT,,2,1,,KGS\n"
        book = book_of(self.BATCHES, sales)
        self.assertEqual((drawn(book, "S1"), drawn(book, "S2")), ([("B9", 2000)], [("B1", 2000)]))

    def test_what_comes_back_does_not_serve_a_sale_of_the_same_import(self):
        sales = "S1,2024-01-20,SHOP,FELT,,6,1,,KGS\nS2,2024-01-25,SHOP,FELT,,1,1,,KGS\n"
        book = book_of(self.BATCHES, sales, "R1,2024-01-21,S1,6,restock\n")
        self.assertEqual(kinds(book), [("sales.csv", 3, "insufficient-stock")])


class Returns(unittest.TestCase):
    def test_each_return_is_the_new_cumulative_less_the_old(self):
        # Gross 10.00, commission 1.00, three pieces. One back: 333.3 → 333, 33.3 → 33, net 300.
        # Two: 666.7 → 667, 66.7 → 67, net 600, so the second takes 334, 34, 300. The third 333, 33, 300.
        # 3.333333 × 3 = 9.999999 → 10.00.
        sales = "S1,2024-01-20,TENTH,FELT,,3,3.333333,,KGS\n"
        returns = "".join(f"R{n},2024-0{n}-21,S1,1,scrap\n" for n in (1, 2, 3))
        book = book_of("B,FELT,2024-01-01,regular,P-a,3,\n", sales, returns)
        self.assertEqual([e.book for e in book.entries[1:]],
                         [Amounts(-333, 0, -33, 0, -300), Amounts(-334, 0, -34, 0, -300), Amounts(-333, 0, -33, 0, -300)])
        self.assertEqual([e.occurred_on.month for e in book.entries], [1, 1, 2, 3])
        # January: 10.00 − 3.33 = 6.67 net sales.
        self.assertEqual(net_sales(book, "month"),
                         {"2024-01": {"TENTH": 667}, "2024-02": {"TENTH": -334}, "2024-03": {"TENTH": -333}})

    def test_returning_everything_leaves_zero_by_any_partition(self):
        for seed in range(300):
            chance = random.Random(seed)
            sale = Amounts.balanced(*(chance.randint(0, most) for most in (10**6, 10**4, 10**5, 10**5)))
            sold, weights = chance.randint(1, 5000), [chance.randint(1, 99) for _ in range(chance.randint(1, 9))]
            cuts = sorted({chance.randint(1, sold) for _ in range(chance.randint(0, 6))} | {sold})
            left, before = split(sale, weights), 0
            for after in cuts:
                old, new = (split(cumulative_return(sale, r, sold), weights) for r in (before, after))
                left = [part.minus(n.minus(o)) for part, n, o in zip(left, new, old)]
                before = after
            self.assertEqual(set(left), {NOTHING}, f"seed {seed}")

    def test_restocked_goods_go_back_in_the_reverse_order_of_drawing(self):
        # Drawn B1 2, B2 2, B3 1. Two back: B3 1, B2 1. One scrapped. Two back: B2 1 (it got 1 of 2), B1 1.
        batches = "".join(f"B{n},FELT,2024-01-0{n},regular,P-a,2,\n" for n in (1, 2, 3))
        returns = "R1,2024-02-01,S1,2,restock\nR2,2024-02-02,S1,1,scrap\nR3,2024-02-03,S1,2,restock\n"
        book = book_of(batches, "S1,2024-01-20,SHOP,FELT,,5,1,,KGS\n", returns)
        self.assertEqual({b.code: b.restocked for b in book.stock.batches.values()}, {"B1": 1000, "B2": 2000, "B3": 1000})
        self.assertEqual([row["on_hand"] for row in answer(book, "stock", "year")["rows"]], [1000, 2000, 2000])

    def test_test_batches_lie_with_the_samples_and_are_not_sold(self):
        batches = "B1,FELT,2024-01-01,test,P-a,2,1\nB2,FELT,2024-01-02,regular,P-a,2,\n"
        sales = "S1,2024-01-20,SHOP,FELT,,2,1,,KGS\nS2,2024-01-20,SHOP,FELT,B1,1,1,,KGS\nS3,2024-01-20,SHOP,FELT,,1,1,,KGS\n"
        book = book_of(batches, sales)
        self.assertEqual(kinds(book), [("sales.csv", 3, "test-batch"), ("sales.csv", 4, "insufficient-stock")])
        rows = [(row["batch"], row["place"], row["produced"], row["accepted"], row["on_hand"]) for row in answer(book, "stock", "year")["rows"]]
        self.assertEqual(rows, [("B1", "hub", 2000, 0, 0), ("B1", "samples", 0, 1000, 1000), ("B2", "hub", 2000, 2000, 0)])

    def test_more_than_is_outstanding_never_comes_back(self):
        returns = "R1,2024-02-01,S1,2,restock\nR2,2024-02-02,S1,1.001,scrap\nR1,2024-02-01,S1,2,restock\nR1,2024-02-01,S1,1,restock\n"
        book = book_of("B,HONEY,2024-01-01,regular,P-a,3,\n", "S1,2024-01-20,SHOP,HONEY,,3,1,,KGS\n", returns)
        self.assertEqual(kinds(book), [("returns.csv", 3, "over-return"), ("returns.csv", 5, "number-reused")])


class Reading(unittest.TestCase):
    SOLD = [("S1", 1500, 50)]

    def sold(self, book: Book) -> list[tuple[str, int, int]]:
        return [(sale.row.sale, sale.row.quantity, sale.own.gross) for sale in book.sales.values()]

    def test_every_spreadsheet_dialect_says_the_same(self):
        batches = "B,HONEY,2024-01-01,regular,P-a,9,\n"
        semicolons = "\ufeffsale;sold_on;channel;product;quantity;unit_price;currency\r\n\r\nS1;2024-01-02;SHOP;HONEY;1,5;0,33;KGS\r\n"
        quoted = 'currency,unit_price,quantity,sale,sold_on,channel,product\nKGS,"0,33","1,500","S1",2024-01-02,SHOP,HONEY\n'
        russian = "Продажа;дата продажи;канал;товар;количество;цена;валюта;чек\nS1;2024-01-02;SHOP;HONEY;1.5;0.33;KGS;№ 1\n"
        for text in (semicolons, quoted, russian, russian.encode("windows-1251")):
            book = self.with_sales(batches, text)
            self.assertEqual((self.sold(book), book.rejects), (self.SOLD, []))

    def with_sales(self, batches: str, text: str | bytes) -> Book:
        with tempfile.TemporaryDirectory() as folder:
            for name, content in {**BASE, "batches.csv": BATCH_COLUMNS + batches, "sales.csv": text}.items():
                (Path(folder) / name).write_bytes(content if isinstance(content, bytes) else content.encode())
            return Book.load(Path(folder), "KGS")

    def test_rows_are_numbered_as_a_spreadsheet_shows_them(self):
        products = 'product,name,category,unit\n\nHONEY,"Two\nlines, and ""quotes""",food,KGM\n\n,no code,food,KGM\n'
        self.assertEqual(kinds(book_of(products=products)), [("products.csv", 5, "missing-value")])

    def test_numbers_and_dates_that_are_none(self):
        sales = "".join(f"S{n},{on},SHOP,HONEY,B,{quantity},{price},,KGS{extra}\n" for n, (on, quantity, price, extra) in enumerate([
            ("2024-02-30", "1", "1", ""), ("2024-01-02", "1.2.3", "1", ""), ("2024-01-02", "0", "1", ""),
            ("2024-01-02", "-1", "1", ""), ("2024-01-02", "1.2345", "1", ""), ("2024-01-02", "1", "1.1234567", ""),
            ("2024-01-02", "1", "1", ",more")]))
        book = book_of("B,HONEY,2024-01-01,regular,P-a,9,\n", sales)
        self.assertEqual([kind for _, _, kind in kinds(book)], [
            "bad-date", "bad-number", "quantity-not-positive", "quantity-not-positive", "too-precise", "too-precise",
            "column-count"])

    def test_the_same_row_again_changes_nothing_and_the_number_is_taken(self):
        row = "S1,2024-01-02,SHOP,HONEY,,1,1,,KGS\n"
        book = book_of("B,HONEY,2024-01-01,regular,P-a,9,\n", row + row + row.replace(",1,1,", ",2,1,"))
        self.assertEqual(kinds(book), [("sales.csv", 4, "number-reused")])
        self.assertEqual(book.stock.batches["B"].sold, 1000)

    def test_a_batch_with_a_bad_row_is_not_taken(self):
        batches = "B,HONEY,2024-01-01,regular,P-a,9,\nB,HONEY,2024-01-01,regular,P-x,9,\nC,HONEY,2024-01-01,regular,P-a,1,2\n"
        book = book_of(batches)
        self.assertEqual([kind for _, _, kind in kinds(book)], ["batch-refused", "unknown-producer", "batch-refused"])
        self.assertEqual(book.stock.batches, {})


class Concentration(unittest.TestCase):
    def test_the_published_year_2024(self):
        # DEMO: 40, 24, 14, 5, 6, 4, 7 per cent → 1600 + 576 + 196 + 25 + 36 + 16 + 49 = 2498; 10000 ÷ 2498 = 4.0032.
        shares = [40, 24, 14, 5, 6, 4, 7]
        channels = CHANNELS.splitlines()[0] + "\n" + "".join(
            f"C{n},x,fair,KG,KGS,consignment,0,0,0,2024-01-01\n" for n in range(7))
        sales = "".join(f"S{n},2024-05-01,C{n},HONEY,B,{share},1,,KGS\n" for n, share in enumerate(shares))
        book = book_of("B,HONEY,2024-01-01,regular,P-a,100,\n", sales, channels=channels)
        self.assertEqual(channel_concentration(book, "quarter"), [
            {"period": "2024-Q2", "hhi": "2498.00", "effective_channels": "4.0032", "top_channel": "C0", "top_share": "0.400000"}])


class AnyBook(unittest.TestCase):
    """What holds whatever the seed: nothing is lost, nothing made up, and just the bad rows are rejected."""

    def test_two_hundred_random_books_conserve_money_and_goods(self):
        for seed in range(200):
            with self.subTest(seed=seed), tempfile.TemporaryDirectory() as parent:
                folder = Path(parent) / "book"
                generate(folder, seed, sales=60, bad=0.2, tiny=0.05)
                book = Book.load(folder, "KGS")
                expected = json.loads((Path(parent) / "expected-rejects.json").read_text("utf-8"))
                position = lambda reject: (reject["file"], reject["row"])
                self.assertEqual(sorted(answer(book, "all", "month")["rejects"], key=position), sorted(expected, key=position))
                self.check_money(book)
                self.check_goods(book)

    def check_money(self, book: Book) -> None:
        for code, sale in book.sales.items():
            entries = [entry for entry in book.entries if entry.sale == code]
            given, returns = entries[: len(sale.pairs)], entries[len(sale.pairs):]
            for whole, of in ((sale.own, lambda e: e.own), (sale.book, lambda e: e.book)):
                self.assertEqual(total(map(of, given)), whole)
                self.assertEqual(whole.gross, whole.discount + whole.commission + whole.fee + whole.net)
                back = cumulative_return(whole, sale.returned, sale.row.quantity)
                self.assertEqual(total(map(of, returns)), NOTHING.minus(back))
            if sale.returned == sale.row.quantity:
                for pair in sale.pairs:
                    mine = [entry for entry in entries if (entry.batch, entry.producer) == pair]
                    self.assertEqual((total(e.own for e in mine), total(e.book for e in mine)), (NOTHING, NOTHING))
        for by in ("year", "quarter", "month"):
            shown = sum(row["net_sales"] for row in answer(book, "channel-share", by)["rows"])
            revenue = answer(book, "producer-revenue", by)["rows"]
            self.assertEqual(shown, sum(row["net"] + row["commission"] + row["fee"] for row in revenue))

    def check_goods(self, book: Book) -> None:
        self.assertEqual(sum(b.sold for b in book.stock.batches.values()), sum(s.row.quantity for s in book.sales.values()))
        self.assertEqual(sum(b.restocked for b in book.stock.batches.values()),
                         sum(r.quantity for r in book.returns.values() if r.disposition == "restock"))
        for batch in book.stock.batches.values():
            self.assertTrue(0 <= batch.restocked <= batch.sold <= batch.accepted <= batch.produced)

    def test_the_same_seed_writes_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as parent:
            for name in ("one", "two"):
                generate(Path(parent) / name / "book", 42, sales=100, bad=0.1)
            one, two = ({p.name: p.read_bytes() for p in (Path(parent) / name).rglob("*.*")} for name in ("one", "two"))
            self.assertEqual(one, two)


def total(amounts) -> Amounts:
    result = NOTHING
    for part in amounts:
        result = result.plus(part)
    return result


if __name__ == "__main__":
    unittest.main()
