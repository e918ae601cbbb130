#include "differential/columnar.hpp"

#include "differential/wild_columns.hpp"

#include "columnar/columns_from_records.hpp"
#include "columnar/evaluation.hpp"
#include "columnar/layout.hpp"
#include "columnar/lower.hpp"
#include "columnar/record_from_columns.hpp"
#include "exec/stratum.hpp"

#include <fmt/format.h>

#include <deque>

namespace differential {

namespace {

namespace columnar = barem::columnar;
namespace exec = barem::exec;
using barem::int128;
using barem::number;
using barem::value;
using barem::program::index;
using barem::program::none;
using barem::program::type_kind;

// ── columns of values ───────────────────────────────────────────────────────────────────────────────────────────

/// What one yield was in each row, as the executor left it.
struct raw_column {
    std::vector<int128> counts, divisors;
    std::vector<std::string> texts;
    std::vector<char> given;
};

bool bit(std::uint8_t const* bits, std::size_t i) { return (bits[i / 8] >> (i % 8) & 1) != 0; }

int128 integer_at(columnar::lane l, void const* data, std::size_t i) {
    switch (l) {
        case columnar::lane::bits: return bit(static_cast<std::uint8_t const*>(data), i) ? 1 : 0;
        case columnar::lane::u8: return static_cast<std::uint8_t const*>(data)[i];
        case columnar::lane::i16: return static_cast<std::int16_t const*>(data)[i];
        case columnar::lane::i32: return static_cast<std::int32_t const*>(data)[i];
        case columnar::lane::i64: return static_cast<std::int64_t const*>(data)[i];
        case columnar::lane::i128: return static_cast<int128 const*>(data)[i];
        default: return 0;
    }
}

void append(raw_column& to, columnar::result_column const& from, std::size_t rows) {
    for (std::size_t i = 0; i != rows; ++i) {
        bool const given = from.given == nullptr || bit(from.given, i);
        to.given.push_back(given ? 1 : 0);
        bool const text = from.lane == columnar::lane::text;
        to.texts.push_back(text && given ? std::string(static_cast<std::string_view const*>(from.data)[i]) : std::string());
        to.counts.push_back(text || from.data == nullptr ? 0 : integer_at(from.lane, from.data, i));
        to.divisors.push_back(from.divisor == nullptr ? 1 : integer_at(from.divisor_lane, from.divisor, i));
    }
}

number number_of(int128 count) { return barem::from_rational(barem::big_rational(barem::big_integer(count))); }

value value_of(columnar::yield const& y, raw_column const& c, std::size_t row) {
    if (c.given[row] == 0) return barem::absent{};
    switch (y.type.kind) {
        case type_kind::truth: return c.counts[row] != 0;
        case type_kind::word: return barem::word{static_cast<std::uint32_t>(c.counts[row])};
        case type_kind::date: return barem::date{static_cast<std::int32_t>(c.counts[row])};
        case type_kind::text: return c.texts[row];
        default: break;
    }
    if (c.divisors[row] <= 0) return std::string("a divisor that is not positive");
    return number_of(c.counts[row]) / (number(y.denominator) * number_of(c.divisors[row]));
}

std::string shown(value const& v) {
    if (auto* b = std::get_if<bool>(&v)) return *b ? "true" : "false";
    if (auto* n = std::get_if<number>(&v)) return n->to_exact();
    if (auto* w = std::get_if<barem::word>(&v)) return "word " + std::to_string(w->index);
    if (auto* d = std::get_if<barem::date>(&v)) return d->days < barem::first_day || d->days > barem::last_day ? "day " + std::to_string(d->days) : d->to_text();
    if (auto* s = std::get_if<std::string>(&v)) return "\"" + *s + "\"";
    return "absent";
}

/// A stage of a run: its yields and which rows fell back.
struct stage_result {
    std::vector<raw_column> yields;
    std::vector<char> fell_back;
};

void take(stage_result& into, columnar::evaluation const& run, std::size_t rows) {
    auto const results = run.results();
    into.yields.resize(results.size());
    for (std::size_t y = 0; y != results.size(); ++y) append(into.yields[y], results[y], rows);
    for (std::size_t i = 0; i != rows; ++i) into.fell_back.push_back(run.fallback() != nullptr && bit(run.fallback(), i) ? 1 : 0);
}

// ── later stages ────────────────────────────────────────────────────────────────────────────────────────────────

std::optional<int128> whole(number const& n) {
    if (auto const small = n.to_int64()) return *small;
    if (!n.is_integer() || n.bits() > 120) return std::nullopt;
    return static_cast<int128>(numerator(barem::to_rational(n)));
}

/// The columns of a later stage for some rows. A row in which a value fits no column is left to fall back by the caller.
class stage_input {
public:
    explicit stage_input(columnar::stage const& of) : of_(of), values_(of.inputs.size()), divisors_(of.inputs.size()) {}

    /// One cell. `divisor` only where the input has one.
    struct cell { bool given = true; int128 count = 0; std::string text; int128 divisor = 1; };
    void add(std::size_t input, cell c) {
        cells_.resize(of_.inputs.size());
        cells_[input].push_back(std::move(c));
    }
    columnar::stage_columns columns(std::size_t rows) {
        columnar::stage_columns made;
        cells_.resize(of_.inputs.size());
        for (std::size_t i = 0; i != of_.inputs.size(); ++i) {
            auto const& in = of_.inputs[i];
            made.values.push_back(column(i, in.value == none ? columnar::lane::bits : of_.registers[in.value].lane, rows, false));
            made.values.back().places = in.places;
            made.divisors.push_back(in.dividing == none ? columnar::column{} : column(i, of_.registers[in.dividing].lane, rows, true));
        }
        return made;
    }

private:
    template <typename T>
    void const* store(std::size_t i, std::size_t rows, bool divisor) {
        auto& block = memory_.emplace_back((rows * sizeof(T)) / 16 + 8);
        auto* const to = reinterpret_cast<T*>(block.data());
        for (std::size_t r = 0; r != rows; ++r) to[r] = static_cast<T>(divisor ? cells_[i][r].divisor : cells_[i][r].count);
        return to;
    }
    columnar::column column(std::size_t i, columnar::lane l, std::size_t rows, bool divisor) {
        columnar::column made;
        auto& given = memory_.emplace_back(rows / 128 + 8);
        auto* const bits = reinterpret_cast<std::uint8_t*>(given.data());
        for (std::size_t r = 0; r != rows; ++r)
            if (cells_[i][r].given) bits[r / 8] = static_cast<std::uint8_t>(bits[r / 8] | 1U << r % 8);
        made.given = bits;
        using columnar::lane;
        using columnar::storage;
        switch (l) {
            case lane::bits: {
                auto& block = memory_.emplace_back(rows / 128 + 8);
                auto* const to = reinterpret_cast<std::uint8_t*>(block.data());
                for (std::size_t r = 0; r != rows; ++r)
                    if (cells_[i][r].count != 0) to[r / 8] = static_cast<std::uint8_t>(to[r / 8] | 1U << r % 8);
                made.storage = storage::bits;
                made.data = to;
                break;
            }
            case lane::u8: made.storage = storage::u8, made.data = store<std::uint8_t>(i, rows, divisor); break;
            case lane::i16: made.storage = storage::i16, made.data = store<std::int16_t>(i, rows, divisor); break;
            case lane::i32: made.storage = storage::i32, made.data = store<std::int32_t>(i, rows, divisor); break;
            case lane::i64: made.storage = storage::i64, made.data = store<std::int64_t>(i, rows, divisor); break;
            case lane::i128: made.storage = storage::i128, made.data = store<int128>(i, rows, divisor); break;
            case lane::text: {
                auto& block = memory_.emplace_back((rows + 1) / 4 + 8);
                auto* const offsets = reinterpret_cast<std::int32_t*>(block.data());
                auto& all = texts_.emplace_back();
                for (std::size_t r = 0; r != rows; ++r) {
                    offsets[r] = static_cast<std::int32_t>(all.size());
                    all += cells_[i][r].text;
                }
                offsets[rows] = static_cast<std::int32_t>(all.size());
                made.storage = storage::text, made.data = offsets, made.text_bytes = all.data();
            }
        }
        return made;
    }

    columnar::stage const& of_;
    std::vector<columnar::column> values_, divisors_;
    std::vector<std::vector<cell>> cells_;
    std::deque<std::vector<int128>> memory_;
    std::deque<std::string> texts_;
};

// ── one roster ──────────────────────────────────────────────────────────────────────────────────────────────────

/// What the scalar executor says of a record, stratum by stratum.
struct scalar_phases {
    exec::first_phase made;
    std::vector<char> sound;            ///< by stratum
};

class comparison {
public:
    comparison(barem::ruleset const& rules, measure const& expected, dice& d, statistics& counted)
        : rules_(rules), inner_(rules.inner()), tree_(inner_.compiled->tree), record_(inner_.rules().roster_record), expected_(expected), d_(d), counted_(counted) {}

    std::optional<std::string> run() {
        program_ = columnar::lower(*inner_.compiled, inner_.parameters, inner_.limits);
        if (!program_.usable()) {
            ++counted_.not_lowered;
            ++counted_.why_not_lowered[reason(program_.refused)];
            return std::nullopt;
        }
        ++counted_.lowered;
        for (auto const& line : expected_.lines)
            if (line.data) {
                lines_.push_back(&line);
                data_.push_back(line.data.get());
            }
        evaluate_scalar();
        auto const fitted = columnar::columns_from_records(inner_.rules(), record_, data_);
        for (std::size_t i = 0; every_input_has_a_column() && i != fitted.fitting.size(); ++i)
            if (auto wrong = same_record(columnar::record_of(inner_.rules(), fitted.columns, i), *data_[fitted.fitting[i]])) return wrong;
        auto const sets = columnar::instruction_sets();
        for (auto const& set : sets) {
            if (auto wrong = run_on(fitted.columns, fitted.fitting, set, true)) return wrong;
            if (sets.size() > 3 && d_.one_in(2)) break;
        }
        auto const wild = make_wild_columns(inner_.rules(), record_, data_, d_);
        return run_on(wild.columns, wild.rows, d_.of(sets), false);
    }

private:
    /// Without the names in it.
    static std::string reason(std::string const& refused) {
        auto text = refused.substr(0, refused.find(" (`"));
        for (auto at = text.find('`'); at != std::string::npos; at = text.find('`', at + 1)) {
            auto const end = text.find('`', at + 1);
            if (end == std::string::npos) break;
            text.erase(at, end - at + 1);
        }
        return text;
    }

    void evaluate_scalar() {
        exec::stratum_evaluation scalar(*inner_.compiled, record_, inner_.parameters, inner_.limits);
        for (std::size_t i = 0; i != data_.size(); ++i) {
            scalar_phases made{scalar.blank(), {}};
            scalar.begin(*data_[i]);
            made.sound.push_back(!scalar.evaluate(0, made.made));
            exec::peers peers;
            if (lines_[i]->scored) {
                peers = exec::peers_of(tree_, *lines_[i]->scored, expected_.groups);
                scalar.join(peers);
                for (index s = 1; s < program_.stages.size(); ++s) made.sound.push_back(!scalar.evaluate(s, made.made));
            }
            peers_.push_back(std::move(peers));
            scalar_.push_back(std::move(made));
        }
    }

    /// Those beyond 64 bits have none.
    [[nodiscard]] bool every_input_has_a_column() const {
        for (auto const& kind : inner_.rules().records)
            for (auto const& m : kind.members) {
                bool const scalar = m.type.kind != type_kind::list && m.type.kind != type_kind::record;
                if (m.kind == barem::program::member_kind::input && scalar && !columnar::layout_of(inner_.rules(), m)) return false;
            }
        return true;
    }

    static std::optional<std::string> same_record(barem::record_data const& a, barem::record_data const& b) {
        bool same = a.values == b.values && a.lists.size() == b.lists.size();
        for (std::size_t l = 0; same && l != a.lists.size(); ++l) {
            same = a.lists[l].size() == b.lists[l].size();
            for (std::size_t i = 0; same && i != a.lists[l].size(); ++i) same = !same_record(a.lists[l][i], b.lists[l][i]);
        }
        return same ? std::nullopt : std::optional<std::string>("columns: a record comes back as another one");
    }

    std::optional<std::string> run_on(columnar::record_columns const& columns, std::vector<std::size_t> const& records, std::string const& set, bool vouched) {
        columnar::evaluation_options options;
        options.instruction_set = set;
        options.batch_rows = d_.of<std::size_t>({1, 2, 3, 7, 8, 9, 15, 31, 63, 64, 65, 100, 127, 255, 1000, 1024, 2048, 4096});
        where_ = fmt::format("columnar: on {}, batches of {}{}", set, options.batch_rows, vouched ? "" : ", columns of any form");
        columnar::evaluation run(program_, options);
        stage_result first;
        for (std::size_t at = 0; at < records.size();) {
            auto const took = run.run(columns, at, records.size() - at);
            if (took == 0 || took > records.size() - at || took > options.batch_rows) return where_ + ": took " + std::to_string(took) + " rows";
            take(first, run, took);
            at += took;
        }
        counted_.rows += records.size();
        std::vector<stage_result> stages{std::move(first)};
        std::vector<std::size_t> rows(records.size());
        for (std::size_t i = 0; i != rows.size(); ++i) rows[i] = i;
        rows_ = {rows};
        if (auto wrong = check(0, stages[0], records, rows)) return wrong;
        for (index s = 1; s < program_.stages.size(); ++s)
            if (auto wrong = later(run, s, stages, records, options.batch_rows)) return wrong;
        return std::nullopt;
    }

    /// `rows`: by row of the result, the row of the first stage.
    std::optional<std::string> check(index s, stage_result const& got, std::vector<std::size_t> const& records, std::vector<std::size_t> const& rows) {
        auto const& stage = program_.stages[s];
        if (got.yields.size() != stage.yields.size() && !rows.empty()) return where_ + ": another number of yields";
        for (std::size_t i = 0; i != rows.size(); ++i) {
            auto const record = records[rows[i]];
            if (got.fell_back[i] != 0) {
                ++counted_.fell_back;
                if (scalar_[record].sound[s] != 0) ++counted_.fell_back_sound;
                continue;
            }
            if (scalar_[record].sound[s] == 0)
                return fmt::format("{}: stage {}: {} does not fall back, but is rejected: {}", where_, s, lines_[record]->id, lines_[record]->text);
            for (std::size_t y = 0; y != stage.yields.size(); ++y)
                if (auto wrong = check_yield(s, stage.yields[y], value_of(stage.yields[y], got.yields[y], i), record)) return wrong;
        }
        return std::nullopt;
    }

    std::optional<std::string> check_yield(index s, columnar::yield const& y, value const& got, std::size_t record) {
        auto const& made = scalar_[record].made;
        value const* wanted = nullptr;
        value truth;
        using purpose = decltype(y.purpose);
        switch (y.purpose) {
            case purpose::output: wanted = &made.outputs[y.of]; break;
            case purpose::partition: wanted = &made.brought.partitions[y.in][y.of]; break;
            case purpose::key: wanted = &made.brought.keys[y.in][y.of]; break;
            case purpose::filter: truth = made.brought.contributions[y.in].counts, wanted = &truth; break;
            case purpose::over: if (made.brought.contributions[y.in].counts) wanted = &made.brought.contributions[y.in].over; break;
            case purpose::by: if (made.brought.contributions[y.in].counts) wanted = &made.brought.contributions[y.in].by; break;
            case purpose::carried: break;
        }
        if (wanted == nullptr || got == *wanted) return std::nullopt;
        char const* const purposes[] = {"output", "partition", "key", "over", "by", "filter", "carried"};
        auto const& kind = inner_.roster_record();
        auto const name = y.purpose == purpose::output ? kind.members[kind.outputs[y.of].member].name : std::to_string(y.of) + " in " + std::to_string(y.in);
        return fmt::format("{}: stage {}: {} {} of {} is {}, by the scalar executor {}", where_, s, purposes[static_cast<int>(y.purpose)], name, lines_[record]->id, shown(got), shown(*wanted));
    }

    /// A stage that rests on places and groups: those of the scalar executor.
    std::optional<std::string> later(columnar::evaluation& run, index s, std::vector<stage_result>& stages, std::vector<std::size_t> const& records, std::size_t batch) {
        auto const& stage = program_.stages[s];
        stage_input made(stage);
        std::vector<std::size_t> rows;                      // of the first stage
        for (std::size_t i = 0; i != records.size(); ++i) {
            if (!lines_[records[i]]->scored || stages[0].fell_back[i] != 0) continue;
            std::vector<stage_input::cell> cells;
            bool fits = true;
            for (auto const& in : stage.inputs) {
                auto cell = cell_of(in, stages, i, records[i]);
                fits = fits && cell;
                if (cell) cells.push_back(std::move(*cell));
            }
            if (!fits) continue;
            rows.push_back(i);
            for (std::size_t c = 0; c != cells.size(); ++c) made.add(c, std::move(cells[c]));
        }
        auto const columns = made.columns(rows.size());
        stage_result got;
        for (std::size_t at = 0; at < rows.size(); at += batch) {
            auto const count = std::min(batch, rows.size() - at);
            run.run(s, columns, at, count);
            take(got, run, count);
        }
        counted_.later_rows += rows.size();
        if (auto wrong = check(s, got, records, rows)) return wrong;
        stages.push_back(std::move(got));
        rows_.push_back(std::move(rows));
        return std::nullopt;
    }

    /// The row of a later stage that a row of the first one is; nullopt: it has none, or fell back there.
    std::optional<std::size_t> row_in(index stage, std::vector<stage_result> const& stages, std::size_t row) const {
        auto const found = std::ranges::lower_bound(rows_[stage], row);
        if (found == rows_[stage].end() || *found != row) return std::nullopt;
        auto const at = static_cast<std::size_t>(found - rows_[stage].begin());
        return stages[stage].fell_back[at] != 0 ? std::nullopt : std::optional(at);
    }

    std::optional<stage_input::cell> cell_of(columnar::input const& in, std::vector<stage_result> const& stages, std::size_t row, std::size_t record) {
        using enum columnar::input::source;
        stage_input::cell made;
        auto const& peers = peers_[record];
        switch (in.from) {
            case carried: {
                auto const at = row_in(in.stage, stages, row);
                if (!at) return std::nullopt;
                auto const& from = stages[in.stage].yields[in.of];
                return stage_input::cell{from.given[*at] != 0, from.counts[*at], from.texts[*at], 1};
            }
            case place: made.count = peers.standings[in.of]->place; return made;
            case place_before: made.count = peers.standings[in.of]->before; return made;
            case place_sharing: made.count = peers.standings[in.of]->sharing; return made;
            case group_size: made.count = peers.sizes[in.of]; return made;
            case group_value: return of_group(in, *peers.values[in.of]);
            default: return std::nullopt;
        }
    }

    std::optional<stage_input::cell> of_group(columnar::input const& in, exec::group_value const& found) {
        stage_input::cell made;
        if (found.why != exec::failure::none) return std::nullopt;
        auto const& v = found.result;
        made.given = is_given(v);
        if (auto* b = std::get_if<bool>(&v)) made.count = *b ? 1 : 0;
        if (auto* w = std::get_if<barem::word>(&v)) made.count = w->index;
        if (auto* d = std::get_if<barem::date>(&v)) made.count = d->days;
        if (auto* t = std::get_if<std::string>(&v)) made.text = *t;
        if (auto* n = std::get_if<number>(&v)) {
            number denominator(1);
            for (auto const& stage : program_.stages)
                for (auto const& y : stage.yields)
                    if (y.purpose == decltype(y.purpose)::over && y.in == in.of) denominator = number(y.denominator);
            auto const scaled = barem::to_rational(*n * denominator);
            auto const below = boost::multiprecision::denominator(scaled);
            if (in.dividing == none && below != 1) return std::nullopt;
            auto const above = whole(barem::from_rational(barem::big_rational(boost::multiprecision::numerator(scaled)))), divisor = whole(barem::from_rational(barem::big_rational(below)));
            if (!above || !divisor) return std::nullopt;
            made.count = *above;
            made.divisor = *divisor;
        }
        if (made.given && in.value != none && v.index() != 5 && (made.count < in.low || made.count > in.high)) return std::nullopt;
        return made;
    }

    barem::ruleset const& rules_;
    barem::ruleset::implementation const& inner_;
    barem::plan::evaluation_tree const& tree_;
    index record_;
    measure const& expected_;
    dice& d_;
    statistics& counted_;
    columnar::columnar_program program_;
    std::vector<judged const*> lines_;
    std::vector<barem::record_data const*> data_;
    std::vector<scalar_phases> scalar_;
    std::vector<exec::peers> peers_;
    std::vector<std::vector<std::size_t>> rows_;            ///< by stage: rows of the first one
    std::string where_;
};

}  // namespace

std::optional<std::string> compare_columnar(barem::ruleset const& rules, measure const& expected, dice& d, statistics& counted) {
    return comparison(rules, expected, d, counted).run();
}

}  // namespace differential
