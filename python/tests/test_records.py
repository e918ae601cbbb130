"""Records as dicts and as JSON: exact in, exact out, and what is wrong with them."""

import datetime
import re
import threading
from collections import ChainMap, OrderedDict, UserDict
from collections.abc import Callable
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import barem
import numpy as np
import pandas as pd
import pytest
from support import ROOT

EVERY_TYPE = """ruleset every "Every type"
language vi
record người "Người" {
  key tên "Tên" : text
  input số "Số" : number -1000000000000000000000..1000000000000000000000
  input đúng "Đúng" : bool
  input ngày "Ngày" : date
  input mức "Mức" : mức
  input ghi_chú "Ghi chú" : text?
  let phần_ba "Một phần ba" = số / 3
  output số(2), phần_ba(2), đúng, ngày, mức, ghi_chú
}
enum mức "Mức" { thấp "Thấp" < cao "Cao" }
"""


@pytest.fixture(scope="module")
def every() -> barem.RuleSet:
    return barem.loads(EVERY_TYPE)


def person(**other: object) -> dict[str, object]:
    return {"tên": "Nguyễn Thị Hạnh", "số": 1, "đúng": True, "ngày": datetime.date(2024, 2, 29), "mức": "cao"} | other


def problems(rules: barem.RuleSet, record: Any) -> list[tuple[str, str]]:
    with pytest.raises(barem.RecordError) as raised:
        rules.score(record)
    assert all(issue.message in str(raised.value) for issue in raised.value.issues)
    return [(issue.path, issue.found) for issue in raised.value.issues]


def test_values_come_back_exactly_in_types_of_python(every: barem.RuleSet) -> None:
    scored = every.score(person(số=Decimal("0.10"), ghi_chú='"a"\n\t\\ \x01 ế'))
    assert scored.id == "Nguyễn Thị Hạnh"
    assert dict(scored) == {
        "số": Decimal("0.1"), "phần_ba": Fraction(1, 30), "đúng": True, "ngày": datetime.date(2024, 2, 29), "mức": "cao",
        "ghi_chú": '"a"\n\t\\ \x01 ế'}
    assert isinstance(scored["số"], Decimal) and isinstance(scored["phần_ba"], Fraction)
    assert (scored.text("phần_ba"), scored.exact("phần_ba"), scored.label("mức")) == ("0.03", "1/30", "Cao")
    assert every.score(person())["ghi_chú"] is None


class Points(IntEnum):
    many = 7


@pytest.mark.parametrize(("given", "exact"), [
    (10**20 + 1, Decimal(10**20 + 1)), (-3, Decimal(-3)), (Decimal("1E+3"), Decimal(1000)), (Decimal("-1.5E-7"), Decimal("-0.00000015")),
    (Decimal("-0"), Decimal(0)), (Fraction(3, 8), Decimal("0.375")), (Fraction(7), Decimal(7)), (Points.many, Decimal(7))])
def test_numbers_are_taken_exactly(every: barem.RuleSet, given: object, exact: Decimal) -> None:
    assert every.score(person(số=given))["số"] == exact


@pytest.mark.parametrize("given", [
    0.5, float("nan"), Decimal("NaN"), Decimal("Infinity"), Fraction(1, 3), 10**5000, Fraction(1, 3**5000), complex(1, 2), object(), {1}, {"Nguyễn Thị ế" * 9}, {"aế" * 30},
    datetime.datetime(2024, 1, 1), True, "1", None, [1], {}, b"1"], ids=lambda given: type(given).__name__)
def test_what_is_no_exact_number_is_refused_at_its_place(every: barem.RuleSet, given: object) -> None:
    (path, found), = problems(every, person(số=given))
    assert path == "số" and found


def test_a_float_is_named(every: barem.RuleSet) -> None:
    with pytest.raises(barem.RecordError, match=r"^số: expected an exact number \(int, decimal.Decimal or fractions.Fraction\), found float 0.1$"):
        every.score(person(số=0.1))


@pytest.mark.parametrize("given", [float("nan"), np.float64("nan"), pd.NaT, pd.NA], ids=lambda given: type(given).__name__)
@pytest.mark.parametrize("field", ["số", "mức", "ngày", "ghi_chú"])
def test_nan_is_no_value(every: barem.RuleSet, field: str, given: object) -> None:
    with pytest.raises(barem.RecordError, match=f"^{field}: expected a value, or None where there is none, found "):
        every.score(person(**{field: given}))


@pytest.mark.parametrize(("given", "found"), [
    (pd.DataFrame([person(), person(tên="Đức")]).to_dict(), r"columns: give the frame, or frame.to_dict\('records'\)"),
    (pd.DataFrame([person(), person(tên="Đức")]).to_dict("list"), r"columns: give the frame, or frame.to_dict\('records'\)"),
    (pd.DataFrame([person(), person(tên="Đức")]).to_dict("index"), r"records by their index: give list\(data.values\(\)\)"),
    ("roster.jsonl", "`roster.jsonl`, the name of a file: give its records"), ("thư mục/hồ sơ.parquet", "`thư mục/hồ sơ.parquet`, the name of a file"),
    ('{"tên": "Hạnh"}\n{"tên": "Đức"}\n', r"a record on each line: give text.splitlines\(\)"), (b'{"id": "a"}\n\n{"id": "b"}', "a record on each line"),
    ('[{"tên": "Hạnh"}]', "a list in JSON: give json.loads")])
def test_what_was_perhaps_meant(every: barem.RuleSet, given: Any, found: str) -> None:
    for ask in (every.score, every.explain):
        with pytest.raises(barem.RecordError, match=f"^expected a record, found {found}") as raised:
            ask(given)
        assert len(raised.value.issues) == 1


@pytest.mark.parametrize("given", [{"tên": "Hạnh", "số": [1]}, {"tên": {}, "số": 1}, '{"tên":\n"Hạnh"\n}', '{"tên": "x.json"}', "", "x"])
def test_other_records_are_told_as_they_are(every: barem.RuleSet, given: Any) -> None:
    assert all("found columns" not in found and "a record on" not in found and "a file" not in found for _, found in problems(every, given))


@pytest.mark.parametrize("given", [datetime.datetime(2024, 1, 1, 12), "2024-02-30", 20240101])
def test_dates_are_days(every: barem.RuleSet, given: object) -> None:
    assert [path for path, _ in problems(every, person(ngày=given))] == ["ngày"]


def test_all_that_is_wrong_is_told(every: barem.RuleSet) -> None:
    assert [path for path, _ in problems(every, {"tên": "a", "số": "x", "mức": "vừa", "lạ": 1})] == ["số", "mức", "lạ", "đúng", "ngày"]


@pytest.mark.parametrize("record", ["", "[]", "{", '{"tên": "a", "tên": "b"}', b"\xff\xfe", "null", b"", "{}" * 2])
def test_json_that_is_no_record(every: barem.RuleSet, record: str | bytes) -> None:
    assert problems(every, record)


def test_names_of_fields_are_texts(every: barem.RuleSet) -> None:
    assert ("", "int 1") in [(path, found[:5]) for path, found in problems(every, {**person(), 1: 2})]


def test_lone_surrogates_are_refused(every: barem.RuleSet) -> None:
    assert problems(every, person(tên="\ud800")) == [("tên", "a lone surrogate")]
    assert problems(every, {**person(), "\ud800": 1})
    assert problems(every, '{"tên": "\ud800"}') == [("", "a lone surrogate")]


def test_a_record_that_holds_itself_is_refused(every: barem.RuleSet) -> None:
    loop: dict[str, object] = person()
    loop["số"] = loop
    assert problems(every, loop) == [("số", "a dict that holds itself")]
    knot: list[Any] = [[]]
    loop["số"] = knot
    knot[0].append(knot)
    assert problems(every, loop) == [("số[0][0]", "a list that holds itself")]
    deep: dict[str, Any] = {}
    loop["số"] = deep
    for _ in range(300):
        deep["x"] = deep = {}
    assert problems(every, loop) == [("số", "one nested deeper than 200")]
    twice = [1]
    assert [path for path, _ in problems(every, person(số=[twice, twice]))] == ["số"]       # the same list twice is none that holds itself


@pytest.mark.parametrize("data", [None, 1, 1.5, object()])
def test_what_is_no_record_at_all(every: barem.RuleSet, data: object) -> None:
    with pytest.raises(TypeError, match="expected a dict, a list of dict or a table, found "):
        every.score(data)
    (rejected,) = every.score([person(), data, person(tên="Đức")]).rejected
    assert re.match(r"row 1: expected a dict, or a JSON object as str or bytes, found \w+", str(rejected))
    with pytest.raises(TypeError):
        every.explain(data)  # type: ignore[arg-type]


def test_other_mappings_are_records(every: barem.RuleSet) -> None:
    for kind in (MappingProxyType, UserDict, OrderedDict, ChainMap):
        assert every.score(kind(person()))["mức"] == "cao"
        assert problems(every, person(số=kind({"a": 0.5})))[0][0] == "số.a"


class Subclass(Decimal):
    def __str__(self) -> str:
        return '1,"mức":"thấp"'

    __repr__ = __str__


class Day(datetime.date):
    def isoformat(self) -> str:
        return '","mức":"thấp'


class Word(str, Enum):
    high = "cao"

    def __str__(self) -> str:
        return "thấp"


def test_subclasses_are_what_they_hold(every: barem.RuleSet) -> None:
    scored = every.score(person(số=Subclass("7"), ngày=Day(2024, 2, 29), mức=Word.high, đúng=np.True_, tên=np.str_("Ý")))
    assert (scored.id, scored["số"], scored["ngày"], scored["mức"], scored["đúng"]) == ("Ý", 7, datetime.date(2024, 2, 29), "cao", True)
    assert every.score(person(số=np.uint8(7)))["số"] == 7


@pytest.mark.parametrize(("given", "found"), [
    (Decimal("NaN"), "Decimal('NaN')"), (0.5, "float 0.5"), (np.float64(0.5), "np.float64(0.5)"), (Fraction(1, 3), "Fraction(1, 3)"),
    (datetime.datetime(2024, 1, 1), "datetime.datetime(2024, 1, 1, 0, 0)"), (np.array([1, 2]), "ndarray"), (len, "builtin_function_or_method")])
def test_types_are_named_once(every: barem.RuleSet, given: object, found: str) -> None:
    assert problems(every, person(số=given)) == [("số", found)]


class Hostile:
    """A value that does something when it is asked what it is."""

    def __init__(self, do: Callable[[], object]) -> None:
        self.do = do

    def __index__(self) -> int:
        self.do()
        return 5


def test_values_that_change_what_holds_them(every: barem.RuleSet) -> None:
    record = person()
    record["số"] = Hostile(record.clear)
    record["xa"] = ["x" * 1000]
    with pytest.raises(barem.RecordError):
        every.score(record)

    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        every.score([person(), person(số=Hostile(interrupt))])
    with pytest.raises(ZeroDivisionError):
        every.score(person(số=Hostile(lambda: 1 // 0)))


def test_a_list_is_one_roster(exams: barem.RuleSet) -> None:
    good = {"id": "A", "written": 9, "oral": 9, "excused": False}
    scored = exams.score([good, good | {"id": "B", "oral": 0.5}, '{"id": "C"', good | {"id": "D"}, good])
    assert [result.id for result in scored] == ["A", "D"]
    assert [(r.row, r.id) for r in scored.rejected] == [(1, "B"), (2, "C"), (4, "A")]
    assert scored[-1]["mark"] == "good" and len(scored[:1]) == 1
    assert repr(scored) == "<barem.ScoredRecords: 2 scored, 3 rejected>"
    assert len(exams.score([])) == 0


@pytest.mark.parametrize(("given", "id"), [
    ({"id": "Hạnh"}, "Hạnh"), ({"id": "Ha\u0323nh"}, "Hạnh"), ({"id": Word.high}, "cao"), ({"id": 7}, None), ({"id": "\ud800"}, None), ({}, None), (7, None),
    ('{"id": "Hạnh"}', "Hạnh"), ('{"written": 11, "id": "Hạnh"}'.encode(), "Hạnh"), ('{"id": 7}', None), ("[1]", None), ('"Hạnh"', None), ("", None), (b"\xff", None),
    ('{"id": "a \\" \\u1ea1", "written": 1', 'a " ạ'), ('{"oral": {"id": "b"}, "id"', None), ('{"id": "\\q"', None), ('{"id":' + "[" * 100_000, None)],
    ids=lambda given: repr(given)[:20])
def test_what_is_rejected_has_its_id_where_it_can_be_read(exams: barem.RuleSet, given: Any, id: str | None) -> None:
    (rejected,) = exams.score([given]).rejected
    assert rejected.id == id
    assert str(rejected).startswith("row 0: " if id is None else f"row 0 ({id}): ")


def test_rejected_by_a_folder_of_versions_has_its_id() -> None:
    rejected = barem.load(ROOT / "examples/agency-quality").score([{"id": "Sở Y tế"}, {"id": "Sở Nội vụ", "assessed": "2023-01-31"}]).rejected
    assert [r.id for r in rejected] == ["Sở Y tế", "Sở Nội vụ"]


def test_results_by_id(exams: barem.RuleSet) -> None:
    good = {"id": "Sở Nội vụ", "written": 9, "oral": 9, "excused": False}
    scored: Any = exams.score([good, good | {"id": "Sở Y tế", "oral": 11}])      # mypy takes no text for a member of a sequence of results
    assert scored["Sở Nội vụ"] is scored[0] and "Sở Nội vụ" in scored and "Sở Y tế" not in scored and scored[0] in scored
    for ask in (scored.__getitem__, scored.explain):
        with pytest.raises(KeyError, match="^none of the records has the id `Sở Nội vu`: did you mean `Sở Nội vụ`\\?$"):
            ask("Sở Nội vu")
        with pytest.raises(KeyError, match=r"^`Sở Y tế` was rejected: row 1 \(Sở Y tế\): oral: expected a number from 0 to 10"):
            ask("Sở Y tế")


def test_who_is_counted_is_said_where_it_matters(exams: barem.RuleSet, districts: barem.RuleSet, roster: list[str]) -> None:
    said = "ranks and groups count the 52 scored, not the 1 rejected"
    scored = districts.score([*roster, '{"id": "Trạm Y tế"}'])
    assert repr(scored) == f"<barem.ScoredRecords: 52 scored, 1 rejected; {said}>" and said in scored._repr_html_()
    for silent in (districts.score(roster), exams.score([{}])):
        assert "ranks" not in repr(silent) + silent._repr_html_()


def test_ranks_are_counted_within_the_list(districts: barem.RuleSet, roster: list[str]) -> None:
    among = districts.score(roster)
    alone = [districts.score(line) for line in roster]
    assert [a.id for a in among] == [a.id for a in alone]
    assert [dict(a) for a in among] != [dict(a) for a in alone]
    sheet = among.explain(among[1].id, "vi")
    assert sheet.text() != districts.explain(roster[1], "vi").text()
    with pytest.raises(KeyError):
        among.explain("không có")


def test_results_are_mappings(exams: barem.RuleSet) -> None:
    scored = exams.score({"id": "A & B", "written": 10, "oral": 5, "excused": True})
    assert list(scored) == ["total", "mark"] and len(scored) == 2 and "mark" in scored
    assert scored.to_json() == '{"id":"A & B","total":8.33,"mark":"good"}'
    assert scored.to_json(exact=True) == '{"id":"A & B","total":"25/3","mark":"good"}'
    assert repr(scored) == "<barem.Result 'A & B': total=8.33, mark=good>"
    for ask in (scored.__getitem__, scored.text, scored.exact, scored.label):
        with pytest.raises(KeyError):
            ask("sum")


def test_results_and_sheets_are_shown_in_notebooks(exams: barem.RuleSet) -> None:
    record = {"id": "A & B", "written": 10, "oral": 5, "excused": True}
    assert "A &amp; B" in exams.score(record)._repr_html_() and "Good" in exams.score(record)._repr_html_()
    assert "1 rejected" in exams.score([record, {}])._repr_html_()
    table = exams.score([record | {"id": str(i), "oral": 5 if i < 30 else 11} for i in range(60)])
    shown = table._repr_html_()
    assert shown.count("<tr") == 42 and "… 10 more" in shown and "30 rejected" in shown and ">59<" not in shown
    assert re.search('text-align: right">8.33<', shown) and re.search('text-align: left">Good<', shown)
    assert re.search('<th style="[^"]*right">total<', shown) and re.search('<th style="[^"]*left">mark<', shown)
    assert table.rejected._repr_html_().count("<tr") == 21 and ">30<" in table.rejected._repr_html_()  # type: ignore[attr-defined]
    sheet = exams.explain(record)
    assert sheet._repr_html_().startswith("<iframe srcdoc=") and "Mark: Good" in str(sheet)
    assert sheet.html().lower().startswith("<!doctype html>") and sheet.markdown().startswith("#")
    assert {o["name"]: o["value"]["exact"] for o in sheet.data()["results"]} == {"total": "25/3", "mark": "good"}
    assert sheet.text("vi") == exams.explain(record, "vi").text()


def test_threads_share_rules(exams: barem.RuleSet) -> None:
    found: list[object] = []

    def work() -> None:
        found.extend(exams.score({"id": str(i), "written": i % 10, "oral": 5, "excused": False})["total"] for i in range(300))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found.count(Decimal(5)) == 4 * 30 and len(found) == 1200
