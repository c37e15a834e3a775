"""Goods: batches, what is drawn from them and what comes back (DESIGN section 4, Lots and returns)."""

from dataclasses import dataclass, field
from datetime import date

from reading import Rejected


def utf8(code: str) -> bytes:
    """The order of codes wherever a smaller one goes first."""
    return code.encode("utf-8")


@dataclass
class Batch:
    """Goods made together; all quantities in thousandths."""

    code: str
    product: str
    produced_on: date
    contributions: dict[str, int]
    accepted: int
    is_test: bool = False
    sold: int = 0
    restocked: int = 0

    @property
    def produced(self) -> int:
        return sum(self.contributions.values())

    @property
    def on_hand(self) -> int:
        return self.accepted - self.sold + self.restocked


@dataclass
class Stock:
    batches: dict[str, Batch] = field(default_factory=dict)

    def add(self, batch: Batch) -> None:
        self.batches[batch.code] = batch

    def eligible(self, product: str, on: date) -> list[Batch]:
        """DESIGN 4, Lots: accepted, unsold goods produced on or before the date, by produced_on, then code; no samples."""
        found = [
            b for b in self.batches.values()
            if b.product == product and b.produced_on <= on and b.on_hand > 0 and not b.is_test
        ]
        return sorted(found, key=lambda b: (b.produced_on, utf8(b.code)))

    def draw(self, product: str, on: date, quantity: int, named: str = "") -> list[tuple[Batch, int]]:
        """What a sale draws, in the order of drawing; all of it or, when stock does not suffice, nothing.

        A named batch is drawn as named: whatever its date, and without help from others.
        """
        if named:
            batch = self.batches.get(named)
            if batch is None:
                raise Rejected("unknown-batch")
            if batch.product != product:
                raise Rejected("batch-of-other-product")
            if batch.is_test:
                raise Rejected("test-batch")
            sources = [batch]
        else:
            sources = self.eligible(product, on)
        drawn, wanted = [], quantity
        for batch in sources:
            if taken := min(wanted, batch.on_hand):
                drawn.append((batch, taken))
                wanted -= taken
        if wanted:
            raise Rejected("insufficient-stock")
        for batch, taken in drawn:
            batch.sold += taken
        return drawn


def restock(drawn: list[tuple[Batch, int]], already: dict[str, int], quantity: int) -> None:
    """DESIGN 4: restocked goods go back to the sale's batches in the reverse order of drawing.

    `already` is what each batch of this sale got back before; it is brought up to date.
    """
    for batch, taken in reversed(drawn):
        back = min(quantity, taken - already.get(batch.code, 0))
        already[batch.code] = already.get(batch.code, 0) + back
        batch.restocked += back
        quantity -= back
    assert quantity == 0, "more restocked than the sale drew"
