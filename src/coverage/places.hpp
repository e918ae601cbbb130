#pragma once
// The places of a rule set that an example may touch: rows of tables, levels, exceptions, rows of deductions, sides of branches.

#include "explain/text.hpp"
#include "plan/evaluation_tree.hpp"

#include <barem/report.hpp>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace barem::coverage {

using program::index;
using program::none;

enum class construct : std::uint8_t {
    band,
    row,            ///< of a table; its `otherwise` as well
    reading,        ///< of the gaps of bands, or of where they overlap
    level,          ///< of a classification; its `otherwise` as well
    exception,      ///< of a definition; that none holds as well
    deduction,      ///< a row of deductions
    branch,         ///< a side of `if`, `default`, `and` or `or`
};
inline constexpr std::array constructs{construct::band,  construct::row,       construct::reading, construct::level,
                                       construct::exception, construct::deduction, construct::branch};

/// "bands"
[[nodiscard]] std::string_view plural(construct);
/// "band"
[[nodiscard]] std::string_view singular(construct);
/// "band", "mức"
[[nodiscard]] explain::text name_of(construct);

struct place {
    construct form = construct::row;
    std::string of;                 ///< `volume_bonus`, `criterion.points`
    std::string says;               ///< what of it, as the text has it: `[1% .. 10%]`, `excellent`, `a >= 3` holds
    explain::text told;             ///< the same to people: “Excellent”, `a >= 3` holds
    std::string article;            ///< "Điều 5.2.a"; may be empty
    explain::text articles;         ///< "Art. 5.2.a", in the language of the report
    source_span where;
    std::string file;
    std::uint32_t line = 1, column = 1;
    std::size_t examples = 0;       ///< that touch it
    index table = none;             ///< band, row, reading
    index record = none, member = none;     ///< level, exception, deduction
    index part = none;              ///< which row, level or exception; as many as there are: `otherwise`, or that none holds
};

/// The places of a program, and where each is among them.
class place_list {
public:
    /// `text`: the sources that the spans of the program count in.
    place_list(plan::compiled const&, report const& text);

    [[nodiscard]] std::vector<place> const& all() const { return all_; }

    // none: it is no place, for it is always or never touched together with another.
    [[nodiscard]] index row(index table, index row) const { return find(rows_, table, row); }
    [[nodiscard]] index gaps(index table) const { return find(readings_, table, 0); }
    [[nodiscard]] index overlaps(index table) const { return find(readings_, table, 1); }
    [[nodiscard]] index case_of(index record, index member, index which) const;
    [[nodiscard]] index branch(index node, index side) const { return find(branches_, node, side); }

private:
    class finder;
    using key = std::pair<index, index>;
    [[nodiscard]] static index find(std::map<key, index> const& in, index a, index b) {
        auto const found = in.find({a, b});
        return found == in.end() ? none : found->second;
    }

    std::vector<place> all_;
    std::map<key, index> rows_, readings_, branches_;
    std::map<std::pair<key, index>, index> cases_;
};

}  // namespace barem::coverage
