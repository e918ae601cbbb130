"""python -m barem: files in, files out."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import subprocess
import sys
import termios
from decimal import Decimal
from pathlib import Path

import barem
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from barem.__main__ import main
from support import EXAMS, ROOT

ROWS = [{"id": "Hạnh", "written": Decimal("8.5"), "oral": Decimal("9.5"), "excused": False},
        {"id": "Đức", "written": Decimal("11.0"), "oral": Decimal("1.0"), "excused": True},
        {"id": "Ý", "written": Decimal("4.0"), "oral": Decimal("3.0"), "excused": True}]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "exams.barem"
    path.write_text(EXAMS, "utf-8")
    return path


def write(path: Path) -> Path:
    table = pa.Table.from_pylist(ROWS, schema=barem.loads(EXAMS).arrow_schema())
    if path.suffix == ".parquet":
        pq.write_table(table, path, row_group_size=1)
    elif path.suffix == ".arrow":
        with (pa.ipc.new_stream if path.stem == "stream" else pa.ipc.new_file)(path, table.schema) as to:
            to.write_table(table)
    elif path.suffix == ".csv":
        path.write_text("id,written,oral,excused\n" + "".join(f"{r['id']},{r['written']},{r['oral']},{str(r['excused']).lower()}\n" for r in ROWS), "utf-8")
    else:
        path.write_text("".join(json.dumps(r, default=float) + "\n\n" for r in ROWS), "utf-8")
    return path


def totals(path: Path) -> dict[str, str]:
    if path.suffix == ".parquet":
        rows = pq.read_table(path).to_pylist()
    elif path.suffix == ".arrow":
        rows = pa.ipc.open_file(pa.memory_map(str(path))).read_all().to_pylist()
    elif path.suffix == ".csv":
        rows = list(csv.DictReader(path.open(encoding="utf-8")))
    else:
        rows = [json.loads(line, parse_float=str) for line in path.read_text("utf-8").splitlines()]
    return {row["id"]: f"{row['total']} {row['mark']}" for row in rows if row["total"]}


@pytest.mark.parametrize("output", ["out.parquet", "out.arrow", "out.csv", "out.jsonl"])
@pytest.mark.parametrize("roster", ["in.parquet", "in.arrow", "stream.arrow", "in.csv", "in.jsonl"])
def test_files(rules: Path, tmp_path: Path, roster: str, output: str) -> None:
    out, rejects = tmp_path / output, tmp_path / "rejects.jsonl"
    assert main(["score", str(rules), str(write(tmp_path / roster)), "-o", str(out), "--rejects", str(rejects)]) == 3
    assert totals(out) == {"Hạnh": "8.83 good", "Ý": "3.67 pass"}
    (rejected,) = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
    assert (rejected["row"], rejected["id"]) == (1, "Đức") and rejected["issues"][0]["path"] == "written"


def test_a_roster_with_ranks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.jsonl"
    rules = ROOT / "rulesets/viet-yen-2015/viet-yen-2015.barem"
    asked = ["score", str(rules), str(ROOT / "examples/viet-yen-2015/roster.jsonl"), "-o", str(out)]
    assert main([*asked, "--set", "floor=950"]) == 0 and not list(tmp_path.glob("*.part"))
    eased = out.read_text("utf-8")
    assert main(asked) == 0 and out.read_text("utf-8") != eased
    short = tmp_path / "in.jsonl"
    short.write_text('{"id": "Trạm Y tế"}\n' + (ROOT / "examples/viet-yen-2015/roster.jsonl").read_text("utf-8"), "utf-8")
    assert main(["score", str(rules), str(short), "-o", str(out)]) == 3
    assert capsys.readouterr().err.endswith("1 rejected\nranks and groups count the 52 scored, not the 1 rejected\n")


def told_on(stderr: int, rules: Path, tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "barem", "score", str(rules), str(write(tmp_path / "in.parquet")), "-o", str(tmp_path / "out.parquet"), "--rejects", os.devnull]
    assert subprocess.run(asked, stderr=stderr, env=os.environ | {"TERM": "xterm"}).returncode == 3


def test_a_bar_on_a_terminal_and_none_elsewhere(rules: Path, tmp_path: Path) -> None:
    terminal, program = pty.openpty()
    termios.tcsetwinsize(program, (24, 80))
    told_on(program, rules, tmp_path)
    assert b"100%" in os.read(terminal, 10_000)
    with (tmp_path / "stderr").open("w+b") as file:
        told_on(file.fileno(), rules, tmp_path)
        file.seek(0)
        assert file.read() == b"1 rejected\n"


@pytest.mark.parametrize(("given", "status"), [
    (["không có.barem", "in.csv", "-o", "out.csv"], 2), (["exams.barem", "không có.parquet", "-o", "out.csv"], 2),
    (["exams.barem", "exams.barem", "-o", "out.csv"], 2), (["exams.barem", "in.csv", "-o", "out.xlsx"], 2),
    (["exams.barem", "in.csv", "-o", "không có/out.csv"], 2), (["exams.barem", "broken.parquet", "-o", "out.csv"], 2),
    (["exams.barem", "broken.arrow", "-o", "out.csv"], 2), (["bad.barem", "in.csv", "-o", "out.csv"], 1),
    (["exams.barem", "in.csv", "-o", "out.csv", "--set", "floor=1"], 2)])
def test_what_is_wrong_is_told(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
                               given: list[str], status: int) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("in.csv"))
    for name in ("broken.parquet", "broken.arrow"):
        Path(name).write_bytes(b"PAR1ARROW1" * 3)
    Path("bad.barem").write_text("ruleset", "utf-8")
    assert main(["score", *given]) == status
    assert capsys.readouterr().err and not Path("out.csv").exists() and not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(("text", "said"), [
    ("", "in.csv: expected a header, found an empty file"), ("\n", "in.csv: expected a header, found an empty line"),
    ("id,written,written,oral,excused\n", "in.csv:1: the column `written` is there 2 times"),
    ("id,written,oral,excused,lạ\n", "in.csv:1: `lạ` is no field of the records"), ("id,written,oral\n", "in.csv:1: no column is called `excused`"),
    ("id;written;oral;excused\n", "in.csv:1: expected cells with `,` between them, found `;`"), ("id\twritten\n", "in.csv:1: .* found tabs"),
    ('id,written,oral,excused\n"a"b,1,2,true\n', "in.csv: .*expected after"), ("id,written,oral,excused\n\xff", "in.csv: 'utf-8' codec")])
def test_a_csv_that_is_none(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_bytes(text.encode() if "\xff" not in text else text.encode("latin-1"))
    assert main(["score", str(rules), "in.csv", "-o", "out.csv"]) == 2
    assert re.search(f"^barem: {said}", capsys.readouterr().err) and not Path("out.csv").exists()


def test_rows_of_csv_with_other_cells_than_the_header(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,written,oral,excused\nHạnh,8.5,9.5\n\nĐức,8.5,9.5,false\nÝ,1_0,9,true,false\nAn,1_0,9,maybe\n", "utf-8")
    out, rejects = tmp_path / "out.csv", tmp_path / "rejects.jsonl"
    assert main(["score", str(rules), str(tmp_path / "in.csv"), "-o", str(out), "--rejects", str(rejects)]) == 3
    assert totals(out) == {"Đức": "8.83 good"}
    told = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
    assert [(r["row"], r["id"], [(i["path"], i["found"]) for i in r["issues"]]) for r in told] == [
        (0, "Hạnh", [("", "3")]), (2, "Ý", [("", "5")]), (3, "An", [("written", '"1_0"'), ("excused", '"maybe"')])]


@pytest.mark.parametrize("output", ["không có/out.parquet", "không có/out.csv", "folder.arrow"])
def test_the_output_is_named_as_it_was_asked_for(rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], output: str) -> None:
    (tmp_path / "folder.arrow").mkdir()
    assert main(["score", str(rules), str(write(tmp_path / "in.csv")), "-o", str(tmp_path / output)]) == 2
    told = capsys.readouterr().err
    assert f"'{tmp_path / output}'" in told and ".part" not in told.replace(".parquet", "")


@pytest.mark.parametrize(("given", "said"), [(["--set", "floor"], "expected PARAMETER=VALUE, found floor"), (["--threads", "0"], "expected 1 to 1024, found 0")])
def test_usage(rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["score", str(rules), str(write(tmp_path / "in.csv")), "-o", str(tmp_path / "out.csv"), *given])
    assert said in capsys.readouterr().err


def test_what_the_program_needs_is_said(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "tqdm.py").write_text("raise ModuleNotFoundError(\"No module named 'tqdm'\")", "utf-8")
    asked = [sys.executable, "-m", "barem", "score", str(rules), str(write(tmp_path / "in.csv")), "-o", str(tmp_path / "out.csv")]
    ended = subprocess.run(asked, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(tmp_path)})
    assert (ended.returncode, ended.stderr) == (2, "barem: No module named 'tqdm': pip install 'barem[cli]'\n")
