#!/usr/bin/env python3
"""Random rosters of the record contract `phu-tho-2022`.

    python3 random_phu_tho.py --seed N --count 500 [--bad SHARE]

Many totals lie at 65 and 80 points, and many agencies tie with others of their type, wholly or up to duty.
"""
import copy
from fractions import Fraction

import phu_tho_2022 as reference
from randomness import Number, decimal, main, near, roster, to_json
from records import exact_text, parse_line

UNITS = ["Sở Nội vụ", "Sở Tư pháp", "Sở Y tế", "Thanh tra tỉnh", "UBND huyện Thanh Ba", "UBND huyện Tân Sơn",
         "UBND thành phố Việt Trì", "Trường Đại học Hùng Vương", "Cục Thuế tỉnh", "Kho bạc Nhà nước tỉnh"]
SECTIONS = ["duty", "reform", "discipline", "bonus"]
CEILINGS = {"duty": 39, "reform": 27, "discipline": 8, "bonus": 8}
MAXIMA = ["0", "0.1", "0.5", "1", "1.5", "2", "2.0", "25e-1", "3", "5"]


def plain_criterion(section, points):
    """A criterion on which all agree."""
    return {"section": section, "max": points, "self": points, "explained": True, "evidenced": True,
            "round1": "agree", "score1": points}


def up_to(r, most):
    """A number from 0 to this written one."""
    top = Fraction(most)
    return Number(exact_text(r.choice([top, top, top, top / 2, Fraction(0), top * r.randint(0, 100) / 100])))


def criterion(r):
    most = near(r, MAXIMA, 0, 4, 0.8)
    item = {"section": r.choice(SECTIONS), "max": most, "self": up_to(r, most),
            "explained": r.random() < 0.92, "evidenced": r.random() < 0.92,
            "round1": r.choice(["agree", "agree", "disagree", "more_evidence"]), "score1": up_to(r, most)}
    if r.random() < 0.35:
        item["round2"] = r.choice(["agree", "disagree"])
        item["score2"] = up_to(r, most)
    elif r.random() < 0.2:
        item["round2"] = None
        item["score2"] = r.choice([None, up_to(r, most)])
    return item


def criteria(r):
    """Some of any kind, and a few plain ones that bring the sections near their ceilings or above."""
    result = [criterion(r) for _ in range(r.choice([1, 2, 4, 8, 12]))]
    for section in SECTIONS:
        if r.random() < 0.85:
            most = CEILINGS[section]
            result.append(plain_criterion(section, Number(r.choice(
                [str(most), str(most - 1), str(most - 2), "%d.5" % (most - 1), "%d.001" % most, "%d.999" % (most - 1),
                 str(most - 5)]))))
    r.shuffle(result)
    return result


def ballot(r):
    return {"group": r.choice(["deputy", "public", "public"]), "right_person": r.random() < 0.9,
            "answered_self": r.random() < 0.9, "filled_in": r.random() < 0.9,
            "satisfaction": near(r, ["100", "90", "0", "0.1", "33.3", "66.67", "99.999"], 60, 100, 0.5)}


def agency(r, i):
    item = {"id": "%s %04d" % (r.choice(UNITS), i),
            "type": r.choice(["department"] * 5 + ["district"] * 4 + ["public_unit"] * 2 + ["vertical"]),
            "criteria": criteria(r), "ballots": [ballot(r) for _ in range(r.choice([0, 1, 2, 3, 7, 20]))],
            "leaders": [{"points": near(r, ["4", "4.0", "3.5", "0", "0.1", "3"], 2, 4)}
                        for _ in range(r.choice([0, 1, 3, 5, 7, 10]))],
            "penalties": [{"item": r.choice([1, 2, 3, 4, 5, 6, 7, Number("7.0")]),
                           "points": near(r, ["0", "0.5", "1", "2", "5"], 0, 3)}
                          for _ in range(r.choice([0, 0, 0, 1, 2]))]}
    if r.random() < 0.03:
        item["penalties"].append({"item": 7, "points": Number("200")})
    if r.random() < 0.4:
        steer(r, item)
    return item


def result_of(item):
    return reference.score(parse_line(to_json(item).encode("utf-8")))


def steer(r, item):
    """Bring the total to 80, 65 or another round number, or a hair beside it, by a penalty."""
    total = result_of(item)["total"]
    target = r.choice([Fraction(80), Fraction(80), Fraction(65), Fraction(85), Fraction(90)]) + r.choice(
        [Fraction(0), Fraction(0), Fraction(1, 1000), Fraction(-1, 1000)])
    if total > target and (total - target).denominator in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 125, 250, 40, 25, 8, 4):
        item["penalties"].append({"item": 1, "points": Number(exact_text(total - target))})


def twin(r, item, i):
    """One with the same total: a full tie, or points moved from one section to another."""
    other = dict(copy.deepcopy(item), id="%s %04d" % (r.choice(UNITS), i))
    r.shuffle(other["criteria"])
    result = result_of(other)
    if r.random() < 0.5 and result["duty"] >= 1 and result["reform"] <= 26 and result["total"] > 0:
        source, target = r.choice([("duty", "reform"), ("reform", "duty"), ("reform", "discipline")])
        for c in other["criteria"]:
            if c["section"] == source and Fraction(c["self"]) >= 1:
                c["section"] = target
                break
    return other


def records_of(r, count):
    result = []
    for i in range(1, count + 1):
        result.append(twin(r, r.choice(result), i) if result and r.random() < 0.25 else agency(r, i))
    if r.random() < 0.3:   # a type of few: no quota, or just one place
        for item in result[5:]:
            if item["type"] == "vertical":
                item["type"] = "department"
    return result


# ---------------------------------------------------------------- bad in its own way

def above_max(r, item):
    c = r.choice(item["criteria"])
    c[r.choice(["self", "score1", "score2"])] = Number(exact_text(Fraction(c["max"]) + Fraction(1, 1000)))


def below_zero(r, item):
    r.choice(item["criteria"])[r.choice(["max", "self", "score1", "score2"])] = Number("-0.001")


def score2_missing(r, item):
    c = r.choice(item["criteria"])
    c["round2"] = r.choice(["agree", "disagree"])
    c["score2"] = None
    if r.random() < 0.5:
        del c["score2"]


def bad_round(r, item):
    r.choice(item["criteria"])["round2"] = r.choice(["more_evidence", "", True])


def bad_leader(r, item):
    item["leaders"] = r.choice([[{"points": Number("4.001")}], [{"points": -1}], [{"points": 4}] * 11, [4]])


def bad_penalty(r, item):
    item["penalties"] = [r.choice([{"item": 0, "points": 1}, {"item": 8, "points": 1}, {"item": Number("1.5"), "points": 1},
                                   {"item": 1, "points": Number("-0.5")}])]


def bad_satisfaction(r, item):
    item["ballots"] = [dict(ballot(r), satisfaction=r.choice([Number("100.001"), -1, "90", None]))]


def list_size(r, item):
    item["criteria"] = r.choice([[], (item["criteria"] * 301)[:301]])


def lines(r, count, bad):
    """The lines of a roster, a share of them invalid."""
    own_ways = [above_max, below_zero, score2_missing, bad_round, bad_leader, bad_penalty, bad_satisfaction, list_size]
    return roster(r, records_of(r, count), bad, {"round2", "score2"}, own_ways)


if __name__ == "__main__":
    main(lines)
