#!/usr/bin/env python3
"""Tables of what script/bench measured: report.py FOLDER. Reads FOLDER/raw/*.json, writes FOLDER/results.json, prints a table a scenario.

Times are the best of all repetitions. A contender of one thread counts by its processor time, which others on the machine disturb little;
one of two threads by the clock.
"""
import json
import pathlib
import sys


def of_google(data):
    """Best times by name of the contender."""
    found = {}
    unit = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
    for run in sorted(data["benchmarks"], key=lambda r: r.get("family_index", 0)):
        if run.get("run_type") == "aggregate":
            continue
        parts = run["name"].split("/")
        name = "/".join(p for p in parts if p not in ("real_time", "process_time", "manual_time") and not p.startswith(("repeats:", "min_time:", "iterations:")))
        if run.get("error_occurred"):
            found[name] = {"skipped": run["error_message"]}
            continue
        by_clock = run.get("by_clock", 0) or name.endswith("_2")
        seconds = run["real_time" if by_clock else "cpu_time"] * unit[run["time_unit"]]
        entry = found.setdefault(name, {"seconds": seconds, "rows": run.get("rows", 1)})
        if seconds <= entry["seconds"]:
            entry.update({"seconds": seconds, **{k: run[k] for k in ("bytes", "peak_mib", "operations", "lines") if k in run}})
    return found


def amount(rate):
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if rate >= size:
            return f"{rate / size:.3g} {letter}"
    return f"{rate:.3g} "


def duration(seconds):
    for size, name in ((1, "s"), (1e-3, "ms"), (1e-6, "us")):
        if seconds >= size:
            return f"{seconds / size:.3g} {name}"
    return f"{seconds * 1e9:.3g} ns"


def table(scenario, contenders):
    base = contenders.get("hand_written")
    base_rate = base["rows"] / base["seconds"] if base and "seconds" in base else None
    many = any(found.get("rows", 1) > 1 for found in contenders.values())
    columns = [("contender", lambda name, found, rate: name)]
    if many:
        columns.append(("rows", lambda name, found, rate: f"{found['rows']:,.0f}"))
    columns.append(("time", lambda name, found, rate: duration(found["seconds"])))
    if many:
        columns.append(("rows/s", lambda name, found, rate: amount(rate)))
    if base_rate:
        columns.append(("ratio", lambda name, found, rate: f"{rate / base_rate:.3g}"))
    if any("peak_mib" in found for found in contenders.values()):
        columns.append(("memory", lambda name, found, rate: f"{found['peak_mib']:.0f} MiB"))
    if any("lines" in found for found in contenders.values()):
        columns.append(("lines", lambda name, found, rate: f"{found['lines']:,.0f}"))
    lines = [f"### {scenario}", "", "| " + " | ".join(title for title, _ in columns) + " |", "|---|" + "---:|" * (len(columns) - 1)]
    for name, found in contenders.items():
        cells = [name, found["skipped"]] if "seconds" not in found else [show(name, found, found["rows"] / found["seconds"]) for _, show in columns]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main():
    folder = pathlib.Path(sys.argv[1])
    scenarios, machine = {}, {}
    for path in sorted((folder / "raw").glob("*.json")):
        data = json.loads(path.read_text())
        if "benchmarks" in data:
            context = data["context"]
            machine = {k: context[k] for k in ("date", "num_cpus", "mhz_per_cpu", "load_avg") if k in context}
            found = of_google(data)
        else:
            found = data
        for name, entry in found.items():
            scenario, _, contender = name.partition("/")
            scenarios.setdefault(scenario, {})[contender] = entry
    (folder / "results.json").write_text(json.dumps({"machine": machine, "scenarios": scenarios}, indent=2) + "\n")
    print("\n".join(table(*item) for item in scenarios.items()))


main()
