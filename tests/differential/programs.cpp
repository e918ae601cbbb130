#include "differential/programs.hpp"

#include "columnar/kernels/kernel.hpp"

#include <barem/value.hpp>

#include <algorithm>
#include <limits>
#include <optional>

namespace differential {

namespace {

namespace columnar = barem::columnar;
using barem::int128;
using barem::rounding;
using barem::program::index;
using barem::program::none;
using columnar::lane;
using columnar::operation;
using columnar::storage;

struct range { int128 low, high; };

range range_of(lane l) {
    auto const of = []<typename T>(T) { return range{std::numeric_limits<T>::min(), std::numeric_limits<T>::max()}; };
    switch (l) {
        case lane::u8: return {0, 255};
        case lane::i16: return of(std::int16_t{});
        case lane::i32: return of(std::int32_t{});
        case lane::i64: return of(std::int64_t{});
        case lane::i128: return {-(int128{1} << 126), int128{1} << 126};
        default: return {0, 1};
    }
}

int128 quotient(int128 a, int128 b, rounding mode) {
    int128 down = a / b;
    if (a % b != 0 && a < 0) --down;
    int128 const rest = a - down * b;
    if (rest == 0) return down;
    bool const negative = a < 0;
    auto const nearest = [&](bool half_goes_up) { return 2 * rest > b || (2 * rest == b && half_goes_up) ? down + 1 : down; };
    switch (mode) {
        case rounding::half_up: return nearest(!negative);
        case rounding::half_even: return nearest(down % 2 != 0);
        case rounding::half_down: return nearest(negative);
        case rounding::toward_zero: return negative ? down + 1 : down;
        case rounding::away_from_zero: return negative ? down : down + 1;
        case rounding::down: return down;
        case rounding::up: return down + 1;
    }
    return down;
}

/// A register and what is in it.
struct content {
    lane l = lane::bits;
    index domain = 0;
    std::vector<int128> values;
};

class maker {
public:
    maker(std::uint64_t seed, std::map<std::string, std::size_t>& operations) : d_(seed), operations_(operations), set_(columnar::kernels::available_sets().front()) {
        made_.texts = {"", "a", "b", "ab", "đ", "một chữ dài hơn"};
        stage().texts = made_.texts;
    }

    random_program run() {
        domains();
        for (index domain = 0; domain != 3; ++domain)
            for (int i = d_.between(3, 8); i != 0; --i) input(domain);
        for (int i = d_.between(10, 60); i != 0; --i) operate();
        for (index r = 0; r != static_cast<index>(registers_.size()); ++r) yield(r);
        fallback();
        return std::move(made_);
    }

private:
    columnar::stage& stage() {
        if (made_.program.stages.empty()) made_.program.stages.emplace_back();
        return made_.program.stages[0];
    }
    template <typename T>
    T* room(std::size_t count) { return reinterpret_cast<T*>(made_.memory.emplace_back(count * sizeof(T) / 16 + 2).data()); }

    void domains();
    void input(index domain);
    void operate();
    void yield(index r);
    void fallback();

    bool put(columnar::instruction i, content c);
    std::optional<index> any(index domain, lane l);
    std::optional<index> any_number(index domain);
    index constant(int128 k, int128 m = 0) {
        stage().constants.push_back(k);
        stage().constants.push_back(m);
        return static_cast<index>(stage().constants.size() - 2);
    }
    int128 near(content const&);

    void arithmetic(index domain);
    void division(index domain);
    void comparisons(index domain);
    void choices(index domain);
    void lookups(index domain);
    void moving(index domain);
    void dates(index domain);
    void lists();

    dice d_;
    std::map<std::string, std::size_t>& operations_;
    columnar::kernels::instruction_set set_;
    random_program made_;
    std::vector<content> registers_;
    std::vector<char> hidden_;                              ///< by register: some of its values may be any
    std::size_t rows_[3] = {};
    std::vector<std::int32_t> offsets_[3];                  ///< of domains 1 and 2 in their parents
};

void maker::domains() {
    auto& all = made_.program.domains;
    all.resize(3);
    all[1].parent = 0;
    all[1].path = {0};
    all[2].parent = 1;
    all[2].path = {0};
    for (auto& one : all) one.max_elements = 100;
    rows_[0] = d_.of<std::size_t>({1, 2, 7, 63, 64, 65, 100, 130, 300});
    auto* columns = &made_.columns;
    for (index domain = 0; domain != 3; ++domain) {
        columns->rows = rows_[domain];
        if (domain == 2) break;
        auto* const offsets = room<std::int32_t>(rows_[domain] + 1);
        bool const dense = d_.one_in(3);
        for (std::size_t i = 0; i != rows_[domain]; ++i) offsets[i + 1] = offsets[i] + (dense ? d_.between(1, 4) : d_.one_in(30) ? d_.between(5, 90) : d_.between(0, 3));
        rows_[domain + 1] = static_cast<std::size_t>(offsets[rows_[domain]]);
        offsets_[domain + 1].assign(offsets, offsets + rows_[domain] + 1);
        columns->lists.resize(1);
        columns->lists[0].present = true;
        columns->lists[0].offsets = offsets;
        columns->lists[0].elements.resize(1);
        columns = &columns->lists[0].elements[0];
    }
}

void maker::input(index domain) {
    auto* columns = &made_.columns;
    for (index i = 0; i != domain; ++i) columns = &columns->lists[0].elements[0];
    auto const l = d_.of({lane::bits, lane::u8, lane::i16, lane::i16, lane::i32, lane::i32, lane::i64, lane::i128, lane::text});
    content c{l, domain, {}};
    auto const ends = l == lane::i128 ? range{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()} : range_of(l);
    auto const manner = d_.below(4);                        // small, the ends, anything, dates
    for (std::size_t i = 0; i != rows_[domain]; ++i) {
        int128 v = 0;
        if (l == lane::bits) v = d_.below(2);
        else if (l == lane::text) v = d_.below(made_.texts.size());
        else if (manner == 0) v = d_.between(l == lane::u8 ? 0 : -20, 30);
        else if (manner == 1) v = d_.one_in(2) ? ends.low + d_.between(0, 1) : ends.high - d_.between(0, 1);
        else if (manner == 2) v = ends.low + static_cast<int128>(d_.next()) % (ends.high - ends.low + 1);
        else v = d_.one_in(20) ? d_.of({barem::first_day, barem::last_day}) : d_.between(-30000, 30000);
        c.values.push_back(std::clamp(v, l == lane::text ? int128(0) : ends.low, l == lane::text ? int128(100) : ends.high));
    }
    columnar::column made;
    made.within_bounds = d_.one_in(2);
    auto const fill = [&]<typename T>(T*, storage s) {
        auto* const to = room<T>(c.values.size() + 1);
        for (std::size_t i = 0; i != c.values.size(); ++i) to[i] = static_cast<T>(c.values[i]);
        made.storage = s;
        made.data = to;
    };
    switch (l) {
        case lane::bits: {
            auto* const to = room<std::uint8_t>(c.values.size() / 8 + 1);
            for (std::size_t i = 0; i != c.values.size(); ++i) to[i / 8] = static_cast<std::uint8_t>(to[i / 8] | (c.values[i] != 0 ? 1U << i % 8 : 0U));
            made.storage = storage::bits;
            made.data = to;
            break;
        }
        case lane::text: {
            auto* const offsets = room<std::int32_t>(c.values.size() + 1);
            std::string all;
            for (std::size_t i = 0; i != c.values.size(); ++i) {
                all += made_.texts[static_cast<std::size_t>(c.values[i])];
                offsets[i + 1] = static_cast<std::int32_t>(all.size());
            }
            auto* const bytes = room<char>(all.size() + 1);
            std::ranges::copy(all, bytes);
            made.storage = storage::text;
            made.data = offsets;
            made.text_bytes = bytes;
            break;
        }
        case lane::u8: fill(static_cast<std::uint8_t*>(nullptr), storage::u8); break;
        case lane::i16: fill(static_cast<std::int16_t*>(nullptr), storage::i16); break;
        case lane::i32: fill(static_cast<std::int32_t*>(nullptr), storage::i32); break;
        case lane::i64: fill(static_cast<std::int64_t*>(nullptr), storage::i64); break;
        case lane::i128: fill(static_cast<int128*>(nullptr), storage::i128); break;
    }
    columnar::input in;
    in.domain = domain;
    in.of = static_cast<index>(columns->values.size());
    in.value = static_cast<index>(registers_.size());
    in.low = static_cast<std::int64_t>(ends.low);
    in.high = static_cast<std::int64_t>(ends.high);
    columns->values.push_back(made);
    stage().inputs.push_back(in);
    stage().registers.push_back({l, domain});
    registers_.push_back(std::move(c));
    hidden_.push_back(0);
}

// ── instructions ────────────────────────────────────────────────────────────────────────────────────────────────

/// Adds it if there is such a kernel and every result fits its lane. Also when a row is of no meaning: the caller then hides it.
bool maker::put(columnar::instruction i, content c) {
    auto const lane_of = [&](index r) { return r == none ? lane::bits : registers_[r].l; };
    if (columnar::kernels::find(set_, {i.operation, c.l, lane_of(i.a), lane_of(i.b), i.c != none}) == nullptr) {
        ++operations_[std::string("none ") + columnar::name_of(i.operation) + " " + columnar::name_of(lane_of(i.a)) + " -> " + columnar::name_of(c.l)];
        return false;
    }
    auto const ends = range_of(c.l);
    if (c.l != lane::text)
        for (auto const v : c.values)
            if (v < ends.low || v > ends.high) return false;
    ++operations_[std::string(columnar::name_of(i.operation)) + " " + columnar::name_of(lane_of(i.a)) + " -> " + columnar::name_of(c.l)];
    i.domain = c.domain;
    i.result = static_cast<index>(registers_.size());
    stage().instructions.push_back(i);
    stage().registers.push_back({c.l, c.domain});
    registers_.push_back(std::move(c));
    hidden_.push_back(0);
    return true;
}

std::optional<index> maker::any(index domain, lane l) {
    std::vector<index> found;
    for (index r = 0; r != static_cast<index>(registers_.size()); ++r)
        if (registers_[r].domain == domain && registers_[r].l == l && hidden_[r] == 0) found.push_back(r);
    return found.empty() ? std::nullopt : std::optional(d_.of(found));
}

std::optional<index> maker::any_number(index domain) { return any(domain, d_.of({lane::u8, lane::i16, lane::i32, lane::i64, lane::i128})); }

/// A constant that matters for the values: one of them, or beside one.
int128 maker::near(content const& c) {
    auto const ends = range_of(c.l);
    int128 const v = c.values.empty() ? 0 : d_.of(c.values);
    return std::clamp<int128>(d_.one_in(3) ? int128(d_.between(-3, 3)) : v + d_.between(-1, 1), ends.low, ends.high);
}

void maker::arithmetic(index domain) {
    auto const a = any_number(domain);
    if (!a) return;
    auto const b = any(domain, registers_[*a].l), c = any(domain, lane::bits);
    content made{registers_[*a].l, domain, registers_[*a].values};
    auto const& bs = registers_[*b].values;
    auto const op = d_.of({operation::add, operation::add_constant, operation::add_where, operation::add_constant_where, operation::subtract, operation::subtract_from,
                           operation::multiply, operation::multiply_constant, operation::absolute, operation::minimum, operation::maximum, operation::minimum_constant,
                           operation::maximum_constant});
    if ((op == operation::add_where || op == operation::add_constant_where) && !c) return;
    // Often a constant that takes the results to the very end of the lane.
    int128 k = near(made);
    if (!made.values.empty() && d_.one_in(3)) {
        if (op == operation::add_constant || op == operation::add_constant_where) k = range_of(made.l).high - std::ranges::max(made.values);
        if (op == operation::subtract_from) k = range_of(made.l).low + std::ranges::max(made.values);
    }
    auto const small = [](int128 x) { return x < (int128{1} << 62) && x > -(int128{1} << 62); };
    bool fine = true;
    for (std::size_t i = 0; i != made.values.size(); ++i) {
        auto& v = made.values[i];
        auto const w = bs[i];
        if ((op == operation::multiply && (!small(v) || !small(w))) || (op == operation::multiply_constant && (!small(v) || !small(k)))) fine = false;
        if (!fine) return;
        switch (op) {
            case operation::add: v += w; break;
            case operation::add_constant: v += k; break;
            case operation::add_where: if (registers_[*c].values[i] != 0) v += w; break;
            case operation::add_constant_where: if (registers_[*c].values[i] != 0) v += k; break;
            case operation::subtract: v -= w; break;
            case operation::subtract_from: v = k - v; break;
            case operation::multiply: v *= w; break;
            case operation::multiply_constant: v *= k; break;
            case operation::absolute: v = v < 0 ? -v : v; break;
            case operation::minimum: v = std::min(v, w); break;
            case operation::maximum: v = std::max(v, w); break;
            case operation::minimum_constant: v = std::min(v, k); break;
            default: v = std::max(v, k);
        }
    }
    auto const ends = range_of(made.l);
    if (k < ends.low || k > ends.high) return;
    columnar::instruction i{op, made.l};
    i.a = *a;
    bool const binary = op == operation::add || op == operation::add_where || op == operation::subtract || op == operation::multiply || op == operation::minimum || op == operation::maximum;
    if (binary) i.b = *b;
    if (op == operation::add_where || op == operation::add_constant_where) i.c = *c;
    if (!binary && op != operation::absolute) i.constants = constant(k);
    put(i, std::move(made));
}

void maker::division(index domain) {
    auto const a = any_number(domain);
    if (!a) return;
    content made{registers_[*a].l, domain, registers_[*a].values};
    columnar::instruction i{operation::quotient_constant, made.l};
    i.a = *a;
    i.mode = static_cast<rounding>(d_.below(7));
    auto const b = any(domain, made.l);
    if (d_.one_in(2) && std::ranges::all_of(registers_[*b].values, [](int128 v) { return v > 0; })) {
        i.operation = operation::quotient;
        i.b = *b;
        for (std::size_t r = 0; r != made.values.size(); ++r) made.values[r] = quotient(made.values[r], registers_[*b].values[r], i.mode);
    } else {
        int128 const k = d_.one_in(4) ? std::max<int128>(near(made), 1) : d_.of({1, 2, 3, 5, 10, 7, 100, 25, 64, 127});
        i.constants = constant(k);
        for (auto& v : made.values) v = quotient(v, k, i.mode);
    }
    put(i, std::move(made));
}

void maker::comparisons(index domain) {
    content made{lane::bits, domain, {}};
    auto const op = d_.of({operation::within, operation::less, operation::less_equal, operation::equal, operation::equal_text, operation::bits_and, operation::bits_or,
                           operation::bits_and_not, operation::bits_xor, operation::bits_not});
    bool const of_bits = op >= operation::bits_and && op <= operation::bits_not;
    auto const a = of_bits ? any(domain, lane::bits) : op == operation::equal_text || (op == operation::equal && d_.one_in(4)) ? any(domain, lane::text) : any_number(domain);
    if (!a) return;
    auto const b = any(domain, registers_[*a].l);
    auto k = near(registers_[*a]), m = near(registers_[*a]);
    if (m < k && !d_.one_in(10)) std::swap(k, m);
    if (op == operation::equal_text) k = d_.below(made_.texts.size());
    for (std::size_t i = 0; i != registers_[*a].values.size(); ++i) {
        auto const v = registers_[*a].values[i], w = registers_[*b].values[i];
        bool x = false;
        switch (op) {
            case operation::within: x = k <= v && v <= m; break;
            case operation::less: x = v < w; break;
            case operation::less_equal: x = v <= w; break;
            case operation::equal: x = v == w; break;
            case operation::equal_text: x = v == k; break;
            case operation::bits_and: x = v != 0 && w != 0; break;
            case operation::bits_or: x = v != 0 || w != 0; break;
            case operation::bits_and_not: x = v != 0 && w == 0; break;
            case operation::bits_xor: x = v != w; break;
            default: x = v == 0;
        }
        made.values.push_back(x ? 1 : 0);
    }
    columnar::instruction i{op, registers_[*a].l};
    i.a = *a;
    if (op != operation::within && op != operation::equal_text && op != operation::bits_not) i.b = *b;
    if (op == operation::within || op == operation::equal_text) i.constants = constant(k, m);
    put(i, std::move(made));
}

void maker::choices(index domain) {
    auto const c = any(domain, lane::bits);
    auto const a = any(domain, d_.of({lane::bits, lane::u8, lane::i16, lane::i32, lane::i64, lane::i128, lane::text}));
    if (!c || !a) return;
    auto const l = registers_[*a].l;
    auto const b = any(domain, l);
    bool const number = l != lane::bits && l != lane::text;
    auto const op = number ? d_.of({operation::select, operation::select_constant, operation::select_constants}) : operation::select;
    auto const k = near(registers_[*a]), m = near(registers_[*a]);
    content made{l, domain, {}};
    for (std::size_t i = 0; i != registers_[*a].values.size(); ++i) {
        bool const x = registers_[*c].values[i] != 0;
        auto const v = registers_[*a].values[i];
        made.values.push_back(op == operation::select ? (x ? v : registers_[*b].values[i]) : op == operation::select_constant ? (x ? v : k) : x ? k : m);
    }
    columnar::instruction i{op, l};
    i.c = *c;
    if (op != operation::select_constants) i.a = *a;
    if (op == operation::select) i.b = *b;
    else i.constants = constant(k, m);
    put(i, std::move(made));
}

void maker::lookups(index domain) {
    auto const a = any_number(domain);
    if (!a || registers_[*a].l == lane::i128 || registers_[*a].values.empty()) return;
    auto const& from = registers_[*a].values;
    columnar::lookup table;
    table.result = d_.of({lane::bits, lane::u8, lane::i16, lane::i32, lane::i64});
    auto const ends = range_of(table.result);
    auto const entry = [&] { return static_cast<std::int64_t>(d_.one_in(2) ? ends.low + static_cast<int128>(d_.next()) % (ends.high - ends.low + 1) : int128(d_.below(2) + (table.result == lane::bits ? 0 : d_.below(90)))); };
    content made{table.result, domain, {}};
    columnar::instruction i{operation::look_up, registers_[*a].l};
    i.a = *a;
    auto const low = std::ranges::min(from), high = std::ranges::max(from);
    auto const b = any(domain, registers_[*a].l);
    if (d_.one_in(4)) {
        auto const b_low = std::ranges::min(registers_[*b].values), b_high = std::ranges::max(registers_[*b].values);
        if (high - low > 100 || b_high - b_low > 100) return;
        int128 const k = b_high - b_low + 1;
        auto const places = range_of(lane::i64);
        if (low * k + b_low < places.low || high * k + b_high > places.high) return;
        table.low = static_cast<std::int64_t>(low * k + b_low);
        for (int128 n = (high - low) * k + (b_high - b_low) + 1; n != 0; --n) table.entries.push_back(entry());
        for (std::size_t r = 0; r != from.size(); ++r) made.values.push_back(table.entries[static_cast<std::size_t>(from[r] * k + registers_[*b].values[r] - table.low)]);
        i.operation = operation::look_up_pair;
        i.b = *b;
        i.constants = constant(k);
        if (k > range_of(registers_[*a].l).high) return;
    } else if (high - low < 600 && d_.percent(70)) {
        table.low = static_cast<std::int64_t>(low);
        for (int128 n = high - low + 1; n != 0; --n) table.entries.push_back(entry());
        for (auto const v : from) made.values.push_back(table.entries[static_cast<std::size_t>(v - low)]);
    } else {
        table.dense = false;
        std::set<std::int64_t> bounds;
        for (int n = d_.one_in(4) ? d_.between(10, 300) : d_.between(1, 12); n != 0; --n) bounds.insert(static_cast<std::int64_t>(near(registers_[*a])));
        table.bounds.assign(bounds.begin(), bounds.end());
        for (std::size_t n = 0; n <= table.bounds.size(); ++n) table.entries.push_back(entry());
        for (auto const v : from)
            made.values.push_back(table.entries[static_cast<std::size_t>(std::ranges::upper_bound(table.bounds, v, [](int128 x, int128 y) { return x < y; }) - table.bounds.begin())]);
    }
    stage().lookups.push_back(table);
    i.table = static_cast<index>(stage().lookups.size() - 1);
    put(i, std::move(made));
}

void maker::moving(index domain) {
    if (domain != 0 && d_.one_in(2)) {
        auto const a = any(domain - 1, d_.of({lane::bits, lane::u8, lane::i16, lane::i32, lane::i64, lane::i128, lane::text}));
        if (!a) return;
        content made{registers_[*a].l, domain, {}};
        for (std::size_t p = 0; p != rows_[domain - 1]; ++p)
            for (auto e = offsets_[domain][p]; e != offsets_[domain][p + 1]; ++e) made.values.push_back(registers_[*a].values[p]);
        columnar::instruction i{operation::gather, made.l};
        i.a = *a;
        put(i, std::move(made));
        return;
    }
    if (d_.one_in(4)) {
        content made{d_.of({lane::bits, lane::u8, lane::i16, lane::i32, lane::i64, lane::i128, lane::text}), domain, {}};
        auto const k = made.l == lane::text ? int128(d_.below(made_.texts.size())) : near(made);
        made.values.assign(rows_[domain], k);
        columnar::instruction i{operation::fill, made.l};
        i.constants = constant(k);
        put(i, std::move(made));
        return;
    }
    auto const a = any_number(domain);
    if (!a) return;
    content made{d_.of({lane::u8, lane::i16, lane::i32, lane::i64, lane::i128}), domain, registers_[*a].values};
    if (made.l == registers_[*a].l) return;
    columnar::instruction i{operation::convert, registers_[*a].l};
    i.lane = made.l;
    i.a = *a;
    put(i, std::move(made));
}

void maker::dates(index domain) {
    auto const a = any(domain, lane::i32);
    if (!a || d_.one_in(2)) return;
    auto const from = registers_[*a].values;
    if (std::ranges::all_of(from, [](int128 v) { return v >= barem::first_day && v <= barem::last_day; })) {
        auto const op = d_.of({operation::year_of, operation::month_of, operation::day_of});
        content made{lane::i32, domain, {}};
        for (auto const v : from) {
            auto const civil = barem::date{static_cast<std::int32_t>(v)}.to_ymd();
            made.values.push_back(op == operation::year_of ? civil.year : static_cast<int>(op == operation::month_of ? civil.month : civil.day));
        }
        columnar::instruction i{op, lane::i32};
        i.a = *a;
        put(i, std::move(made));
    }
    auto const b = any(domain, lane::i32), c = any(domain, lane::i32);
    content is{lane::bits, domain, {}}, date{lane::i32, domain, {}};
    for (std::size_t i = 0; i != from.size(); ++i) {
        auto const y = from[i], m = registers_[*b].values[i], d = registers_[*c].values[i];
        bool const small = y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= 31;
        auto const found = small ? barem::date::from_ymd(static_cast<int>(y), static_cast<unsigned>(m), static_cast<unsigned>(d)) : std::nullopt;
        is.values.push_back(found ? 1 : 0);
        date.values.push_back(found ? found->days : 0);
    }
    columnar::instruction i{operation::is_date, lane::i32};
    i.a = *a;
    i.b = *b;
    i.c = *c;
    if (!put(i, is)) return;
    auto const known = static_cast<index>(registers_.size() - 1);
    i.operation = operation::make_date;
    if (!put(i, date)) return;
    hidden_.back() = 1;
    columnar::instruction choose{operation::select_constant, lane::i32};
    choose.a = static_cast<index>(registers_.size() - 1);
    choose.c = known;
    choose.constants = constant(0);
    put(choose, date);
}

/// Of the elements of each row of a parent, with or without a filter.
void maker::lists() {
    index const child = static_cast<index>(d_.between(1, 2)), parent = child - 1;
    auto const c = d_.one_in(3) ? std::nullopt : any(child, lane::bits);
    auto const op = d_.of({operation::element_count, operation::count_of, operation::any_of, operation::all_of, operation::sum_of, operation::sum_of, operation::minimum_of,
                           operation::maximum_of, operation::first_of, operation::latest_of});
    auto const a = op == operation::any_of || op == operation::all_of ? any(child, lane::bits)
                   : op == operation::first_of || op == operation::latest_of ? any(child, d_.of({lane::bits, lane::u8, lane::i16, lane::i32, lane::i64, lane::i128, lane::text}))
                                                                             : any_number(child);
    auto const by = any_number(child);
    if (!a || !by || (op == operation::count_of && !c)) return;
    bool const counts = op == operation::element_count || op == operation::count_of, truth = op == operation::any_of || op == operation::all_of;
    auto l = counts ? lane::i32 : truth ? lane::bits : registers_[*a].l;
    if (op == operation::sum_of && d_.percent(70)) l = d_.of({lane::i32, lane::i64, lane::i128});
    if (op == operation::sum_of && l < registers_[*a].l) l = registers_[*a].l;
    content made{l, parent, {}}, some{lane::bits, parent, {}};
    for (std::size_t p = 0; p != rows_[parent]; ++p) {
        int128 total = 0, count = 0, best = 0;
        bool all = true, one = false;
        int128 by_best = 0;
        for (auto at = offsets_[child][p]; at != offsets_[child][p + 1]; ++at) {
            auto const e = static_cast<std::size_t>(at);
            if (c && op != operation::element_count && registers_[*c].values[e] == 0) continue;
            auto const v = registers_[*a].values[e];
            if (op == operation::sum_of) total += v;
            if (v == 0) all = false;
            else one = true;
            bool better = count == 0;
            if (op == operation::minimum_of) better = better || v < best;
            if (op == operation::maximum_of) better = better || v > best;
            if (op == operation::latest_of) better = better || registers_[*by].values[e] >= by_best;
            if (better) best = v, by_best = registers_[*by].values[e];
            ++count;
        }
        some.values.push_back(count != 0 ? 1 : 0);
        made.values.push_back(counts ? count : op == operation::any_of ? one : op == operation::all_of ? all : op == operation::sum_of ? total : best);
    }
    columnar::instruction i{op, op == operation::sum_of ? l : registers_[*a].l};
    i.elements = child;
    if (!counts) i.a = *a;
    if (op == operation::latest_of) i.b = *by;
    if (c && op != operation::element_count) i.c = *c;
    if (counts) i.lane = lane::i32;
    if (!put(i, made)) return;
    if (counts || truth || op == operation::sum_of || std::ranges::all_of(some.values, [](int128 v) { return v != 0; })) return;
    if (made.l == lane::bits && op == operation::first_of) return;
    // Without an element the value is any: it is chosen away.
    hidden_.back() = 1;
    auto const value = static_cast<index>(registers_.size() - 1);
    columnar::instruction there{operation::element_count, lane::i32};
    if (c) {
        there.operation = operation::count_of;
        there.c = *c;
    }
    there.elements = child;
    content counted{lane::i32, parent, {}};
    for (std::size_t p = 0; p != rows_[parent]; ++p) {
        int128 n = 0;
        for (auto at = offsets_[child][p]; at != offsets_[child][p + 1]; ++at) n += !c || registers_[*c].values[static_cast<std::size_t>(at)] != 0 ? 1 : 0;
        counted.values.push_back(n);
    }
    if (!put(there, counted)) return;
    columnar::instruction any_there{operation::within, lane::i32};
    any_there.a = static_cast<index>(registers_.size() - 1);
    any_there.constants = constant(1, std::numeric_limits<std::int32_t>::max());
    if (!put(any_there, some)) return;
    auto const truth_register = static_cast<index>(registers_.size() - 1);
    auto const other = any(parent, made.l);
    if (!other) return;
    columnar::instruction choose{operation::select, made.l};
    choose.a = value;
    choose.b = *other;
    choose.c = truth_register;
    for (std::size_t p = 0; p != made.values.size(); ++p)
        if (some.values[p] == 0) made.values[p] = registers_[*other].values[p];
    put(choose, made);
}

void maker::operate() {
    auto const domain = static_cast<index>(d_.below(3));
    switch (d_.below(10)) {
        case 0: case 1: return arithmetic(domain);
        case 2: return division(domain);
        case 3: case 4: return comparisons(domain);
        case 5: return choices(domain);
        case 6: return lookups(domain);
        case 7: return moving(domain);
        case 8: return dates(domain);
        default: return lists();
    }
}

// ── what comes out ──────────────────────────────────────────────────────────────────────────────────────────────

void maker::yield(index r) {
    if (registers_[r].domain != 0 || hidden_[r] != 0) return;
    columnar::yield made;
    made.value = r;
    stage().yields.push_back(made);
    made_.wanted.push_back(registers_[r].values);
}

void maker::fallback() {
    made_.falls_back.assign(rows_[0], 0);
    auto const bits = any(0, lane::bits);
    if (!bits || d_.one_in(2)) return;
    stage().fallback = *bits;
    for (std::size_t i = 0; i != rows_[0]; ++i) made_.falls_back[i] = registers_[*bits].values[i] != 0 ? 1 : 0;
}

}  // namespace

random_program make_program(std::uint64_t seed, std::map<std::string, std::size_t>& operations) { return maker(seed, operations).run(); }

}  // namespace differential
