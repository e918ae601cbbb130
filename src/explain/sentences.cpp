#include "explain/sentences.hpp"

#include "explain/amounts.hpp"
#include "explain/wording.hpp"

namespace barem::explain {

text sentence_of(derivation const& d) {
    text says = d.what.label;
    text const value = in_full(d.what.value);
    if (d.formula.empty()) {
        says = say(message::labelled, {says, value});
    } else {
        bool const is_plain = d.formula == d.what.value.shown || d.formula == d.what.value.bare;
        says += text::same(" = ") + d.formula;
        if (!is_plain) says += text::same(d.what.value.rounded ? " " : " = ") + value;
    }
    for (text const& b : d.bounds) says += text::same(", ") + b;
    if (!d.because.empty()) says += text::same(", ") + say(message::because, {both_of(d.because)});
    return says;
}

text sentence_of(verdict const& v) {
    if (v.because.empty()) return say(v.holds ? message::level_always : message::level_unknown, {v.label});
    return say(v.holds ? message::level_holds : message::level_fails, {v.label, v.holds ? both_of(v.because) : join(v.because, "; ")});
}

text sentence_of(hit const& h, bool with_argument) {
    text says = with_argument && !h.argument.empty() ? say(message::hit_for, {h.table, h.argument, h.row}) : say(message::hit, {h.table, h.row});
    says += text::same(" → ") + in_full_bare(h.result);
    if (!h.reading.empty()) says += text::same(", ") + h.reading;
    return says;
}

text exception_sentence(verdict const& v, amount const& value) {
    text const why = v.because.empty() ? say(message::unknown_value) : both_of(v.because);
    return v.holds ? say(message::exception_holds, {v.label, in_full(value), why}) : say(message::exception_fails, {v.label, join(v.because, "; ")});
}

}  // namespace barem::explain
