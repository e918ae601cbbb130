"""What public functions say to arguments of wrong types: ordinary errors of Python that name the argument, what was expected and what was found."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from collections.abc import Callable
from dataclasses import is_dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import barem
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from support import EXAMS

RULES = barem.loads(EXAMS, "exams")
HẠNH = {"id": "Hạnh", "written": Decimal("8.5"), "oral": 8, "excused": False}
RESULT = RULES.score(HẠNH)
SCORED = RULES.score([HẠNH, {}])
SHEET = RULES.explain(HẠNH)
FILE = Path(__file__)
WRONG: list[Any] = [
    None, True, 1, 1.5, 10**30, -1, "", "x", "2", "\ud800", "a\0b", b"", b"\xff", Decimal("NaN"), Decimal("1E+999999"), Fraction(1, 3), [], [None], (), {}, {1: 2}, {"x"},
    object(), object, len, iter([None]), np.int64(7), np.float64(0.5), np.bool_(True), np.array([1, 2]), pd.NaT, pd.NA, pd.Series([1]), pl.Series([1]), pa.array([1]),
    pa.chunked_array([[1]]), pa.scalar(1), pa.schema([]), bytearray(b"{}"), memoryview(b"{}"), FILE, RULES, RESULT, SHEET, Ellipsis, range(2), 2j, 10**5000]

CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "load": (barem.load, {"path": FILE}),
    "loads": (barem.loads, {"text": EXAMS, "name": "a"}),
    "check": (barem.check, {"path": FILE}),
    "check_text": (barem.check_text, {"text": EXAMS, "name": "a"}),
    "decimals": (barem.decimals, {"data": HẠNH}),
    "RuleSet.__init__": (barem.RuleSet, {"core": None, "findings": None}),
    "RuleSet.label": (RULES.label, {"lang": "vi"}),
    "RuleSet.with_parameter": (RULES.with_parameter, {"name": "a", "value": 1}),
    "RuleSet.score": (RULES.score, {"data": HẠNH, "threads": 1}),
    "RuleSet.score_stream": (lambda data, threads: list(RULES.score_stream(data, threads=threads)), {"data": pa.table({}), "threads": 1}),
    "RuleSet.explain": (RULES.explain, {"record": HẠNH, "lang": "vi"}),
    "RuleSet.why_not": (RULES.why_not, {"record": HẠNH, "level": "pass", "lang": "vi"}),
    "RuleSet.what_if": (RULES.what_if, {"record": HẠNH, "changes": {}, "lang": "vi"}),
    "RuleSet.what_if, a value": (lambda value: RULES.what_if(HẠNH, {"written": value}), {"value": 1}),
    "Result.text": (RESULT.text, {"name": "mark"}),
    "Result.exact": (RESULT.exact, {"name": "mark"}),
    "Result.label": (RESULT.label, {"name": "mark", "lang": "vi"}),
    "Result.to_json": (RESULT.to_json, {"exact": True}),
    "ScoredRecords.explain": (SCORED.explain, {"id": "Hạnh", "lang": "vi"}),
    "Explanation.text": (SHEET.text, {"lang": "vi"}),
    "Explanation.markdown": (SHEET.markdown, {"lang": "vi"}),
    "Explanation.html": (SHEET.html, {"lang": "vi"}),
    "Explanation.why_not": (SHEET.why_not, {"level": "pass"}),
    "ScoredTable.__arrow_c_stream__": (RULES.score(pl.DataFrame([HẠNH], strict=False)).__arrow_c_stream__, {"requested_schema": None}),
}


def test_all_public_functions_are_asked() -> None:
    """Those with arguments; what Mapping, Sequence and dataclasses bring is Python's own."""
    public = set()
    for name in barem.__all__:
        held = getattr(barem, name)
        if inspect.isfunction(held):
            public.add(name)
        elif inspect.isclass(held) and not is_dataclass(held):
            own = {n: m for c in held.__mro__ if c.__module__.startswith("barem.") for n, m in vars(c).items() if inspect.isfunction(m)}
            public |= {f"{name}.{n}" for n, m in own.items() if not n.startswith("_") and len(inspect.signature(m).parameters) > 1}
    told = {name.partition(",")[0] for name in CALLS}
    sheets = {f"{name}.{n}" for name in ("WhyNot", "WhatIf") for n in ("text", "markdown", "html")}      # those of Explanation
    assert public - told - sheets == set()


@pytest.mark.parametrize("given", WRONG, ids=lambda given: type(given).__name__)
@pytest.mark.parametrize(("called", "argument"), [(name, argument) for name, (_, arguments) in CALLS.items() for argument in arguments])
def test_wrong_types(called: str, argument: str, given: Any) -> None:
    function, arguments = CALLS[called]
    given = iter([None]) if isinstance(given, type(iter([]))) else given
    try:
        function(**arguments | {argument: given})
    except (TypeError, ValueError, OSError, LookupError) as why:
        said = str(why)
        assert said and not re.search("_core|nanobind|incompatible|std::|bad_cast", said), said
        if type(why) is TypeError and not called.endswith("__arrow_c_stream__") and not called.startswith("RuleSet.__init__"):
            assert ": expected " in said or "a float is not exact" in said or "cannot use" in said, said


@pytest.mark.parametrize(("call", "said"), [
    (lambda: barem.load(None), "path: expected a str or an os.PathLike of str, found None"),                    # type: ignore[arg-type]
    (lambda: barem.load(b".."), "path: expected a str or an os.PathLike of str, found bytes"),                  # type: ignore[arg-type]
    (lambda: barem.loads(None), "text: expected a str, found None"),                                            # type: ignore[arg-type]
    (lambda: barem.check_text(EXAMS, 7), "name: expected a str, found int"),                                    # type: ignore[arg-type]
    (lambda: RULES.with_parameter(None, None), "name: expected a str, found None"),                             # type: ignore[arg-type]
    (lambda: RULES.with_parameter("a", []), "parameter a: expected a bool, int, decimal.Decimal, str, datetime.date or None, found list"),
    (lambda: RULES.score(pa.table({}), threads="2"), "threads: expected an int, found str"),                    # type: ignore[call-overload]
    (lambda: RULES.score(5), "data: expected a dict, a list of dict or a table, found int"),
    (lambda: RULES.score(pa.array([1])), r"data: expected a table, found Int64Array \(.*non-struct type int64\)"),
    (lambda: RULES.score(pd.Series([1])), r"data: expected a table, found Series: a row of a frame is a record as row.to_dict\(\)$"),
    (lambda: RULES.score(pd.DataFrame([HẠNH]).iloc[0]), r"data: expected a table, found Series: a row of a frame is a record as row.to_dict\(\)$"),
    (lambda: RULES.explain(pd.DataFrame([HẠNH]).iloc[0]), r"record: .* found Series: a row of a frame is a record as row.to_dict\(\)$"),
    (lambda: barem.decimals(8.55), "data: expected a dict, a list of dict or a table, found float"),
    (lambda: RULES.score(pl.DataFrame), "data: expected a dict, a list of dict or a table, found type"),
    (lambda: RULES.score_stream([HẠNH]), "data: expected a table, found list"),
    (lambda: RULES.explain(None), "record: expected a dict, or a JSON object as str or bytes, found None"),    # type: ignore[arg-type]
    (lambda: RULES.why_not(HẠNH, 1), "level: expected a str, found int"),                                       # type: ignore[arg-type]
    (lambda: RULES.what_if(HẠNH, None), "changes: expected a dict of values by path, found None"),              # type: ignore[arg-type]
    (lambda: RULES.what_if(HẠNH, {1: 2}), "a path of changes: expected a str, found int"),                      # type: ignore[dict-item]
    (lambda: RESULT.to_json(1), "exact: expected a bool, found int"),                                           # type: ignore[arg-type]
    (lambda: barem.RuleSet("a", None), r"a RuleSet is made by barem.load\(\) and barem.loads\(\)")])            # type: ignore[arg-type]
def test_what_is_said_of_types(call: Callable[[], object], said: str) -> None:
    with pytest.raises(TypeError, match=f"^{said}"):
        call()


@pytest.mark.parametrize(("call", "said"), [
    (lambda: barem.load("a\0"), "path: expected a name without null characters"),
    (lambda: barem.load(EXAMS), r"path: expected the name of a file or folder, found a text of several lines: barem.loads\(\)"),
    (lambda: barem.loads("exams.barem"), r"(.|\n)*\n\(`exams.barem` is the name of a file: barem.load\(\) reads it\)$"),
    (lambda: barem.loads("\ud800"), "text: expected text in Unicode, found a lone surrogate at 0"),
    (lambda: RULES.explain(HẠNH, "fr"), 'lang: expected "en" or "vi", found "fr"'),
    (lambda: SHEET.text("fr"), 'lang: expected "en" or "vi", found "fr"'),
    (lambda: RULES.score(HẠNH, threads=0), "threads: expected 1 to 1024, found 0"),
    (lambda: RULES.score(HẠNH, threads=10**5000), "threads: expected 1 to 1024, found more digits"),
    (lambda: RULES.what_if(HẠNH, {"oral": 10**5000}), "oral: expected a number of at most 1000 digits, found a longer one")])
def test_what_is_said_of_values(call: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}"):
        call()
    with pytest.raises(FileNotFoundError):
        barem.load("không có")


def test_errors_go_from_process_to_process() -> None:
    with pytest.raises(barem.RecordError) as refused:
        RULES.score({})
    with pytest.raises(barem.RuleSetError) as bad:
        barem.loads("ruleset")
    with pytest.raises(barem.RecordError) as columns:
        RULES.score(pa.table({}))
    for why in (refused.value, bad.value, columns.value):
        again = pickle.loads(pickle.dumps(why))
        assert type(again) is type(why) and str(again) == str(why)
    assert pickle.loads(pickle.dumps(refused.value)).issues == refused.value.issues
    assert pickle.loads(pickle.dumps(SCORED.rejected)) == SCORED.rejected
    assert list(pickle.loads(pickle.dumps(bad.value)).diagnostics) == list(bad.value.diagnostics)


@pytest.mark.parametrize(("bound", "instead"), [
    (RULES, "load the rules in each process"), (RESULT, "take dict"), (SCORED, "take dict"), (SHEET, "take its text")])
def test_what_belongs_to_its_process(bound: Any, instead: str) -> None:
    assert copy.copy(bound) is bound and copy.deepcopy([bound])[0] is bound
    with pytest.raises(TypeError, match=f"cannot pickle a barem.{type(bound).__name__}: {instead}"):
        pickle.dumps(bound)


def test_scored_tables_can_be_pickled() -> None:
    frame = pd.DataFrame([HẠNH, HẠNH | {"id": "Đức", "oral": 11}], index=["a", "b"])
    again = pickle.loads(pickle.dumps(RULES.score(frame)))
    assert again.table["mark"].to_dict() == RULES.score(frame).table["mark"].to_dict() and again.rejected[0].row == 1


def test_a_closed_connection_says_so() -> None:
    connection = duckdb.connect()
    relation = connection.sql("select 'a' as id, 1 as written, 1 as oral, true as excused")
    connection.close()
    with pytest.raises(Exception, match="(?i)connection|closed"):
        RULES.score(relation)
