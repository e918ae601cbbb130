#!/usr/bin/env python3
"""A second calculation of viet-yen-2015 in whole numbers, to check results with.

    python3 check_integers.py ROSTER.jsonl EXACT_RESULTS.jsonl

It shares no code with viet_yen_2015.py. All points are whole multiples of 1/3600,
as 3600 divides by any number of indicators (1 to 5) times any number of contents
(1 to 5); volumes are compared as decimals. The roster must hold valid records only.
"""
import json
import sys
from decimal import Decimal
from fractions import Fraction

UNIT = 3600

DEDUCTIONS = """
documents_corrected 5, documents_suspended 10, documents_annulled 20, items_rejected 10,
items_rejected_again 20, letters_criticising 10, letters_urging 5, reports_late 5,
reports_missing 10, traffic_notices 5, grave_violations 20, staff_prosecuted 50,
staff_dismissed 40, staff_warned 30, staff_reprimanded 20, disunity 30,
budget_violation 20, own_criteria_missing 20"""


def whole(units):
    """Units of 1/3600 as a value."""
    return Fraction(units, UNIT)


def one_content(c, parts):
    """(base, bonus, met, over) of a content, points in units of 1/3600."""
    standard, ceiling = 100 * UNIT // parts, 20 * UNIT // parts
    quantitative = c["measure"] == "quantitative"
    over = quantitative and c["volume"] > 100
    if c["adjusted"] != "no":
        return standard * (8 if c["adjusted"] == "objective" else 5) // 10, 0, False, over
    if not quantitative:
        tenths = 10 if c["outcome"] == "completed" else 8 if c["outcome"] == "failed_objective" else 0
        return standard * tenths // 10, 0, tenths == 10, over
    v = c["volume"]
    if not c["on_time"]:
        return (standard // 2 if v >= 70 else 0), 0, False, over
    if v < 100:
        tenths = (v >= 50) * 5 + (v >= 70) * 2 + (v >= 90) * 2
        return standard * tenths // 10, 0, False, over
    steps = [v >= 101, v >= 111, v >= 121, v >= 131, v >= 141, v >= 171] + [v >= 200] * 4
    bonus = 0 if c["routine"] else min(sum(steps) * UNIT, ceiling)
    return standard, bonus, True, over


def deduction(head):
    c = head["conduct"]
    points = 0
    for row in DEDUCTIONS.split(","):
        name, each = row.split()
        points += int(each) * int(c[name])
    points += {"good": 0, "reminded": 20, "criticised": 30}[c["culture"]]
    commune = head["unit_type"] == "commune"
    if c["iso_missing"] and not commune:
        points += 40
    if commune or head["has_procedures"]:
        points += dict(good=0, minor=5, fair=10, average=20, ineffective=30,
                       not_implemented=50)[c["one_stop"]]
    return points


def result(head):
    base = bonus = indicators = failed = exceeded = 0
    for task in head["tasks"]:
        for indicator in task["indicators"]:
            parts = len(task["indicators"]) * len(indicator["contents"])
            rows = [one_content(c, parts) for c in indicator["contents"]]
            base += sum(row[0] for row in rows)
            bonus += sum(row[1] for row in rows)
            met = all(row[2] for row in rows)
            indicators += 1
            failed += not met
            exceeded += met and any(row[3] for row in rows)
    adhoc = sum({"done_well": 20, "failed_subjective": -10}.get(a["outcome"], 0) for a in head["adhoc"])
    minus = deduction(head)
    total = base + bonus + (adhoc - minus) * UNIT

    if total < 900 * UNIT or (total < 1000 * UNIT and failed * 5 > indicators):
        rating = "not_completed"
    elif total < 1000 * UNIT or failed * 10 > indicators:
        rating = "completed"
    elif not failed and exceeded * 2 >= indicators and head["innovative"] and head["commended"]:
        rating = "excellent"
    else:
        rating = "good"

    poor_years = [int(h["year"]) for h in head["history"] if h["rating"] == "not_completed"]
    twice = rating == "not_completed" and int(head["year"]) - 1 in poor_years
    if rating == "excellent":
        follows = "commend"
    elif head["disciplined"] or twice:
        follows = "reassign"
    else:
        follows = "criticise" if rating == "not_completed" else "none"
    return {"id": head["id"], "base": whole(base), "bonus": whole(bonus), "adhoc_points": adhoc,
            "deduction": minus, "total": whole(total),
            "failed_share": Fraction(100 * failed, indicators),
            "exceeded_share": Fraction(100 * exceeded, indicators),
            "rating": rating, "consequence": follows}


def add_ranks(heads, results):
    blocks = {}
    for head, item in zip(heads, results):
        blocks.setdefault(head["block"], []).append(item)
    for items in blocks.values():
        items.sort(key=lambda item: -item["total"])
        for place, item in enumerate(items, 1):
            tied = place > 1 and items[place - 2]["total"] == item["total"]
            item["rank"] = items[place - 2]["rank"] if tied else place


def main():
    with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
        heads = [json.loads(line, parse_float=Decimal) for line in file]
    with open(sys.argv[2], encoding="utf-8", newline="\n") as file:
        expected = [json.loads(line) for line in file]
    results = [result(head) for head in heads]
    add_ranks(heads, results)
    different = abs(len(results) - len(expected))
    for mine, theirs in zip(results, expected):
        same = mine.keys() == theirs.keys()
        for key in mine:
            is_text = isinstance(mine[key], str)
            same = same and (theirs[key] if is_text else Fraction(theirs[key])) == mine[key]
        if not same:
            different += 1
            print("differs:", mine["id"])
    print("%d records, %d differ" % (len(results), different))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
