// Reports as JSON.

#include "report_helpers.hpp"

namespace barem {
namespace {

TEST(report_json, no_finding_is_an_empty_array) { EXPECT_EQ(report{}.to_json(), "[]"); }

TEST(report_json, all_members_in_order) {
    auto r = one_error("điểm = 1\nsai\n");
    r.findings[0].notes = {"n"};
    r.findings[0].help = "h";
    r.findings[0].witness = "w";
    r.findings[0].witness_record = R"({"id":"a"})";
    r.findings[0].fixes = {{"mend it", true, {{find(r, "sai"), "đúng"}}}};
    label(r, find(r, "sai"), "đây");
    label(r, find(r, "= 1"), "");
    EXPECT_EQ(r.to_json(), R"([
  {
    "code": "B1",
    "severity": "error",
    "message": "wrong",
    "file": "a.barem",
    "line": 2,
    "column": 1,
    "end_line": 2,
    "end_column": 4,
    "begin": 12,
    "end": 15,
    "labels": [
      {
        "primary": true,
        "text": "đây",
        "line": 2,
        "column": 1,
        "end_line": 2,
        "end_column": 4,
        "begin": 12,
        "end": 15
      },
      {
        "primary": false,
        "text": "",
        "line": 1,
        "column": 6,
        "end_line": 1,
        "end_column": 9,
        "begin": 8,
        "end": 11
      }
    ],
    "notes": [
      "n"
    ],
    "help": "h",
    "witness": "w",
    "witness_record": "{\"id\":\"a\"}",
    "fixes": [
      {
        "what": "mend it",
        "safe": true,
        "edits": [
          {
            "line": 2,
            "column": 1,
            "end_line": 2,
            "end_column": 4,
            "begin": 12,
            "end": 15,
            "replacement": "đúng"
          }
        ]
      }
    ],
    "acknowledged": null
  }
])");
}

TEST(report_json, acknowledged_findings_stand_last_with_their_reason) {
    auto r = one_error("đúng\n");
    r.acknowledged.push_back({finding("B2", severity::warning, "known"), "the decree says so", {0, 6}});
    auto const json = r.to_json();
    EXPECT_LT(json.find("\"acknowledged\": null"), json.find("\"code\": \"B2\"")) << json;
    EXPECT_NE(json.find("\"acknowledged\": \"the decree says so\""), std::string::npos) << json;
}

TEST(report_json, without_a_place) {
    auto const json = one_error("x").to_json();
    EXPECT_NE(json.find("\"line\": null"), std::string::npos) << json;
    EXPECT_NE(json.find("\"labels\": []"), std::string::npos) << json;
}

TEST(report_json, bytes_that_are_no_utf8) {
    auto r = one_error("\xFF");
    r.findings[0].message = "`\xFF` is no UTF-8";
    EXPECT_NE(r.to_json().find("`\uFFFD` is no UTF-8"), std::string::npos);
}

}  // namespace
}  // namespace barem
