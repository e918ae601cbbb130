#!/usr/bin/env python3
"""Scores random rosters with barem and with the reference calculation, and shows where they differ.

    python3 compare.py BAREM NAME... [--seeds 1..10] [--count 500] [--bad 0.1]

BAREM is the program, NAME a regulation such as hon-quan-2021. Results must be the same line by line, rejected
records the same by line and one of their problems. The exit status is 0 when nothing differs, 1 otherwise.
"""
import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent.parent.parent

# The reference and the maker of random rosters.
NAMES = {
    "dong-nai-2013": ("dong_nai_2013", "random_dong_nai"),
    "hon-quan-2021": ("hon_quan_2021", "random_hon_quan"),
    "ninh-hai-2021": ("ninh_hai_2021", "random_ninh_hai"),
    "phu-tho-2022": ("phu_tho_2022", "random_phu_tho"),
    "viet-yen-2015": ("viet_yen_2015", "random_viet_yen"),
}


def scored(barem, rules, data, folder):
    """(results, {line: paths of the problems} of rejects) of the program."""
    paths = [folder / name for name in ("roster.jsonl", "results.jsonl", "rejects.jsonl")]
    paths[0].write_bytes(data)
    done = subprocess.run([barem, "score", str(rules), str(paths[0]), "--exact", "--quiet", "-o", str(paths[1]), "--rejects", str(paths[2])],
                          stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 3):
        sys.exit(done.stderr.decode("utf-8"))
    results, rejects = ([json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in paths[1:])
    return results, {item["line"]: [problem["path"] for problem in [item] + item.get("more", [])] for item in rejects}


def differences(regulation, data, results, rejects):
    """What differs, as lines to print."""
    records, bad = regulation.read_roster(data)
    expected = [json.loads(line) for line in regulation.results_text(records, True).splitlines()]
    for line, name, problem in bad:
        if problem.path not in rejects.get(line, []):
            yield "line %d (%s): rejected at `%s`, but barem: %s" % (line, name, problem.path, rejects.get(line, "scored"))
    for line in rejects.keys() - {line for line, _, _ in bad}:
        yield "line %d: scored, but barem rejects it at `%s`" % (line, rejects[line])
    if [item["id"] for item in expected] != [item["id"] for item in results]:
        yield "not the same records are scored, or not in the same order"
        return
    for mine, theirs in zip(expected, results):
        if list(mine.items()) != list(theirs.items()):
            yield "%s: %s" % (mine["id"], {key: (mine[key], theirs.get(key)) for key in mine if mine[key] != theirs.get(key)})


def main():
    parser = argparse.ArgumentParser(description="Compare barem with the reference calculations.")
    parser.add_argument("barem")
    parser.add_argument("names", nargs="+", choices=NAMES, metavar="NAME")
    parser.add_argument("--seeds", default="1..10", metavar="FIRST..LAST")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--bad", type=float, default=0.1, metavar="SHARE")
    options = parser.parse_args()
    first, last = map(int, options.seeds.split(".."))
    found = 0
    for name in options.names:
        reference, maker = map(importlib.import_module, NAMES[name])
        rules = ROOT / "rulesets" / name / (name + ".barem")
        lines = 0
        for seed in range(first, last + 1):
            data = b"".join(line + b"\n" for line in maker.lines(Random(seed), options.count, options.bad))
            lines += options.count
            with tempfile.TemporaryDirectory() as folder:
                results, rejects = scored(options.barem, rules, data, Path(folder))
            for difference in differences(reference.REGULATION, data, results, rejects):
                found += 1
                if found <= 20:
                    print("%s, seed %d: %s" % (name, seed, difference))
        print("%s: %d records compared" % (name, lines))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
