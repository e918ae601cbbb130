// What can be wrong, as data: a rule set, a record, a parameter, an argument.

#include <barem/barem.h>

#include <stdio.h>
#include <string.h>

// [text]
static const char faulty[] =
    "ruleset exams \"Exams\"\n"
    "language en\n"
    "unit points \"points\"\n"
    "record pupil \"Pupil\" {\n"
    "  key id : text\n"
    "  input written \"Written test\" : points 0..10 decimals 1\n"
    "  let total \"Total\" = 2 * writen\n"
    "  output total(1)\n"
    "}\n";
// [/text]

static const char sound[] =
    "ruleset exams \"Exams\"\n"
    "language en\n"
    "unit points \"points\"\n"
    "record pupil \"Pupil\" {\n"
    "  key id : text\n"
    "  input written \"Written test\" : points 0..10 decimals 1\n"
    "  let total \"Total\" = 2 * written\n"
    "  output total(1)\n"
    "}\n";

// [print]
// Prints the problems of a call and frees them.
static void print_problems(barem_problems* problems) {
    barem_problem p = {.struct_size = sizeof p};
    for (size_t i = 0; i < barem_problems_count(problems); ++i) {
        if (barem_problems_get(problems, i, &p, NULL) != BAREM_OK) break;
        if (p.kind == BAREM_PROBLEM_RULES)
            printf("%s in line %zu, column %zu: %s (%s)\n", p.code.data, p.line, p.column, p.message.data, p.help.data);
        else
            printf("%s | expected %s | found %s\n", p.path.data, p.expected.data, p.found.data);
    }
    barem_free(problems);
}
// [/print]

int main(void) {
    barem_rules* rules = NULL;
    barem_rules* what_if = NULL;
    barem_results* results = NULL;
    barem_problems* problems = NULL;

    // [rules]
    if (barem_load(faulty, strlen(faulty), NULL, &rules, &problems) == BAREM_REFUSED) {
        barem_text* report = NULL;
        if (barem_problems_text(problems, &report, NULL) == BAREM_OK) fputs(barem_text_data(report), stdout);
        barem_free(report);
        print_problems(problems);
    }
    // [/rules]

    // [records]
    static const char record[] = "{\"id\": \"B\", \"writen\": 7}";
    if (barem_load(sound, strlen(sound), NULL, &rules, &problems) != BAREM_OK) return 1;
    if (barem_score_json(rules, record, strlen(record), &results, &problems) == BAREM_REFUSED) print_problems(problems);
    if (barem_with_parameter(rules, "floor", 5, "950", 3, &what_if, &problems) == BAREM_REFUSED) {
        barem_text* lines = NULL;
        if (barem_problems_text(problems, &lines, NULL) == BAREM_OK) fputs(barem_text_data(lines), stdout);
        barem_free(lines);
        barem_free(problems);
    }
    // [/records]

    // [misuse]
    if (barem_score_json(NULL, record, strlen(record), &results, &problems) == BAREM_MISUSE) print_problems(problems);
    if (barem_score_json(rules, NULL, 25, &results, &problems) == BAREM_MISUSE) print_problems(problems);
    barem_free(rules);
    if (barem_score_json(rules, record, strlen(record), &results, &problems) == BAREM_MISUSE) print_problems(problems);
    // [/misuse]
    return 0;
}
