#!/usr/bin/env python3
"""Writes the vectors of constructs whose exact values are better calculated than written.

    python3 make_constructs.py            into the topics beside this folder
    python3 make_constructs.py --check    writes nothing; exit 1 when a file would change

The rule sets stand beside the vectors and are written by hand. A calculation here reads like the
rule set it belongs to, in Python's fractions and dates.
"""
import itertools
import json
import math
import random
import sys
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from records import exact_text

FOLDER = Path(__file__).resolve().parent.parent


class Vectors:
    """A roster and what is expected of it. Numbers of records are tokens, so that they stand as they are meant."""

    def __init__(self):
        self.records, self.expected = [], []

    def add(self, name, record, result):
        """`result` is the outputs, or the name of the rule that cannot be evaluated."""
        fields = ", ".join("%s: %s" % (json.dumps(key), value) for key, value in record.items())
        self.records.append('{"id": %s, %s}' % (json.dumps(name, ensure_ascii=False), fields))
        if isinstance(result, str):
            line = {"line": len(self.records), "id": name, "reject": {"path": "", "rule": result}}
        else:
            line = {"id": name, **{key: shown(value) for key, value in result.items()}}
        self.expected.append(json.dumps(line, ensure_ascii=False))

    def files(self, name):
        """{path from FOLDER: text}"""
        return {name + ending: "".join(line + "\n" for line in lines) for ending, lines in ((".jsonl", self.records), (".expected.jsonl", self.expected))}


def shown(value):
    """As a result has it."""
    if value is None or isinstance(value, (bool, str)):
        return value
    return value.isoformat() if isinstance(value, date) else exact_text(Fraction(value))


# ---------------------------------------------------------------- numbers

def arithmetic():
    made = Vectors()
    pairs = [("7", "2"), ("1", "3"), ("-1", "3"), ("0.1", "0.2"), ("0", "5"), ("5", "0"), ("0", "0"), ("-2.5", "-2.5"), ("1e3", "1e-3"),
             ("2.50", "0.05"), ("9223372036854775807", "1"), ("-9223372036854775808", "-1"), ("9223372036854775807", "9223372036854775807"),
             ("4294967296", "4294967296"), ("18446744073709551616", "3"), ("123456789012345678901234567890", "0.000000000000000000001"),
             ("1", "9223372036854775808"), ("0.3333333333333333", "3"), ("1e100", "-1e100"), ("1e-100", "7"), ("6", "4"), ("-6", "4"),
             ("100", "7"), ("1.000", "1")]
    for a, b in pairs:
        x, y = Fraction(a), Fraction(b)
        made.add("%s and %s" % (a, b), {"a": a, "b": b}, "quotient" if y == 0 else {
            "sum": x + y, "difference": x - y, "product": x * y, "quotient": x / y, "negative": -x, "magnitude": abs(x - y),
            "least": min(x, y, 1), "greatest": max(x, y, 1)})
    return made


def of_and_share():
    made = Vectors()
    rows = [("80", "50", "40"), ("100", "1000", "1000"), ("0", "3", "1"), ("33.3", "10", "10"), ("12.5", "0.8", "0.1"), ("-10", "90", "-9"),
            ("150", "2", "3"), ("0.01", "1", "7"), ("99999.99", "0.00001", "0"), ("1", "3", "2"), ("70", "1e10", "1"), ("50", "0", "0"),
            ("50", "0", "1")]
    for rate, whole, part in rows:
        r, w, p = Fraction(rate), Fraction(whole), Fraction(part)
        made.add("%s %% of %s, share %s" % (rate, whole, part), {"rate": rate, "whole": whole, "part": part}, "share" if w == 0 else {
            "earned": r * w / 100, "more": r * w / 100 + w / 10, "share": p / w * 100, "half_rate": r / 2, "ratio": p / w, "of_rate": r / 2})
    return made


# ---------------------------------------------------------------- rounding

def half(x, tie):
    """The nearest integer; `tie` chooses between the two neighbours of a half."""
    low = math.floor(x)
    if x - low != Fraction(1, 2):
        return low if x - low < Fraction(1, 2) else low + 1
    return tie(low, low + 1)


def farther(a, b):
    return max(a, b, key=abs)


def nearer(a, b):
    return min(a, b, key=abs)


MODES = {
    "half_up": lambda x: half(x, farther),
    "half_even": lambda x: half(x, lambda a, b: a if a % 2 == 0 else b),
    "half_down": lambda x: half(x, nearer),
    "toward_zero": math.trunc,
    "away_from_zero": lambda x: math.ceil(x) if x > 0 else math.floor(x),
    "down": math.floor,
    "up": math.ceil,
}


def rounded_to(x, multiple, mode):
    return MODES[mode](x / multiple) * multiple


def places():
    made = Vectors()
    cases = ["0", "0.5", "-0.5", "1.5", "-1.5", "2.5", "-2.5", "2.4999999999999999999", "2.5000000000000000001", "-2.4999999999999999999", "1", "-7",
             "0.005", "0.015", "-0.005", "0.025", "49.995", "50", "150", "-50", "-150", "149.999", "250", "1/3", "-1/3", "2/3", "7/2", "-9999999999999999999/2",
             "12345678901234567890.125", "1e20", "0.004999", "1/600", "100/8"]
    for case in cases:
        numerator, _, denominator = case.partition("/")
        x = Fraction(numerator) / Fraction(denominator or 1)
        result = {mode: MODES[mode](x) for mode in MODES}
        result["floor_of"], result["ceil_of"] = math.floor(x), math.ceil(x)
        result["hundredths"] = rounded_to(x, Fraction(1, 100), "half_up")
        result["hundredths_even"] = rounded_to(x, Fraction(1, 100), "half_even")
        result["hundreds"] = rounded_to(x, 100, "half_up")
        result["hundreds_down"] = rounded_to(x, 100, "down")
        made.add(case, {"numerator": numerator, "denominator": denominator or "1"}, result)
    return made


def multiples():
    made = Vectors()
    for case in ["0", "0.25", "-0.25", "0.75", "-0.75", "1.25", "0.2", "0.1249", "-0.1251", "2.5", "-2.5", "4.999", "5", "-5", "-0.001", "7.125", "1e18"]:
        x = Fraction(case)
        grids = {"halves_up": ("0.5", "half_up"), "halves_even": ("0.5", "half_even"), "halves_down": ("0.5", "half_down"),
                 "quarters_toward_zero": ("0.25", "toward_zero"), "quarters_away": ("0.25", "away_from_zero"), "fives_down": ("5", "down"),
                 "fives_up": ("5", "up")}
        made.add(case, {"x": case}, {name: rounded_to(x, Fraction(grid), mode) for name, (grid, mode) in grids.items()})
    return made


# ---------------------------------------------------------------- dates

def date_arithmetic():
    made = Vectors()
    cases = [("2020-02-28", "2020-03-01", 1), ("2021-02-28", "2021-03-01", 1), ("2000-02-29", "2001-02-28", 366), ("1900-02-28", "1900-03-01", 1),
             ("2100-02-28", "2100-03-01", 1), ("2015-12-31", "2016-01-01", 1), ("2016-01-01", "2015-12-31", 1), ("1970-01-01", "1969-12-31", 0),
             ("0001-01-01", "9999-12-31", 0), ("2021-01-31", "2021-01-31", 30), ("2024-02-29", "2020-02-29", 1461), ("2015-10-15", "2019-12-31", -400),
             ("1600-03-01", "2000-03-01", 146097), ("9999-12-31", "0001-01-01", 0)]
    for start, end, n in cases:
        a, b = date.fromisoformat(start), date.fromisoformat(end)
        made.add("%s to %s, %d" % (start, end, n), {"from": json.dumps(start), "to": json.dumps(end), "n": str(n)}, {
            "difference": (b - a).days, "later": a + timedelta(n), "earlier": a - timedelta(n), "year": a.year, "month": a.month, "day": a.day,
            "earlier_of_both": min(a, b), "later_of_both": max(a, b)})
    for start, n, rule in [("9999-12-31", 1, "later"), ("0001-01-01", -1, "later"), ("2020-01-01", 10**9, "later"), ("9999-12-30", -2, "earlier"),
                           ("2020-01-01", 10**30, "later")]:
        made.add("%s moved by %d" % (start, n), {"from": json.dumps(start), "to": json.dumps(start), "n": str(n)}, rule)
    return made


def date_made():
    made = Vectors()
    for year, month in itertools.product((2023, 2024, 1900, 2000), (2, 4, 12)):
        for day in (28, 29, 30, 31):
            try:
                result = {"made": date(year, month, day)}
            except ValueError:
                result = "made"
            made.add("%d-%d-%d" % (year, month, day), {"year": str(year), "month": str(month), "day": str(day)}, result)
    for year, month, day in [(1, 1, 1), (9999, 12, 31), (0, 1, 1), (10000, 1, 1), (2020, 0, 1), (2020, 13, 1), (2020, 1, 0), (2020, 1, -1), (-5, 1, 1)]:
        fits = 1 <= year <= 9999 and 1 <= month <= 12 and day >= 1
        made.add("%d-%d-%d" % (year, month, day), {"year": str(year), "month": str(month), "day": str(day)}, {"made": date(year, month, day)} if fits else "made")
    return made


# ---------------------------------------------------------------- ranks

LEVELS = ["low", "middle", "high"]


def place(unit, among, key, dense=False):
    """How many come before it, of equals one if `dense`; the key of what comes first is the smallest."""
    before = [key(other) for other in among if key(other) < key(unit)]
    return 1 + len(set(before) if dense else before)


def ranks():
    made, r = Vectors(), random.Random(8)
    units = []
    for number in range(60):
        units.append({"block": r.choice("AB"), "size": r.choice((1, 2)), "points": r.choice(("1", "2", "0.5", "4", "3")), "planned": r.choice(("1", "3", "6", "0.5")),
                      "level": r.choice(LEVELS), "since": r.choice(("2020-01-01", "2020-02-29", "2021-01-01"))})
        if number % 10 == 9:
            units[-1]["planned"] = "0"       # is not scored, and in nobody's way
    for unit in units:
        unit["ratio"] = Fraction(unit["points"]) / Fraction(unit["planned"]) if unit["planned"] != "0" else None
    scored = [unit for unit in units if unit["ratio"] is not None]
    for number, unit in enumerate(units, 1):
        record = {key: json.dumps(value) if key in ("block", "level", "since") else str(value) for key, value in unit.items() if key != "ratio"}
        block = [other for other in scored if other["block"] == unit["block"]]
        size = [other for other in block if other["size"] == unit["size"]]
        made.add("unit %d" % number, record, "ratio" if unit["ratio"] is None else {
            "ratio": unit["ratio"],
            "in_block": place(unit, block, lambda u: (-u["ratio"], u["since"])),
            "in_block_dense": place(unit, block, lambda u: u["ratio"], dense=True),
            "by_level": place(unit, scored, lambda u: LEVELS.index(u["level"]), dense=True),
            "in_size": place(unit, size, lambda u: (-LEVELS.index(u["level"]), -u["ratio"])),
            "in_all": place(unit, scored, lambda u: u["size"] - u["ratio"])})
    return made


# ---------------------------------------------------------------- calendars

def days(first, last=None):
    """All days from the first to the last."""
    a, b = date.fromisoformat(first), date.fromisoformat(last or first)
    return {a + timedelta(i) for i in range((b - a).days + 1)}


class Calendar:
    def __init__(self, years, weekend, holidays, swaps=()):
        self.years, self.weekend, self.holidays = years, weekend, holidays
        self.worked = {date.fromisoformat(day) for day, _ in swaps}
        self.off = {date.fromisoformat(day) for _, day in swaps}

    def is_working_day(self, d):
        if d.year not in self.years:
            raise ValueError(d)
        return d in self.worked or not (d in self.off or d in self.holidays or d.weekday() in self.weekend)

    def moved(self, d, n):
        """The n-th working day after d, before it when n is negative."""
        self.is_working_day(d)
        for _ in range(abs(n)):
            d += timedelta(1 if n > 0 else -1)
            while not self.is_working_day(d):
                d += timedelta(1 if n > 0 else -1)
        return d

    def between(self, a, b):
        if b < a:
            return -self.between(b, a)
        self.is_working_day(a)
        return sum(self.is_working_day(a + timedelta(i)) for i in range(1, (b - a).days + 1))


OFFICE = Calendar(
    range(2020, 2023), (5, 6),
    days("2020-01-01") | days("2020-12-31") | days("2021-01-01") | days("2021-02-10", "2021-02-16") | days("2021-04-21") | days("2021-04-30")
    | days("2021-05-03") | days("2021-09-02", "2021-09-03") | days("2021-12-25") | days("2022-01-03") | days("2022-12-30", "2022-12-31"),
    [("2021-09-11", "2021-09-06"), ("2021-02-13", "2021-02-18"), ("2020-01-05", "2020-01-02")])
SCHOOL = Calendar(range(2021, 2022), (6,), days("2021-06-01", "2021-08-31"))

MOVES = [   # whole weeks, long holidays, exchanged days, ends of years, the ends of the calendar
    ("2021-03-01", 1), ("2021-03-05", 1), ("2021-03-06", 1), ("2021-03-07", 1), ("2021-03-05", 5), ("2021-03-05", 10), ("2021-02-09", 1), ("2021-02-10", 1),
    ("2021-02-12", 1), ("2021-02-13", 1), ("2021-02-14", 2), ("2021-02-17", 1), ("2021-02-05", 7), ("2021-04-20", 1), ("2021-04-29", 1), ("2021-04-30", 2),
    ("2021-09-01", 1), ("2021-09-03", 1), ("2021-09-06", 1), ("2021-09-10", 1), ("2021-09-10", 2), ("2021-09-11", 1), ("2021-09-01", 4), ("2020-12-30", 1),
    ("2020-12-31", 1), ("2020-12-24", 5), ("2021-12-31", 1), ("2022-01-01", 1), ("2021-12-24", 7), ("2020-01-01", 1), ("2020-01-03", 1), ("2020-01-04", 1),
    ("2020-02-28", 1), ("2020-01-02", 250), ("2020-01-01", 700), ("2022-12-29", 1), ("2022-12-28", 1), ("2022-12-30", 1), ("2020-01-01", 1000),
    ("2019-12-31", 1), ("2023-01-01", 1), ("2023-01-02", -1), ("2020-01-03", -1), ("2020-01-01", -1), ("2021-03-08", 0), ("2021-03-06", 0), ("2021-02-10", 0), ("2019-12-31", 0), ("2023-01-01", 0)]
SPANS = [("2021-03-01", "2021-03-01"), ("2021-03-01", "2021-03-02"), ("2021-03-02", "2021-03-01"), ("2021-03-05", "2021-03-08"), ("2021-03-06", "2021-03-07"),
         ("2021-03-07", "2021-03-06"), ("2021-02-09", "2021-02-17"), ("2021-02-12", "2021-02-13"), ("2021-02-13", "2021-02-12"), ("2020-12-30", "2021-01-04"),
         ("2020-01-01", "2022-12-31"), ("2022-12-31", "2020-01-01"), ("2021-09-01", "2021-09-30"), ("2019-12-31", "2020-01-31"), ("2022-12-01", "2023-01-01"),
         ("2023-01-01", "2022-12-01"), ("2021-02-18", "2021-02-17")]
CHECKED = ["2021-03-05", "2021-03-06", "2021-03-07", "2021-02-10", "2021-02-13", "2021-02-16", "2021-02-18", "2021-09-06", "2021-09-11", "2020-01-05",
           "2021-12-25", "2020-02-29", "2020-01-01", "2022-12-31", "2019-12-31", "2023-01-01", "0001-01-01", "9999-12-31"]


def deadlines():
    made = Vectors()

    def ask(question, name, day, n, rule, answer, to=None):
        record = {"ask": json.dumps(question), "day": json.dumps(day), "n": str(n), **({"to": json.dumps(to)} if to else {})}
        try:
            result = {"moved": None, "counted": None, "worked": None, rule: answer()}
        except ValueError:
            result = rule
        made.add(name, record, result)

    for day, n in MOVES:
        d = date.fromisoformat(day)
        ask("after" if n >= 0 else "before", "%d from %s" % (n, day), day, abs(n), "moved", lambda: OFFICE.moved(d, n))
        if n > 0:
            ask("before", "%d before %s" % (n, day), day, n, "moved", lambda: OFFICE.moved(d, -n))
        ask("days_after" if n >= 0 else "days_before", "%d days from %s" % (n, day), day, abs(n), "moved", lambda: d + timedelta(n))
    for day, n in [("2021-05-28", 1), ("2021-05-29", 1), ("2021-05-31", 1), ("2021-06-15", 1), ("2021-09-04", 1), ("2021-12-31", 1), ("2021-12-30", 1), ("2020-12-31", 1)]:
        ask("at_school", "%d at school from %s" % (n, day), day, n, "moved", lambda: SCHOOL.moved(date.fromisoformat(day), n))
    for a, b in SPANS:
        ask("between", "between %s and %s" % (a, b), a, 0, "counted", lambda: OFFICE.between(date.fromisoformat(a), date.fromisoformat(b)), b)
    for day in CHECKED:
        ask("is_worked", "is %s worked" % day, day, 0, "worked", lambda: OFFICE.is_working_day(date.fromisoformat(day)))
    for n in ("-1", "0.5", "1e9", "100000000000000000000"):
        for question in ("after", "before", "days_after", "days_before"):
            made.add("%s: %s" % (question, n), {"ask": json.dumps(question), "day": '"2021-03-01"', "n": n}, "moved")
    return made


# ---------------------------------------------------------------- files

GROUPS = {"numbers/arithmetic": arithmetic, "percent/of_and_share": of_and_share, "rounding/places": places, "rounding/multiples": multiples,
          "dates/arithmetic": date_arithmetic, "dates/made": date_made, "ranks/calculated": ranks, "calendars/deadlines": deadlines}


def write(files, script):
    """Writes the files that differ, {path from FOLDER: text}; with --check only tells which."""
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit("usage: %s [--check]" % Path(script).name)
    changed = 0
    for name, text in files.items():
        path = FOLDER / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        changed += 1
        print(("would change: " if check else "written: ") + name)
        if not check:
            path.write_text(text, encoding="utf-8")
    return 1 if check and changed else 0


def main():
    files = {}
    for name, make in GROUPS.items():
        files.update(make().files(name))
    return write(files, __file__)


if __name__ == "__main__":
    sys.exit(main())
