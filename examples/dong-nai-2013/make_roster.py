#!/usr/bin/env python3
"""Writes roster.jsonl: invented reviews of public duty of 2013 under the Dong Nai plan, as they stand on 15 January 2014.

    python3 make_roster.py > roster.jsonl

An opinion is written in short: `s0411GGE` is the specialist agency's (s; i the unit itself, m a member of the
committee, p the party affairs committee) of 4 November with the levels good, good, excellent of the three contents
(E excellent, G good, C completed, N not completed); the months 11 and 12 are of 2013, 01 of 2014.
"""
import json
import sys

SOURCES = {"s": "specialist", "i": "self", "m": "member", "p": "party"}
LEVELS = {"E": "excellent", "G": "good", "C": "completed", "N": "not_completed"}
DEPARTMENT, SERVICE, DISTRICT = "department", "public_unit", "district"
AS_OF = "2014-01-15"

# type, unit, opinions, recognised on
UNITS = [
    (DEPARTMENT, "Văn phòng UBND tỉnh", "s0411GGE i0212EEE m0612GEE p2612GEE", "0901"),
    (DEPARTMENT, "Sở Nội vụ", "s0111EEE s0811EGE i0512EEE m0512EEE m0912EEE p2612EEE", "0901"),
    (DEPARTMENT, "Sở Tư pháp", "s0711GGG i0912GGE m1012GGG p2612GGG", "0901"),
    (DEPARTMENT, "Sở Kế hoạch và Đầu tư", "s0811GGE s1211CGG i1012EEE m0912GGE p2612GGE", "0901"),
    (DEPARTMENT, "Sở Tài chính", "s1011GEE i1012EEE m1012EGE p3112EEE", "1001"),
    (DEPARTMENT, "Sở Công Thương", "s1111GGG i0612GGG m0912GGC p2612GGC", "0901"),
    (DEPARTMENT, "Sở Nông nghiệp và Phát triển nông thôn", "s0611GGG i0912EGG m1112GGG p2612GGG", "0901"),
    (DEPARTMENT, "Sở Giao thông vận tải", "s0511CGG i0912GGG m0612CGG p2612CGG p3012CCG", "0901"),
    (DEPARTMENT, "Sở Xây dựng", "s0811GCG i1012GGG m1012GCG p2612GCG", "0901"),
    (DEPARTMENT, "Sở Tài nguyên và Môi trường", "s1311CCN i1612GGC m0912CCN p2612CCN", "0901"),
    (DEPARTMENT, "Sở Thông tin và Truyền thông", "s0811GGE i0212GGE m0412GEE p2612GGE", "0901"),
    (DEPARTMENT, "Sở Lao động - Thương binh và Xã hội", "s0511GGG i0912GGG i1112GGC m1012GGG p2612GGG", "0901"),
    (DEPARTMENT, "Sở Văn hóa, Thể thao và Du lịch", "s0811GGG i0912GEE p2612GGG", None),
    (DEPARTMENT, "Sở Khoa học và Công nghệ", "s0111EGE i0312EEE m0512EGE p2612EEE", "0901"),
    (DEPARTMENT, "Sở Giáo dục và Đào tạo", "s0811EGG i0912EGG i0912EEG m1012GGG p2612EGG", "0901"),
    (DEPARTMENT, "Sở Y tế", "s0811CGC i1012CGG m1012CGC p2612CGC", "0901"),
    (DEPARTMENT, "Sở Ngoại vụ", "s0711GGG i0912GGG m0912EEG p2612GGG", "0901"),
    (DEPARTMENT, "Thanh tra tỉnh", "s0811GGG i0512GGE m0912GGE p0201GGG", "1001"),
    (DEPARTMENT, "Ban Dân tộc", "s0611GGE i0912GEE m0912GGE p2612GGE p2612GEE", "0901"),
    (DEPARTMENT, "Ban Quản lý các Khu công nghiệp", "s0811EEG i0612EEE m0612EEE p2612EEE", "0901"),
    (SERVICE, "Trường Đại học Đồng Nai", "s0811GGG i1012GGG m1012GGG p2612GGG", "0901"),
    (SERVICE, "Trường Cao đẳng Y tế Đồng Nai", "s1111GGC i1212GGG m1012GGC p2612GGC", "1101"),
    (SERVICE, "Trường Cao đẳng nghề Đồng Nai", "i0912GGG m1012GGG p2612GGG", "0901"),
    (SERVICE, "Khu Bảo tồn Thiên nhiên - Văn hóa Đồng Nai", "s0711GEG i0912GEE m0912GEG p2612GEG", "0901"),
    (SERVICE, "Đài Phát thanh - Truyền hình Đồng Nai", "s0411EEE i0212EEE m0912EGE p2612EGE", "0901"),
    (DISTRICT, "UBND thành phố Biên Hòa", "s0811CGG i1012GGG m0912GGG p2612GGG p0301CGG", "1001"),
    (DISTRICT, "UBND thị xã Long Khánh", "s0511EEE i0512EEE m0612EEE p2612EEE", "0901"),
    (DISTRICT, "UBND huyện Vĩnh Cửu", "s0811GGG i0912GGG m1012GGG p2612GGG", "0901"),
    (DISTRICT, "UBND huyện Trảng Bom", "s1011GGC i1012GGG m1012GGC p3112GGC", "1001"),
    (DISTRICT, "UBND huyện Thống Nhất", "s1811CCG i2012CGG m1612CCG p2701CCG", None),
    (DISTRICT, "UBND huyện Định Quán", "s0811GGG i0912EEG m0912GGG p2612GGG", "0901"),
    (DISTRICT, "UBND huyện Tân Phú", "s0611CCC i0912CCC m1012CCC p2612CCC", "0901"),
    (DISTRICT, "UBND huyện Xuân Lộc", "s0411EEE i0312EEE m0512EEE p2612EEE", "0901"),
    (DISTRICT, "UBND huyện Cẩm Mỹ", "s0811NCC i1112CCG m1012NCC p2612NCC", "0901"),
    (DISTRICT, "UBND huyện Long Thành", "s0811GGG i1012GGG m1012GGG p2612GGG", "1601"),
    (DISTRICT, "UBND huyện Nhơn Trạch", "", None),
]


def day(text):
    return "%s-%s-%s" % ("2014" if text[2:] == "01" else "2013", text[2:], text[:2])


def opinion(short):
    advice, assigned, discipline = (LEVELS[letter] for letter in short[5:])
    return {"source": SOURCES[short[0]], "given": day(short[1:5]), "advice": advice, "assigned": assigned, "discipline": discipline}


def record(kind, unit, opinions, recognised_on):
    item = {"id": unit, "type": kind, "opinions": [opinion(short) for short in opinions.split()]}
    if recognised_on:
        item["recognised_on"] = day(recognised_on)
    item["as_of"] = AS_OF
    return item


def main():
    for unit in UNITS:
        line = json.dumps(record(*unit), ensure_ascii=False, separators=(",", ":")) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8"))


if __name__ == "__main__":
    main()
