#pragma once
// All of barem but the binding of C++ structs, which is <barem/bind.hpp>.

#include <barem/catalog.hpp>
#include <barem/counterfactual.hpp>
#include <barem/diagnostic.hpp>
#include <barem/explanation.hpp>
#include <barem/family.hpp>
#include <barem/fix.hpp>
#include <barem/issue.hpp>
#include <barem/limits.hpp>
#include <barem/number.hpp>
#include <barem/outcome.hpp>
#include <barem/report.hpp>
#include <barem/result.hpp>
#include <barem/roster.hpp>
#include <barem/ruleset.hpp>
#include <barem/sarif.hpp>
#include <barem/value.hpp>
#include <barem/version.hpp>
