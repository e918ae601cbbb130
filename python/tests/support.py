"""What several tests use."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMS = """ruleset exams "Exams"
language en
record pupil "Pupil" {
  key id "Number" : text
  input written "Written" : number 0..10 decimals 1
  input oral "Oral" : number 0..10 decimals 1
  input excused "Excused" : bool
  let total "Total" = (2 * written + oral) / 3
  classify mark "Mark" : mark {
    good when total >= 8
    pass when total >= 5 or excused
    otherwise fail
  }
  output total(2), mark
}
enum mark "Mark" { fail "Fail" < pass "Pass" < good "Good" }
"""
