#include "columnar/evaluation.hpp"

#include "columnar/batch_domains.hpp"
#include "columnar/binding.hpp"
#include "columnar/kernels/kernel.hpp"
#include "columnar/register_file.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace barem::columnar {

/// Batches are cut so that no domain has more rows: a working set of the nearest caches, however long lists are.
constexpr std::size_t most_rows_of_domain = 4096;

/// An instruction with everything that does not change from batch to batch.
struct evaluation_step {
    kernels::kernel run = nullptr;
    index result = none, a = none, b = none, c = none;
    index domain = 0;
    index other = none;             ///< gather: the parent; lists: the elements
    kernels::segments_of_rows const* segments = nullptr;    ///< lists
    kernels::operands operands;
};

/// A stage made ready.
struct prepared_stage {
    prepared_stage(columnar_program const&, stage const&, batch_domains const&, kernels::instruction_set const&);
    void run(batch_domains const&, void* scratch);

    stage const* of;
    register_file registers;
    binding inputs;
    std::vector<kernels::lookup_table> tables;
    std::vector<int128> constants;
    std::vector<evaluation_step> steps;
    std::vector<void const*> pointers;      ///< by register
    std::vector<result_column> results;
};

namespace {

kernels::form form_of(stage const& s, instruction const& i) {
    auto const lane_of = [&](index r) { return r == none ? lane::bits : s.registers[r].lane; };
    return {i.operation, lane_of(i.result), lane_of(i.a), lane_of(i.b), i.c != none};
}

}  // namespace

prepared_stage::prepared_stage(columnar_program const& program, stage const& s, batch_domains const& domains, kernels::instruction_set const& set)
    : of(&s), registers(s, std::max<std::size_t>(1, program.domains.size())), inputs(s, set), tables(s.lookups.begin(), s.lookups.end()),
      constants(s.constants), pointers(s.registers.size(), nullptr), results(s.yields.size()) {
    constants.resize(constants.size() + 2);     // an instruction may have one and read two
    for (auto const& i : s.instructions) {
        evaluation_step made;
        made.run = kernels::find(set, form_of(s, i));
        if (made.run == nullptr)
            throw std::invalid_argument(std::string("no kernel for ") + name_of(i.operation) + " of lane " + name_of(form_of(s, i).a));
        made.result = i.result;
        made.a = i.a, made.b = i.b, made.c = i.c;
        made.domain = i.domain;
        if (i.operation == operation::gather) made.other = program.domains[i.domain].parent;
        if (i.elements != none) made.other = i.elements, made.segments = &domains.segments(i.elements, i.domain);
        if (i.constants != none) made.operands.constants = constants.data() + i.constants;
        if (i.table != none) made.operands.table = &tables[i.table];
        bool const texts = i.operation == operation::equal_text || (i.operation == operation::fill && s.registers[i.result].lane == lane::text);
        if (texts) made.operands.text = s.texts[static_cast<std::size_t>(s.constants[i.constants])];
        made.operands.mode = i.mode;
        steps.push_back(made);
    }
    for (std::size_t y = 0; y < s.yields.size(); ++y) {
        auto const& from = s.yields[y];
        if (from.value != none) results[y].lane = s.registers[from.value].lane;
        results[y].denominator = from.denominator;
        if (from.divisor != none) results[y].divisor_lane = s.registers[from.divisor].lane;
    }
}

void prepared_stage::run(batch_domains const& domains, void* scratch) {
    auto const pointer = [&](index r) { return r == none ? nullptr : pointers[r]; };
    for (auto& s : steps) {
        auto& o = s.operands;
        o.rows = domains[s.domain].rows;
        if (o.rows == 0) continue;
        o.result = const_cast<void*>(pointers[s.result]);      // of a register that an instruction writes: its own memory
        o.a = pointer(s.a), o.b = pointer(s.b), o.c = pointer(s.c);
        if (s.other != none) {
            o.others = domains[s.other].rows;
            o.segments = s.segments;
            o.offsets = s.segments != nullptr ? s.segments->offsets.data() : domains[s.domain].offsets.data();
        }
        o.scratch = scratch;
        s.run(o);
    }
}

namespace {

kernels::instruction_set chosen_set(std::string const& name) {
    auto const& sets = kernels::available_sets();
    if (name.empty()) return sets.back();
    for (auto const& s : sets)
        if (s.name == name) return s;
    throw std::invalid_argument("no instruction set `" + name + "` on this machine");
}

}  // namespace

std::vector<std::string> instruction_sets() {
    std::vector<std::string> names;
    for (auto const& s : kernels::available_sets()) names.push_back(s.name);
    return names;
}

struct evaluation::implementation {
    implementation(columnar_program const& p, evaluation_options const& o)
        : program(&p), options(o), domains(p), stages(p.stages.size()), rows(std::max<std::size_t>(1, p.domains.size()), 0) {
        if (options.batch_rows == 0) options.batch_rows = 1;
        auto const set = chosen_set(o.instruction_set);
        for (std::size_t s = 0; s < p.stages.size(); ++s) stages[s] = std::make_unique<prepared_stage>(p, p.stages[s], domains, set);
    }

    /// Memory for the rows at hand; registers point to their own.
    prepared_stage& ready(index stage) {
        auto& s = *stages[stage];
        std::size_t most = 0;
        for (std::size_t d = 0; d < rows.size(); ++d) {
            rows[d] = domains[static_cast<index>(d)].rows;
            most = std::max(most, rows[d]);
        }
        rows[0] = std::max(rows[0], std::min<std::size_t>(options.batch_rows, 1 << 16));
        // Those of inputs are set by every batch, the others only here.
        if (s.registers.reserve(rows))
            for (std::size_t r = 0; r < s.pointers.size(); ++r) s.pointers[r] = s.registers.memory(static_cast<index>(r));
        std::size_t const bytes = kernels::scratch_bytes(std::max(most, rows[0]));
        if (scratch.size() * 8 < bytes) scratch.resize(bytes / 8 + 1);
        return s;
    }

    void finish(prepared_stage& s) {
        if (s.of->fallback != none) fallback.set_words(s.pointers[s.of->fallback], domains[0].rows);
        auto const pointer = [&](index r) { return r == none ? nullptr : s.pointers[r]; };
        for (std::size_t y = 0; y < s.results.size(); ++y) {
            auto const& from = s.of->yields[y];
            s.results[y].data = pointer(from.value);
            s.results[y].given = static_cast<std::uint8_t const*>(pointer(from.given));
            s.results[y].divisor = pointer(from.divisor);
        }
        last = &s;
    }

    columnar_program const* program;
    evaluation_options options;
    batch_domains domains;
    fallback_rows fallback;
    std::vector<std::unique_ptr<prepared_stage>> stages;
    std::vector<std::size_t> rows;          ///< by domain
    std::vector<std::uint64_t> scratch;
    prepared_stage const* last = nullptr;
};

evaluation::evaluation(columnar_program const& program, evaluation_options const& options)
    : inner_(std::make_unique<implementation>(program, options)) {}
evaluation::~evaluation() = default;
evaluation::evaluation(evaluation&&) noexcept = default;
evaluation& evaluation::operator=(evaluation&&) noexcept = default;

std::size_t evaluation::run(record_columns const& records, std::size_t first, std::size_t count) {
    auto& e = *inner_;
    count = std::min(count, e.options.batch_rows);
    std::size_t const taken = e.domains.take(records, first, count, most_rows_of_domain, e.fallback);
    auto& stage = e.ready(0);
    stage.inputs.bind(e.domains, stage.registers, stage.pointers, e.fallback);
    stage.run(e.domains, e.scratch.data());
    e.finish(stage);
    return taken;
}

void evaluation::run(index number, stage_columns const& columns, std::size_t first, std::size_t count) {
    auto& e = *inner_;
    e.domains.take_flat(first, count);
    e.fallback.reset(count);
    auto& stage = e.ready(number);
    stage.inputs.bind(columns.values, columns.divisors, e.domains, stage.registers, stage.pointers, e.fallback);
    stage.run(e.domains, e.scratch.data());
    e.finish(stage);
}

std::span<result_column const> evaluation::results() const {
    if (inner_->last == nullptr) return {};
    return inner_->last->results;
}

std::uint8_t const* evaluation::fallback() const {
    return inner_->fallback.any ? reinterpret_cast<std::uint8_t const*>(inner_->fallback.words.data()) : nullptr;
}

}  // namespace barem::columnar
