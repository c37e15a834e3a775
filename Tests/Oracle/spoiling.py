"""Bad rows among the good ones. Each has one fault only, and rejecting it must leave all else as it was.

Bad sales therefore use a product of their own, with goods enough that nothing but the fault can stop them;
bad batches have codes that no sale names.
"""

from datetime import timedelta
from fractions import Fraction

from writing import BAD, COLUMNS, Record, plain

SPARE_PRODUCT, SPARE_BATCH = "SPARE", "SPARE-1"
LATE_CURRENCY = "CNY"  # published only in the last third of the book's time
UNPUBLISHED_CURRENCY = "GBP"
TOO_MUCH = "999999999"
IMPOSSIBLE_DATES = ["2021-02-30", "2022-13-01", "2022-00-10", "2023-04-31", "2023-02-29"]
TWO_POINTS = ["1.2.3", "12.50.00", "1.000.5"]


def spoil(generator) -> None:
    """Injects `bad` × sales rows; seven in ten of them into sales.csv, two into returns.csv, one into batches.csv."""
    count = max(1, round(generator.bad * generator.sale_count))
    spare_goods(generator)
    sales, returns, batches = SaleFaults(generator), ReturnFaults(generator), BatchFaults(generator)
    for number in range(count):
        target = generator.random.choices([sales, returns, batches], weights=[7, 2, 1])[0]
        target.inject(f"BAD-{number + 1}")


def spare_goods(generator) -> None:
    generator.tables["products.csv"].append(
        {**generator.tables["products.csv"][0], "product": SPARE_PRODUCT, "unit": "KGM"})
    generator.tables["batches.csv"].append({
        **generator.tables["batches.csv"][0], "batch": SPARE_BATCH, "kind": "regular", "product": SPARE_PRODUCT,
        "quantity": "10000", "accepted": ""})


class Faults:
    """The methods of a subclass whose names begin with `fault_` are its faults: record → None, or a row's index."""

    file: str

    def __init__(self, generator):
        self.generator, self.random = generator, generator.random
        self.faults = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("fault_")]

    @property
    def rows(self) -> list[Record]:
        return self.generator.tables[self.file]

    def inject(self, code: str) -> None:
        """Anywhere in the file, unless the fault says after which row."""
        record = self.good(code)
        if record is None:
            return
        after = self.random.choice(self.faults)(record)
        first = 0 if after is None else after + 1
        self.rows.insert(self.random.randint(first, len(self.rows)), record)

    def good(self, code: str) -> Record | None:
        raise NotImplementedError

    def fault_column_count(self, record: Record) -> None:
        record.update({BAD: "column-count", COLUMNS: self.random.choice(["-1", "-2", "1"])})

    def fault_quantity_not_positive(self, record: Record) -> None:
        record.update({BAD: "quantity-not-positive", "quantity": self.random.choice(["0", "0.000", "-1", "-0.5"])})

    def fault_too_precise(self, record: Record) -> None:
        record.update({BAD: "too-precise", "quantity": self.random.choice(["1.2345", "0.0001"])})

    def fault_two_points(self, record: Record) -> None:
        record.update({BAD: "bad-number", "quantity": self.random.choice(TWO_POINTS)})


class SaleFaults(Faults):
    file = "sales.csv"

    def good(self, code: str) -> Record:
        """A sale of spare goods that would be taken."""
        channel = self.random.choice(self.generator.channel_list)
        return {
            "sale": code, "sold_on": self.generator.day(self.generator.days // 2).isoformat(), "channel": channel.code,
            "outlet": "", "product": SPARE_PRODUCT, "batch": self.random.choice(["", SPARE_BATCH]), "quantity": "1",
            "unit_price": "100", "discount": "", "currency": channel.currency, "country": "", "receipt": "",
        }

    def fault_bad_date(self, record: Record) -> None:
        record.update({BAD: "bad-date", "sold_on": self.random.choice(IMPOSSIBLE_DATES)})

    def fault_insufficient_stock(self, record: Record) -> None:
        record.update({BAD: "insufficient-stock", "quantity": TOO_MUCH})

    def fault_no_rate(self, record: Record) -> None:
        """A currency never published, or one published only from a later date."""
        record.update({BAD: "no-rate", "currency": self.random.choice([UNPUBLISHED_CURRENCY, LATE_CURRENCY])})
        record["sold_on"] = self.generator.day(self.generator.days // 2, self.generator.days * 2 // 3 - 1).isoformat()

    def fault_no_terms(self, record: Record) -> None:
        channel = next(c for c in self.generator.channel_list if c.code == record["channel"])
        before = channel.opened - timedelta(days=self.random.randint(1, 30))
        record.update({BAD: "no-terms", "sold_on": before.isoformat(), "batch": SPARE_BATCH})

    def fault_number_reused(self, record: Record) -> int:
        """The number of a sale further up, on another quantity of spare goods."""
        original = self.random.choice([index for index, row in enumerate(self.rows) if BAD not in row])
        record.update({BAD: "number-reused", "sale": self.rows[original]["sale"]})
        return original

    def fault_two_points_in_price(self, record: Record) -> None:
        record.update({BAD: "bad-number", "unit_price": self.random.choice(TWO_POINTS)})

    def fault_unknown_batch(self, record: Record) -> None:
        record.update({BAD: "unknown-batch", "batch": "NOWHERE-1"})

    def fault_unknown_channel(self, record: Record) -> None:
        record.update({BAD: "unknown-channel", "channel": "NOBODY"})

    def fault_unknown_product(self, record: Record) -> None:
        record.update({BAD: "unknown-product", "product": "NOTHING", "batch": ""})


class ReturnFaults(Faults):
    file = "returns.csv"

    def good(self, code: str) -> Record | None:
        """A return against a good sale, on the last day, of which nothing is left to return after over_return."""
        sales = [row for row in self.generator.tables["sales.csv"] if BAD not in row]
        if not sales or not self.rows:
            return None
        self.sale = self.random.choice(sales)
        return {
            "return": code, "returned_on": self.generator.day(self.generator.days - 1).isoformat(),
            "sale": self.sale["sale"], "quantity": "0.001", "cause": "", "disposition": "restock",
        }

    def fault_bad_date(self, record: Record) -> None:
        record.update({BAD: "bad-date", "returned_on": self.random.choice(IMPOSSIBLE_DATES)})

    def fault_over_return(self, record: Record) -> int:
        """A thousandth more than is outstanding once all good returns of the sale are in."""
        back = {row["return"]: Fraction(row["quantity"]) for row in self.rows
                if BAD not in row and row["sale"] == self.sale["sale"]}
        left = Fraction(self.sale["quantity"]) - sum(back.values())
        record.update({BAD: "over-return", "quantity": plain(int(left * 1000) + 1, 3)})
        return len(self.rows) - 1

    def fault_unknown_sale(self, record: Record) -> None:
        record.update({BAD: "unknown-sale", "sale": "S-UNKNOWN"})


class BatchFaults(Faults):
    """A batch of its own with one contribution, so that no good batch loses a row."""

    file = "batches.csv"

    def good(self, code: str) -> Record:
        return {
            "batch": code, "product": SPARE_PRODUCT, "produced_on": self.generator.day().isoformat(),
            "kind": "regular", "site": "", "producer": self.random.choice(self.generator.producers),
            "quantity": "1", "accepted": "",
        }

    def fault_bad_date(self, record: Record) -> None:
        record.update({BAD: "bad-date", "produced_on": self.random.choice(IMPOSSIBLE_DATES)})

    def fault_unknown_producer(self, record: Record) -> None:
        record.update({BAD: "unknown-producer", "producer": "P-UNKNOWN"})

    def fault_unknown_product(self, record: Record) -> None:
        record.update({BAD: "unknown-product", "product": "NOTHING"})
