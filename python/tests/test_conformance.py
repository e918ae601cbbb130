"""All vectors, asked of Python: records as JSON, as dicts wherever a dict can say the same, and as tables of pyarrow wherever a table can."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import barem
import pyarrow as pa
import pytest

import tables
from vectors import Group, groups

GROUPS = list(groups())
WIDE = Context(prec=100)


@pytest.fixture(scope="module")
def tally() -> Iterator[Counter[str]]:
    """Cases that passed, by what was asked."""
    passed: Counter[str] = Counter()
    yield passed
    asked = [f"python        {what:24}{count:6} passed,   0 failed" for what, count in passed.items() if not what.startswith("not ")]
    print("\n" + "\n".join(asked + [f"python        {what}: {count}" for what, count in passed.items() if what.startswith("not ")]))


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


def rounded(exact: str, scale: int) -> str:
    """A number as tables hold it: half up, without needless zeros."""
    n = Fraction(exact)
    whole = int(abs(n) * 10**scale + Fraction(1, 2)) * (1 if n > 0 else -1)
    return plain_number(Decimal(whole).scaleb(-scale, WIDE))


def plain_number(n: Decimal) -> str:
    text = format(abs(n) if n == 0 else n, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def row_of(scored: pa.Table, index: int, key: str, id: str) -> dict[str, Any]:
    values = {name: scored[name][index].as_py() for name in scored.column_names if name != key}
    return {key: id, **{name: plain_number(v) if isinstance(v, Decimal) else plain(v) for name, v in values.items()}}


@having(".expected.jsonl")
def test_tables(group: Group, tally: Counter[str]) -> None:
    rules = rules_of(group)
    lines = [(number, line) for number, line in enumerate(group.text_lines(".jsonl"), 1) if line.strip(" \t\r")]
    cases = group.lines(".expected.jsonl")
    if len(rules.versions) > 1:
        tally["not asked of tables: versions by the dates of records"] += len(cases)
        return
    key = next(field.name for field in rules.fields if field.is_key)
    said: list[tuple[dict[str, Any], dict[str, Any]]] = []
    seen: set[object] = set()
    lacks_peers = False
    for (_, line), expected in zip(lines, cases):
        record = as_dict(line)
        why = tables.why_no_row(rules.fields, record)
        if not why and (record.get(key) in seen or (expected.get("reject") == {"path": key} and record.get(key))):
            why = "an id for the second time, which tables do not look at"
        if why:
            tally[f"not asked of tables: {why}"] += 1
            lacks_peers |= "reject" not in expected and rules._table_scorer().core.has_cohorts
        else:
            seen.add(record.get(key))
            said.append((record, expected))
    if lacks_peers:
        tally["not asked of tables: another record of the roster cannot be said"] += len(said)
        return
    scored = rules.score(tables.table_of(rules, [record for record, _ in said]))
    rejected = {r.row: r for r in scored.rejected}
    scales = {field.name: field.type.scale for field in scored.arrow.schema if pa.types.is_decimal(field.type)}
    for index, (record, expected) in enumerate(said):
        if "reject" in expected:
            assert sorted(problems_of(rejected.pop(index))) == sorted(expected_problems(expected))
            continue
        found = row_of(scored.arrow, index, key, expected[key])
        assert list(found.items()) == [(name, rounded(v, scales[name]) if name in scales and v is not None else v) for name, v in expected.items()]
    assert not rejected
    tally["rows of tables"] += len(said)


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
