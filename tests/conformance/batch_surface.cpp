// The batch pipeline in this process: the columnar executor where a rule set can be lowered, a batch of a few rows at a time.

#include "conformance/surface.hpp"

#include "batch/score.hpp"

#include <barem/barem.hpp>

#include <gtest/gtest.h>

#include <stdexcept>

namespace conformance {

namespace {

namespace fs = std::filesystem;

barem::family rules_of(fs::path const& path, settings const& values) {
    auto made = [&] {
        if (!fs::is_directory(path)) return barem::family(barem::compile_file(path.string()).value());
        return barem::compile_folder(path.string()).value();
    }();
    for (auto const& [parameter, value] : values) made = made.with_parameter(parameter, value).value();
    return made;
}

rejected of(barem::batch::rejection const& why) {
    rejected made{why.line, {}, {}};
    if (why.id) made.id = std::string(*why.id);
    for (auto const& p : why.problems) made.problems.push_back({p.path, p.rule});
    return made;
}

/// Says how many records the columnar executor was sure of.
class sure_records : public testing::Environment {
public:
    void add(barem::batch::score_summary const& done) {
        in_columns_ += done.in_columns;
        scored_ += done.scored;
    }
    /// A batch that falls back everywhere would agree as well, and prove nothing.
    void TearDown() override {
        if (scored_ == 0) return;
        std::cout << "batch: " << in_columns_ << " of " << scored_ << " scored records in columns\n";
        if (scored_ > 1000) { EXPECT_GE(in_columns_ * 100, scored_ * 65); }     // some constructs are left to the scalar executor
    }

private:
    std::uint64_t in_columns_ = 0, scored_ = 0;
};

auto* const records = static_cast<sure_records*>(testing::AddGlobalTestEnvironment(new sure_records));

class batches : public surface {
public:
    std::string name() const override { return "batch"; }

    answer score(fs::path const& rules, fs::path const& roster, settings const& values, numbers how) override {
        auto const with = rules_of(rules, values);
        barem::batch::roster_options reading;
        reading.format = barem::batch::roster_format::json_lines;
        reading.part_bytes = 4096;
        auto const source = barem::batch::open_roster(with, barem::batch::open_file(roster.string()), {}, reading);
        barem::batch::score_options options;
        options.threads = 2;
        options.batch_rows = 7;
        options.results.exact = how == numbers::exact;
        std::string text;
        answer given;
        barem::batch::score_watch watch;
        watch.results = [&](std::string_view bytes) { text += bytes; };
        watch.rejected = [&](barem::batch::rejection const& why) { given.rejections.push_back(of(why)); };
        records->add(barem::batch::score(with, *source, options, watch));
        given.results = lines_of(text);
        return given;
    }

    // The pipeline has no part in these.
    std::vector<finding> errors(fs::path const& rules) override { return api_->errors(rules); }
    std::vector<finding> failures(fs::path const& rules) override { return api_->failures(rules); }
    bool refuses(fs::path const& rules, std::string const& parameter, std::string const& value) override { return api_->refuses(rules, parameter, value); }

private:
    std::unique_ptr<surface> api_ = api_surface();
};

}  // namespace

std::unique_ptr<surface> batch_surface() { return std::make_unique<batches>(); }

}  // namespace conformance
