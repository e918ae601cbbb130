#!/usr/bin/env python3
"""Writes roster.jsonl: invented ratings of 2022 under the Phu Tho 2022 regulation.

    python3 make_roster.py > roster.jsonl

Every agency has the same 18 criteria. How good it is, is a number from 0 (bad) to 10; what it earns follows from that by chance
(with a fixed seed). An agency that is `like` another one has the same marks, or one point moved from reform to duty.
"""
import copy
import json
import random
import sys

MAXIMA = {"duty": [6, 5, 5, 5, 5, 5, 4, 4], "reform": [6, 6, 5, 5, 5], "discipline": [3, 3, 2], "bonus": [4, 4]}
DEPARTMENT, DISTRICT, SERVICE, VERTICAL = "department", "district", "public_unit", "vertical"

AGENCIES = [
    (DEPARTMENT, "Văn phòng UBND tỉnh", 9.2), (DEPARTMENT, "Sở Nội vụ", 9.6), (DEPARTMENT, "Sở Tư pháp", 8.6),
    (DEPARTMENT, "Sở Kế hoạch và Đầu tư", 9), (DEPARTMENT, "Sở Tài chính", 9.4), (DEPARTMENT, "Sở Công Thương", 7.6),
    (DEPARTMENT, "Sở Nông nghiệp và Phát triển nông thôn", 8), (DEPARTMENT, "Sở Giao thông vận tải", 7.2),
    (DEPARTMENT, "Sở Xây dựng", 6.4), (DEPARTMENT, "Sở Tài nguyên và Môi trường", 3),
    (DEPARTMENT, "Sở Thông tin và Truyền thông", 9.2), (DEPARTMENT, "Sở Lao động - Thương binh và Xã hội", 7.4),
    (DEPARTMENT, "Sở Văn hóa, Thể thao và Du lịch", 8.2), (DEPARTMENT, "Sở Khoa học và Công nghệ", 8.4),
    (DEPARTMENT, "Sở Giáo dục và Đào tạo", 7.8), (DEPARTMENT, "Sở Y tế", 6), (DEPARTMENT, "Sở Ngoại vụ", 8.8),
    (DEPARTMENT, "Thanh tra tỉnh", 8.6), (DEPARTMENT, "Ban Dân tộc", 7), (DEPARTMENT, "Ban Quản lý các Khu công nghiệp", 3.6),
    (DISTRICT, "UBND thành phố Việt Trì", 8.6), (DISTRICT, "UBND thị xã Phú Thọ", 8.4), (DISTRICT, "UBND huyện Đoan Hùng", 7.4),
    (DISTRICT, "UBND huyện Hạ Hòa", 6.2), (DISTRICT, "UBND huyện Thanh Ba", 9.4), (DISTRICT, "UBND huyện Cẩm Khê", 7),
    (DISTRICT, "UBND huyện Phù Ninh", 7.8), (DISTRICT, "UBND huyện Lâm Thao", 9.2), (DISTRICT, "UBND huyện Tam Nông", "like"),
    (DISTRICT, "UBND huyện Thanh Thủy", 8.2), (DISTRICT, "UBND huyện Thanh Sơn", 6.6), (DISTRICT, "UBND huyện Tân Sơn", 3.6),
    (DISTRICT, "UBND huyện Yên Lập", 5.6),
    (SERVICE, "Trường Đại học Hùng Vương", 4.6), (SERVICE, "Trường Cao đẳng Y tế Phú Thọ", 3.8), (SERVICE, "Trường Cao đẳng Cơ điện Phú Thọ", 4.2),
    (SERVICE, "Ban Quản lý dự án đầu tư xây dựng công trình giao thông", 2.2), (SERVICE, "Khu Di tích lịch sử Đền Hùng", 4.4),
    (VERTICAL, "Cục Thuế tỉnh", 9), (VERTICAL, "Kho bạc Nhà nước Phú Thọ", "like"), (VERTICAL, "Bảo hiểm xã hội tỉnh", 8),
    (VERTICAL, "Cục Thống kê tỉnh", 7.6), (VERTICAL, "Cục Thi hành án dân sự tỉnh", 5.4), (VERTICAL, "Chi cục Hải quan Phú Thọ", 8.2),
]
LIKE = {"UBND huyện Tam Nông": ("UBND huyện Lâm Thao", False), "Kho bạc Nhà nước Phú Thọ": ("Cục Thuế tỉnh", True)}
PENALTIES = {"Sở Tài nguyên và Môi trường": [(2, 2), (5, 1.5)], "UBND huyện Tân Sơn": [(1, 1)], "Sở Y tế": [(4, 1)],
             "Ban Quản lý các Khu công nghiệp": [(3, 0.5)], "Cục Thi hành án dân sự tỉnh": [(7, 2)], "UBND huyện Lâm Thao": [(6, 2)],
             "Trường Cao đẳng Cơ điện Phú Thọ": [(3, 3), (4, 2)], "Trường Đại học Hùng Vương": [(5, 3)]}


def criterion(r, section, most, level):
    own = most if r.random() < 0.4 + level / 20 else most - r.choice([0.5, 0.5, 1, 1.5])
    item = {"section": section, "max": most, "self": own, "explained": True, "evidenced": True, "round1": "agree", "score1": own}
    doubt = r.random() * 10 > level
    if doubt:
        item["round1"] = r.choice(["disagree", "disagree", "more_evidence"])
        item["score1"] = max(0, own - r.choice([0.25, 0.5, 1, 2, 3]))
        if r.random() < 0.6:
            item["round2"] = r.choice(["agree", "disagree"])
            item["score2"] = own if item["round2"] == "agree" else max(item["score1"], own - 0.75)
        elif r.random() < (10 - level) / 12:
            item[r.choice(["explained", "evidenced"])] = False
    return item


def ballots(r, level):
    result = []
    for group, number in (("deputy", 3), ("public", 6)):
        for _ in range(number):
            ballot = {"group": group, "right_person": r.random() < 0.97, "answered_self": r.random() < 0.95, "filled_in": r.random() < 0.95}
            ballot["satisfaction"] = min(100, round(55 + 5 * level + r.randint(-12, 6)))
            result.append(ballot)
    return result


def record(r, kind, unit, level):
    item = {"id": unit, "type": kind, "criteria": [criterion(r, section, most, level) for section, maxima in MAXIMA.items() for most in maxima]}
    item["ballots"] = ballots(r, level)
    item["leaders"] = [{"points": max(0, min(4, round(2 + level / 5 + r.choice([-0.5, -0.25, 0, 0.25]), 1)))} for _ in range(4)]
    item["penalties"] = [{"item": number, "points": points} for number, points in PENALTIES.get(unit, [])]
    return item


def set_mark(item, place, points):
    """All agree on this mark of a criterion."""
    mark = item["criteria"][place]
    mark.update(self=points, explained=True, evidenced=True, round1="agree", score1=points)
    mark.pop("round2", None)
    mark.pop("score2", None)


def main():
    r = random.Random(2022)
    made = {}
    for kind, unit, level in AGENCIES:
        if level != "like":
            item = record(r, kind, unit, level)
            if unit in [original for original, _ in LIKE.values()]:
                set_mark(item, 0, 5)   # of 6, duty
                set_mark(item, 8, 6)   # of 6, reform
        else:
            original, moved = LIKE[unit]
            item = dict(copy.deepcopy(made[original]), id=unit)
            if moved:
                set_mark(item, 0, 6)
                set_mark(item, 8, 5)
        made[unit] = item
        line = json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8"))


if __name__ == "__main__":
    main()
