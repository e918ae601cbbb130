"""The test vectors of `phu-tho-2022`."""
from randomness import Number
from vectors import Rejects, drop, put


def criterion(section="duty", most="39", own=None, **more):
    item = {"section": section, "max": Number(most), "self": Number(own or most), "explained": True, "evidenced": True,
            "round1": "agree", "score1": Number(own or most)}
    item.update(more)
    return item


def ballot(satisfaction="100", group="public", **more):
    return dict({"group": group, "right_person": True, "answered_self": True, "filled_in": True, "satisfaction": Number(satisfaction)}, **more)


def leaders(*points):
    return [{"points": Number(p)} for p in points]


def agency(name, criteria=None, kind="department", **more):
    item = {"id": name, "type": kind, "criteria": criteria or [criterion()], "ballots": [], "leaders": [], "penalties": []}
    item.update(more)
    return item


def of_points(name, duty, reform, discipline="8", bonus="8", kind="vertical", survey="100", leader="4", **more):
    """An agency with these points in its sections; the survey in percent."""
    return agency(name, [criterion("duty", duty), criterion("reform", reform), criterion("discipline", discipline), criterion("bonus", bonus)],
                  kind, ballots=[ballot(survey)], leaders=leaders(leader), **more)


# ---------------------------------------------------------------- edges: points

def decision_edges():
    """Art. 5: what is recognised of a criterion."""
    for round1 in ("agree", "disagree", "more_evidence"):
        for score1 in ("3", "1.5", "0", "4"):   # below, at 0, and above the own points of 3
            yield agency("%s, score %s of own 3" % (round1, score1), [criterion(most="5", own="3", round1=round1, score1=Number(score1))])
        for round2 in ("agree", "disagree"):
            for score2 in ("2", "0", "5"):
                yield agency("%s, then %s, score %s of own 3" % (round1, round2, score2), [
                    criterion(most="5", own="3", round1=round1, score1=Number("1"), round2=round2, score2=Number(score2))])
    for explained, evidenced in ((True, False), (False, True), (False, False)):
        for more in ({}, {"round2": "agree", "score2": 3}, {"round1": "disagree", "score1": 2}):
            yield agency("explained %s, evidenced %s, %s" % (explained, evidenced, "round2" if "round2" in more else more.get("round1", "agree")),
                         [criterion(most="5", own="3", explained=explained, evidenced=evidenced, **more)])
    yield agency("score2 without round2", [criterion(most="5", own="3", round1="disagree", score1=2, score2=1)])
    yield agency("round2 null", [criterion(most="5", own="3", round1="disagree", score1=2, round2=None, score2=None)])
    yield agency("a criterion of nothing", [criterion(most="0")])
    yield agency("own points 0 of 5", [criterion(most="5", own="0")])
    yield agency("tenths add up exactly", [criterion(most="0.1")] * 3 + [criterion("reform", "0.3")])
    yield agency("300 criteria of 0.13", [criterion(most="0.13")] * 300)


def ceiling_edges():
    """Art. 4.2."""
    for section, ceiling in (("duty", 39), ("reform", 27), ("discipline", 8), ("bonus", 8)):
        for points in ("%d" % ceiling, "%d.001" % ceiling, "%d.999" % (ceiling - 1), "%d" % (3 * ceiling)):
            yield agency("%s %s" % (section, points), [criterion(section, points)])
        yield agency("%s in two parts above the ceiling" % section, [criterion(section, "%d" % (ceiling - 1)), criterion(section, "2")])
    yield of_points("everything above its ceiling", "50", "50", "50", "50", kind="department")


def survey_edges():
    """Art. 3.2: valid ballots and their mean."""
    for key in ("right_person", "answered_self", "filled_in"):
        yield agency("not %s" % key, ballots=[ballot("100", **{key: False}), ballot("50")])
    yield agency("no ballots")
    yield agency("no valid ballot", ballots=[ballot("100", filled_in=False)])
    yield agency("one ballot of 0", ballots=[ballot("0")])
    yield agency("ballots of 100, 99 and 98", ballots=[ballot("100"), ballot("99"), ballot("98")])
    yield agency("thirds", ballots=[ballot("100"), ballot("100"), ballot("0")])
    yield agency("deputies and public weigh the same", ballots=[ballot("100", "deputy"), ballot("70"), ballot("70"), ballot("70")])
    yield agency("counts of groups", ballots=[ballot("80", "deputy")] * 2 + [ballot("80")] * 3 + [ballot("80", "deputy", filled_in=False)])
    yield agency("decimals", ballots=[ballot("33.3"), ballot("66.67"), ballot("99.999")])
    yield agency("sixty ballots", ballots=[ballot("90", "deputy")] * 20 + [ballot("87.5")] * 40)


def leader_and_penalty_edges():
    """Art. 3.4, 4.2."""
    yield agency("leaders 4, 4, 3.5", leaders=leaders("4", "4", "3.5"))
    yield agency("leaders of thirds", leaders=leaders("4", "4", "3"))
    yield agency("one leader, 0", leaders=leaders("0"))
    yield agency("ten leaders", leaders=leaders(*["3.1"] * 10))
    for item in range(1, 8):
        yield agency("penalty of item %d" % item, penalties=[{"item": item, "points": Number("0.5")}])
    yield agency("two penalties of one item", penalties=[{"item": 3, "points": 1}, {"item": 3, "points": Number("1.25")}])
    yield agency("item written 7.0", penalties=[{"item": Number("7.0"), "points": 2}])
    yield agency("a penalty of 0", penalties=[{"item": 1, "points": 0}])
    yield agency("penalties just of the total", penalties=[{"item": 1, "points": 39}])
    yield agency("penalties above the total", penalties=[{"item": 1, "points": Number("39.001")}])
    yield agency("penalties far above the total", penalties=[{"item": 1, "points": Number("1e6")}])


# ---------------------------------------------------------------- edges: levels, ranks, quotas

def level_edges():
    """Art. 6: by total, here within the quota, which is 20 of more than 100 departments."""
    for points in ("26.999", "27"):
        yield of_points("total at 80, reform %s" % points, "39", points, "8", "2", survey="0", kind="department")
    yield of_points("total 79.999", "39", "26.999", "8", "6", kind="department", survey="0", leader="0")
    yield of_points("total 80", "39", "27", "8", "6", kind="department", survey="0", leader="0")
    yield of_points("total 65", "39", "26", "0", "0", kind="department", survey="0", leader="0")
    yield of_points("total 64.999", "39", "25.999", "0", "0", kind="department", survey="0", leader="0")
    yield of_points("total a hair below 80", "39", "26", "8", "8", kind="department", survey="0", leader="0",
                    penalties=[{"item": 1, "points": Number("1.00000000000000000001")}])


def within(kind, *rows):
    """Agencies of one type; the rows are (name, duty, reform), the other sections have 34 points."""
    for name, duty, reform in rows:
        yield of_points("%s: %s" % (kind, name), duty, reform, kind=kind)


def rank_edges():
    """Art. 6: ranks, and quotas of 2 of 10, 1 of 5 and 1 of 5."""
    yield from within("district", ("first", "39", "27"), ("tie of two at 2, one", "38", "26"), ("tie of two at 2, another", "38", "26"),
                      ("fourth, by duty", "37.5", "26"), ("fifth", "37", "26.5"), ("sixth", "30", "26"), ("seventh, by duty", "29", "26"),
                      ("eighth", "28", "27"), ("exactly 80", "20", "26"), ("79.999", "19.999", "26"))
    yield from within("public_unit", ("second by duty", "37", "27"), ("first by duty", "38", "26"), ("third", "36", "26"), ("fourth", "30", "20"),
                      ("65", "15", "16"))
    yield from within("vertical", ("first, but below 80", "20", "20"), ("second", "19", "20"), ("second too", "19", "20"))
    yield of_points("vertical: same total and duty as the second, less reform", "19", "19", discipline="8", bonus="8", survey="100", leader="4",
                    penalties=[])
    yield of_points("vertical: fourth, half of reform moved to bonus", "19", "19.5", discipline="8", bonus="8")


def edges():
    for group in (decision_edges, ceiling_edges, survey_edges, leader_and_penalty_edges, level_edges, rank_edges):
        yield from group()


def ties():
    """A roster of its own: quotas of 2, 1, 0 and 1, with ties at the first place and beyond the last."""
    yield from within("department", ("first with another", "39", "27"), ("first with one", "39", "27"), ("third", "38", "27"),
                      *[("place %d" % i, "%d" % (36 - i), "26") for i in range(4, 11)])
    yield from within("district", ("first with another of a quota of 1", "39", "27"), ("first with one of a quota of 1", "39", "27"),
                      ("third", "38", "27"), ("fourth", "37", "27"), ("fifth", "36", "27"))
    yield from within("public_unit", ("first of a quota of 0", "39", "27"), ("second", "38", "27"), ("third", "37", "27"), ("fourth", "36", "27"))
    yield from within("vertical", ("first of a quota of 1 of 9", "39", "27"),
                      *[("tie of eight at 2, %d" % i, "38", "27") for i in range(1, 9)])


# ---------------------------------------------------------------- rejects

def full(name):
    """A valid record with a bit of everything."""
    return agency(name, [criterion(most="5", own="3.5", round1="disagree", score1=3, round2="disagree", score2=Number("3.25")),
                         criterion("reform", "2.5")],
                  ballots=[ballot("90"), ballot("75.5", "deputy")], leaders=leaders("3.5", "4"), penalties=[{"item": 2, "points": 1}])


FIRST = ("criteria", 0)


def ways():
    """(name, path, change)."""
    for key in ("type", "criteria", "ballots", "leaders", "penalties"):
        yield key + " missing", key, drop(key)
        yield key + " null", key, put(key, None)
    for key in ("section", "max", "self", "explained", "evidenced", "round1", "score1"):
        yield key + " missing", "criteria[1].%s" % key, drop(key, "criteria", 1)
        yield key + " null", "criteria[0].%s" % key, put(key, None, *FIRST)
    for key in ("group", "right_person", "satisfaction"):
        yield "%s of a ballot missing" % key, "ballots[1].%s" % key, drop(key, "ballots", 1)
    yield "points of a leader missing", "leaders[0].points", drop("points", "leaders", 0)
    yield "item of a penalty missing", "penalties[0].item", drop("item", "penalties", 0)
    yield "score2 missing", "criteria[0].score2", drop("score2", *FIRST)
    yield "score2 null", "criteria[0].score2", put("score2", None, *FIRST)
    yield "round2 given, score2 missing", "criteria[1].score2", put("round2", "agree", "criteria", 1)
    yield "unknown field", "note", put("note", "x")
    yield "unknown field in a criterion", "criteria[0].score3", put("score3", 1, *FIRST)
    yield "unknown field in a ballot", "ballots[0].name", put("name", "x", "ballots", 0)
    yield "unknown type", "type", put("type", "commune")
    yield "unknown section", "criteria[0].section", put("section", "survey", *FIRST)
    yield "section by numeral", "criteria[0].section", put("section", "I", *FIRST)
    yield "unknown round1", "criteria[0].round1", put("round1", "agreed", *FIRST)
    yield "round2 asks for evidence", "criteria[0].round2", put("round2", "more_evidence", *FIRST)
    yield "unknown group", "ballots[0].group", put("group", "leader", "ballots", 0)
    for key in ("self", "score1", "score2"):
        yield key + " above max", "criteria[0].%s" % key, put(key, Number("5.001"), *FIRST)
        yield key + " negative", "criteria[0].%s" % key, put(key, Number("-0.001"), *FIRST)
        yield key + " as text", "criteria[0].%s" % key, put(key, "3", *FIRST)
    yield "max negative", "criteria[0].max", lambda item: item["criteria"][0].update(max=-1, self=0, score1=0, score2=0)
    yield "max below self", "criteria[1].self", lambda item: item["criteria"][1].update(max=Number("2.499"), score1=0)
    yield "score2 above max without round2", "criteria[1].score2", put("score2", 3, "criteria", 1)
    yield "satisfaction above 100", "ballots[0].satisfaction", put("satisfaction", Number("100.001"), "ballots", 0)
    yield "satisfaction negative", "ballots[0].satisfaction", put("satisfaction", -1, "ballots", 0)
    yield "leader above 4", "leaders[1].points", put("points", Number("4.001"), "leaders", 1)
    yield "leader negative", "leaders[1].points", put("points", -1, "leaders", 1)
    yield "item 0", "penalties[0].item", put("item", 0, "penalties", 0)
    yield "item 8", "penalties[0].item", put("item", 8, "penalties", 0)
    yield "item 1.5", "penalties[0].item", put("item", Number("1.5"), "penalties", 0)
    yield "penalty negative", "penalties[0].points", put("points", Number("-0.5"), "penalties", 0)
    yield "explained as number", "criteria[0].explained", put("explained", 1, *FIRST)
    yield "ballots as an object", "ballots", put("ballots", {})
    yield "leaders of numbers", "leaders[0]", put("leaders", [4])
    yield "no criteria", "criteria", put("criteria", [])
    yield "301 criteria", "criteria", put("criteria", [criterion(most="0.1")] * 301)
    yield "11 leaders", "leaders", put("leaders", leaders(*["4"] * 11))


def rejects():
    result = Rejects()
    result.spoiled(full, ways())
    result.broken(full, "type", '"department"')
    return result
