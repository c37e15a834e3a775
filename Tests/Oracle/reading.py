"""Reads the CSV files of a book folder as DESIGN section 8 says: whatever a spreadsheet may have saved."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

# The canonical names are English; these Russian aliases are the ones generate.py writes.
RUSSIAN_HEADERS = {
    "community": "село", "name": "название", "oblast": "область", "rayon": "район",
    "producer": "производитель", "product": "товар", "category": "категория", "unit": "единица",
    "channel": "канал", "country": "страна", "currency": "валюта", "valid_from": "действует с",
    "date": "дата", "nominal": "номинал", "rate": "курс",
    "batch": "партия", "produced_on": "дата производства", "quantity": "количество", "accepted": "принято",
    "sale": "продажа", "sold_on": "дата продажи", "outlet": "точка", "unit_price": "цена",
    "discount": "скидка", "receipt": "чек",
    "return": "возврат", "returned_on": "дата возврата", "cause": "причина",
}
_CANONICAL = {russian: english for english, russian in RUSSIAN_HEADERS.items()}


class Rejected(Exception):
    """Why a row is not taken; `kind` is one of a small closed vocabulary that generate.py shares."""

    def __init__(self, kind: str):
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class Row:
    """One record. `number` is the row a spreadsheet shows: the header is 1, blank rows count."""

    file: str
    number: int
    values: dict[str, str] | None  # None: the record has another number of columns than the header

    def __getitem__(self, column: str) -> str:
        if self.values is None:
            raise Rejected("column-count")
        return self.values.get(column, "")

    def required(self, column: str) -> str:
        if not (value := self[column]):
            raise Rejected("missing-value")
        return value

    def date(self, column: str) -> date:
        """ISO 8601 calendar dates only: DESIGN names no other."""
        text = self.required(column)
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise Rejected("bad-date")

    def number_at(self, column: str, places: int, default: str = "") -> int:
        """The number in units of 10^−places; point or comma; one decimal sign at most; no grouping."""
        text = self[column] or default
        if not text:
            raise Rejected("missing-value")
        if not re.fullmatch(r"-?\d+([.,]\d+)?", text, re.ASCII):
            raise Rejected("bad-number")
        scaled = Fraction(text.replace(",", ".")) * 10**places
        if scaled.denominator != 1:
            raise Rejected("too-precise")
        return int(scaled)

    def quantity(self, column: str = "quantity") -> int:
        """Integer thousandths, more than nothing."""
        if (thousandths := self.number_at(column, 3)) <= 0:
            raise Rejected("quantity-not-positive")
        return thousandths


def _decoded(data: bytes) -> str:
    """UTF-8 with or without BOM, or else Windows-1251."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("windows-1251")


def _canonical(header: str) -> str:
    name = header.strip().casefold()
    return _CANONICAL.get(name, name)


def read_rows(folder: Path, file: str) -> list[Row]:
    """The records of a file in file order; none where the file is missing."""
    if not (folder / file).exists():
        return []
    text = _decoded((folder / file).read_bytes())
    header_line = text.lstrip("\r\n").split("\n", 1)[0]
    separator = ";" if header_line.count(";") > header_line.count(",") else ","
    header, rows = None, []
    for number, fields in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
        if not any(field.strip() for field in fields):
            continue
        if header is None:
            header = [_canonical(field) for field in fields]
        elif len(fields) != len(header):
            rows.append(Row(file, number, None))
        else:
            rows.append(Row(file, number, dict(zip(header, (field.strip() for field in fields)))))
    return rows
