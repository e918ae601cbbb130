#!/usr/bin/env python3
"""Writes roster.jsonl: invented tasks of 2021 under the Ninh Hai 2021 regulation, as they stand on 30 November 2021.

    python3 make_roster.py > roster.jsonl

A task is written in short; a day `2805` is the 28th of May.
"""
import json
import sys

AS_OF = "2021-11-30"
ISSUERS = {"h": "district", "t": "province", "d": "party_committee", "c": "council"}
SECRECY = {"m": "secret", "tm": "top_secret", "um": "ultra_secret"}

# number, unit, issuer (* complex), issued, entered, time limit, completed, result entered, and what else is to say:
#   extension: requested, answered, granted until; secrecy; keyed: a(bstract), c(ontent), r(esult)
TASKS = [
    ("1201/UBND-NC", "Phòng Nội vụ", "h", "2805", "0106", "1506", "1406", "1506", dict(keyed="acr")),
    ("1215/UBND-VX", "Phòng Văn hóa và Thông tin", "h*", "3105", "0906", "3006", "3006", "0507", dict(keyed="acr")),
    ("1233/UBND-KT", "Phòng Nông nghiệp và Phát triển nông thôn", "h", "0206", "0706", "1806", "2206", "2306", dict(keyed="acr")),
    ("1240/UBND-NC", "Phòng Tư pháp", "h", "0406", "0806", "2506", "2506", "3006", dict(keyed="acr")),
    ("1262/UBND-KT", "Phòng Kinh tế và Hạ tầng", "h*", "1006", "2106", "1507", "2007", "2007", dict(keyed="ac", extension=("1207", "1307", "2307"))),
    ("1270/UBND-KT", "Phòng Tài chính - Kế hoạch", "h", "1406", "1606", "3006", "3006", "0507", dict(keyed="ac")),
    ("1288/UBND-KT", "Phòng Tài nguyên và Môi trường", "h*", "1806", "2906", "3007", "1008", "1208", dict(keyed="acr", extension=("2807", "3007", "1008"))),
    ("1301/UBND-VX", "Phòng Lao động - Thương binh và Xã hội", "t", "2206", "2406", "0507", "0607", "0807", dict(keyed="ac", extension=("2906", "0107", "1507"))),
    ("12-CV/HU", "Phòng Nội vụ", "d", "2506", "2906", "1507", "1507", "1907", dict(secrecy="m", extension=("0907", "1207", "3007"))),
    ("1322/UBND-NC", "Thanh tra huyện", "h", "0107", "0507", None, "2008", "2308", dict(keyed="acr")),
    ("1335/UBND-VX", "Phòng Giáo dục và Đào tạo", "h", "0607", "0807", "2008", "1908", "2008", dict(keyed="acr")),
    ("1340/UBND-KT", "UBND xã Vĩnh Hải", "h", "0807", "1207", "2907", "2907", "0308", dict(keyed="ac")),
    ("1341/UBND-KT", "UBND xã Nhơn Hải", "h", "0807", "1307", "2907", "0208", "0408", dict(keyed="ac")),
    ("1342/UBND-KT", "UBND xã Thanh Hải", "h", "0807", "1207", "2907", "2807", None, dict(keyed="ac")),
    ("1343/UBND-KT", "UBND xã Tri Hải", "h", "0807", "1207", "2907", "3007", "0208", dict(keyed="ac")),
    ("1344/UBND-KT", "UBND thị trấn Khánh Hải", "h", "0807", "1207", "2907", "2907", "2907", dict(keyed="ac")),
    ("1377/UBND-NC", "Phòng Nội vụ", "h*", "0208", "1108", "3108", "3108", "0309", dict(keyed="acr")),
    ("1380/UBND-VX", "Trung tâm Y tế huyện", "h", "0508", "0608", "1608", "1308", "1608", dict(keyed="acr")),
    ("1391/UBND-VX", "UBND xã Xuân Hải", "h", "1208", "1608", "2708", "3008", "0609", dict(keyed="acr", extension=("2408", "2608", "0609"))),
    ("1392/UBND-VX", "UBND xã Hộ Hải", "h", "1208", "1608", "2708", "0609", "0709", dict(keyed="acr", extension=("2508", "2708", "0609"))),
    ("1405/UBND-KT", "Phòng Kinh tế và Hạ tầng", "h*", "2508", "0609", "3009", "0110", "0510", dict(keyed="ac")),
    ("1410/UBND-NC", "Phòng Tư pháp", "h", "3108", "0609", "2009", "2009", "2309", dict(keyed="acr")),
    ("17-CV/HU", "Thanh tra huyện", "d", "0609", "0809", "3009", "2909", "0110", dict(secrecy="tm", keyed="a")),
    ("03/UBND-MẬT", "Ban Chỉ huy Quân sự huyện", "h", "1309", "1509", "1510", "1510", "1810", dict(secrecy="m")),
    ("05/UBND-MẬT", "Công an huyện", "h", "2009", "2209", "2010", "1810", "2110", dict(secrecy="um", keyed="r")),
    ("1466/UBND-VX", "Phòng Văn hóa và Thông tin", "h", "0110", "0510", "1510", None, None, dict(keyed="ac")),
    ("1470/UBND-KT", "Phòng Nông nghiệp và Phát triển nông thôn", "h*", "0410", "1310", "1511", "1611", "1811", dict(keyed="acr")),
    ("22/HĐND-VP", "Phòng Tài chính - Kế hoạch", "c", "1110", "1310", "1011", "1011", "1511", dict(keyed="acr", extension=("0111", "0311", "2011"))),
    ("1502/UBND-KT", "Phòng Tài nguyên và Môi trường", "h", "1810", "2010", "1211", None, None, dict(keyed="ac", extension=("0911", "1111", "3011"))),
    ("1503/UBND-KT", "UBND xã Phương Hải", "h", "1810", "2110", "1211", None, "1911", dict(keyed="ac", extension=("1011", "1111", "3011"))),
    ("1517/UBND-VX", "UBND xã Tân Hải", "h", "2510", "2710", None, None, None, dict(keyed="ac")),
    ("1520/UBND-NC", "Phòng Nội vụ", "h", "2710", "2910", "3011", None, None, dict(keyed="ac")),
    ("1533/UBND-VX", "Phòng Giáo dục và Đào tạo", "t", "0111", None, "3011", "2911", None, dict(keyed="a")),
    ("1541/UBND-VX", "Trung tâm Y tế huyện", "h", "0811", "1011", "2211", "2211", "2611", dict(keyed="acr", extension=("1711", None, None))),
    ("1550/UBND-KT", "UBND xã Vĩnh Hải", "h*", "1511", "2411", "1012", None, None, dict(keyed="ac")),
    ("1551/UBND-KT", "UBND xã Nhơn Hải", "h*", "1511", "2511", "1012", "0112", None, dict(keyed="ac")),
    ("1566/UBND-NC", "Thanh tra huyện", "h", "2611", None, "1512", None, None, dict(extension=("2911", None, None))),
    ("1570/UBND-KT", "Đội Quản lý trật tự đô thị", "h", "2911", None, "2412", None, None, dict()),
]


def day(text):
    return "2021-%s-%s" % (text[2:], text[:2])


def record(number, unit, issuer, issued, entered, deadline, completed, result_entered, more):
    item = {"id": number, "unit": unit, "issuer": ISSUERS[issuer[0]], "secrecy": SECRECY.get(more.get("secrecy"), "none"),
            "complex": issuer.endswith("*"), "issued": day(issued)}
    for key, value in (("entered", entered), ("deadline", deadline), ("completed", completed), ("result_entered", result_entered)):
        if value:
            item[key] = day(value)
    if "extension" in more:
        names = ("requested", "answered", "granted_until")
        item["extension"] = {name: day(value) for name, value in zip(names, more["extension"]) if value}
    keyed = more.get("keyed", "")
    item.update(has_abstract="a" in keyed, has_content_detail="c" in keyed, has_result_detail="r" in keyed, as_of=AS_OF)
    return item


def main():
    for task in TASKS:
        line = json.dumps(record(*task), ensure_ascii=False, separators=(",", ":")) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8"))


if __name__ == "__main__":
    main()
