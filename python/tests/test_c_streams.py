"""Streams of the C interface, between real producers and real consumers. They need the shared library, which `script/test dev` builds."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from support import EXAMS, ROOT


def age(path: Path) -> float:
    return path.stat().st_mtime


# One that was built before the header got its last function cannot be asked.
BUILT = sorted((built for built in ROOT.glob("build/*/shared/libbarem.so") if age(built) > age(ROOT / "include/barem/barem.h")), key=age)
pytestmark = pytest.mark.skipif(not BUILT, reason="no shared library was built")

RANKED = EXAMS.replace("mark\n}", "mark, place\n}") + "cohort pupil { rank place by total descending ties competition }\n"
ROWS = pl.DataFrame({"id": ["Hạnh", "Đức", "An", "Bình", "Chi"], "written": ["8.5", "4", "7", "10.5", "9"], "oral": ["9.5", "3", "0.1", "7", "9"],
                     "excused": [False, True, False, False, False]}).with_columns(pl.col("written", "oral").cast(pl.Decimal(5, 1)))
TOTALS = [Decimal("8.83"), Decimal("3.67"), Decimal("4.70"), None, Decimal("9.00")]
MARKS = ["good", "pass", "fail", None, "good"]

Refused = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)


class Options(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_size_t), ("threads", ctypes.c_uint32), ("reserved", ctypes.c_uint32), ("refused", Refused),
                ("context", ctypes.c_void_p)]


class Stream(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in ("get_schema", "get_next", "get_last_error", "release", "private_data")]


class Interface:
    """The few functions that are needed here."""

    def __init__(self, library: Path) -> None:
        self.c = ctypes.CDLL(str(library))
        self.c.barem_text_data.restype = ctypes.c_char_p
        self.told: list[dict[str, Any]] = []
        self.listener = Refused(lambda _, problems: self.told.extend(self.problems(problems)))

    def load(self, text: str) -> ctypes.c_void_p:
        rules = ctypes.c_void_p()
        assert self.c.barem_load(text.encode(), ctypes.c_size_t(len(text.encode())), None, ctypes.byref(rules), None) == 0
        return rules

    def problems(self, handle: int | None) -> list[dict[str, Any]]:
        text = ctypes.c_void_p()
        assert self.c.barem_problems_json(ctypes.c_void_p(handle), ctypes.byref(text), None) == 0
        found = json.loads(self.c.barem_text_data(text))
        self.c.barem_free(text)
        return list(found)

    def score(self, rules: ctypes.c_void_p, producer: Any, listen: bool = True) -> pa.RecordBatchReader:
        capsule = producer.__arrow_c_stream__()
        pointer = ctypes.pythonapi.PyCapsule_GetPointer
        pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
        options = Options(ctypes.sizeof(Options), 1, 0, self.listener if listen else Refused(), None)
        scored, problems = Stream(), ctypes.c_void_p()
        status = self.c.barem_score_arrow_stream(rules, ctypes.c_void_p(pointer(capsule, b"arrow_array_stream")), ctypes.byref(options),
                                                 ctypes.byref(scored), ctypes.byref(problems))
        if status != 0:
            raise ValueError([p["message"] for p in self.problems(problems.value)])
        return pa.RecordBatchReader._import_from_c(ctypes.addressof(scored))


@pytest.fixture
def interface() -> Interface:
    return Interface(BUILT[-1])


def batches() -> pa.RecordBatchReader:
    return ROWS.to_arrow().to_reader(max_chunksize=2)


ELSEWHERE = duckdb.connect()                # DuckDB gives and takes by different connections
PRODUCERS: dict[str, Callable[[], Any]] = {"pyarrow": batches, "polars": lambda: ROWS, "duckdb": lambda: ELSEWHERE.from_arrow(ROWS.to_arrow())}


@pytest.mark.parametrize("producer", PRODUCERS)
@pytest.mark.parametrize("consumer", ["pyarrow", "polars", "duckdb"])
def test_between(interface: Interface, producer: str, consumer: str) -> None:
    rules = interface.load(EXAMS)
    reader = interface.score(rules, PRODUCERS[producer]())
    interface.c.barem_free(rules)
    if consumer == "pyarrow":
        rows = reader.read_all().to_pydict()
    elif consumer == "polars":
        rows = pl.DataFrame(reader).to_dict(as_series=False)
    else:
        rows = duckdb.from_arrow(reader).to_arrow_table().to_pydict()
    assert rows == {"total": TOTALS, "mark": MARKS}
    assert [(p["row"], p["path"], p["found"]) for p in interface.told] == [(3, "written", "10.5")]


def test_batches_stay_batches(interface: Interface) -> None:
    reader = interface.score(interface.load(EXAMS), batches())
    assert [batch.num_rows for batch in reader] == [2, 2, 1]


def test_a_roster_is_ranked_as_a_whole(interface: Interface) -> None:
    reader = interface.score(interface.load(RANKED), batches())
    assert [batch.column("place").to_pylist() for batch in reader] == [[2, 4], [3, None], [1]]


def test_a_row_that_is_refused_ends_the_stream_when_nobody_listens(interface: Interface) -> None:
    reader = interface.score(interface.load(EXAMS), batches(), listen=False)
    assert reader.read_next_batch().num_rows == 2
    with pytest.raises(pa.ArrowInvalid, match=r"batch 1: row 1 \(row 3 of the stream\): written: expected a number from 0 to 10 .*, found 10.5"):
        reader.read_next_batch()


def test_an_error_of_the_producer_comes_through(interface: Interface) -> None:
    def broken() -> Iterator[pa.RecordBatch]:
        yield ROWS.to_arrow().to_batches()[0]
        raise OSError("the disk is gone")

    reader = interface.score(interface.load(EXAMS), pa.RecordBatchReader.from_batches(ROWS.to_arrow().schema, broken()))
    assert reader.read_next_batch().num_rows == 5
    with pytest.raises(OSError, match="batch 1: error .* of the source: .*the disk is gone"):
        reader.read_next_batch()


def test_a_schema_that_does_not_fit_is_refused_before_anything_is_read(interface: Interface) -> None:
    with pytest.raises(ValueError, match="writen: expected a field of `pupil` .did you mean `written`"):
        interface.score(interface.load(EXAMS), ROWS.rename({"written": "writen"}))
