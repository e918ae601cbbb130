// Conditions as texts, so that a condition that holds is known again where it is required.
#include "check/facts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {
namespace {

using program::expression;
using program::expression_kind;

constexpr std::size_t longest = 1000;

class writer {
public:
    writer(context& c, frames const& around) : c_(c), around_(around) {}

    /// Negations are moved inward and operands sorted: `not a and b` being false reads like `not b or a` being true.
    std::optional<std::string> condition(expression const& e, bool holds) {
        switch (e.kind) {
            case expression_kind::logical_not: return condition(e.operands[0], !holds);
            case expression_kind::logical_and:
            case expression_kind::logical_or: return connective(e, holds);
            case expression_kind::not_equal: return atom("=", e.operands, !holds, true);
            case expression_kind::equal: return atom("=", e.operands, holds, true);
            case expression_kind::less: return atom("<", e.operands, holds, false);
            case expression_kind::greater_equal: return atom("<", e.operands, !holds, false);
            case expression_kind::greater: return atom("<", {e.operands[1], e.operands[0]}, holds, false);
            case expression_kind::less_equal: return atom("<", {e.operands[1], e.operands[0]}, !holds, false);
            default: break;
        }
        auto made = value(e);
        if (made && !holds) made->insert(0, "!");
        return made;
    }

private:
    std::optional<std::string> connective(expression const& e, bool holds) {
        std::vector<std::string> parts;
        if (!collect(e, e.kind, holds, parts)) return std::nullopt;
        std::ranges::sort(parts);
        return join((e.kind == expression_kind::logical_and) == holds ? "and" : "or", parts);
    }

    bool collect(expression const& e, expression_kind kind, bool holds, std::vector<std::string>& parts) {
        if (e.kind == kind) return std::ranges::all_of(e.operands, [&](auto const& o) { return collect(o, kind, holds, parts); });
        auto text = condition(e, holds);
        if (text && parts.size() < longest) parts.push_back(std::move(*text));
        return text.has_value() && parts.size() < longest;
    }

    std::optional<std::string> atom(std::string_view name, std::vector<expression> const& operands, bool holds, bool sorted) {
        std::vector<std::string> parts;
        for (auto const& o : operands) {
            auto text = value(o);
            if (!text) return std::nullopt;
            parts.push_back(std::move(*text));
        }
        if (sorted) std::ranges::sort(parts);
        return join(holds ? std::string(name) : fmt::format("!{}", name), parts);
    }

    std::optional<std::string> value(expression const& e) {
        std::vector<std::string> parts;
        switch (e.kind) {
            case expression_kind::aggregate: return std::nullopt;
            case expression_kind::constant: return write_value(c_.out, e.literal, e.type);
            case expression_kind::field:
            case expression_kind::parent: {
                auto const at = locate(c_, around_, e.scope);
                return fmt::format("field {} {} {} {}", at.element, at.up, fmt::join(at.through, "."), fmt::join(path_of(e), "."));
            }
            default: break;
        }
        for (auto const& o : e.operands) {
            auto text = value(o);
            if (!text) return std::nullopt;
            parts.push_back(std::move(*text));
        }
        for (auto const& i : e.in)
            for (auto const* bounds : {&i.low, &i.high}) {
                auto text = bounds->empty() ? std::optional<std::string>("any") : value(bounds->front());
                if (!text) return std::nullopt;
                parts.push_back(fmt::format("{}{}", (bounds == &i.low ? i.low_closed : i.high_closed) ? "=" : "", *text));
            }
        return join(fmt::format("{}:{}:{}", static_cast<int>(e.kind), e.target, static_cast<int>(e.mode)), parts);
    }

    static std::optional<std::string> join(std::string_view name, std::vector<std::string> const& parts) {
        std::size_t size = 0;
        for (auto const& p : parts) size += p.size();
        if (size > longest) return std::nullopt;
        return fmt::format("{}({})", name, fmt::join(parts, ","));
    }

    context& c_;
    frames const& around_;
};

}  // namespace

std::optional<std::string> condition_text(context& c, program::expression const& e, bool holds, frames const& around) {
    return writer(c, around).condition(e, holds);
}

}  // namespace barem::check
