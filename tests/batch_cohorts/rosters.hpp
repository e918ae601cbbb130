#pragma once
// A roster scored both ways: by exec::roster_scorer, which says what is meant, and by batch::cohort_scorer.

#include "api/implementation.hpp"
#include "batch/cohort_scorer.hpp"
#include "batch/result_values.hpp"
#include "columnar/columns_from_records.hpp"
#include "columnar/lower.hpp"
#include "exec/roster.hpp"
#include "io/json_record.hpp"

#include <barem/barem.hpp>

#include <gtest/gtest.h>

#include <tbb/task_arena.h>

#include <string>
#include <vector>

namespace rosters {

using namespace barem;                              // NOLINT: tests
using program::index;

/// One line a record: its id and outputs, or why it has none; the rejected after the others.
using lines = std::vector<std::string>;

inline std::string text_of(value const& v) {
    if (auto const* n = std::get_if<number>(&v)) return n->to_exact();
    if (auto const* b = std::get_if<bool>(&v)) return *b ? "true" : "false";
    if (auto const* w = std::get_if<word>(&v)) return "#" + std::to_string(w->index);
    if (auto const* d = std::get_if<date>(&v)) return d->to_text();
    if (auto const* s = std::get_if<std::string>(&v)) return '"' + *s + '"';
    return "nothing";
}

inline std::string line_of(std::string_view id, std::vector<value> const& outputs) {
    std::string made(id);
    for (value const& v : outputs) made += ' ' + text_of(v);
    return made;
}

inline std::string line_of(std::string_view id, issue const& why) {
    return std::string(id) + " rejected: " + why.message + " | " + why.path + " | " + why.expected + " | " + why.found + " | " + why.rule + " | " + why.citation;
}

inline std::vector<std::shared_ptr<record_data const>> read(ruleset const& rules, std::vector<std::string> const& json) {
    io::json_record_reader reader(rules.inner().rules(), rules.inner().limits);
    std::vector<std::shared_ptr<record_data const>> made;
    for (auto const& j : json) {
        auto one = reader.read(j);
        EXPECT_TRUE(one.data) << j << '\n' << one.problems;
        if (one.data) made.push_back(std::make_shared<record_data const>(std::move(*one.data)));
    }
    return made;
}

inline std::string id_of(std::size_t i) { return "r" + std::to_string(i); }

/// Records are called r0, r1, ...
inline lines scalar(ruleset const& rules, std::vector<std::shared_ptr<record_data const>> const& records) {
    auto const& inner = rules.inner();
    exec::roster_scorer scorer(*inner.compiled, inner.rules().roster_record, inner.parameters, inner.limits);
    lines made;
    std::size_t i = 0;
    for (auto const& r : records) {
        std::string const id = id_of(i++);
        if (auto why = scorer.add(r, id)) made.push_back(line_of(id, *why));
    }
    auto const done = scorer.finish();
    for (auto const& s : done.scored) made.push_back(line_of(s.id, s.outputs));
    for (auto const& r : done.rejected) made.push_back(line_of(r.id, r.why));
    return made;
}

struct way {
    std::size_t memory = std::size_t{1} << 30;
    std::size_t block_rows = 64;
    int threads = 1;
    std::size_t batch_rows = 1024;
};

inline std::ostream& operator<<(std::ostream& out, way const& w) {
    return out << "memory " << w.memory << ", blocks of " << w.block_rows << ", threads " << w.threads;
}

/// The settled roster's lines: what was rejected on its own first.
inline lines results(ruleset const& rules, batch::cohort_scorer& scorer, lines made, way const& w, std::size_t* in_columns = nullptr) {
    auto const& inner = rules.inner();
    lines rejected;
    tbb::task_arena arena(w.threads);
    arena.execute([&] {
        scorer.settle([&](batch::rejected_row const& r) {
            EXPECT_EQ(id_of(r.line - 1), r.id);
            rejected.push_back(line_of(r.id, r.why));
        });
    });
    auto const& kind = inner.compiled->tree.records[inner.rules().roster_record];
    for (std::size_t b = 0; b != scorer.blocks(); ++b) {
        auto const block = scorer.read(b);
        for (auto const& row : block.rows) {
            EXPECT_EQ(id_of(row.line - 1), row.id);
            if (in_columns != nullptr && row.in_columns) ++*in_columns;
            std::vector<value> outputs;
            for (std::size_t o = 0; o != kind.outputs.size(); ++o)
                outputs.push_back(row.in_columns ? batch::value_at(kind.members[kind.outputs[o]].type, block.outputs[o], row.at) : block.others[row.at][o]);
            made.push_back(line_of(row.id, outputs));
        }
    }
    made.insert(made.end(), rejected.begin(), rejected.end());
    return made;
}

/// Every row on its own by the scalar executor.
inline lines by_rows(ruleset const& rules, std::vector<std::shared_ptr<record_data const>> const& records, way const& w) {
    auto const& inner = rules.inner();
    batch::cohort_options options;
    options.memory = w.memory;
    options.parallel = w.threads > 1;
    auto const kind = inner.rules().roster_record;
    batch::cohort_scorer scorer(*inner.compiled, nullptr, kind, inner.parameters, inner.limits, options);
    exec::stratum_evaluation run(*inner.compiled, kind, inner.parameters, inner.limits);
    lines made;
    auto builder = scorer.start();
    for (std::size_t i = 0; i != records.size(); ++i) {
        auto phase = run.blank();
        run.begin(*records[i]);
        if (auto why = run.evaluate(0, phase)) made.push_back(line_of(id_of(i), *why));
        else scorer.add_other(builder, id_of(i), i + 1, phase, records[i].get());
        if (builder.rows() == w.block_rows) scorer.add(std::move(builder)), builder = scorer.start();
    }
    if (builder.rows() != 0) scorer.add(std::move(builder));
    return results(rules, scorer, std::move(made), w);
}

/// What fits goes through columns, the rest row by row. `in_columns`: adds how many stayed there to the end.
inline lines by_columns(ruleset const& rules, std::vector<std::shared_ptr<record_data const>> const& records, way const& w, std::size_t* in_columns = nullptr) {
    auto const& inner = rules.inner();
    auto const kind = inner.rules().roster_record;
    auto const program = columnar::lower(*inner.compiled, inner.parameters, inner.limits);
    EXPECT_EQ(program.refused, "");
    if (!program.usable()) return {};
    batch::cohort_options options;
    options.memory = w.memory;
    options.parallel = w.threads > 1;
    options.evaluation.batch_rows = w.batch_rows;
    batch::cohort_scorer scorer(*inner.compiled, &program, kind, inner.parameters, inner.limits, options);
    exec::stratum_evaluation run(*inner.compiled, kind, inner.parameters, inner.limits);
    columnar::evaluation columns(program, options.evaluation);
    lines made;
    for (std::size_t first = 0; first < records.size(); first += w.block_rows) {
        std::vector<record_data const*> part;
        for (std::size_t i = first; i != std::min(records.size(), first + w.block_rows); ++i) part.push_back(records[i].get());
        auto const read = columnar::columns_from_records(inner.rules(), kind, part);
        auto builder = scorer.start();
        if (scorer.keeps_columns()) builder.keep_records(scorer.keep(read.columns));
        std::vector<bool> fell_back(read.columns.rows);
        for (std::size_t row = 0; row != read.columns.rows;) {
            auto const count = columns.run(read.columns, row, read.columns.rows - row);
            builder.add_columns(columns.results(), count);
            for (std::size_t r = 0; columns.fallback() != nullptr && r != count; ++r) fell_back[row + r] = io::bit_at(columns.fallback(), r);
            row += count;
        }
        std::size_t next = 0;                           // of read.fitting
        for (std::size_t i = 0; i != part.size(); ++i) {
            std::string const id = id_of(first + i);
            bool const fits = next != read.fitting.size() && read.fitting[next] == i;
            std::size_t const at = next;
            next += fits;
            if (fits && !fell_back[at]) {
                builder.add_row(id, first + i + 1, static_cast<std::uint32_t>(at));
                continue;
            }
            auto phase = run.blank();
            run.begin(*part[i]);
            if (auto why = run.evaluate(0, phase)) made.push_back(line_of(id, *why));
            else scorer.add_other(builder, id, first + i + 1, phase, part[i]);
        }
        scorer.add(std::move(builder));
    }
    return results(rules, scorer, std::move(made), w, in_columns);
}

}  // namespace rosters
