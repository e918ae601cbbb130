#include "conformance/groups.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <ostream>
#include <set>
#include <stdexcept>

namespace conformance {

namespace {

namespace fs = std::filesystem;
using stems = std::map<std::string, std::set<std::string>>;      // stem -> what follows it: ".barem", ".jsonl", "/"

fs::path const root = BAREM_SOURCE_DIR;
fs::path const folder = root / "tests" / "conformance";

class finder {
public:
    group_list run() {
        for (auto const& topic : fs::directory_iterator(folder))
            if (topic.is_directory() && topic.path().filename() != "reference") look_into(topic.path());
        std::ranges::sort(found_.groups, {}, [](group const& g) { return std::tie(g.topic, g.name); });
        return std::move(found_);
    }

private:
    void look_into(fs::path const& topic) {
        stems files;
        for (auto const& entry : fs::directory_iterator(topic)) {
            auto const name = entry.path().filename().string();
            auto const point = std::min(name.find('.'), name.size());
            files[name.substr(0, point)].insert(entry.is_directory() ? "/" : name.substr(point));
        }
        for (auto& [name, endings] : files) add(topic, name, endings);
    }

    void add(fs::path const& topic, std::string const& name, std::set<std::string> endings) {
        group g;
        g.topic = topic.filename().string();
        g.name = name;
        auto const take = [&](std::string const& ending) { return endings.erase(ending) ? topic / (name + ending) : fs::path(); };
        bool const has_folder = endings.erase("/") != 0;
        g.rules = take(".barem");
        if (g.rules.empty() && has_folder) g.rules = topic / name;
        g.roster = take(".jsonl");
        g.expected = take(".expected.jsonl");
        g.printed = take(".printed.jsonl");
        g.settings = take(".set.json");
        g.errors = take(".errors.json");
        g.refused = take(".refused.json");
        g.failures = take(".failures.json");
        if (auto const elsewhere = take(".files.json"); !elsewhere.empty()) name_files(g, elsewhere);
        check(g, endings);
        found_.groups.push_back(std::move(g));
    }

    void name_files(group& g, fs::path const& list) {
        auto const named = nlohmann::json::parse(read(list), nullptr, false);
        if (!named.is_object()) return mistake(g, "its list of files is no JSON object");
        for (auto const& [what, path] : named.items()) {
            auto* const file = what == "rules" ? &g.rules : what == "roster" ? &g.roster : what == "expected" ? &g.expected : nullptr;
            if (file == nullptr || !file->empty()) mistake(g, "`" + what + "` of its list of files is unknown or stands here as well");
            else *file = root / path.get<std::string>();
        }
    }

    void check(group const& g, std::set<std::string> const& rest) {
        for (auto const& ending : rest) mistake(g, "`" + ending + "` is no file of a group");
        if (g.rules.empty()) mistake(g, "there is no rule set");
        if (g.roster.empty() != (g.expected.empty() && g.printed.empty())) mistake(g, "a roster and what is expected of it come together");
        if (!g.settings.empty() && g.roster.empty()) mistake(g, "settings without a roster");
        if (g.roster.empty() && g.errors.empty() && g.refused.empty() && g.failures.empty()) mistake(g, "it asks nothing");
        for (auto const& file : {g.rules, g.roster, g.expected})
            if (!file.empty() && !fs::exists(file)) mistake(g, "there is no " + file.string());
    }

    void mistake(group const& g, std::string const& what) { found_.mistakes.push_back(g.topic + "/" + g.name + ": " + what); }

    group_list found_;
};

}  // namespace

std::ostream& operator<<(std::ostream& out, group const& g) { return out << g.topic << "/" << g.name; }

group_list const& all_groups() {
    static auto const found = finder().run();
    return found;
}

std::string read(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

}  // namespace conformance
