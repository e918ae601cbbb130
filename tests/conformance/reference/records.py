"""What the reference calculations share: reading rosters, checking records, printing results.

A regulation's own file says what its records look like (with the checks below) and how
one is scored; `Regulation` puts the two together.
"""
import argparse
import json
import re
import sys
from datetime import date
from fractions import Fraction
from unicodedata import normalize

# ---------------------------------------------------------------- reading

LONGEST_NUMBER = 1000   # characters of one number
LARGEST_EXPONENT = 999  # of a number such as 1.125e2


class Problem(Exception):
    """The first thing that is wrong with a record; path "" is the record as a whole, `rule` one that cannot be evaluated."""

    def __init__(self, path, expected, found, rule=None):
        super().__init__(path)
        self.path, self.expected, self.found, self.rule = path, expected, found, rule


class Object(dict):
    """A JSON object that remembers which of its keys came twice."""

    def __init__(self, pairs):
        super().__init__(pairs)
        keys = [key for key, _ in pairs]
        self.repeated = [key for key in self if keys.count(key) > 1]


def exact_number(token):
    """The exact value of a JSON number; absurdly long ones are refused."""
    exponent = token.lower().partition("e")[2]
    if len(token) > LONGEST_NUMBER or abs(int(exponent or 0)) > LARGEST_EXPONENT:
        raise ValueError("number too long")
    return Fraction(token)


def refuse_constant(word):
    """NaN and Infinity are no JSON."""
    raise ValueError(word + " is not JSON")


def parse_line(raw):
    """The JSON value of one line (bytes)."""
    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem("", "UTF-8", "other bytes") from None
    try:
        value = json.loads(line, parse_float=exact_number, parse_int=exact_number,
                           parse_constant=refuse_constant, object_pairs_hook=Object)
        # An escape such as \ud800 alone is no character; it fails here.
        json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
    except (ValueError, RecursionError):
        raise Problem("", "one JSON object", "broken JSON") from None
    return value


def shown(value):
    """A short form of a value for a message."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list of %d" % len(value)
    if isinstance(value, Fraction):
        short = exact_text(value)
    else:
        short = json.dumps(value, ensure_ascii=False)
    return short if len(short) <= 40 else short[:37] + "..."


# ---------------------------------------------------------------- checking

# The checks below take a value and its path and raise Problem unless the value is valid.

def text(value, path):
    if not isinstance(value, str):
        raise Problem(path, "text", shown(value))


def boolean(value, path):
    if not isinstance(value, bool):
        raise Problem(path, "true or false", shown(value))


def number(low=None, high=None, whole=False):
    """A number within these bounds, which are included."""
    kind = "an integer" if whole else "a number"
    span = "" if low is None else " from %s" % low if high is None else " from %s to %s" % (low, high)

    def check(value, path):
        if (not isinstance(value, Fraction) or (whole and value.denominator != 1)
                or (low is not None and value < low) or (high is not None and value > high)):
            raise Problem(path, kind + span, shown(value))
    return check


def integer(low=None, high=None):
    return number(low, high, whole=True)


def day(value, path):
    day_of(value, path)


def day_of(value, path=""):
    """The date that a text says."""
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
            return date(int(value[:4]), int(value[5:7]), int(value[8:]))
    except (TypeError, ValueError):
        pass
    raise Problem(path, "a date as YYYY-MM-DD", shown(value))


def word(*words):
    def check(value, path):
        if not isinstance(value, str) or value not in words:
            raise Problem(path, "one of " + ", ".join(words), shown(value))
    return check


def list_of(check_item, smallest=0, largest=None):
    def check(value, path):
        if not isinstance(value, list):
            raise Problem(path, "a list", shown(value))
        if len(value) < smallest:
            raise Problem(path, "at least %d of them" % smallest, shown(value))
        if largest is not None and len(value) > largest:
            raise Problem(path, "at most %d of them" % largest, shown(value))
        for i, item in enumerate(value):
            check_item(item, "%s[%d]" % (path, i))
    return check


def record_of(required, optional=None, also=None):
    """An object with exactly these fields; an optional one may be absent or null.

    `also(value, inside)` checks what one field asks of another; `inside` goes before a field's name.
    """
    optional = optional or {}

    def check(value, path):
        if not isinstance(value, Object):
            raise Problem(path, "an object", shown(value))
        inside = path + "." if path else ""
        for key in value.repeated:
            raise Problem(inside + key, "one value", "two")
        for key in value:
            if key not in required and key not in optional:
                raise Problem(inside + key, "no such field", shown(value[key]))
        for key, check_field in required.items():
            if key not in value:
                raise Problem(inside + key, "a value", "nothing")
            check_field(value[key], inside + key)
        for key, check_field in optional.items():
            if value.get(key) is not None:
                check_field(value[key], inside + key)
        if also:
            also(value, inside)
    return check


def needed(value, inside, key, reason):
    """Refuse an optional field that is absent where it is needed."""
    if value.get(key) is None:
        raise Problem(inside + key, "a value, as " + reason, "nothing")


def at_most(value, inside, key, limit):
    """Refuse a field that is greater than another one of the same object."""
    if value[key] > value[limit]:
        raise Problem(inside + key, "at most `%s`, %s" % (limit, shown(value[limit])), shown(value[key]))


# ---------------------------------------------------------------- printing

def exact_text(value):
    """An integer, a terminating decimal or a reduced fraction."""
    rest, places = value.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1:
        return "%d/%d" % (value.numerator, value.denominator)
    return fixed(int(value * 10 ** places), places)


def rounded_text(value, places):
    """Rounded half up (a half moves away from zero) to so many decimals."""
    scaled = abs(value) * 10 ** places
    units = int(scaled + Fraction(1, 2))
    return fixed(units if value >= 0 else -units, places)


def fixed(units, places):
    """units / 10**places with exactly so many decimals."""
    digits = str(abs(units)).rjust(places + 1, "0")
    point = len(digits) - places
    sign = "-" if units < 0 else ""
    return sign + digits[:point] + ("." + digits[point:] if places else "")


# ---------------------------------------------------------------- a regulation

class Regulation:
    """A record check, `score(record)` and `cohorts(records, results)`, which adds what others decide.

    `outputs` names the outputs in their order; a number comes with its decimals: ("total", 2).
    """

    def __init__(self, title, check, score, outputs, cohorts=None):
        self.title, self.check, self.score, self.cohorts = title, check, score, cohorts
        self.outputs = [item if isinstance(item, tuple) else (item, None) for item in outputs]

    def read_roster(self, data):
        """(records, rejects) of the bytes of a roster.

        A reject is (line number, id or None, Problem). An id is taken by the first record
        that bears it and is scored; texts are compared in normal form (NFC). Empty lines are passed over.
        """
        records, rejects, taken = [], [], set()
        for line, raw in enumerate(data.split(b"\n"), 1):
            if not raw.strip(b" \t\r"):
                continue
            name = None
            try:
                record = parse_line(raw)
                if isinstance(record, Object) and isinstance(record.get("id"), str):
                    name = record["id"]
                self.check(record, "")
                if normalize("NFC", name) in taken:
                    raise Problem("id", "an id of its own", shown(name))
                self.score(record)
            except Problem as problem:
                rejects.append((line, name, problem))
                continue
            taken.add(normalize("NFC", name))
            records.append(record)
        return records, rejects

    def score_all(self, records):
        """The results of records that were read, as dictionaries."""
        results = [dict(self.score(record), id=normalize("NFC", record["id"])) for record in records]
        if self.cohorts:
            self.cohorts(records, results)
        return results

    def results_text(self, records, exact):
        """The results as JSON Lines."""
        return "".join(self.result_line(result, exact) for result in self.score_all(records))

    def result_line(self, result, exact):
        parts = []
        for key, places in self.outputs:
            value = result[key]
            if isinstance(value, date):
                value = value.isoformat()
            if value is None or isinstance(value, (str, bool)):
                shown_value = json.dumps(value, ensure_ascii=False)
            elif exact:
                shown_value = '"%s"' % exact_text(Fraction(value))
            else:
                shown_value = rounded_text(Fraction(value), places)
            parts.append('"%s": %s' % (key, shown_value))
        return "{" + ", ".join(parts) + "}\n"

    def main(self):
        """The program: results to standard output, rejects to standard error; status 3 if there were any."""
        parser = argparse.ArgumentParser(description="Score a roster of " + self.title + ".")
        parser.add_argument("roster")
        parser.add_argument("--exact", action="store_true", help="print exact numbers as text")
        options = parser.parse_args()
        try:
            with open(options.roster, "rb") as file:
                data = file.read()
        except OSError as error:
            parser.error(str(error))
        records, rejects = self.read_roster(data)
        sys.stdout.buffer.write(self.results_text(records, options.exact).encode("utf-8"))
        for line, name, problem in rejects:
            message = "line %d: %s: %s: expected %s, found %s" % (
                line, name if name is not None else "(no id)", problem.path or "(record)",
                problem.expected, problem.found)
            sys.stderr.buffer.write((" ".join(message.split()) + "\n").encode("utf-8", "replace"))
        return 3 if rejects else 0
