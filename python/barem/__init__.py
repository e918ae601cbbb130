"""barem, an embeddable rules engine: exact, deterministic, explained.

    rules = barem.load("rulesets/viet-yen-2015/viet-yen-2015.barem")
    result = rules.score({"id": "Phòng Nội vụ", ...})
    result["total"]                     # Decimal('1012.5'), exactly
"""

from barem._core import version as _version
from barem._decimals import decimals
from barem._errors import Issue, RecordError, Rejection
from barem._explanation import Explanation, WhatIf, WhyNot
from barem._reports import Diagnostic, Edit, Fix, Label, Report, RuleSetError
from barem._results import Result, ScoredRecords, Value
from barem._rules import Examples, RuleSet, Version, check, check_text, load, loads
from barem._shape import Field
from barem._tables import ScoredTable

__version__ = _version()

__all__ = [
    "Diagnostic", "Edit", "Examples", "Explanation", "Field", "Fix", "Issue", "Label", "RecordError", "Rejection", "Report", "Result",
    "RuleSet", "RuleSetError", "ScoredRecords", "ScoredTable", "Value", "Version", "WhatIf", "WhyNot", "check", "check_text",
    "decimals", "load", "loads",
]
