// The shortest program in C: loads a rule set, scores one JSON record, prints what came out.
// [all]
#include <barem/barem.h>

#include <stdio.h>
#include <string.h>

static const char rules_path[] = "rulesets/viet-yen-2015/viet-yen-2015.barem";

int main(void) {
    static char json[100000];
    FILE* roster = fopen("examples/viet-yen-2015/roster.jsonl", "r");
    if (roster == NULL || fgets(json, sizeof json, roster) == NULL) return 1;
    fclose(roster);

    barem_rules* rules = NULL;
    barem_results* results = NULL;
    barem_text* total = NULL;
    barem_text* rating = NULL;
    barem_view id;
    int failed = barem_load_file(rules_path, strlen(rules_path), NULL, &rules, NULL) != BAREM_OK
        || barem_score_json(rules, json, strlen(json), &results, NULL) != BAREM_OK
        || barem_results_id(results, 0, &id, NULL) != BAREM_OK
        || barem_results_value(results, 0, "total", 5, BAREM_PRINTED, &total, NULL) != BAREM_OK
        || barem_results_label(results, 0, "rating", 6, "en", 2, &rating, NULL) != BAREM_OK;
    if (!failed) printf("%s: %s points, %s\n", id.data, barem_text_data(total), barem_text_data(rating));
    barem_free(rating);
    barem_free(total);
    barem_free(results);
    barem_free(rules);
    return failed;
}
// [/all]
