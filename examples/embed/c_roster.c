// A roster in C: records ranked among one another, results as JSON Lines, and an explanation.

#include <barem/barem.h>

#include <stdio.h>
#include <string.h>

static const char rules_path[] = "rulesets/viet-yen-2015/viet-yen-2015.barem";
static char lines[1000000];

int main(void) {
    barem_rules* rules = NULL;
    barem_results* results = NULL;
    barem_problems* problems = NULL;

    FILE* roster = fopen("examples/viet-yen-2015/roster.jsonl", "r");
    if (roster == NULL) return 1;
    size_t size = fread(lines, 1, sizeof lines, roster);
    fclose(roster);

    // [score]
    if (barem_load_file(rules_path, strlen(rules_path), NULL, &rules, &problems) == BAREM_REFUSED) return 1;
    barem_free(problems);        // warnings and hints, if there are any
    barem_status status = barem_score_lines(rules, lines, size, &results, &problems);
    if (status == BAREM_PARTLY) {
        barem_text* refused = NULL;      // a line each: which line, which record, what is wrong
        if (barem_problems_text(problems, &refused, NULL) == BAREM_OK) fputs(barem_text_data(refused), stdout);
        barem_free(refused);
    }
    barem_free(problems);
    // [/score]

    // [results]
    for (size_t i = 0; i < barem_results_count(results) && i < 3; ++i) {
        barem_text* json = NULL;
        if (barem_results_json(results, i, BAREM_EXACT, &json, NULL) == BAREM_OK) printf("%s\n", barem_text_data(json));
        barem_free(json);
    }
    // [/results]

    // [explain]
    size_t first = strcspn(lines, "\n");        // the record as it stood in the roster
    barem_explanation* why = NULL;
    barem_text* sheet = NULL;
    if (barem_results_explain(results, lines, first, &why, NULL) == BAREM_OK
        && barem_explanation_render(why, BAREM_TEXT, "en", 2, &sheet, NULL) == BAREM_OK)
        printf("%.*s\n", (int)strcspn(barem_text_data(sheet), "\n"), barem_text_data(sheet));
    barem_free(sheet);
    barem_free(why);
    // [/explain]

    barem_free(results);
    barem_free(rules);
    return 0;
}
