#!/usr/bin/env python3
"""Writes roster.jsonl: invented assessments of 2021 under the Hon Quan 2021 regulation.

    python3 make_roster.py > roster.jsonl

A head's duties are those of its role, so many of each of the Articles 4 to 10. The ones that are not met are
written in short, parted by blanks: `6t` is a duty of Article 6 that was late, `8qe` one of Article 8 without
quality and effect.
"""
import json
import sys

CHAPTERS = ["direction", "institutions", "procedures", "organisation", "staff", "finance", "modernisation"]
DUTIES = {"department": [4, 2, 3, 2, 3, 2, 4], "service_unit": [3, 1, 2, 2, 3, 3, 1], "commune": [5, 3, 5, 2, 4, 2, 4]}
FLAGS = ["ideology_breach", "corruption", "disciplined", "serious_breach", "shielding"]

OFFICE, SERVICE, COMMUNE = "department", "service_unit", "commune"

# role, unit, index, targets done / assigned, duties not met, and what else is to say:
#   advises and field: the field of advice and its index; before: ratings of 2020, 2019, ...; flags by name
HEADS = [
    (OFFICE, "Phòng Nội vụ", 93.2, "24/24", "", dict(advises="internal_affairs", field=74.15, before="good excellent")),
    (OFFICE, "Phòng Tư pháp", 91.05, "11/12", "", dict(advises="justice", field=68.5, before="completed")),
    (OFFICE, "Văn phòng HĐND và UBND huyện", 90, "30/31", "", dict(advises="office", field=70, before="good")),
    (OFFICE, "Phòng Tài chính - Kế hoạch", 87.64, "14/16", "", dict(advises="finance", field=59.99, before="good")),
    (OFFICE, "Phòng Tài nguyên và Môi trường", 79.99, "13/18", "", dict(before="completed")),
    (OFFICE, "Phòng Kinh tế và Hạ tầng", 84.5, "15/17", "9t", dict(before="completed not_completed")),
    (OFFICE, "Phòng Nông nghiệp và Phát triển nông thôn", 80, "12/12", "", dict(before="completed")),
    (OFFICE, "Phòng Giáo dục và Đào tạo", 88.75, "19/20", "8q 10e", dict(before="good")),
    (OFFICE, "Phòng Văn hóa và Thông tin", 89.99, "10/10", "", dict()),
    (OFFICE, "Phòng Lao động - Thương binh và Xã hội", 76.3, "9/13", "6t 6t 4q 10te", dict(before="completed completed")),
    (OFFICE, "Phòng Y tế", 73.12, "4/8", "5t 6t 6q 8e 10t", dict()),
    (OFFICE, "Phòng Dân tộc", 92.4, "6/6", "", dict(before="good")),
    (OFFICE, "Thanh tra huyện", 90.8, "7/7", "", dict(disciplined=True, before="good")),
    (SERVICE, "Đài Truyền thanh - Truyền hình", 82.33, "8/9", "", dict(advises="broadcasting", field=49.5, before="completed")),
    (SERVICE, "Trung tâm Văn hóa - Thể thao", 71.9, "5/7", "4t 8q 9e", dict()),
    (SERVICE, "Trung tâm Dịch vụ nông nghiệp", 66.67, "6/9", "6t 9q", dict(before="completed")),
    (SERVICE, "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", 60, "3/6", "4t 7q", dict()),
    (SERVICE, "Trung tâm Phát triển quỹ đất", 58.2, "3/7", "6t 6tqe 7q 8q", dict(before="not_completed completed")),
    (SERVICE, "Ban Quản lý dự án đầu tư xây dựng", 63.5, "5/11", "9tq 9e 9q 10t", dict(corruption=True, before="completed")),
    (SERVICE, "Ban Quản lý rừng phòng hộ", 81.25, "0/0", "", dict(before="good")),
    (COMMUNE, "UBND thị trấn Tân Khai", 94.61, "28/28", "", dict(before="excellent good")),
    (COMMUNE, "UBND xã An Khương", 69.4, "17/22", "6t 6q 8t 10e 10t", dict(before="completed")),
    (COMMUNE, "UBND xã An Phú", 85.09, "21/22", "", dict(before="good good")),
    (COMMUNE, "UBND xã Đồng Nơ", 78.8, "20/22", "6t 9q", dict()),
    (COMMUNE, "UBND xã Minh Đức", 59.99, "14/22", "", dict(before="completed")),
    (COMMUNE, "UBND xã Minh Tâm", 57.45, "12/22", "4t 4q 4e 5t 5q 6t 6q 6te 7q 8t 8q 10t 10q", dict(before="not_completed")),
    (COMMUNE, "UBND xã Phước An", 90.02, "22/22", "8e", dict(before="good")),
    (COMMUNE, "UBND xã Tân Hiệp", 77.5, "19/22", "4t 6t 6q 8q 10t 10q", dict()),
    (COMMUNE, "UBND xã Tân Hưng", 83.7, "22/22", "", dict(serious_breach=True, before="good")),
    (COMMUNE, "UBND xã Tân Lợi", 91.36, "22/22", "", dict(before="good completed")),
    (COMMUNE, "UBND xã Tân Quan", 72.05, "11/22", "6t 6t 8q 9e", dict(before="completed")),
    (COMMUNE, "UBND xã Thanh An", 74.9, "10/22", "6t 10t", dict(before="completed")),
    (COMMUNE, "UBND xã Thanh Bình", 86.4, "20/22", "", dict(shielding=True, before="completed")),
]


def duties(role, not_met):
    failed = {}
    for word in not_met.split():
        article = word.rstrip("tqe")
        failed.setdefault(CHAPTERS[int(article) - 4], []).append(word[len(article):])
    result = []
    for chapter, number in zip(CHAPTERS, DUTIES[role]):
        for i in range(number):
            ways = failed.get(chapter, [])
            way = ways[i] if i < len(ways) else ""
            result.append({"chapter": chapter, "on_time": "t" not in way, "quality": "q" not in way, "effective": "e" not in way})
    assert sum(not (d["on_time"] and d["quality"] and d["effective"]) for d in result) == len(not_met.split())
    return result


def record(role, unit, index, targets, not_met, more):
    done, assigned = map(int, targets.split("/"))
    item = {"id": unit, "role": role, "advises": more.get("advises", "none"), "criteria": duties(role, not_met), "index": index}
    if "field" in more:
        item["field_index"] = more["field"]
    item.update(targets=assigned, targets_done=done)
    item.update({key: more.get(key, False) for key in FLAGS})
    item.update(year=2021, history=[{"year": 2020 - i, "rating": word} for i, word in enumerate(more.get("before", "").split())])
    return item


def main():
    for head in HEADS:
        line = json.dumps(record(*head), ensure_ascii=False, separators=(",", ":")) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8"))


if __name__ == "__main__":
    main()
