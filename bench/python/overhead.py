"""What Python takes over C++ for the same batch: processor time of each form beside that of a C++ program, and the ratio of the two.

    script/setup bench python && script/test python          # build/python
    cmake --preset release -DBAREM_BUILD_BENCHMARKS=ON && cmake --build build/release --target bench_python
    build/python/bin/python bench/python/overhead.py build/release/bench/bench_python [ROWS [ROUNDS]]

The program (main.cpp) scores the batch as C++ does: tables by score_arrow(), a roster and single records from JSON. The program and the forms of Python
take turns, and of each the least of the rounds counts. One thread.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random

import barem
import pandas as pd
import polars as pl
import pyarrow as pa

RULES = """ruleset exams "Exams"
language en
record pupil "Pupil" {
  key id "Number" : text
  input written "Written" : number 0..10 decimals 1
  input oral "Oral" : number 0..10 decimals 1
  input excused "Excused" : bool
  let total "Total" = (2 * written + oral) / 3
  classify mark "Mark" : mark {
    good when total >= 8
    pass when total >= 5 or excused
    otherwise fail
  }
  output total(2), mark
}
enum mark "Mark" { fail "Fail" < pass "Pass" < good "Good" }
"""
Rows = list[tuple[str, int, int, bool]]


def batch(count: int) -> Rows:
    """Numbers in tenths."""
    r = Random(1)
    return [(f"Trường {i}", r.randint(0, 100), r.randint(0, 100), r.random() < 0.1) for i in range(count)]


def forms_of(rows: Rows) -> dict[str, dict[str, Callable[[], object]]]:
    """By the form of the program that they are compared with."""
    rules = barem.loads(RULES)
    records = [{"id": id, "written": Decimal(written) / 10, "oral": Decimal(oral) / 10, "excused": excused} for id, written, oral, excused in rows]
    lines = [f'{{"id":"{id}","written":{w // 10}.{w % 10},"oral":{o // 10}.{o % 10},"excused":{str(e).lower()}}}' for id, w, o, e in rows]
    schema = pa.schema([("id", pa.string()), ("written", pa.decimal128(38, 1)), ("oral", pa.decimal128(38, 1)), ("excused", pa.bool_())])
    table = pa.Table.from_pylist(records, schema=schema).combine_chunks()
    polars_frame, pandas_frame, arrow_frame = pl.DataFrame(table), pd.DataFrame(records), table.to_pandas(types_mapper=pd.ArrowDtype)
    return {
        "tables": {
            "pyarrow table": lambda: rules.score(table), "polars frame": lambda: rules.score(polars_frame),
            "pandas frame, Arrow types": lambda: rules.score(arrow_frame), "pandas frame, objects": lambda: rules.score(pandas_frame)},
        "roster": {"list of JSON": lambda: rules.score(lines), "list of dict": lambda: rules.score(records)},
        "records": {"JSON, one by one": lambda: [rules.score(line) for line in lines], "dict, one by one": lambda: [rules.score(record) for record in records]}}


def processor_time(run: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    run()
    return time.process_time() - began


def main(program: str, count: int = 50_000, rounds: int = 7) -> None:
    rows = batch(count)
    forms = forms_of(rows)
    in_cpp = dict.fromkeys(forms, float("inf"))
    in_python = {form: float("inf") for group in forms.values() for form in group}
    with tempfile.TemporaryDirectory() as folder:
        rules_file, rows_file = Path(folder, "exams.barem"), Path(folder, "rows")
        rules_file.write_text(RULES, "utf-8")
        rows_file.write_text("".join(f"{id}\t{written}\t{oral}\t{int(excused)}\n" for id, written, oral, excused in rows), "utf-8")
        for _ in range(rounds):
            told = subprocess.run([program, rules_file, rows_file], check=True, capture_output=True, text=True).stdout
            for name, nanoseconds in (line.split("\t") for line in told.splitlines()):
                in_cpp[name] = min(in_cpp[name], float(nanoseconds))
            for group in forms.values():
                for form, run in group.items():
                    in_python[form] = min(in_python[form], processor_time(run) / count * 1e9)
    print(f"{count} rows, nanoseconds of the processor a row")
    for name, group in forms.items():
        print(f"{'C++, ' + name:28}{in_cpp[name]:10.0f}")
        for form in group:
            print(f"  {form:26}{in_python[form]:10.0f}{in_python[form] / in_cpp[name]:8.2f}")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
