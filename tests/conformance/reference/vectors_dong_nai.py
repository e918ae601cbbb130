"""The test vectors of `dong-nai-2013`."""
from vectors import Rejects, drop, put

DAYS = {"specialist": "2013-11-05", "self": "2013-12-05", "member": "2013-12-06", "party": "2013-12-20"}
DEADLINES = {"specialist": "2013-11-10", "self": "2013-12-10", "member": "2013-12-10", "party": "2013-12-31"}
AFTER = {"2013-11-10": "2013-11-11", "2013-12-10": "2013-12-11", "2013-12-31": "2014-01-01", "2014-01-10": "2014-01-11"}
BEFORE = {"2013-11-10": "2013-11-09", "2013-12-10": "2013-12-09", "2013-12-31": "2013-12-30", "2014-01-10": "2014-01-09"}
LEVELS = ["not_completed", "completed", "good", "excellent"]


def opinion(source, given=None, levels=("good", "good", "good")):
    advice, assigned, discipline = levels
    return {"source": source, "given": given or DAYS[source], "advice": advice, "assigned": assigned, "discipline": discipline}


def same(level):
    return (level, level, level)


def unit(name, opinions=None, recognised_on="2014-01-08", as_of="2014-01-15", **more):
    item = {"id": name, "type": "department", "opinions": [opinion(s) for s in DAYS] if opinions is None else opinions}
    if recognised_on != "absent":
        item["recognised_on"] = recognised_on
    item["as_of"] = as_of
    item.update(more)
    return item


def with_one(source, given, levels=("good", "good", "good")):
    """Opinions of all sources, the one of this source as said."""
    return [opinion(s, given, levels) if s == source else opinion(s) for s in DAYS]


# ---------------------------------------------------------------- edges

def level_edges():
    """Part II: the lowest of the three contents."""
    for level in LEVELS:
        yield unit("party %s" % level, with_one("party", None, same(level)))
        yield unit("self %s" % level, with_one("self", None, same(level)))
        for place in range(3):
            levels = ["excellent"] * 3
            levels[place] = level
            yield unit("party %s in content %d" % (level, place + 1), with_one("party", None, levels))
    yield unit("gap 3", [opinion("self", None, same("excellent")), opinion("party", None, same("not_completed"))])
    yield unit("gap -3", [opinion("self", None, same("not_completed")), opinion("party", None, same("excellent"))])
    for kind in ("department", "public_unit", "district"):
        yield unit("type %s" % kind, type=kind)


def deadline_edges():
    """Part III: a step's first opinion on its last day, the day before and the day after."""
    for source, deadline in DEADLINES.items():
        for day in (BEFORE[deadline], deadline, AFTER[deadline]):
            yield unit("%s on %s" % (source, day), with_one(source, day))
        yield unit("%s late, then one in time" % source,
                   [opinion(source, AFTER[deadline])] + with_one(source, BEFORE[deadline]))
        yield unit("%s in time, then a late one" % source,
                   with_one(source, BEFORE[deadline]) + [opinion(source, AFTER[deadline])])
        for day in (deadline, AFTER[deadline]):
            missing = [opinion(s) for s in DAYS if s != source]
            yield unit("no %s, as of %s" % (source, day), missing, "absent", day)
    for day in ("2014-01-09", "2014-01-10", "2014-01-11"):
        yield unit("recognised on %s" % day, recognised_on=day)
        yield unit("not recognised, as of %s" % day, recognised_on="absent", as_of=day)
        yield unit("recognised null, as of %s" % day, recognised_on=None, as_of=day)
    for day in ("2013-11-10", "2013-11-11", "2013-12-10", "2013-12-11", "2013-12-31", "2014-01-01", "2014-01-10", "2014-01-11"):
        yield unit("nothing at all, as of %s" % day, [], "absent", day)


def counting_edges():
    """Opinions after the day of the report are not counted yet."""
    yield unit("party given on the day", as_of="2013-12-20")
    yield unit("party given the day after", as_of="2013-12-19")
    for source in DAYS:
        yield unit("only %s" % source, [opinion(source)])
        yield unit("all but %s" % source, [opinion(s) for s in DAYS if s != source])
        yield unit("three of %s" % source, [opinion(s) for s in DAYS] + [opinion(source)] * 2)
    yield unit("a late specialist opinion not counted yet", with_one("specialist", "2013-11-20"), as_of="2013-11-15")
    yield unit("a late specialist opinion counted", with_one("specialist", "2013-11-20"), as_of="2013-11-20")
    yield unit("everything in the year 9999", [opinion(s, "9999-12-31") for s in DAYS])
    yield unit("everything in the year 1", [opinion(s, "0001-01-01") for s in DAYS], recognised_on="0001-01-01")


def latest_edges():
    """The latest opinion of a source; of two of one day the later in the list."""
    def party(day, level):
        return opinion("party", day, same(level))

    def own(day, level):
        return opinion("self", day, same(level))
    rest = [opinion("specialist"), opinion("member")]
    yield unit("later in time and list", rest + [own("2013-12-01", "good"), party("2013-12-20", "good"), party("2013-12-21", "completed")])
    yield unit("later in time, earlier in the list", rest + [own("2013-12-01", "good"), party("2013-12-21", "completed"), party("2013-12-20", "good")])
    yield unit("two of one day", rest + [own("2013-12-01", "good"), party("2013-12-20", "good"), party("2013-12-20", "completed")])
    yield unit("two of one day, the other way round", rest + [own("2013-12-01", "good"), party("2013-12-20", "completed"), party("2013-12-20", "good")])
    yield unit("three of one day", rest + [own("2013-12-01", level) for level in ("good", "excellent", "completed")] + [party("2013-12-20", "good")])
    yield unit("the latest is not counted yet", rest + [own("2013-12-01", "good"), party("2013-12-20", "good"), party("2014-01-16", "completed")])
    yield unit("the latest is of another source", rest + [own("2013-12-01", "good"), party("2013-12-20", "good"),
                                                          opinion("member", "2014-01-10", same("not_completed"))])
    yield unit("another of one day between", rest + [party("2013-12-20", "excellent"), own("2013-12-20", "completed"),
                                                     party("2013-12-20", "good"), own("2013-12-20", "excellent")])


def recognition_edges():
    """Step 5."""
    yield unit("recognised on the day of the report", recognised_on="2014-01-10", as_of="2014-01-10")
    yield unit("recognised after the day of the report", recognised_on="2014-01-10", as_of="2014-01-09")
    yield unit("recognised late and after the report", recognised_on="2014-01-20", as_of="2013-12-31")
    yield unit("recognised, but no member", [opinion(s) for s in DAYS if s != "member"])
    yield unit("recognised, but nothing else", [])
    yield unit("recognised before the party's opinion", recognised_on="2013-12-01")


def edges():
    for group in (level_edges, deadline_edges, counting_edges, latest_edges, recognition_edges):
        yield from group()


# ---------------------------------------------------------------- rejects

def full(name):
    return unit(name, recognised_on="2014-01-08")


def ways():
    """(name, path, change)."""
    for key in ("type", "opinions", "as_of"):
        yield key + " missing", key, drop(key)
        yield key + " null", key, put(key, None)
    for key in ("source", "given", "advice", "assigned", "discipline"):
        yield "%s of an opinion missing" % key, "opinions[1].%s" % key, drop(key, "opinions", 1)
        yield "%s of an opinion null" % key, "opinions[3].%s" % key, put(key, None, "opinions", 3)
    yield "unknown field", "note", put("note", "x")
    yield "unknown field in an opinion", "opinions[0].level", put("level", "good", "opinions", 0)
    yield "unknown type", "type", put("type", "commune")
    yield "unknown source", "opinions[0].source", put("source", "council", "opinions", 0)
    yield "unknown level", "opinions[2].advice", put("advice", "pending", "opinions", 2)
    yield "level in upper case", "opinions[2].advice", put("advice", "Good", "opinions", 2)
    yield "level with a space", "opinions[2].assigned", put("assigned", "good ", "opinions", 2)
    yield "level by number", "opinions[2].discipline", put("discipline", 3, "opinions", 2)
    for day in ("2013-02-29", "2013-13-01", "2013-00-01", "2013-12-00", "2013-12-32", "2013-1-5", "13-01-05", "2013/01/05", "20130105",
                "05-01-2013", "2013-01-05T00:00:00", " 2013-01-05", "2013-01-05 ", "", "0000-01-01", "1900-02-29"):
        yield "as_of %s" % repr(day), "as_of", put("as_of", day)
    yield "as_of a number", "as_of", put("as_of", 20140115)
    yield "as_of a truth", "as_of", put("as_of", True)
    yield "recognised_on empty", "recognised_on", put("recognised_on", "")
    yield "recognised_on a list", "recognised_on", put("recognised_on", [])
    yield "given 2013-11-31", "opinions[0].given", put("given", "2013-11-31", "opinions", 0)
    yield "opinions as an object", "opinions", put("opinions", {})
    yield "opinions of texts", "opinions[0]", put("opinions", ["good"])
    yield "null among the opinions", "opinions[4]", lambda item: item["opinions"].append(None)


def rejects():
    result = Rejects()
    result.spoiled(full, ways())
    result.broken(full, "type", '"department"')
    return result
