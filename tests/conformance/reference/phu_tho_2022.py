#!/usr/bin/env python3
"""Reference calculation of the Phu Tho 2022 regulation (Decision 2419/QD-UBND).

It scores and rates provincial agencies and districts, plainly and with exact fractions.
'Art.' below means an article of the regulation.

    python3 phu_tho_2022.py ROSTER.jsonl [--exact]
"""
import sys
from fractions import Fraction

from records import (Regulation, at_most, boolean, integer, list_of, needed, number, record_of, text,
                     word)

CEILINGS = {"duty": 39, "reform": 27, "discipline": 8, "bonus": 8}   # Art. 4.2
SURVEY = 14
POINTS = number(0)


def check_criterion(criterion, inside):
    for key in ("self", "score1"):
        at_most(criterion, inside, key, "max")
    if criterion.get("round2") is not None:
        needed(criterion, inside, "score2", "round2 is given")
    if criterion.get("score2") is not None:
        at_most(criterion, inside, "score2", "max")


CRITERION = record_of({
    "section": word(*CEILINGS), "max": POINTS, "self": POINTS, "explained": boolean, "evidenced": boolean,
    "round1": word("agree", "disagree", "more_evidence"), "score1": POINTS,
}, {"round2": word("agree", "disagree"), "score2": POINTS}, check_criterion)

BALLOT = record_of({"group": word("deputy", "public"), "right_person": boolean, "answered_self": boolean,
                    "filled_in": boolean, "satisfaction": number(0, 100)})

AGENCY = record_of({
    "id": text, "type": word("department", "district", "public_unit", "vertical"),
    "criteria": list_of(CRITERION, 1, 300), "ballots": list_of(BALLOT),
    "leaders": list_of(record_of({"points": number(0, 4)}), 0, 10),
    "penalties": list_of(record_of({"item": integer(1, 7), "points": POINTS})),
})


def criterion_points(criterion):
    """What the council recognises (Art. 5.1, 5.2)."""
    if not (criterion["explained"] and criterion["evidenced"]):
        return Fraction(0)
    second = criterion.get("round2") is not None
    decision = criterion["round2"] if second else criterion["round1"]
    if decision == "agree":
        return criterion["self"]
    return min(criterion["self"], criterion["score2"] if second else criterion["score1"])


def mean(values):
    return sum(values, Fraction(0)) / len(values) if values else Fraction(0)


def score(agency):
    result = {}
    for section, ceiling in CEILINGS.items():
        points = [criterion_points(c) for c in agency["criteria"] if c["section"] == section]
        result[section] = min(sum(points, Fraction(0)), Fraction(ceiling))
    valid = [b for b in agency["ballots"] if b["right_person"] and b["answered_self"] and b["filled_in"]]
    result["survey"] = SURVEY * mean([b["satisfaction"] for b in valid]) / 100           # Art. 3.2
    result["leadership"] = mean([leader["points"] for leader in agency["leaders"]])      # Art. 3.4
    result["penalty"] = sum((p["points"] for p in agency["penalties"]), Fraction(0))
    six = sum(result[key] for key in ("duty", "reform", "discipline", "bonus", "survey", "leadership"))
    result["total"] = max(six - result["penalty"], Fraction(0))
    result["valid_deputies"] = sum(b["group"] == "deputy" for b in valid)
    result["valid_public"] = sum(b["group"] == "public" for b in valid)
    return result


def rating(result, tied):
    """Art. 6; `tied` counts those that share the rank, the agency itself among them."""
    if result["total"] >= 80:
        return "excellent" if result["rank"] + tied - 1 <= result["quota"] else "good"
    return "completed" if result["total"] >= 65 else "not_completed"


def by_type(agencies, results):
    """Ranks, quotas and ratings within each type (Art. 6)."""
    for kind in {agency["type"] for agency in agencies}:
        group = [result for agency, result in zip(agencies, results) if agency["type"] == kind]
        places = [(result["total"], result["duty"], result["reform"]) for result in group]
        for result, place in zip(group, places):
            result["rank"] = 1 + sum(other > place for other in places)
            result["quota"] = len(group) // 5
        for result, place in zip(group, places):
            result["rating"] = rating(result, places.count(place))


REGULATION = Regulation(
    "the Phu Tho 2022 regulation", AGENCY, score,
    ["id", ("duty", 2), ("reform", 2), ("discipline", 2), ("bonus", 2), ("survey", 2), ("leadership", 2),
     ("penalty", 2), ("total", 2), ("rank", 0), ("quota", 0), "rating", ("valid_deputies", 0),
     ("valid_public", 0)], by_type)

if __name__ == "__main__":
    sys.exit(REGULATION.main())
