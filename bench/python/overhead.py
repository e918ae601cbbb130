"""What the Python surface costs over the engine inside of it, as ratios of CPU time measured side by side.

    build/python/bin/python bench/python/overhead.py [rows] [rounds]

The engine alone is one call of the extension for the whole batch (tables: on a batch of Arrow that is there; records: on JSON that is there, which it
reads and scores), without anything of the package around it. The forms take turns, and of each the least of the rounds counts.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from decimal import Decimal
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
  classify mark "Mark" : mark { good when total >= 8  pass when total >= 5 or excused  otherwise fail }
  output total(2), mark
}
enum mark "Mark" { fail "Fail" < pass "Pass" < good "Good" }
"""


def main(rows: int, rounds: int) -> None:
    rules = barem.loads(RULES)
    r = Random(1)
    records = [{"id": f"Trường {i}", "written": Decimal(r.randint(0, 100)) / 10, "oral": Decimal(r.randint(0, 100)) / 10, "excused": r.random() < 0.1}
               for i in range(rows)]
    lines = [f'{{"id":"{o["id"]}","written":{o["written"]},"oral":{o["oral"]},"excused":{str(o["excused"]).lower()}}}' for o in records]
    table = pa.Table.from_pylist(records, schema=rules.arrow_schema()).combine_chunks()
    polars_frame, pandas_frame = pl.DataFrame(table), pd.DataFrame(records)
    pandas_arrow = table.to_pandas(types_mapper=pd.ArrowDtype)
    batch, core, scorer = table.to_batches()[0], rules._core, rules._table_scorer()

    def roster_alone() -> None:
        from barem import _core
        roster = _core.Roster(core)
        for line in lines:
            roster.add(core.read(line))         # type: ignore[arg-type]
        roster.finish()

    groups: dict[str, dict[str, Callable[[], object]]] = {
        "records, one by one": {
            "engine: JSON": lambda: [core.score(line) for line in lines], "JSON": lambda: [rules.score(line) for line in lines],
            "dict": lambda: [rules.score(record) for record in records]},
        "records, one roster": {
            "engine: JSON": roster_alone, "list of JSON": lambda: rules.score(lines), "list of dict": lambda: rules.score(records)},
        "tables": {
            "engine: Arrow": lambda: scorer.score(*batch.__arrow_c_array__(), 1), "pyarrow": lambda: rules.score(table), "polars": lambda: rules.score(polars_frame),
            "pandas of Arrow types": lambda: rules.score(pandas_arrow), "pandas of objects": lambda: rules.score(pandas_frame)}}
    for name, forms in groups.items():
        least = dict.fromkeys(forms, float("inf"))
        for _ in range(rounds):
            for form, run in forms.items():
                gc.collect()
                began = time.process_time()
                run()
                least[form] = min(least[form], time.process_time() - began)
        engine = next(iter(least.values()))
        print(f"{name}, {rows} rows")
        for form, seconds in least.items():
            print(f"  {form:24}{seconds / rows * 1e9:10.0f} ns a row  {seconds / engine:6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 7)
