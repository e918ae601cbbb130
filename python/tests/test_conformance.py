"""All vectors, asked of Python: records as JSON, and as dicts wherever a dict can say the same."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import barem
import pytest

from vectors import Group, groups

GROUPS = list(groups())


@pytest.fixture(scope="module")
def tally() -> Iterator[Counter[str]]:
    """Cases that passed, by what was asked."""
    passed: Counter[str] = Counter()
    yield passed
    print("\n" + "\n".join(f"python        {what:24}{count:6} passed,   0 failed" for what, count in passed.items()))


def ids(group: Group) -> str:
    return f"{group.topic}/{group.name}"


def having(*endings: str) -> pytest.MarkDecorator:
    found = [group for group in GROUPS if any(ending in group.files for ending in endings)]
    assert found
    return pytest.mark.parametrize("group", found, ids=ids)


def rules_of(group: Group) -> barem.RuleSet:
    rules = barem.load(group.rules)
    for name, value in (group.json(".set.json") if ".set.json" in group.files else {}).items():
        rules = rules.with_parameter(name, value)
    return rules


def as_dict(line: str) -> Any:
    """The record of a line as a dict; the line itself where a dict cannot say the same (no JSON, a name twice, lone surrogates)."""
    class TwoOfAName(ValueError):
        pass

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({name for name, _ in pairs}) != len(pairs):
            raise TwoOfAName
        return dict(pairs)

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        made = json.loads(line, parse_float=Decimal, parse_int=Decimal, parse_constant=refuse, object_pairs_hook=unique)
        json.dumps(made, ensure_ascii=False, default=str).encode()
        return made if isinstance(made, dict) else line
    except (ValueError, RecursionError, ArithmeticError):
        return line


def plain(value: barem.Value) -> Any:
    """As in the lines that are expected."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value.isoformat() if isinstance(value, date) else value


def result_of(scored: barem.Result) -> dict[str, Any]:
    key = next(iter(json.loads(scored.to_json())))
    return {key: scored.id, **{name: plain(value) for name, value in scored.items()}}


def problems_of(rejection: barem.Rejection) -> list[tuple[str, str]]:
    return [(issue.path, issue.rule) for issue in rejection.issues]


def expected_problems(expected: dict[str, Any]) -> list[tuple[str, str]]:
    return [(p["path"], p.get("rule", "")) for p in [expected["reject"], *expected.get("more", [])]]


def compare(group: Group, lines: list[tuple[int, Any]], records: Sequence[Any]) -> int:
    scored = rules_of(group).score(records)
    rejected = {lines[r.row][0]: r for r in scored.rejected}
    results = iter(scored)
    cases = 0
    for expected in group.lines(".expected.jsonl"):
        cases += 1
        if "reject" in expected:
            found = rejected.pop(expected["line"])
            assert sorted(problems_of(found)) == sorted(expected_problems(expected))
            assert found.id is None or expected["id"] is None or found.id == expected["id"]
        else:
            assert list(result_of(next(results)).items()) == list(expected.items())
    assert not rejected and next(results, None) is None
    return cases


@having(".expected.jsonl")
@pytest.mark.parametrize("form", ["json", "dict"])
def test_rosters(group: Group, form: str, tally: Counter[str]) -> None:
    lines = [(number, line.encode("utf-8", "surrogateescape")) for number, line in enumerate(group.text_lines(".jsonl"), 1) if line.strip(" \t\r")]
    records = [line for _, line in lines] if form == "json" else [as_dict(line.decode("utf-8", "surrogateescape")) for _, line in lines]
    records = [record.encode("utf-8", "surrogateescape") if isinstance(record, str) else record for record in records]
    tally[f"records as {form}"] += compare(group, lines, records)


@having(".printed.jsonl")
def test_printed(group: Group, tally: Counter[str]) -> None:
    scored = rules_of(group).score([line for line in group.text_lines(".jsonl") if line.strip(" \t\r")])
    expected = group.text_lines(".printed.jsonl")
    assert [r.to_json().replace(" ", "") for r in scored] == [line.replace(" ", "") for line in expected]
    for result, line in zip(scored, expected):
        told = json.loads(line, parse_float=str, parse_int=str)
        assert all(result.text(name) == told[name] for name in result if isinstance(result[name], (Decimal, Fraction)))
    tally["printed results"] += len(expected)


def places(group: Group, found: list[barem.Diagnostic]) -> list[tuple[str, int, str]]:
    def file_of(name: str) -> str:
        path = Path(name)
        if not name or path.name == group.rules.name:
            return ""
        return path.relative_to(group.rules.parent).as_posix()

    return [(d.code, d.line or 0, file_of(d.file)) for d in found if d.severity == "error"]


@having(".errors.json")
def test_refused_rule_sets(group: Group, tally: Counter[str]) -> None:
    with pytest.raises(barem.RuleSetError) as raised:
        barem.load(group.rules)
    expected = [(e["code"], e["line"], e.get("file", "")) for e in group.json(".errors.json")]
    assert places(group, list(raised.value.diagnostics)) == expected
    tally["refused rule sets"] += 1


@having(".failures.json")
def test_examples(group: Group, tally: Counter[str]) -> None:
    expected = [(e["code"], e["line"], "") for e in group.json(".failures.json")]
    assert places(group, list(barem.load(group.rules).test().failures)) == expected
    tally["examples"] += 1


@having(".refused.json")
def test_refused_parameters(group: Group, tally: Counter[str]) -> None:
    rules = barem.load(group.rules)
    for refused in group.json(".refused.json"):
        with pytest.raises(ValueError):
            rules.with_parameter(refused["parameter"], refused["value"])
        tally["refused parameters"] += 1
