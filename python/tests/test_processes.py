"""Ends of interpreters, and children."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support import EXAMS

MANY = """
import sys, threading
import barem, pyarrow as pa
rules = barem.loads(sys.argv[1])
pupil = {"id": "Hạnh", "written": 9, "oral": 9, "excused": False}
count = 50_000
many = pa.table({"id": list(map(str, range(count))), "written": [5] * count, "oral": [5] * count, "excused": [False] * count})
"""


def ended(program: str) -> tuple[int, str, str]:
    done = subprocess.run([sys.executable, "-c", MANY + program, EXAMS], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("work", ["rules.score(many)", "rules.score([pupil])", "rules.score(pupil)", "rules.explain(pupil).text()", "barem.loads(sys.argv[1])"])
def test_threads_that_score_while_python_ends(work: str) -> None:
    assert ended(f"""
busy = threading.Event()
def for_ever():
    while True:
        {work}
        busy.set()
for _ in range(3):
    threading.Thread(target=for_ever, daemon=True).start()
busy.wait()
""") == (0, "", "")


def test_what_is_kept_until_the_end() -> None:
    assert ended("""
import atexit, functools
class Kept: pass
kept = Kept()
kept.all = [kept, rules, rules.score(pupil), rules.score([pupil, {}]), rules.score(many), rules.explain(pupil), rules.check()]
sys.kept = functools.lru_cache(lambda: kept)
sys.kept()
threading.local().kept = kept
atexit.register(lambda: print(rules.score(pupil)["mark"], kept.all[5].text("vi").count("Hạnh")))
""") == (0, "good 1\n", "")


def test_children_score() -> None:
    assert ended("""
import os
expected = rules.score(many, threads=2).arrow
child = os.fork()
if child == 0:
    os._exit(0 if rules.score(many, threads=2).arrow == expected and rules.score(pupil)["mark"] == "good" else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
""") == (0, "0\n", "")
