// Random Arrow arrays: sound ones give what their records give one by one; broken ones an error that names the column. With the address sanitizer
// this also shows that nothing is read that no buffer holds.

#include "batch_api/arrow_text.hpp"
#include "batch_api/random_arrow.hpp"

#include "io/text_form.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

namespace {

using namespace barem;
using trips::dice;
using trips::node;
using arrow_tree::shown;

ruleset const& trip_rules() {
    static auto const made = compile(trips::text, "trips").value();
    return made;
}

/// A tree, what it was made of, and what came out.
struct random_batch {
    int releases = 0;
    std::vector<trips::trip> rows;
    std::unique_ptr<node> root;
    ArrowSchema schema{};
    ArrowArray array{};

    random_batch(dice& d, std::size_t least) {
        for (auto n = least + d.below(d.one_in(5) ? 200 : 12); rows.size() != n;) rows.emplace_back(d);
        root = trips::arrow_maker(d, releases).roster(rows);
    }
    result<batch_result, issues> score(batch_scorer& scorer, dice& d) {
        return score_arrow(scorer, root->schema, root->array, schema, array, {.threads = 1 + static_cast<unsigned>(d.below(2))});
    }
    void release() {
        for (auto free_array : {true, false}) {
            if (free_array && array.release != nullptr) array.release(&array);
            if (!free_array && schema.release != nullptr) schema.release(&schema);
        }
    }
    ~random_batch() { release(); }
};

int count_of(node const& n) {
    int count = 2;
    for (auto const& child : n.held) count += count_of(*child);
    return count + (n.dictionary ? count_of(*n.dictionary) : 0);
}

/// One by one: what the row gives as JSON; the paths of what is wrong with it.
std::optional<outcome> alone(trips::trip const& t, std::set<std::string>& wrong) {
    auto made = trip_rules().score_json(t.json());
    if (made) return std::move(*made);
    for (auto const& i : made.error()) wrong.insert(i.path + i.rule);
    return std::nullopt;
}

void expect_as_alone(random_batch const& b, batch_result const& scored) {
    ASSERT_EQ(b.array.length, static_cast<std::int64_t>(b.rows.size()));
    auto rejected = scored.rejected.begin();
    for (std::size_t row = 0; row != b.rows.size(); ++row) {
        std::set<std::string> wrong, found;
        auto const expected = alone(b.rows[row], wrong);
        if (rejected != scored.rejected.end() && rejected->row == row)
            for (auto const& i : rejected++->problems) found.insert(i.path + i.rule);
        ASSERT_EQ(found, wrong) << b.rows[row].json();
        for (std::size_t o = 0; o != static_cast<std::size_t>(b.array.n_children); ++o) {
            auto const& field = *b.schema.children[o];
            auto const told = shown(field, *b.array.children[o], row);
            ASSERT_EQ(told, expected ? expected->text(field.name) : "") << field.name << " of " << b.rows[row].json();
        }
    }
    ASSERT_EQ(rejected, scored.rejected.end());
}

TEST(arrow_random, sound_arrays_give_what_their_records_give_one_by_one) {
    dice d(2015);
    batch_scorer scorer(trip_rules());
    std::size_t refused = 0, scored_rows = 0;
    for (int i = 0; i != 300 && !testing::Test::HasFailure(); ++i) {
        SCOPED_TRACE(i);
        random_batch batch(d, 0);
        auto const nodes = count_of(*batch.root);
        auto const scored = batch.score(scorer, d);
        ASSERT_TRUE(scored) << scored.error();
        expect_as_alone(batch, *scored);
        scored_rows += scored->scored;
        refused += scored->rejected.size();
        EXPECT_EQ(batch.releases, 0) << "what comes in stays the caller's";
        batch.root->schema.release(&batch.root->schema);
        batch.root->array.release(&batch.root->array);
        EXPECT_EQ(batch.releases, nodes) << "each schema and each array once";
        batch.release();
        EXPECT_EQ(batch.array.release, nullptr);
    }
    EXPECT_GT(scored_rows, 5000U);
    EXPECT_GT(refused, 300U);
}

// ── arrays that are broken ──────────────────────────────────────────────────────────────────────────────────────

/// All nodes but the root that have rows, and whose parents have.
void collect(node& n, std::vector<node*>& into) {
    for (auto& child : n.held)
        if (child->rows != 0) {
            into.push_back(child.get());
            collect(*child, into);
        }
}

bool is_list(node const& n) { return n.format.starts_with("+") && n.format != "+s"; }
bool is_text(node const& n) { return n.format == "u" || n.format == "U"; }
bool has_offsets(node const& n) { return (is_list(n) && !n.format.starts_with("+w")) || is_text(n); }

constexpr std::array<std::string_view, 40> bad_formats{
    "", "x", "e", "f", "g", "z", "Z", "vz", "w:42", "d:", "d:5", "d:,2", "d:38,39", "d:38,-1", "d:38,2,", "d:38,2,1024", "d:38,2x", "d:99999999999,2", "d:0,0", "d:77,2,256",
    "ts", "tss", "tsx:", "tss:Asia/Ho_Chi_Minh", "tts", "tDs", "tiM", "tdX", "+", "+w:", "+w:-1", "+w:99999999999", "+w:2x", "+v", "+vx", "+m", "+r", "+ud:0,1",
    "\xff\xfe", "u\xc3"};

/// Fields of others may have rows before the first that is used, and behind the last.
bool has_only_used_rows(node const& n) { return n.path.find('.') == std::string::npos && n.name != "item"; }

/// One way to break a node; false: it cannot be broken so.
using way = std::function<bool(node&, dice&)>;

/// The last row: rows in front may stand before the first of the roster.
std::size_t last(node const& n) { return static_cast<std::size_t>(n.first + n.rows - 1); }
bool is_wide(node const& n) { return n.format == "U" || n.format.back() == 'L'; }
void set_last(node& n, std::size_t buffer, std::int64_t to) {
    if (is_wide(n)) n.values<std::int64_t>(buffer)[last(n)] = to;
    else n.values<std::int32_t>(buffer)[last(n)] = static_cast<std::int32_t>(to);
}
/// One that no list or text has.
std::int64_t large(node const& n, dice& d) { return is_wide(n) && d.one_in(2) ? std::numeric_limits<std::int64_t>::max() : 0x7fffffff; }
std::int64_t negative(node const& n, dice& d) { return is_wide(n) && d.one_in(2) ? std::numeric_limits<std::int64_t>::min() : -1; }

std::vector<std::pair<char const*, way>> const& ways() {
    static auto const spoiled_name = std::string("t\xEAn");
    static std::vector<std::pair<char const*, way>> const all{
        {"no format", [](node& n, dice&) { return n.schema.format = nullptr, true; }},
        {"another format", [](node& n, dice& d) { return n.schema.format = bad_formats[d.below(bad_formats.size())].data(), true; }},
        {"a long format", [](node& n, dice&) { n.format = std::string(100'000, 'd'); return n.schema.format = n.format.c_str(), true; }},
        {"released schema", [](node& n, dice&) { return n.schema.release = nullptr, true; }},
        {"released array", [](node& n, dice&) { return n.array.release = nullptr, true; }},
        {"negative length", [](node& n, dice& d) { return n.array.length = -d.from_to(1, 9), true; }},
        {"least length", [](node& n, dice&) { return n.array.length = std::numeric_limits<std::int64_t>::min(), true; }},
        {"huge length", [](node& n, dice& d) { return n.array.length = std::numeric_limits<std::int64_t>::max() >> d.below(20), true; }},
        {"too short", [](node& n, dice&) { return has_only_used_rows(n) && (n.array.length = n.rows - 1, n.array.null_count = 0, true); }},
        {"negative offset", [](node& n, dice& d) { return n.array.offset = -d.from_to(1, 9), true; }},
        {"huge offset", [](node& n, dice& d) { return n.array.offset = std::numeric_limits<std::int64_t>::max() >> d.below(20), true; }},
        {"nulls below -1", [](node& n, dice&) { return n.array.null_count = -2, true; }},
        {"more nulls than values", [](node& n, dice&) { return n.array.null_count = n.array.length + 1, true; }},
        {"nulls without a bitmap", [](node& n, dice&) { return n.buffers[0] = nullptr, n.array.null_count = 1, true; }},
        {"no buffers", [](node& n, dice&) { return n.array.buffers = nullptr, true; }},
        {"fewer buffers", [](node& n, dice&) { return n.array.n_buffers = n.format == "vu" ? 2 : n.array.n_buffers - 1, true; }},
        {"negative buffers", [](node& n, dice&) { return n.array.n_buffers = -1, true; }},
        {"more buffers", [](node& n, dice&) { return n.format != "vu" && (++n.array.n_buffers, true); }},
        {"no values", [](node& n, dice&) { return n.array.n_buffers > 1 && (n.buffers[1] = nullptr, true); }},
        {"more children of the array", [](node& n, dice&) { return !n.held.empty() && (++n.array.n_children, true); }},
        {"fewer children of the schema", [](node& n, dice&) { return !n.held.empty() && (--n.schema.n_children, true); }},
        {"negative children", [](node& n, dice&) { return !n.held.empty() && (n.schema.n_children = n.array.n_children = -1, true); }},
        {"no children of the schema", [](node& n, dice&) { return !n.held.empty() && (n.schema.children = nullptr, true); }},
        {"no children of the array", [](node& n, dice&) { return !n.held.empty() && (n.array.children = nullptr, true); }},
        {"children that are null", [](node& n, dice& d) { return !n.held.empty() && ((d.one_in(2) ? n.schemas[0] = nullptr, 0 : 0), n.arrays[0] = nullptr, true); }},
        {"name of other bytes", [](node& n, dice&) { return !n.path.empty() && n.path.find('.') == std::string::npos && n.name != "item" && (n.schema.name = spoiled_name.c_str(), n.path = "t\uFFFDn", true); }},
        {"dictionary of one only", [](node& n, dice&) { return n.dictionary && (n.array.dictionary = nullptr, true); }},
        {"dictionary of a dictionary", [](node& n, dice&) { return n.dictionary && (n.dictionary->schema.dictionary = &n.dictionary->schema, true); }},
        {"broken dictionary", [](node& n, dice& d) {
            if (!n.dictionary) return false;
            switch (d.below(4)) {
                case 0: n.dictionary->array.length = -1; break;
                case 1: n.dictionary->schema.format = "l"; break;
                case 2: n.dictionary->array.n_buffers = 1; break;
                default: n.dictionary->array.length = 0; n.dictionary->array.null_count = 0;        // no position is within
            }
            return n.array.null_count == 0;
        }},
        {"dictionary with broken texts", [](node& n, dice& d) { return n.dictionary && is_text(*n.dictionary) && (set_last(*n.dictionary, 1, negative(*n.dictionary, d)), true); }},
        {"position outside", [](node& n, dice& d) {
            if (!n.dictionary || n.array.null_count != 0 || n.format == "b") return false;
            auto const width = n.format == "c" || n.format == "C" ? 1U : n.format == "s" || n.format == "S" ? 2U : n.format == "i" || n.format == "I" ? 4U : 8U;
            std::memset(n.values<char>(1) + last(n) * width, d.one_in(2) ? 0x7F : 0xFF, width);
            return true;
        }},
        {"offsets that go back", [](node& n, dice& d) { return has_offsets(n) && (set_last(n, 1, negative(n, d)), true); }},
        {"offsets behind the end", [](node& n, dice& d) { return has_offsets(n) && (set_last(n, 1, large(n, d)), true); }},
        {"sizes of lists", [](node& n, dice& d) { return n.format.starts_with("+v") && (set_last(n, 2, d.one_in(2) ? negative(n, d) : large(n, d)), true); }},
        {"lists that are null", [](node& n, dice&) {
            static std::vector<std::uint8_t> const none(1000);
            return is_list(n) && (n.buffers[0] = none.data(), n.array.null_count = -1, true);
        }},
        {"text views outside", [](node& n, dice& d) {
            if (n.format != "vu" || n.array.null_count != 0) return false;
            auto* e = n.values<std::int32_t>(1) + 4 * last(n);
            e[0] = d.one_in(4) ? -1 : 13;
            e[2] = static_cast<std::int32_t>(d.below(5)) - 2;
            e[3] = d.one_in(2) ? 0x7fffffff : -1;
            return true;
        }},
        {"a struct within itself", [](node& n, dice&) { return n.format == "+s" && (n.schemas[0] = &n.schema, n.arrays[0] = &n.array, n.array.null_count = 0, true); }},
        {"a name twice", [](node& n, dice&) { return n.path == "unused" && (n.schema.name = "count", n.path = "count", true); }},
        {"no texts", [](node& n, dice&) {
            if (!is_text(n) || n.rows == 0) return false;
            auto const end = is_wide(n) ? n.values<std::int64_t>(1)[last(n) + 1] : n.values<std::int32_t>(1)[last(n) + 1];
            return end != 0 && (n.buffers[2] = nullptr, true);
        }},
        {"a time of day", [](node& n, dice&) { return n.format.starts_with("ts") && n.array.null_count == 0 && (++n.values<std::int64_t>(1)[last(n)], true); }},
        {"256 bits", [](node& n, dice&) { return n.format.ends_with("256") && n.array.null_count == 0 && has_only_used_rows(n) && (++n.values<std::int64_t>(1)[4 * last(n) + 3], true); }},
    };
    return all;
}

TEST(arrow_random, broken_arrays_are_errors_that_name_the_column) {
    dice d(1986);
    batch_scorer scorer(trip_rules());
    std::vector<int> used(ways().size());
    for (int i = 0; i != 4000 && !testing::Test::HasFailure(); ++i) {
        random_batch batch(d, 1);
        if (std::ranges::all_of(batch.rows, [](auto const& t) { return t.stops.empty(); })) continue;     // nobody asks for elements
        std::vector<node*> nodes;
        collect(*batch.root, nodes);
        auto& broken = *nodes[d.below(nodes.size())];
        auto const which = d.below(ways().size());
        auto const& [what, break_it] = ways()[which];
        if (!break_it(broken, d)) continue;
        ++used[which];
        SCOPED_TRACE(fmt::format("{}: {} of `{}` ({})", i, what, broken.path, broken.format.substr(0, 20)));
        auto const scored = batch.score(scorer, d);
        ASSERT_FALSE(scored);
        EXPECT_EQ(batch.schema.release, nullptr);
        EXPECT_EQ(batch.array.release, nullptr);
        EXPECT_EQ(batch.releases, 0);
        EXPECT_TRUE(std::ranges::any_of(scored.error(), [&](issue const& found) { return found.path.starts_with(broken.path) && !found.expected.empty() && !found.found.empty(); }))
            << scored.error();
        for (auto const& found : scored.error()) EXPECT_EQ(io::find_invalid_utf8(found.message), std::string::npos);
    }
    for (std::size_t w = 0; w != used.size(); ++w) EXPECT_GT(used[w], 0) << ways()[w].first;
    random_batch sound(d, 1);
    EXPECT_TRUE(sound.score(scorer, d)) << "the scorer is none the worse";
}

TEST(arrow_random, broken_rosters_are_errors) {
    dice d(1945);
    batch_scorer scorer(trip_rules());
    for (auto const& [what, break_it] : ways()) {
        random_batch batch(d, 1);
        if (std::string_view(what) == "too short" || !break_it(*batch.root, d)) continue;       // a shorter roster is one
        auto const scored = batch.score(scorer, d);
        EXPECT_FALSE(scored) << what;
        EXPECT_EQ(batch.releases, 0);
    }
}

}  // namespace
