#include "batch/deferred_rows.hpp"

#include "batch/text_set.hpp"

#include <algorithm>
#include <cstring>
#include <utility>
#include <type_traits>

namespace barem::batch {

namespace {

constexpr std::size_t part_count = 64, part_buffer = std::size_t{1} << 14;
constexpr std::size_t batch_rows = 4096;
constexpr std::size_t least_budget = std::size_t{1} << 14;      // less than the buffers would take

template <typename T>
void put(std::string& to, T const& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    to.append(reinterpret_cast<char const*>(&value), sizeof value);
}

void put_text(std::string& to, std::string_view text) {
    put(to, text.size());
    to += text;
}

template <typename T>
T take(scratch_reader& from) {
    T value;
    std::memcpy(&value, from.take(sizeof value).data(), sizeof value);
    return value;
}

std::string_view take_text(scratch_reader& from) { return from.take(take<std::size_t>(from)); }

void put_problems(std::string& to, issues const& problems) {
    put(to, problems.size());
    for (auto const& p : problems)
        for (auto const* text : {&p.path, &p.expected, &p.found, &p.message, &p.rule, &p.citation}) put_text(to, *text);
}

issues take_problems(scratch_reader& from) {
    issues problems(take<std::size_t>(from));
    for (auto& p : problems)
        for (auto* text : {&p.path, &p.expected, &p.found, &p.message, &p.rule, &p.citation}) *text = take_text(from);
    return problems;
}

}  // namespace

// ── ids ─────────────────────────────────────────────────────────────────────────────────────────────────────────

deferred_ids::deferred_ids(std::size_t budget, std::string folder, std::uint64_t seed) : budget_(std::max(budget, least_budget)), folder_(std::move(folder)), seed_(seed) {
    for (std::size_t i = 0; i < part_count; ++i) parts_.emplace_back(folder_, part_buffer);
}

void deferred_ids::note(std::string_view id, std::uint64_t number, mark m) {
    auto& part = parts_[hash_of(id, seed_ + 1) % part_count];
    std::string head;
    put(head, m);
    put(head, number);
    put(head, id.size());
    part.append(head);
    part.append(id);
}

void deferred_ids::resolve(std::vector<bool>& taken) {
    for (auto& part : parts_) {
        scratch_text now(std::move(part));
        if (resolve_part(now, taken)) continue;
        deferred_ids finer(budget_, folder_, seed_ + 1);
        for (scratch_reader from(now); !from.at_end();) {
            auto const m = take<mark>(from);
            auto const number = take<std::uint64_t>(from);
            finer.note(take_text(from), number, m);
        }
        finer.resolve(taken);
    }
}

/// False: there are too many different ids. One alone is never too many, however large it is: no parting would make it less.
bool deferred_ids::resolve_part(scratch_text& part, std::vector<bool>& taken) const {
    text_set ids;
    for (scratch_reader from(part); !from.at_end();) {
        auto const m = take<mark>(from);
        auto const number = take<std::uint64_t>(from);
        auto const id = take_text(from);
        if (m == mark::asks) {
            if (ids.contains(id)) taken[number] = true;
            continue;
        }
        if (!ids.insert(id) && m == mark::takes) taken[number] = true;
        if (ids.size() > 1 && ids.memory() > budget_) return false;
    }
    return true;
}

// ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────

void deferred_rows::hold(scored_batch const& batch, std::size_t row, standing how) {
    auto const& r = batch.rows[row];
    bool const scored = r.came_to == scored_batch::fate::scored;
    if (how == standing::unknown) ids_.wonder(batch.id_of(row), wondered_++, scored);
    line_.clear();
    put(line_, r.line);
    put(line_, r.version);
    put(line_, r.came_to);
    put(line_, r.id_known);
    put(line_, how);
    put_text(line_, batch.id_of(row));
    if (scored) {
        put_text(line_, batch.results.text(batch.result_begin(row), r.result_end));
        line_.append(reinterpret_cast<char const*>(batch.words.data() + row * words_), words_ * sizeof batch.words[0]);
    } else {
        put_problems(line_, batch.problems[r.problems]);
    }
    held_.append(line_);
}

void deferred_rows::release(std::function<void(scored_batch const&, std::vector<standing> const&)> const& give) {
    std::vector<bool> taken(wondered_);
    ids_.resolve(taken);
    scored_batch batch;
    std::vector<standing> standings;
    std::uint64_t wondered = 0;
    for (scratch_reader from(held_); !from.at_end();) {
        scored_batch::row r;
        r.line = take<std::uint64_t>(from);
        r.version = take<std::uint16_t>(from);
        r.came_to = take<scored_batch::fate>(from);
        r.id_known = take<bool>(from);
        auto how = take<standing>(from);
        if (how == standing::unknown) how = taken[wondered++] ? standing::taken : standing::free;
        batch.ids.append(take_text(from));
        if (r.came_to == scored_batch::fate::scored) {
            batch.results.append(take_text(from));
            for (std::size_t w = 0; w < words_; ++w) batch.words.push_back(take<std::uint16_t>(from));
        } else {
            batch.words.resize(batch.words.size() + words_, scored_batch::no_word);
            r.problems = static_cast<std::uint32_t>(batch.problems.size());
            batch.problems.push_back(take_problems(from));
        }
        r.id_end = static_cast<std::uint32_t>(batch.ids.size());
        r.result_end = static_cast<std::uint32_t>(batch.results.size());
        batch.rows.push_back(r);
        standings.push_back(how);
        if (batch.rows.size() < batch_rows && !from.at_end()) continue;
        give(batch, standings);
        batch.clear();
        standings.clear();
    }
}

}  // namespace barem::batch
