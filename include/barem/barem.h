/* barem for C, and for every language that can call C.
 *
 * Memory. What you pass is read during the call and never kept: texts, structs and arrays stay yours. What a function writes through a
 * `barem_x**` is a handle of your own: pass it to barem_free() once. Handles need one another no longer than for the call: a result outlives
 * its rules. A barem_view, and what barem_text_data() gives, belongs to the handle that it was asked of and lives as long as that.
 *
 * Texts are UTF-8: an address and a size in bytes. No zero byte ends them; NULL of size 0 is the empty text. Behind every text that barem
 * gives stands a zero byte, which its size does not count.
 *
 * Errors. A function that can fail returns a status. Whatever there is to say, errors or warnings, is a list of problems that it writes through
 * its last parameter, `problems`: NULL when there is none, yours to free when there is one. Whoever passes NULL there does not want to know.
 * Every other handle that a function writes is NULL unless it gives one. A wrong argument (NULL, a size that cannot be, a handle of another
 * kind, one that was freed recently, whatever can be read and is no handle) is the status BAREM_MISUSE, and its problem names the parameter.
 * No exception comes out of a function.
 *
 * Threads. A handle never changes: any number of threads may use it at once, without locks, until one of them frees it. There is no error
 * state, neither of a thread nor of the program.
 *
 * Versions. barem_abi_version() changes when a program that was compiled before has to be compiled again. A struct that may grow begins with
 * its size: set `struct_size` to sizeof of it, everything else to zero, then what you need. */
#ifndef BAREM_BAREM_H
#define BAREM_BAREM_H

#include <barem/arrow_abi.h>

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define BAREM_C_API __attribute__((visibility("default")))
#else
#define BAREM_C_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define BAREM_ABI_VERSION 1u

/* What the library that runs was built as; a program may compare it with BAREM_ABI_VERSION. */
BAREM_C_API uint32_t barem_abi_version(void);
/* Of the library that runs, such as "0.1.0"; ends with a zero byte and lives as long as the program. */
BAREM_C_API const char* barem_version(void);

typedef int32_t barem_status;
enum {
    BAREM_OK = 0,
    BAREM_PARTLY = 1,        /* what could be scored was; the problems are those of the other records */
    BAREM_REFUSED = 2,       /* rules, a record, a value or an array do not fit, as the problems say */
    BAREM_MISUSE = 3,        /* an argument is none; the problem's `path` is the name of the parameter */
    BAREM_OUT_OF_MEMORY = 4, /* no problem says so */
    BAREM_FAILED = 5         /* a mistake of barem */
};

/* ── handles ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct barem_rules barem_rules;             /* a compiled rule set, or the versions of one */
typedef struct barem_problems barem_problems;       /* a list of problems, possibly empty */
typedef struct barem_results barem_results;         /* the records of a roster that were scored */
typedef struct barem_explanation barem_explanation; /* why a record was scored as it was */
typedef struct barem_text barem_text;

/* Frees a handle of any kind; NULL is fine. BAREM_MISUSE: it is none, or was freed before. */
BAREM_C_API barem_status barem_free(void* handle);

/* A text that belongs to a handle. `data` is never NULL in what barem gives. */
typedef struct barem_view {
    const char* data;
    size_t size;
} barem_view;

/* Of NULL, and of what is no barem_text: "" and 0. */
BAREM_C_API const char* barem_text_data(const barem_text* text);
BAREM_C_API size_t barem_text_size(const barem_text* text);

/* ── problems ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

enum { BAREM_PROBLEM_RULES = 0, BAREM_PROBLEM_RECORD = 1, BAREM_PROBLEM_CALL = 2 };
enum { BAREM_ERROR = 0, BAREM_WARNING = 1, BAREM_HINT = 2 };

typedef struct barem_problem {
    size_t struct_size;
    int32_t kind;     /* BAREM_PROBLEM_RULES: of a rule set; _RECORD: of a record, an array or a value of a parameter; _CALL: of an argument */
    int32_t severity; /* BAREM_ERROR, unless it is of a rule set */
    barem_view message; /* all of it in one line */

    /* Of a rule set. Lines and columns (in characters) count from 1, the end is exclusive; 0: it has no place. */
    barem_view code; /* "B1203" */
    barem_view file;
    size_t line, column, end_line, end_column;
    size_t begin, end;         /* bytes of the file */
    barem_view help;           /* what to do */
    barem_view witness;        /* an example that shows it, such as `excess = 10.5%` */
    barem_view witness_record; /* a record in JSON that shows it when it is explained */
    barem_view acknowledged;   /* the reason for which the rule set acknowledges it */

    /* Of a record; `path`, `expected` and `found` also of an argument. */
    size_t record_line;   /* of a roster in JSON Lines, from 1; 0: none */
    size_t record_row;    /* of an Arrow array, from 0; SIZE_MAX: none */
    barem_view record_id; /* empty: not known */
    barem_view path;      /* `tasks[2].indicators[0].contents[1].volume` */
    barem_view expected;
    barem_view found;
    barem_view rule;      /* that could not be evaluated: name of the definition */
    barem_view citation;  /* of that definition, such as `Art. 7.2` */
} barem_problem;

/* 0 for NULL, and for what is no list of problems. */
BAREM_C_API size_t barem_problems_count(const barem_problems* list);
BAREM_C_API barem_status barem_problems_get(const barem_problems* list, size_t index, barem_problem* problem, barem_problems** problems);
/* For a person: of rules like a good compiler's report, of records a line each. */
BAREM_C_API barem_status barem_problems_text(const barem_problems* list, barem_text** text, barem_problems** problems);
/* A JSON array of objects. Of rules: as `barem check --format json` writes them, with labels, notes and fixes. Of records: line, row, id,
 * path, expected, found, message, rule, citation. */
BAREM_C_API barem_status barem_problems_json(const barem_problems* list, barem_text** text, barem_problems** problems);

/* ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* What a barem_import_function found. Both stay the host's and are read before it is called again. `name` is shown in reports and tells libraries
 * apart; empty: the path. */
typedef struct barem_import {
    barem_view text;
    barem_view name;
} barem_import;

/* Gives the library that a rule set imports: 0, and it is written to `found`; any other number, and `found->text` says in one line why not.
 * `importer`: the name of the text that it is imported by. Must not throw. */
typedef int32_t (*barem_import_function)(void* context, const char* path, size_t path_size, const char* importer, size_t importer_size,
                                         barem_import* found);

/* What is zero has its default. */
typedef struct barem_load_options {
    size_t struct_size;
    barem_view name;               /* of a text: stands before line and column; "rule set" */
    barem_view root;               /* of a file: the folder that its imports never leave; by default its own */
    barem_import_function imports; /* without it files read imports from files, and texts refuse them */
    void* import_context;          /* passed to it */
    /* Limits that keep hostile input from eating time or memory. */
    size_t max_source_bytes;  /* of a rule set */
    size_t max_record_bytes;  /* of one record in JSON */
    size_t max_list_elements; /* of one list without a declared size */
    uint64_t max_steps;       /* evaluated for one record */
    uint32_t find_records;    /* not 0: checks look for a record that shows each finding, its `witness_record`: up to a second or two */
    uint32_t reserved;        /* 0 */
} barem_load_options;

/* Compiles a rule set. `options` may be NULL. BAREM_REFUSED: it has errors. Rules that compile may have problems, too: warnings and hints. */
BAREM_C_API barem_status barem_load(const char* text, size_t size, const barem_load_options* options, barem_rules** rules, barem_problems** problems);
/* The same of a file, or of a folder of versions from which the date of a record chooses. */
BAREM_C_API barem_status barem_load_file(const char* path, size_t size, const barem_load_options* options, barem_rules** rules,
                                         barem_problems** problems);

/* All there is to say about a rule set or a library. BAREM_REFUSED: there are errors. */
BAREM_C_API barem_status barem_check(const char* text, size_t size, const barem_load_options* options, barem_problems** problems);
BAREM_C_API barem_status barem_check_file(const char* path, size_t size, const barem_load_options* options, barem_problems** problems);

/* The same rules with another value of a parameter, written as in the rule set: `950`, `80%`, `2024-01-31`, `good`. */
BAREM_C_API barem_status barem_with_parameter(const barem_rules* rules, const char* parameter, size_t parameter_size, const char* value,
                                              size_t value_size, barem_rules** changed, barem_problems** problems);

BAREM_C_API barem_status barem_rules_name(const barem_rules* rules, barem_view* name, barem_problems** problems);

/* One of the versions, by date. Rules that were no folder are one version without dates. */
typedef struct barem_rules_version {
    size_t struct_size;
    barem_view file; /* empty: not read from a file */
    barem_view from; /* days on which it is effective, YYYY-MM-DD, both included; empty: open */
    barem_view to;
} barem_rules_version;

BAREM_C_API size_t barem_rules_version_count(const barem_rules* rules);
BAREM_C_API barem_status barem_rules_version_get(const barem_rules* rules, size_t index, barem_rules_version* version, barem_problems** problems);
/* The label of a version in a language ("en"); in its own when that is empty, or it has none. */
BAREM_C_API barem_status barem_rules_label(const barem_rules* rules, size_t version, const char* language, size_t language_size, barem_text** label,
                                           barem_problems** problems);
/* JSON Schema (2020-12) of the records of a version. */
BAREM_C_API barem_status barem_rules_schema(const barem_rules* rules, size_t version, barem_text** schema, barem_problems** problems);
/* Runs the examples of all versions. `passed` may be NULL. BAREM_REFUSED: some expectations are not met; each is a problem. */
BAREM_C_API barem_status barem_rules_run_examples(const barem_rules* rules, size_t* passed, barem_problems** problems);

/* ── scoring ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* One record on its own, a JSON object: ranks, quotas and values of groups are those of a group of one. */
BAREM_C_API barem_status barem_score_json(const barem_rules* rules, const char* json, size_t size, barem_results** results,
                                          barem_problems** problems);
/* A roster in JSON Lines, a record a line, ranked among one another. All records of a cohort belong in one roster. Lines of white space alone
 * are no records. Results come in the order of the lines; BAREM_PARTLY: some lines have none, as the problems say. */
BAREM_C_API barem_status barem_score_lines(const barem_rules* rules, const char* lines, size_t size, barem_results** results,
                                           barem_problems** problems);

enum {
    BAREM_PRINTED = 0, /* numbers rounded half up to the digits of their output: 1012.50 */
    BAREM_EXACT = 1    /* never rounded: 1012.5, 100/3; in JSON as strings */
};

/* How many records were scored; 0 for what is no handle of results. */
BAREM_C_API size_t barem_results_count(const barem_results* results);
/* The key of a record. `record`, here and below: from 0. */
BAREM_C_API barem_status barem_results_id(const barem_results* results, size_t record, barem_view* id, barem_problems** problems);
/* How many outputs a record has; they may differ from version to version. 0 where there is no such record. */
BAREM_C_API size_t barem_results_output_count(const barem_results* results, size_t record);
BAREM_C_API barem_status barem_results_output_name(const barem_results* results, size_t record, size_t index, barem_view* name,
                                                   barem_problems** problems);
/* The value of an output, by its name, in a form; `*value` is NULL when it is absent. */
BAREM_C_API barem_status barem_results_value(const barem_results* results, size_t record, const char* output, size_t output_size, int32_t form,
                                             barem_text** value, barem_problems** problems);
/* For a person: a word by its label in a language, or in the rule set's own when that is empty; anything else as printed. NULL: absent. */
BAREM_C_API barem_status barem_results_label(const barem_results* results, size_t record, const char* output, size_t output_size,
                                             const char* language, size_t language_size, barem_text** label, barem_problems** problems);
/* One JSON object: the key, then every output. */
BAREM_C_API barem_status barem_results_json(const barem_results* results, size_t record, int32_t form, barem_text** json, barem_problems** problems);
/* All of them, a line each. */
BAREM_C_API barem_status barem_results_lines(const barem_results* results, int32_t form, barem_text** lines, barem_problems** problems);

/* What is zero has its default. */
typedef struct barem_arrow_options {
    size_t struct_size;
    uint32_t threads; /* 1; results do not depend on it */
    uint32_t reserved; /* 0 */
} barem_arrow_options;

/* Scores a struct array whose fields are those of the record, where it lies in memory; its rows are one roster. Neither `schema` nor `array` is
 * released. `out_schema` and `out_array` get a struct array of as many rows, in which those that were refused are null; you release both, before
 * or after everything else. Their `release` is NULL where nothing was scored. The rules must be one version. `options` may be NULL. */
BAREM_C_API barem_status barem_score_arrow(const barem_rules* rules, const struct ArrowSchema* schema, const struct ArrowArray* array,
                                           const barem_arrow_options* options, struct ArrowSchema* out_schema, struct ArrowArray* out_array,
                                           barem_problems** problems);

/* Told of the rows of a stream that were refused, in their order, before their batch is given: `record_row` of each problem counts over the whole
 * stream, from 0. The list is freed when the function returns. It is called by the thread that pulls; it must not throw, nor use the stream. */
typedef void (*barem_refused_function)(void* context, const barem_problems* refused);

/* What is zero has its default. */
typedef struct barem_stream_options {
    size_t struct_size;
    uint32_t threads;               /* 1; results do not depend on it */
    uint32_t reserved;              /* 0 */
    barem_refused_function refused; /* without it the first row that is refused ends the stream, so that none is lost */
    void* refused_context;          /* passed to it */
} barem_stream_options;

/* Scores a stream of record batches as it is pulled: `scored` gets a stream of as many batches of as many rows, with the columns of
 * barem_score_arrow(). A row that was refused is null in each column. No more than one batch is in memory; where rules have cohorts the whole
 * stream is one roster: then the first batch that is asked for reads the source to its end, and a record for each row is kept.
 *
 * BAREM_OK: `source` was taken over, its `release` is NULL; you release `scored`, which releases it, before or after everything else. Any other
 * status: `source` is yours as before, and the `release` of `scored` is NULL. BAREM_REFUSED: the source has no schema, or one that does not fit.
 * Later errors come out of the get_next of `scored`, and end it; its get_last_error says which batch, row and column, each from 0. Unlike a
 * handle, a stream belongs to one thread at a time. The rules must be one version. `options` may be NULL. */
BAREM_C_API barem_status barem_score_arrow_stream(const barem_rules* rules, struct ArrowArrayStream* source, const barem_stream_options* options,
                                                  struct ArrowArrayStream* scored, barem_problems** problems);

/* ── explanations ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Of one record on its own, a JSON object. */
BAREM_C_API barem_status barem_explain_json(const barem_rules* rules, const char* json, size_t size, barem_explanation** explanation,
                                            barem_problems** problems);
/* Of a record among the others: one of those that barem_score_lines() scored, as it stood in the roster. */
BAREM_C_API barem_status barem_results_explain(const barem_results* results, const char* json, size_t size, barem_explanation** explanation,
                                               barem_problems** problems);

enum { BAREM_TEXT = 0, BAREM_MARKDOWN = 1, BAREM_HTML = 2, BAREM_JSON = 3 };

/* `language`: "en" or "vi"; any other, or none, is English. JSON has both. */
BAREM_C_API barem_status barem_explanation_render(const barem_explanation* explanation, int32_t format, const char* language, size_t language_size,
                                                  barem_text** rendered, barem_problems** problems);

/* Which conditions stand between an explained record and a level, by how much each is missed, and which other inputs would be enough. `level`: a
 * value of a classification, `good`; where several have it, `rating=good`, `tasks[2].status=overdue`. Rendered as an explanation is. */
BAREM_C_API barem_status barem_why_not(const barem_explanation* explanation, const char* level, size_t level_size, int32_t format, const char* language,
                                       size_t language_size, barem_text** rendered, barem_problems** problems);

/* Another value of one input. */
typedef struct barem_change {
    barem_view path;  /* as problems name it: `excess`, `tasks[2].done` */
    barem_view value; /* as the rule set writes it: `12.5%`, `true`, `2015-10-15`, `good`; `nothing`: not given */
} barem_change;

/* What other inputs do to one record on its own, a JSON object: its outputs before and after, and what they rest on. Any input but the key and whole
 * lists can be changed. Rendered as an explanation is. */
BAREM_C_API barem_status barem_what_if(const barem_rules* rules, const char* json, size_t size, const barem_change* changes, size_t count, int32_t format,
                                       const char* language, size_t language_size, barem_text** rendered, barem_problems** problems);

#ifdef __cplusplus
}
#endif

#endif /* BAREM_BAREM_H */
