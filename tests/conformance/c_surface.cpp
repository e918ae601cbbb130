// The C interface.

#include "conformance/surface.hpp"

#include "c/owned.hpp"

#include <stdexcept>

namespace conformance {

namespace {

namespace fs = std::filesystem;
using namespace c_test;

void expect(barem_status status, std::initializer_list<barem_status> among, problems const& why) {
    if (std::ranges::find(among, status) == among.end()) throw std::runtime_error("status " + std::to_string(status) + ": " + as_text(why));
}

rules loaded(fs::path const& path, settings const& values = {}) {
    rules made;
    problems found;
    auto const name = path.string();
    expect(barem_load_file(name.data(), name.size(), nullptr, made.out(), found.out()), {BAREM_OK}, found);
    for (auto const& [parameter, value] : values) {
        rules changed;
        expect(barem_with_parameter(made.get(), parameter.data(), parameter.size(), value.data(), value.size(), changed.out(), found.out()), {BAREM_OK},
               found);
        made = std::move(changed);
    }
    return made;
}

/// Those of one line stand together.
std::vector<rejected> rejections_of(problems const& found) {
    std::vector<rejected> all;
    for (std::size_t i = 0; i != barem_problems_count(found.get()); ++i) {
        auto const p = problem_at(found, i);
        if (all.empty() || all.back().line != p.record_line)
            all.push_back({p.record_line, p.record_id.size == 0 ? std::nullopt : std::optional(string(p.record_id)), {}});
        all.back().problems.push_back({string(p.path), string(p.rule)});
    }
    return all;
}

std::vector<finding> errors_among(problems const& found) {
    std::vector<finding> errors;
    for (std::size_t i = 0; i != barem_problems_count(found.get()); ++i)
        if (auto const p = problem_at(found, i); p.severity == BAREM_ERROR) errors.push_back({string(p.code), p.line, string(p.file)});
    return errors;
}

class c_interface : public surface {
public:
    std::string name() const override { return "c"; }

    answer score(fs::path const& path, fs::path const& roster, settings const& values, numbers how) override {
        auto const with = loaded(path, values);
        auto const lines = read(roster);
        results scored;
        problems found;
        expect(barem_score_lines(with.get(), lines.data(), lines.size(), scored.out(), found.out()), {BAREM_OK, BAREM_PARTLY}, found);
        answer given;
        given.rejections = rejections_of(found);
        for (std::size_t i = 0; i != barem_results_count(scored.get()); ++i) {
            text line;
            problems why;
            expect(barem_results_json(scored.get(), i, how == numbers::exact ? BAREM_EXACT : BAREM_PRINTED, line.out(), why.out()), {BAREM_OK}, why);
            given.results.push_back(string(line));
        }
        return given;
    }

    std::vector<finding> errors(fs::path const& path) override {
        problems found;
        auto const name = path.string();
        expect(barem_check_file(name.data(), name.size(), nullptr, found.out()), {BAREM_OK, BAREM_REFUSED}, found);
        return errors_among(found);
    }

    std::vector<finding> failures(fs::path const& path) override {
        problems found;
        expect(barem_rules_run_examples(loaded(path).get(), nullptr, found.out()), {BAREM_OK, BAREM_REFUSED}, found);
        return errors_among(found);
    }

    bool refuses(fs::path const& path, std::string const& parameter, std::string const& value) override {
        rules changed;
        problems found;
        auto const status = barem_with_parameter(loaded(path).get(), parameter.data(), parameter.size(), value.data(), value.size(), changed.out(), found.out());
        expect(status, {BAREM_OK, BAREM_REFUSED}, found);
        return status == BAREM_REFUSED;
    }
};

}  // namespace

std::unique_ptr<surface> c_surface() { return std::make_unique<c_interface>(); }

}  // namespace conformance
