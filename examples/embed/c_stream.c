// A stream of record batches is scored as it is pulled.

#include "two_classes.h"

#include <barem/barem.h>

#include <stdio.h>

// [refused]
// Called while a batch is scored, for its rows that were refused: here they are printed. The list belongs to barem.
static void print_refused(void* context, const barem_problems* refused) {
    barem_problem p = {.struct_size = sizeof p};
    size_t* count = context;
    for (size_t i = 0; i < barem_problems_count(refused); ++i, ++*count)
        if (barem_problems_get(refused, i, &p, NULL) == BAREM_OK) printf("row %zu of the stream: %s\n", p.record_row, p.message.data);
}
// [/refused]

int main(void) {
    barem_rules* rules = NULL;
    barem_problems* problems = NULL;
    if (barem_load(two_classes_rules, sizeof two_classes_rules - 1, NULL, &rules, &problems) != BAREM_OK) return 1;
    struct ArrowArrayStream source = two_classes();

    // [stream]
    size_t refused = 0;
    barem_stream_options options = {.struct_size = sizeof options, .refused = print_refused, .refused_context = &refused};
    struct ArrowArrayStream scored;
    if (barem_score_arrow_stream(rules, &source, &options, &scored, &problems) != BAREM_OK) {
        if (source.release != NULL) source.release(&source);    // still yours; a schema that does not fit is told in `problems`
        return 1;
    }
    struct ArrowArray batch;
    int error = scored.get_next(&scored, &batch);
    for (; error == 0 && batch.release != NULL; error = scored.get_next(&scored, &batch)) {
        const int64_t* totals = batch.children[0]->buffers[1];    // decimal128: two words a number, the lower one first
        const uint8_t* given = batch.children[0]->buffers[0];
        for (int64_t row = 0; row < batch.length; ++row)
            if (given[row / 8] >> row % 8 & 1) printf("%d ", (int)totals[2 * row]);
        printf("\n");
        batch.release(&batch);
    }
    if (error != 0) fprintf(stderr, "%s\n", scored.get_last_error(&scored));    // such as `batch 3: volume: expected ...`
    scored.release(&scored);    // and the source with it
    // [/stream]

    barem_free(rules);
    printf("%zu refused\n", refused);
    return error != 0;
}
