#!/usr/bin/env python3
"""Writes ../expressions/random: a rule set of random expressions, a roster that asks for them one by one,
and what Python makes of them.

    python3 make_expressions.py            writes the files
    python3 make_expressions.py --check    writes nothing; exit 1 when a file would change

An expression is a pair: its text, and a function from the values of all names to its value. What is
not needed is not evaluated: a ZeroDivisionError is an error of the record.
"""
import json
import math
import random
import sys
from fractions import Fraction

from make_constructs import FOLDER, MODES, Vectors, rounded_to, write

EXPRESSIONS, RECORDS = 60, 8
NUMBERS, TRUTHS = ("a", "b", "c"), ("p", "q")
# What can be named: in the record, in an item of its list, in a part of an item.
SCOPES = {
    "one": (NUMBERS, TRUTHS),
    "items": (("x", "y", "x", "one.a"), ("flag", "one.p")),
    "items.parts": (("z", "z", "item.x", "one.b"), ("flag", "item.flag", "one.q")),
}
LITERALS = ("0", "1", "2", "3", "0.5", "7", "10", "0.25", "100")


class Expressions:
    def __init__(self, r):
        self.r = r
        self.scope = "one"

    def leaf(self):
        if self.r.random() < 0.6:
            name = self.r.choice(SCOPES[self.scope][0])
            return name, lambda x: x[name]
        token = self.r.choice(LITERALS)
        return token, lambda x: Fraction(token)

    def number(self, depth):
        if depth <= 0:
            return self.leaf()
        kinds = (self.leaf, self.sum, self.sum, self.product, self.quotient, self.negative, self.extreme, self.magnitude, self.rounded, self.whole,
                 self.choice, self.choice, self.spare, self.aggregate, self.aggregate)
        make = self.r.choice(kinds)
        return make() if make == self.leaf else make(depth - 1)

    def sum(self, depth):
        (s, f), (t, g) = self.number(depth), self.number(depth)
        if self.r.random() < 0.5:
            return "(%s + %s)" % (s, t), lambda x: f(x) + g(x)
        return "(%s - %s)" % (s, t), lambda x: f(x) - g(x)

    def product(self, depth):
        (s, f), (t, g) = self.number(depth), self.number(depth)
        return "%s * %s" % (s, t), lambda x: f(x) * g(x)

    def quotient(self, depth):
        (s, f), (t, g) = self.number(depth), self.number(depth)
        return "(%s) / (%s)" % (s, t), lambda x: f(x) / g(x)

    def negative(self, depth):
        s, f = self.number(depth)
        return "-(%s)" % s, lambda x: -f(x)

    def extreme(self, depth):
        parts = [self.number(depth) for _ in range(self.r.choice((2, 3)))]
        name, of = self.r.choice((("min", min), ("max", max)))
        return "%s(%s)" % (name, ", ".join(s for s, _ in parts)), lambda x: of([f(x) for _, f in parts])

    def magnitude(self, depth):
        s, f = self.number(depth)
        return "abs(%s)" % s, lambda x: abs(f(x))

    def rounded(self, depth):
        s, f = self.number(depth)
        mode = self.r.choice(list(MODES))
        if self.r.random() < 0.5:
            places = self.r.choice((-1, 0, 1, 3))
            return "round(%s, %d, %s)" % (s, places, mode), lambda x: rounded_to(f(x), Fraction(10) ** -places, mode)
        multiple = self.r.choice(("0.5", "0.2", "3"))
        return "round_to(%s, %s, %s)" % (s, multiple, mode), lambda x: rounded_to(f(x), Fraction(multiple), mode)

    def whole(self, depth):
        s, f = self.number(depth)
        if self.r.random() < 0.5:
            return "floor(%s)" % s, lambda x: Fraction(math.floor(f(x)))
        return "ceil(%s)" % s, lambda x: Fraction(math.ceil(f(x)))

    def choice(self, depth):
        (c, h), (s, f), (t, g) = self.truth(depth), self.number(depth), self.number(depth)
        return "(if %s then %s else %s)" % (c, s, t), lambda x: f(x) if h(x) else g(x)

    def spare(self, depth):
        s, f = self.number(depth)
        if self.scope != "one":
            return "(one.spare default (%s))" % s, lambda x: x["spare"] if x["spare"] is not None else f(x)
        return "(spare default (%s))" % s, lambda x: x["spare"] if x["spare"] is not None else f(x)

    def aggregate(self, depth):
        """A number made of the elements of a list; of none, another number where it would be absent."""
        if self.scope != "one":
            return self.leaf()
        instead, otherwise = self.number(0)
        over = self.scope = self.r.choice(("items", "items.parts"))
        (s, f), (t, g), (c, h) = self.number(depth - 1), self.number(depth - 1), self.truth(depth - 1)
        self.scope = "one"
        where = self.r.random() < 0.5

        def chosen(x):
            return [e for e in x[over] if not where or h(e)]
        name = self.r.choice(("count", "sum", "sum", "min", "max", "mean", "first", "latest"))
        by, condition = " by " + t if name == "latest" else "", " where " + c if where else ""
        if name == "count":
            return "count(%s%s)" % (over, condition), lambda x: Fraction(len(chosen(x)))
        text = "%s(%s over %s%s%s)" % (name, s, over, condition, by)
        if name == "sum":
            return text, lambda x: sum((f(e) for e in chosen(x)), Fraction(0))
        made = {"min": lambda v: min(v), "max": lambda v: max(v), "mean": lambda v: sum(v) / len(v), "first": lambda v: v[0]}

        def value(x):
            if name == "first":
                found = next((e for e in x[over] if not where or h(e)), None)
                return f(found) if found else otherwise(x)
            elements = chosen(x)
            if name == "latest":
                values = [(g(e), i, f(e)) for i, e in enumerate(elements)]
                return max(values)[2] if values else otherwise(x)
            values = [f(e) for e in elements]
            return made[name](values) if values else otherwise(x)
        return "(%s default (%s))" % (text, instead), value

    def some(self, depth):
        if self.scope != "one":
            return self.truth(0)
        over = self.scope = self.r.choice(("items", "items.parts"))
        c, h = self.truth(depth)
        self.scope = "one"
        if self.r.random() < 0.5:
            return "any(%s where %s)" % (over, c), lambda x: any(h(e) for e in x[over])
        return "all(%s over %s)" % (c, over), lambda x: all(h(e) for e in x[over])

    def truth(self, depth):
        if depth <= 0:
            name = self.r.choice(SCOPES[self.scope][1])
            return name, lambda x: x[name]
        make = self.r.choice((self.comparison, self.comparison, self.interval, self.one_of, self.both, self.either, self.opposite, self.given, self.some, self.some))
        return make(depth - 1)

    def comparison(self, depth):
        (s, f), (t, g) = self.number(depth), self.number(depth)
        sign, of = self.r.choice((("<", lambda u, v: u < v), ("<=", lambda u, v: u <= v), (">", lambda u, v: u > v), (">=", lambda u, v: u >= v),
                                  ("=", lambda u, v: u == v), ("!=", lambda u, v: u != v)))
        return "%s %s %s" % (s, sign, t), lambda x: of(f(x), g(x))

    def interval(self, depth):
        s, f = self.number(depth)
        low, high = self.r.choice((("-1", "1"), ("0", "10"), ("0.5", "100")))
        opening, closing = self.r.choice("[("), self.r.choice("])")
        a, b = Fraction(low), Fraction(high)

        def holds(x):
            v = f(x)
            return (a <= v if opening == "[" else a < v) and (v <= b if closing == "]" else v < b)
        return "%s in %s%s .. %s%s" % (s, opening, low, high, closing), holds

    def one_of(self, depth):
        s, f = self.number(depth)
        words = self.r.sample(LITERALS, 3)
        return "%s in { %s }" % (s, ", ".join(words)), lambda x: f(x) in [Fraction(w) for w in words]

    def both(self, depth):
        (s, f), (t, g) = self.truth(depth), self.truth(depth)
        return "((%s) and (%s))" % (s, t), lambda x: f(x) and g(x)

    def either(self, depth):
        (s, f), (t, g) = self.truth(depth), self.truth(depth)
        return "((%s) or (%s))" % (s, t), lambda x: f(x) or g(x)

    def opposite(self, depth):
        s, f = self.truth(depth)
        return "not (%s)" % s, lambda x: not f(x)

    def given(self, depth):
        s, f = self.number(depth)
        spare = "spare" if self.scope == "one" else "one.spare"
        return "(%s is given and %s > %s)" % (spare, spare, s), lambda x: x["spare"] is not None and x["spare"] > f(x)


def rule_set(expressions):
    lines = ["# Written by reference/make_expressions.py.", "ruleset random_expressions", "", "record one {", "  key id : text", "  input which : integer 1..%d" % len(expressions)]
    lines += ["  input %s : number" % name for name in NUMBERS] + ["  input %s : bool" % name for name in TRUTHS]
    lines += ["  input spare : number?", "  input items : list of item"]
    lines += ["  let e%d = %s" % (i, text) for i, (text, _) in enumerate(expressions, 1)]
    cases = ["    e%d when which = %d" % (i, i) for i in range(1, len(expressions))] + ["    otherwise e%d" % len(expressions)]
    return "\n".join(lines + ["  classify answer : number {"] + cases + ["  }", "  output answer(0)", "}", ""]
                     + ["record item in one {", "  input x : number", "  input y : number", "  input flag : bool", "  input parts : list of part", "}", ""]
                     + ["record part in item {", "  input z : number", "  input flag : bool", "}", ""])


def token(r):
    return r.choice(("0", "1", "-1", "2", "0.5", "-0.25", "3", "10", "7", "-2.5", "0.1", "33.333", "1e3", "-100"))


def an_item(r):
    return {"x": token(r), "y": token(r), "flag": r.random() < 0.5,
            "parts": [{"z": token(r), "flag": r.random() < 0.5} for _ in range(r.choice((0, 1, 2)))]}


def to_json(value):
    """Numbers stand as their tokens."""
    if isinstance(value, list):
        return "[%s]" % ", ".join(map(to_json, value))
    if isinstance(value, dict):
        return "{%s}" % ", ".join('"%s": %s' % (key, to_json(item)) for key, item in value.items())
    return json.dumps(value) if isinstance(value, bool) else value


def known(record):
    """The values of all names: of the record, and of each element of its lists, in order."""
    def read(fields):
        return {key: value if isinstance(value, bool) else Fraction(value) for key, value in fields.items() if not isinstance(value, list)}
    own = read(record)
    around = {"spare": own.get("spare"), **{"one." + key: value for key, value in own.items()}}
    items, parts = [], []
    for item in record["items"]:
        fields = read(item)
        items.append({**around, **fields})
        parts += [{**around, **{"item." + key: value for key, value in fields.items()}, **read(part)} for part in item["parts"]]
    return {**own, "spare": own.get("spare"), "items": items, "items.parts": parts}


def roster(expressions, r):
    made = Vectors()
    for which, (_, value) in enumerate(expressions, 1):
        for number in range(1, RECORDS + 1):
            record = {**{name: token(r) for name in NUMBERS}, **{name: r.random() < 0.5 for name in TRUTHS},
                      **({"spare": token(r)} if r.random() < 0.5 else {}), "items": [an_item(r) for _ in range(r.choice((0, 1, 3)))]}
            try:
                result = {"answer": value(known(record))}
            except ZeroDivisionError:
                result = "e%d" % which
            made.add("e%d, %d" % (which, number), {"which": str(which), **{key: to_json(item) for key, item in record.items()}}, result)
    return made


def main():
    r = random.Random(2026)
    make = Expressions(r)
    expressions = []
    while len(expressions) < EXPRESSIONS:
        one = make.number(4)
        if any(name in one[0] for name in ("if", "/", "round", "over", "where", "min(", "max(")):
            expressions.append(one)
    made = roster(expressions, r)
    return write({"expressions/random.barem": rule_set(expressions), **made.files("expressions/random")}, __file__)


if __name__ == "__main__":
    sys.exit(main())
