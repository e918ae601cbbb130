"""The test vectors of `viet-yen-2015`."""
import copy

import viet_yen_2015 as reference
from randomness import Number, to_json
from vectors import Rejects

# ---------------------------------------------------------------- building blocks


def quantity(volume, on_time=True, **more):
    item = {"measure": "quantitative", "routine": False, "adjusted": "no",
            "on_time": on_time, "volume": Number(volume)}
    item.update(more)
    return item


def quality(outcome="completed", **more):
    item = {"measure": "qualitative", "routine": False, "adjusted": "no", "outcome": outcome}
    item.update(more)
    return item


def task(*indicators, kind="own"):
    """A task; each indicator is a list of contents."""
    return {"kind": kind, "indicators": [{"contents": list(i)} for i in indicators]}


def conduct(**more):
    item = {"one_stop": "good", "iso_missing": False, "culture": "good"}
    item.update({key: False for key in reference.FLAGS})
    item.update({key: 0 for key in reference.COUNTS})
    item.update(more)
    return item


def head(name, tasks, conduct_fields=None, adhoc=(), history=(), **more):
    item = {"id": name, "block": name, "unit_type": "agency", "has_procedures": True,
            "tasks": copy.deepcopy(list(tasks)),
            "adhoc": [{"outcome": word} for word in adhoc],
            "conduct": conduct(**(conduct_fields or {})),
            "innovative": False, "commended": False,
            "history": [{"year": year, "rating": word} for year, word in history],
            "year": 2015, "disciplined": False}
    item.update(more)
    return item


PLAN = task([quality()])          # 100 points, the plan just met
OVER = task([quantity("105")])    # 101 points, the plan exceeded


# ---------------------------------------------------------------- edges: points

ON_TIME = ["0", "49.999", "50", "69", "69.5", "69.999", "70", "89", "89.5", "89.999", "90",
           "99.999", "100", "100.5", "100.999", "101", "110", "110.5", "111", "120.5", "121",
           "129.999", "130.5", "131", "140.5", "141", "170.5", "171", "199.999", "200", "100000"]
LATE = ["0", "69.999", "70", "89.5", "99.999", "100", "150"]


def volume_edges():
    """Art. 6.1: one content at one volume."""
    for volume in ON_TIME:
        yield head("volume %s on time" % volume, [task([quantity(volume)])])
    for volume in LATE:
        yield head("volume %s late" % volume, [task([quantity(volume, on_time=False)])])
    for form in ("1.125e2", "11250E-2", "112.500"):
        yield head("volume written %s" % form, [task([quantity(form)])])


def content_edges():
    """Art. 5.3, 6.2: qualitative, adjusted and routine contents."""
    for outcome in ("completed", "failed_objective", "failed_subjective"):
        yield head("qualitative %s" % outcome, [task([quality(outcome)])])
    for word in ("objective", "subjective"):
        yield head("adjusted %s, volume 150" % word, [task([quantity("150", adjusted=word)])])
        yield head("adjusted %s, late and empty" % word,
                   [task([quantity("0", on_time=False, adjusted=word)])])
        yield head("adjusted %s, qualitative completed" % word, [task([quality(adjusted=word)])])
    yield head("adjusted objective, failed_subjective",
               [task([quality("failed_subjective", adjusted="objective")])])
    yield head("routine, volume 150", [task([quantity("150", routine=True)])])
    yield head("qualitative with a volume over plan", [task([quality(on_time=True, volume=150)])])
    yield head("quantitative with an outcome", [task([quantity("105", outcome="failed_subjective")])])
    yield head("optional fields null", [task([quality(on_time=None, volume=None),
                                              quantity("105", outcome=None)])])


def share_edges():
    """Art. 5.2, 5.4: equal shares of points and of the bonus."""
    yield head("three indicators, one at 90", [task([quantity("90")], [quality()], [quality()])])
    yield head("two indicators of one and three contents",
               [task([quantity("50")], [quantity("70"), quality(), quality()])])
    yield head("five by five contents at 95", [task(*[[quantity("95")] * 5] * 5)])
    yield head("bonus 10 within a share of 10", [task([quantity("200"), quality()])])
    yield head("bonus 10 cut to 20/3", [task([quantity("200")], [quality()], [quality()])])
    yield head("bonus 6 within a share of 20/3", [task([quantity("180")], [quality()], [quality()])])
    yield head("bonus 5 at a share of 5", [task(*[[quantity("150"), quality()]] * 2)])
    yield head("bonus 1 cut to 4/5", [task(*[[quantity("101")] * 5] * 5)])
    yield head("common and own tasks alike", [task([quantity("112.5")], kind="common"), task([quantity("112.5")])])


def adhoc_edges():
    """Art. 6.3."""
    for word in reference.ADHOC:
        yield head("ad hoc %s" % word, [PLAN], adhoc=[word])
    yield head("ad hoc of all kinds", [PLAN], adhoc=["done_well", "failed_subjective", "done_well",
                                                     "failed_objective", "failed_subjective"])


# ---------------------------------------------------------------- edges: deductions

def deduction_edges():
    """Art. 6.4."""
    for word in reference.ONE_STOP:
        yield head("one_stop %s, agency with procedures" % word, [PLAN], {"one_stop": word})
    yield head("one_stop not_implemented, agency without procedures", [PLAN],
               {"one_stop": "not_implemented"}, has_procedures=False)
    yield head("one_stop not_implemented, commune without procedures", [PLAN],
               {"one_stop": "not_implemented"}, has_procedures=False, unit_type="commune")
    yield head("one_stop average, commune", [PLAN], {"one_stop": "average"}, unit_type="commune")
    yield head("iso_missing, agency", [PLAN], {"iso_missing": True})
    yield head("iso_missing, agency without procedures", [PLAN], {"iso_missing": True},
               has_procedures=False)
    yield head("iso_missing, commune", [PLAN], {"iso_missing": True}, unit_type="commune")
    for word in ("reminded", "criticised"):
        yield head("culture %s" % word, [PLAN], {"culture": word})
    for key in reference.FLAGS:
        yield head(key, [PLAN], {key: True})
    for key in reference.COUNTS:
        for number in (1, 3):
            yield head("%s %d" % (key, number), [PLAN], {key: number})
    yield head("reports_late written 2.0", [PLAN], {"reports_late": Number("2.0")})
    everything = {key: 1 for key in reference.COUNTS}
    everything.update({key: True for key in reference.FLAGS})
    everything.update(one_stop="not_implemented", iso_missing=True, culture="criticised")
    yield head("every deduction at once", [PLAN], everything)


# ---------------------------------------------------------------- edges: ratings

def hair_below(whole):
    """Tasks whose base and bonus are 1/360 below 1005 (one indicator of 46 fails), or below 990."""
    if whole == 1005:
        return ([task([quantity("95"), quality(), quality(), quality()], *[[quality()] * 4] * 3),
                 task([quantity("150"), quality(), quality()], *[[quality()] * 3] * 2),
                 task([quantity("105")] * 3 + [quality()] * 2, *[[quality()] * 5] * 4),
                 OVER] + [PLAN] * 6)
    return ([task([quantity("95"), quality(), quality(), quality()], *[[quality()] * 4] * 3),
             task(*[[quantity("95")] * 3] * 2, [quantity("95"), quality(), quality()]),
             task([quantity("95")] * 4 + [quality()], *[[quality()] * 5] * 4)]
            + [task(*[[quality()]] * 5)] * 7)


def rating_edges():
    """Art. 7."""
    praised = {"innovative": True, "commended": True}
    half = [OVER] * 5 + [PLAN] * 5
    yield head("excellent, 50 % exceeded", half, **praised)
    yield head("excellent, exactly 1000", half, {"reports_late": 1}, **praised)
    yield head("below 1000 by 5, else excellent", half, {"reports_late": 2}, **praised)
    yield head("40 % exceeded, else excellent", [OVER] * 4 + [PLAN] * 6, **praised)
    yield head("not innovative, else excellent", half, commended=True)
    yield head("not commended, else excellent", half, innovative=True)
    yield head("exceeded by routine work or by less than 1 %, no bonus: excellent",
               [task([quantity("150", routine=True)])] * 3 + [task([quantity("100.001")])] * 2
               + [PLAN] * 5,
               **praised)
    yield head("an indicator over plan in one content and short in another does not exceed",
               [task([quantity("150"), quantity("95")])] + half[1:], adhoc=["done_well"], **praised)
    yield head("1000 with 10 % failed", [task([quantity("95")])] + [PLAN] * 9, {"reports_missing": 1},
               adhoc=["done_well"])
    yield head("1000 with 20 % failed", [task([quantity("95")])] * 2 + [PLAN] * 8, adhoc=["done_well"])
    yield head("1000 with 100 % failed", [task([quantity("95")])] * 10, adhoc=["done_well"] * 5)
    yield head("1/360 below 1000, printed 1000.00", hair_below(1005), {"reports_late": 1})
    yield head("900 with 20 % failed", [task([quantity("95")])] * 2 + [PLAN] * 8,
               {"staff_dismissed": 2})
    yield head("900 with 30 % failed", [task([quantity("95")])] * 3 + [PLAN] * 7,
               {"staff_warned": 1, "staff_dismissed": 1})
    yield head("984 with 21.4 % failed", [task(*[[quantity("99")]] * 3, [quality()], [quality()])]
               + [PLAN] * 9, {"own_criteria_missing": True}, adhoc=["done_well", "failed_subjective"]
               + ["failed_objective"])
    yield head("900 without failures", [PLAN] * 9)
    yield head("895 without failures", [PLAN] * 9, {"traffic_notices": 1})
    yield head("1/360 below 900, printed 900.00", hair_below(990), {"staff_prosecuted": 1,
                                                                    "staff_dismissed": 1})
    yield head("total below zero", [task([quantity("0")])], {"staff_prosecuted": 1})


# ---------------------------------------------------------------- edges: consequences and ranks

def consequence_edges():
    """Art. 9."""
    excellent = {"tasks": [OVER] * 10, "innovative": True, "commended": True}
    yield head("commend, though disciplined", disciplined=True, **excellent)
    yield head("commend, though not_completed before", history=[(2014, "not_completed")], **excellent)
    yield head("good and disciplined: reassign", [PLAN] * 10, disciplined=True)
    yield head("completed, not_completed before: none", [PLAN] * 9, history=[(2014, "not_completed")])
    yield head("not_completed and disciplined: reassign", [PLAN], disciplined=True)
    yield head("not_completed two years running: reassign", [PLAN],
               history=[(2014, "not_completed")])
    yield head("not_completed this year and two years ago: criticise", [PLAN],
               history=[(2013, "not_completed"), (2014, "completed")])
    yield head("not_completed for the first time: criticise", [PLAN],
               history=[(2014, "good"), (2013, "excellent")])
    yield head("the year before stands first in the history: reassign", [PLAN],
               history=[(2014, "not_completed"), (2013, "good")])
    yield head("assessed year 2013, not_completed 2014: criticise", [PLAN], year=2013,
               history=[(2014, "not_completed")])


def rank_edges():
    """Art. 3.1, 8.3: ranks 1, 2, 2, 4 within a block; exact totals, not the printed ones."""
    for name, tasks in (("B second", [PLAN] * 2), ("A first", [PLAN] * 3),
                        ("D fourth", [PLAN]), ("C second too", [task([quality()], [quality()])] * 2)):
        yield head("rank " + name, tasks, block="ranks 1 2 2 4")
    yield head("rank 1 of another block", [PLAN], block="ranks elsewhere")
    yield head("rank 2, 1/360 below", hair_below(1005), {"reports_late": 1}, block="ranks exact")
    yield head("rank 1, exactly 1000", [PLAN] * 10, block="ranks exact")
    yield head("rank 1 by thirds", [task([quantity("90")], [quality()], [quality()])], block="ranks tie")
    yield head("rank 1 by ninths", [task([quantity("90")] * 3, *[[quality()] * 3] * 2)],
               block="ranks tie")
    yield head("rank 3 behind the tie", [task([quantity("80")])], block="ranks tie")


def edges():
    for group in (volume_edges, content_edges, share_edges, adhoc_edges, deduction_edges,
                  rating_edges, consequence_edges, rank_edges):
        yield from group()


# ---------------------------------------------------------------- rejects

FIRST = "tasks[0].indicators[0].contents[0]"


def full_head(name, well_done=3):
    """A valid record with a bit of everything, to spoil in one way.

    All stand in one block, where the rejected ones would change the ranks."""
    return head(name, [task([quantity("95"), quality()], [quantity("120")], kind="common"), PLAN],
                adhoc=["done_well"] * well_done, history=[(2014, "good")], block="all")


def first_content(item):
    return item["tasks"][0]["indicators"][0]["contents"][0]


def spoiled_records():
    """(name, path, change) of records with one wrong place."""
    def put(where, key, value):
        return lambda item: where(item).__setitem__(key, value)

    def drop(where, key):
        return lambda item: where(item).__delitem__(key)

    def record(item):
        return item

    def conduct_of(item):
        return item["conduct"]

    def second_content(item):
        return item["tasks"][0]["indicators"][0]["contents"][1]

    def first_indicator(item):
        return item["tasks"][0]["indicators"][0]

    yield "block missing", "block", drop(record, "block")
    yield "conduct missing", "conduct", drop(record, "conduct")
    yield "history null", "history", put(record, "history", None)
    yield "a count missing", "conduct.staff_warned", drop(conduct_of, "staff_warned")
    yield "kind missing", "tasks[1].kind", lambda item: item["tasks"][1].__delitem__("kind")
    yield "volume missing", FIRST + ".volume", drop(first_content, "volume")
    yield "volume null", FIRST + ".volume", put(first_content, "volume", None)
    yield "on_time missing", FIRST + ".on_time", drop(first_content, "on_time")
    yield ("outcome missing", "tasks[0].indicators[0].contents[1].outcome",
           drop(second_content, "outcome"))
    yield ("volume missing in an adjusted content", FIRST + ".volume",
           lambda item: (first_content(item).update(adjusted="objective"),
                         first_content(item).__delitem__("volume")))
    yield "unknown field", "note", put(record, "note", "x")
    yield "unknown field in a content", FIRST + ".weight", put(first_content, "weight", 1)
    yield "field in another case", "conduct.ISO_missing", put(conduct_of, "ISO_missing", False)
    yield "volume as text", FIRST + ".volume", put(first_content, "volume", "95")
    yield "bool as number", "innovative", put(record, "innovative", 1)
    yield "bool as text", FIRST + ".routine", put(first_content, "routine", "false")
    yield "year with a fraction", "year", put(record, "year", Number("2015.5"))
    yield "count with a fraction", "conduct.reports_late", put(conduct_of, "reports_late", Number("0.5"))
    yield "count negative", "conduct.reports_late", put(conduct_of, "reports_late", -1)
    yield "tasks as an object", "tasks", put(record, "tasks", {})
    yield "conduct as a list", "conduct", put(record, "conduct", [])
    yield "history of numbers", "history[0]", put(record, "history", [2014])
    yield "volume negative", FIRST + ".volume", put(first_content, "volume", Number("-0.001"))
    yield "volume above 100000", FIRST + ".volume", put(first_content, "volume", Number("100000.001"))
    yield ("bad volume where none is needed", "tasks[0].indicators[0].contents[1].volume",
           put(second_content, "volume", -1))
    yield ("bad outcome where none is needed", FIRST + ".outcome",
           put(first_content, "outcome", "done"))
    yield "unknown unit_type", "unit_type", put(record, "unit_type", "district")
    yield "word in upper case", "tasks[0].kind", lambda item: item["tasks"][0].update(kind="Common")
    yield "unknown rating", "history[0].rating", lambda item: item["history"][0].update(rating="fair")
    yield "unknown ad hoc outcome", "adhoc[0].outcome", put(record, "adhoc", [{"outcome": "completed"}])
    yield "no tasks", "tasks", put(record, "tasks", [])
    yield "eleven tasks", "tasks", put(record, "tasks", [PLAN] * 11)
    yield ("no indicators", "tasks[0].indicators",
           lambda item: item["tasks"][0].update(indicators=[]))
    yield ("six indicators", "tasks[1].indicators",
           lambda item: item["tasks"].__setitem__(1, task(*[[quality()]] * 6)))
    yield "no contents", "tasks[0].indicators[0].contents", put(first_indicator, "contents", [])
    yield ("six contents", "tasks[0].indicators[0].contents",
           put(first_indicator, "contents", [quality()] * 6))


def rejects():
    """All lines; every eighth or so is a good one."""
    result = Rejects()
    result.good(full_head("good 1", 1))
    for i, (name, path, change) in enumerate(spoiled_records(), 1):
        item = full_head(name)
        change(item)
        result.bad(to_json(item).encode("utf-8"), name, path)
        if i % 12 == 0:
            result.good(full_head("good %d" % (1 + i // 12), 1 + i // 12))
    plain = to_json(full_head("never seen"))
    result.bad(to_json(full_head("good 2")).encode("utf-8"), "good 2", "id")
    item = full_head("x")
    del item["id"]
    result.bad(to_json(item).encode("utf-8"), None, "id")
    result.bad(to_json(dict(full_head("x"), id=7)).encode("utf-8"), None, "id")
    result.bad(to_json(full_head("block twice")).replace(
        '"block": ', '"block": "a", "block": ', 1).encode("utf-8"), "block twice", "block")
    result.bad(to_json(full_head("volume twice")).replace(
        '"volume": 95', '"volume": 95, "volume": 95', 1).encode("utf-8"), "volume twice",
        FIRST + ".volume")
    for broken in (plain[:-1], plain.replace(": 95", ": 095", 1), plain.replace(": 95", ": NaN", 1),
                   plain + " {}"):
        result.bad(broken.encode("utf-8"), None, "")
    result.bad(plain.encode("utf-8").replace(b"never", b"nev\xff", 1), None, "")
    result.bad(b"[]", None, "")
    result.good(full_head("good 5", 5))
    return result
