#pragma once
// What is asked: an executor, or a way to reach one. A new one is one more class.

#include "conformance/groups.hpp"

#include <compare>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace conformance {

struct problem {
    std::string path, rule;
    friend auto operator<=>(problem const&, problem const&) = default;
};

/// A record without a result.
struct rejected {
    std::size_t line = 0;                   ///< of the roster, from 1
    std::optional<std::string> id;          ///< empty where it is not known, or the surface does not tell it
    std::vector<problem> problems;
    bool of_columns = false;                ///< its columns were refused before anything of their values was looked at: paths have no positions
};

enum class numbers { exact, printed };

struct answer {
    std::vector<std::string> results;       ///< result lines in the order of the roster
    std::vector<rejected> rejections;
    // Of a surface that cannot say or tell everything.
    std::map<std::size_t, std::string> unsaid;  ///< lines of the roster that it could not be asked, and why
    bool is_one_cohort = false;                 ///< whether a record without which the others have other results may be among them
    std::map<std::string, unsigned> digits;     ///< of outputs that are told rounded half up
    bool has_order = true;                      ///< whether problems come in the order of the text
};

/// An error of a rule set, or an example that does not hold.
struct finding {
    std::string code;
    std::size_t line = 0;
    std::string file;                       ///< as the surface names it
};

/// What cannot be answered at all is thrown as a std::exception.
class surface {
public:
    virtual ~surface() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    virtual answer score(std::filesystem::path const& rules, std::filesystem::path const& roster, settings const& values, numbers how) = 0;
    virtual std::vector<finding> errors(std::filesystem::path const& rules) = 0;
    virtual std::vector<finding> failures(std::filesystem::path const& rules) = 0;
    virtual bool refuses(std::filesystem::path const& rules, std::string const& parameter, std::string const& value) = 0;
};

std::unique_ptr<surface> api_surface();         ///< the C++ interface: the scalar executor
std::unique_ptr<surface> explanation_surface(); ///< what explanations tell of each result
std::unique_ptr<surface> batch_surface();       ///< the pipeline for rosters of any size: the columnar executor
std::unique_ptr<surface> program_surface();     ///< the program: barem score, barem check
std::unique_ptr<surface> c_surface();           ///< the C interface
std::unique_ptr<surface> arrow_surface();       ///< tables: the C Data Interface of Arrow

std::vector<std::unique_ptr<surface>> const& surfaces();

/// The errors in a report as JSON.
std::vector<finding> errors_of(std::string const& report);

}  // namespace conformance
