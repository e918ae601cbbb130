#include "batch/places.hpp"

#include "batch/rank_sort.hpp"
#include "batch/spilled_list.hpp"
#include "exec/operations.hpp"

#include <algorithm>
#include <compare>
#include <cstring>
#include <mutex>
#include <queue>

#include <oneapi/tbb/enumerable_thread_specific.h>

namespace barem::batch {

void rows_to_rank::clear() {
    rows.clear();
    groups.clear();
    for (auto& k : keys) k.clear();
}

namespace {

/// Takes the places of rows in any order and gives them on by blocks.
class place_collector {
public:
    explicit place_collector(ranking_room const& room) : room_(room), rows_(room.first_rows.back()) {
        spilled_ = std::size_t{rows_} * sizeof(row_place) > room.memory;
        if (!spilled_) all_.resize(rows_);
        else buckets_.assign(rows_ / bucket_rows() + 1, spilled_list<numbered>(room.file, 1024));
    }
    void add(std::uint32_t row, row_place const& p) {
        if (!spilled_) all_[row] = p;
        else buckets_[row / bucket_rows()].push({row, p});
    }
    void finish(block_store& places) {
        std::size_t const blocks = room_.first_rows.size() - 1;
        places.resize(blocks);
        std::size_t next = 0;                                           // bucket
        std::uint32_t first = 0;                                        // row of all_[0]
        for (std::size_t b = 0; b != blocks; ++b) {
            std::uint32_t const from = room_.first_rows[b], to = room_.first_rows[b + 1];
            for (; first + all_.size() < to; ++next) load(next, from, first);
            bytes block((to - from) * sizeof(row_place));
            if (!block.empty()) std::memcpy(block.data(), all_.data() + (from - first), block.size());
            places.put(b, std::move(block));
        }
    }

private:
    struct numbered { std::uint32_t row = 0; row_place place; };
    std::uint32_t bucket_rows() const { return static_cast<std::uint32_t>(std::clamp<std::size_t>(room_.memory / sizeof(row_place) / 4, 256, 1 << 20)); }

    /// Adds a bucket to the rows in memory; those before `from` are done with.
    void load(std::size_t bucket, std::uint32_t from, std::uint32_t& first) {
        auto const done = std::min<std::size_t>(from - first, all_.size());
        all_.erase(all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(done));
        first += static_cast<std::uint32_t>(done);
        std::size_t const start = bucket * std::size_t{bucket_rows()};
        all_.resize(std::min<std::size_t>(start + bucket_rows(), rows_) - first);
        auto& list = buckets_[bucket];
        list.flush();
        for (spilled_list<numbered>::reader in(list, 4096); !in.at_end(); in.next()) all_[(*in).row - first] = (*in).place;
    }

    ranking_room const& room_;
    std::uint32_t rows_;
    bool spilled_ = false;
    std::vector<row_place> all_;
    std::vector<spilled_list<numbered>> buckets_;
};

/// Says of each row, group by group in their order, whether a group begins, and whether it is equal to the row before.
class place_counter {
public:
    explicit place_counter(bool dense) : dense_(dense) {}
    void begin_group() { before_ = distinct_ = 0; }
    [[nodiscard]] row_place next(std::uint32_t sharing) {
        row_place const made{dense_ ? ++distinct_ : before_ + 1, before_, sharing};
        before_ += sharing;
        return made;
    }

private:
    bool dense_;
    std::uint32_t before_ = 0, distinct_ = 0;
};

template <std::size_t W>
class placing {
public:
    placing(ranking const& how, ranking_room const& room) : how_(how), room_(room), capacity_(std::max<std::size_t>(room.memory / (2 * sizeof(row)), 64)) {}

    void run(std::function<void(std::size_t, rows_to_rank&)> const& fill, block_store& places) {
        place_collector made(room_);
        if (room_.first_rows.back() <= capacity_) {
            fill_all(fill);
            sort_ranked(rows_, how_.bits, room_.parallel);
            place_sorted(made);
            rows_ = {};
        } else {
            fill_runs(fill);
            merge(made);
        }
        made.finish(places);
    }

private:
    using row = ranked_row<W>;

    void pack(rows_to_rank const& from, row* to) const {
        unsigned const group_bits = how_.group_bits();
        for (std::size_t i = 0; i != from.rows.size(); ++i) {
            to[i].row = from.rows[i];
            to[i].key = {};
            to[i].key.push(from.groups[i], group_bits);
        }
        for (std::size_t k = 0; k != how_.keys.size(); ++k) {
            auto const& packing = how_.keys[k];
            for (std::size_t i = 0; i != from.rows.size(); ++i) to[i].key.push(packing.pack(from.keys[k][i]), packing.bits());
        }
    }

    void fill_all(std::function<void(std::size_t, rows_to_rank&)> const& fill) {
        std::size_t const blocks = room_.first_rows.size() - 1;
        rows_.resize(room_.first_rows.back());
        std::vector<std::uint32_t> counts(blocks);
        oneapi::tbb::enumerable_thread_specific<rows_to_rank> read;
        for_each_index(blocks, room_.parallel, [&](std::size_t b) {
            auto& from = read.local();
            from.clear();
            fill(b, from);
            pack(from, rows_.data() + room_.first_rows[b]);
            counts[b] = static_cast<std::uint32_t>(from.rows.size());
        });
        std::size_t kept = 0;                           // blocks may rank fewer rows than they have
        for (std::size_t b = 0; b != blocks; ++b) {
            if (kept != room_.first_rows[b]) std::copy_n(rows_.begin() + room_.first_rows[b], counts[b], rows_.begin() + static_cast<std::ptrdiff_t>(kept));
            kept += counts[b];
        }
        rows_.resize(kept);
    }

    [[nodiscard]] bool same_group(row const& a, row const& b) const {
        unsigned const group_bits = how_.group_bits();
        return group_bits == 0 || a.key.digit(how_.bits, group_bits) == b.key.digit(how_.bits, group_bits);
    }

    void place_sorted(place_collector& made) const {
        place_counter count(how_.dense);
        for (std::size_t first = 0, end = 0; first != rows_.size(); first = end) {
            while (end != rows_.size() && rows_[end].key == rows_[first].key) ++end;
            if (first != 0 && !same_group(rows_[first - 1], rows_[first])) count.begin_group();
            auto const place = count.next(static_cast<std::uint32_t>(end - first));
            for (std::size_t i = first; i != end; ++i) made.add(rows_[i].row, place);
        }
    }

    void fill_runs(std::function<void(std::size_t, rows_to_rank&)> const& fill) {
        rows_to_rank from;
        for (std::size_t b = 0; b + 1 != room_.first_rows.size(); ++b) {
            from.clear();
            fill(b, from);
            std::size_t const have = rows_.size();
            rows_.resize(have + from.rows.size());
            pack(from, rows_.data() + have);
            if (rows_.size() >= capacity_) end_run();
        }
        if (!rows_.empty()) end_run();
        rows_ = {};
    }

    void end_run() {
        sort_ranked(rows_, how_.bits, room_.parallel);
        runs_.emplace_back(room_.file, 1).push_all(rows_);
        rows_.clear();
    }

    /// A first pass over all runs finds what is equal, a second gives places: the number of equals is known only after the last of them.
    void merge(place_collector& made) {
        struct tie { std::uint32_t rows = 0; bool begins_group = false; };
        spilled_list<std::uint32_t> order(room_.file, 1 << 14);
        spilled_list<tie> ties(room_.file, 1 << 13);
        std::size_t const buffered = std::clamp<std::size_t>(capacity_ / (runs_.size() + 1), 16, 1 << 14);
        std::vector<typename spilled_list<row>::reader> readers;
        for (auto const& run : runs_) readers.emplace_back(run, buffered);
        auto const later = [&](std::size_t a, std::size_t b) { return *readers[b] < *readers[a]; };
        std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> next(later);
        for (std::size_t i = 0; i != readers.size(); ++i)
            if (!readers[i].at_end()) next.push(i);
        tie equal;
        row last;
        while (!next.empty()) {
            std::size_t const i = next.top();
            next.pop();
            row const& now = *readers[i];
            if (equal.rows == 0 || now.key != last.key) {
                if (equal.rows != 0) ties.push(equal);
                equal = {0, equal.rows != 0 && !same_group(last, now)};
            }
            ++equal.rows;
            order.push(now.row);
            last = now;
            readers[i].next();
            if (!readers[i].at_end()) next.push(i);
        }
        if (equal.rows != 0) ties.push(equal);
        order.flush();
        ties.flush();
        place_counter count(how_.dense);
        typename spilled_list<std::uint32_t>::reader rows(order, 1 << 14);
        for (typename spilled_list<tie>::reader t(ties, 1 << 13); !t.at_end(); t.next()) {
            if ((*t).begins_group) count.begin_group();
            auto const place = count.next((*t).rows);
            for (std::uint32_t i = 0; i != (*t).rows; ++i, rows.next()) made.add(*rows, place);
        }
    }

    ranking const& how_;
    ranking_room const& room_;
    std::size_t capacity_;                              ///< rows that are sorted at once
    std::vector<row> rows_;
    std::vector<spilled_list<row>> runs_;
};

}  // namespace

void place_rows(ranking const& how, ranking_room const& room, std::function<void(std::size_t, rows_to_rank&)> const& fill, block_store& places) {
    if (how.bits <= 64) placing<1>(how, room).run(fill, places);
    else if (how.bits <= 128) placing<2>(how, room).run(fill, places);
    else placing<4>(how, room).run(fill, places);
}

void place_compared(std::vector<row_to_compare> rows, std::vector<bool> const& descending, bool dense, ranking_room const& room, block_store& places) {
    auto const order = [&](row_to_compare const& a, row_to_compare const& b) {
        if (a.group != b.group) return a.group <=> b.group;
        for (std::size_t k = 0; k != descending.size(); ++k) {
            auto const o = exec::compare(a.keys[k], b.keys[k]).value_or(std::strong_ordering::equal);
            if (o != 0) return descending[k] ? 0 <=> o : o;
        }
        return std::strong_ordering::equal;
    };
    std::sort(rows.begin(), rows.end(), [&](auto const& a, auto const& b) { return order(a, b) < 0; });
    place_collector made(room);
    place_counter count(dense);
    for (std::size_t first = 0, end = 0; first != rows.size(); first = end) {
        while (end != rows.size() && order(rows[first], rows[end]) == 0) ++end;
        if (first != 0 && rows[first - 1].group != rows[first].group) count.begin_group();
        auto const place = count.next(static_cast<std::uint32_t>(end - first));
        for (std::size_t i = first; i != end; ++i) made.add(rows[i].row, place);
    }
    made.finish(places);
}

}  // namespace barem::batch
