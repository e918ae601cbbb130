#include <barem/barem.h>

#include <stdio.h>
#include <string.h>

int main(void) {
    static const char rules_text[] = "ruleset r\nrecord p {\nkey id : text\ninput n : integer 0..9\nlet total = n / 3\noutput total(2)\n}\n";
    static const char record[] = "{\"id\":\"A\",\"n\":2}";
    barem_rules* rules = NULL;
    barem_results* results = NULL;
    barem_text* total = NULL;
    int failed = barem_abi_version() != BAREM_ABI_VERSION || barem_load(rules_text, strlen(rules_text), NULL, &rules, NULL) != BAREM_OK
        || barem_score_json(rules, record, strlen(record), &results, NULL) != BAREM_OK
        || barem_results_value(results, 0, "total", 5, BAREM_EXACT, &total, NULL) != BAREM_OK || strcmp(barem_text_data(total), "2/3") != 0;
    printf("barem %s in C: %s\n", barem_version(), barem_text_data(total));
    barem_free(total);
    barem_free(results);
    barem_free(rules);
    return failed;
}
