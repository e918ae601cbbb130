#!/usr/bin/env python3
"""Reference calculation of the Hon Quan 2021 regulation (Decision 212/QD-UBND).

It rates heads of offices and chairs of communes by their responsibility for administrative
reform, plainly and with exact fractions. 'Art.' below means an article of the regulation.

    python3 hon_quan_2021.py ROSTER.jsonl [--exact]
"""
import sys
from fractions import Fraction

from records import (Regulation, at_most, boolean, integer, list_of, needed, number, record_of, text,
                     word)

RATING = word("excellent", "good", "completed", "not_completed")
PERCENT = number(0, 100)

CRITERION = record_of({
    "chapter": word("direction", "institutions", "procedures", "organisation", "staff", "finance",
                    "modernisation"),
    "on_time": boolean, "quality": boolean, "effective": boolean})


def check_head(head, inside):
    at_most(head, inside, "targets_done", "targets")
    if head["advises"] != "none":
        needed(head, inside, "field_index", "the office advises in a field")


HEAD = record_of({
    "id": text, "role": word("department", "service_unit", "commune"),
    "advises": word("none", "internal_affairs", "justice", "office", "finance", "broadcasting"),
    "criteria": list_of(CRITERION, 1, 200),
    "index": PERCENT,
    "targets": integer(0), "targets_done": integer(0),
    "ideology_breach": boolean, "corruption": boolean, "disciplined": boolean,
    "serious_breach": boolean, "shielding": boolean,
    "year": integer(), "history": list_of(record_of({"year": integer(), "rating": RATING})),
}, {"field_index": PERCENT}, check_head)


def is_met(criterion):
    return criterion["on_time"] and criterion["quality"] and criterion["effective"]


def field_reaches(head, minimum):
    """Whether an office of Art. 11 reaches this index in its field; others have no such duty."""
    return head["advises"] == "none" or head["field_index"] >= minimum


def is_disqualified(head, unmet_share):
    """Art. 12.4."""
    return (head["ideology_breach"] or head["corruption"] or head["disciplined"]
            or (head["targets"] > 0 and 2 * head["targets_done"] < head["targets"])
            or not field_reaches(head, 50)
            or (unmet_share > 50 and head["index"] < 60))


def rating(head, unmet_share, disqualified):
    """Art. 12: the highest level all of whose minimums hold."""
    if disqualified:
        return "not_completed"
    if unmet_share == 0 and head["index"] >= 90 and field_reaches(head, 70):
        return "excellent"
    if unmet_share == 0 and head["index"] >= 80 and field_reaches(head, 60):
        return "good"
    if unmet_share <= 20 and head["index"] >= 60 and field_reaches(head, 50):
        return "completed"
    return "not_completed"


def score(head):
    unmet = sum(not is_met(criterion) for criterion in head["criteria"])
    result = {"unmet_share": Fraction(100 * unmet, len(head["criteria"]))}
    result["targets_share"] = (100 * head["targets_done"] / head["targets"] if head["targets"] > 0
                               else Fraction(100))
    result["disqualified"] = is_disqualified(head, result["unmet_share"])
    result["rating"] = rating(head, result["unmet_share"], result["disqualified"])
    failed_before = any(entry["year"] == head["year"] - 1 and entry["rating"] == "not_completed"
                        for entry in head["history"])
    result["transfer"] = (head["serious_breach"] or head["shielding"]
                          or (result["rating"] == "not_completed" and failed_before))  # Art. 15
    return result


REGULATION = Regulation(
    "the Hon Quan 2021 regulation", HEAD, score,
    ["id", ("unmet_share", 2), ("targets_share", 2), "rating", "disqualified", "transfer"])

if __name__ == "__main__":
    sys.exit(REGULATION.main())
