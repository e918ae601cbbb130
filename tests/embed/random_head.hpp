#pragma once
// Random heads as structs, and the same records written as JSON.

#include "../../examples/embed/viet_yen.hpp"

#include <random>
#include <string>

namespace embed {

template <typename E>
std::string const& word_of(barem::word_list<E> const& words, E value) {
    for (std::size_t i = 0; i < words.values().size(); ++i)
        if (words.values()[i] == value) return words.texts()[i];
    throw std::logic_error("an enum value without a word");
}

class random_heads {
public:
    explicit random_heads(unsigned seed) : random_(seed) {}

    viet_yen::head next() {
        viet_yen::head h;
        h.id = "đơn vị " + std::to_string(++count_);
        h.block = "Khối " + std::to_string(below(3));
        h.unit_type = static_cast<viet_yen::unit>(below(2));
        h.has_procedures = coin();
        for (auto left = 1 + below(10); left > 0; --left) h.tasks.push_back(task());
        for (auto left = below(5); left > 0; --left) h.adhoc_tasks.push_back({static_cast<viet_yen::adhoc_outcome>(below(3))});
        for (auto left = below(3); left > 0; --left) h.history.push_back({2015 - static_cast<int>(left), static_cast<viet_yen::rating>(below(4))});
        h.innovative = coin();
        h.commended = coin();
        h.disciplined = below(10) == 0;
        h.conduct.one_stop = static_cast<viet_yen::desk>(below(6));
        h.conduct.culture = static_cast<viet_yen::manners>(below(3));
        h.conduct.disunity = below(10) == 0;
        h.conduct.reports_late = below(4);
        h.conduct.staff_warned = below(2);
        return h;
    }

private:
    unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
    bool coin() { return below(2) == 0; }

    viet_yen::task task() {
        viet_yen::task t;
        t.kind = static_cast<viet_yen::origin>(below(2));
        for (auto left = 1 + below(5); left > 0; --left) {
            auto& contents = t.indicators.emplace_back().contents;
            for (auto more = 1 + below(5); more > 0; --more) contents.push_back(content());
        }
        return t;
    }

    viet_yen::content content() {
        viet_yen::content c;
        c.routine = below(8) == 0;
        if (below(8) == 0) c.adjusted = static_cast<viet_yen::adjustment>(below(3));
        if (below(4) == 0) {
            c.measure = viet_yen::measuring::qualitative;
            c.outcome = below(8) == 0 ? viet_yen::content_outcome::failed_objective : viet_yen::content_outcome::completed;
        } else {
            c.on_time = below(8) != 0;
            c.volume = barem::number::ratio(1900 + below(400), 20);        // 95 to 115 by twentieths
        }
        return c;
    }

    std::mt19937 random_;
    unsigned count_ = 0;
};

inline std::string quoted(std::string const& text) { return '"' + text + '"'; }
inline std::string json(bool truth) { return truth ? "true" : "false"; }

template <typename Range, typename Write>
std::string json_list(Range const& range, Write write) {
    std::string text;
    for (auto const& element : range) text += (text.empty() ? "" : ",") + write(element);
    return '[' + text + ']';
}

inline std::string to_json(viet_yen::content const& c) {
    std::string text = R"({"measure":)" + quoted(word_of(viet_yen::measure_words, c.measure)) + R"(,"routine":)" + json(c.routine) + R"(,"adjusted":)"
                       + quoted(word_of(viet_yen::adjustment_words, c.adjusted));
    if (c.on_time) text += R"(,"on_time":)" + json(*c.on_time);
    if (c.volume) text += R"(,"volume":)" + c.volume->to_exact();
    if (c.outcome) text += R"(,"outcome":)" + quoted(word_of(viet_yen::content_outcome_words, *c.outcome));
    return text + '}';
}

inline std::string to_json(viet_yen::conduct const& c) {
    std::string text = R"({"one_stop":)" + quoted(word_of(viet_yen::desk_words, c.one_stop)) + R"(,"iso_missing":)" + json(c.iso_missing) + R"(,"culture":)"
                       + quoted(word_of(viet_yen::manners_words, c.culture)) + R"(,"disunity":)" + json(c.disunity) + R"(,"budget_violation":)"
                       + json(c.budget_violation) + R"(,"own_criteria_missing":)" + json(c.own_criteria_missing);
    auto const count = [&](char const* name, unsigned n) { text += ",\"" + std::string(name) + "\":" + std::to_string(n); };
    count("documents_corrected", c.documents_corrected);
    count("documents_suspended", c.documents_suspended);
    count("documents_annulled", c.documents_annulled);
    count("items_rejected", c.items_rejected);
    count("items_rejected_again", c.items_rejected_again);
    count("letters_criticising", c.letters_criticising);
    count("letters_urging", c.letters_urging);
    count("reports_late", c.reports_late);
    count("reports_missing", c.reports_missing);
    count("traffic_notices", c.traffic_notices);
    count("grave_violations", c.grave_violations);
    count("staff_prosecuted", c.staff_prosecuted);
    count("staff_dismissed", c.staff_dismissed);
    count("staff_warned", c.staff_warned);
    count("staff_reprimanded", c.staff_reprimanded);
    return text + '}';
}

inline std::string to_json(viet_yen::head const& h) {
    auto const indicator = [](viet_yen::indicator const& i) {
        return R"({"contents":)" + json_list(i.contents, [](viet_yen::content const& c) { return to_json(c); }) + '}';
    };
    auto const task = [&](viet_yen::task const& t) {
        return R"({"kind":)" + quoted(word_of(viet_yen::origin_words, t.kind)) + R"(,"indicators":)" + json_list(t.indicators, indicator) + '}';
    };
    auto const adhoc = [](viet_yen::adhoc const& a) { return R"({"outcome":)" + quoted(word_of(viet_yen::adhoc_outcome_words, a.outcome)) + '}'; };
    auto const year = [](viet_yen::earlier_year const& y) {
        return R"({"year":)" + std::to_string(y.year) + R"(,"rating":)" + quoted(word_of(viet_yen::rating_words, y.rating)) + '}';
    };
    return R"({"id":)" + quoted(h.id) + R"(,"block":)" + quoted(h.block) + R"(,"unit_type":)" + quoted(word_of(viet_yen::unit_words, h.unit_type))
           + R"(,"has_procedures":)" + json(h.has_procedures) + R"(,"tasks":)" + json_list(h.tasks, task) + R"(,"adhoc":)"
           + json_list(h.adhoc_tasks, adhoc) + R"(,"conduct":)" + to_json(h.conduct) + R"(,"innovative":)" + json(h.innovative) + R"(,"commended":)"
           + json(h.commended) + R"(,"history":)" + json_list(h.history, year) + R"(,"year":)" + std::to_string(h.year) + R"(,"disciplined":)"
           + json(h.disciplined) + '}';
}

}  // namespace embed
