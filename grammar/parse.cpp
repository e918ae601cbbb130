// The only translation unit that instantiates the grammar.
#include "expression_rules.hpp"
namespace barem::grammar { ast::expression try1(std::string_view src) {
  session s(src, tokenise(src, 1000, 10), {});
  node n; auto f = s.begin(); auto const l = s.end();
  x3::parse(f, l, x3::with<session_tag>(s)[expression], n);
  return n; } }
