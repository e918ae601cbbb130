#!/usr/bin/env python3
"""Reference calculation of the Viet Yen 2015 regulation (Decision 02/2015/QD-UBND).

It scores heads of district agencies and chairs of communes, slowly and plainly,
with exact fractions throughout. 'Art.' below means an article of the regulation.

    python3 viet_yen_2015.py ROSTER.jsonl [--exact]

One JSON line per scored record goes to standard output, in roster order; one
short line per rejected record goes to standard error. The exit status is 0
when every record was scored, 3 when some were rejected.
"""
import sys
from fractions import Fraction
from unicodedata import normalize

from records import Regulation, boolean, integer, list_of, needed, number, record_of, text, word

OUTPUTS = ("id", ("base", 2), ("bonus", 2), ("adhoc_points", 0), ("deduction", 0), ("total", 2),
           ("failed_share", 2), ("exceeded_share", 2), "rating", ("rank", 0), "consequence")

# ---------------------------------------------------------------- records

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


def check_content(content, inside):
    """What a content must say besides depends on its measure."""
    for key in ("on_time", "volume") if content["measure"] == "quantitative" else ("outcome",):
        needed(content, inside, key, "the content is " + content["measure"])


CONTENT = record_of(
    {"measure": word("quantitative", "qualitative"), "routine": boolean,
     "adjusted": word("no", "objective", "subjective")},
    {"on_time": boolean, "volume": number(0, 100000),
     "outcome": word("completed", "failed_objective", "failed_subjective")}, check_content)

CONDUCT = {"one_stop": word(*ONE_STOP), "iso_missing": boolean, "culture": word(*CULTURE)}
CONDUCT.update({key: boolean for key in FLAGS})
CONDUCT.update({key: integer(0) for key in COUNTS})

INDICATOR = record_of({"contents": list_of(CONTENT, 1, 5)})
TASK = record_of({"kind": word("common", "own"), "indicators": list_of(INDICATOR, 1, 5)})

HEAD = record_of({
    "id": text, "block": text, "unit_type": word("agency", "commune"),
    "has_procedures": boolean,
    "tasks": list_of(TASK, 1, 10),
    "adhoc": list_of(record_of({"outcome": word(*ADHOC)})),
    "conduct": record_of(CONDUCT),
    "innovative": boolean, "commended": boolean,
    "history": list_of(record_of({"year": integer(), "rating": RATING})),
    "year": integer(), "disciplined": boolean,
})


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
    result = {}
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


def in_blocks(heads, results):
    """Ranks within each block by total (Art. 3.1, 8.3); names of blocks are compared in normal form."""
    totals = {}
    blocks = [normalize("NFC", head["block"]) for head in heads]
    for block, result in zip(blocks, results):
        totals.setdefault(block, []).append(result["total"])
    for block, result in zip(blocks, results):
        higher = sum(total > result["total"] for total in totals[block])
        result["rank"] = 1 + higher


REGULATION = Regulation("the Viet Yen 2015 regulation", HEAD, score, OUTPUTS, in_blocks)

if __name__ == "__main__":
    sys.exit(REGULATION.main())
