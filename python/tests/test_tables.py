"""Tables of pyarrow, polars, pandas and DuckDB: each as a producer of records and a consumer of results."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

import barem
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from barem import _core
from support import ROOT

IDS = ["Phòng Nội vụ", "Thanh tra huyện", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "D"]
ROWS = [{"id": id, "written": Decimal(w), "oral": Decimal(o), "excused": e}
        for id, w, o, e in zip(IDS, ("8.5", "4.0", "7.0", "10.5"), ("9.5", "3.0", "0.1", "7.0"), (False, True, False, False))]
TOTALS = [Decimal("8.83"), Decimal("3.67"), Decimal("4.70"), None]
MARKS = ["good", "pass", "fail", None]

TYPES = """ruleset types "Every type"
language vi
record hồ_sơ "Hồ sơ" {
  key mã "Mã" : text
  input đếm "Số" : integer 0..1000
  input mức "Mức" : mức
  input ngày "Ngày" : date
  input ghi_chú "Ghi chú" : text?
  let cao_hơn "Cao hơn" = mức >= cao
  output đếm(0), mức, ngày, ghi_chú, cao_hơn
}
enum mức "Mức" { thấp "Thấp" < cao "Cao" }
"""


def arrow(rules: barem.RuleSet) -> pa.Table:
    return pa.Table.from_pylist(ROWS, schema=pa.schema(
        [("id", pa.string()), ("written", pa.decimal128(5, 1)), ("oral", pa.decimal128(5, 1)), ("excused", pa.bool_())]))


@pytest.fixture
def table(exams: barem.RuleSet) -> pa.Table:
    return arrow(exams)


def check(scored: barem.ScoredTable) -> None:
    found = scored.arrow.to_pydict()
    assert found == {"id": IDS, "total": TOTALS, "mark": MARKS}
    (rejected,) = scored.rejected
    assert (rejected.row, rejected.id, rejected.issues[0].path) == (3, "D", "written")
    assert scored.scored == 3 and len(scored) == 4


def test_pyarrow(exams: barem.RuleSet, table: pa.Table) -> None:
    for given in (table, table.to_batches()[0], table.to_reader(), table.slice(0), pa.table(table.to_pydict())):
        scored = exams.score(given)
        check(scored)
        assert isinstance(scored.table, pa.Table)
    assert scored.table.schema.field("total").type == pa.decimal128(38, 2)
    assert repr(scored) == "<barem.ScoredTable: 3 scored, 1 rejected>" and "1 rejected" in scored._repr_html_()
    assert '<tr title="row 3 (D): written: expected' in scored._repr_html_()


def test_slices_and_chunks(exams: barem.RuleSet, table: pa.Table) -> None:
    assert exams.score(table.slice(1, 2)).arrow.to_pydict() == {"id": IDS[1:3], "total": TOTALS[1:3], "mark": MARKS[1:3]}
    check(exams.score(pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1, 3)])))
    assert exams.score(table.slice(0, 0)).table.schema == exams.score(table).table.schema


def test_polars(exams: barem.RuleSet, table: pa.Table) -> None:
    frame = pl.DataFrame(table)
    check(exams.score(frame))
    check(exams.score(frame.with_columns(pl.col("id").cast(pl.Categorical))))
    made = exams.score(frame).table
    assert isinstance(made, pl.DataFrame) and made["total"].to_list() == TOTALS
    assert pl.DataFrame(exams.score(table))["mark"].to_list() == MARKS       # polars as the consumer of a pyarrow roster


def test_pandas(exams: barem.RuleSet, table: pa.Table) -> None:
    frame = pd.DataFrame(ROWS, index=[10, 20, 30, 40])
    scored = exams.score(frame)
    check(scored)
    assert isinstance(scored.table, pd.DataFrame) and list(scored.table.index) == [10, 20, 30, 40]
    check(exams.score(frame.astype({"id": "category"})))


def test_duckdb(exams: barem.RuleSet, table: pa.Table) -> None:
    connection = duckdb.connect()
    connection.register("given", table)
    check(exams.score(connection.sql("select * from given")))
    check(exams.score(connection.sql("select id, written::decimal(9,1) as written, oral::decimal(18,1) as oral, excused from given")))
    results = exams.score(table).arrow
    assert connection.sql("select mark, count(*) from results where mark is not null group by mark order by mark").fetchall() == [
        ("fail", 1), ("good", 1), ("pass", 1)]


@pytest.mark.parametrize("text", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()),
                                  pa.dictionary(pa.uint32(), pa.large_string())])
@pytest.mark.parametrize("whole", [pa.int16(), pa.uint64(), pa.decimal128(38, 3)])
def test_types(text: pa.DataType, whole: pa.DataType) -> None:
    rules = barem.loads(TYPES)
    note = "một ghi chú dài hơn mười hai byte"
    day = datetime.date(1969, 12, 31)
    wide = pa.table({
        "mã": pa.array(["0", "a", "b", "c", "Nguyễn Văn An"]).cast(text), "đếm": pa.array([0, 1, 2, None, 3]).cast(whole),
        "mức": pa.array(["thấp", "thấp", "cao", "cao", "cao"]).cast(text), "ngày": pa.array([day] * 5, pa.date32()),
        "ghi_chú": pa.array([None, note, None, note, "ngắn"]).cast(text)})
    scored = rules.score(wide.slice(1))
    assert scored.arrow["mức"].type == pa.dictionary(pa.int32(), pa.string(), ordered=True)
    assert [(r.row, r.id) for r in scored.rejected] == [(2, "c")]
    assert scored.arrow.to_pylist()[0] == {"mã": "a", "đếm": 1, "mức": "thấp", "ngày": day, "ghi_chú": note, "cao_hơn": False}
    assert scored.arrow["ghi_chú"].to_pylist() == [note, None, None, "ngắn"]
    assert scored.arrow["cao_hơn"].to_pylist() == [False, True, None, True]


def nested(rules: barem.RuleSet, roster: list[str]) -> pa.Table:
    return pa.Table.from_pylist([json.loads(line, parse_float=Decimal) for line in roster], schema=rules.arrow_schema())


def test_nested_lists_and_ranks(districts: barem.RuleSet, roster: list[str]) -> None:
    among = {r.id: r for r in districts.score(roster)}
    table = nested(districts, roster)
    chunks = pa.concat_tables([table.slice(0, 1), table.slice(1)])
    for given in (table, chunks, pl.DataFrame(table), pl.DataFrame(chunks), duckdb.from_arrow(table)):
        scored = districts.score(given)
        assert not scored.rejected
        for row in scored.arrow.to_pylist():
            result = among[row.pop("id")]
            assert {name: None if v is None else str(v).lower() if isinstance(v, bool) else str(v) for name, v in row.items()} == {
                name: None if result[name] is None else result.text(name) for name in result}
    assert districts.score(table, threads=2).arrow == districts.score(table).arrow


def test_who_is_counted_is_said(districts: barem.RuleSet, roster: list[str]) -> None:
    rows = nested(districts, roster)
    scored = districts.score(rows.set_column(1, "block", pa.array([None] + rows["block"].to_pylist()[1:])))
    said = f"ranks and groups count the {len(rows) - 1} scored, not the 1 rejected"
    assert repr(scored) == f"<barem.ScoredTable: {len(rows) - 1} scored, 1 rejected; {said}>" and said in scored._repr_html_()


def test_streams(exams: barem.RuleSet, districts: barem.RuleSet, table: pa.Table, roster: list[str]) -> None:
    reader = pa.RecordBatchReader.from_batches(table.schema, iter(table.to_batches(max_chunksize=1)))
    parts = list(exams.score_stream(reader))
    assert [len(part) for part in parts] == [1, 1, 1, 1] and parts[3].rejected[0].row == 3
    rows = nested(districts, roster)
    assert len(list(districts.score_stream(pa.table(rows).to_reader(max_chunksize=1)))) == 1        # ranks need all
    with pytest.raises(TypeError, match="expected a table"):
        exams.score_stream([1])


def people() -> barem.RuleSet:
    return barem.loads('''ruleset people "People"
language vi
enum mức "Mức" { thấp "Thấp" < cao "Cao" }
record người "Người" {
  key tên "Tên" : text
  input lương "Lương" : number 0..1000 decimals 2
  input ngày "Ngày" : date
  input mức "Mức" : mức
  input con "Con" : list of con 0..9
  let tổng "Tổng" = lương + sum(tuổi over con)
  output tổng(2), ngày, mức
}
record con "Con" in người { input tuổi "Tuổi" : integer 0..99 }
''')


PEOPLE = [{"tên": "Hạnh", "lương": Decimal("12.50"), "ngày": datetime.date(2024, 2, 29), "mức": "cao", "con": [{"tuổi": 7}, {"tuổi": 9}]},
          {"tên": "Đức", "lương": Decimal("9.99"), "ngày": datetime.date(1969, 12, 31), "mức": "thấp", "con": []}]
EXPECTED = [{"tên": "Hạnh", "tổng": Decimal("28.50"), "ngày": datetime.date(2024, 2, 29), "mức": "cao"},
            {"tên": "Đức", "tổng": Decimal("9.99"), "ngày": datetime.date(1969, 12, 31), "mức": "thấp"}]


@pytest.mark.parametrize("types", [
    {}, {"mức": pl.Categorical}, {"mức": pl.Enum(["cao", "thấp"])}, {"ngày": pl.Datetime("us")}, {"ngày": pl.Datetime("ms")},
    {"lương": pl.Decimal(38, 10)}, {"con": pl.Array(pl.Struct({"tuổi": pl.UInt8}), 1)}])
def test_types_of_polars(types: dict[str, Any]) -> None:
    rows = [row | {"con": [{"tuổi": 16}]} for row in PEOPLE[:1]] if "con" in types else PEOPLE
    frame = pl.DataFrame(rows, schema_overrides={"lương": pl.Decimal(10, 2)}).cast(types)  # type: ignore[arg-type]
    scored = people().score(frame)
    assert scored.arrow.to_pylist() == EXPECTED[:len(rows)] and scored.table["tổng"].to_list()[0] == Decimal("28.50")


@pytest.mark.parametrize("change", [
    {}, {"mức": "category"}, {"tên": "string"}, {"ngày": "datetime64[ns]"}, {"ngày": "datetime64[s]"}, {"tên": "string[pyarrow]"}])
def test_types_of_pandas(change: dict[str, str]) -> None:
    assert people().score(pd.DataFrame(PEOPLE).astype(change)).arrow.to_pylist() == EXPECTED


def test_types_of_duckdb() -> None:
    connection = duckdb.connect()
    connection.execute("create type bậc as enum ('cao', 'thấp')")
    given = '''select 'Hạnh' as "tên", 12.5::decimal({}, 2) as "lương", date '2024-02-29' as "ngày", 'cao'::bậc as "mức", [{{'tuổi': 7}}, {{'tuổi': 9}}] as con
        union all select 'Đức', 9.99, date '1969-12-31', 'thấp', [] order by 2 desc'''
    for width in (4, 9, 18, 38):
        assert people().score(connection.sql(given.format(width))).arrow.to_pylist() == EXPECTED
    whole = connection.sql("select 'a' as \"tên\", 12::hugeint as \"lương\", timestamp '2024-02-29' as \"ngày\", 'cao' as \"mức\", [{'tuổi': 7::utinyint}] as con")
    assert people().score(whole).arrow["tổng"].to_pylist() == [Decimal("19.00")]


@pytest.mark.parametrize(("frame", "found"), [
    (lambda rows: pd.DataFrame(rows).astype({"lương": float}), "lương: .*binary floating point.*cast it to a decimal"),
    (lambda rows: pl.DataFrame(rows).with_columns(pl.col("lương").cast(pl.Float32)), "lương: .*binary floating point.*cast it to a decimal"),
    (lambda rows: pd.DataFrame(rows).assign(ngày=pd.to_datetime(["2024-02-29 12:30", "2024-02-29 00:00"])), "ngày: .*another time of day in row 0: cast it to date32"),
    (lambda rows: pd.DataFrame(rows).assign(ngày=pd.to_datetime(["2024-02-29"] * 2).tz_localize("Asia/Ho_Chi_Minh")), "ngày: .*time zone"),
    (lambda rows: pl.DataFrame(rows).with_columns(pl.col("lương").cast(pl.String)), "lương: expected .* found texts"),
    (lambda rows: pl.DataFrame(rows).with_columns(con=pl.Series([[1], []])), "con: expected a list of struct"),
    (lambda rows: pl.DataFrame(rows).with_columns(con=None), "con: .*no column"),
    (lambda rows: pl.DataFrame([*rows, rows[0] | {"con": [None]}]), "con: expected elements without nulls"),
    (lambda rows: pl.DataFrame(rows).with_columns(pl.col("tên").cast(pl.Binary)), "tên: .*binary data.*cast it to utf8"),
    (lambda rows: pl.DataFrame(rows).with_columns(ngày=pl.duration(days=1)), "ngày: .*a duration"),
    (lambda rows: pa.table([pa.array(["a"])] * 2, names=["tên", "tên"]), "tên: expected one column of this name, found two")])
def test_what_is_not_taken_names_column_and_remedy(frame: Any, found: str) -> None:
    with pytest.raises(barem.RecordError, match=found) as raised:
        people().score(frame(PEOPLE))
    assert raised.value.issues[0].path == found.partition(":")[0]
    assert str(raised.value).endswith("rules.arrow_schema() has columns that fit)")
    assert ("(barem.decimals(table) does that without rounding; " in str(raised.value)) == ("floating" in found)


@pytest.mark.parametrize("frame", [
    pd.DataFrame(columns=["id", "written", "oral", "excused"]), pd.DataFrame(ROWS)[:0], pd.DataFrame({"id": [], "written": [], "oral": [], "excused": []}),
    pd.DataFrame({"id": [], "written": [], "oral": [], "excused": []}, dtype=float), pl.DataFrame({"id": [], "written": [], "oral": [], "excused": []}),
    pa.table({"id": [], "written": [], "oral": [], "excused": []})])
def test_a_table_without_rows_says_nothing_of_types(exams: barem.RuleSet, frame: Any) -> None:
    scored = exams.score(frame)
    assert len(scored) == 0 and list(scored.arrow.column_names) == ["id", "total", "mark"] and type(scored.table) is type(frame)


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, pa.Table.from_pylist], ids=["pandas", "polars", "pyarrow"])
def test_a_null_for_a_list_costs_its_row(frame: Any) -> None:
    given = [PEOPLE[0] | {"tên": "Ý", "con": None}, *PEOPLE, PEOPLE[1] | {"tên": "An", "lương": Decimal("1001.00")}, PEOPLE[0] | {"tên": "Bá", "con": None}]
    scored = people().score(frame(given))
    assert [str(r).partition(", found")[0] for r in scored.rejected] == [
        "row 0 (Ý): con: expected a list of 0 to 9 elements", "row 3 (An): lương: expected a number from 0 to 1000 with at most 2 decimals",
        "row 4 (Bá): con: expected a list of 0 to 9 elements"]
    nothing = {"tổng": None, "ngày": None, "mức": None}
    assert scored.arrow.to_pylist() == [{"tên": "Ý"} | nothing, *EXPECTED, {"tên": "An"} | nothing, {"tên": "Bá"} | nothing]
    assert scored.arrow.schema == people().score(frame(PEOPLE)).arrow.schema
    all_of_them = people().score(frame(given)[:1])
    assert all_of_them.scored == 0 and all_of_them.rejected == scored.rejected[:1] and len(all_of_them) == 1


def test_rows_without_a_list_are_not_counted_among_the_others(districts: barem.RuleSet, roster: list[str]) -> None:
    rows = nested(districts, roster)
    tasks = pa.array([None] + rows["tasks"].to_pylist()[1:], rows["tasks"].type)
    scored = districts.score(rows.set_column(rows.column_names.index("tasks"), "tasks", tasks))
    assert [r.row for r in scored.rejected] == [0] and scored.arrow.slice(1).to_pylist() == districts.score(rows.slice(1)).arrow.to_pylist()


def test_a_column_of_pandas_without_values_says_nothing_of_its_type() -> None:
    rules = barem.loads(TYPES)
    frame = pd.DataFrame({"mã": ["a"], "đếm": [1], "mức": ["cao"], "ngày": [datetime.date(2024, 2, 29)], "ghi_chú": [float("nan")]})
    assert rules.score(frame).arrow["ghi_chú"].to_pylist() == [None]
    (rejected,) = rules.score(frame.assign(đếm=float("nan"))).rejected
    assert rejected.issues[0].path == "đếm"


def test_columns_of_pandas_that_arrow_has_no_type_for(exams: barem.RuleSet) -> None:
    frame = pd.DataFrame(ROWS)
    for bad, path, found in (
            (frame.assign(written=[Decimal(1), "vắng", 2, 3]), "written", "values that Arrow has one type for, found .*vắng|str"),
            (frame.assign(written=[object()] * 4), "written", "values that Arrow has one type for"),
            (frame.assign(written=[10**50] * 4), "written", "values that Arrow has one type for"),
            (pd.concat([frame, frame["oral"]], axis=1), "oral", "expected one column of this name, found two")):
        with pytest.raises(barem.RecordError, match=found) as raised:
            exams.score(bad)
        assert [issue.path for issue in raised.value.issues] == [path]


@pytest.mark.parametrize(("column", "found"), [
    (pa.array([8.5]), "written: .*binary floating point, which is not exact"), (pa.array(["8.5"]), "written"), (pa.array([True]), "written"),
    (pa.array([datetime.datetime(2024, 1, 1)]), "written: .*found dates"), (pa.array([datetime.date(2024, 1, 1)]), "written: .*found dates"),
    (pa.array([[1]]), "written"), (pa.array([b"8"]), "written"),
    (pa.array([Decimal(10) ** 50], pa.decimal256(60, 1)), "decimals of at most 38 digits"), (pa.array([{"a": 1}]), "written")])
def test_columns_that_do_not_fit(exams: barem.RuleSet, column: pa.Array, found: str) -> None:
    table = pa.table({"id": ["a"], "written": column, "oral": [1], "excused": [True]})
    with pytest.raises(barem.RecordError, match=found) as raised:
        exams.score(table)
    assert raised.value.issues[0].path == "written"


def test_columns_that_are_missing_or_unknown(exams: barem.RuleSet, table: pa.Table) -> None:
    with pytest.raises(ValueError, match="written"):
        exams.score(table.drop_columns(["written"]))
    with pytest.raises(ValueError, match="viết"):
        exams.score(table.append_column("viết", pa.array([1] * 4)))
    assert exams.score(table.drop_columns(["id"])).arrow.column_names == ["total", "mark"]


def test_bad_values_cost_their_rows_only(exams: barem.RuleSet) -> None:
    rows = pa.table({"id": ["a", "b", "c"], "written": pa.array([1, None, 11]), "oral": [1, 1, 1], "excused": [True, True, True]})
    scored = exams.score(rows)
    assert [(r.row, r.id) for r in scored.rejected] == [(1, "b"), (2, "c")] and scored.arrow["mark"].to_pylist() == ["pass", None, None]
    assert str(scored.rejected[1]).startswith("row 2 (c): written: expected a number from 0 to 10")


def test_producers_that_lie(exams: barem.RuleSet, table: pa.Table) -> None:
    class Broken:
        def __init__(self, held: Any) -> None:
            self.held = held

        def __arrow_c_array__(self, requested_schema: object | None = None) -> Any:
            return self.held

    for held in (None, (1, 2), (table.schema.__arrow_c_schema__(), None)):
        with pytest.raises((TypeError, ValueError)):
            exams.score(Broken(held))
    scorer = exams._table_scorer().core
    batch = table.to_batches()[0]
    with pytest.raises(ValueError):
        scorer.score(batch.__arrow_c_array__()[1], batch.__arrow_c_array__()[0], 1)
    schema, array = batch.__arrow_c_array__()
    pa.record_batch(Broken((schema, array)))
    with pytest.raises(ValueError, match="consumed before"):
        scorer.score(schema, array, 1)
    other = pa.record_batch({"id": ["x"]}).__arrow_c_array__()
    assert isinstance(scorer.score(table.schema.__arrow_c_schema__(), other[1], 1), list)
    assert isinstance(_core.Scorer(exams._core).score(batch.__arrow_c_array__()[0], batch.__arrow_c_array__()[1], 1), tuple)


def test_threads(exams: barem.RuleSet) -> None:
    many = pa.table({"id": [str(i) for i in range(100_000)], "written": pa.array(range(100_000)).cast(pa.int64()), "oral": [5] * 100_000,
                     "excused": [False] * 100_000})
    one, two = exams.score(many), exams.score(many, threads=2)
    assert one.arrow == two.arrow and [r.row for r in one.rejected] == [r.row for r in two.rejected] == list(range(11, 100_000))
    with pytest.raises(ValueError, match="threads"):
        exams.score(many, threads=0)


def test_a_folder_of_versions_scores_no_tables(table: pa.Table) -> None:
    with pytest.raises(ValueError, match="versions"):
        barem.load(ROOT / "examples/agency-quality").score(table)
