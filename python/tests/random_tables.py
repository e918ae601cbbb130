"""Random records with everything that a table can say, and the same as tables of random types."""

from __future__ import annotations

import datetime
from decimal import Decimal
from random import Random
from typing import Any

import pyarrow as pa

RULES = """ruleset trạm "Trạm"
language vi
enum mức "Mức" { thấp "Thấp" < vừa "Vừa" < cao "Cao" }
record trạm "Trạm" {
  key mã "Mã" : text
  input điểm "Điểm" : number 0..100 decimals 2
  input số "Số" : integer 0..1000
  input mức "Mức" : mức
  input đúng "Đúng" : bool
  input ngày "Ngày" : date
  input ghi_chú "Ghi chú" : text?
  input về "Về" : date?
  input việc "Việc" : list of việc 0..4
  input người "Người" : người
  let tổng "Tổng" = sum(phần over việc) + điểm / 7 - người.lỗi
  let nhiều "Nhiều" = count(việc where xong) >= 2 and mức >= vừa
  let nhất "Nhất" = sum(phần over việc where xong)
  output tổng(3), nhiều, nhất(1), mức, ngày, ghi_chú, số(0)
}
record việc "Việc" in trạm { input phần "Phần" : number 0..50 decimals 1  input xong "Xong" : bool  input loại "Loại" : mức }
record người "Người" in trạm { input lỗi "Lỗi" : integer 0..9  input tên "Tên" : text? }
"""


def records(r: Random) -> list[dict[str, Any]]:
    """Unique ids; about one in twenty has something that is refused."""
    def decimal(most: int, places: int) -> Decimal:
        return Decimal(r.randint(0, most * 10**places) + (10**9 if r.random() < 0.005 else 0)).scaleb(-places)

    def word() -> str:
        return r.choice(["thấp", "vừa", "cao"]) if r.random() > 0.01 else "không rõ"

    def one(number: int) -> dict[str, Any]:
        made: dict[str, Any] = {
            "mã": f"Phòng số {number}", "điểm": decimal(100, 2), "số": r.randint(0, 1000), "mức": word(), "đúng": r.random() < 0.5,
            "ngày": datetime.date(1900, 1, 1) + datetime.timedelta(r.randint(0, 60_000)), "ghi_chú": r.choice([None, "", "Hạnh", "một ghi chú dài hơn mười hai"]),
            "về": r.choice([None, datetime.date(2024, 2, 29)]),
            "việc": [{"phần": decimal(50, 1), "xong": r.random() < 0.5, "loại": word()} for _ in range(r.randint(0, 4))],
            "người": {"lỗi": r.randint(0, 9), "tên": r.choice([None, "Đức"])}}
        if r.random() < 0.05:
            made[r.choice(["điểm", "số", "đúng", "ngày", "người"])] = None
        return made

    return [one(number) for number in range(r.randint(0, 40))]


def schema(r: Random) -> pa.Schema:
    """Types that hold the records."""
    def text() -> pa.DataType:
        plain = r.choice([pa.string(), pa.large_string(), pa.string_view()])
        return r.choice([plain, pa.dictionary(r.choice([pa.int8(), pa.uint16(), pa.int32(), pa.int64()]), r.choice([pa.string(), pa.large_string()]))])

    def number(places: int) -> pa.DataType:
        scale = r.randint(places, places + 4)
        return r.choice([pa.decimal128(38, scale), pa.decimal256(60, scale), pa.decimal64(18, scale)])

    def whole() -> pa.DataType:
        return r.choice([pa.int16(), pa.int32(), pa.int64(), pa.uint16(), pa.uint64(), pa.decimal128(20, 0), pa.decimal128(20, 2)])

    def day() -> pa.DataType:
        return r.choice([pa.date32(), pa.date64(), *map(pa.timestamp, ("s", "ms", "us", "ns"))])

    def list_of(of: pa.DataType) -> pa.DataType:
        return r.choice([pa.list_, pa.large_list, pa.list_view, pa.large_list_view])(of)

    return pa.schema({
        "mã": text(), "điểm": number(2), "số": whole(), "mức": text(), "đúng": pa.bool_(), "ngày": day(), "ghi_chú": text(), "về": day(),
        "việc": list_of(pa.struct({"phần": number(1), "xong": pa.bool_(), "loại": pa.string()})),
        "người": pa.struct({"lỗi": whole(), "tên": r.choice([pa.string(), pa.string_view()])})})


def rows_as(of: pa.Schema, rows: list[dict[str, Any]]) -> pa.Table:
    """pyarrow takes a date for a day only, and makes timestamps of days."""
    is_timestamp = [pa.types.is_timestamp(field.type) for field in of]
    made = pa.Table.from_pylist(rows, schema=pa.schema([field.with_type(pa.date32()) if is_one else field for field, is_one in zip(of, is_timestamp)]))
    for i, field in enumerate(of):
        if is_timestamp[i]:
            made = made.set_column(i, field, made.column(i).cast(field.type))
    return made


def table(r: Random, rows: list[dict[str, Any]]) -> pa.Table:
    """Cut into chunks, some of them sliced out of others."""
    of = schema(r)
    parts, done = [], 0
    while done < len(rows):
        size = r.randint(1, len(rows) - done)
        before, behind = r.choices(rows, k=r.randint(0, 9)), r.choices(rows, k=r.randint(0, 3))
        whole = rows_as(of, [*before, *rows[done:done + size], *behind])
        parts.append(whole.slice(len(before), size))
        done += size
    return pa.concat_tables(parts) if parts else of.empty_table()
