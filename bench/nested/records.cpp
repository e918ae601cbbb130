#include "nested/records.hpp"

#include "common/filling.hpp"

namespace barem_bench::nested {

using namespace barem;

namespace {

record_data content_of(roster_shape const& shape, roster const& in, std::int32_t c) {
    filling content(shape, "content");
    content.of_words("measure", in.content_measure[c]);
    content.truth("routine", in.routine[c]);
    content.of_words("adjusted", in.adjusted[c]);
    if (in.content_measure[c] == quantitative) {
        content.truth("on_time", in.on_time[c]);
        content.set("volume", number::ratio(in.volume[c], 10));
    } else {
        content.of_words("outcome", in.outcome[c]);
    }
    return std::move(content.data);
}

record_data task_of(roster_shape const& shape, roster const& in, std::int32_t t) {
    filling task(shape, "task");
    task.of_words("kind", in.task_kind[t]);
    for (auto i = in.indicators[t]; i < in.indicators[t + 1]; ++i) {
        filling indicator(shape, "indicator");
        for (auto c = in.contents[i]; c < in.contents[i + 1]; ++c) indicator.list("contents").push_back(content_of(shape, in, c));
        task.list("indicators").push_back(std::move(indicator.data));
    }
    return std::move(task.data);
}

record_data conduct_of(roster_shape const& shape, roster const& in, std::size_t h) {
    filling conduct(shape, "conduct");
    conduct.of_words("one_stop", in.one_stop[h]);
    conduct.truth("iso_missing", in.iso_missing[h]);
    conduct.of_words("culture", in.culture[h]);
    conduct.truth("disunity", in.disunity[h]);
    conduct.truth("budget_violation", in.budget_violation[h]);
    conduct.truth("own_criteria_missing", in.own_criteria_missing[h]);
    for (std::size_t c = 0; c < counts; ++c) conduct.set(count_names[c], number(in.count[c][h]));
    return std::move(conduct.data);
}

std::string block_name(std::uint8_t block) { return "Block " + std::to_string(block); }

}  // namespace

std::vector<record> records_of(ruleset const& rules, roster const& in, std::size_t heads) {
    auto const shape = rules.shape();
    std::vector<record> made;
    for (std::size_t h = 0; h < heads; ++h) {
        filling head(shape, "head");
        head.set("id", std::to_string(h));
        head.set("block", block_name(in.block[h]));
        head.of_words("unit_type", in.unit[h]);
        head.truth("has_procedures", in.has_procedures[h]);
        head.truth("innovative", in.innovative[h]);
        head.truth("commended", in.commended[h]);
        head.truth("disciplined", in.disciplined[h]);
        head.set("year", number(year_assessed));
        for (auto t = in.tasks[h]; t < in.tasks[h + 1]; ++t) head.list("tasks").push_back(task_of(shape, in, t));
        head.list("conduct").push_back(conduct_of(shape, in, h));
        for (auto a = in.adhoc[h]; a < in.adhoc[h + 1]; ++a) {
            filling adhoc(shape, "adhoc");
            adhoc.of_words("outcome", in.adhoc_outcome[a]);
            head.list("adhoc").push_back(std::move(adhoc.data));
        }
        for (auto y = in.history[h]; y < in.history[h + 1]; ++y) {
            filling year(shape, "year");
            year.set("year", number(in.history_year[y]));
            year.of_words("rating", in.history_rating[y]);
            head.list("history").push_back(std::move(year.data));
        }
        made.push_back(rules.accept(std::move(head.data)).value());
    }
    return made;
}

template <typename From>
std::int32_t const* roster_columns::wide(std::vector<From> const& from, int times) {
    auto& made = wide_.emplace_back();
    for (auto const v : from) made.push_back(v * times);
    made.resize(made.size() + 64);
    return made.data();
}

std::uint8_t const* roster_columns::bits(bytes const& from, bool inverted) {
    return bits_.emplace_back(packed(from, inverted)).data();
}

roster_columns::roster_columns(ruleset const& rules, roster const& in) : shape_(rules.shape()), head_(shape_, in.heads) {
    auto const set_of = [&](char const* record, std::size_t rows) {
        column_set made(shape_, kind_of(shape_, record), rows);
        made.vouch(true);
        return made;
    };
    head_.vouch(true);

    auto contents = set_of("content", in.volume.size());
    auto const* const quantitative_ones = bits(in.content_measure, true);
    contents.values("measure", in.content_measure.data());
    contents.packed_truths("routine", bits(in.routine));
    contents.values("adjusted", in.adjusted.data());
    contents.packed_truths("on_time", bits(in.on_time), quantitative_ones);
    contents.values("volume", wide(in.volume, 1000), 4, quantitative_ones);     // without declared decimals: four places
    contents.values("outcome", in.outcome.data(), 0, bits(in.content_measure));
    auto indicators = set_of("indicator", in.contents.size() - 1);
    indicators.list("contents", in.contents.data(), contents);
    auto tasks = set_of("task", in.indicators.size() - 1);
    tasks.values("kind", in.task_kind.data());
    tasks.list("indicators", in.indicators.data(), indicators);

    auto conduct = set_of("conduct", in.heads);
    conduct.values("one_stop", in.one_stop.data());
    conduct.packed_truths("iso_missing", bits(in.iso_missing));
    conduct.values("culture", in.culture.data());
    conduct.packed_truths("disunity", bits(in.disunity));
    conduct.packed_truths("budget_violation", bits(in.budget_violation));
    conduct.packed_truths("own_criteria_missing", bits(in.own_criteria_missing));
    for (std::size_t c = 0; c < counts; ++c) conduct.values(count_names[c], wide(in.count[c]));

    auto adhoc = set_of("adhoc", in.adhoc_outcome.size());
    adhoc.values("outcome", in.adhoc_outcome.data());
    auto years = set_of("year", in.history_year.size());
    years.values("year", in.history_year.data());
    years.values("rating", in.history_rating.data());

    for (auto const block : in.block) {
        block_offsets_.push_back(static_cast<std::int32_t>(block_bytes_.size()));
        block_bytes_ += block_name(block);
    }
    block_offsets_.push_back(static_cast<std::int32_t>(block_bytes_.size()));
    head_.texts("block", block_offsets_.data(), block_bytes_.data());
    head_.values("unit_type", in.unit.data());
    head_.packed_truths("has_procedures", bits(in.has_procedures));
    head_.packed_truths("innovative", bits(in.innovative));
    head_.packed_truths("commended", bits(in.commended));
    head_.packed_truths("disciplined", bits(in.disciplined));
    head_.values("year", wide(std::vector<int>(in.heads, year_assessed)));
    head_.list("tasks", in.tasks.data(), tasks);
    head_.list("adhoc", in.adhoc.data(), adhoc);
    head_.list("history", in.history.data(), years);
    head_.single("conduct", conduct);
}

}  // namespace barem_bench::nested
