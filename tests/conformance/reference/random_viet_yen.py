#!/usr/bin/env python3
"""Random rosters of the record contract `viet-yen-2015`, for comparing implementations.

    python3 random_viet_yen.py --seed N --count 500 [--bad SHARE]

The same seed and count give the same roster (with one version of Python). Volumes
lie on and beside every edge, and many heads are steered to just above or below 900
and 1000 points and to the shares of 10 %, 20 % and 50 % of their indicators. With
--bad that share of the lines is made invalid, each in one of many ways.
"""
import copy
from math import ceil

import viet_yen_2015 as reference
from randomness import Number, decimal, main, shuffled, to_json
from records import parse_line

UNITS = ["Phòng Nội vụ", "Phòng Tư pháp", "Phòng Tài chính - Kế hoạch", "Thanh tra huyện",
         "Phòng Giáo dục và Đào tạo", "UBND xã Quang Châu", "UBND xã Tự Lạn",
         "UBND thị trấn Bích Động", "UBND thị trấn Nếnh", "UBND xã Vân Hà"]
BLOCKS = ["Khối Kinh tế", "Khối Văn hóa - Xã hội", "Khối Nội chính", "Khối Xã, thị trấn",
          "Khối Trường học", "Khối khác"]

SHORT_VOLUMES = ["0", "49.999", "50", "50.01", "69", "69.5", "70", "89", "89.99", "90", "99.99"]
PLAN_VOLUMES = ["100", "100.0", "1e2", "100.00"]
OVER_VOLUMES = ["100.99", "101", "110", "110.5", "111", "120", "120.5", "121", "129.99", "130",
                "130.5", "131", "140", "141", "170", "170.5", "171", "199.99", "200", "100000"]
ALL_VOLUMES = SHORT_VOLUMES + PLAN_VOLUMES + OVER_VOLUMES

YEAR = 2015


# ---------------------------------------------------------------- contents

def a_volume(r, edges, low, high):
    return Number(r.choice(edges)) if r.random() < 0.6 else decimal(r, low, high)


def content(r, measure, routine=None, adjusted="no"):
    routine = r.random() < 0.2 if routine is None else routine
    return {"measure": measure, "routine": routine, "adjusted": adjusted}


def with_needless_fields(r, item):
    """Sometimes add an optional field that is not needed, or null."""
    for key, values in (("on_time", [True, False, None]),
                        ("volume", [Number(v) for v in ALL_VOLUMES] + [None, None]),
                        ("outcome", ["completed", "failed_objective", "failed_subjective", None])):
        if key not in item and r.random() < 0.1:
            item[key] = r.choice(values)
    return item


def met_content(r, over):
    """A content that is completed; over its plan when asked."""
    if not over and r.random() < 0.4:
        item = content(r, "qualitative")
        item["outcome"] = "completed"
    else:
        item = content(r, "quantitative")
        item["on_time"] = True
        item["volume"] = a_volume(r, OVER_VOLUMES, 101, 230) if over else Number(r.choice(PLAN_VOLUMES))
    return with_needless_fields(r, item)


def failed_content(r, mild):
    """A content that is not completed; a mild one keeps most of its points."""
    way = r.choice(["short", "short", "late", "qualitative", "adjusted"])
    if way == "short":
        item = content(r, "quantitative")
        item["on_time"] = True
        item["volume"] = (a_volume(r, ["90", "99.99", "89.99", "70"], 70, 99) if mild
                          else a_volume(r, SHORT_VOLUMES, 0, 99))
    elif way == "late":
        item = content(r, "quantitative")
        item["on_time"] = False
        item["volume"] = a_volume(r, ALL_VOLUMES, 0, 200)
    elif way == "qualitative":
        item = content(r, "qualitative")
        item["outcome"] = "failed_objective" if mild else r.choice(["failed_objective", "failed_subjective"])
    else:
        item = any_content(r)
        item["adjusted"] = r.choice(["objective", "subjective"])
    return with_needless_fields(r, item)


def any_content(r):
    """Anything the contract allows."""
    item = content(r, r.choice(["quantitative", "qualitative"]),
                   adjusted=r.choice(["no"] * 8 + ["objective", "subjective"]))
    if item["measure"] == "quantitative":
        item["on_time"] = r.random() < 0.8
        item["volume"] = a_volume(r, ALL_VOLUMES, 0, 220)
    else:
        item["outcome"] = r.choice(["completed", "completed", "failed_objective", "failed_subjective"])
    return with_needless_fields(r, item)


def indicator(r, role):
    """An indicator that failed, just met or exceeded its plan, or any."""
    size = r.choice([1, 1, 1, 2, 2, 3, 4, 5])
    if role == "any":
        return {"contents": [any_content(r) for _ in range(size)]}
    contents = [met_content(r, over=False) for _ in range(size)]
    if role == "exceeded":
        for i in range(size):
            if i == 0 or r.random() < 0.4:
                contents[i] = met_content(r, over=True)
    if role == "failed":
        mild = r.random() < 0.7
        for i in range(size):
            if i == 0 or r.random() < 0.3:
                contents[i] = failed_content(r, mild)
        if size > 1 and r.random() < 0.3:
            contents[-1] = met_content(r, over=True)
    r.shuffle(contents)
    return {"contents": contents}


def roles(r, total):
    """How many indicators fail and exceed: often right at 10 %, 20 % and 50 %."""
    failed = r.choice([0, 0, 0, 0, 0, total // 10, total // 10 + 1, total // 5, total // 5 + 1,
                       r.randint(0, total)])
    failed = min(failed, total)
    half = (total + 1) // 2
    exceeded = r.choice([0, half, half, half, half, half - 1, half + 1, r.randint(0, total)])
    exceeded = max(0, min(exceeded, total - failed))
    result = ["failed"] * failed + ["exceeded"] * exceeded
    result += ["met"] * (total - len(result))
    r.shuffle(result)
    return result


def tasks(r, wild):
    number = r.randint(1, 10) if wild or r.random() < 0.15 else 10
    most = r.choice([1, 2, 2, 3, 5])
    sizes = [r.randint(1, most) for _ in range(number)]
    if r.random() < 0.4:  # ten tasks then have 10, 20, ... indicators: exact shares
        sizes = [most] * number
    plan = ["any"] * sum(sizes) if wild else roles(r, sum(sizes))
    result = []
    for i, size in enumerate(sizes):
        result.append({"kind": "common" if i < number // 2 else "own",
                       "indicators": [indicator(r, plan.pop()) for _ in range(size)]})
    return result


# ---------------------------------------------------------------- the rest of a head

def conduct(r, wild):
    calm = not wild and r.random() < 0.7
    item = {"one_stop": "good" if calm and r.random() < 0.7 else r.choice(list(reference.ONE_STOP)),
            "iso_missing": r.random() < (0.05 if calm else 0.2),
            "culture": "good" if calm or r.random() < 0.6 else r.choice(["reminded", "criticised"])}
    for key in reference.FLAGS:
        item[key] = r.random() < (0.02 if calm else 0.15)
    for key in reference.COUNTS:
        item[key] = 0
        if r.random() < (0.02 if calm else 0.15):
            item[key] = r.choice([1, 1, 1, 2, 3, Number("2.0"), Number("1e0"), Number("10E-1")])
    return item


def history(r):
    last, earlier = {"year": YEAR - 1}, {"year": YEAR - 2}
    last["rating"] = r.choice(["not_completed", "not_completed", "completed", "good", "excellent"])
    earlier["rating"] = r.choice(["not_completed", "completed", "good", "excellent"])
    entries = r.choice([[], [last], [last], [earlier], [earlier, last], [last, earlier]])
    if entries and r.random() < 0.1:
        entries = entries + [{"year": Number("2012.0"), "rating": "not_completed"}]
    return copy.deepcopy(entries)


def scored(head):
    """The result of a head, by the reference calculation."""
    return reference.score(parse_line(to_json(head).encode("utf-8")))


def steer(r, head):
    """Bring the total to just above, at or just below 900 or 1000 points."""
    target = r.choice([900, 1000, 1000, 1000])
    gap = target - scored(head)["total"]
    if gap > 0:
        head["adhoc"] += [{"outcome": "done_well"} for _ in range(ceil(gap / 20))]
    over = scored(head)["total"] - target
    below = r.random() < 0.2
    steps = int(over // 5) + (1 if below else 0)
    for _ in range(steps // 4):
        head["conduct"]["items_rejected_again"] += 1
    head["conduct"]["reports_late"] += steps % 4
    return head


def plain_counts(head):
    """Write the counts as plain integers, so that they can be added to."""
    for key in reference.COUNTS:
        head["conduct"][key] = int(reference.Fraction(head["conduct"][key]))


def head(r, number):
    wild = r.random() < 0.06
    item = {"id": "%s %04d" % (r.choice(UNITS), number),
            "block": r.choice(BLOCKS),
            "unit_type": r.choice(["agency", "agency", "commune"]),
            "has_procedures": r.random() < 0.7,
            "tasks": tasks(r, wild),
            "adhoc": [{"outcome": r.choice(list(reference.ADHOC))}
                      for _ in range(r.choice([0, 0, 1, 2, 3]))],
            "conduct": conduct(r, wild),
            "innovative": r.random() < 0.85, "commended": r.random() < 0.85,
            "history": history(r), "year": YEAR,
            "disciplined": r.random() < 0.1}
    if not wild and r.random() < 0.6:
        plain_counts(item)
        steer(r, item)
    return item


def heads(r, number):
    """So many heads; some tie with an earlier one of their block."""
    result = []
    for i in range(1, number + 1):
        if result and r.random() < 0.08:
            twin = copy.deepcopy(r.choice(result))
            twin["id"] = "%s %04d" % (r.choice(UNITS), i)
            twin["innovative"] = not twin["innovative"]
            twin["history"] = history(r)
            result.append(twin)
        else:
            result.append(head(r, i))
    return [shuffled(r, item) if r.random() < 0.1 else item for item in result]


# ---------------------------------------------------------------- bad lines

def places_of(head):
    """Every object of a record."""
    found = [head, head["conduct"]] + head["adhoc"] + head["history"]
    for task in head["tasks"]:
        found.append(task)
        for item in task["indicators"]:
            found.append(item)
            found += item["contents"]
    return found


def a_content(r, head):
    return r.choice([c for t in head["tasks"] for i in t["indicators"] for c in i["contents"]])


def required_fields(place):
    """The fields that this object must have, whatever else it says."""
    optional = ("on_time", "volume", "outcome") if "measure" in place else ()
    return [key for key in place if key not in optional]


def drop_field(r, head):
    place = r.choice(places_of(head))
    del place[r.choice(required_fields(place))]


def add_field(r, head):
    r.choice(places_of(head))[r.choice(["note", "ghi chú", "Volume", "volume_"])] = r.choice([1, None, "x", []])


def wrong_type(r, head):
    place = r.choice(places_of(head))
    key = r.choice(required_fields(place))
    value = place[key]
    choices = [[7] if isinstance(value, list) else [], {}, Number("0.5"), None]
    if not isinstance(value, str) or isinstance(value, Number):
        choices.append("1")
    if not isinstance(value, bool):
        choices.append(True)
    place[key] = r.choice(choices)


def unknown_word(r, head):
    place = r.choice([p for p in places_of(head)
                      if any(k in p for k in ("unit_type", "kind", "measure", "one_stop", "rating"))
                      or set(p) == {"outcome"}])
    for key in ("unit_type", "kind", "measure", "one_stop", "rating", "outcome"):
        if key in place:
            place[key] = r.choice(["", "Good", "khác", place[key] + " "])
            return


def bad_volume(r, head):
    a_content(r, head)["volume"] = r.choice([Number(v) for v in (
        "-0.001", "100000.001", "100001", "1e6", "-1")] + ["112.5", True, [100]])


def bad_optional(r, head):
    a_content(r, head)[r.choice(["on_time", "outcome"])] = r.choice([1, "yes", {}, ["completed"]])


def bad_count(r, head):
    head["conduct"][r.choice(list(reference.COUNTS))] = r.choice(
        [Number(v) for v in ("-1", "0.5", "1.0000001", "1e-1")] + ["1", None, False])


def bad_year(r, head):
    r.choice([head] + head["history"])["year"] = r.choice([Number("2015.5"), "2015", None, True])


def list_size(r, head):
    task = r.choice(head["tasks"])
    item = r.choice(task["indicators"])
    way = r.randrange(6)
    if way == 0:
        head["tasks"] = []
    elif way == 1:
        head["tasks"] += [copy.deepcopy(task) for _ in range(11 - len(head["tasks"]))]
    elif way == 2:
        task["indicators"] = []
    elif way == 3:
        task["indicators"] += [copy.deepcopy(item) for _ in range(6 - len(task["indicators"]))]
    elif way == 4:
        item["contents"] = []
    else:
        first = item["contents"][0]
        item["contents"] += [copy.deepcopy(first) for _ in range(6 - len(item["contents"]))]


def needed_field(r, head):
    item = a_content(r, head)
    key = r.choice(["on_time", "volume"]) if item["measure"] == "quantitative" else "outcome"
    if r.random() < 0.5:
        item[key] = None
    else:
        del item[key]


def item_type(r, head):
    place = r.choice([head["tasks"], head["adhoc"], head["history"], head["tasks"][0]["indicators"]])
    place.insert(0, r.choice([None, 3, "x", []]))
    if len(place) > 5:
        del place[1]


STRUCTURAL = [drop_field, add_field, wrong_type, unknown_word, bad_volume, bad_optional,
              bad_count, bad_year, list_size, needed_field, item_type]


def repeated_key(r, line):
    key = r.choice(['"block": ', '"year": ', '"measure": ', '"one_stop": ', '"kind": '])
    return line.replace(key, key + '"good", ' + key, 1)


def cut_short(r, line):
    return line[:r.randint(1, len(line) - 1)]


def broken_syntax(r, line):
    return r.choice([
        lambda: line + "}", lambda: line[:-1] + ",}", lambda: line.replace(":", "=", 1),
        lambda: line.replace('"', "'"), lambda: line.replace("true", "True").replace("false", "False"),
        lambda: line.replace('"year": 2015', '"year": 02015'),
        lambda: line.replace('"year": 2015', '"year": +2015'),
        lambda: line.replace('"year": 2015', '"year": NaN'),
        lambda: line.replace('"year": 2015', '"year": 2015.'),
        lambda: line.replace('"block": "', '"block": "\t'), lambda: line + " " + line,
        lambda: line.replace('"block": "', '"block": "\\x')])()


def another_value(r, line):
    return r.choice(["[]", "null", "2015", '"VY"', "true", "[" + line + "]"])


TEXTUAL = [repeated_key, cut_short, broken_syntax, another_value]


def bad_bytes(r, line):
    """The line with bytes that are no UTF-8 in the first text of the block's name."""
    wrong = r.choice([b"\xff", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80"])
    return line.encode("utf-8").replace(b'"block": "', b'"block": "' + wrong, 1)


def bad_line(r, head, earlier_ids):
    """The head as a line that is invalid in one way."""
    way = r.choice(STRUCTURAL + TEXTUAL + [bad_bytes, None])
    head = copy.deepcopy(head)
    if way is None and earlier_ids:
        head["id"] = r.choice(earlier_ids)
    elif way in STRUCTURAL:
        way(r, head)
    elif way in TEXTUAL:
        return way(r, to_json(head)).encode("utf-8")
    else:
        return bad_bytes(r, to_json(head))
    return to_json(head).encode("utf-8")


def lines(r, count, bad):
    """The lines of a roster, a share of them invalid."""
    good_ids = []
    for item in heads(r, count):
        if r.random() < bad:
            yield bad_line(r, item, good_ids)
        else:
            good_ids.append(item["id"])
            yield to_json(item).encode("utf-8")


if __name__ == "__main__":
    main(lines)
