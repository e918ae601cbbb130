#pragma once
// Trips as a tree of Arrow arrays: every type that fits, with offsets, slack behind, nulls and dictionaries.

#include "batch_api/arrow_tree.hpp"
#include "batch_api/random_trips.hpp"

#include <barem/arrow.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace barem::trips {

using arrow_tree::finish;
using arrow_tree::node;

/// Makes a tree of trips.
class arrow_maker {
public:
    arrow_maker(dice& d, int& releases) : d_(d), releases_(releases) {}

    std::unique_ptr<node> roster(std::vector<trip> const& trips) {
        auto made = start("", padded(trips, 0), trips.size());
        auto const all = rows_;
        made->format = "+s";
        made->buffers.push_back(nullptr);
        auto const counts_of = [&](auto member) { return of<count>(all, [&](trip const& t) { return t.*member; }); };
        hold(*made, column("share", made->path, [&] { return decimals(counts_of(&trip::share), 2); }, all.size()));
        hold(*made, column("count", made->path, [&] { return whole(counts_of(&trip::number)); }, all.size()));
        hold(*made, column("unused", made->path, [&] { return whole(counts_of(&trip::unused)); }, all.size()));
        hold(*made, column("grade", made->path, [&] { return grades(counts_of(&trip::grade)); }, all.size()));
        hold(*made, column("done", made->path, [&] { return truths(counts_of(&trip::done)); }, all.size()));
        hold(*made, column("day", made->path, [&] { return dates(counts_of(&trip::day)); }, all.size()));
        hold(*made, column("back", made->path, [&] { return dates(counts_of(&trip::back)); }, all.size()));
        hold(*made, column("place", made->path, [&] { return texts(of<text_or_none>(all, [](trip const& t) { return t.place; })); }, all.size()));
        if (d_.one_in(2)) hold(*made, column("id", made->path, [&] { return texts(of<text_or_none>(all, [](trip const& t) { return text_or_none(t.id); })); }, all.size()));
        hold(*made, stops(all));
        hold(*made, driver(all));
        finish(*made, 0);
        return made;
    }

private:
    using text_or_none = std::optional<std::string>;

    // ── frames ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// Junk before (the offset) and behind (up to `slack`).
    std::size_t padded(std::vector<trip> const& trips, std::size_t slack) {
        std::size_t const before = d_.one_in(3) ? d_.below(11) : 0;
        rows_.clear();
        for (std::size_t i = 0; i != before; ++i) rows_.emplace_back(d_);
        rows_.insert(rows_.end(), trips.begin(), trips.end());
        for (auto n = slack == 0 ? 0 : d_.below(slack); n != 0; --n) rows_.emplace_back(d_);
        return before;
    }
    std::unique_ptr<node> start(std::string name, std::size_t offset, std::size_t rows) {
        auto made = std::make_unique<node>();
        made->name = std::move(name);
        made->array.offset = made->first = static_cast<std::int64_t>(offset);
        made->rows = static_cast<std::int64_t>(rows);
        made->releases = &releases_;
        return made;
    }
    template <typename T, typename F>
    std::vector<T> of(std::vector<trip> const& from, F get) {
        std::vector<T> made;
        for (auto const& t : from) made.push_back(get(t));
        return made;
    }
    /// What `make` gives of `rows` values, with an offset and slack of its own.
    template <typename F>
    std::unique_ptr<node> column(std::string name, std::string const& outer, F make, std::size_t rows) {
        offset_ = d_.one_in(3) ? d_.below(11) : 0;
        slack_ = d_.one_in(3) ? d_.below(5) : 0;
        std::unique_ptr<node> made = make();
        made->name = name;
        made->path = outer.empty() ? name : outer + "." + name;
        made->array.offset = made->first = static_cast<std::int64_t>(offset_);
        made->rows = static_cast<std::int64_t>(rows);
        made->releases = &releases_;
        finish(*made, static_cast<std::int64_t>(slack_));
        return made;
    }
    /// The values, with values like them in front and behind.
    template <typename T>
    std::vector<T> spread(std::vector<T> const& values) {
        std::vector<T> made;
        auto const any = [&] { return values.empty() ? T{} : values[d_.below(values.size())]; };
        for (std::size_t i = 0; i != offset_; ++i) made.push_back(any());
        made.insert(made.end(), values.begin(), values.end());
        for (std::size_t i = 0; i != slack_; ++i) made.push_back(any());
        return made;
    }
    static void hold(node& to, std::unique_ptr<node> child) { to.held.push_back(std::move(child)); }

    // ── values ──────────────────────────────────────────────────────────────────────────────────────────────────

    template <typename T>
    void add_validity(node& to, std::vector<std::optional<T>> const& values) {
        bool const has_nulls = !std::ranges::all_of(values, [](auto const& v) { return v.has_value(); });
        if (!has_nulls && !d_.one_in(4)) return to.buffers.push_back(nullptr);
        to.add(arrow_tree::bits_of(values));
    }
    template <typename T>
    void add_counts(node& to, std::vector<count> const& values, std::int64_t times = 1) {
        std::vector<T> made;
        for (auto const& v : values) made.push_back(v ? static_cast<T>(*v * times) : static_cast<T>(d_.below(100)));
        to.add(made);
    }
    /// Two's complement of any width.
    void add_wide(node& to, std::vector<count> const& values, std::int64_t times, std::size_t words) {
        std::vector<std::int64_t> made;
        for (auto const& v : values) {
            auto const n = v ? *v * times : static_cast<std::int64_t>(d_.below(100));
            made.push_back(n);
            made.resize(made.size() + words - 1, n < 0 ? -1 : 0);
        }
        to.add(made);
    }

    std::unique_ptr<node> integers(std::vector<count> const& given) {
        auto made = std::make_unique<node>();
        auto const values = spread(given);
        bool fits_byte = true, has_sign = false;
        for (auto const& v : values) fits_byte &= !v || (*v >= 0 && *v <= 127), has_sign |= v && *v < 0;
        add_validity(*made, values);
        switch (fits_byte ? d_.below(8) : has_sign ? 4 + d_.below(2) * 2 : 4 + d_.below(4)) {
            case 0: made->format = "c"; add_counts<std::int8_t>(*made, values); break;
            case 1: made->format = "C"; add_counts<std::uint8_t>(*made, values); break;
            case 2: made->format = "s"; add_counts<std::int16_t>(*made, values); break;
            case 3: made->format = "S"; add_counts<std::uint16_t>(*made, values); break;
            case 4: made->format = "i"; add_counts<std::int32_t>(*made, values); break;
            case 5: made->format = "I"; add_counts<std::uint32_t>(*made, values); break;
            case 6: made->format = "l"; add_counts<std::int64_t>(*made, values); break;
            default: made->format = "L"; add_counts<std::uint64_t>(*made, values);
        }
        return made;
    }
    std::unique_ptr<node> decimals(std::vector<count> const& given, std::size_t places) {
        auto made = std::make_unique<node>();
        auto const values = spread(given);
        auto const more = d_.below(4);
        std::int64_t times = 1;
        for (std::size_t i = 0; i != more; ++i) times *= 10;
        add_validity(*made, values);
        auto const scale = std::to_string(places + more);
        switch (d_.below(5)) {
            case 0: made->format = "d:9," + scale + ",32"; add_counts<std::int32_t>(*made, values, times); break;
            case 1: made->format = "d:18," + scale + ",64"; add_counts<std::int64_t>(*made, values, times); break;
            case 2: made->format = "d:76," + scale + ",256"; add_wide(*made, values, times, 4); break;
            case 3: made->format = "d:38," + scale + ",128"; add_wide(*made, values, times, 2); break;
            default: made->format = "d:19," + scale; add_wide(*made, values, times, 2);
        }
        return made;
    }
    std::unique_ptr<node> whole(std::vector<count> const& values) { return d_.one_in(3) ? decimals(values, 0) : integers(values); }

    std::unique_ptr<node> truths(std::vector<count> const& given) {
        auto made = std::make_unique<node>();
        auto values = spread(given);
        made->format = "b";
        add_validity(*made, values);
        for (auto& v : values)
            if (v == 0) v.reset();                          // as a bitmap
        made->add(arrow_tree::bits_of(values));
        return made;
    }
    std::unique_ptr<node> dates(std::vector<count> const& given) {
        if (d_.one_in(4))
            return texts(of_counts(given, [](std::int64_t n) { return date{static_cast<std::int32_t>(n)}.to_text(); }));
        if (d_.one_in(6)) return integers(given);
        auto made = std::make_unique<node>();
        auto const values = spread(given);
        add_validity(*made, values);
        static constexpr std::array<std::string_view, 6> formats{"tdD", "tdm", "tss:", "tsm:", "tsu:", "tsn:"};
        static constexpr std::array<std::int64_t, 6> ticks{1, 86'400'000, 86400, 86'400'000, 86'400'000'000, 86'400'000'000'000};
        auto const which = d_.below(formats.size());
        made->format = formats[which];
        std::vector<std::int64_t> instants;
        for (auto const& v : values) instants.push_back(v ? *v * ticks[which] : 77);
        if (which == 0) add_counts<std::int32_t>(*made, values);
        else made->add(instants);
        return made;
    }

    // ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────

    template <typename F>
    static std::vector<text_or_none> of_counts(std::vector<count> const& values, F text) {
        std::vector<text_or_none> made;
        for (auto const& v : values) made.push_back(v ? text_or_none(text(*v)) : std::nullopt);
        return made;
    }
    std::unique_ptr<node> grades(std::vector<count> const& values) {
        static constexpr std::array<std::string_view, 4> names{"low", "middle", "high", "none"};
        if (d_.one_in(4)) return integers(values);
        return texts(of_counts(values, [](std::int64_t n) { return std::string(names[static_cast<std::size_t>(n)]); }));
    }
    std::unique_ptr<node> texts(std::vector<text_or_none> const& values) { return d_.one_in(3) ? coded(values) : plain_texts(spread(values)); }

    std::unique_ptr<node> plain_texts(std::vector<text_or_none> const& values) {
        auto made = std::make_unique<node>();
        add_validity(*made, values);
        switch (d_.below(3)) {
            case 0: made->format = "u"; made->add_texts<std::int32_t>(values); break;
            case 1: made->format = "U"; made->add_texts<std::int64_t>(values); break;
            default: made->format = "vu"; add_views(*made, values);
        }
        return made;
    }
    void add_views(node& to, std::vector<text_or_none> const& values) {
        std::vector<std::array<std::int32_t, 4>> elements;
        std::array<std::vector<char>, 2> buffers;
        for (auto const& v : values) {
            auto& e = elements.emplace_back();
            e = {v ? static_cast<std::int32_t>(v->size()) : -7, 0, 99, -1};            // of nulls anything
            if (!v) continue;
            if (v->size() <= 12) {
                e = {static_cast<std::int32_t>(v->size())};
                std::memcpy(reinterpret_cast<char*>(&e) + 4, v->data(), v->size());
                continue;
            }
            auto const which = d_.below(2);
            std::memcpy(&e[1], v->data(), 4);
            e[2] = static_cast<std::int32_t>(which);
            e[3] = static_cast<std::int32_t>(buffers[which].size());
            buffers[which].insert(buffers[which].end(), v->begin(), v->end());
        }
        to.add(elements);
        to.add(buffers[0]);
        to.add(buffers[1]);
        to.add(std::vector<std::int64_t>{static_cast<std::int64_t>(buffers[0].size()), static_cast<std::int64_t>(buffers[1].size())});
    }
    /// Positions in a dictionary that holds each text once, some that nobody uses, and perhaps a null.
    std::unique_ptr<node> coded(std::vector<text_or_none> const& values) {
        std::vector<text_or_none> words{std::string("không ai dùng từ này")};
        std::vector<count> positions;
        bool const has_null = d_.one_in(2);
        if (has_null) words.emplace_back();
        for (auto const& v : values) {
            if (!v) {
                positions.push_back(has_null && d_.one_in(2) ? count(1) : std::nullopt);
                continue;
            }
            auto const at = static_cast<std::int64_t>(std::ranges::find(words, v) - words.begin());
            if (at == static_cast<std::int64_t>(words.size())) words.push_back(v);
            positions.push_back(at);
        }
        auto made = integers(positions);
        auto const offset = offset_, slack = slack_;
        made->dictionary = column("", "", [&] { return plain_texts(spread(words)); }, words.size());
        made->dictionary->array.length = made->dictionary->rows;        // its slack is not part of it
        offset_ = offset, slack_ = slack;
        return made;
    }

    // ── nested ──────────────────────────────────────────────────────────────────────────────────────────────────

    std::unique_ptr<node> driver(std::vector<trip> const& of_rows) {
        auto made = start("driver", padded(of_rows, 4), of_rows.size());
        made->path = "driver";
        auto const all = rows_;
        made->format = "+s";
        add_validity(*made, of<count>(all, [](trip const& t) { return t.has_driver ? count(1) : std::nullopt; }));
        hold(*made, column("faults", "driver", [&] { return whole(of<count>(all, [](trip const& t) { return t.faults; })); }, all.size()));
        finish(*made, static_cast<std::int64_t>(all.size()) - made->first - made->rows);
        return made;
    }

    std::unique_ptr<node> stops(std::vector<trip> const& of_rows) {
        auto made = start("stops", padded(of_rows, 4), of_rows.size());
        made->path = "stops";
        auto all = rows_;
        std::vector<count> km;
        bool const is_even = d_.one_in(3) && std::ranges::all_of(of_rows, [&](trip const& t) { return t.stops.size() == of_rows[0].stops.size(); });
        if (is_even && !of_rows.empty())
            for (auto& t : all) t.stops.resize(of_rows[0].stops.size());
        std::size_t const before = is_even ? 0 : d_.below(3);
        km.resize(before, 7);
        std::vector<std::int64_t> begins, sizes;
        for (auto const& t : all) {
            begins.push_back(static_cast<std::int64_t>(km.size()));
            sizes.push_back(static_cast<std::int64_t>(t.stops.size()));
            km.insert(km.end(), t.stops.begin(), t.stops.end());
        }
        begins.push_back(static_cast<std::int64_t>(km.size()));
        km.resize(km.size() + (is_even ? 0 : d_.below(3)), 7);
        made->buffers.push_back(nullptr);
        if (is_even && !of_rows.empty()) made->format = "+w:" + std::to_string(of_rows[0].stops.size());
        else add_lists(*made, begins, sizes);
        hold(*made, elements(km));
        finish(*made, static_cast<std::int64_t>(all.size()) - made->first - made->rows);
        return made;
    }
    void add_lists(node& to, std::vector<std::int64_t> begins, std::vector<std::int64_t> const& sizes) {
        static constexpr std::array<std::string_view, 4> formats{"+l", "+L", "+vl", "+vL"};
        auto const which = d_.below(formats.size());
        to.format = formats[which];
        if (which >= 2) begins.pop_back();
        auto const add = [&](std::vector<std::int64_t> const& values) {
            if (which % 2 == 1) to.add(values);
            else to.add(std::vector<std::int32_t>(values.begin(), values.end()));
        };
        add(begins);
        if (which >= 2) add(sizes);
    }
    std::unique_ptr<node> elements(std::vector<count> const& km) {
        auto made = start("item", d_.below(3), km.size());
        made->path = "stops";
        made->format = "+s";
        made->buffers.push_back(nullptr);
        std::vector<count> all(static_cast<std::size_t>(made->first), 7);
        all.insert(all.end(), km.begin(), km.end());
        hold(*made, column("km", "stops", [&] { return whole(all); }, all.size()));
        finish(*made, 0);
        return made;
    }

    dice& d_;
    int& releases_;
    std::vector<trip> rows_;
    std::size_t offset_ = 0, slack_ = 0;
};

}  // namespace barem::trips
