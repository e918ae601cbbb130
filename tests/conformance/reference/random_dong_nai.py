#!/usr/bin/env python3
"""Random rosters of the record contract `dong-nai-2013`.

    python3 random_dong_nai.py --seed N --count 500 [--bad SHARE]

Opinions are given on and beside the deadlines, several on one day, some after the day of the report.
"""
from datetime import date

from randomness import day_between, day_near, main, maybe, roster

UNITS = ["Sở Nội vụ", "Sở Tư pháp", "Sở Y tế", "Thanh tra tỉnh", "Ban Dân tộc", "UBND huyện Tân Phú",
         "UBND huyện Xuân Lộc", "UBND thị xã Long Khánh", "UBND thành phố Biên Hòa", "Khu Bảo tồn thiên nhiên"]
LEVELS = ["not_completed", "completed", "good", "good", "excellent", "excellent"]
DEADLINES = {"specialist": date(2013, 11, 10), "self": date(2013, 12, 10), "member": date(2013, 12, 10),
             "party": date(2013, 12, 31)}
RECOGNITION = date(2014, 1, 10)
ALL_DAYS = sorted(set(DEADLINES.values())) + [RECOGNITION]


def a_day(r, deadline):
    way = r.random()
    if way < 0.5:
        return day_near(r, [deadline], 2)
    if way < 0.95:
        return day_between(r, date(2013, 10, 1), date(2014, 2, 1))
    return r.choice(["0001-01-01", "2012-02-29", "9999-12-31", "2014-12-31"])


def opinion(r, source):
    level = r.choice(LEVELS)
    levels = [level] * 3 if r.random() < 0.4 else [r.choice(LEVELS) for _ in range(3)]
    return dict(source=source, given=a_day(r, DEADLINES[source]), advice=levels[0], assigned=levels[1],
                discipline=levels[2])


def opinions(r):
    result = []
    for source in DEADLINES:
        for _ in range(r.choice([0] + [1] * 12 + [2, 2, 3])):
            result.append(opinion(r, source))
    for twin in r.sample(result, min(len(result), r.choice([0, 0, 1, 2]))):   # another one of the same day
        result.append(dict(opinion(r, twin["source"]), given=twin["given"]))
    if r.random() < 0.7:
        r.shuffle(result)
    return result


def unit(r, i):
    item = {"id": "%s %04d" % (r.choice(UNITS), i), "type": r.choice(["department", "public_unit", "district"]),
            "opinions": opinions(r) if r.random() < 0.97 else []}
    maybe(r, item, "recognised_on", a_day(r, RECOGNITION), 0.85)
    item["as_of"] = a_day(r, r.choice(ALL_DAYS)) if r.random() < 0.35 else day_between(r, date(2014, 1, 5), date(2014, 2, 20))
    return item


def records_of(r, count):
    return [unit(r, i) for i in range(1, count + 1)]


def lines(r, count, bad):
    """The lines of a roster, a share of them invalid."""
    own_ways = []
    return roster(r, records_of(r, count), bad, {"recognised_on"}, own_ways)


if __name__ == "__main__":
    main(lines)
