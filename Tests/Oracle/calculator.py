#!/usr/bin/env python3
"""The oracle's reports: what Esep must answer for a book folder, computed from DESIGN.md alone.

    python3 calculator.py BOOKFOLDER --book-currency KGS --by month producer-revenue
"""

import argparse
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

from arithmetic import NOTHING, Amounts, decimal_string
from book import Book
from stock import utf8


def period(day: date, by: str) -> str:
    """DESIGN 9: periods as 2024, 2024-Q1, 2024-01."""
    match by:
        case "year":
            return f"{day.year:04}"
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case _:
            return f"{day.year:04}-{day.month:02}"


def net_sales(book: Book, by: str) -> dict[str, dict[str, int]]:
    """DESIGN 5: net sales = gross − discount − returns, in book currency; period → channel → minor units."""
    found: dict[str, dict[str, int]] = {}
    for entry in book.entries:
        channels = found.setdefault(period(entry.occurred_on, by), {})
        channels[entry.channel] = channels.get(entry.channel, 0) + entry.book.gross - entry.book.discount
    return found


def channel_share(book: Book, by: str) -> list[dict]:
    """DESIGN 5: a channel's net sales over all net sales of the period; none (null) when these are nothing."""
    return [
        {"period": name, "channel": channel, "net_sales": net,
         "share": decimal_string(Fraction(net, total), 6) if (total := sum(channels.values())) else None}
        for name, channels in sorted(net_sales(book, by).items())
        for channel, net in sorted(channels.items(), key=lambda item: utf8(item[0]))
    ]


def channel_concentration(book: Book, by: str) -> list[dict]:
    """DESIGN 5: HHI = Σ(100·s)², effective number 1/Σs²; from exact, not from rounded shares."""
    rows = []
    for name, channels in sorted(net_sales(book, by).items()):
        row = {"period": name, "hhi": None, "effective_channels": None, "top_channel": None, "top_share": None}
        rows.append(row)
        if not (total := sum(channels.values())):
            continue
        squares = sum(Fraction(net, total) ** 2 for net in channels.values())
        top, net = min(channels.items(), key=lambda item: (-item[1], utf8(item[0])))
        row["hhi"] = decimal_string(10_000 * squares, 2)
        row["effective_channels"] = decimal_string(1 / squares, 4)
        row["top_channel"] = top
        row["top_share"] = decimal_string(Fraction(net, total), 6)
    return rows


def producer_revenue(book: Book, by: str) -> list[dict]:
    """What sales gave each producer less what returns took back, each by its own date, in book currency."""
    sums: dict[tuple[str, str, str], Amounts] = {}
    for entry in book.entries:
        key = (period(entry.occurred_on, by), entry.producer, entry.channel)
        sums[key] = sums.get(key, NOTHING).plus(entry.book)
    return [
        {"period": name, "producer": producer, "channel": channel, "gross": total.gross,
         "commission": total.commission, "fee": total.fee, "net": total.net}
        for (name, producer, channel), total in sorted(sums.items(), key=lambda item: tuple(map(utf8, item[0])))
    ]


def stock(book: Book, by: str) -> list[dict]:
    """Every batch at the hub (a book folder records no dispatches); thousandths; `returned` is what was restocked.

    What is accepted of a test batch lies with the samples, and is never sold.
    """
    rows = []
    for b in sorted(book.stock.batches.values(), key=lambda b: (utf8(b.product), utf8(b.code))):
        made = {"produced": b.produced, "accepted": b.accepted, "sold": b.sold, "returned": b.restocked, "on_hand": b.on_hand}
        if b.is_test:
            elsewhere = {**made, "produced": 0}
            made = {column: b.produced if column == "produced" else 0 for column in made}
        rows.append({"product": b.product, "batch": b.code, "place": "hub", **made})
        if b.is_test:
            rows.append({"product": b.product, "batch": b.code, "place": "samples", **elsewhere})
    return rows


REPORTS = {
    "channel-share": channel_share,
    "channel-concentration": channel_concentration,
    "producer-revenue": producer_revenue,
    "stock": stock,
}


def answer(book: Book, report: str, by: str) -> dict:
    """One report, or all of them by name; beside them the rows and the sales that were not taken."""
    if report == "all":
        body = {name: {"rows": rows(book, by)} for name, rows in REPORTS.items()}
    else:
        body = {"rows": REPORTS[report](book, by)}
    body["rejected"] = [reject.code for reject in book.rejects if reject.file == "sales.csv"]
    body["rejects"] = [{"file": r.file, "row": r.row, "kind": r.kind} for r in book.rejects]
    return body


def main() -> None:
    parser = argparse.ArgumentParser(description="Compute a report of a book folder independently of Esep.")
    parser.add_argument("folder", type=Path, metavar="BOOKFOLDER")
    parser.add_argument("--book-currency", default="KGS", help="ISO 4217 code (default: KGS)")
    parser.add_argument("--by", choices=["year", "quarter", "month"], default="year", help="period (default: year)")
    parser.add_argument("report", choices=[*REPORTS, "all"], metavar="REPORT", help=", ".join([*REPORTS, "all"]))
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is not a folder; make one with generate.py --seed 1 {options.folder}")
    book = Book.load(options.folder, options.book_currency)
    print(json.dumps(answer(book, options.report, options.by), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
