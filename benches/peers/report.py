"""What somebody would write in Python for this job: read a folder of forms, judge the ratings, write one workbook.

    report.py calamine|openpyxl FOLDER WORKBOOK

calamine   reads with python-calamine in a pool of processes and writes with xlsxwriter: the fastest known way
openpyxl   reads and writes with openpyxl: the usual way

It knows where the cells of the benchmark's forms are, takes digits only for ratings, and writes plain values: an LA
summary, each cluster's first needs, a shaded grid for each cluster, all ratings and all findings. No formulas, charts, notes
or links; of the findings only file, school, KSF, value and reason. Prints schools, ratings used, their sum, findings.
"""
import os
import sys
from multiprocessing import Pool

KSFS = 10
SHADES = [(0, 3.49, "FFC7CE"), (3.5, 7.49, "FFEB9C"), (7.5, 10, "C6EFCE")]


def files(folder):
    for path, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(path, name) for name in sorted(names) if name.endswith(".xlsx"))


def form(rows):
    """(LA, cluster, school, [(KSF, typed)]) from the rows of a form."""
    labels, ksfs = {}, []
    for row in rows:
        if row[0] == "Key success factor":
            break
        if row[0]:
            labels[row[0]] = row[1]
    for row in rows:
        if not row[0] or len(ksfs) == KSFS:
            break
        ksfs.append((row[0], row[1]))
    return labels["Local authority"], labels["Cluster"], labels["School"], ksfs


def read_calamine(path):
    from python_calamine import CalamineWorkbook

    return form(iter(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(nrows=24)))


def read_openpyxl(path):
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    result = form(book.worksheets[0].iter_rows(max_row=24, max_col=4, values_only=True))
    book.close()
    return result


def judge(typed):
    """(rating, None) or (None, reason)."""
    if typed in (None, ""):
        return None, "missing"
    try:
        number = float(typed)
    except ValueError:
        return None, "not a number"
    if number != int(number) or not 1 <= number <= 10:
        return None, "not a whole number from 1 to 10"
    return int(number), None


def mean(ratings):
    given = [rating for rating in ratings if rating is not None]
    return sum(given) / len(given) if given else None


class Report:
    """Everything that both writers write, as lists of rows."""

    def __init__(self, returns):
        self.ratings, self.findings, clusters, authorities = [], [], {}, {}
        for authority, cluster, school, ksfs, file in returns:
            judged = [judge(typed) for _, typed in ksfs]
            for number, ((ksf, typed), (rating, reason)) in enumerate(zip(ksfs, judged), 1):
                self.ratings.append((authority, cluster, school, number, ksf, rating, file))
                if reason:
                    self.findings.append((file, school, number, str(typed or ""), reason))
            ratings = [rating for rating, _ in judged]
            clusters.setdefault((authority, cluster), []).append((school, ratings))
            authorities.setdefault(authority, []).append(ratings)
        self.names = [ksf for ksf, _ in returns[0][3]]
        self.summary = [
            (authority, len(schools), *(mean(column) for column in zip(*schools)))
            for authority, schools in authorities.items()
        ]
        self.needs, self.grids = [], []
        for (authority, cluster), schools in clusters.items():
            means = [mean(column) for column in zip(*(ratings for _, ratings in schools))]
            order = sorted((m, k) for k, m in enumerate(means) if m is not None)
            self.needs += [(authority, cluster, rank, self.names[k], m) for rank, (m, k) in enumerate(order[:3], 1)]
            grid = [
                (name, *(ratings[k] for _, ratings in schools), means[k]) for k, name in enumerate(self.names)
            ]
            heads = ("KSF", *(school for school, _ in schools), "Average")
            self.grids.append((f"{authority} {cluster}"[:31], heads, grid))

    def sheets(self):
        """(name, headings, rows, columns to shade)."""
        yield "LA summary", ("LA", "Schools", *self.names), self.summary, (2, 2 + KSFS)
        yield "Needs", ("LA", "Cluster", "Need", "KSF", "Average"), self.needs, (4, 5)
        for name, heads, rows in self.grids:
            yield name, heads, rows, (1, len(heads))
        yield "Ratings", ("LA", "Cluster", "School", "Number", "KSF", "Rating", "File"), self.ratings, None
        yield "Findings", ("File", "School", "KSF", "Typed", "Reason"), self.findings, None


def write_xlsxwriter(report, path):
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    bold = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    box = book.add_format({"border": 1})
    shades = [(low, high, book.add_format({"bg_color": colour})) for low, high, colour in SHADES]
    for name, heads, rows, shaded in report.sheets():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, heads, bold)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value, box)
                elif value is not None:
                    sheet.write_number(at, column, value, box)
        for low, high, shade in shades if shaded else ():
            where = (1, shaded[0], max(1, len(rows)), shaded[1] - 1)
            rule = {"type": "cell", "criteria": "between", "minimum": low, "maximum": high, "format": shade}
            sheet.conditional_format(*where, rule)
    book.close()


def write_openpyxl(report, path):
    from openpyxl import Workbook
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter as letter

    book = Workbook()
    book.remove(book.active)
    line = Side(style="thin")
    box, bold = Border(line, line, line, line), Font(bold=True)
    for name, heads, rows, shaded in report.sheets():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "B2"
        for row in (heads, *rows):
            sheet.append(row)
        for row in sheet.iter_rows():
            for cell in row:
                cell.border = box
        for cell in sheet[1]:
            cell.font = bold
        for low, high, colour in SHADES if shaded else ():
            where = f"{letter(shaded[0] + 1)}2:{letter(shaded[1])}{max(2, len(rows) + 1)}"
            fill = PatternFill("solid", bgColor=colour)
            sheet.conditional_formatting.add(where, CellIsRule("between", [str(low), str(high)], fill=fill))
    book.save(path)


def main():
    library, folder, workbook = sys.argv[1:4]
    paths = list(files(folder))
    if library == "calamine":
        with Pool(len(os.sched_getaffinity(0))) as pool:
            read = list(pool.imap(read_calamine, paths, chunksize=64))
    else:
        read = [read_openpyxl(path) for path in paths]
    returns = [(*one, os.path.relpath(path, folder)) for one, path in zip(read, paths)]
    report = Report(returns)
    {"calamine": write_xlsxwriter, "openpyxl": write_openpyxl}[library](report, workbook)
    used = [row[5] for row in report.ratings if row[5] is not None]
    print(len(returns), len(used), sum(used), len(report.findings))


if __name__ == "__main__":
    main()
