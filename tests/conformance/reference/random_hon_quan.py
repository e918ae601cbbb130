#!/usr/bin/env python3
"""Random rosters of the record contract `hon-quan-2021`.

    python3 random_hon_quan.py --seed N --count 500 [--bad SHARE]

Indices lie on and beside the thresholds of the levels, shares of unmet criteria at 0, 20 and 50 %,
targets at a half.
"""
from randomness import Number, main, near, roster

UNITS = ["Phòng Nội vụ", "Phòng Tư pháp", "Phòng Tài chính - Kế hoạch", "Phòng Y tế", "Trung tâm Văn hóa",
         "UBND xã Tân Lợi", "UBND xã Thanh An", "UBND xã Minh Đức", "UBND thị trấn Tân Khai", "Đài Truyền thanh"]
CHAPTERS = ["direction", "institutions", "procedures", "organisation", "staff", "finance", "modernisation"]
OFFICES = ["internal_affairs", "justice", "office", "finance", "broadcasting"]
RATINGS = ["excellent", "good", "completed", "not_completed"]
INDICES = ["0", "59.999", "60", "60.0", "6e1", "79.99", "80", "8.0e1", "89.999", "90", "90.00", "100", "1e2", "0.1", "99.99"]
FIELDS = ["0", "49.99", "50", "5E1", "59.999", "60", "69.99", "70", "70.0", "100", "0.1"]
YEAR = 2021


def unmet_of(r, size):
    return min(size, r.choice([0] * 8 + [size // 5, size // 5 + 1, size // 2, size // 2 + 1, 1, size,
                                         r.randint(0, size)]))


def criteria(r):
    size = r.choice([1, 2, 3, 5, 7, 10, 10, 20, 35, 40, r.randint(1, 60), 200])
    result = [{"chapter": r.choice(CHAPTERS), "on_time": True, "quality": True, "effective": True}
              for _ in range(size)]
    for criterion in r.sample(result, unmet_of(r, size)):
        for key in r.choice([["on_time"], ["quality"], ["effective"], ["on_time", "effective"],
                             ["on_time", "quality", "effective"]]):
            criterion[key] = False
    return result


def targets(r):
    """(targets, done): often right at a half."""
    plan = r.choice([0, 0, 1, 2, 5, 7, 10, 11, 100, r.randint(0, 300)])
    done = r.choice([plan] * 6 + [plan // 2, (plan + 1) // 2, max(plan // 2 - 1, 0), r.randint(0, plan)])
    if r.random() < 0.1:
        return Number("%d.0" % plan), Number("%de0" % done)
    return plan, done


def history(r):
    last = {"year": YEAR - 1, "rating": r.choice(RATINGS + ["not_completed"] * 3)}
    earlier = {"year": YEAR - 2, "rating": r.choice(RATINGS)}
    later = {"year": r.choice([YEAR, YEAR + 1, Number("2.02e3")]), "rating": r.choice(RATINGS)}
    return [dict(entry) for entry in r.choice([[], [], [last], [last], [earlier], [earlier, last], [last, later],
                                               [later], [last, last]])]


def head(r, i):
    calm = r.random() < 0.7
    plan, done = targets(r)
    advises = "none" if r.random() < 0.5 else r.choice(OFFICES)
    item = {"id": "%s %04d" % (r.choice(UNITS), i), "role": r.choice(["department", "service_unit", "commune"]),
            "advises": advises, "criteria": criteria(r), "index": near(r, INDICES, 0, 100)}
    if calm and r.random() < 0.7:
        item["index"] = near(r, ["79.99", "80", "89.999", "90"], 75, 100)
    if advises != "none" or r.random() < 0.15:
        item["field_index"] = near(r, FIELDS, 45, 100)
    elif r.random() < 0.2:
        item["field_index"] = None
    item.update(targets=plan, targets_done=done)
    for key in ("ideology_breach", "corruption", "disciplined", "serious_breach", "shielding"):
        item[key] = r.random() < (0.01 if calm else 0.1)
    item.update(year=YEAR, history=history(r))
    return item


def records_of(r, count):
    return [head(r, i) for i in range(1, count + 1)]


# ---------------------------------------------------------------- bad in its own way

def bad_percent(r, item):
    item[r.choice(["index", "field_index"])] = r.choice([Number(v) for v in ("-0.001", "100.0001", "-1", "1e3")] + ["80", "90%"])


def bad_targets(r, item):
    key, value = r.choice([("targets_done", Number("100000")), ("targets_done", -1), ("targets", -1),
                           ("targets", Number("0.5")), ("targets_done", Number("0.5"))])
    item[key] = value


def one_too_many(r, item):
    item["targets_done"] = int(float(item["targets"])) + 1


def field_missing(r, item):
    item["advises"] = r.choice(OFFICES)
    item["field_index"] = None
    if r.random() < 0.5:
        del item["field_index"]


def list_size(r, item):
    item["criteria"] = r.choice([[], (item["criteria"] * 201)[:201]])


def bad_year(r, item):
    item["year"] = r.choice([Number("2021.5"), "2021", None])


def lines(r, count, bad):
    """The lines of a roster, a share of them invalid."""
    own_ways = [bad_percent, bad_targets, one_too_many, field_missing, list_size, bad_year]
    return roster(r, records_of(r, count), bad, {"field_index"}, own_ways)


if __name__ == "__main__":
    main(lines)
