/* Two classes of pupils as a stream of record batches, as a database or a data frame would give it. For C and C++. */
#ifndef TWO_CLASSES_H
#define TWO_CLASSES_H

#include <barem/arrow_abi.h>

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const char two_classes_rules[] =
    "ruleset exams \"Exams\"\n"
    "language en\n"
    "record pupil \"Pupil\" {\n"
    "  key id \"Number\" : text\n"
    "  input written \"Written\" : integer 0..10\n"
    "  input oral \"Oral\" : integer 0..10\n"
    "  let total \"Total\" = 2 * written + oral\n"
    "  output total(0)\n"
    "}\n";

/* Nothing here was allocated: what is released is only marked. */
static void release_schema(struct ArrowSchema* schema) { schema->release = NULL; }
static void release_array(struct ArrowArray* array) { array->release = NULL; }
static void release_stream(struct ArrowArrayStream* stream) { stream->release = NULL; }

static int classes_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
    static struct ArrowSchema columns[2];
    static struct ArrowSchema* children[2];
    static const char* const names[2] = {"written", "oral"};
    (void)stream;
    for (int i = 0; i < 2; ++i) {
        memset(&columns[i], 0, sizeof columns[i]);
        columns[i].format = "c"; /* int8 */
        columns[i].name = names[i];
        columns[i].release = release_schema;
        children[i] = &columns[i];
    }
    memset(out, 0, sizeof *out);
    out->format = "+s";
    out->name = "";
    out->n_children = 2;
    out->children = children;
    out->release = release_schema;
    return 0;
}

static int classes_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
    static const int8_t points[2][2][3] = {{{9, 4, 7}, {8, 5, 10}}, {{10, 11, 6}, {9, 2, 3}}}; /* 11 is no mark */
    static const void* buffers[2][2];
    static const void* no_nulls[1];
    static struct ArrowArray columns[2];
    static struct ArrowArray* children[2];
    int* next = (int*)stream->private_data;
    memset(out, 0, sizeof *out);
    if (*next == 2) return 0; /* the end: what was given is already released */
    for (int i = 0; i < 2; ++i) {
        buffers[i][1] = points[*next][i];
        memset(&columns[i], 0, sizeof columns[i]);
        columns[i].length = 3;
        columns[i].n_buffers = 2;
        columns[i].buffers = buffers[i];
        columns[i].release = release_array;
        children[i] = &columns[i];
    }
    out->length = 3;
    out->n_buffers = 1;
    out->buffers = no_nulls;
    out->n_children = 2;
    out->children = children;
    out->release = release_array;
    ++*next;
    return 0;
}

static const char* classes_error(struct ArrowArrayStream* stream) {
    (void)stream;
    return NULL;
}

static struct ArrowArrayStream two_classes(void) {
    static int next;
    struct ArrowArrayStream made;
    next = 0;
    made.get_schema = classes_schema;
    made.get_next = classes_next;
    made.get_last_error = classes_error;
    made.release = release_stream;
    made.private_data = &next;
    return made;
}

#endif
