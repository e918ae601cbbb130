#!/usr/bin/env python3
"""Random rosters of the record contract `ninh-hai-2021`.

    python3 random_ninh_hai.py --seed N --count 500 [--bad SHARE]

Dates stand around holidays, at weekends, on and beside the deadlines that they are compared with; a few leave
the calendar of 2021, which is an error where a deadline is counted from them.
"""
from datetime import date, timedelta

import ninh_hai_2021 as reference
from randomness import day_between, day_near, main, maybe, roster

UNITS = ["Phòng Nội vụ", "Phòng Tư pháp", "Phòng Nông nghiệp và PTNT", "Thanh tra huyện", "UBND xã Vĩnh Hải",
         "UBND xã Nhơn Hải", "UBND xã Xuân Hải", "UBND thị trấn Khánh Hải"]
FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)
EDGES = sorted(reference.DAYS_OFF) + [date(2021, 6, 15), date(2021, 11, 25), date(2021, 5, 28), date(2021, 2, 8)]


def day_in_year(r):
    return day_near(r, EDGES) if r.random() < 0.4 else day_between(r, FIRST + timedelta(days=3), LAST - timedelta(days=20))


def any_day(r):
    """Mostly of the calendar's year; seldom at its ends or outside."""
    way = r.random()
    if way < 0.97:
        return day_in_year(r)
    if way < 0.985:
        return day_near(r, [FIRST, LAST], 12)
    return r.choice(["2020-12-31", "2022-01-01", "2022-01-04", "2020-02-29", "2024-02-29", "0001-01-01"])


def working_days(day_text, n):
    """A day so many working days off, without regard to the calendar's end."""
    d, step = date.fromisoformat(day_text), timedelta(days=1 if n > 0 else -1)
    try:
        for _ in range(abs(n)):
            d += step
            while not reference.is_working_day(d):
                d += step
    except OverflowError:
        pass
    return d


def beside(r, day_text, n):
    """On or next to the day that is so many working days off, or any day."""
    if r.random() < 0.2:
        return any_day(r)
    d = working_days(day_text, n) + timedelta(days=r.choice([0, 0, 0, 1, 1, -1, -2, 3]) if day_text > "0002" else 0)
    return d.isoformat()


def extension(r, deadline):
    item = {"requested": beside(r, deadline, -3) if deadline else any_day(r)}
    maybe(r, item, "answered", beside(r, item["requested"], 2), 0.7)
    maybe(r, item, "granted_until", beside(r, deadline, r.choice([5, 10, 20])) if deadline else any_day(r), 0.6)
    return item


def task(r, i):
    item = {"id": "%04d/UBND-VX" % i, "unit": r.choice(UNITS),
            "issuer": r.choice(["district"] * 6 + ["province", "party_committee", "council"]),
            "secrecy": r.choice(["none"] * 5 + ["secret", "top_secret", "ultra_secret"]),
            "complex": r.random() < 0.3, "issued": any_day(r)}
    maybe(r, item, "entered", beside(r, item["issued"], 7 if item["complex"] else 2), 0.85)
    deadline = None
    if r.random() < 0.8:
        deadline = item["deadline"] = beside(r, item["issued"], r.choice([5, 10, 15, 30]))
    elif r.random() < 0.3:
        item["deadline"] = None
    if r.random() < 0.35:
        item["extension"] = extension(r, deadline)
    elif r.random() < 0.2:
        item["extension"] = None
    due = deadline or item["issued"]
    if item.get("extension") and item["extension"].get("granted_until") and r.random() < 0.7:
        due = item["extension"]["granted_until"]
    maybe(r, item, "completed", beside(r, due, r.choice([-1, -1, 1, 1, 2])) if r.random() < 0.6 else due, 0.7)
    maybe(r, item, "result_entered", beside(r, due, 3), 0.6)
    for key in ("has_abstract", "has_content_detail", "has_result_detail"):
        item[key] = r.random() < 0.4
    item["as_of"] = r.choice([due, beside(r, due, 3), beside(r, due, 1), any_day(r), "2021-12-31", "2021-11-25",
                              "2021-06-15", day_in_year(r), "2021-11-26", "2021-06-16"])
    return item


def records_of(r, count):
    return [task(r, i) for i in range(1, count + 1)]


OPTIONAL = {"entered", "deadline", "completed", "result_entered", "extension", "answered", "granted_until"}


def outside(r, item):
    item[r.choice(["issued", "deadline"])] = r.choice(["2020-12-31", "2022-01-01", "2021-12-31", "1999-09-09"])


def bad_extension(r, item):
    item["extension"] = r.choice([[], "", {}, True, {"answered": "2021-05-05"}, {"requested": None},
                                  {"requested": "2021-12-31"}, {"requested": "2020-12-31"}])


def lines(r, count, bad):
    """The lines of a roster, a share of them invalid."""
    own_ways = [outside, bad_extension]
    return roster(r, records_of(r, count), bad, OPTIONAL, own_ways)


if __name__ == "__main__":
    main(lines)
