#!/usr/bin/env python3
"""Writes roster.jsonl: invented assessments of 2015 under the Viet Yen 2015 regulation.

    python3 make_roster.py > roster.jsonl

A head's tasks are written in short: tasks are parted by blanks, the indicators of a task
by '|', the contents of an indicator by ','. A content is

    105      quantitative, on time, 105 % of the plan
    85L      the same, late
    q        qualitative, completed; qo, qs: failed, for objective or subjective reasons
    ...r     plain recurring work, which earns no bonus
    ...ao    replaced by another content, for objective reasons; ...as: subjective

The first five tasks are the common ones, the others the unit's own (Art. 4).
"""
import json
import re
import sys

ECONOMY, SOCIETY = "Khối Kinh tế", "Khối Văn hóa - Xã hội"
AFFAIRS, COMMUNES, SCHOOLS = "Khối Nội chính", "Khối Xã, thị trấn", "Khối Trường học"

COUNTS = ["documents_corrected", "documents_suspended", "documents_annulled", "items_rejected",
          "items_rejected_again", "letters_criticising", "letters_urging", "reports_late",
          "reports_missing", "traffic_notices", "grave_violations", "staff_prosecuted",
          "staff_dismissed", "staff_warned", "staff_reprimanded"]

# block, unit, tasks, and what else is to say:
#   the name of a conduct field, has_procedures or disciplined: its value
#   adhoc: one letter each, w done well, s failed (subjective), o failed (objective)
#   praise: i innovative, c commended; before: ratings of 2014, 2013, ...
HEADS = [
    # ---- internal affairs
    (AFFAIRS, "Văn phòng HĐND và UBND huyện",
     "q q 100,100 q|105 103 112 125|100 101|108 q,106 118|135", dict(adhoc="ww", praise="ic", before="good")),
    (AFFAIRS, "Phòng Nội vụ",
     "q q|100 102 q 100,q 116 104|109 100 131,q 128", dict(adhoc="w", praise="ic", one_stop="minor", before="excellent good")),
    (AFFAIRS, "Phòng Tư pháp",
     "q 100.5 q q|100 100r 102 95 q,103 100|107 110.5", dict(praise="i", reports_late=1)),
    (AFFAIRS, "Thanh tra huyện",
     "q 100 qo q 100 90 100 101 100|85L 100", dict(adhoc="www", has_procedures=False, one_stop="not_implemented")),
    (AFFAIRS, "Ban Tiếp công dân huyện",
     "q q 100 q 100 103 100|99.5 100 110r 100", dict(letters_urging=2, reports_late=1)),

    # ---- economy
    (ECONOMY, "Phòng Tài chính - Kế hoạch",
     "q 105 101|103 q 102 117.5 142 109|104 122 112.5", dict(adhoc="w", praise="ic", before="good excellent")),
    (ECONOMY, "Phòng Kinh tế và Hạ tầng",
     "q 100 q 100,100,100 q 100|120.5 89.5 107 100|130.5|100 138", dict(adhoc="w", one_stop="fair", documents_corrected=1)),
    (ECONOMY, "Phòng Nông nghiệp và Phát triển nông thôn",
     "q 100 q q|100 100 115|106 210 100|95|100 124 103", dict(adhoc="o", praise="c", letters_urging=1)),
    (ECONOMY, "Phòng Tài nguyên và Môi trường",
     "q 100|80 q 69.5 q 100L 90|100,100 100 q 105|60", dict(adhoc="ws", one_stop="average", items_rejected=1, letters_criticising=1, before="completed good")),
    (ECONOMY, "Trung tâm Phát triển quỹ đất",
     "q 100 q 95|100 100 100,70L 106 q 100 100", dict(has_procedures=False, reports_late=2)),
    (ECONOMY, "Ban Quản lý dự án đầu tư xây dựng",
     "q 100 q 100 qs 100 49.5 95L 100|70 60L", dict(one_stop="ineffective", budget_violation=True, reports_missing=1, before="not_completed completed")),
    (ECONOMY, "Ban Quản lý các cụm công nghiệp",
     "q 100 q 100 q 155 100|100,100,95 103 100 qao", dict(has_procedures=False)),
    (ECONOMY, "Trạm Khuyến nông",
     "q 101 q 102|100 q 140.5 112 106 100|185 104", dict(has_procedures=False, praise="i", adhoc="w")),
    (ECONOMY, "Trạm Thú y",
     "q 101 q 102|100 q 104 112 106 100|185 121", dict(has_procedures=False, praise="c", adhoc="w")),
    (ECONOMY, "Đội Quản lý trật tự giao thông, xây dựng và môi trường",
     "q 100 100 q 100 89.99 100 100 q 97", dict(has_procedures=False, traffic_notices=2, own_criteria_missing=True,
          staff_reprimanded=1, letters_criticising=1)),
    (ECONOMY, "Trung tâm Dịch vụ nông nghiệp",
     "q 100 q 100 q|100|100 102 100|97|100 100r 100 112", dict(has_procedures=False, letters_urging=1)),

    # ---- culture and society
    (SOCIETY, "Phòng Giáo dục và Đào tạo",
     "101 103 q|102 105 q,104 101 113|107 109 126,108 102", dict(adhoc="w", praise="ic", one_stop="minor", disciplined=True, before="good")),
    (SOCIETY, "Phòng Lao động - Thương binh và Xã hội",
     "q 100 q 100|100 q 114 108 100|102|111 104 q,128", dict(praise="ic", reports_late=1)),
    (SOCIETY, "Phòng Văn hóa và Thông tin",
     "q 100 q 100 q 103 100 100|92 q,106 100", dict(adhoc="w", iso_missing=True, before="good")),
    (SOCIETY, "Phòng Y tế",
     "q 100 q 100 q 100 100|75 102 80 100", dict(staff_warned=1, disciplined=True, before="completed")),
    (SOCIETY, "Trung tâm Dân số - Kế hoạch hóa gia đình",
     "q 100 q 100 q 98 100 107 100 94", dict(has_procedures=False, grave_violations=1, adhoc="w")),
    (SOCIETY, "Đài Truyền thanh - Truyền hình",
     "q 102 q 104|101 q 170.5 130 108|100 101 115", dict(has_procedures=False, adhoc="w", praise="ic")),
    (SOCIETY, "Trung tâm Văn hóa - Thể thao",
     "q 100 q 100 q 160 200|100,100|100 115as q 106", dict(has_procedures=False, culture="reminded")),
    (SOCIETY, "Trung tâm Dạy nghề",
     "q 100 qo 75 q 100|55 40 100 88L q", dict(one_stop="not_implemented", culture="criticised", own_criteria_missing=True, before="completed not_completed")),
    (SOCIETY, "Trung tâm Giáo dục thường xuyên",
     "q 100 q 100|100,100 q 103 100|100 99.99 108 q", dict(has_procedures=False, reports_late=1)),
    (SOCIETY, "Hội Chữ thập đỏ",
     "q 100 q 100|100 q 103 100|104 101 112 100", dict(has_procedures=False, praise="c", letters_urging=1)),
    (SOCIETY, "Bảo tàng và Thư viện huyện",
     "q q q 100r 100r 150r 100 q|105r 100 102", dict(has_procedures=False)),

    # ---- schools
    (SCHOOLS, "Trường THCS Thân Nhân Trung",
     "101 102 q|103 q 104 100|106 112 134 109 171", dict(has_procedures=False, adhoc="w", praise="ic", before="excellent")),
    (SCHOOLS, "Trường THCS thị trấn Nếnh",
     "q 100 q 100 q 103 100 100|101 95 100", dict(has_procedures=False, before="good")),
    (SCHOOLS, "Trường THCS Hoàng Ninh",
     "q 100 q 100 q 103 100 95 100|101 100", dict(has_procedures=False)),
    (SCHOOLS, "Trường Tiểu học Bích Động",
     "q 100 q q 100 110.5 100 103 100 104", dict(has_procedures=False, disciplined=True, staff_reprimanded=1, adhoc="w")),
    (SCHOOLS, "Trường Tiểu học Quảng Minh",
     "q 100 q 100 q 100 45 100 120L 100", dict(has_procedures=False, budget_violation=True, disunity=True, before="completed")),
    (SCHOOLS, "Trường Mầm non Việt Tiến",
     "q 100,100 q 100 q 100|100|121.5 100|95 102 100 100", dict(has_procedures=False)),

    # ---- communes
    (COMMUNES, "UBND thị trấn Bích Động",
     "101 103 q|105 q 104 112 136|110 107|100 125 119", dict(praise="ic", adhoc="w", before="good good")),
    (COMMUNES, "UBND thị trấn Nếnh",
     "q 100 q 100 q|100 141 128|100 104 99 107", dict(one_stop="minor", adhoc="w")),
    (COMMUNES, "UBND xã Bích Sơn",
     "q 100 q 100 q 100 103|90 89 100 95", dict(one_stop="fair")),
    (COMMUNES, "UBND xã Hồng Thái",
     "q 100 q 102 q|100 115 100|111 100 130 106", dict(letters_urging=1, praise="i")),
    (COMMUNES, "UBND xã Hoàng Ninh",
     "q 101 q 102 q 115 118|104 107 129.99 220", dict(praise="ic", disciplined=False, before="completed")),
    (COMMUNES, "UBND xã Hương Mai",
     "q 100 q 100 q 95 100 78 100 85L", dict(one_stop="average", reports_late=1, before="not_completed good")),
    (COMMUNES, "UBND xã Minh Đức",
     "q 100 q 100,100,90 q 103|100 106|95 100 q 100", dict(iso_missing=True, reports_late=1)),
    (COMMUNES, "UBND xã Nghĩa Trung",
     "q 100 qo 100 q 100 70L 100 90 100", dict(staff_reprimanded=1, one_stop="minor", before="completed")),
    (COMMUNES, "UBND xã Ninh Sơn",
     "q 100 q 100 q|100|90 100 103|104 q|100|100 100 105", dict(reports_late=1)),
    (COMMUNES, "UBND xã Quang Châu",
     "q 104 q 106 q 190 145 132|120 109 113", dict(adhoc="ww", documents_annulled=1, praise="ic", before="good")),
    (COMMUNES, "UBND xã Quảng Minh",
     "q 100 q 100 q 100|95 103 100 106 100", dict(letters_urging=1, documents_suspended=1)),
    (COMMUNES, "UBND xã Tăng Tiến",
     "q 100 q 100 qs 85 100 99L 100 60", dict(one_stop="ineffective", staff_prosecuted=1, items_rejected_again=1, before="not_completed not_completed")),
    (COMMUNES, "UBND xã Thượng Lan",
     "q 100 q 100 q 95 100 102 100|100 100", dict(adhoc="s")),
    (COMMUNES, "UBND xã Tiên Sơn",
     "q 100 q 100|100|95,100 q 100 111|100 100 q 103", dict(staff_dismissed=1)),
    (COMMUNES, "UBND xã Trung Sơn",
     "q 100 q 100|80|100 q 100ao 100 95 102 90", dict(disunity=True, letters_criticising=1, reports_late=3)),
    (COMMUNES, "UBND xã Tự Lạn",
     "q 100 q 100 q 100 103 97|100 100 q", dict(has_procedures=False, one_stop="not_implemented")),
    (COMMUNES, "UBND xã Vân Hà",
     "q 100 q 102 q|100 115 100|111 100 130 106", dict(letters_urging=1, praise="c")),
    (COMMUNES, "UBND xã Vân Trung",
     "q 100 q 102 q|100 115 100|111 131 100 106", dict(reports_late=1)),
    (COMMUNES, "UBND xã Việt Tiến",
     "q 100 q 100 q 100 100|71 49 100 q", dict(documents_corrected=1, reports_missing=1, before="good not_completed")),
]

CONTENT = re.compile(r"(q[os]?|[0-9.]+)(L?)(r?)(ao|as|)$")
OUTCOMES = {"q": "completed", "qo": "failed_objective", "qs": "failed_subjective"}
ADHOC = {"w": "done_well", "s": "failed_subjective", "o": "failed_objective"}
ADJUSTED = {"": "no", "ao": "objective", "as": "subjective"}


def number(token):
    return float(token) if "." in token else int(token)


def content(token):
    done, late, routine, adjusted = CONTENT.match(token).groups()
    item = {"measure": "qualitative" if done[0] == "q" else "quantitative",
            "routine": bool(routine), "adjusted": ADJUSTED[adjusted]}
    if done[0] == "q":
        item["outcome"] = OUTCOMES[done]
    else:
        item["on_time"] = not late
        item["volume"] = number(done)
    return item


def tasks(short):
    result = []
    for i, task in enumerate(short.split()):
        indicators = [{"contents": [content(c) for c in part.split(",")]} for part in task.split("|")]
        result.append({"kind": "common" if i < 5 else "own", "indicators": indicators})
    return result


def conduct(more):
    item = {"one_stop": more.get("one_stop", "good"), "iso_missing": more.get("iso_missing", False),
            "culture": more.get("culture", "good")}
    for key in ("disunity", "budget_violation", "own_criteria_missing"):
        item[key] = more.get(key, False)
    for key in COUNTS:
        item[key] = more.get(key, 0)
    return item


def record(block, unit, short, more):
    return {
        "id": unit, "block": block,
        "unit_type": "commune" if unit.startswith("UBND") else "agency",
        "has_procedures": more.get("has_procedures", True),
        "tasks": tasks(short),
        "adhoc": [{"outcome": ADHOC[letter]} for letter in more.get("adhoc", "")],
        "conduct": conduct(more),
        "innovative": "i" in more.get("praise", ""), "commended": "c" in more.get("praise", ""),
        "history": [{"year": 2014 - i, "rating": word}
                    for i, word in enumerate(more.get("before", "").split())],
        "year": 2015, "disciplined": more.get("disciplined", False),
    }


def main():
    for head in HEADS:
        line = json.dumps(record(*head), ensure_ascii=False, separators=(",", ":")) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8"))


if __name__ == "__main__":
    main()
