#include "support.hpp"

#include "batch/record_cutter.hpp"
#include "io/csv_record.hpp"

namespace {

using namespace readers;
using batch::roster_format;

std::string const header = "id,level,present,share,count,wide,signed,born,free,huge,note,conduct.late,conduct.excused,conduct.remark,guardian.name,guardian.since,guardian.phone";

/// What the ordinary reader makes of a CSV text, record by record.
std::vector<row> ordinary(program::program const& rules, std::string_view text, std::size_t limit) {
    if (text.starts_with(batch::byte_order_mark)) text.remove_prefix(batch::byte_order_mark.size());
    std::string whole(text);
    if (!whole.empty() && whole.back() != '\n') whole += '\n';
    std::vector<std::string> problems;
    std::size_t at = whole.find('\n') + 1;
    io::csv_expectation expected;
    expected.kind = rules.roster_record;
    auto const layout = io::read_csv_header(rules, expected, std::string_view(whole).substr(0, at - 1), problems);
    EXPECT_TRUE(problems.empty());
    record_limits limits;
    limits.max_record_bytes = limit;
    io::csv_record_reader reader(rules, layout, limits);
    std::vector<row> rows;
    for (std::uint64_t line = 2; at < whole.size();) {
        auto const rest = std::string_view(whole).substr(at);
        auto const extent = io::extent_of_record(rest, layout.separator, limit, true);
        auto const record = rest.substr(0, extent.size);
        if (!io::is_blank(record, layout.separator)) rows.push_back(row_of(line, reader.read(rest, extent)));
        line += static_cast<std::uint64_t>(std::ranges::count(record, '\n')) + 1;
        at += extent.size + 1;
    }
    return rows;
}

std::string cell(chooser& choose, std::vector<std::string> const& values) {
    static std::vector<std::string> const anything{"", "1", "-1", "0.5", "1e2", "007", "x", "\"", "a\"b", "\"a\"b", "\"a\nb\"", "\"\"\"\"", "12,5", "\"12,5\"", "1.000", " 1", "\xFF", "e\xCC\x81", "\"\"", "99999999999999999999", "2.5000"};
    auto value = choose.chance(99) ? choose.of(values) : choose.of(anything);
    if (choose.chance(5) && value.find('"') == std::string::npos) value = '"' + value + '"';
    return value;
}

std::string pupil(chooser& choose, std::size_t i, char separator) {
    std::vector<std::vector<std::string>> const columns{
        {"P" + std::to_string(i), "Nguyễn Văn " + std::to_string(i), "\"Đỗ, " + std::to_string(i) + '"'}, {"low", "middle", "high"}, {"true", "0", "1", "FALSE"}, {"0", "100", "12.25", "99.9"},
        {"0", "7", "45", "200"}, {"0", "123", "70000"}, {"", "-5", "0", "5"}, {"", "2012-02-29", "2000-01-01"}, {"-1.5", "1000", "0.0001", "5", "6", "7", "8", "9.5", "7.12345", "12345678901"},
        {"", "", "", "", "", "", "99999999999999999999"}, {"", "tốt", "\"a \"\"b\"\"\n c\"", "\"\"", "x y"}, {"0", "30"}, {"true", "false"}, {"", "muộn"}, {"", "Cha", "Mẹ"}, {"", "", "2010-10-10"}, {"", "", "912345678"}};
    std::string text;
    for (std::size_t c = 0; c < columns.size(); ++c) text += (c ? std::string(1, separator) : "") + cell(choose, columns[c]);
    if (choose.chance(1)) text += separator;
    return text;
}

std::string roster(chooser& choose, std::size_t count, char separator) {
    std::string text = choose.chance(30) ? "\xEF\xBB\xBF" : "";
    text += header + choose.of({"\n", "\r\n"});
    if (separator != ',') std::ranges::replace(text, ',', separator);
    for (std::size_t i = 0; i < count; ++i) {
        if (choose.chance(3)) text += choose.of({"\n", "\r\n", "   \n", std::string("a\0b\n", 4), ",\n"});
        text += pupil(choose, i, separator) + choose.of({"\n", "\r\n"});
    }
    if (choose.chance(50)) text.pop_back();
    return text;
}

TEST(Csv, AForgottenQuoteCostsItsOwnLineOnly) {
    using ending = io::csv_extent::ending;
    auto const endings = [](std::string_view text) {
        std::vector<ending> found;
        for (std::size_t at = 0; at < text.size();) {
            auto const extent = io::extent_of_record(text.substr(at), ',', 1000, true);
            found.push_back(extent.how);
            at += extent.size + 1;
        }
        return found;
    };
    std::vector<ending> const first_only{ending::unclosed, ending::whole, ending::whole};
    EXPECT_EQ(endings("\"Nguyễn Văn An,1\n\"Trần Thị Bình\",2\n\"Lê Văn Cường\",3\n"), first_only);
    EXPECT_EQ(endings("\"Nguyễn Văn An,1\nTrần Thị Bình,\"2\"\nLê Văn Cường,3\n"), first_only);
    EXPECT_EQ(endings("1,\"An\r\n2,\"Bình\"\r\n3,\"Cường\"\r\n"), first_only);
    EXPECT_EQ(endings("\"An\nBình\",1\n\"Cường\r\n\"\r\n"), (std::vector<ending>{ending::whole, ending::whole}));
}

TEST(Csv, RandomRowsReadAsTheOrdinaryReaderReadsThem) {
    auto const rules = compiled(flat_rules);
    std::size_t in_columns = 0, good = 0, bad = 0;
    for (unsigned seed = 0; seed < 80; ++seed) {
        chooser choose(seed);
        auto const text = roster(choose, 40, choose.of({",", ";", "\t"})[0]);
        std::size_t const limit = choose.chance(50) ? 64'000'000 : 200;
        auto const expected = joined(ordinary(rules_of(rules), text, limit));
        for (std::size_t const part_bytes : {std::size_t{1}, std::size_t{7}, std::size_t{300}, 1 + choose.below(5000), std::size_t{1} << 19}) {
            auto const rows = rows_of(rules_of(rules), text, options(roster_format::csv, part_bytes, limit));
            ASSERT_EQ(joined(rows), expected) << "seed " << seed << ", parts of " << part_bytes;
            for (auto const& r : rows) in_columns += r.in_columns, good += r.data.has_value(), bad += !r.data;
        }
    }
    EXPECT_GT(bad, good / 20);
    EXPECT_GT(in_columns, good / 2);            // some are beyond what columns hold
}

TEST(Csv, RandomBytesAreReadWithoutHarm) {
    auto const rules = compiled(flat_rules);
    std::string const alphabet = "\",;\n\r\t01a\xC3\xA9";
    for (unsigned seed = 0; seed < 300; ++seed) {
        chooser choose(seed);
        std::string text = header + '\n';
        for (std::size_t i = 0, count = choose.below(400); i < count; ++i) text += alphabet[choose.below(alphabet.size())];
        auto const expected = joined(ordinary(rules_of(rules), text, 60));
        for (std::size_t const part_bytes : {1, 13, 100, 1 << 19})
            ASSERT_EQ(joined(rows_of(rules_of(rules), text, options(roster_format::csv, part_bytes, 60))), expected) << "seed " << seed << ", parts of " << part_bytes;
    }
}

/// The problems of one row, the rest of which is good.
std::string problems_of(std::string const& changed_column, std::string const& value, std::string const& separator = ",") {
    auto const rules = compiled(flat_rules);
    std::vector<std::string> const good{"A", "low", "1", "5", "5", "5", "", "", "5", "", "", "0", "true", "", "", "", ""};
    std::string text = header + '\n';
    std::size_t i = 0;
    for (std::string_view names = header; i < good.size(); ++i) {
        auto const name = names.substr(0, names.find(','));
        names.remove_prefix(std::min(name.size() + 1, names.size()));
        text += (i ? "," : "") + (name == changed_column ? value : good[i]);
    }
    if (separator != ",") std::ranges::replace(text, ',', separator[0]);
    auto const rows = rows_of(rules_of(rules), text, options(roster_format::csv));
    return rows.size() == 1 ? rows[0].problems : "rows: " + std::to_string(rows.size());
}

TEST(Csv, ProblemsNameFieldAndColumn) {
    EXPECT_EQ(problems_of("level", "lwo"), "level (column 2): expected one of `low`, `middle`, `high`, found \"lwo\"; did you mean `low`?");
    EXPECT_EQ(problems_of("count", "201"), "count (column 5): expected an integer from 0 to 200, found 201");
    EXPECT_EQ(problems_of("count", ""), "count (column 5): expected an integer from 0 to 200, found nothing");
    EXPECT_EQ(problems_of("present", "yes"), "present (column 3): expected true or false, found \"yes\"");
    EXPECT_EQ(problems_of("conduct.late", "x"), "conduct.late (column 12): expected an integer from 0 to 30, found \"x\"");
    EXPECT_EQ(problems_of("guardian.phone", "5"), "guardian.name (column 15): expected a text, found nothing");
    EXPECT_EQ(problems_of("born", "1999-12-31"), "born (column 8): expected a date as YYYY-MM-DD from 2000-01-01 to 2020-12-31, found \"1999-12-31\"");
    EXPECT_EQ(problems_of("note", "\xE9"), "note (column 11): expected UTF-8, found byte 0xE9");
}

TEST(Csv, NumbersAsSpreadsheetsWriteThemAreRefusedWithAdvice) {
    EXPECT_EQ(problems_of("share", "12:5", ";"), "share (column 4): expected a percent from 0 to 100 with at most 2 decimals, found \"12:5\"");
    EXPECT_EQ(problems_of("share", "\"12,5\""),
              "share (column 4): expected a percent from 0 to 100 with at most 2 decimals, found `12,5` with a decimal comma: write `12.5`, or export the file with decimal points");
    EXPECT_EQ(problems_of("wide", "1.000"), "wide (column 6): expected an integer from 0 to 70000, found `1.000`: write whole numbers without points");
    EXPECT_EQ(problems_of("share", "1.000"), "");
}

TEST(Csv, BrokenRowsSayWhereTheyBreak) {
    EXPECT_EQ(problems_of("note", "a\"b"), "note (column 11): broken CSV: found a quote inside a cell that is not in quotes; put the cell in quotes and write each quote in it twice");
    EXPECT_EQ(problems_of("note", "\"a\"b"),
              "note (column 11): broken CSV: expected a separator or the end of the line after the closing quote, found \"b\"; a quote inside a cell is written twice");
    EXPECT_EQ(problems_of("note", "\"a"), "note (column 11): broken CSV: the quote that begins this cell is not closed");
    EXPECT_EQ(problems_of("note", "a,b"), "expected 17 cells as in the header, found 18 cells; a text or number that holds the separator needs quotes");
}

TEST(Csv, AnUnclosedQuoteCostsItsOwnLineOnly) {
    auto const rules = compiled(flat_rules);
    std::string const good = "A,low,1,5,5,5,,,5,,,0,true,,,,\n", bad = "B,low,1,5,5,5,,,5,,\"oops,0,true,,,,\n";
    auto const rows = rows_of(rules_of(rules), header + '\n' + good + bad + good + good, options(roster_format::csv));
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_FALSE(rows[1].data);
    EXPECT_EQ(rows[1].id, "B");
    for (std::size_t const i : {0, 2, 3}) EXPECT_TRUE(rows[i].in_columns) << i;
    EXPECT_EQ(rows[3].line, 5u);
}

std::string failure_of(std::string const& text, batch::roster_options const& how = options(roster_format::csv), char const* rules_text = flat_rules) {
    auto const rules = compiled(rules_text);
    try {
        (void)batch::open_roster(rules_of(rules), batch::from_memory(text, "rows.csv"), {}, how);
    } catch (batch::input_failure const& failed) {
        return failed.what();
    }
    return "none";
}

TEST(Csv, HeadersThatDoNotFitAreExplained) {
    auto with = [](std::string from, std::string const& to) {
        auto text = header;
        return text.replace(text.find(from), from.size(), to);
    };
    EXPECT_EQ(failure_of(header), "none");
    EXPECT_EQ(failure_of(""), "rows.csv: expected a header, found an empty file");
    EXPECT_EQ(failure_of("id,level\rA,low\r"), "rows.csv:1: expected lines that end with LF or CRLF, found CR alone");
    EXPECT_EQ(failure_of(header + "\r\n"), "none");
    EXPECT_EQ(failure_of(with("share", "shaer")), "rows.csv:1: column 4: `shaer` is no field of `pupil`; did you mean `share`?\nrows.csv:1: no column is called `share`");
    EXPECT_EQ(failure_of(with("count", "wide")), "rows.csv:1: columns 5 and 6 are both called `wide`\nrows.csv:1: no column is called `count`");
    EXPECT_EQ(failure_of(with(",conduct.late", "")), "rows.csv:1: no column is called `conduct.late`");
    EXPECT_EQ(failure_of(with(",note", "")), "none");
    EXPECT_EQ(failure_of(with("note", "no\"te")), "rows.csv:1: the header has a misplaced quote in column 11");
    EXPECT_EQ(failure_of("id,level\n", options(roster_format::csv), nested_rules),
              "rows.csv:1: the list `marks` needs a file of its own: --list marks=FILE\nrows.csv:1: the list `notes` needs a file of its own: --list notes=FILE");
}

TEST(Csv, IsRecognisedByItsHeader) {
    auto const rules = compiled(flat_rules);
    std::string text = header + "\nA,low,1,5,5,5,,,5,,,0,true,,,,\n";
    for (char const separator : {',', ';', '\t'}) {
        std::ranges::replace(text, ',', separator);
        auto const rows = rows_of(rules_of(rules), text, options(roster_format::detect));
        ASSERT_EQ(rows.size(), 1u);
        EXPECT_TRUE(rows[0].in_columns) << rows[0].problems;
        std::ranges::replace(text, separator, ',');
    }
}

}  // namespace
