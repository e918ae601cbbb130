// Batches after the first ones take no memory: every `new` of this program is counted.

#include "api/implementation.hpp"
#include "batch/bound_columns.hpp"
#include "batch_api/trips.hpp"
#include "columnar/evaluation.hpp"
#include "columnar/lower.hpp"

#include <barem/decimals.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <random>

namespace {
std::atomic<std::size_t> allocations = 0;
}

// The other forms of new and delete call these.
void* operator new(std::size_t bytes) {
    ++allocations;
    if (void* const made = std::malloc(bytes == 0 ? 1 : bytes)) return made;
    throw std::bad_alloc();
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    ++allocations;
    auto const to = static_cast<std::size_t>(alignment);
    if (void* const made = std::aligned_alloc(to, (bytes + to - 1) / to * to)) return made;
    throw std::bad_alloc();
}
/// Of temporary buffers of the standard library: what is not replaced would come from another allocator than it goes back to.
void* operator new(std::size_t bytes, std::nothrow_t const&) noexcept {
    ++allocations;
    return std::malloc(bytes == 0 ? 1 : bytes);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::nothrow_t const&) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace {

using namespace barem;

constexpr std::size_t sizes[] = {20'000, 1, 63, 64, 1000, 1024, 4097};

/// Trips of which none has to go to the scalar executor.
trips::rows sound_rows(std::size_t count) {
    std::mt19937 random(7);
    auto made = trips::random_rows(count, [&](int below) {
        auto const drawn = static_cast<int>(random() % static_cast<unsigned>(below));
        return below == 20 || (below == 51 && drawn == 0) ? 1 : drawn;
    });
    for (std::size_t row = 0; row != count; ++row) made.places[row] = row % 3 == 0 ? "Huế" : "Uỷ ban nhân dân xã Phước Hậu, huyện Ninh Phước";
    made.place.assign(made.places.begin(), made.places.end());
    return made;
}

/// A host's batch: some columns are read where they lie, others are converted.
struct batch {
    explicit batch(std::size_t count) : rows(sound_rows(count)), made(count), ratings(count) {
        for (std::size_t row = 0; row != count; ++row) {
            share.push_back(rows.share[row] / 100.0);
            days.push_back(date{rows.day[row]}.to_text());
        }
        day.assign(days.begin(), days.end());
    }
    trips::rows rows;
    trips::results made;
    std::vector<double> share;
    std::vector<std::string> days, ratings;
    std::vector<std::string_view> day;
};

/// The views of a host, which it keeps from batch to batch.
class views {
public:
    void set(batch& b) {
        static constexpr std::string_view names[] = {"low", "middle", "high"};
        auto& in = b.rows;
        stops_.set_rows(in.km.size());
        stops_.set("km", counts(in.km));
        driver_.set_rows(in.size());
        driver_.set("faults", counts(in.faults));
        columns.set_rows(in.size());
        columns.set("share", decimals(b.share, 2)).set("count", counts(in.count)).set("grade", codes(in.grade, names)).set("done", truths(in.done));
        columns.set("day", texts(b.day)).set("back", counts(in.back).where(in.back_given)).set("unused", counts(in.unused)).set("place", texts(in.place));
        columns.set_list("stops", in.first_stop, stops_).set_record("driver", driver_);
        auto& out = b.made;
        outputs.set("points", into_counts(out.points).where(out.given)).set("home", into_counts(out.home)).set("far", into_truths(out.far));
        outputs.set("per_count", into_fractions(out.numerators, out.denominators)).set("rating", into_texts(b.ratings)).set("place", into_texts(out.place));
        outputs.set_status(out.status);
    }
    batch_columns columns;
    batch_outputs outputs;

private:
    batch_columns stops_, driver_;
};

std::vector<std::unique_ptr<batch>> batches() {
    std::vector<std::unique_ptr<batch>> made;
    for (auto const size : sizes) made.push_back(std::make_unique<batch>(size));
    return made;
}

/// What `act` takes after it was done once for each.
template <typename Each, typename F>
void expect_no_allocations(Each& each, F act) {
    for (auto& one : each) act(*one);
    for (auto& one : each) {
        auto const before = allocations.load();
        act(*one);
        auto const taken = allocations - before;
        EXPECT_EQ(taken, 0U) << one->rows.size() << " rows";
    }
}

TEST(memory, a_scorer_takes_none_for_later_batches) {
    batch_scorer scorer(compile(trips::text, "trips").value());
    views host;
    auto all = batches();
    expect_no_allocations(all, [&](batch& b) {
        host.set(b);
        auto const scored = scorer.score(host.columns, host.outputs);
        EXPECT_EQ(scored->scored, b.rows.size());
        EXPECT_EQ(scored->one_by_one, 0U);
    });
}

TEST(memory, flat_columns_take_none_either) {
    batch_scorer scorer(compile(R"(ruleset flat "Flat"
language en
record trip "Trip" {
  key id "Id" : text
  input share "Share" : number 0..100 decimals 2
  input count "Count" : integer 0..50
  input done "Done" : bool
  let points "Points" = share * count + (if done then 5 else 0)
  let passed "Passed" = points >= 100
  output points(2), passed
}
)", "flat").value());
    auto all = batches();
    batch_columns columns;
    batch_outputs outputs;
    expect_no_allocations(all, [&](batch& b) {
        columns.set_rows(b.rows.size());
        columns.set("share", counts(b.rows.share, 2)).set("count", counts(b.rows.count)).set("done", truths(b.rows.done));
        outputs.set("points", into_counts(b.made.points)).set("passed", into_truths(b.made.far));
        EXPECT_EQ(scorer.score(columns, outputs)->one_by_one, 0U);
    });
}

TEST(memory, no_instruction_set_takes_any) {
    auto const rules = compile(trips::text, "trips").value();
    auto const& inner = rules.inner();
    auto const program = columnar::lower(*inner.compiled, inner.parameters, inner.limits);
    barem::batch::bound_columns bound(inner.rules());
    auto all = batches();
    views host;
    for (auto const& set : columnar::instruction_sets()) {
        SCOPED_TRACE(set);
        columnar::evaluation run(program, {.instruction_set = set});
        expect_no_allocations(all, [&](batch& b) {
            host.set(b);
            EXPECT_TRUE(bound.bind(host.columns).empty());
            for (std::size_t at = 0; at != b.rows.size();) at += run.run(bound.evaluated(), at, b.rows.size() - at);
        });
    }
}

}  // namespace
