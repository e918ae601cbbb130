#pragma once
// The columns of a result: the key of the roster record, then its outputs.

#include <barem/value.hpp>

#include "check/program.hpp"

#include <string>
#include <string_view>

namespace barem::io {

class result_columns {
public:
    explicit result_columns(program::program const& program) : program_(program), kind_(program.records[program.roster_record]) {}

    [[nodiscard]] program::member const& key() const { return kind_.members[program_.key_member]; }
    [[nodiscard]] std::size_t count() const { return kind_.outputs.size(); }
    [[nodiscard]] program::member const& output(std::size_t i) const { return kind_.members[kind_.outputs[i].member]; }

    [[nodiscard]] program::enumeration::word const& word_of(std::size_t i, word w) const {
        return program_.enums[output(i).type.of].words[w.index];
    }
    [[nodiscard]] std::string number_text(std::size_t i, number const& n, bool exact) const {
        return exact ? n.to_exact() : n.to_fixed(kind_.outputs[i].digits);
    }

private:
    program::program const& program_;
    program::record_kind const& kind_;
};

}  // namespace barem::io
