"""A book folder replayed: every row taken or rejected, every sale and return split to its producers."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Callable

import arithmetic
from arithmetic import NOTHING, Amounts
from reading import Rejected, Row, read_rows
from stock import Batch, Stock, restock, utf8


@dataclass(frozen=True)
class Terms:
    valid_from: date
    commission_bp: int
    fee_bp: int
    currency: str


@dataclass(frozen=True)
class SaleRow:
    """What a row of sales.csv says; two rows are identical when these are equal."""

    sale: str
    sold_on: date
    channel: str
    outlet: str
    product: str
    batch: str
    quantity: int
    unit_price_millionths: int
    discount_minor: int
    currency: str
    country: str
    receipt: str


@dataclass(frozen=True)
class ReturnRow:
    returned: str
    returned_on: date
    sale: str
    quantity: int
    cause: str
    disposition: str


@dataclass
class Sale:
    row: SaleRow
    drawn: list[tuple[Batch, int]]
    own: Amounts
    book: Amounts
    pairs: list[tuple[str, str]]  # (batch, producer), in the order that settles ties
    weights: list[int]
    returned: int = 0
    restocked: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One pair's part in a sale, or (negative) in a return, in both currencies."""

    sale: str
    occurred_on: date
    channel: str
    batch: str
    producer: str
    own: Amounts
    book: Amounts


@dataclass(frozen=True)
class Reject:
    file: str
    row: int
    kind: str
    code: str


class Book:
    """DESIGN 8: files are taken in the order of dependence, rows in file order; a rejected row changes nothing."""

    def __init__(self, book_currency: str):
        self.currency = book_currency
        self.producers: set[str] = set()
        self.products: set[str] = set()
        self.terms: dict[str, dict[date, Terms]] = {}
        self.rates: dict[str, dict[date, Fraction]] = {}
        self.stock = Stock()
        self.sales: dict[str, Sale] = {}
        self.returns: dict[str, ReturnRow] = {}
        self.entries: list[Entry] = []
        self.rejects: list[Reject] = []

    @classmethod
    def load(cls, folder: Path, book_currency: str) -> "Book":
        book = cls(book_currency)
        book.take(folder, "producers.csv", "producer", book.add_producer)
        book.take(folder, "products.csv", "product", book.add_product)
        book.take(folder, "channels.csv", "channel", book.add_terms)
        book.take(folder, "rates.csv", "currency", book.add_rate)
        book.add_batches(read_rows(folder, "batches.csv"))
        book.take(folder, "sales.csv", "sale", book.add_sale)
        book.take(folder, "returns.csv", "return", book.add_return)
        return book

    def take(self, folder: Path, file: str, code: str, add: Callable[[Row], None]) -> None:
        for row in read_rows(folder, file):
            try:
                add(row)
            except Rejected as reason:
                self.reject(row, reason.kind, code)

    def reject(self, row: Row, kind: str, code: str) -> None:
        self.rejects.append(Reject(row.file, row.number, kind, (row.values or {}).get(code, "")))

    # Registry

    def add_producer(self, row: Row) -> None:
        self.producers.add(row.required("producer"))

    def add_product(self, row: Row) -> None:
        self.products.add(row.required("product"))

    def add_terms(self, row: Row) -> None:
        """One row is one agreement of a channel; percent with two decimals are basis points."""
        commission, fee = row.number_at("commission_percent", 2), row.number_at("fee_percent", 2)
        if commission < 0 or fee < 0 or commission + fee > 10_000:
            raise Rejected("bad-percent")
        terms = Terms(row.date("valid_from"), commission, fee, row.required("currency"))
        agreed = self.terms.setdefault(row.required("channel"), {})
        if agreed.setdefault(terms.valid_from, terms) != terms:
            raise Rejected("terms-overlap")

    def add_rate(self, row: Row) -> None:
        """DESIGN 4: rate = official rate ÷ nominal."""
        nominal, rate = row.number_at("nominal", 0), row.number_at("rate", 10)
        if nominal <= 0 or rate <= 0:
            raise Rejected("bad-rate")
        published = self.rates.setdefault(row.required("currency"), {})
        value = Fraction(rate, nominal * 10**10)
        if published.setdefault(row.date("date"), value) != value:
            raise Rejected("rate-differs")

    # Production

    def add_batches(self, rows: list[Row]) -> None:
        """One row is one contribution; a batch with a bad row is not taken at all, lest the others get its money."""
        by_batch: dict[str, list[Row]] = {}
        for row in rows:
            if row.values is None:
                self.reject(row, "column-count", "batch")
            elif not row["batch"]:
                self.reject(row, "missing-value", "batch")
            else:
                by_batch.setdefault(row["batch"], []).append(row)
        for code, contributions in by_batch.items():
            self.add_batch(code, contributions)

    def add_batch(self, code: str, rows: list[Row]) -> None:
        facts, accepted, contributions, kinds = set(), set(), {}, {}
        for row in rows:
            try:
                facts.add((self.known_product(row), row.date("produced_on")))
                if (producer := row.required("producer")) not in self.producers:
                    raise Rejected("unknown-producer")
                contributions[producer] = contributions.get(producer, 0) + row.quantity()
                if row["accepted"]:
                    accepted.add(row.number_at("accepted", 3))
            except Rejected as reason:
                kinds[row.number] = reason.kind
        produced = sum(contributions.values())
        good = len(facts) == 1 and len(accepted) <= 1 and all(0 <= a <= produced for a in accepted)
        if kinds or not good:
            for row in rows:
                self.reject(row, kinds.get(row.number, "batch-refused"), "batch")
            return
        ((product, produced_on),) = facts
        is_test = rows[0]["kind"] == "test"
        self.stock.add(Batch(code, product, produced_on, contributions, accepted.pop() if accepted else produced, is_test))

    def known_product(self, row: Row) -> str:
        if (product := row.required("product")) not in self.products:
            raise Rejected("unknown-product")
        return product

    # Sales

    def terms_on(self, channel: str, on: date) -> Terms:
        """The newest agreement that is valid by the date of the sale."""
        valid = [terms for start, terms in self.terms[channel].items() if start <= on]
        if not valid:
            raise Rejected("no-terms")
        return max(valid, key=lambda terms: terms.valid_from)

    def rate_on(self, currency: str, on: date) -> Fraction:
        """DESIGN 4: the newest published rate whose effective date is not later."""
        if currency == self.currency:
            return Fraction(1)
        effective = [day for day in self.rates.get(currency, {}) if day <= on]
        if not effective:
            raise Rejected("no-rate")
        return self.rates[currency][max(effective)]

    def read_sale(self, row: Row) -> SaleRow:
        currency = row.required("currency")
        said = SaleRow(
            row.required("sale"), row.date("sold_on"), row.required("channel"), row["outlet"],
            row.required("product"), row["batch"], row.quantity(), row.number_at("unit_price", 6),
            row.number_at("discount", arithmetic.currency_decimals(currency), "0"), currency,
            row["country"], row["receipt"],
        )
        if said.unit_price_millionths < 0 or said.discount_minor < 0:
            raise Rejected("negative-money")
        return said

    def add_sale(self, row: Row) -> None:
        said = self.read_sale(row)
        if known := self.sales.get(said.sale):
            if known.row == said:
                return  # DESIGN 8: importing the same twice changes nothing
            raise Rejected("number-reused")
        if said.channel not in self.terms:
            raise Rejected("unknown-channel")
        self.known_product(row)
        terms = self.terms_on(said.channel, said.sold_on)
        rate = self.rate_on(said.currency, said.sold_on)
        gross = arithmetic.gross_minor(said.quantity, Fraction(said.unit_price_millionths, 10**6), said.currency)
        if said.discount_minor > gross:
            raise Rejected("discount-exceeds-gross")
        own = arithmetic.sale_amounts(gross, said.discount_minor, terms.commission_bp, terms.fee_bp)
        book = arithmetic.in_book_currency(own, rate, said.currency, self.currency)
        drawn = self.stock.draw(said.product, said.sold_on, said.quantity, said.batch)
        pairs, weights = pair_weights(drawn)
        sale = self.sales[said.sale] = Sale(said, drawn, own, book, pairs, weights)
        self.enter(sale, said.sold_on, arithmetic.split(own, weights), arithmetic.split(book, weights))

    # Returns

    def add_return(self, row: Row) -> None:
        said = ReturnRow(
            row.required("return"), row.date("returned_on"), row.required("sale"), row.quantity(),
            row["cause"], row["disposition"] or "restock",
        )
        if known := self.returns.get(said.returned):
            if known == said:
                return
            raise Rejected("number-reused")
        if said.disposition not in ("restock", "scrap"):
            raise Rejected("bad-disposition")
        if (sale := self.sales.get(said.sale)) is None:
            raise Rejected("unknown-sale")
        if said.returned_on < sale.row.sold_on:
            raise Rejected("return-before-sale")
        if said.quantity > sale.row.quantity - sale.returned:
            raise Rejected("over-return")
        before, after = sale.returned, sale.returned + said.quantity
        own = returned_parts(sale.own, sale, before, after)
        book = returned_parts(sale.book, sale, before, after)
        sale.returned = after
        if said.disposition == "restock":
            restock(sale.drawn, sale.restocked, said.quantity)
        self.returns[said.returned] = said
        self.enter(sale, said.returned_on, own, book)

    def enter(self, sale: Sale, on: date, own: list[Amounts], book: list[Amounts]) -> None:
        for (batch, producer), own_part, book_part in zip(sale.pairs, own, book):
            self.entries.append(Entry(sale.row.sale, on, sale.row.channel, batch, producer, own_part, book_part))


def pair_weights(drawn: list[tuple[Batch, int]]) -> tuple[list[tuple[str, str]], list[int]]:
    """DESIGN 4, Split: weight = (quantity drawn from the batch) × (her contribution ÷ the batch's quantity)."""
    weighted = [
        ((batch.code, producer), Fraction(taken * contribution, batch.produced))
        for batch, taken in drawn
        for producer, contribution in batch.contributions.items()
    ]
    weighted.sort(key=lambda item: (utf8(item[0][0]), utf8(item[0][1])))
    return [pair for pair, _ in weighted], arithmetic.integer_weights([weight for _, weight in weighted])


def returned_parts(whole: Amounts, sale: Sale, before: int, after: int) -> list[Amounts]:
    """DESIGN 4: this return's part is the new cumulative less the old, pair by pair; negative, as it takes back."""
    old, new = (
        arithmetic.split(arithmetic.cumulative_return(whole, quantity, sale.row.quantity), sale.weights)
        for quantity in (before, after)
    )
    return [NOTHING.minus(new_part.minus(old_part)) for new_part, old_part in zip(new, old)]
