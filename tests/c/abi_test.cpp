// What programs in C that were compiled before rely on: where the members of structs stand. A change here means another BAREM_ABI_VERSION,
// unless something was only added at the end. The functions: exports_test.cpp.

#include <barem/barem.h>

#include <cstddef>

namespace {

static_assert(BAREM_ABI_VERSION == 1U);

#if SIZE_MAX == 0xFFFFFFFFFFFFFFFF
#define BAREM_AT(type, member, offset) static_assert(offsetof(type, member) == (offset))
BAREM_AT(barem_view, data, 0);
BAREM_AT(barem_view, size, 8);
static_assert(sizeof(barem_view) == 16);

BAREM_AT(barem_problem, struct_size, 0);
BAREM_AT(barem_problem, kind, 8);
BAREM_AT(barem_problem, severity, 12);
BAREM_AT(barem_problem, message, 16);
BAREM_AT(barem_problem, code, 32);
BAREM_AT(barem_problem, file, 48);
BAREM_AT(barem_problem, line, 64);
BAREM_AT(barem_problem, column, 72);
BAREM_AT(barem_problem, end_line, 80);
BAREM_AT(barem_problem, end_column, 88);
BAREM_AT(barem_problem, begin, 96);
BAREM_AT(barem_problem, end, 104);
BAREM_AT(barem_problem, help, 112);
BAREM_AT(barem_problem, witness, 128);
BAREM_AT(barem_problem, witness_record, 144);
BAREM_AT(barem_problem, acknowledged, 160);
BAREM_AT(barem_problem, record_line, 176);
BAREM_AT(barem_problem, record_row, 184);
BAREM_AT(barem_problem, record_id, 192);
BAREM_AT(barem_problem, path, 208);
BAREM_AT(barem_problem, expected, 224);
BAREM_AT(barem_problem, found, 240);
BAREM_AT(barem_problem, rule, 256);
BAREM_AT(barem_problem, citation, 272);
static_assert(sizeof(barem_problem) == 288);

BAREM_AT(barem_import, text, 0);
BAREM_AT(barem_import, name, 16);
static_assert(sizeof(barem_import) == 32);

BAREM_AT(barem_load_options, struct_size, 0);
BAREM_AT(barem_load_options, name, 8);
BAREM_AT(barem_load_options, root, 24);
BAREM_AT(barem_load_options, imports, 40);
BAREM_AT(barem_load_options, import_context, 48);
BAREM_AT(barem_load_options, max_source_bytes, 56);
BAREM_AT(barem_load_options, max_record_bytes, 64);
BAREM_AT(barem_load_options, max_list_elements, 72);
BAREM_AT(barem_load_options, max_steps, 80);
BAREM_AT(barem_load_options, find_records, 88);
static_assert(sizeof(barem_load_options) == 96);

BAREM_AT(barem_rules_version, file, 8);
BAREM_AT(barem_rules_version, from, 24);
BAREM_AT(barem_rules_version, to, 40);
static_assert(sizeof(barem_rules_version) == 56);

BAREM_AT(barem_change, path, 0);
BAREM_AT(barem_change, value, 16);
static_assert(sizeof(barem_change) == 32);

BAREM_AT(barem_arrow_options, threads, 8);
static_assert(sizeof(barem_arrow_options) == 16);

BAREM_AT(barem_stream_options, threads, 8);
BAREM_AT(barem_stream_options, reserved, 12);
BAREM_AT(barem_stream_options, refused, 16);
BAREM_AT(barem_stream_options, refused_context, 24);
static_assert(sizeof(barem_stream_options) == 32);

// Arrow's own.
BAREM_AT(ArrowSchema, format, 0);
BAREM_AT(ArrowSchema, n_children, 32);
BAREM_AT(ArrowSchema, dictionary, 48);
BAREM_AT(ArrowSchema, release, 56);
static_assert(sizeof(ArrowSchema) == 72);
BAREM_AT(ArrowArray, n_buffers, 24);
BAREM_AT(ArrowArray, buffers, 40);
BAREM_AT(ArrowArray, dictionary, 56);
BAREM_AT(ArrowArray, release, 64);
static_assert(sizeof(ArrowArray) == 80);
BAREM_AT(ArrowArrayStream, get_schema, 0);
BAREM_AT(ArrowArrayStream, get_next, 8);
BAREM_AT(ArrowArrayStream, get_last_error, 16);
BAREM_AT(ArrowArrayStream, release, 24);
BAREM_AT(ArrowArrayStream, private_data, 32);
static_assert(sizeof(ArrowArrayStream) == 40);
#endif

static_assert(BAREM_OK == 0 && BAREM_PARTLY == 1 && BAREM_REFUSED == 2 && BAREM_MISUSE == 3 && BAREM_OUT_OF_MEMORY == 4 && BAREM_FAILED == 5);
static_assert(BAREM_PROBLEM_RULES == 0 && BAREM_PROBLEM_RECORD == 1 && BAREM_PROBLEM_CALL == 2);
static_assert(BAREM_ERROR == 0 && BAREM_WARNING == 1 && BAREM_HINT == 2 && BAREM_PRINTED == 0 && BAREM_EXACT == 1);
static_assert(BAREM_TEXT == 0 && BAREM_MARKDOWN == 1 && BAREM_HTML == 2 && BAREM_JSON == 3);

}  // namespace
