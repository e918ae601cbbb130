#!/usr/bin/env python3
"""Runs `flat` in DuckDB and GoRules ZEN: flat.py ROWS.csv EXPECTED FEW RESULTS.json [--brief]. EXPECTED, in hexadecimal, is the checksum of
all rows; ZEN scores the first FEW, whose answers are compared with those of DuckDB.

Writes the best times as {"contender": {"rows": n, "seconds": s}}; stops when an answer is wrong.
"""
import csv
import json
import os
import sys
import time

import duckdb
import zen

import flat_rules


def best_of(repetitions, threads, run):
    """Of one thread the time of the processor, of several that of the clock, as bench/report.py has it."""
    clock = time.process_time if threads == 1 else time.perf_counter
    best = None
    for _ in range(repetitions):
        begin = clock()
        run()
        taken = clock() - begin
        best = taken if best is None else min(best, taken)
    return best


def require(contender, found, expected):
    if found != expected:
        sys.exit(f"{contender}: wrong answers: checksum {found:#x}, expected {expected:#x}")


def in_duckdb(path, expected, folder, repetitions, results, proved):
    """`proved` becomes the answers, once their checksum is the expected one."""
    columns = "{'id': 'VARCHAR', " + ", ".join(f"'{name}': 'UTINYINT'" for name in flat_rules.NAMES) + "}"
    source = f"read_csv('{path}', header = true, delim = ',', quote = '', escape = '', columns = {columns})"
    for threads in (1, 2):
        connection = duckdb.connect()
        connection.execute(f"SET threads = {threads}")
        # signed and wide enough for every difference of the rules, so that nothing is widened while it is computed
        wide = ", ".join(f"{name}::SMALLINT AS {name}" for name in flat_rules.NAMES)
        connection.execute(f"CREATE TABLE heads AS SELECT id, {wide} FROM {source}")
        rows = connection.execute("SELECT count(*) FROM heads").fetchone()[0]
        scoring = f"CREATE OR REPLACE TABLE scored AS {flat_rules.sql('heads')}"
        seconds = best_of(repetitions, threads, lambda: connection.execute(scoring))
        answers = connection.execute("SELECT total, failed, exceeded, rating FROM scored ORDER BY substr(id, 2)::INTEGER").fetchall()
        require("DuckDB", flat_rules.checksum(answers), expected)
        proved[:] = answers
        results[f"flat/duckdb_{threads}"] = {"rows": rows, "seconds": seconds}

        out = os.path.join(folder, "duckdb.csv")
        signed = f"(SELECT id, {wide} FROM {source})"
        seconds = best_of(repetitions, threads, lambda: connection.execute(f"COPY ({flat_rules.sql(signed)}) TO '{out}' (HEADER, DELIMITER ',')"))
        with open(out, newline="") as file:
            lines = csv.reader(file)
            next(lines)
            require("DuckDB from CSV", flat_rules.checksum((int(t), int(f), int(e), r) for _, t, f, e, r in lines), expected)
        results[f"end-to-end/duckdb_csv_{threads}"] = {"rows": rows, "seconds": seconds}
        connection.close()


def in_zen(path, few, expected, repetitions, results):
    with open(path, newline="") as file:
        heads = [{k: v if k == "id" else int(v) for k, v in row.items()} for _, row in zip(range(few), csv.DictReader(file))]
    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(flat_rules.zen())))
    answers = []

    def run():
        answers[:] = [decision.evaluate(head)["result"] for head in heads]

    seconds = best_of(repetitions, 1, run)
    require("ZEN", flat_rules.checksum((int(a["total"]), int(a["failed"]), int(a["exceeded"]), a["rating"]) for a in answers), expected)
    results["flat/zen"] = {"rows": few, "seconds": seconds}


def main():
    path, expected, few, out = sys.argv[1:5]
    few = int(few)
    repetitions = 2 if "--brief" in sys.argv else 5
    results, proved = {}, []
    in_duckdb(path, int(expected, 16), os.path.dirname(os.path.abspath(out)), repetitions, results, proved)
    in_zen(path, few, flat_rules.checksum(proved[:few]), repetitions, results)
    with open(out, "w") as file:
        json.dump(results, file, indent=2)
    for contender, found in results.items():
        print(f"{contender}: {found['rows'] / found['seconds'] / 1e6:.4f} M rows/s")


main()
