#!/usr/bin/env python3
"""Reference calculation of the Dong Nai 2013 plan (yearly review of public duty).

It follows the steps of the review of each agency. 'Step' below means a step of part III.

    python3 dong_nai_2013.py ROSTER.jsonl [--exact]
"""
import sys
from datetime import date

from records import Regulation, day, day_of, list_of, record_of, text, word

LEVELS = ["not_completed", "completed", "good", "excellent"]   # from low to high
LEVEL = word(*LEVELS)
DEADLINES = {"specialist": date(2013, 11, 10),    # step 1
             "self": date(2013, 12, 10),          # step 2
             "member": date(2013, 12, 10),        # step 3
             "party": date(2013, 12, 31)}         # step 4
RECOGNITION = date(2014, 1, 10)                   # step 5

OPINION = record_of({"source": word(*DEADLINES), "given": day,
                     "advice": LEVEL, "assigned": LEVEL, "discipline": LEVEL})

UNIT = record_of({"id": text, "type": word("department", "public_unit", "district"),
                  "opinions": list_of(OPINION), "as_of": day},
                 {"recognised_on": day})


def own_level(opinion):
    """The lowest of the three contents (part II)."""
    return min((opinion[key] for key in ("advice", "assigned", "discipline")), key=LEVELS.index)


def latest_level(opinions):
    """The level of the latest opinion; of two of one day, of the later in the list."""
    latest = None
    for opinion in opinions:
        if latest is None or day_of(opinion["given"]) >= day_of(latest["given"]):
            latest = opinion
    return None if latest is None else own_level(latest)


def is_late(done_on, deadline, as_of):
    return as_of > deadline if done_on is None else done_on > deadline


def score(unit):
    as_of = day_of(unit["as_of"])
    recognised_on = None if unit.get("recognised_on") is None else day_of(unit["recognised_on"])
    by_source = {source: [] for source in DEADLINES}
    for opinion in unit["opinions"]:
        if day_of(opinion["given"]) <= as_of:
            by_source[opinion["source"]].append(opinion)

    result = {source + "_count": len(opinions) for source, opinions in by_source.items()}
    late = int(is_late(recognised_on, RECOGNITION, as_of))
    for source, opinions in by_source.items():
        first = min((day_of(opinion["given"]) for opinion in opinions), default=None)
        late += is_late(first, DEADLINES[source], as_of)
    result["late_steps"] = late
    complete = all(by_source.values())
    result["dossier"] = "complete" if complete else "incomplete"
    own, party = latest_level(by_source["self"]), latest_level(by_source["party"])
    result["self_level"], result["party_level"] = own, party
    result["gap"] = None if own is None or party is None else LEVELS.index(own) - LEVELS.index(party)
    recognised = recognised_on is not None and recognised_on <= as_of
    result["rating"] = party if complete and recognised else "pending"
    return result


REGULATION = Regulation(
    "the Dong Nai 2013 plan", UNIT, score,
    ["id", ("specialist_count", 0), ("self_count", 0), ("member_count", 0), ("party_count", 0),
     ("late_steps", 0), "dossier", "self_level", "party_level", ("gap", 0), "rating"])

if __name__ == "__main__":
    sys.exit(REGULATION.main())
