"""What the makers of vectors share: edges that are scored, and lines that are bad in one way."""
import copy

from randomness import to_json


class Rejects:
    """The lines of rejects.jsonl and what is expected of the bad ones."""

    def __init__(self):
        self.lines, self.expected = [], []

    def good(self, item):
        self.lines.append(to_json(item).encode("utf-8"))

    def bad(self, line, name, path, rule=None):
        """A bad line (bytes), or a bad record."""
        self.lines.append(line if isinstance(line, bytes) else to_json(line).encode("utf-8"))
        reject = {"path": path, "rule": rule} if rule else {"path": path}
        self.expected.append({"line": len(self.lines), "id": name, "reject": reject})

    def spoiled(self, full, ways):
        """A copy of the valid record `full(name)` for each (name, path, change), a good one after every twelfth.

        A change gets the record and spoils it in one place; a fourth element names the rule that cannot be evaluated.
        """
        for i, (name, path, change, *rule) in enumerate(ways, 1):
            item = copy.deepcopy(full(name))
            change(item)
            self.bad(item, name, path, *rule)
            if i % 12 == 0:
                self.good(full("good %d" % (i // 12)))

    def broken(self, full, key, value):
        """What no record of any regulation may be; `key` is a field of `full(name)` whose JSON is `value`."""
        text = to_json(full("x"))
        field = '"%s": ' % key
        assert field + value in text
        self.good(full("first"))
        self.bad(full("first"), "first", "id")
        no_id = full("x")
        del no_id["id"]
        self.bad(no_id, None, "id")
        self.bad(dict(full("x"), id=7), None, "id")
        self.bad(dict(full("x"), id=None), None, "id")
        twice = to_json(full("twice")).replace(field + value, field + value + ", " + field + value, 1)
        self.bad(twice.encode("utf-8"), "twice", self.path_of(full("twice"), key))
        plain = to_json(full("never seen"))
        for line in (plain[:-1], plain.replace(field + value, field + "0" + value, 1), plain.replace(field + value, field + "NaN", 1),
                     plain + " {}"):
            self.bad(line.encode("utf-8"), None, "")
        self.bad(plain.encode("utf-8").replace(b"never", b"nev\xff", 1), None, "")
        self.bad(b"[]", None, "")
        self.good(full("last"))

    @staticmethod
    def path_of(item, wanted, path=""):
        """The path of the first field of this name."""
        pairs = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
        for key, value in pairs:
            inside = "%s[%d]" % (path, key) if isinstance(item, list) else (path + "." if path else "") + key
            if key == wanted:
                return inside
            found = Rejects.path_of(value, wanted, inside)
            if found:
                return found
        return None


def put(key, value, *where):
    """A change: the field `key` of the object at `where` (keys and indices) becomes this value."""
    return lambda item: inner(item, where).__setitem__(key, copy.deepcopy(value))


def drop(key, *where):
    return lambda item: inner(item, where).__delitem__(key)


def inner(item, where):
    for key in where:
        item = item[key]
    return item


def lines_of(items):
    return "".join(to_json(item) + "\n" for item in items)


def scored_files(regulation, group, items):
    """(name, bytes) of the files of a group of valid records."""
    data = lines_of(items).encode("utf-8")
    records, bad = regulation.read_roster(data)
    assert not bad, [(line, name, problem.path, problem.expected, problem.found) for line, name, problem in bad]
    yield group + ".jsonl", data
    yield group + ".expected.jsonl", regulation.results_text(records, True).encode("utf-8")


def rejected_files(regulation, rejects):
    """(name, bytes) of the files of bad lines; what the reference says must be what was expected."""
    data = b"\n".join(rejects.lines) + b"\n"
    records, bad = regulation.read_roster(data)
    found = [{"line": number, "id": name, "reject": {"path": problem.path, **({"rule": problem.rule} if problem.rule else {})}}
             for number, name, problem in bad]
    assert found == rejects.expected, [pair for pair in zip(found, rejects.expected) if pair[0] != pair[1]]
    assert len(records) + len(bad) == len(rejects.lines)
    yield "rejects.jsonl", data
    rejected = {problem["line"]: to_json(problem) + "\n" for problem in found}
    scored = iter(regulation.results_text(records, True).splitlines(keepends=True))
    expected = [rejected.get(number) or next(scored) for number in range(1, len(rejects.lines) + 1)]
    yield "rejects.expected.jsonl", "".join(expected).encode("utf-8")
