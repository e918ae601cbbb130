#!/usr/bin/env python3
"""Writes the test vectors of the regulations, with the results of the reference calculations.

    python3 make_vectors.py            into the folders of the regulations beside this one
    python3 make_vectors.py --check    writes nothing; exit 1 when a file would change

edges.jsonl     records that each isolate one edge or row of a rule; edges.expected.jsonl (and other
                groups of that kind, where the cohorts must be others)
rejects.jsonl   lines that are bad in one way, among some good ones; rejects.expected.jsonl
                has results of the good ones, and of each bad one its number, its id and
                the path of what is wrong

The expected results of the examples' rosters are written, too.
"""
import json
import sys
from pathlib import Path

import dong_nai_2013
import hon_quan_2021
import ninh_hai_2021
import phu_tho_2022
import vectors_dong_nai
import vectors_hon_quan
import vectors_ninh_hai
import vectors_phu_tho
import vectors_viet_yen
import viet_yen_2015
from vectors import rejected_files, scored_files

ROOT = Path(__file__).resolve().parent.parent.parent.parent

# The regulation, its vectors, and its groups beside `edges` and `rejects`.
REGULATIONS = {
    "dong-nai-2013": (dong_nai_2013.REGULATION, vectors_dong_nai, []),
    "hon-quan-2021": (hon_quan_2021.REGULATION, vectors_hon_quan, []),
    "ninh-hai-2021": (ninh_hai_2021.REGULATION, vectors_ninh_hai, []),
    "phu-tho-2022": (phu_tho_2022.REGULATION, vectors_phu_tho, ["ties"]),
    "viet-yen-2015": (viet_yen_2015.REGULATION, vectors_viet_yen, []),
}


def all_files():
    """(path from the root, bytes) of every file."""
    for name, (regulation, vectors, more) in REGULATIONS.items():
        folder, example = "tests/conformance/" + name, "examples/" + name
        rules = {"rules": "rulesets/%s/%s.barem" % (name, name)}
        for group in ["edges"] + more:
            for file, data in scored_files(regulation, group, getattr(vectors, group)()):
                yield folder + "/" + file, data
        for file, data in rejected_files(regulation, vectors.rejects()):
            yield folder + "/" + file, data
        for group in ["edges", "rejects"] + more:
            yield "%s/%s.files.json" % (folder, group), (json.dumps(rules) + "\n").encode("utf-8")
        rules.update(roster=example + "/roster.jsonl", expected=example + "/expected.jsonl")
        yield folder + "/example.files.json", (json.dumps(rules, indent=2) + "\n").encode("utf-8")
        records, bad = regulation.read_roster((ROOT / example / "roster.jsonl").read_bytes())
        assert not bad, bad
        yield example + "/expected.jsonl", regulation.results_text(records, True).encode("utf-8")


def main():
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit("usage: make_vectors.py [--check]")
    changed = 0
    for name, data in all_files():
        path = ROOT / name
        if path.exists() and path.read_bytes() == data:
            continue
        changed += 1
        print(("would change: " if check else "written: ") + name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
