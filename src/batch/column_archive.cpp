#include "batch/column_archive.hpp"

#include <cstring>

namespace barem::batch {

namespace {

using columnar::storage;

std::size_t width_of(storage s) {
    switch (s) {
        case storage::none:
        case storage::bits:
        case storage::text: return 0;
        case storage::bytes:
        case storage::u8:
        case storage::i8: return 1;
        case storage::u16:
        case storage::i16: return 2;
        case storage::u32:
        case storage::i32: return 4;
        case storage::u64:
        case storage::i64: return 8;
        case storage::i128: return 16;
        case storage::text64:
        case storage::views:
        case storage::f64: break;       // only in columns of a host, which do not wait
    }
    return 0;
}

std::size_t size_of_bits(std::size_t bits) { return (bits + 7) / 8; }

class writer {
public:
    explicit writer(bytes& out) : out_(out), start_(out.size()) {}

    void records(columnar::record_columns const& from) {
        number(from.rows);
        number(from.values.size());
        number(from.lists.size());
        for (auto const& c : from.values) column(c, from.rows);
        for (auto const& l : from.lists) list(l, from.rows);
    }

private:
    void number(std::uint64_t n) { raw(&n, sizeof n); }
    void raw(void const* from, std::size_t size) {
        auto const* first = static_cast<std::byte const*>(from);
        out_.insert(out_.end(), first, first + size);
    }
    /// Whether it is there, how long it is, and the bytes.
    void part(void const* from, std::size_t size) {
        number(from == nullptr ? 0 : 1);
        if (from == nullptr) return;
        number(size);
        out_.resize(start_ + (out_.size() - start_ + 15) / 16 * 16);
        raw(from, size);
        out_.resize(start_ + (out_.size() - start_ + 7) / 8 * 8);
    }
    void column(columnar::column const& c, std::size_t rows) {
        std::size_t const elements = c.offset + rows;
        number(static_cast<std::uint64_t>(c.storage));
        number(c.places);
        number(c.offset);
        if (c.empty()) return;
        part(c.given, size_of_bits(elements));
        if (c.storage == storage::text) {
            part(c.data, (elements + 1) * sizeof(std::int32_t));
            part(c.text_bytes, static_cast<std::size_t>(static_cast<std::int32_t const*>(c.data)[elements]));
        } else {
            part(c.data, c.storage == storage::bits ? size_of_bits(elements) : elements * width_of(c.storage));
        }
    }
    void list(columnar::list_column const& l, std::size_t rows) {
        number(l.present ? 1 : 0);
        if (!l.present) return;
        part(l.offsets, (rows + 1) * sizeof(std::int32_t));
        part(l.given, size_of_bits(l.given_offset + rows));
        number(l.given_offset);
        records(l.elements.front());
    }

    bytes& out_;
    std::size_t start_;
};

class reader {
public:
    explicit reader(std::span<std::byte const> in) : in_(in) {}

    columnar::record_columns records() {
        columnar::record_columns made;
        made.rows = number();
        made.values.resize(number());
        made.lists.resize(number());
        for (auto& c : made.values) column(c);
        for (auto& l : made.lists) list(l);
        return made;
    }

private:
    std::uint64_t number() {
        std::uint64_t n = 0;
        std::memcpy(&n, in_.data() + at_, sizeof n);
        at_ += sizeof n;
        return n;
    }
    std::byte const* part() {
        if (number() == 0) return nullptr;
        auto const size = number();
        at_ = (at_ + 15) / 16 * 16;
        auto const* const made = in_.data() + at_;
        at_ = (at_ + size + 7) / 8 * 8;
        return made;
    }
    void column(columnar::column& c) {
        c.storage = static_cast<columnar::storage>(number());
        c.places = static_cast<std::uint8_t>(number());
        c.offset = number();
        if (c.empty()) return;
        c.given = reinterpret_cast<std::uint8_t const*>(part());
        c.data = part();
        if (c.storage == storage::text) c.text_bytes = reinterpret_cast<char const*>(part());
    }
    void list(columnar::list_column& l) {
        l.present = number() != 0;
        if (!l.present) return;
        l.offsets = reinterpret_cast<std::int32_t const*>(part());
        l.given = reinterpret_cast<std::uint8_t const*>(part());
        l.given_offset = number();
        l.elements.push_back(records());
    }

    std::span<std::byte const> in_;
    std::size_t at_ = 0;
};

}  // namespace

void archive(columnar::record_columns const& columns, bytes& out) { writer(out).records(columns); }

columnar::record_columns unarchived(std::span<std::byte const> archive) { return reader(archive).records(); }

}  // namespace barem::batch
