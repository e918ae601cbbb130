import barem
import pytest
from support import EXAMS, ROOT


@pytest.fixture(scope="session")
def exams() -> barem.RuleSet:
    """A flat record: (2 * written + oral) / 3, and a mark by thresholds."""
    return barem.loads(EXAMS, "exams")


@pytest.fixture(scope="session")
def districts() -> barem.RuleSet:
    """Nested lists, and ranks within blocks."""
    return barem.load(ROOT / "rulesets/viet-yen-2015/viet-yen-2015.barem")


@pytest.fixture(scope="session")
def roster() -> list[str]:
    """A line of JSON for each district office of the example roster."""
    return (ROOT / "examples/viet-yen-2015/roster.jsonl").read_text("utf-8").splitlines()
