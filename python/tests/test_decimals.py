"""Floats as the decimals that they print as: what was not meant is rejected row by row, and nothing is rounded."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import barem
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

WRITTEN = [8.5, 8.55, 10.04, 0.1 + 0.2, None, 7.0]
COLUMNS: dict[str, list[Any]] = {"id": ["a", "b", "c", "d", "e", "f"], "written": WRITTEN, "oral": [9.5] * 6, "excused": [False] * 6}


def tables() -> dict[str, Any]:
    return {"pandas": pd.DataFrame(COLUMNS, index=list("uvwxyz")), "Float64": pd.DataFrame(COLUMNS).astype({"written": "Float64", "oral": "Float64"}),
            "polars": pl.DataFrame(COLUMNS), "pyarrow": pa.table(COLUMNS), "chunks": pa.concat_tables([pa.table(COLUMNS).slice(0, 2), pa.table(COLUMNS).slice(2)]),
            "reader": pa.table(COLUMNS).to_reader(2), "duckdb": duckdb.from_arrow(pa.table(COLUMNS))}


@pytest.mark.parametrize("kind", tables())
def test_what_has_too_many_decimals_or_none_costs_its_row(exams: barem.RuleSet, kind: str) -> None:
    given = tables()[kind]
    scored = exams.score(barem.decimals(given))
    assert [(r.row, r.id, r.issues[0].path, r.issues[0].found) for r in scored.rejected] == [
        (1, "b", "written", "8.55"), (2, "c", "written", "10.04"), (3, "d", "written", "0.30000000000000004"), (4, "e", "written", "nothing")]
    assert scored.arrow["total"].to_pylist() == [Decimal("8.83"), None, None, None, None, Decimal("7.83")]
    assert type(scored.table) is (type(given) if kind in ("pandas", "Float64", "polars") else pa.Table)
    if kind == "pandas":
        assert list(scored.table.index) == list("uvwxyz") and given["written"].dtype == float      # what came in is not changed


def test_records(exams: barem.RuleSet) -> None:
    record = {"id": "a", "written": 8.5, "oral": np.float32(9.1), "excused": False}
    assert barem.decimals(record) == {"id": "a", "written": Decimal("8.5"), "oral": Decimal("9.1"), "excused": False}
    assert exams.score(barem.decimals(record))["mark"] == "good"
    assert barem.decimals({"x": [{"y": -0.1}, (1e-7,)], "z": "0.5"}) == {"x": [{"y": Decimal("-0.1")}, [Decimal("1e-7")]], "z": "0.5"}
    (rejected,) = exams.score(barem.decimals([record, record | {"id": "b", "written": 8.55}])).rejected
    assert (rejected.id, rejected.issues[0].found) == ("b", "8.55")
    assert math.isinf(barem.decimals({"x": math.inf})["x"]) and barem.decimals('{"x": 0.5}') == '{"x": 0.5}'


@pytest.mark.parametrize("values", [
    [0.1], [1e15, 0.1], [-123456.789], [5.55e-17, 1.0], [1e20], [1e20, 0.5], [1e-20], [1.2345678901234567e-20], [2.0**53, -(2.0**60)], [123456789012.34567], [0.0, -0.0], [1e22 + 2e6], [1.7e18, 0.001]])
def test_each_float_is_the_decimal_that_it_prints_as(values: list[float]) -> None:
    for table in (pa.table({"x": values}), pa.table({"x": [None, *values]}).slice(1)):
        assert barem.decimals(table)["x"].to_pylist() == [Decimal(repr(value)) for value in values]
    nested = pa.table({"x": [[{"y": value}, {"y": None}] for value in values] + [None]})
    assert barem.decimals(nested)["x"].to_pylist() == [[{"y": Decimal(repr(value))}, {"y": None}] for value in values] + [None]


def test_single_precision_prints_shorter() -> None:
    table = barem.decimals(pa.table({"x": pa.array([8.55, 0.1], pa.float32()), "n": [1, 2]}))
    assert table["x"].to_pylist() == [Decimal("8.55"), Decimal("0.1")] and table["n"].type == pa.int64()


@pytest.mark.parametrize(("values", "found"), [
    ([1.0, math.nan], "finite numbers, and null where there is none, found nan"), ([math.inf], "found inf"), ([1e30, 1e-12], "at most 38 digits"),
    ([1.2345e-23], "at most 38 digits"), ([1e300], "at most 38 digits"), ([5e-324, 1.0], "at most 38 digits")])
def test_what_no_decimal_says(values: list[float], found: str) -> None:
    for table in (pa.table({"x": values}), pa.table({"x": [[{"y": value}] for value in values]}), pl.DataFrame({"x": values})):
        with pytest.raises(ValueError, match=f"^x: expected .*{found}"):
            barem.decimals(table)


def test_missing_numbers_of_pandas(exams: barem.RuleSet) -> None:
    """Which make floats of a column of integers."""
    frame = pd.DataFrame(COLUMNS | {"written": [8, None] * 3, "oral": [None] * 5 + [1]})
    for given in (barem.decimals(frame), frame.convert_dtypes()):
        assert [r.row for r in exams.score(given).rejected] == [0, 1, 2, 3, 4, 5]
        assert [r.row for r in exams.score(given.assign(oral=1)).rejected] == [1, 3, 5]
    all_missing = barem.decimals(frame.assign(written=math.nan))
    assert {r.issues[0].found for r in exams.score(all_missing).rejected} == {"nothing"}


def test_a_cast_to_the_columns_that_fit_keeps_blank_cells(exams: barem.RuleSet) -> None:
    table = pa.table({"id": ["a", "b"], "written": [8, None], "oral": [9, 9], "excused": [True, True]}).cast(exams.arrow_schema())
    assert [r.row for r in exams.score(table).rejected] == [1]
