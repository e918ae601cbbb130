"""The rules of `flat` in the words of others: SQL for DuckDB, expressions for GoRules ZEN; and the checksum that all contenders share."""

TASKS = range(10)
NAMES = ([f"{letter}{i}" for letter in "vtq" for i in TASKS]
         + ["a_done", "a_fail", "one_stop", "iso_missing", "letters_criticism", "letters_reminder", "late_reports", "missing_reports", "discipline",
            "traffic_notices", "budget_violation", "innovative", "commended"])
RATINGS = ["not_completed", "completed", "good", "excellent"]
ON_TIME = [(50, 0), (70, 50), (90, 70), (100, 90), (101, 100), (111, 101), (121, 102), (131, 103), (141, 104), (171, 105), (200, 106), (None, 110)]
ONE_STOP = [0, 5, 10, 20, 30, 50]
DISCIPLINE = [0, 20, 30, 40, 50]
OTHERS = ("+ 20 * a_done - 10 * a_fail - {one_stop} - 40 * iso_missing - 10 * letters_criticism - 5 * letters_reminder - 5 * late_reports"
          " - 10 * missing_reports - {discipline} - 5 * traffic_notices - 20 * budget_violation")
MASK = (1 << 64) - 1


def sql(source):
    """A query that gives id, total, failed, exceeded, rating of every row of `source`, whose columns are small integers."""
    def points(i):
        steps = " ".join(f"WHEN v{i} < {below} THEN {value}" for below, value in ON_TIME if below)
        return (f"CASE WHEN q{i} = 1 THEN CASE WHEN v{i} >= 100 THEN 100 ELSE 0 END"
                f" WHEN t{i} = 1 THEN CASE {steps} ELSE {ON_TIME[-1][1]} END WHEN v{i} >= 70 THEN 50 ELSE 0 END")

    def level(name, values):
        return f"CASE {name} " + " ".join(f"WHEN {i} THEN {v}" for i, v in enumerate(values)) + " END"

    # smallint is the narrowest that holds every total: without the casts DuckDB adds in hugeint.
    total = " + ".join(f"({points(i)})::SMALLINT" for i in TASKS)
    others = OTHERS.format(one_stop=level("one_stop", ONE_STOP), discipline=level("discipline", DISCIPLINE))
    failed = " + ".join(f"(v{i} < 100 OR t{i} = 0)::SMALLINT" for i in TASKS)
    exceeded = " + ".join(f"(v{i} > 100 AND t{i} = 1)::SMALLINT" for i in TASKS)
    inner = f"SELECT id, ({total} {others})::SMALLINT AS total, ({failed})::SMALLINT AS failed, ({exceeded})::SMALLINT AS exceeded, innovative, commended FROM {source}"
    return f"""SELECT id, total, failed, exceeded,
        CASE WHEN total >= 1000 AND failed = 0 AND exceeded >= 5 AND innovative = 1 AND commended = 1 THEN 'excellent'
             WHEN total >= 1000 AND failed <= 1 THEN 'good'
             WHEN total >= 1000 OR (total >= 900 AND failed <= 2) THEN 'completed' ELSE 'not_completed' END AS rating FROM ({inner})"""


def zen():
    """A decision of ZEN: one node of expressions, the fastest form that it has for this."""
    def points(i):
        on_time = "".join(f"v{i} < {below} ? {value} : " for below, value in ON_TIME if below) + str(ON_TIME[-1][1])
        return f"q{i} == 1 ? (v{i} >= 100 ? 100 : 0) : (t{i} == 1 ? ({on_time}) : (v{i} >= 70 ? 50 : 0))"

    total = " + ".join(f"$.p{i}" for i in TASKS)
    others = OTHERS.format(one_stop=f"{ONE_STOP}[one_stop]", discipline=f"{DISCIPLINE}[discipline]")
    rows = [(f"p{i}", points(i)) for i in TASKS]
    rows += [("total", f"{total} {others}"),
             ("failed", " + ".join(f"(v{i} < 100 or t{i} == 0 ? 1 : 0)" for i in TASKS)),
             ("exceeded", " + ".join(f"(v{i} > 100 and t{i} == 1 ? 1 : 0)" for i in TASKS)),
             ("rating", "$.total >= 1000 and $.failed == 0 and $.exceeded >= 5 and innovative == 1 and commended == 1 ? 'excellent' : "
                        "($.total >= 1000 and $.failed <= 1 ? 'good' : ($.total >= 1000 or ($.total >= 900 and $.failed <= 2) ? 'completed' : 'not_completed'))")]
    expressions = [{"id": f"e{i}", "key": key, "value": value} for i, (key, value) in enumerate(rows)]
    return {
        "nodes": [{"id": "in", "type": "inputNode", "name": "in"},
                  {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": expressions}},
                  {"id": "out", "type": "outputNode", "name": "out"}],
        "edges": [{"id": "a", "sourceId": "in", "targetId": "rules", "type": "edge"}, {"id": "b", "sourceId": "rules", "targetId": "out", "type": "edge"}],
    }


def checksum(rows):
    """As bench/common/checksum.hpp: of (total, failed, exceeded, rating), the rating by its word or position."""
    position = {word: i for i, word in enumerate(RATINGS)}
    sum_ = 0xcbf29ce484222325
    for total, failed, exceeded, rating in rows:
        word = (total & 0xFFFF) << 24 | failed << 16 | exceeded << 8 | position.get(rating, rating)
        sum_ = ((sum_ ^ word) * 0x100000001b3) & MASK
    return sum_ ^ (sum_ >> 32)
