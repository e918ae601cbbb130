#pragma once
// The parts of the analysis; each adds what it finds.

#include "check/analysis/bounds.hpp"
#include "check/analysis/goal.hpp"

#include <barem/limits.hpp>

#include <functional>

namespace barem::analysis {

/// levels.cpp: B1401, B1402, B1403, and B1312 where nothing was decided.
void analyse_levels(program::program const&, program::index record, program::member const&, estimator&, compile_limits const&, findings&);

/// tables.cpp: B1301, B1302, B1305, B1307, B1308, B1309, B1312, B1314.
void analyse_table(program::program const&, program::index table, estimator&, compile_limits const&, findings&);

/// conditions.cpp: B1404, B1405.
void analyse_conditions(program::program const&, estimator&, compile_limits const&, findings&);

/// duplicates.cpp: B1406.
void analyse_duplicates(program::program const&, findings&);

/// domains.cpp: looks at every use of a table or bands whose arguments have declared ranges: B1311 (error) when the argument always lies
/// outside, B1310 (warning) when a record shows that it may, B1312 when it may by its bounds and none was found.
void check_domains(program::program const&, compile_limits const&, findings&);

/// caps.cpp: B1316.
void analyse_caps(program::program const&, findings&);

/// order.cpp: B1317, B1318.
void analyse_order(program::program const&, findings&);

/// signs.cpp: B1320.
void analyse_signs(program::program const&, findings&);

/// fractions.cpp: B1319.
void analyse_fractions(program::program const&, findings&);

/// unreached_rows.cpp: B1405 of rows. `is_foreign`: tables of libraries, which others call as well.
void find_unreached_rows(program::program const&, std::function<bool(source_span)> const& is_foreign, findings&);

}  // namespace barem::analysis
