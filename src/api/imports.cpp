#include "api/imports.hpp"

#include "parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>

namespace barem::api {
namespace {

grammar::parse_limits parsing(compile_limits const& limits) {
    grammar::parse_limits made;
    made.max_source_bytes = limits.max_source_bytes;
    made.max_nesting = limits.max_nesting;
    made.max_errors = limits.max_findings;
    made.max_declarations = limits.max_declarations;
    return made;
}

class loader {
public:
    loader(loaded& out, compile_options const& options) : out_(out), options_(options) {}

    void run() {
        auto parsed = grammar::parse(out_.text, parsing(options_.compile));
        take(std::move(parsed.findings));
        out_.tree = std::move(parsed.tree);
        if (out_.tree.is_library) refuse_foreign(out_.tree);
        way_.push_back(out_.findings.name);
        follow(out_.tree.imports);
    }

private:
    void follow(std::vector<ast::import_declaration> const& imports);
    [[nodiscard]] result<imported_source, std::string> resolve(ast::import_declaration const& import) const;
    void add(ast::import_declaration const& import, imported_source source);
    void refuse_foreign(ast::rule_set const& library);
    bool within_limits(ast::import_declaration const& import, imported_source const& source);
    void take(std::vector<diagnostic> findings) { std::ranges::move(findings, std::back_inserter(out_.findings.findings)); }

    diagnostic& error(std::string code, source_span where, std::string message) {
        auto& d = out_.findings.findings.emplace_back();
        d.code = std::move(code);
        d.message = std::move(message);
        d.labels.push_back({where, {}});
        return d;
    }

    loaded& out_;
    compile_options const& options_;
    std::vector<std::string> way_;          ///< names of the files that are being read, each imported by the one before
    std::size_t bytes_ = 0;                 ///< imported so far
    bool exceeded_ = false;                 ///< a limit: nothing more is read
};

void loader::follow(std::vector<ast::import_declaration> const& imports) {
    for (auto const& import : imports) {
        if (exceeded_ || out_.findings.findings.size() >= options_.compile.max_findings) return;
        if (!options_.imports) {
            error("B0003", import.where, "a text without a file cannot import").help = "compile the file, or give a resolver of imports";
            continue;
        }
        auto found = resolve(import);
        if (!found) error("B0002", import.where, fmt::format("cannot import `{}`: {}", import.path, found.error()));
        else {
            auto const first = out_.tree.libraries.size();
            add(import, std::move(*found));
            if (way_.size() == 1) out_.came_in.push_back({import.path, import.where, first, out_.tree.libraries.size() - first});
        }
    }
}

/// The resolver is the caller's, and may throw. Memory that runs out is no matter of this import.
result<imported_source, std::string> loader::resolve(ast::import_declaration const& import) const {
    try {
        return options_.imports(import.path, way_.back());
    } catch (std::bad_alloc const&) {
        throw;
    } catch (std::exception const& thrown) {
        return std::string(thrown.what());
    } catch (...) {
        return std::string("the resolver of imports failed");
    }
}

void loader::add(ast::import_declaration const& import, imported_source source) {
    if (auto const from = std::ranges::find(way_, source.name); from != way_.end()) {
        auto& d = error("B0004", import.where, from + 1 == way_.end() ? fmt::format("`{}` imports itself", source.name)
                                                                      : fmt::format("`{}` is imported by what it imports", source.name));
        d.notes.push_back(fmt::format("the way round: {} -> {}", fmt::join(from, way_.end(), " -> "), source.name));
        d.help = "move what both need into a library of its own";
        return;
    }
    bool const known = std::ranges::any_of(out_.findings.imported, [&](auto const& i) { return i.name == source.name; });
    if (known || !within_limits(import, source)) return;
    auto const begin = out_.text.size() + 1;
    (out_.text += '\n') += source.text;
    way_.push_back(source.name);
    out_.findings.imported.push_back(std::move(source));
    auto parsed = grammar::parse(out_.text, parsing(options_.compile), begin);
    bool const readable = std::ranges::none_of(parsed.findings, [](diagnostic const& d) { return d.severity == severity::error; });
    take(std::move(parsed.findings));
    if (readable && !parsed.tree.is_library) {
        auto& d = error("B0005", import.where, fmt::format("`{}` is no library", import.path));
        d.labels.push_back({parsed.tree.id.where, "a rule set begins here"});
        d.help = "a file that is imported begins with `library` and a name";
    } else {
        refuse_foreign(parsed.tree);
        auto& to = out_.tree;
        std::ranges::move(parsed.tree.acknowledgements, std::back_inserter(to.acknowledgements));
        to.libraries.push_back({parsed.tree.id, parsed.tree.language, parsed.tree.cites, parsed.tree.article_word,
                                {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(out_.text.size() + 1)}});
        std::ranges::move(parsed.tree.units, std::back_inserter(to.units));
        std::ranges::move(parsed.tree.calendars, std::back_inserter(to.calendars));
        std::ranges::move(parsed.tree.enums, std::back_inserter(to.enums));
        std::ranges::move(parsed.tree.tables, std::back_inserter(to.tables));
        follow(parsed.tree.imports);
    }
    way_.pop_back();
}

bool loader::within_limits(ast::import_declaration const& import, imported_source const& source) {
    auto const& limits = options_.compile;
    bytes_ += source.text.size();
    exceeded_ = out_.findings.imported.size() >= limits.max_imported_files || bytes_ > limits.max_imported_bytes;
    if (!exceeded_) return true;
    if (bytes_ > limits.max_imported_bytes) error("B0008", import.where, fmt::format("what is imported has more than {} bytes", limits.max_imported_bytes));
    else error("B0008", import.where, fmt::format("more than {} files are imported", limits.max_imported_files));
    out_.findings.findings.back().help = "import less, or raise the limit";
    return false;
}

/// What belongs to a rule set only.
void loader::refuse_foreign(ast::rule_set const& library) {
    auto const refuse = [&](source_span where, std::string_view what) {
        error("B0006", where, fmt::format("a library has no {}", what)).help =
            "a library holds units, calendars, enums, bands, tables and imports; the rest belongs to the rule set";
    };
    for (auto const& p : library.parameters) refuse(p.id.where, "parameters");
    for (auto const& r : library.records) refuse(r.id.where, "records");
    for (auto const& c : library.cohorts) refuse(c.record.where, "cohorts");
    for (auto const& s : library.samples) refuse(s.id.where, "samples");
    for (auto const& e : library.call_examples) refuse(e.call.where, "examples");
    for (auto const& e : library.record_examples) refuse(e.shown.where, "examples");
}

}  // namespace

loaded load(std::string_view text, std::string_view name, compile_options const& options) {
    loaded made;
    made.findings.name = name;
    made.findings.text = text;
    made.text = text;
    loader(made, options).run();
    return made;
}

}  // namespace barem::api
