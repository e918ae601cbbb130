// Rule sets are compiled and checked.
#include "c/objects.hpp"

#include <barem/family.hpp>
#include <barem/witness.hpp>

#include <filesystem>

using namespace barem::c;

namespace {

using reports = std::vector<barem::report>;

barem::import_resolver resolver(barem_load_options const& from) {
    return [imports = from.imports, context = from.import_context](std::string_view path, std::string_view importer)
               -> barem::result<barem::imported_source, std::string> {
        barem_import found{};
        auto const status = imports(context, path.data(), path.size(), importer.data(), importer.size(), &found);
        try {
            auto const read = std::string(bytes(found.text.data, found.text.size, "text"));
            if (status != 0) return as_utf8(read.empty() ? "the host does not have it" : read);
            auto const name = bytes(found.name.data, found.name.size, "name");
            return barem::imported_source{as_utf8(std::string(name.empty() ? path : name)), read};
        } catch (misuse const& m) {
            return "the host gives as its " + m.parameter + ", instead of " + m.expected + ", " + m.found;
        }
    };
}

template <typename To, typename From>
void set_limit(To& limit, From given) {
    if (given != 0) limit = static_cast<To>(given);
}

struct loading {
    std::string name;
    barem::compile_options compile;
    bool find_records = false;
};

loading options_of(barem_load_options const* options) {
    auto const read = read_struct(options, "options");
    auto const name = text(read.name.data, read.name.size, "options->name");
    loading made{name.empty() ? "rule set" : std::string(name), {}, read.find_records != 0};
    made.compile.root = text(read.root.data, read.root.size, "options->root");
    if (read.imports != nullptr) made.compile.imports = resolver(read);
    set_limit(made.compile.compile.max_source_bytes, read.max_source_bytes);
    set_limit(made.compile.records.max_record_bytes, read.max_record_bytes);
    set_limit(made.compile.records.max_list_elements, read.max_list_elements);
    set_limit(made.compile.records.max_steps, read.max_steps);
    return made;
}

bool is_folder(std::string const& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored);
}

/// A path as the system takes it: it ends at the first zero byte.
std::string path_of(char const* path, std::size_t size) {
    auto const read = text(path, size, "path");
    if (read.empty()) throw misuse{"path", "the path of a file or of a folder", "an empty text"};
    if (auto const zero = read.find('\0'); zero != std::string_view::npos)
        throw misuse{"path", "a path", "a zero byte at offset " + std::to_string(zero)};
    return std::string(read);
}

barem_status tell(barem_problems** problems, reports found) {
    bool errors = false;
    auto list = std::make_unique<problem_list>();
    for (auto& r : found) {
        errors = errors || r.has_errors();
        add(*list, std::move(r));
    }
    give_problems(problems, std::move(list));
    return errors ? BAREM_REFUSED : BAREM_OK;
}

barem_status loaded(barem_rules** rules, barem_problems** problems, barem::result<barem::family, reports> made) {
    if (!made) {
        (void)tell(problems, std::move(made.error()));
        return BAREM_REFUSED;
    }
    (void)tell(problems, made->findings());
    give(rules, std::make_unique<rules_object>(std::move(*made)));
    return BAREM_OK;
}

barem::result<barem::family, reports> single(barem::result<barem::ruleset, barem::report> made) {
    if (!made) return reports{std::move(made.error())};
    return barem::family(std::move(*made));
}

barem::result<barem::family, reports> compile_path(std::string const& path, barem::compile_options const& options) {
    return is_folder(path) ? barem::compile_folder(path, options) : single(barem::compile_file(path, options));
}

}  // namespace

extern "C" {

barem_status barem_load(const char* text, size_t size, const barem_load_options* options, barem_rules** rules, barem_problems** problems) {
    return call(problems, [&] {
        clear(rules, "rules");
        auto const source = bytes(text, size, "text");
        auto const how = options_of(options);
        return loaded(rules, problems, single(barem::compile(source, how.name, how.compile)));
    });
}

barem_status barem_load_file(const char* path, size_t size, const barem_load_options* options, barem_rules** rules, barem_problems** problems) {
    return call(problems, [&] {
        clear(rules, "rules");
        auto const file = path_of(path, size);
        return loaded(rules, problems, compile_path(file, options_of(options).compile));
    });
}

barem_status barem_check(const char* text, size_t size, const barem_load_options* options, barem_problems** problems) {
    return call(problems, [&] {
        auto const source = bytes(text, size, "text");
        auto const how = options_of(options);
        return tell(problems, {how.find_records ? barem::check_rules_with_records(source, how.name, how.compile)
                                                : barem::check_rules(source, how.name, how.compile)});
    });
}

barem_status barem_check_file(const char* path, size_t size, const barem_load_options* options, barem_problems** problems) {
    return call(problems, [&] {
        auto const file = path_of(path, size);
        auto const how = options_of(options);
        if (!is_folder(file))
            return tell(problems, {how.find_records ? barem::check_file_with_records(file, how.compile) : barem::check_file(file, how.compile)});
        auto made = barem::compile_folder(file, how.compile);
        return tell(problems, made ? made->findings() : std::move(made.error()));
    });
}

}  // extern "C"
