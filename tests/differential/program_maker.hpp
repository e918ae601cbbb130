#pragma once
// Makes random columnar programs. Inner header of programs.cpp and what is beside it.

#include "differential/dice.hpp"
#include "differential/program_values.hpp"
#include "differential/programs.hpp"

#include "columnar/kernels/kernel.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace differential {

class program_maker {
public:
    /// `operations` counts what was made, and what there is no kernel for.
    program_maker(std::uint64_t seed, std::map<std::string, std::size_t>& operations);

    random_program run();

private:
    using index = barem::program::index;
    using int128 = barem::int128;
    using lane = barem::columnar::lane;
    using operation = barem::columnar::operation;
    using instruction = barem::columnar::instruction;

    // program_columns.cpp
    void domains();
    void input(index domain);
    std::vector<int128> input_values(lane, std::size_t rows);
    barem::columnar::column stored(content const&);
    template <typename T>
    T* room(std::size_t count) { return reinterpret_cast<T*>(made_.memory.emplace_back(count * sizeof(T) / 16 + 2).data()); }

    // program_operations.cpp: an operation on registers that are there, or none where they do not fit
    void operate();
    void arithmetic(index domain);
    void division(index domain);
    void comparisons(index domain);
    void truths(index domain);
    void choices(index domain);
    void lookups(index domain);
    void look_up_pair(index domain);
    index add_lookup(barem::columnar::lookup, std::size_t entries);
    void moving(index domain);
    void dates(index domain);
    void lists();
    void choose_away(index value, index count);

    // programs.cpp
    /// Adds it if there is such a kernel and every result fits its lane; says which register it makes.
    std::optional<index> put(instruction, index domain);
    void hide(index r) { hidden_[r] = 1; }
    std::optional<index> any(index domain, lane);
    std::optional<index> any_number(index domain);
    lane any_lane();
    index constant(int128 k, int128 m = 0);
    int128 near(index r);
    int128 near(lane, std::vector<int128> const& values);
    [[nodiscard]] std::vector<int128> const& values(index r) const { return known_.registers[r].values; }
    [[nodiscard]] lane lane_of(index r) const { return r == barem::program::none ? lane::bits : known_.registers[r].lane; }
    void add_register(content);
    void yield(index r);
    void fallback();
    barem::columnar::stage& stage() { return made_.program.stages[0]; }

    dice d_;
    std::map<std::string, std::size_t>& operations_;
    barem::columnar::kernels::instruction_set set_;
    random_program made_;
    program_values known_;
    std::vector<char> hidden_;                  ///< by register: some of its values may be any
};

}  // namespace differential
