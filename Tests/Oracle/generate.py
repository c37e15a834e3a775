#!/usr/bin/env python3
"""Writes a random book folder: the same seed, the same bytes.

    python3 generate.py --seed 7 --sales 3000 --bad 0.02 /tmp/seed7/book

Sales are drawn against a running stock, so that first in, first out covers nearly all of them. The rows
that must be rejected go to expected-rejects.json beside the folder.
"""

import argparse
import json
import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import writing
from arithmetic import currency_decimals, decimal_string, gross_minor
from spoiling import LATE_CURRENCY, spoil
from stock import Batch, Stock
from writing import Record, plain

START = date(2021, 1, 4)
KIND_SEPARATOR = " "  # how channels.csv spells "brand shop"; DESIGN section 1 and 4 write it with a space
KINDS = ["export retailer", "brand shop", "petrol station", "fair", "exhibition", "online", "wholesale", "hospitality"]
UNITS = {"H87": 0, "PR": 0, "KGM": 3, "GRM": 3, "LTR": 3, "MTK": 3}  # unit → decimals a clerk would write
OBLASTS = ["Issyk-Kul", "Naryn", "Chui", "Talas", "Osh", "Jalal-Abad"]
ROUGH_RATES = {"USD": "86.5", "EUR": "94.2", "JPY": "0.61", "KWD": "281.4"}
NAMES = ["Бурул", "Айнура", "Гүлнара", "Жаңыл", "Өмүр", "Чолпон", "Төкөн", "Мээрим", "Асель", "Нургүл"]
WARES = ["Войлочные тапочки", "Кийиз оюнчук", "Ак бал", "Чай из чабреца", "Шырдак", "Сабын", "Өрүк каагы", "Варенье"]


@dataclass
class Channel:
    code: str
    kind: str
    country: str
    currency: str
    outlets: list[str]
    terms: list[tuple[date, Record]] = field(default_factory=list)

    @property
    def opened(self) -> date:
        return min(start for start, _ in self.terms)


class Generator:
    def __init__(self, seed: int, sales: int, bad: float, tiny: float, ascii_codes: bool):
        self.random = random.Random(seed)
        self.sale_count, self.bad, self.tiny = sales, bad, tiny
        self.days = self.random.choice([365, 730, 1095])
        self.cyrillic = not ascii_codes and self.random.random() < 0.25
        self.stock = Stock()
        self.tables: dict[str, list[Record]] = {}

    def day(self, first: int = 0, last: int | None = None) -> date:
        return START + timedelta(days=self.random.randint(first, self.days - 1 if last is None else last))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def code(self, latin: str, cyrillic: str, number: int) -> str:
        """Codes without leading zeros, so that the order of bytes is not the order of numbers."""
        return f"{cyrillic if self.cyrillic else latin}-{number}"

    def name(self, words: list[str]) -> str:
        word = self.random.choice(words)
        style = self.random.choice(["{}", "{}", "{} №{n}", 'ЖТ "{}"', "{}, {n}-сорт", "{}; {n}", '"{}" "{n}"'])
        return style.format(word, n=self.random.randint(1, 99))

    def quantity_text(self, thousandths: int) -> str:
        text = plain(thousandths, 3)
        return decimal_string(Fraction(thousandths, 1000), 3) if self.chance(0.1) else text

    # Registry

    def registry(self) -> None:
        communities = [
            {"community": self.code("C", "Айыл", n), "name": self.name(["Боконбаево", "Тосор", "Барскоон", "Ак-Өлөң"]),
             "oblast": self.random.choice(OBLASTS), "rayon": self.random.choice(["", "Тон", "Жети-Огуз"])}
            for n in range(1, self.random.randint(4, 9))
        ]
        self.tables["communities.csv"] = communities
        self.tables["producers.csv"] = [
            {"producer": self.code(self.random.choice(["P", "p", "Pr"]), "Өндүр", n), "name": self.name(NAMES),
             "community": self.random.choice(communities)["community"], "group": "",
             "sex": self.random.choice(["f", "f", "f", "m", ""]), "birth_year": str(self.random.randint(1945, 2003)),
             "registered_on": START.replace(year=START.year - 1).isoformat(),
             "payout_route": self.random.choice(["bank", "wallet", "cash"]), "payout_account": ""}
            for n in range(1, self.random.randint(20, 60) + 1)
        ]
        self.tables["products.csv"] = [
            {"product": self.code("G", "Буюм", n), "name": self.name(WARES),
             "category": self.random.choice(["felt", "food", "cosmetics"]), "unit": unit,
             "hs_code": self.random.choice(["6307909100", "0409000000", ""]), "oblast": self.random.choice(OBLASTS)}
            for n, unit in enumerate(self.random.choices(list(UNITS), k=self.random.randint(6, 20)), start=1)
        ]
        self.units = {row["product"]: row["unit"] for row in self.tables["products.csv"]}
        self.producers = [row["producer"] for row in self.tables["producers.csv"]]
        self.price = {product: Fraction(self.random.randint(3000, 600_000), 100) for product in self.units}

    def channels(self) -> None:
        """Of all kinds over the seeds; each with one to four agreements, the first at the start or later."""
        currencies = ["KGS", "KGS", "USD", "EUR", "JPY", self.random.choice(["KWD", "KGS"])]
        self.channel_list = []
        for number, kind in enumerate(self.random.sample(KINDS, self.random.randint(4, 8)), start=1):
            foreign = kind in ("export retailer", "online", "wholesale")
            code = self.code("Ch", "Канал", number)
            channel = Channel(
                code, kind, self.random.choice(["JP", "DE", "US"]) if foreign else "KG",
                self.random.choice(currencies) if foreign or self.chance(0.2) else "KGS",
                [f"{code}/{n}" for n in range(1, self.random.randint(1, 4))],
            )
            name, starts = self.name(["Бренд", "Сеть АЗС", "Дүкөн"]), {self.day(0, 0 if number < 3 else self.days // 3)}
            while self.chance(0.6) and len(starts) < 4:
                starts.add(self.day(self.days // 3))
            for start in sorted(starts):
                channel.terms.append((start, self.terms(channel, name, start)))
            self.channel_list.append(channel)
        self.tables["channels.csv"] = [record for channel in self.channel_list for _, record in channel.terms]
        if self.chance(0.5):
            self.random.shuffle(self.tables["channels.csv"])

    def terms(self, channel: Channel, name: str, start: date) -> Record:
        percent = lambda most: plain(self.random.choice([0, most * 50, self.random.randint(0, most * 100)]), 2)
        return {
            "channel": channel.code, "name": name, "kind": channel.kind.replace(" ", KIND_SEPARATOR),
            "country": channel.country, "currency": channel.currency,
            "model": self.random.choice(["consignment", "purchase"]), "commission_percent": percent(30),
            "fee_percent": percent(20), "settle_days": str(self.random.choice([0, 14, 30, 60])),
            "valid_from": start.isoformat(),
        }

    def rates(self) -> None:
        """Every few days from before the first sale; a walk; nominals that may change on the way."""
        self.tables["rates.csv"] = rows = []
        self.rough = {currency: Fraction(rate) for currency, rate in ROUGH_RATES.items()}
        for currency, rate in [*self.rough.items(), (LATE_CURRENCY, Fraction("12.1"))]:
            day = START + timedelta(days=2 * self.days // 3 if currency == LATE_CURRENCY else -60)
            nominal = self.random.choice([1, 10, 100])
            while day < START + timedelta(days=self.days):
                if self.chance(0.05):
                    nominal = self.random.choice([1, 10, 100])
                shown = round(rate * nominal * 10_000)
                rows.append({"date": day.isoformat(), "currency": currency, "nominal": str(nominal),
                             "rate": plain(shown, 4)})
                day += timedelta(days=self.random.randint(1, 14))
                rate *= Fraction(self.random.randint(985, 1016), 1000)
        if self.chance(0.5):
            self.random.shuffle(rows)

    # Production

    def random_quantity(self, product: str, most_units: int) -> int:
        """Thousandths; whole units of what is counted in pieces or pairs."""
        if UNITS[self.units[product]] == 0:
            return 1000 * self.random.randint(1, most_units)
        return self.random.randint(1, most_units * 1000)

    def add_batch(self, code: str, product: str, produced_on: date, contributors: int, most_units: int) -> None:
        producers = self.random.sample(self.producers, min(contributors, len(self.producers)))
        contributions = {producer: self.random_quantity(product, most_units) for producer in producers}
        produced = sum(contributions.values())
        accepted = produced
        if self.chance(0.3):
            whole = 1000 if UNITS[self.units[product]] == 0 else 1
            accepted -= self.random.randint(0, produced // whole // 4) * whole
        stated_on = self.random.randrange(len(producers)) if accepted < produced or self.chance(0.2) else None
        kind = self.random.choice(["test", "regular", "regular", "order"])
        for index, (producer, quantity) in enumerate(contributions.items()):
            self.tables["batches.csv"].append({
                "batch": code, "product": product, "produced_on": produced_on.isoformat(), "kind": kind, "site": "",
                "producer": producer, "quantity": self.quantity_text(quantity),
                "accepted": self.quantity_text(accepted) if index == stated_on else "",
            })
        self.stock.add(Batch(code, product, produced_on, contributions, accepted, is_test=kind == "test"))

    def batches(self) -> None:
        """About one and a half times what will be sold; several batches share a day, so that codes decide."""
        self.tables["batches.csv"] = []
        products = list(self.units)
        for number in range(1, max(len(products) * 2, self.sale_count // 6) + 1):
            product = products[number - 1] if number <= len(products) else self.random.choice(products)
            day = START if number <= len(products) else START + timedelta(days=7 * self.random.randint(0, self.days // 7))
            code = self.code(self.random.choice(["KB", "kb", "KB-A"]), "Партия", number)
            self.add_batch(code, product, day, self.random.randint(1, 9), self.random.choice([4, 20, 60]))

    # Sales

    def draw_something(self, on: date) -> tuple[str, str, int] | None:
        """A product, perhaps a batch, and a quantity that stock covers; draws it."""
        for product in self.random.sample(list(self.units), len(self.units)):
            batches = self.stock.eligible(product, on)
            if not batches:
                continue
            nameable = batches if self.chance(0.95) else self.stock.eligible(product, date.max)  # not yet produced
            named = self.random.choice(nameable).code if self.chance(0.25) else ""
            most = self.stock.batches[named].on_hand if named else sum(b.on_hand for b in batches)
            piece = self.random.choice([3, 10, 40])
            quantity = min(most, self.random_quantity(product, piece))
            self.stock.draw(product, on, quantity, named)
            return product, named, quantity
        return None

    def unit_price(self, product: str, channel: Channel, on: date) -> str:
        price = self.price[product] * Fraction(self.random.randint(80, 130), 100) / self.rough.get(channel.currency, 1)
        if self.chance(self.tiny):
            return plain(self.random.randint(1, 9), currency_decimals(channel.currency) + 1)
        places = self.random.choice([0, currency_decimals(channel.currency), currency_decimals(channel.currency), 4, 6])
        return plain(max(1, round(price * 10**places)), places)

    def sale(self, number: int, on: date) -> Record | None:
        channel = self.random.choice([c for c in self.channel_list if c.opened <= on])
        if (drawn := self.draw_something(on)) is None:
            return None
        product, batch, quantity = drawn
        price = self.unit_price(product, channel, on)
        discount, decimals = "", currency_decimals(channel.currency)
        if self.chance(0.2):
            gross = gross_minor(quantity, Fraction(price), channel.currency)
            discount = plain(self.random.randint(0, gross // 4), decimals)
        return {
            "sale": self.code("S", "Сатуу", number), "sold_on": on.isoformat(), "channel": channel.code,
            "outlet": self.random.choice(["", *channel.outlets]), "product": product, "batch": batch,
            "quantity": self.quantity_text(quantity), "unit_price": price, "discount": discount,
            "currency": channel.currency, "country": channel.country if self.chance(0.5) else "",
            "receipt": str(self.random.randint(1, 10**6)) if self.chance(0.3) else "",
        }

    def sales(self) -> None:
        """In the order of dates but for some handed in late, because file order decides who draws first."""
        days = sorted(self.day() for _ in range(self.sale_count))
        for _ in range(self.sale_count // 20):
            days.insert(self.random.randrange(len(days)), days.pop(self.random.randrange(len(days))))
        made = (self.sale(number, on) for number, on in enumerate(days, start=1))
        self.tables["sales.csv"] = [record for record in made if record]

    def returns(self) -> None:
        self.tables["returns.csv"] = rows = []
        last = START + timedelta(days=self.days - 1)
        for sale in self.tables["sales.csv"]:
            if not self.chance(0.08):
                continue
            left = int(Fraction(sale["quantity"]) * 1000)
            sold_on = date.fromisoformat(sale["sold_on"])
            everything, parts = self.chance(0.4), self.random.randint(1, 4)
            for part in range(parts):
                quantity = min(left, self.random_quantity(sale["product"], max(1, left // 2000)))
                if everything and part == parts - 1:
                    quantity = left
                if not quantity:
                    break
                left -= quantity
                on = sold_on + timedelta(days=self.random.randint(0, min(90, (last - sold_on).days)))
                rows.append({
                    "return": "", "returned_on": on.isoformat(), "sale": sale["sale"],
                    "quantity": self.quantity_text(quantity), "cause": self.random.choice(["", "defect", "unsold"]),
                    "disposition": self.random.choice(["restock", "scrap"]),
                })
        self.random.shuffle(rows) if self.chance(0.3) else rows.sort(key=lambda row: row["returned_on"])
        for number, row in enumerate(rows, start=1):
            row["return"] = self.code("R", "Кайтаруу", number)

    def repeat_some(self, file: str) -> None:
        """The same row again, further down: it must change nothing and be no reject."""
        rows = self.tables[file]
        for _ in range(len(rows) // 200):
            original = self.random.randrange(len(rows))
            rows.insert(self.random.randint(original + 1, len(rows)), dict(rows[original]))

    def make(self) -> dict[str, list[Record]]:
        self.registry()
        self.channels()
        self.rates()
        self.batches()
        self.sales()
        self.returns()
        for file in ("sales.csv", "returns.csv"):
            self.repeat_some(file)
        if self.bad > 0:
            spoil(self)
        return self.tables


def generate(
    folder: Path, seed: int, sales: int, bad: float = 0, tiny: float = 0, russian: bool = True, ascii_codes: bool = False
) -> None:
    generator = Generator(seed, sales, bad, tiny, ascii_codes)
    tables = generator.make()
    folder.mkdir(parents=True, exist_ok=True)
    expected = []
    for file, records in tables.items():
        expected += writing.write(folder / file, records, writing.Style.random(generator.random, russian))
    with open(folder.parent / "expected-rejects.json", "w", encoding="utf-8") as out:
        json.dump(expected, out, ensure_ascii=False, indent=1)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a random book folder.")
    parser.add_argument("folder", type=Path, metavar="OUTFOLDER")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="default: random")
    parser.add_argument("--sales", type=int, default=3000, help="rows of sales.csv (default: 3000)")
    parser.add_argument("--bad", type=float, default=0, help="bad rows as a share of the sales, e.g. 0.02 (default: 0)")
    parser.add_argument("--tiny", type=float, default=0,
                        help="share of sales at less than a minor unit apiece, where rounding rules all (default: 0)")
    parser.add_argument("--english-headers", action="store_true", help="no Russian header names")
    parser.add_argument("--ascii-codes", action="store_true", help="no Cyrillic codes")
    options = parser.parse_args()
    print(f"seed {options.seed}", file=sys.stderr)
    generate(options.folder, options.seed, options.sales, options.bad, options.tiny,
             russian=not options.english_headers, ascii_codes=options.ascii_codes)


if __name__ == "__main__":
    main()
