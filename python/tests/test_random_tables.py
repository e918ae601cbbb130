"""Tables of random types, chunks and slices give what their records give."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import barem
import polars as pl
import pyarrow as pa
import pytest

import random_tables


@pytest.fixture(scope="module")
def rules() -> barem.RuleSet:
    return barem.loads(random_tables.RULES)


def outputs(row: dict[str, Any]) -> dict[str, str | None]:
    """As a result prints them."""
    return {name: None if v is None else str(v).lower() if isinstance(v, bool) else format(v, "f") if isinstance(v, Decimal) else str(v)
            for name, v in row.items() if name != "mã"}


def check(rules: barem.RuleSet, rows: list[dict[str, Any]], scored: barem.ScoredTable) -> int:
    alone = rules.score(rows)
    results = {result.id: result for result in alone}
    expected = [{name: None if results[row["mã"]][name] is None else results[row["mã"]].text(name) for name in results[row["mã"]]}
                if row["mã"] in results else None for row in rows]
    found = [outputs(row) for row in scored.arrow.to_pylist()]
    assert [row if any(row.values()) else None for row in found] == expected
    assert [(r.row, r.id, [i.path for i in r.issues]) for r in scored.rejected] == [(r.row, rows[r.row]["mã"], [i.path for i in r.issues]) for r in alone.rejected]
    return len(alone)


@pytest.mark.parametrize("seed", range(60))
def test_tables_as_their_records(rules: barem.RuleSet, seed: int) -> None:
    r = Random(seed)
    rows = random_tables.records(r)
    table = random_tables.table(r, rows)
    check(rules, rows, rules.score(table, threads=r.randint(1, 2)))
    assert [part.arrow.num_rows for part in rules.score_stream(table)] == [batch.num_rows for batch in table.to_batches()] or not rows


@pytest.mark.parametrize("seed", range(10))
def test_frames_as_their_records(rules: barem.RuleSet, seed: int) -> None:
    rows = random_tables.records(Random(seed))
    frame = pl.DataFrame(pa.Table.from_pylist(rows, schema=rules.arrow_schema()))
    check(rules, rows, rules.score(frame))
