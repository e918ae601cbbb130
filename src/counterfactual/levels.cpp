#include "counterfactual/levels.hpp"

#include "api/literal.hpp"
#include "io/expectation.hpp"
#include "io/text_form.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::counterfactual {

using explain::context;
using program::type_kind;

index frame_of(context& c, level const& l) {
    index frame = 0;
    for (auto const& [list, position] : l.steps) frame = c.traced.children(frame, list).first + position;
    return frame;
}

std::string path_of(context& c, level const& l) {
    auto const& name = c.rules.records[l.record].members[l.member].name;
    auto const around = c.traced.path(frame_of(c, l));
    return around.empty() ? name : around + "." + name;
}

namespace {

/// The classifications of a record and its parts.
class finder {
public:
    explicit finder(context& c) : c_(c) { collect(0, {}); }

    result<level, issues> find(std::string_view text) {
        auto const equals = text.find('=');
        auto const wanted = equals == std::string_view::npos ? text : text.substr(equals + 1);
        auto const path = equals == std::string_view::npos ? std::string_view() : text.substr(0, equals);
        std::vector<level> found;
        bool is_known = path.empty();
        for (level l : all_) {
            if (path.empty() ? !is_main(l) || type_of(l).kind != type_kind::word : path_of(c_, l) != path) continue;
            is_known = true;
            auto v = value_of(l, wanted);
            if (!v || !gives(l, *v)) continue;
            l.value = std::move(*v);
            found.push_back(std::move(l));
        }
        if (!is_known) return unknown(fmt::format("there is no classification `{}`", path), path, paths());
        if (found.size() > 1) keep_outputs(found);
        if (found.size() == 1) return std::move(found.front());
        if (found.empty()) return unknown(fmt::format("there is no level `{}`{}", wanted, path.empty() ? "" : fmt::format(" of `{}`", path)), wanted, names(path));
        std::string ways;
        for (auto const& l : found) ways += fmt::format("{}`{}={}`", ways.empty() ? "" : ", ", path_of(c_, l), wanted);
        return problem(fmt::format("several classifications have the level `{}`: name one of {}", wanted, ways), wanted);
    }

private:
    void collect(index frame, std::vector<std::pair<index, index>> const& steps) {
        auto const record = c_.record_of(frame);
        auto const& members = c_.rules.records[record].members;
        for (index m = 0; m != members.size(); ++m)
            if (members[m].kind == program::member_kind::classification) all_.push_back({steps, record, m, {}});
        for (index list = 0; list != c_.tree.records[record].lists.size(); ++list) {
            auto const children = c_.traced.children(frame, list);
            for (index i = 0; i != children.count; ++i) {
                auto inside = steps;
                inside.emplace_back(list, i);
                collect(children.first + i, inside);
            }
        }
    }

    [[nodiscard]] program::type const& type_of(level const& l) const { return c_.rules.records[l.record].members[l.member].type; }

    /// Of the record itself, or of a single record in it.
    bool is_main(level const& l) { return std::ranges::find(c_.main_frames(), frame_of(c_, l)) != c_.main_frames().end(); }

    std::optional<value> value_of(level const& l, std::string_view text) const {
        auto const& type = type_of(l);
        if (auto v = api::read_value(c_.rules, type, text)) return v;
        if (type.kind != type_kind::word || io::find_invalid_utf8(text) != std::string::npos) return std::nullopt;
        auto const stored = io::to_nfc(std::string(text));
        auto const& words = c_.rules.enums[type.of].words;
        for (index w = 0; w != words.size(); ++w) {
            auto const label = explain::label_of(words[w].shown, words[w].name);
            if (label.en == stored || label.vi == stored) return value(word{w});
        }
        return std::nullopt;
    }

    /// Whether some level may give the value: it is that, or it is computed.
    [[nodiscard]] bool gives(level const& l, value const& v) const {
        return std::ranges::any_of(c_.tree.records[l.record].members[l.member].levels, [&](plan::level const& one) {
            auto const& node = c_.node(one.value);
            return node.operation != plan::operation::constant || c_.tree.constants[node.target] == v;
        });
    }

    void keep_outputs(std::vector<level>& found) const {
        auto const& outputs = c_.tree.records[c_.rules.roster_record].outputs;
        auto const is_output = [&](level const& l) { return l.steps.empty() && std::ranges::find(outputs, l.member) != outputs.end(); };
        if (std::ranges::count_if(found, is_output) == 1) std::erase_if(found, [&](level const& l) { return !is_output(l); });
    }

    // ── what there is ──

    std::vector<std::string> paths() {
        std::vector<std::string> made;
        for (auto const& l : all_) made.push_back(path_of(c_, l));
        return made;
    }

    /// `rating=good`; those of lists are not told one by one.
    std::vector<std::string> names(std::string_view path) {
        std::vector<std::string> made;
        for (auto const& l : all_) {
            auto const own = path_of(c_, l);
            if (type_of(l).kind != type_kind::word || (path.empty() ? !is_main(l) : own != path)) continue;
            for (index w = 0; w != c_.rules.enums[type_of(l).of].words.size(); ++w)
                if (gives(l, word{w})) made.push_back(own + "=" + c_.rules.enums[type_of(l).of].words[w].name);
        }
        return made;
    }

    static issues problem(std::string message, std::string_view found) {
        issue made;
        made.expected = "a level";
        made.found = found;
        made.message = std::move(message);
        return {std::move(made)};
    }

    static issues unknown(std::string message, std::string_view wanted, std::vector<std::string> const& there_are) {
        constexpr std::size_t most = 20;
        std::vector<std::string_view> names;
        for (auto const& name : there_are) names.push_back(std::string_view(name).substr(name.find('=') + 1));
        if (auto const meant = io::meant_by(wanted, names); !meant.empty()) return problem(fmt::format("{}; did you mean `{}`?", message, meant), wanted);
        std::string list;
        for (std::size_t i = 0; i != std::min(most, there_are.size()); ++i) list += fmt::format("{}`{}`", i == 0 ? "" : ", ", there_are[i]);
        if (there_are.size() > most) list += ", …";
        std::string_view const says = there_are.empty() ? "; this rule set has none" : there_are.size() == 1 ? "; there is " : "; there are ";
        return problem(fmt::format("{}{}{}", message, says, list), wanted);
    }

    context& c_;
    std::vector<level> all_;
};

}  // namespace

result<level, issues> find_level(context& c, std::string_view text) { return finder(c).find(text); }

}  // namespace barem::counterfactual
