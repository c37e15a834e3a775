"""The arithmetic of DESIGN section 4, in integers and fractions; no float anywhere.

Part of the independent oracle: written from DESIGN.md alone, sharing nothing with the product.
"""

from fractions import Fraction
from math import lcm
from typing import NamedTuple, Sequence

# ISO 4217 minor units that are not 2.
_DECIMALS = {code: 0 for code in "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()}
_DECIMALS |= {code: 3 for code in "BHD IQD JOD KWD LYD OMR TND".split()}


def currency_decimals(code: str) -> int:
    """How many decimals a currency's minor unit has (DESIGN 3: KGS has 2, JPY none)."""
    return _DECIMALS.get(code, 2)


def round_half_away(value: Fraction) -> int:
    """DESIGN 4: "rounding is half away from zero, here and below"."""
    magnitude = (2 * abs(value) + 1) // 2
    return int(magnitude if value >= 0 else -magnitude)


def decimal_string(value: Fraction, places: int) -> str:
    """DESIGN 9: shares are decimal strings; rounded as everything else is."""
    scaled = round_half_away(value * 10**places)
    whole, part = divmod(abs(scaled), 10**places)
    return f"{'-' if scaled < 0 else ''}{whole}.{part:0{places}d}"


def integer_weights(weights: Sequence[Fraction]) -> list[int]:
    """The same proportions in integers, so that a split needs no fractions."""
    common = lcm(*(weight.denominator for weight in weights))
    return [int(weight * common) for weight in weights]


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """DESIGN 4, Split: parts of `total` that add up to it exactly.

    The weights stand in the order that settles ties (batch code, then producer code). DESIGN does not
    say how a negative total is split; it is split as its magnitude is, in keeping with half *away from zero*.
    """
    sign, magnitude = (-1, -total) if total < 0 else (1, total)
    shares = [divmod(magnitude * weight, sum(weights)) for weight in weights]
    left_over = magnitude - sum(part for part, _ in shares)
    first_served = sorted(range(len(weights)), key=lambda index: (-shares[index][1], index))[:left_over]
    return [sign * (part + (index in first_served)) for index, (part, _) in enumerate(shares)]


class Amounts(NamedTuple):
    """The money of a sale, of a return, or of one pair's part in it; minor units of one currency."""

    gross: int
    discount: int
    commission: int
    fee: int
    net: int

    @classmethod
    def balanced(cls, gross: int, discount: int, commission: int, fee: int) -> "Amounts":
        """DESIGN 4: net is always the difference, "so it always balances"."""
        return cls(gross, discount, commission, fee, gross - discount - commission - fee)

    def plus(self, other: "Amounts") -> "Amounts":
        return Amounts(*(a + b for a, b in zip(self, other)))

    def minus(self, other: "Amounts") -> "Amounts":
        return Amounts(*(a - b for a, b in zip(self, other)))


NOTHING = Amounts(0, 0, 0, 0, 0)


def gross_minor(quantity_thousandths: int, unit_price: Fraction, currency: str) -> int:
    """DESIGN 4: gross = round(quantity × unit price) to the minor unit."""
    return round_half_away(Fraction(quantity_thousandths, 1000) * unit_price * 10 ** currency_decimals(currency))


def sale_amounts(gross: int, discount: int, commission_bp: int, fee_bp: int) -> Amounts:
    """DESIGN 4: commission and fee are each rounded from gross − discount."""
    base = gross - discount
    commission = round_half_away(Fraction(base * commission_bp, 10_000))
    fee = round_half_away(Fraction(base * fee_bp, 10_000))
    return Amounts.balanced(gross, discount, commission, fee)


def in_book_currency(amounts: Amounts, rate: Fraction, currency: str, book_currency: str) -> Amounts:
    """DESIGN 4: book_x = round(x × rate), x in major units, for four measures; book_net is the difference."""
    factor = rate * Fraction(10 ** currency_decimals(book_currency), 10 ** currency_decimals(currency))
    return Amounts.balanced(*(round_half_away(x * factor) for x in amounts[:4]))


def cumulative_return(sale: Amounts, returned: int, sold: int) -> Amounts:
    """DESIGN 4: with r of q returned in all so far, round(x × r ÷ q) of four measures; net the difference."""
    return Amounts.balanced(*(round_half_away(Fraction(x * returned, sold)) for x in sale[:4]))


def split(whole: Amounts, weights: Sequence[int]) -> list[Amounts]:
    """DESIGN 4: net, commission, fee and discount are each split; a pair's gross is the sum of its parts."""
    nets = largest_remainder(whole.net, weights)
    commissions = largest_remainder(whole.commission, weights)
    fees = largest_remainder(whole.fee, weights)
    discounts = largest_remainder(whole.discount, weights)
    return [
        Amounts(net + commission + fee + discount, discount, commission, fee, net)
        for net, commission, fee, discount in zip(nets, commissions, fees, discounts)
    ]
