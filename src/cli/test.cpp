// barem test
#include "api/folder.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"
#include "cli/terminal.hpp"
#include "coverage/coverage.hpp"
#include "coverage/propose.hpp"
#include "examples/update.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include <unistd.h>

namespace barem::cli {

namespace {

struct test_options {
    std::vector<std::string> rules, severities;
    std::string root;
    std::string colour = "auto";
    std::string coverage;                   ///< text, json or lcov; empty: not asked for
    std::string out = standard_stream;
    std::string minimum;                    ///< percent
    std::string language = "en";
    bool propose = false, update = false, dry_run = false;

    [[nodiscard]] explain::language spoken() const { return language == "vi" ? explain::language::vi : explain::language::en; }

    [[nodiscard]] bool measures() const { return !coverage.empty() || !minimum.empty(); }
};

std::string verdict(std::string const& name, std::size_t passed, std::size_t all) {
    auto const examples = fmt::format("{} example{}", all, all == 1 ? "" : "s");
    if (all == 0) return fmt::format("{}: no examples\n", name);
    if (passed == all) return fmt::format("{}: {} passed\n", name, examples);
    return fmt::format("{}: {} of {} failed\n", name, all - passed, examples);
}

class tester {
public:
    explicit tester(test_options const& o) : o_(o) {
        if (o.coverage != "" && o.coverage != "text" && o.coverage != "json" && o.coverage != "lcov")
            throw failure("--coverage is text, json or lcov, found " + quote(o.coverage));
        if (o.out != standard_stream && o.coverage.empty()) throw failure("--output is for --coverage");
        if (o.dry_run && !o.update) throw failure("--dry-run is for --update");
        if (o.update && (o.measures() || o.propose)) throw failure("--update goes alone: update first, then measure");
        if (o.propose && !o.coverage.empty()) throw failure("--propose goes without --coverage: both would be printed");
        if (o.minimum.empty()) return;
        minimum_ = number::parse(o.minimum).value_or(number(-1));
        if (minimum_ < number(0) || minimum_ > number(100)) throw failure("--minimum is a number of percent from 0 to 100, found " + quote(o.minimum));
    }

    status all() {
        for (auto const& path : o_.rules) {
            try {
                one(path);
            } catch (failure const& why) {
                complain(why.what());
                ended_ = status::failed;
            }
        }
        show();
        return ended_;
    }

private:
    void one(std::string const& path) {
        if (o_.update && path == standard_stream && !o_.dry_run) throw failure("standard input cannot be updated in place: --dry-run shows what would change");
        auto const rules = load_rules(path, o_.root, {}, o_.severities);
        if (!rules) return worsen(status::findings);
        for (auto const& v : rules->versions()) {
            auto const& file = v.rules.inner().findings->name;
            auto const options = api::is_folder(path) ? options_for_folder(o_.root, o_.severities) : options_for({file, {}}, o_.root, o_.severities);
            if (o_.update) update(v.rules, options);
            else test(v.rules);
            if (o_.propose) proposals_ += coverage::to_text(file, coverage::propose(v.rules, options), o_.spoken());
        }
    }

    void test(ruleset const& rules) {
        auto const results = rules.run_examples();
        text_ += results.failures.to_text({.colour = use_colour(o_.colour, STDOUT_FILENO)});
        text_ += verdict(printable(results.failures.name), results.passed, rules.inner().rules().examples.size());
        if (results.failures.has_errors()) worsen(status::findings);
        if (o_.measures()) measure(rules);
    }

    void measure(ruleset const& rules) {
        auto const& measured = measured_.emplace_back(coverage::measure(rules.inner()));
        if (o_.minimum.empty() || measured.all().share() >= minimum_) return;
        auto const all = measured.all();
        complain(fmt::format("{}: the examples touch {} of {} places, less than {} %", printable(measured.file), all.touched, all.places, minimum_.to_exact()));
        worsen(status::findings);
    }

    void update(ruleset const& rules, compile_options const& options) {
        auto const& file = rules.inner().findings->name;
        auto const made = examples::update(rules, options);
        for (auto const& why : made.refused) complain(printable(why));
        if (!made.refused.empty()) {
            complain(fmt::format("{} is not updated: examples fail for another reason than another value", quote(file)));
            return worsen(status::findings);
        }
        text_ += made.difference;
        if (o_.dry_run) return worsen(made.changed == 0 ? status::well : status::findings);
        if (made.changed != 0) replace_file(file, made.text);
        std::cerr << fmt::format("{}: {} expected value{} changed\n", printable(file), made.changed, made.changed == 1 ? "" : "s");
    }

    /// What goes to standard output to be read by a program, or to be pasted, is alone there.
    void show() const {
        bool const is_report = !o_.coverage.empty() && o_.coverage != "text" && o_.out == standard_stream;
        if (is_report || o_.propose) std::cerr << text_;
        else print(text_);
        print(proposals_);
        if (o_.coverage.empty()) return;
        output out(o_.out);
        out.stream() << report();
        out.finish();
        out.publish();
    }

    [[nodiscard]] std::string report() const {
        if (o_.coverage == "json") return coverage::to_json(measured_);
        if (o_.coverage == "lcov") return coverage::to_lcov(measured_);
        std::string text;
        for (auto const& c : measured_) text += coverage::to_text(c, o_.spoken());
        return text;
    }

    void worsen(status s) { ended_ = std::max(ended_, s); }

    test_options const& o_;
    number minimum_;
    status ended_ = status::well;
    std::string text_, proposals_;
    std::vector<coverage::rule_set_coverage> measured_;
};

}  // namespace

void add_test(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("test", "run the examples of a rule set, and tell what they leave out");
    auto const o = std::make_shared<test_options>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    option::severities(command, o->severities);
    command.add_flag("--coverage{text}", o->coverage, "also tell which rows, levels and branches no example touches: text (the default), json or lcov");
    command.add_option("-o,--output", o->out, "write the coverage to this file, complete or not at all")->type_name("FILE");
    command.add_option("--minimum", o->minimum, "fail when the examples touch less than N percent of the places")->type_name("N");
    command.add_flag("--propose", o->propose, "print an example for each row and level that no example touches, to be pasted");
    option::language(command, o->language, "language of --coverage and --propose");
    command.add_flag("--update", o->update, "write the values that come out in the place of those that failing examples expect, for review");
    command.add_flag("--dry-run", o->dry_run, "show what --update would change, and change nothing");
    option::colour(command, o->colour);
    command.footer("Examples:\n"
                   "  barem test viet-yen-2015.barem\n"
                   "  barem test viet-yen-2015.barem --coverage\n"
                   "  barem test rules/*.barem --coverage=lcov -o barem.info --minimum 90\n"
                   "  barem test viet-yen-2015.barem --propose\n"
                   "  barem test viet-yen-2015.barem --update --dry-run");
    command.callback([o, &ended] { ended = tester(*o).all(); });
}

}  // namespace barem::cli
