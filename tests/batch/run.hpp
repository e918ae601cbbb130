#pragma once
// Rosters scored by the pipeline, and in the plainest way there is.

#include "batch/score.hpp"

#include "api/family_reader.hpp"
#include "api/implementation.hpp"
#include "io/rejects.hpp"
#include "io/roster_reader.hpp"

#include <barem/barem.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

namespace batch_test {

using namespace barem;

struct scored_text {
    std::string results, rejects;
    batch::score_summary summary;
    friend bool operator==(scored_text const& a, scored_text const& b) {
        return a.results == b.results && a.rejects == b.rejects && a.summary.scored == b.summary.scored && a.summary.rejected == b.summary.rejected &&
               a.summary.words == b.summary.words;
    }
};

inline std::string read_file(std::string const& path) {
    std::ifstream in(std::string(BAREM_SOURCE_DIR) + "/" + path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>(in), {}};
}

inline family rules_of(std::string const& text) { return family(compile(text).value()); }

inline scored_text run(family const& rules, std::string const& roster, batch::score_options const& options = {}, std::size_t part_bytes = 1 << 19,
                       batch::roster_format format = batch::roster_format::json_lines) {
    batch::roster_options reading;
    reading.format = format;
    reading.part_bytes = part_bytes;
    auto const source = batch::open_roster(rules, batch::from_memory(roster, "roster"), {}, reading);
    scored_text made;
    batch::score_watch watch;
    watch.results = [&](std::string_view bytes) { made.results += bytes; };
    watch.rejected = [&](batch::rejection const& why) { io::append_reject(made.rejects, why.line, why.id, why.problems); };
    made.summary = batch::score(rules, *source, options, watch);
    return made;
}

/// Record by record in one thread, everything kept. JSON Lines.
inline scored_text run_plainly(family const& rules, std::string const& roster, bool exact = false) {
    std::istringstream in(roster);
    api::family_reader source(rules);
    io::roster_reader reader(in, [&](std::string_view line) { return source.read(line); });
    family_roster ranked(rules);
    scored_text made;
    std::unordered_map<std::string, std::size_t> lines;
    auto const reject = [&](std::size_t line, std::optional<std::string_view> id, issues const& problems) {
        ++made.summary.rejected;
        io::append_reject(made.rejects, line, id, problems);
    };
    while (auto entry = reader.next()) {
        auto& read = entry->record;
        auto const id = read.id_known ? std::optional<std::string_view>(read.id) : std::nullopt;
        if (!read.data) {
            reject(entry->line, id, read.problems);
            continue;
        }
        lines[read.id] = entry->line;
        auto const added = ranked.add(record(std::make_shared<record_data const>(std::move(*read.data)), source.version()->rules.inner().compiled));
        if (added) continue;
        reject(entry->line, id, added.error());
        reader.release(read.id);
    }
    auto const outcomes = ranked.finish([&](roster::failure const& f) { reject(lines[f.id], f.id, f.problems); });
    for (auto const& o : outcomes) made.results += o.to_json(exact) + '\n';
    made.summary.scored = outcomes.size();
    return made;
}

/// All ways to score a roster give these results.
inline void expect_everywhere(family const& rules, std::string const& roster, scored_text const& expected, batch::score_options options = {},
                              batch::roster_format format = batch::roster_format::json_lines) {
    for (auto const executor : {batch::executor::columnar, batch::executor::scalar})
        for (unsigned const threads : {1U, 2U, 8U})
            for (std::size_t const part_bytes : {std::size_t{1}, std::size_t{700}, std::size_t{1} << 19}) {
                options.executor = executor;
                options.threads = threads;
                options.batch_rows = part_bytes == 700 ? 3 : 1024;
                auto const made = run(rules, roster, options, part_bytes, format);
                auto const how = std::to_string(threads) + " threads, parts of " + std::to_string(part_bytes) + " bytes, " +
                                 (executor == batch::executor::scalar ? "scalar" : "columnar");
                ASSERT_EQ(made.results, expected.results) << how;
                ASSERT_EQ(made.rejects, expected.rejects) << how;
                ASSERT_EQ(made.summary.scored, expected.summary.scored) << how;
                ASSERT_EQ(made.summary.rejected, expected.summary.rejected) << how;
            }
}

}  // namespace batch_test
