"""What the random rosters share: numbers as they are written, lines that are wrong in one way, the program.

The same seed and count give the same roster (with one version of Python).
"""
import argparse
import copy
import json
import re
import sys
from datetime import date, timedelta
from random import Random

from records import fixed


class Number(str):
    """A number as it is written in the roster."""


def to_json(value):
    """JSON of a value; a Number is written as it stands."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(json.dumps(key, ensure_ascii=False) + ": " + to_json(item)
                               for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(to_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def decimal(r, low, high):
    """A random decimal from low to high (whole numbers), in one of several forms."""
    places = r.choice([0, 1, 1, 2, 3])
    units = r.randint(low * 10 ** places, high * 10 ** places)
    form = r.randrange(5)
    if form == 0:
        return Number("%de-%d" % (units, places))
    if form == 1 and units >= 1000:
        digits = str(units)
        return Number("%s.%sE+%d" % (digits[0], digits[1:], len(digits) - 1 - places))
    if form == 2:
        return Number(fixed(units * 100, places + 2))
    return Number(fixed(units, places))


def near(r, edges, low, high, share=0.6):
    """Often one of these written numbers, else a random decimal."""
    return Number(r.choice(edges)) if r.random() < share else decimal(r, low, high)


def day_near(r, edges, spread=3):
    """A date at most so many days beside one of these."""
    return (r.choice(edges) + timedelta(days=r.randint(-spread, spread))).isoformat()


def day_between(r, first, last):
    return (first + timedelta(days=r.randint(0, (last - first).days))).isoformat()


def maybe(r, record, key, value, share=0.5):
    """Give an optional field, now and then as null, or leave it out."""
    if r.random() < share:
        record[key] = value
    elif r.random() < 0.3:
        record[key] = None


# ---------------------------------------------------------------- bad lines

def objects_in(value):
    """Every object of a record, itself among them."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from objects_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from objects_in(item)


def is_date(value):
    return isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None


def fields(r, record, wanted):
    """(object, key) of a field whose value is wanted, or None."""
    found = [(place, key) for place in objects_in(record) for key, value in place.items() if wanted(key, value)]
    return r.choice(found) if found else None


def drop_field(r, record, optional):
    place, key = fields(r, record, lambda key, _: key not in optional)
    del place[key]


def add_field(r, record, optional):
    place = r.choice(list(objects_in(record)))
    place[r.choice(["note", "ghi chú", "Id", "id_"])] = r.choice([1, None, "x", []])


def wrong_type(r, record, optional):
    place, key = fields(r, record, lambda key, _: key not in optional)
    value = place[key]
    choices = [[7] if isinstance(value, list) else [], {}, None]
    if isinstance(value, (Number, bool, list, dict)) or not isinstance(value, str):
        choices.append("1")
    if isinstance(value, bool) or isinstance(value, str):
        choices.append(Number("0.5"))
    if not isinstance(value, bool):
        choices.append(True)
    place[key] = r.choice(choices)


def unknown_word(r, record, optional):
    found = fields(r, record, lambda key, value: isinstance(value, str) and not isinstance(value, Number)
                   and not is_date(value) and re.fullmatch("[a-z_]+", value))
    if found:
        place, key = found
        place[key] = r.choice(["", "khác", place[key] + " ", place[key].title(), 1])


def bad_date(r, record, optional):
    found = fields(r, record, lambda key, value: is_date(value))
    if found:
        place, key = found
        place[key] = r.choice(["", "2021-02-29", "2021-13-01", "2021-00-10", "2021-6-1", "21-06-01", "2021/06/01",
                               "20210601", "2021-06-01T00:00:00", " 2021-06-01", "0000-01-01", "2021-W10-1",
                               Number("20210601"), True, []])


def item_type(r, record, optional):
    lists = [value for place in objects_in(record) for value in place.values() if isinstance(value, list)]
    if lists:
        r.choice(lists).insert(0, r.choice([None, 3, "x", []]))


GENERAL = [drop_field, add_field, wrong_type, unknown_word, bad_date, item_type]


def repeated_key(r, line):
    key = r.choice(re.findall('"[a-z_0-9]+": ', line))
    return line.replace(key, key + "1, " + key, 1)


def cut_short(r, line):
    return line[:r.randint(1, len(line) - 1)]


def broken_syntax(r, line):
    return r.choice([
        lambda: line + "}", lambda: line[:-1] + ",}", lambda: line.replace(":", "=", 1),
        lambda: line.replace('"', "'"), lambda: line.replace(": true", ": True", 1) + ",",
        lambda: re.sub("(: )([0-9])", r"\g<1>0\g<2>", line, count=1) + "]", lambda: line.replace(": ", ": NaN", 1),
        lambda: line.replace('"id": "', '"id": "\t'), lambda: line + " " + line,
        lambda: line.replace('"id": "', '"id": "\\x')])()


def another_value(r, line):
    return r.choice(["[]", "null", "2015", '"x"', "true", "[" + line + "]"])


TEXTUAL = [repeated_key, cut_short, broken_syntax, another_value]


def bad_bytes(r, line):
    wrong = r.choice([b"\xff", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80"])
    return line.encode("utf-8").replace(b'"id": "', b'"id": "' + wrong, 1)


def bad_line(r, record, optional, own_ways, earlier_ids):
    """The record as a line that is wrong in one way; a few of them come out right by chance."""
    way = r.choice(GENERAL + own_ways * 2 + TEXTUAL + [bad_bytes, None])
    record = copy.deepcopy(record)
    if way is None:
        if earlier_ids:
            record["id"] = r.choice(earlier_ids)
    elif way in GENERAL:
        way(r, record, optional)
    elif way in own_ways:
        way(r, record)
    elif way in TEXTUAL:
        return way(r, to_json(record)).encode("utf-8")
    else:
        return bad_bytes(r, to_json(record))
    return to_json(record).encode("utf-8")


# ---------------------------------------------------------------- the program

def shuffled(r, value):
    """The same object with its fields in another order."""
    keys = list(value)
    r.shuffle(keys)
    return {key: value[key] for key in keys}


def roster(r, records, bad, optional, own_ways):
    """The lines of these records, some of them (a share) spoiled."""
    earlier_ids = []
    for record in records:
        if r.random() < 0.1:
            record = shuffled(r, record)
        if r.random() < bad:
            yield bad_line(r, record, optional, own_ways, earlier_ids)
        else:
            earlier_ids.append(record["id"])
            yield to_json(record).encode("utf-8")


def main(lines):
    """Print a roster: `lines(r, count, bad)` makes it."""
    parser = argparse.ArgumentParser(description="Print a random roster.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--bad", type=float, default=0, metavar="SHARE", help="share of the lines that are invalid")
    options = parser.parse_args()
    for line in lines(Random(options.seed), options.count, options.bad):
        sys.stdout.buffer.write(line + b"\n")
