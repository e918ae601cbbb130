#pragma once
// How a description is made; see describe().

#include "diff/description.hpp"

#include <fmt/format.h>

namespace barem::diff {

class describer {
public:
    using index = program::index;

    explicit describer(program::program const& p) : p_(p), tell_(p) {}
    item run() const;

private:
    // description.cpp: what is declared beside records
    item make(what, std::string name, program::label const&, program::notes const& = {}) const;
    item enumeration(program::enumeration const&) const;
    item calendar(program::calendar const&) const;
    item parameter(program::parameter const&) const;
    item table(index) const;
    item row(index table, program::table_row const&) const;

    // describe_records.cpp
    item record(index) const;
    item input(index record, program::member const&) const;
    item computed(index record, program::member const&) const;
    void levels(index record, std::vector<program::row_level> const&, item& into) const;
    void deductions(index record, program::deduction_table const&, item& into) const;
    void among_others(index record, program::member const&, item& into) const;

    // describe_examples.cpp
    item example(program::example const&) const;
    phrase datum(program::datum const&, index record) const;
    phrase path(std::vector<program::path_step> const&, index record) const;

    program::program const& p_;
    narrator tell_;
};

inline void say_of(item& of, aspect which, phrase says) {
    if (!says.empty()) of.says.emplace_back(which, std::move(says));
}

}  // namespace barem::diff
