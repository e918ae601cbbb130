"""Rule sets: loading, findings as objects, parameters, versions, examples, shapes."""

import datetime
import json
import sys
from decimal import Decimal
from pathlib import Path

import barem
import pandas as pd
import pytest

from support import EXAMS, ROOT


def test_errors_are_objects() -> None:
    with pytest.raises(barem.RuleSetError) as raised:
        barem.loads(EXAMS.replace("good when", "best when"), "thi.barem")
    found = raised.value.diagnostics[0]
    assert (found.severity, found.file, found.line, found.column) == ("error", "thi.barem", 10, 5)
    assert "best" in found.message and found.code in str(raised.value)
    assert raised.value.diagnostics.has_errors


def test_findings_have_witness_and_fixes() -> None:
    report = barem.check(ROOT / "rulesets/viet-yen-2015/viet-yen-2015-as-written.barem")
    gap = next(found for found in report if found.code == "B1301" and "10%" in found.message)
    assert gap.witness == "excess = 10.5%" and gap.labels[0].text == "ends here" and gap.help
    assert "B1301" in str(report) and "B1301" in report._repr_html_() and "B1301" in repr(report)
    assert str(gap).endswith(f"error[B1301]: {gap.message}")


def test_a_good_rule_set_has_no_errors(exams: barem.RuleSet) -> None:
    assert not exams.check().has_errors
    assert not barem.check_text(EXAMS).has_errors


@pytest.mark.parametrize("path", ["không có.barem", ""])
def test_a_file_that_is_not_there(path: str) -> None:
    with pytest.raises(FileNotFoundError):
        barem.load(path)
    with pytest.raises(FileNotFoundError):
        barem.check(path)


def test_a_file_that_is_no_rule_set(tmp_path: Path) -> None:
    (tmp_path / "a.barem").write_bytes(b"\xff\x00")
    with pytest.raises(barem.RuleSetError):
        barem.load(tmp_path / "a.barem")
    with pytest.raises(barem.RuleSetError):
        barem.load(tmp_path)
    with pytest.raises(TypeError):
        barem.load(3.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        barem.loads(b"ruleset")  # type: ignore[arg-type]


def test_what_stands_between_a_record_and_a_level(exams: barem.RuleSet) -> None:
    đức = {"id": "Đức", "written": 4, "oral": Decimal("6.1"), "excused": False}
    why = exams.why_not(đức, "pass")
    assert not why.reached and "4.7" in why.text() and "id" not in why.changes
    assert exams.what_if(đức, why.changes).data() and exams.score(đức)["mark"] == "fail"
    assert exams.why_not(đức, "mark=fail").reached
    assert exams.explain(đức, "vi").why_not("good").lang == "vi"
    with pytest.raises(barem.RecordError, match="pass"):        # those that there are
        exams.why_not(đức, "excellent")


def test_what_other_inputs_do(exams: barem.RuleSet, districts: barem.RuleSet, roster: list[str]) -> None:
    đức = {"id": "Đức", "written": 4, "oral": 3, "excused": False}
    then = exams.what_if(đức, {"excused": True, "written": Decimal("4.5")})
    assert then.changes_outputs and "Đức" in then.text() and "<iframe" in then._repr_html_()
    assert not exams.what_if(đức, {}).changes_outputs
    assert districts.what_if(roster[0], {"tasks[2].indicators[0].contents[0].on_time": False}).html("vi")
    for changes, path in (({"oral": 11}, "oral"), ({"orla": 1}, "orla"), ({"excused": None}, "excused"), ({"written": "nhiều"}, "written")):
        with pytest.raises(barem.RecordError) as raised:
            exams.what_if(đức, changes)
        assert raised.value.issues[0].path == path
    with pytest.raises(TypeError, match="oral: a float is not exact"):
        exams.what_if(đức, {"oral": 0.5})


def test_parameters(districts: barem.RuleSet, roster: list[str]) -> None:
    eased = districts.with_parameter("floor", 950)
    assert [r["rating"] for r in eased.score(roster)] != [r["rating"] for r in districts.score(roster)]
    assert districts.with_parameter("floor", Decimal("1000")).score(roster[0]) == districts.score(roster[0])
    for name, value in (("floor", "nhiều"), ("ceiling", "1")):
        with pytest.raises(ValueError, match=name):
            districts.with_parameter(name, value)
    with pytest.raises(TypeError, match="floor"):
        districts.with_parameter("floor", 0.5)


def test_versions_are_chosen_by_date() -> None:
    rules = barem.load(ROOT / "examples/agency-quality")
    assert len(rules.versions) > 1
    record = {"id": "Sở Y tế", "assessed": datetime.date(2023, 6, 30), "type": "Sở", "points": 81}
    newest = rules.versions[-1]
    assert newest.since and rules.score(record) != newest.rules.score(record | {"assessed": newest.since})
    alone = barem.load(ROOT / "examples/agency-quality" / newest.file)
    assert [(version.since, version.until) for version in alone.versions] == [(None, None)] and alone.score(record) == newest.rules.score(record)
    for ask in (rules.schema, rules.test, lambda: rules.fields):
        with pytest.raises(ValueError, match="several versions"):
            ask()


def test_examples(districts: barem.RuleSet) -> None:
    done = districts.test()
    assert done.passed > 0 and len(done.failures) == 0


def test_shapes(exams: barem.RuleSet, districts: barem.RuleSet) -> None:
    assert "2020-12" in json.loads(exams.schema())["$schema"]
    assert [(f.name, f.kind, f.is_key, f.decimals) for f in exams.fields] == [
        ("id", "text", True, None), ("written", "number", False, 1), ("oral", "number", False, 1), ("excused", "bool", False, None)]
    assert any(field.fields for field in districts.fields)
    assert districts.has_cohorts and not exams.has_cohorts
    assert exams.name == "exams" and exams.label("en") == "Exams" and repr(exams) == "<barem.RuleSet exams>"


def test_columns_need_pyarrow_and_say_so(exams: barem.RuleSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"^tables need pyarrow: pip install 'barem\[tables\]'$"):
        exams.arrow_schema()
    with pytest.raises(ImportError, match=r"^tables need pyarrow"):
        exams.score(pd.DataFrame({"id": ["a"]}))
