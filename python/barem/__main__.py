"""Scores tables in files: python -m barem score rules.barem roster.parquet -o out.parquet"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import barem
from barem import _arguments
from barem._errors import who_counts


def main(arguments: list[str] | None = None) -> int:
    """Exit status as of the program `barem`: 0 all well, 1 the rules have errors, 2 usage or files, 3 some records were rejected."""
    asked = _command_line().parse_args(arguments)
    try:
        from barem import _files
    except ImportError as why:
        print(f"barem: {why}: pip install 'barem[cli]'", file=sys.stderr)
        return 2
    try:
        rules = barem.load(asked.rules)
        for name, value in asked.set:
            rules = rules.with_parameter(name, value)
        scored, rejected = _files.score(rules, asked.roster, asked.output, asked.threads)
        if asked.rejects:
            asked.rejects.write_text("".join(_rejection(r) + "\n" for r in rejected), "utf-8")
    except barem.RuleSetError as why:
        print(why, file=sys.stderr)
        return 1
    except (OSError, ValueError, ImportError) as why:
        print(f"barem: {why}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    if rejected:
        if not asked.rejects:
            print("\n".join(str(r) for r in rejected), file=sys.stderr)
        print(f"{len(rejected)} rejected", file=sys.stderr)
        if rules.has_cohorts:
            print(who_counts(scored, len(rejected)), file=sys.stderr)
    return 3 if rejected else 0


def _command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m barem", description="Scores tables in files.")
    parser.add_argument("--version", action="version", version=f"barem {barem.__version__}")
    score = parser.add_subparsers(required=True, metavar="COMMAND").add_parser("score", help="score a roster")
    score.add_argument("rules", type=Path, help="the rule set")
    score.add_argument("roster", type=Path, help=".parquet, .arrow (IPC file or stream), .csv (with commas) or .jsonl")
    score.add_argument("-o", "--output", type=Path, required=True, help="results, in the form of its ending, of those four")
    score.add_argument("--rejects", type=Path, help="records that could not be scored, as JSON lines: row (from 0), id, issues; else told on stderr")
    score.add_argument("--set", action="append", default=[], type=_setting, metavar="PARAMETER=VALUE", help="another value of a parameter")
    score.add_argument("--threads", type=_threads, default=1, help="for rules without cohorts")
    return parser


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"expected PARAMETER=VALUE, found {text}")
    return name, value


def _threads(text: str) -> int:
    try:
        return _arguments.threads(int(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected 1 to {_arguments.MOST_THREADS}, found {text}") from None


def _rejection(r: barem.Rejection) -> str:
    problems = [{"path": i.path, "expected": i.expected, "found": i.found, "message": i.message, "rule": i.rule} for i in r.issues]
    return json.dumps({"row": r.row, "id": r.id, "issues": problems}, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
