"""Writes records as the CSV of one spreadsheet or another (DESIGN section 8), the style drawn at random."""

import random
from dataclasses import dataclass
from pathlib import Path

from reading import RUSSIAN_HEADERS

# Column → text with a decimal point. Two keys are for spoiling: BAD is the kind of reject the row must become,
# COLUMNS how many fields too many (or, negative, too few) it has.
Record = dict[str, str]
BAD, COLUMNS = "!bad", "!columns"

NUMERIC = {"nominal", "rate", "quantity", "accepted", "unit_price", "discount", "commission_percent", "fee_percent"}
OPTIONAL = {"rayon", "name_ky", "name_en", "group", "sex", "birth_year", "registered_on", "payout_route",
            "payout_account", "hs_code", "oblast", "site", "outlet", "batch", "discount", "country", "receipt",
            "cause", "disposition", "accepted"}


def plain(scaled: int, places: int) -> str:
    """The shortest decimal text of scaled ÷ 10^places."""
    whole, part = divmod(abs(scaled), 10**places)
    fraction = f"{part:0{places}d}".rstrip("0") if places else ""
    return ("-" if scaled < 0 else "") + str(whole) + (f".{fraction}" if fraction else "")


@dataclass
class Style:
    separator: str
    decimal_comma: bool
    encoding: str
    line_end: str
    russian: bool
    shuffled: bool
    quote_all: bool
    blank_lines: float
    random: random.Random

    @classmethod
    def random(cls, source: random.Random, russian: bool) -> "Style":
        return cls(
            separator=source.choice(",;"), decimal_comma=source.random() < 0.4,
            encoding=source.choice(["utf-8", "utf-8-sig", "windows-1251"]),
            line_end=source.choice(["\n", "\r\n"]), russian=russian and source.random() < 0.3,
            shuffled=source.random() < 0.5, quote_all=source.random() < 0.1,
            blank_lines=source.choice([0, 0, 0.01]), random=source,
        )

    def field(self, text: str) -> str:
        """RFC 4180: quoted where it must be; quotes doubled."""
        if self.quote_all or any(sign in text for sign in f'"\r\n{self.separator}'):
            return '"' + text.replace('"', '""') + '"'
        return text

    def header(self, column: str) -> str:
        return RUSSIAN_HEADERS.get(column, column) if self.russian else column

    def columns(self, records: list[Record]) -> list[str]:
        """Optional columns without any value may be missing; the order may be any."""
        columns = [name for name in records[0] if name not in (BAD, COLUMNS)]
        needed = [c for c in columns if c not in OPTIONAL or any(r[c] for r in records) or self.random.random() < 0.5]
        if self.shuffled:
            self.random.shuffle(needed)
        return needed

    def fields(self, record: Record, columns: list[str]) -> list[str]:
        texts = [record[c].replace(".", ",") if self.decimal_comma and c in NUMERIC else record[c] for c in columns]
        surplus = int(record.get(COLUMNS, "0"))
        return texts[:surplus] if surplus < 0 else texts + ["?"] * surplus


def write(path: Path, records: list[Record], style: Style) -> list[dict]:
    """Writes the file; answers the rejects expected in it, by the row that a spreadsheet shows."""
    if not records:
        return []
    columns = style.columns(records)
    lines, expected = [style.separator.join(style.field(style.header(c)) for c in columns)], []
    for record in records:
        while style.random.random() < style.blank_lines:
            lines.append("")
        lines.append(style.separator.join(map(style.field, style.fields(record, columns))))
        if BAD in record:
            expected.append({"file": path.name, "row": len(lines), "kind": record[BAD]})
    text = style.line_end.join(lines) + style.line_end
    try:
        path.write_bytes(text.encode(style.encoding))
    except UnicodeEncodeError:  # Windows-1251 has no ң, ө, ү
        path.write_bytes(text.encode("utf-8"))
    return expected
