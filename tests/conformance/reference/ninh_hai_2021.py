#!/usr/bin/env python3
"""Reference calculation of the Ninh Hai 2021 regulation (Decision 553/QD-UBND).

It follows the deadlines of tasks that the district has assigned. 'Art.' below means an
article of the regulation. Working days are counted one by one; the calendar covers 2021.

    python3 ninh_hai_2021.py ROSTER.jsonl [--exact]
"""
import sys
from datetime import date, timedelta
from fractions import Fraction
from unicodedata import normalize

from records import Problem, Regulation, boolean, day, day_of, list_of, record_of, text, word

ONE_DAY = timedelta(days=1)
YEAR = 2021
DAYS_OFF = ({date(2021, 1, 1)} | {date(2021, 2, d) for d in range(10, 17)}
            | {date(2021, 4, 21), date(2021, 4, 30), date(2021, 5, 3), date(2021, 9, 2), date(2021, 9, 3)})


def is_working_day(d):
    return d.weekday() < 5 and d not in DAYS_OFF


def in_calendar(d, rule):
    if d.year != YEAR:
        raise Problem("", "a date in %d, which the calendar covers" % YEAR, d.isoformat(), rule)


def working_days_from(d, n, rule):
    """The n-th working day after d, before d when n is negative, for the rule of this name."""
    in_calendar(d, rule)
    step = ONE_DAY if n > 0 else -ONE_DAY
    for _ in range(abs(n)):
        d += step
        while not is_working_day(d):
            d += step
    in_calendar(d, rule)
    return d


EXTENSION = record_of({"requested": day}, {"answered": day, "granted_until": day})

TASK = record_of({
    "id": text, "unit": text, "issuer": word("district", "province", "party_committee", "council"),
    "secrecy": word("none", "secret", "top_secret", "ultra_secret"), "complex": boolean,
    "issued": day, "has_abstract": boolean, "has_content_detail": boolean, "has_result_detail": boolean,
    "as_of": day,
}, {"entered": day, "deadline": day, "completed": day, "result_entered": day, "extension": EXTENSION})


def given_day(record, key):
    return None if record.get(key) is None else day_of(record[key])


def is_late(done_on, due, as_of):
    """Done after it was due, or not done while the time has passed."""
    return as_of > due if done_on is None else done_on > due


def status(completed, due, as_of):
    """Art. 5.1.g; a task without a time limit is never late."""
    if completed is not None and completed <= as_of:
        return "done_late" if due is not None and completed > due else "done_on_time"
    return "overdue" if due is not None and due < as_of else "pending"


def next_report(as_of):
    """Art. 22.1."""
    for day_of_report in (date(as_of.year, 6, 15), date(as_of.year, 11, 25)):
        if day_of_report >= as_of:
            return day_of_report
    return date(as_of.year + 1, 6, 15)


def score(task):
    as_of, deadline = day_of(task["as_of"]), given_day(task, "deadline")
    extension = task.get("extension")
    timed = deadline is not None
    result = {"kind": "timed" if timed else "untimed"}                                  # Art. 4

    result["entry_due"] = working_days_from(day_of(task["issued"]), 7 if task["complex"] else 2, "entry_due")
    result["entry_late"] = is_late(given_day(task, "entered"), result["entry_due"], as_of)  # Art. 7.1

    result["extension_valid"], result["answer_due"], result["answer_late"] = False, None, False
    if extension is not None:
        requested = day_of(extension["requested"])
        if timed and task["issuer"] == "district":                                      # Art. 6.1.d, 6.2.c
            result["extension_valid"] = requested <= working_days_from(deadline, -3, "extension_due")
        result["answer_due"] = working_days_from(requested, 2, "answer_due")
        result["answer_late"] = is_late(given_day(extension, "answered"), result["answer_due"], as_of)

    due = deadline
    if result["extension_valid"] and extension.get("granted_until") is not None:
        due = day_of(extension["granted_until"])
    result["due"] = due
    result["status"] = status(given_day(task, "completed"), due, as_of)
    result["update_due"] = working_days_from(due, 3, "update_due") if timed else None   # Art. 7.2.a
    result["update_late"] = timed and is_late(given_day(task, "result_entered"), result["update_due"],
                                              as_of)
    result["leak"] = task["secrecy"] != "none" and (                                    # Art. 5.2
        task["has_abstract"] or task["has_content_detail"] or task["has_result_detail"])
    result["next_report"] = next_report(as_of)
    return result


def of_units(tasks, results):
    """What each unit has over the roster (Art. 19, 25.2); names are compared in normal form."""
    statuses = {}
    names = [normalize("NFC", task["unit"]) for task in tasks]
    for name, result in zip(names, results):
        statuses.setdefault(name, []).append(result["status"])
    for name, result in zip(names, results):
        mine = statuses[name]
        on_time = mine.count("done_on_time")
        done = on_time + mine.count("done_late")
        result["unit_tasks"], result["unit_overdue"] = len(mine), mine.count("overdue")
        result["unit_on_time_share"] = Fraction(100 * on_time, done) if done else None


REGULATION = Regulation(
    "the Ninh Hai 2021 regulation", TASK, score,
    ["id", "kind", "entry_due", "entry_late", "extension_valid", "answer_due", "answer_late", "due",
     "status", "update_due", "update_late", "leak", ("unit_tasks", 0), ("unit_overdue", 0),
     ("unit_on_time_share", 2), "next_report"], of_units)

if __name__ == "__main__":
    sys.exit(REGULATION.main())
