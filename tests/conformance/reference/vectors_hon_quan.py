"""The test vectors of `hon-quan-2021`."""
from randomness import Number
from vectors import Rejects, drop, put

MET = {"chapter": "direction", "on_time": True, "quality": True, "effective": True}


def criteria(met, **failed):
    """So many duties that are met, and one more for each way (joined by _) to fail: late=3, late_poor=1."""
    words = {"late": "on_time", "poor": "quality", "idle": "effective"}
    result = [dict(MET) for _ in range(met)]
    for ways, number in failed.items():
        result += [dict(MET, **{words[way]: False for way in ways.split("_")}) for _ in range(number)]
    return result


def head(name, **more):
    item = {"id": name, "role": "commune", "advises": "none", "criteria": criteria(10), "index": 95,
            "targets": 10, "targets_done": 10, "ideology_breach": False, "corruption": False,
            "disciplined": False, "serious_breach": False, "shielding": False, "year": 2021, "history": []}
    item.update(more)
    return item


def adviser(name, field, **more):
    return head(name, **{"role": "department", "advises": "justice", "field_index": Number(field), **more})


def years(*entries):
    return [{"year": year, "rating": rating} for year, rating in entries]


# ---------------------------------------------------------------- edges

def duty_edges():
    """Art. 12.1 to 12.3: which duties are met, and how many."""
    for ways in ("late", "poor", "idle", "late_poor", "late_idle", "poor_idle", "late_poor_idle"):
        yield head("one of ten %s" % ways, criteria=criteria(9, **{ways: 1}))
    yield head("one duty, met", criteria=criteria(1))
    yield head("one duty, not met", criteria=criteria(0, late=1))
    for met, unmet in ((4, 1), (8, 2), (160, 40), (159, 41), (199, 1), (200, 0), (2, 1), (6, 1), (1, 1)):
        yield head("%d of %d not met" % (unmet, met + unmet), criteria=criteria(met, late=unmet))
    yield head("a duty of each chapter", criteria=[dict(MET, chapter=chapter) for chapter in (
        "direction", "institutions", "procedures", "organisation", "staff", "finance", "modernisation")])
    for role in ("department", "service_unit", "commune"):
        yield head("role %s" % role, role=role)


def index_edges():
    """Art. 12: thresholds of the unit's index, by whether all duties are met."""
    for index in ("100", "90", "9e1", "90.000", "89.999", "85", "80", "79.999", "60", "59.999", "0", "0.1"):
        yield head("index %s" % index, index=Number(index))
    for index in ("100", "80", "60", "59.999"):
        yield head("index %s, 20 %% not met" % index, index=Number(index), criteria=criteria(8, poor=2))
    for index in ("100", "60", "59.999"):
        yield head("index %s, 30 %% not met" % index, index=Number(index), criteria=criteria(7, poor=3))


def field_edges():
    """Art. 11, 12: the index of the field, for advising offices only."""
    for field in ("100", "70", "69.999", "60", "59.999", "50", "49.999", "0"):
        yield adviser("field %s" % field, field)
        yield adviser("field %s, index 80" % field, field, index=80)
    for field in ("50", "49.999"):
        yield adviser("field %s, index 60" % field, field, index=60)
    for office in ("internal_affairs", "justice", "office", "finance", "broadcasting"):
        yield adviser("%s, field 55" % office, "55", advises=office)
    yield head("no adviser, field 10", field_index=10)
    yield head("no adviser, field null", field_index=None)


def ground_edges():
    """Art. 12.4."""
    for key in ("ideology_breach", "corruption", "disciplined"):
        yield head(key, **{key: True})
    for targets, done in ((0, 0), (1, 1), (1, 0), (2, 1), (3, 1), (3, 2), (7, 3), (7, 4), (10, 5), (10, 4), (101, 50),
                          (101, 51), (3000000000, 1500000000), (3000000000, 1499999999)):
        yield head("%d of %d targets" % (done, targets), targets=targets, targets_done=done)
    yield head("targets written 10.0 and 5e0", targets=Number("10.0"), targets_done=Number("5e0"))
    for unmet, index in ((6, "59.999"), (6, "60"), (5, "59.999"), (5, "0"), (10, "0"), (10, "100")):
        yield head("%d of 10 not met, index %s" % (unmet, index), criteria=criteria(10 - unmet, idle=unmet), index=Number(index))
    yield head("every ground at once", criteria=criteria(0, late=5), index=0, targets=2, targets_done=0,
               ideology_breach=True, corruption=True, disciplined=True)


def transfer_edges():
    """Art. 15."""
    poor = {"index": 10}
    yield head("serious breach", serious_breach=True)
    yield head("shielding", shielding=True)
    yield head("serious breach and shielding", serious_breach=True, shielding=True)
    yield head("not completed, nothing before", **poor)
    yield head("not completed twice", history=years((2020, "not_completed")), **poor)
    yield head("not completed, completed before", history=years((2020, "completed")), **poor)
    yield head("completed, not completed before", index=60, history=years((2020, "not_completed")))
    yield head("not completed now and two years ago", history=years((2019, "not_completed"), (2020, "good")), **poor)
    yield head("not completed now and in 2019 only", history=years((2019, "not_completed")), **poor)
    yield head("the year itself in the history", history=years((2021, "not_completed")), **poor)
    yield head("the next year in the history", history=years((2022, "not_completed")), **poor)
    yield head("two entries of the year before", history=years((2020, "good"), (2020, "not_completed")), **poor)
    yield head("the year before written 2.02e3", history=years((Number("2.02e3"), "not_completed")), **poor)
    yield head("disciplined twice", disciplined=True, history=years((2020, "not_completed")))
    yield head("year 1 and year 0", year=1, history=years((0, "not_completed")), **poor)
    yield head("year 0 and year -1", year=0, history=years((-1, "not_completed")), **poor)


def edges():
    for group in (duty_edges, index_edges, field_edges, ground_edges, transfer_edges):
        yield from group()


# ---------------------------------------------------------------- rejects

def full(name):
    """A valid record with a bit of everything."""
    return adviser(name, "64.5", criteria=criteria(2, late=1), index=Number("81.5"), history=years((2020, "good")))


def ways():
    """(name, path, change)."""
    for key in ("role", "advises", "criteria", "index", "targets", "targets_done", "shielding", "year", "history"):
        yield key + " missing", key, drop(key)
    for key in ("role", "criteria", "index", "targets", "corruption", "year", "history"):
        yield key + " null", key, put(key, None)
    yield "field_index missing", "field_index", drop("field_index")
    yield "field_index null", "field_index", put("field_index", None)
    yield "chapter missing", "criteria[1].chapter", drop("chapter", "criteria", 1)
    yield "effective null", "criteria[2].effective", put("effective", None, "criteria", 2)
    yield "rating of a year missing", "history[0].rating", drop("rating", "history", 0)
    yield "unknown field", "note", put("note", "x")
    yield "unknown field in a criterion", "criteria[0].weight", put("weight", 1, "criteria", 0)
    yield "unknown field in a year", "history[0].index", put("index", 1, "history", 0)
    yield "unknown role", "role", put("role", "office")
    yield "unknown advises", "advises", put("advises", "culture")
    yield "advises in upper case", "advises", put("advises", "Justice")
    yield "chapter by number", "criteria[0].chapter", put("chapter", 4, "criteria", 0)
    yield "unknown chapter", "criteria[0].chapter", put("chapter", "article_4", "criteria", 0)
    yield "unknown rating", "history[0].rating", put("rating", "pending", "history", 0)
    for key in ("index", "field_index"):
        for value in ("-0.001", "100.001", "1e3"):
            yield "%s %s" % (key, value), key, put(key, Number(value))
        yield key + " as text", key, put(key, "80")
        yield key + " as a truth", key, put(key, True)
    yield "targets negative", "targets", lambda item: item.update(targets=-1, targets_done=0)
    yield "targets_done negative", "targets_done", put("targets_done", -1)
    yield "targets_done above targets", "targets_done", put("targets_done", 11)
    yield "targets_done above no targets", "targets_done", lambda item: item.update(targets=0, targets_done=1)
    yield "targets_done far above targets", "targets_done", put("targets_done", Number("1e20"))
    yield "targets with a fraction", "targets", put("targets", Number("10.5"))
    yield "targets_done with a fraction", "targets_done", put("targets_done", Number("4.5"))
    yield "year with a fraction", "year", put("year", Number("2021.5"))
    yield "year as text", "year", put("year", "2021")
    yield "a truth as number", "criteria[0].on_time", put("on_time", 1, "criteria", 0)
    yield "a truth as text", "disciplined", put("disciplined", "false")
    yield "criteria as an object", "criteria", put("criteria", {})
    yield "criteria of truths", "criteria[0]", put("criteria", [True])
    yield "history of numbers", "history[0]", put("history", [2020])
    yield "no criteria", "criteria", put("criteria", [])
    yield "201 criteria", "criteria", put("criteria", [MET] * 201)


def rejects():
    result = Rejects()
    result.spoiled(full, ways())
    result.broken(full, "year", "2021")
    return result
