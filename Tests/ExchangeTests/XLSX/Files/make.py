"""Makes the workbooks beside it, and Tests/Example/book.xlsx, with programs that share nothing with Esep: openpyxl 3.1.5, XlsxWriter 3.3.1 and LibreOffice 7.4.

    pip install openpyxl XlsxWriter; apt-get install libreoffice-calc-nogui; python3 make.py
"""
import csv, datetime, pathlib, subprocess, tempfile
import openpyxl, xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

here = pathlib.Path(__file__).parent
book = here.parents[2] / "Example" / "book"
rows = [
    ["sale", "Дата продажи", "канал", "количество", "цена", "комиссия", "примечание"],
    ["S-1", datetime.date(2024, 1, 15), "SHOP", 12, 1250, 0.2, "Төң, «кийиз»\nэки сап"],
    ["S-2", datetime.datetime(2024, 2, 29, 18, 30), "PETROL", 7.5, 520.1 + 0.2, 0.125, None],
    [],
    [417, datetime.date(1999, 12, 31), "TOKYO", 0.001, 1234567.89, 0, True],
]


def with_openpyxl(path, epoch=None):
    workbook = openpyxl.Workbook()
    if epoch:
        workbook.epoch = epoch
    first = workbook.active
    first.title = "Обложка"
    first["B2"] = "Союз"
    sheet = workbook.create_sheet("Продажи")
    for row in rows:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=2, min_col=6, max_col=6):
        row[0].number_format = "0.0%"
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=2):
        row[0].number_format = 'dd.mm.yyyy" г."'
    sheet["D7"] = "=SUM(D2:D5)"
    sheet["E7"] = "#REF!"
    hidden = workbook.create_sheet("Черновик")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "секрет"
    workbook.save(path)


def with_xlsxwriter(path):
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "d mmm yy"})
    sheet = workbook.add_worksheet("Sales")
    percent = workbook.add_format({"num_format": 10})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(number, column, value)
            elif column == 5 and number:
                sheet.write_number(number, column, value, percent)
            elif value is not None:
                sheet.write(number, column, value)
    sheet.write_formula(6, 3, "=SUM(D2:D5)", None, 19.501)
    sheet.write_rich_string(7, 0, "S-", workbook.add_format({"bold": True}), "9", " <&>")
    sheet.write_number(7, 4, 12345678901234567890)
    workbook.close()


def with_libreoffice(name, source):
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder) / (name + ".csv")
        text.write_bytes(source.read_bytes())
        # 59: semicolons, 34: quotes, 76: UTF-8; every column as its text looks, in Russian.
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx", "--infilter=CSV:59,34,76,1,,1049,false,true",
             "--outdir", str(here), str(text)], check=True, capture_output=True)


def book_of_sheets(path):
    """The example book: a sheet a table, called as in Russian."""
    names = {"communities": "Сообщества", "producers": "Производители", "products": "Товары", "channels": "Каналы", "rates": "Курсы валют",
             "batches": "Партии", "sales": "Продажи", "returns": "Возвраты"}
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    # In no order of dependence.
    for table in sorted(names):
        text = (book / (table + ".csv")).read_text(encoding="utf-8-sig")
        delimiter = ";" if ";" in text.split("\n")[0] else ","
        sheet = workbook.create_sheet(names[table])
        for row in csv.reader(text.splitlines(), delimiter=delimiter):
            sheet.append([cell(value) for value in row])
    workbook.save(path)


def cell(text):
    """Numbers and days as such, as people type them; codes that begin with a zero stay text."""
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    number = text.replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        return text if number.startswith("0") and len(number) > 1 and number[1] != "." else float(number)
    except ValueError:
        return text


with_openpyxl(here / "openpyxl.xlsx")
with_openpyxl(here / "openpyxl-1904.xlsx", CALENDAR_MAC_1904)
with_xlsxwriter(here / "xlsxwriter.xlsx")
with_libreoffice("libreoffice", book / "sales.csv")
book_of_sheets(book.with_suffix(".xlsx"))
