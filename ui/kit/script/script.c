/* Script: its lines, each looked up in the tables of statements and done. */
#include "ui/kit/script/script.h"

#include "ui/kit/script/script_statement.h"
#include "ui/kit/script/script_text.h"
#include "ui/kit/stage/process.h"

#include <stdint.h>
#include <stdio.h>

/* ---- the host ---- */

/* Keeps what is copied. */
static bool copy(void *context, Slice text, const char **how, Error *error)
{
    (void)error;
    ScriptHost *host = context;
    text_clear(&host->clipboard);
    text_append(&host->clipboard, text);
    *how = "copied";
    return true;
}

/* Runs a program as it is. */
static bool run_program(void *context, char *const arguments[], int *exit_status, Error *error)
{
    (void)context;
    return process_run(arguments, exit_status, error);
}

void script_host(Stage *stage, ScriptHost *host)
{
    stage_set_host(stage, (Host){.context = host, .copy = copy, .run = run_program});
}

/* ---- running ---- */

static ScriptHandler *find_handler(const ScriptStatement *table, Slice name)
{
    for (; table->name; table++) {
        if (slice_equals(name, slice_from(table->name))) {
            return table->handler;
        }
    }
    return NULL;
}

/* Does one statement. */
static bool run_statement(ScriptRun *run, Slice statement, Error *error)
{
    Slice rest = statement;
    Slice name = script_word(&rest);
    ScriptHandler *handler = find_handler(script_inputs, name);
    handler = handler ? handler : find_handler(script_checks, name);
    if (!handler) {
        return error_set(error, ERROR_FORMAT, NULL, "unknown statement `%.*s`", SLICE_ARGS(name));
    }
    if (!handler(run, &rest, error)) {
        return false;
    }
    Slice left = slice_trim(rest);
    return !left.length || error_set(error, ERROR_FORMAT, NULL, "`%.*s` is not expected", SLICE_ARGS(left));
}

/* Does one line: nothing, a comment, a statement, or `repeat NUMBER STATEMENT`. */
static bool run_line(ScriptRun *run, Slice line, Error *error)
{
    Slice statement = slice_trim(line);
    if (!statement.length || statement.bytes[0] == '#') {
        return true;
    }
    int times = 1;
    Slice rest = statement;
    if (slice_equals(script_word(&rest), SLICE("repeat"))) {
        if (!script_number(&rest, &times)) {
            return error_set(error, ERROR_FORMAT, NULL, "expected: `repeat 10 keys Down`");
        }
        statement = slice_trim(rest);
    }
    for (int i = 0; i < times; i++) {
        if (!run_statement(run, statement, error)) {
            return false;
        }
    }
    return true;
}

bool script_run(Slice script, const char *name, Stage *stage, ScriptHost *host, Text *output, Error *error)
{
    ScriptRun run = {.stage = stage, .host = host, .output = output};
    Error trouble = {0};
    bool is_fine = true;
    script_settle(&run);
    for (unsigned line_number = 1; is_fine && script.length; line_number++) {
        Slice line = slice_part(script, 0, slice_find(script, SLICE("\n"), 0));
        script = slice_part(script, line.length + 1, script.length);
        is_fine = run_line(&run, line, &trouble);
        if (!is_fine) {
            char where[sizeof trouble.where];
            snprintf(where, sizeof where, "%s:%u", name, line_number);
            error_set(error, trouble.code, where, "%s", trouble.message);
        }
    }
    if (!is_fine) {
        canvas_print(stage_canvas(stage), output);
    }
    text_free(&run.text);
    return is_fine;
}

void script_visit_statements(void (*visit)(void *context, const char *name, const char *form, const char *help),
                             void *context)
{
    const ScriptStatement *const tables[] = {script_inputs, script_checks};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        for (const ScriptStatement *statement = tables[i]; statement->name; statement++) {
            visit(context, statement->name, statement->form, statement->help);
        }
    }
}
