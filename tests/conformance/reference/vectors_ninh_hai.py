"""The test vectors of `ninh-hai-2021`."""
from vectors import Rejects, drop, put

KEYED = ("has_abstract", "has_content_detail", "has_result_detail")


def task(name, **more):
    """A task of a unit of its own: issued on Tuesday 1 June, due on Tuesday 15 June, as of Wednesday 30 June."""
    item = {"id": name, "unit": name, "issuer": "district", "secrecy": "none", "complex": False, "issued": "2021-06-01",
            "entered": "2021-06-02", "deadline": "2021-06-15", "completed": "2021-06-14", "result_entered": "2021-06-16",
            "has_abstract": True, "has_content_detail": True, "has_result_detail": True, "as_of": "2021-06-30"}
    item.update(more)
    return {key: value for key, value in item.items() if value != "absent"}


def extended(name, requested, answered="absent", granted_until="absent", **more):
    extension = {"requested": requested, "answered": answered, "granted_until": granted_until}
    return task(name, extension={key: value for key, value in extension.items() if value != "absent"}, **more)


# ---------------------------------------------------------------- edges

def entry_edges():
    """Art. 7.1: 2 or 7 working days after the day of issue."""
    for day in ("2021-06-01", "2021-06-03", "2021-06-04", "2021-06-05", "2021-06-06", "2021-06-07"):
        yield task("issued %s" % day, issued=day, entered="absent", as_of=day)
        yield task("issued %s, complex" % day, issued=day, complex=True, entered="absent", as_of=day)
    for day in ("2021-01-01", "2021-01-04", "2021-02-05", "2021-02-08", "2021-02-09", "2021-02-10", "2021-02-12", "2021-02-14", "2021-02-16",
                "2021-02-17", "2021-04-19", "2021-04-20", "2021-04-21", "2021-04-28", "2021-04-29", "2021-04-30", "2021-05-03", "2021-05-04",
                "2021-08-31", "2021-09-01", "2021-09-02", "2021-09-03", "2021-09-05", "2021-12-20", "2021-12-29"):
        yield task("holidays, issued %s" % day, issued=day, entered="absent", deadline="absent")
    for day in ("2021-01-20", "2021-02-01", "2021-02-03", "2021-04-16", "2021-04-22", "2021-08-25", "2021-12-22"):
        yield task("holidays, complex, issued %s" % day, issued=day, complex=True, entered="absent", deadline="absent")
    for day in ("2021-06-03", "2021-06-04"):
        yield task("entered %s" % day, entered=day)
        yield task("not entered, as of %s" % day, entered="absent", as_of=day)
    for day in ("2021-06-10", "2021-06-11"):
        yield task("complex, entered %s" % day, complex=True, entered=day)
    yield task("entered before it was issued", entered="2020-12-31")
    yield task("entered after the day of the report", entered="2021-06-04", as_of="2021-06-02")
    yield task("entered null", entered=None, as_of="2021-06-03")


def extension_edges():
    """Art. 6: asked for at the latest 3 working days before the time limit; answered in 2 working days."""
    for day in ("2021-06-09", "2021-06-10", "2021-06-11", "2021-06-15"):   # the last day is the 10th
        yield extended("asked %s" % day, day, granted_until="2021-06-25", completed="2021-06-20")
    for deadline, day in (("2021-02-17", "2021-02-05"), ("2021-02-17", "2021-02-06"), ("2021-02-12", "2021-02-05"),
                          ("2021-02-12", "2021-02-08"), ("2021-05-04", "2021-04-27"), ("2021-05-04", "2021-04-28"), ("2021-05-04", "2021-04-29"),
                          ("2021-06-13", "2021-06-09"), ("2021-06-13", "2021-06-10"), ("2021-01-07", "2021-01-04"), ("2021-01-07", "2021-01-05")):
        yield extended("limit %s, asked %s" % (deadline, day), day, deadline=deadline, completed="absent")
    for issuer in ("district", "province", "party_committee", "council"):
        yield extended("of %s" % issuer, "2021-06-08", "2021-06-10", "2021-06-25", issuer=issuer, completed="2021-06-20")
    yield extended("without a time limit", "2021-06-08", "2021-06-10", "2021-06-25", deadline="absent")
    yield extended("not granted", "2021-06-08", "2021-06-10", completed="2021-06-20")
    yield extended("granted null", "2021-06-08", None, None, completed="2021-06-20")
    yield extended("granted until before the time limit", "2021-06-08", "2021-06-10", "2021-06-11")
    yield task("extension null", extension=None)
    for day in ("2021-06-10", "2021-06-11"):
        yield extended("answered %s" % day, "2021-06-08", day, "2021-06-25")
        yield extended("not answered, as of %s" % day, "2021-06-08", as_of=day, completed="absent")
    yield extended("asked before the holidays", "2021-02-09", deadline="2021-03-15", as_of="2021-02-18")
    yield extended("asked on a Sunday", "2021-06-06", "2021-06-09")
    yield extended("too late, of the province: answered late all the same", "2021-06-15", "2021-06-30", issuer="province")


def status_edges():
    """Art. 5.1.g, 7.2.a."""
    for day in ("2021-06-15", "2021-06-16"):
        yield task("completed %s" % day, completed=day)
        yield task("not completed, as of %s" % day, completed="absent", as_of=day, result_entered="absent")
    yield task("completed on the day of the report", completed="2021-06-14", as_of="2021-06-14")
    yield task("completed after the day of the report", completed="2021-06-14", as_of="2021-06-13")
    yield task("completed late, after the day of the report", completed="2021-06-20", as_of="2021-06-18")
    for completed in ("2021-06-14", "2021-12-31", "absent", None):
        yield task("no time limit, completed %s" % completed, deadline="absent", completed=completed)
    yield task("time limit null", deadline=None, completed="absent")
    for granted in ("2021-06-24", "2021-06-25"):
        yield extended("granted until %s, completed on the 25th" % granted, "2021-06-08", granted_until=granted, completed="2021-06-25")
        yield extended("granted until %s, not completed on the 25th" % granted, "2021-06-08", granted_until=granted, completed="absent",
                       as_of="2021-06-25")
    for day in ("2021-06-18", "2021-06-19"):
        yield task("result entered %s" % day, result_entered=day)
        yield task("result not entered, as of %s" % day, result_entered="absent", as_of=day)
    yield task("result of a task without a time limit", deadline="absent", result_entered="absent", as_of="2021-12-31")
    yield extended("result entered after an extension", "2021-06-08", granted_until="2021-06-25", result_entered="2021-06-30")
    yield extended("result entered late after an extension", "2021-06-08", granted_until="2021-06-25", result_entered="2021-07-01")
    for deadline in ("2021-02-08", "2021-02-12", "2021-04-20", "2021-04-29", "2021-08-31", "2021-09-02", "2021-12-28"):
        yield task("time limit %s" % deadline, deadline=deadline)


def leak_edges():
    """Art. 5.2."""
    for secrecy in ("none", "secret", "top_secret", "ultra_secret"):
        yield task("%s, nothing keyed in" % secrecy, secrecy=secrecy, **{key: False for key in KEYED})
        for key in KEYED:
            yield task("%s, %s" % (secrecy, key), secrecy=secrecy, **{other: other == key for other in KEYED})


def report_edges():
    """Art. 22.1: 15 June, 25 November."""
    for day in ("2021-01-01", "2021-06-14", "2021-06-15", "2021-06-16", "2021-11-24", "2021-11-25", "2021-11-26", "2021-12-31", "2024-02-29",
                "2020-12-31", "2022-01-01", "0001-01-01", "9998-12-31"):
        yield task("as of %s" % day, as_of=day)


def outside_edges():
    """Dates outside of the calendar, where no deadline is counted from them."""
    yield task("completed in 2022", completed="2022-03-01", as_of="2022-03-02")
    yield task("entered in 2020", entered="2020-12-31")
    yield task("result entered in 2022", result_entered="2022-01-04")
    yield extended("answered in 2022", "2021-12-28", "2022-01-04", deadline="2021-12-20", as_of="2022-01-10")
    yield extended("of the province, the time limit at the beginning of the year", "2021-06-08", deadline="2021-01-04", issuer="province")
    yield extended("of the district, without a time limit, asked in January", "2021-01-01", deadline="absent")
    yield extended("not valid, granted until 2022", "2021-06-15", granted_until="2022-02-01")
    yield extended("granted until 2022, of the council", "2021-06-08", granted_until="2022-02-01", issuer="council")
    yield task("a time limit of 28 December", deadline="2021-12-28")
    yield task("issued on 29 December", issued="2021-12-29", deadline="absent")
    yield task("complex, issued on 22 December", issued="2021-12-22", complex=True, deadline="absent")


def unit_edges():
    """Art. 19, 25.2."""
    late, pending = {"completed": "2021-06-20"}, {"completed": "absent", "deadline": "2021-07-15"}
    overdue = {"completed": "absent"}
    for i, more in enumerate([{}, {}, late, overdue, pending]):
        yield task("unit of five, %d" % i, unit="Phòng Nội vụ", **more)
    for i, more in enumerate([{}, late, late]):
        yield task("unit of a third, %d" % i, unit="UBND xã Vĩnh Hải", **more)
    for i, more in enumerate([overdue, pending]):
        yield task("unit of nothing done, %d" % i, unit="UBND xã Tân Hải", **more)
    for i, (name, more) in enumerate([("Ti\u1ebfn", {}), ("Tie\u0302\u0301n", late), ("Ti\u00ea\u0301n", overdue), ("ti\u1ebfn", {})]):
        yield task("unit in normal forms, %d" % i, unit=name, **more)
    yield task("unit without a name", unit="")


def edges():
    for group in (entry_edges, extension_edges, status_edges, leak_edges, report_edges, outside_edges, unit_edges):
        yield from group()


# ---------------------------------------------------------------- rejects

def full(name):
    return dict(extended(name, "2021-06-08", "2021-06-09", "2021-06-25"), unit="all")


def change(**fields):
    return lambda item: item.update(fields)


def ways():
    """(name, path, change[, rule])."""
    for key in ("unit", "issuer", "secrecy", "complex", "issued", "has_abstract", "has_content_detail", "has_result_detail", "as_of"):
        yield key + " missing", key, drop(key)
        yield key + " null", key, put(key, None)
    yield "requested missing", "extension.requested", drop("requested", "extension")
    yield "requested null", "extension.requested", put("requested", None, "extension")
    yield "unknown field", "note", put("note", "x")
    yield "unknown field in the extension", "extension.reason", put("reason", "x", "extension")
    yield "unknown issuer", "issuer", put("issuer", "commune")
    yield "unknown secrecy", "secrecy", put("secrecy", "open")
    yield "secrecy as a truth", "secrecy", put("secrecy", False)
    yield "complex as text", "complex", put("complex", "true")
    yield "has_abstract as number", "has_abstract", put("has_abstract", 1)
    yield "unit as number", "unit", put("unit", 3)
    yield "extension as a list", "extension", put("extension", [])
    yield "extension as a date", "extension", put("extension", "2021-06-25")
    yield "extension empty", "extension.requested", put("extension", {})
    for key in ("issued", "entered", "deadline", "completed", "result_entered", "as_of"):
        yield key + " 2021-02-29", key, put(key, "2021-02-29")
        yield key + " empty", key, put(key, "")
    for day in ("2021-6-1", "2021/06/01", "20210601", "01-06-2021", "2021-06-31", "2021-06-01T08:00", "2021-06-01Z"):
        yield "issued %s" % day, "issued", put("issued", day)
    yield "answered 2021-06-31", "extension.answered", put("answered", "2021-06-31", "extension")
    yield "granted_until a truth", "extension.granted_until", put("granted_until", True, "extension")
    for day in ("2020-12-31", "2022-01-01", "2021-12-30", "2021-12-31", "2022-06-01", "0001-01-01", "9999-12-31"):
        yield "entry counted from %s" % day, "", put("issued", day), "entry_due"
    yield "entry counted from 2021-12-23, complex", "", change(issued="2021-12-23", complex=True), "entry_due"
    for day in ("2021-01-01", "2021-01-04", "2021-01-06", "2020-12-31", "2022-01-01"):
        yield "extension counted back from %s" % day, "", put("deadline", day), "extension_due"
    for day in ("2021-12-30", "2021-12-31", "2022-01-01", "2020-12-31"):
        yield "answer counted from %s" % day, "", lambda item, day=day: item.update(
            issuer="province", extension={"requested": day}), "answer_due"
    for day in ("2021-12-29", "2021-12-31", "2022-01-03"):
        yield "update counted from %s" % day, "", change(extension=None, deadline=day), "update_due"
        yield "update counted from an extension until %s" % day, "", put("granted_until", day, "extension"), "update_due"
    yield "update counted from 2020", "", change(extension=None, deadline="2020-12-31"), "update_due"


def rejects():
    result = Rejects()
    result.spoiled(full, ways())
    outside = dict(full("free again"), issued="2022-01-01")
    result.bad(outside, "free again", "", "entry_due")      # it was not scored, so its id is free
    result.good(full("free again"))
    result.broken(full, "unit", '"all"')
    return result
