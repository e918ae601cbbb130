#pragma once
// Columns in the making: memory for the rows of one part, as columnar/layout.hpp wants them. Used again for later parts.

#include "check/program.hpp"
#include "columnar/layout.hpp"
#include "columnar/record_columns.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace barem::batch {

/// An array that grows without setting what it gains.
template <typename T>
class plain_array {
public:
    [[nodiscard]] T* data() { return items_.get(); }
    [[nodiscard]] T const* data() const { return items_.get(); }
    T& operator[](std::size_t i) { return items_[i]; }
    [[nodiscard]] std::size_t capacity() const { return capacity_; }
    /// Room for `size` items; the first `kept` stay.
    void reserve(std::size_t size, std::size_t kept) {
        if (size <= capacity_) return;
        auto larger = std::make_unique_for_overwrite<T[]>(size);
        if (kept > 0) std::memcpy(larger.get(), items_.get(), kept * sizeof(T));
        items_ = std::move(larger);
        capacity_ = size;
    }

private:
    std::unique_ptr<T[]> items_;
    std::size_t capacity_ = 0;
};

/// One scalar field. Truths and `given` are one byte each until finish().
class column_memory {
public:
    static constexpr std::size_t text_slack = 16;       ///< writable bytes behind any text

    column_memory() = default;
    column_memory(program::program const&, program::member const& input);

    [[nodiscard]] bool has_column() const { return layout_.storage != columnar::storage::none; }
    [[nodiscard]] columnar::field_layout const& layout() const { return layout_; }
    template <typename T>
    [[nodiscard]] T* items() { return reinterpret_cast<T*>(data_.data()); }
    [[nodiscard]] std::uint8_t* given() { return given_.data(); }

    /// What stands where nothing is given; within bounds.
    [[nodiscard]] std::int64_t filler() const { return filler_; }
    void set_integer(std::size_t row, std::int64_t n) {
        switch (layout_.storage) {
            case columnar::storage::bits:
            case columnar::storage::u8: items<std::uint8_t>()[row] = static_cast<std::uint8_t>(n); break;
            case columnar::storage::i16: items<std::int16_t>()[row] = static_cast<std::int16_t>(n); break;
            case columnar::storage::i32: items<std::int32_t>()[row] = static_cast<std::int32_t>(n); break;
            case columnar::storage::i64: items<std::int64_t>()[row] = n; break;
            default: break;
        }
        given_[row] = 1;
    }
    /// The same, for the last row so far: up to seven bytes behind it are set to anything.
    void append_integer(std::size_t row, std::int64_t n) {
        static_assert(std::endian::native == std::endian::little);
        std::memcpy(data_.data() + row * width_, &n, sizeof n);
        given_[row] = 1;
    }
    /// False when the column would hold more text than it can.
    [[nodiscard]] bool set_text(std::size_t row, std::string_view text);
    void set_absent(std::size_t row) {
        set_filler(row);
        given_[row] = 0;
    }

    void reserve(std::size_t rows, std::size_t kept);
    [[nodiscard]] columnar::column finish(std::size_t rows);

private:
    void set_filler(std::size_t row);

    columnar::field_layout layout_;
    std::size_t width_ = 0;
    std::int64_t filler_ = 0;
    bool optional_ = false;
    plain_array<char> data_;                    // text: rows + 1 offsets
    plain_array<std::uint8_t> given_;
    plain_array<char> text_;
    plain_array<std::uint8_t> bits_, given_bits_;
};

struct table_memory;

/// A list of records, or a single record.
struct list_memory {
    bool is_list = false, optional = false;
    plain_array<std::int32_t> offsets;          ///< list: of rows + 1
    plain_array<std::uint8_t> given;            ///< single record: one byte each
    plain_array<std::uint8_t> given_bits;
    std::unique_ptr<table_memory> elements;
};

/// The rows of one record kind at one place of the roster's record.
struct table_memory {
    table_memory(program::program const&, program::index kind);

    /// Room for `count` rows more, here and in the single records of the rows.
    void make_room(std::size_t count) {
        if (rows + count > capacity) grow(rows + count);
    }
    void clear();
    /// Forgets the rows from that one on, and what belongs to them.
    void rewind(std::size_t to);
    /// A row of nothing, of a single record that is not given.
    void add_absent_row();
    [[nodiscard]] columnar::record_columns finish();

    program::record_kind const* kind;
    std::size_t rows = 0, capacity = 0;
    std::vector<column_memory> values;          ///< by value slot
    std::vector<list_memory> lists;             ///< by list slot

private:
    void grow(std::size_t needed);
};

/// Hands out memory, and takes it back when the last view of it is gone. Safe from any thread.
class memory_pool : public std::enable_shared_from_this<memory_pool> {
public:
    explicit memory_pool(program::program const& rules) : rules_(rules) {}
    [[nodiscard]] std::shared_ptr<table_memory> take();

private:
    program::program const& rules_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<table_memory>> free_;
};

}  // namespace barem::batch
