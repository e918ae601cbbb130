#!/usr/bin/env python3
"""Reference calculation of the Viet Yen 2015 regulation (Decision 02/2015/QD-UBND).

It scores heads of district agencies and chairs of communes, slowly and plainly,
with exact fractions throughout. 'Art.' below means an article of the regulation.

    python3 viet_yen_2015.py ROSTER.jsonl [--exact]

One JSON line per scored record goes to standard output, in roster order; one
short line per rejected record goes to standard error. The exit status is 0
when every record was scored, 3 when some were rejected.
"""
import argparse
import json
import sys
from fractions import Fraction

OUTPUTS = ("id", "base", "bonus", "adhoc_points", "deduction", "total",
           "failed_share", "exceeded_share", "rating", "rank", "consequence")
DECIMALS = {"base": 2, "bonus": 2, "adhoc_points": 0, "deduction": 0, "total": 2,
            "failed_share": 2, "exceeded_share": 2, "rank": 0}

# ---------------------------------------------------------------- reading

LONGEST_NUMBER = 1000   # characters of one number
LARGEST_EXPONENT = 999  # of a number such as 1.125e2


class Problem(Exception):
    """The first thing that is wrong with a record."""

    def __init__(self, path, expected, found):
        super().__init__(path)
        self.path, self.expected, self.found = path, expected, found


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


# The checks below take a value and its path and raise Problem unless the value is valid.

def text(value, path):
    if not isinstance(value, str):
        raise Problem(path, "text", shown(value))


def boolean(value, path):
    if not isinstance(value, bool):
        raise Problem(path, "true or false", shown(value))


def integer(value, path):
    if not isinstance(value, Fraction) or value.denominator != 1:
        raise Problem(path, "an integer", shown(value))


def count(value, path):
    if not isinstance(value, Fraction) or value.denominator != 1 or value < 0:
        raise Problem(path, "an integer from 0", shown(value))


def volume(value, path):
    if not isinstance(value, Fraction) or not 0 <= value <= 100000:
        raise Problem(path, "a percent from 0 to 100000", shown(value))


def word(*words):
    def check(value, path):
        if not isinstance(value, str) or value not in words:
            raise Problem(path, "one of " + ", ".join(words), shown(value))
    return check


def list_of(check_item, smallest, largest=None):
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


def record_of(required, optional=None):
    """An object with exactly these fields; an optional one may be absent or null."""
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
    return check


RATING = word("excellent", "good", "completed", "not_completed")
ONE_STOP = {"good": 0, "minor": 5, "fair": 10, "average": 20,
            "ineffective": 30, "not_implemented": 50}          # Art. 6.4.a
CULTURE = {"good": 0, "reminded": 20, "criticised": 30}        # Art. 6.4.c
COUNTS = {
    "documents_corrected": 5, "documents_suspended": 10, "documents_annulled": 20,
    "items_rejected": 10, "items_rejected_again": 20,
    "letters_criticising": 10, "letters_urging": 5,            # Art. 6.4.d (d)
    "reports_late": 5, "reports_missing": 10,                  # Art. 6.4.d (dd)
    "traffic_notices": 5, "grave_violations": 20,
    "staff_prosecuted": 50, "staff_dismissed": 40,
    "staff_warned": 30, "staff_reprimanded": 20,               # Art. 6.4.e
}
FLAGS = {"disunity": 30,                                       # Art. 6.4.d (dd)
         "budget_violation": 20,                               # Art. 6.4.g
         "own_criteria_missing": 20}                           # Art. 6.4.h
ISO_MISSING = 40                                               # Art. 6.4.b
ADHOC = {"done_well": 20, "failed_subjective": -10, "failed_objective": 0}  # Art. 6.3

CONTENT_FIELDS = record_of(
    {"measure": word("quantitative", "qualitative"), "routine": boolean,
     "adjusted": word("no", "objective", "subjective")},
    {"on_time": boolean, "volume": volume,
     "outcome": word("completed", "failed_objective", "failed_subjective")})


def check_content(value, path):
    """A content; what it must say besides depends on its measure."""
    CONTENT_FIELDS(value, path)
    needed = ("on_time", "volume") if value["measure"] == "quantitative" else ("outcome",)
    for key in needed:
        if value.get(key) is None:
            raise Problem(path + "." + key, "a value, as the content is " + value["measure"],
                          "nothing")


CONDUCT = {"one_stop": word(*ONE_STOP), "iso_missing": boolean, "culture": word(*CULTURE)}
CONDUCT.update({key: boolean for key in FLAGS})
CONDUCT.update({key: count for key in COUNTS})

INDICATOR = record_of({"contents": list_of(check_content, 1, 5)})
TASK = record_of({"kind": word("common", "own"), "indicators": list_of(INDICATOR, 1, 5)})

HEAD = record_of({
    "id": text, "block": text, "unit_type": word("agency", "commune"),
    "has_procedures": boolean,
    "tasks": list_of(TASK, 1, 10),
    "adhoc": list_of(record_of({"outcome": word(*ADHOC)}), 0),
    "conduct": record_of(CONDUCT),
    "innovative": boolean, "commended": boolean,
    "history": list_of(record_of({"year": integer, "rating": RATING}), 0),
    "year": integer, "disciplined": boolean,
})


def read_roster(data):
    """(records, rejects) of the bytes of a roster.

    A reject is (line number, id or None, Problem). An id is taken by the first
    valid record that bears it. Empty lines are passed over.
    """
    records, rejects, taken = [], [], set()
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip(b" \t\r"):
            continue
        name = None
        try:
            record = parse_line(raw)
            if isinstance(record, Object) and isinstance(record.get("id"), str):
                name = record["id"]
            HEAD(record, "")
            if name in taken:
                raise Problem("id", "an id of its own", shown(name))
        except Problem as problem:
            rejects.append((number, name, problem))
            continue
        taken.add(name)
        records.append(record)
    return records, rejects


# ---------------------------------------------------------------- scoring

def is_met(content):
    """Whether a content counts as completed (Art. 6.1.a, 6.2.a, 6.2.c)."""
    if content["adjusted"] != "no":
        return False
    if content["measure"] == "qualitative":
        return content["outcome"] == "completed"
    return content["on_time"] and content["volume"] >= 100


def is_over(content):
    """Whether a content is quantitative and over its plan."""
    return content["measure"] == "quantitative" and content["volume"] > 100


def percent_earned(content):
    """The percent of its standard points that a content earns (Art. 6.1, 6.2)."""
    if content["adjusted"] == "objective":
        return 80
    if content["adjusted"] == "subjective":
        return 50
    if content["measure"] == "qualitative":
        return {"completed": 100, "failed_objective": 80, "failed_subjective": 0}[content["outcome"]]
    done = content["volume"]
    if not content["on_time"]:
        return 50 if done >= 70 else 0
    if done >= 100:
        return 100
    if done >= 90:
        return 90
    if done >= 70:
        return 70
    if done >= 50:
        return 50
    return 0


def bonus_earned(content):
    """The bonus of a content before its ceiling (Art. 5.3, 6.1.b)."""
    if content["measure"] == "qualitative" or content["routine"]:
        return 0
    if content["adjusted"] != "no" or not content["on_time"]:
        return 0
    excess = content["volume"] - 100
    points = 0
    for start, band in ((1, 1), (11, 2), (21, 3), (31, 4), (41, 5), (71, 6), (100, 10)):
        if excess >= start:
            points = band
    return points


def task_points(task):
    """(base, bonus) of a task: its 100 points (and the 20 points of bonus at most)
    are shared equally by its indicators, and theirs by their contents (Art. 5.2, 5.4)."""
    base = bonus = Fraction(0)
    for indicator in task["indicators"]:
        parts = len(task["indicators"]) * len(indicator["contents"])
        for content in indicator["contents"]:
            base += Fraction(100, parts) * percent_earned(content) / 100
            bonus += min(Fraction(bonus_earned(content)), Fraction(20, parts))
    return base, bonus


def deduction(head):
    """The points taken off, as a positive number (Art. 6.4)."""
    conduct = head["conduct"]
    points = Fraction(CULTURE[conduct["culture"]])
    if head["has_procedures"] or head["unit_type"] == "commune":
        points += ONE_STOP[conduct["one_stop"]]
    if head["unit_type"] == "agency" and conduct["iso_missing"]:
        points += ISO_MISSING
    for key, each in FLAGS.items():
        if conduct[key]:
            points += each
    for key, each in COUNTS.items():
        points += each * conduct[key]
    return points


def shares(head):
    """The percents of indicators that failed and that exceeded the plan (Art. 7)."""
    indicators = [i["contents"] for task in head["tasks"] for i in task["indicators"]]
    met = [contents for contents in indicators if all(map(is_met, contents))]
    exceeded = [contents for contents in met if any(map(is_over, contents))]
    failed = len(indicators) - len(met)
    return Fraction(100 * failed, len(indicators)), Fraction(100 * len(exceeded), len(indicators))


def rating(head, total, failed_share, exceeded_share):
    """The group a head falls into (Art. 7)."""
    if (total >= 1000 and failed_share == 0 and exceeded_share >= 50
            and head["innovative"] and head["commended"]):
        return "excellent"
    if total >= 1000 and failed_share <= 10:
        return "good"
    if total >= 1000 or (total >= 900 and failed_share <= 20):
        return "completed"
    return "not_completed"


def consequence(head, rating):
    """What follows (Art. 9): the first that applies."""
    failed_before = any(entry["year"] == head["year"] - 1 and entry["rating"] == "not_completed"
                        for entry in head["history"])
    if rating == "excellent":
        return "commend"
    if head["disciplined"] or (rating == "not_completed" and failed_before):
        return "reassign"
    if rating == "not_completed":
        return "criticise"
    return "none"


def score(head):
    """The result of one head, without the rank."""
    points = [task_points(task) for task in head["tasks"]]
    result = {"id": head["id"]}
    result["base"] = sum(base for base, _ in points)
    result["bonus"] = sum(bonus for _, bonus in points)
    result["adhoc_points"] = sum((Fraction(ADHOC[a["outcome"]]) for a in head["adhoc"]), Fraction(0))
    result["deduction"] = deduction(head)
    result["total"] = (result["base"] + result["bonus"] + result["adhoc_points"]
                       - result["deduction"])
    result["failed_share"], result["exceeded_share"] = shares(head)
    result["rating"] = rating(head, result["total"], result["failed_share"],
                              result["exceeded_share"])
    result["consequence"] = consequence(head, result["rating"])
    return result


def score_all(heads):
    """The results of all heads; ranks within each block by total (Art. 3.1, 8.3)."""
    results = [score(head) for head in heads]
    totals = {}
    for head, result in zip(heads, results):
        totals.setdefault(head["block"], []).append(result["total"])
    for head, result in zip(heads, results):
        higher = sum(total > result["total"] for total in totals[head["block"]])
        result["rank"] = Fraction(1 + higher)
    return results


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


def result_line(result, exact):
    """One result as a JSON line."""
    parts = []
    for key in OUTPUTS:
        value = result[key]
        if isinstance(value, str):
            shown_value = json.dumps(value, ensure_ascii=False)
        elif exact:
            shown_value = '"%s"' % exact_text(value)
        else:
            shown_value = rounded_text(value, DECIMALS[key])
        parts.append('"%s": %s' % (key, shown_value))
    return "{" + ", ".join(parts) + "}\n"


def results_text(heads, exact):
    """The whole output for these heads."""
    return "".join(result_line(result, exact) for result in score_all(heads))


def main():
    parser = argparse.ArgumentParser(description="Score a roster of the Viet Yen 2015 regulation.")
    parser.add_argument("roster")
    parser.add_argument("--exact", action="store_true", help="print exact numbers as text")
    options = parser.parse_args()
    try:
        with open(options.roster, "rb") as file:
            data = file.read()
    except OSError as error:
        parser.error(str(error))
    heads, rejects = read_roster(data)
    sys.stdout.buffer.write(results_text(heads, options.exact).encode("utf-8"))
    for number, name, problem in rejects:
        line = "line %d: %s: %s: expected %s, found %s" % (
            number, name if name is not None else "(no id)", problem.path or "(record)",
            problem.expected, problem.found)
        sys.stderr.buffer.write((" ".join(line.split()) + "\n").encode("utf-8", "replace"))
    return 3 if rejects else 0


if __name__ == "__main__":
    sys.exit(main())
