#!/usr/bin/env python3
"""Writes the vectors of cohorts: places, values of groups, quotas and admissions, all counted anew for each record.

    python3 make_cohorts.py            into ../cohorts
    python3 make_cohorts.py --check    writes nothing; exit 1 when a file would change
"""
import json
import random
import sys
from datetime import date
from fractions import Fraction

from make_constructs import MODES, Vectors, place, write


def admitted(unit, group, key, quota, ties):
    before = sum(key(other) < key(unit) for other in group)
    sharing = sum(key(other) == key(unit) for other in group)
    return before + sharing <= quota if ties == "out" else before < quota


def quotas():
    made, r = Vectors(), random.Random(20)
    units = [{"block": "of %d" % size, "points": Fraction(r.choice((1, 2, 2, 3, 4)))} for size in range(1, 12) for _ in range(size)]
    r.shuffle(units)
    for number, unit in enumerate(units, 1):
        group = [other for other in units if other["block"] == unit["block"]]
        size = len(group)
        amounts = {mode: MODES[mode](Fraction(size, 4)) for mode in MODES}

        def falling(u):
            return -u["points"]

        def into(quota, ties, key=falling, among=group):
            return admitted(unit, among, key, quota, ties)
        record = {"block": json.dumps(unit["block"]), "points": str(unit["points"])}
        made.add("%d, %s points %s" % (number, unit["block"], unit["points"]), record, {
            "size": size, **amounts, "place": place(unit, group, falling), "dense_place": place(unit, group, falling, dense=True),
            "out_of_three": into(3, "out"), "into_three": into(3, "in"), "dense_out": into(3, "out"), "dense_in": into(3, "in"),
            "out_of_quarter": into(amounts["half_up"], "out"), "into_quarter": into(amounts["up"], "in"), "into_none": False,
            "lowest_first": into(3, "out", lambda u: u["points"]), "whole_roster": into(len(units) // 2, "out", among=units),
            "chosen": into(amounts["up"], "in") and unit["points"] > 1})
    return made


def first(values):
    return values[0] if values else None


def latest(pairs):
    """The value of the greatest day, of equals the later."""
    best = None
    for day, value in pairs:
        if best is None or day >= best[0]:
            best = (day, value)
    return best and best[1]


def values():
    made, r = Vectors(), random.Random(19)
    tasks = []
    for _ in range(70):
        task = {"block": r.choice(("A", "A", "B", "C", "D")), "status": r.choice(("done", "done", "pending", "overdue")),
                "points": r.choice(("0", "1", "2.5", "-1", "10", "0.1")), "weight": r.choice(("1", "0.5", "3", "0.01")),
                "day": "2021-0%d-1%d" % (r.randint(1, 9), r.randint(0, 3)), "note": r.choice((None, "x"))}
        tasks.append(task)
    tasks[-1].update(block="alone and pending", status="pending", points="0", weight="0.5", note=None)
    for task in tasks:
        task["worth"] = Fraction(task["points"]) * Fraction(task["weight"])
    for number, task in enumerate(tasks, 1):
        group = [other for other in tasks if other["block"] == task["block"]]
        worths = [other["worth"] for other in group]
        done = [other for other in group if other["status"] == "done"]
        settled = [other for other in group if other["status"] != "pending"]
        heavy = [other["worth"] for other in group if Fraction(other["weight"]) >= 1]
        total = sum(worths)
        record = {key: value if key in ("points", "weight") else json.dumps(value) for key, value in task.items() if key != "worth" and value is not None}
        made.add("task %d" % number, record, {
            "size": len(group), "overdue": sum(other["status"] == "overdue" for other in group), "total": total, "average": total / len(group),
            "best": max(worths), "least": min((other["worth"] for other in done), default=None), "part": task["worth"] / total * 100 if total else 0,
            "any_pending": any(other["status"] == "pending" and Fraction(other["points"]) > 1 for other in group), "all_done": len(done) == len(group),
            "first_worth": worths[0], "first_done": first([other["worth"] for other in done]),
            "latest_points": Fraction(latest([(other["day"], other["points"]) for other in group])),
            "latest_note": latest([(other["day"], date.fromisoformat(other["day"])) for other in group if other["note"]]),
            "done_share": Fraction(len(done), len(settled)) * 100 if settled else 0, "above_average": task["worth"] > total / len(group),
            "rounded_best": MODES["half_up"](max(heavy, default=Fraction(-1))), "last_day": date.fromisoformat(max(other["day"] for other in group)),
            "in_all": len(tasks)})
    return made


def main():
    return write({**quotas().files("cohorts/quotas"), **values().files("cohorts/values")}, __file__)


if __name__ == "__main__":
    sys.exit(main())
