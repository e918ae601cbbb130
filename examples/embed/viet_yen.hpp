#pragma once
// The records of rulesets/viet-yen-2015 as a program's own structs, and where barem finds each field in them.

#include <barem/bind.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace viet_yen {

// ── the program's own types: nothing of barem but its exact number ──────────────────────────────────────────────

enum class rating : std::uint8_t { not_completed, completed, good, excellent };
enum class unit : std::uint8_t { agency, commune };
enum class origin : std::uint8_t { common, own };
enum class measuring : std::uint8_t { quantitative, qualitative };
enum class adjustment : std::uint8_t { no, objective, subjective };
enum class content_outcome : std::uint8_t { completed, failed_objective, failed_subjective };
enum class adhoc_outcome : std::uint8_t { done_well, failed_subjective, failed_objective };
enum class desk : std::uint8_t { good, minor, fair, average, ineffective, not_implemented };
enum class manners : std::uint8_t { good, reminded, criticised };

// [structs]
struct content {
    measuring measure = measuring::quantitative;
    bool routine = false;
    adjustment adjusted = adjustment::no;
    std::optional<bool> on_time;                    // of a quantitative content
    std::optional<barem::number> volume;            // in percent of the plan
    std::optional<content_outcome> outcome;         // of a qualitative content
};

struct indicator { std::vector<content> contents; };

struct task {
    origin kind = origin::own;
    std::vector<indicator> indicators;
};
// [/structs]

struct adhoc { adhoc_outcome outcome = adhoc_outcome::done_well; };

struct earlier_year {
    int year = 0;
    viet_yen::rating rating = rating::good;
};

struct conduct {
    desk one_stop = desk::good;
    bool iso_missing = false;
    manners culture = manners::good;
    bool disunity = false, budget_violation = false, own_criteria_missing = false;
    unsigned documents_corrected = 0, documents_suspended = 0, documents_annulled = 0;
    unsigned items_rejected = 0, items_rejected_again = 0, letters_criticising = 0, letters_urging = 0;
    unsigned reports_late = 0, reports_missing = 0, traffic_notices = 0, grave_violations = 0;
    unsigned staff_prosecuted = 0, staff_dismissed = 0, staff_warned = 0, staff_reprimanded = 0;
};

struct head {
    std::string id, block;
    unit unit_type = unit::agency;
    bool has_procedures = false;
    std::vector<task> tasks;
    std::vector<adhoc> adhoc_tasks;
    viet_yen::conduct conduct;
    bool innovative = false, commended = false;
    std::vector<earlier_year> history;
    int year = 2015;
    bool disciplined = false;
};

// ── the words of the enums ──────────────────────────────────────────────────────────────────────────────────────

// [words]
inline barem::word_list<measuring> const measure_words{{measuring::quantitative, "quantitative"}, {measuring::qualitative, "qualitative"}};
inline barem::word_list<adjustment> const adjustment_words{
    {adjustment::no, "no"}, {adjustment::objective, "objective"}, {adjustment::subjective, "subjective"}};
// [/words]
inline barem::word_list<content_outcome> const content_outcome_words{{content_outcome::completed, "completed"},
                                                                     {content_outcome::failed_objective, "failed_objective"},
                                                                     {content_outcome::failed_subjective, "failed_subjective"}};
inline barem::word_list<adhoc_outcome> const adhoc_outcome_words{{adhoc_outcome::done_well, "done_well"},
                                                                 {adhoc_outcome::failed_subjective, "failed_subjective"},
                                                                 {adhoc_outcome::failed_objective, "failed_objective"}};
inline barem::word_list<origin> const origin_words{{origin::common, "common"}, {origin::own, "own"}};
inline barem::word_list<unit> const unit_words{{unit::agency, "agency"}, {unit::commune, "commune"}};
inline barem::word_list<rating> const rating_words{
    {rating::not_completed, "not_completed"}, {rating::completed, "completed"}, {rating::good, "good"}, {rating::excellent, "excellent"}};
inline barem::word_list<desk> const desk_words{{desk::good, "good"},       {desk::minor, "minor"},             {desk::fair, "fair"},
                                               {desk::average, "average"}, {desk::ineffective, "ineffective"}, {desk::not_implemented, "not_implemented"}};
inline barem::word_list<manners> const manners_words{{manners::good, "good"}, {manners::reminded, "reminded"}, {manners::criticised, "criticised"}};

// ── the bindings ────────────────────────────────────────────────────────────────────────────────────────────────

// [bindings]
inline barem::binding<task> task_binding() {
    auto const contents = barem::binding<content>("content")
        .field("measure", &content::measure, measure_words)
        .field("routine", &content::routine)
        .field("adjusted", &content::adjusted, adjustment_words)
        .field("on_time", &content::on_time)
        .field("volume", &content::volume)
        .field("outcome", &content::outcome, content_outcome_words);
    auto const indicators = barem::binding<indicator>("indicator").field("contents", &indicator::contents, contents);
    return barem::binding<task>("task").field("kind", &task::kind, origin_words).field("indicators", &task::indicators, indicators);
}
// [/bindings]

inline barem::binding<conduct> conduct_binding() {
    return barem::binding<conduct>("conduct")
        .field("one_stop", &conduct::one_stop, desk_words)
        .field("iso_missing", &conduct::iso_missing)
        .field("culture", &conduct::culture, manners_words)
        .field("disunity", &conduct::disunity)
        .field("budget_violation", &conduct::budget_violation)
        .field("own_criteria_missing", &conduct::own_criteria_missing)
        .field("documents_corrected", &conduct::documents_corrected)
        .field("documents_suspended", &conduct::documents_suspended)
        .field("documents_annulled", &conduct::documents_annulled)
        .field("items_rejected", &conduct::items_rejected)
        .field("items_rejected_again", &conduct::items_rejected_again)
        .field("letters_criticising", &conduct::letters_criticising)
        .field("letters_urging", &conduct::letters_urging)
        .field("reports_late", &conduct::reports_late)
        .field("reports_missing", &conduct::reports_missing)
        .field("traffic_notices", &conduct::traffic_notices)
        .field("grave_violations", &conduct::grave_violations)
        .field("staff_prosecuted", &conduct::staff_prosecuted)
        .field("staff_dismissed", &conduct::staff_dismissed)
        .field("staff_warned", &conduct::staff_warned)
        .field("staff_reprimanded", &conduct::staff_reprimanded);
}

inline barem::binding<head> head_binding() {
    auto const year = barem::binding<earlier_year>("year")
        .field("year", &earlier_year::year)
        .field("rating", &earlier_year::rating, rating_words);
    auto const adhoc_task = barem::binding<adhoc>("adhoc").field("outcome", &adhoc::outcome, adhoc_outcome_words);
    return barem::binding<head>("head")
        .field("id", &head::id)
        .field("block", &head::block)
        .field("unit_type", &head::unit_type, unit_words)
        .field("has_procedures", &head::has_procedures)
        .field("tasks", &head::tasks, task_binding())
        .field("adhoc", &head::adhoc_tasks, adhoc_task)
        .field("conduct", &head::conduct, conduct_binding())
        .field("innovative", &head::innovative)
        .field("commended", &head::commended)
        .field("history", &head::history, year)
        .field("year", &head::year)
        .field("disciplined", &head::disciplined);
}

}  // namespace viet_yen
