#pragma once
// A rule set's columnar program, run on columns that a scenario owns.

#include "columnar/evaluation.hpp"
#include "columnar/record_columns.hpp"

#include <barem/ruleset.hpp>
#include <barem/shape.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace barem_bench {

class columnar_rules {
public:
    explicit columnar_rules(barem::ruleset rules);

    /// Why there is no columnar program; empty: there is one.
    [[nodiscard]] std::string const& refused() const;
    /// Instructions of the first stage: each is run once for every row of its domain.
    [[nodiscard]] std::size_t operations() const;

    /// What a batch gave: rows [first, first + rows) of the roster.
    /// Outputs of a roster in columns of their own lanes.
    class results {
    public:
        explicit results(std::size_t rows) : rows_(rows) {}
        /// An output as count / denominator; words and truths over 1. An absent one as 0 / 0.
        struct fraction { std::int64_t count = 0, denominator = 1; };
        [[nodiscard]] fraction at(std::size_t output, std::size_t row) const;
        [[nodiscard]] bool any_fell_back() const { return fell_back_; }

    private:
        friend class columnar_rules;
        struct output {
            barem::columnar::lane lane{}, divisor_lane{};
            std::int64_t denominator = 1;
            std::vector<std::byte> data, divisor;
            std::vector<std::uint8_t> given;
        };
        std::size_t rows_;
        std::vector<output> outputs_;
        bool fell_back_ = false;
    };

    /// Scores all rows, split into as many ranges as there are threads. `outputs`: in the order of the rule set's `output`, without those
    /// that rest on other records.
    void run(barem::columnar::record_columns const&, unsigned threads, results& outputs);

private:
    struct implementation;
    std::shared_ptr<implementation> inner_;
};

/// Columns of a record kind, all empty, to be filled by name.
class column_set {
public:
    column_set(barem::roster_shape const& shape, std::size_t record, std::size_t rows);
    column_set(barem::roster_shape const& shape, std::size_t rows) : column_set(shape, shape.roster, rows) {}

    [[nodiscard]] barem::columnar::record_columns const& view() const { return view_; }

    /// From here on, whether the values of columns are vouched for: within what is declared. Those of others are checked as they are read.
    void vouch(bool within_bounds) { vouched_ = within_bounds; }
    /// Truths of one byte each, or of one bit, least significant first.
    void truths(std::string_view field, std::uint8_t const* data, std::uint8_t const* given = nullptr);
    void packed_truths(std::string_view field, std::uint8_t const* data, std::uint8_t const* given = nullptr);
    /// Numbers, words and dates, as they are stored. Counts of 10^-places.
    template <typename T>
    void values(std::string_view field, T const* data, std::uint8_t places = 0, std::uint8_t const* given = nullptr) {
        add(field, storage_of<T>(), data, places, given);
    }
    void texts(std::string_view field, std::int32_t const* offsets, char const* bytes);
    void list(std::string_view field, std::int32_t const* offsets, column_set const& elements);
    void single(std::string_view field, column_set const& record);

private:
    template <typename T>
    static constexpr barem::columnar::storage storage_of() {
        using barem::columnar::storage;
        if constexpr (std::is_same_v<T, std::uint8_t>) return storage::u8;
        else if constexpr (std::is_same_v<T, std::int16_t>) return storage::i16;
        else if constexpr (std::is_same_v<T, std::int32_t>) return storage::i32;
        else return storage::i64;
    }
    void add(std::string_view field, barem::columnar::storage, void const* data, std::uint8_t places, std::uint8_t const* given);
    bool vouched_ = false;
    barem::record_shape const* shape_;
    barem::columnar::record_columns view_;
};

}  // namespace barem_bench
