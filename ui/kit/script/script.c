/* Script: its lines, each looked up in the tables of statements and done. */
#include "ui/kit/script/script.h"

#include "ui/kit/script/script_statement.h"
#include "ui/kit/script/script_text.h"
#include "ui/kit/stage/process.h"

#include "src/base/file.h"

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

static const ScriptStatement *const tables[] = {script_inputs, script_shows, script_checks};

enum { TABLE_COUNT = sizeof tables / sizeof *tables };

static const ScriptStatement *find_statement(Slice name)
{
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        for (const ScriptStatement *row = tables[i]; row->name; row++) {
            if (slice_equals(name, slice_from(row->name))) {
                return row;
            }
        }
    }
    return NULL;
}

/* True for a statement that is passed over where the script is played: one that tests, or expects while somebody looks
 * on. */
static bool is_passed_over(const ScriptRun *run, const ScriptStatement *row)
{
    return run->beats && (row->kind == SCRIPT_TESTS || (row->kind == SCRIPT_EXPECTS && !run->is_alone));
}

/* Does one statement. What is expected of a screen is looked for in what is shown now. */
static bool run_statement(ScriptRun *run, Slice statement, Error *error)
{
    Slice rest = statement;
    Slice name = script_word(&rest);
    const ScriptStatement *row = find_statement(name);
    if (!row) {
        return error_set(error, ERROR_FORMAT, NULL, "unknown statement `%.*s`", SLICE_ARGS(name));
    }
    if (is_passed_over(run, row)) {
        return true;
    }
    if (row->kind == SCRIPT_EXPECTS && run->beats && stage_draw(run->stage)) {
        stage_redraw(run->stage); /* the frame is still to be taken */
    }
    if (!row->handler(run, &rest, error)) {
        return false;
    }
    Slice left = slice_trim(rest);
    return !left.length || error_set(error, ERROR_FORMAT, NULL, "`%.*s` is not expected", SLICE_ARGS(left));
}

bool script_run_line(ScriptRun *run, Slice line, Error *error)
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

Slice script_line(Slice *script)
{
    Slice line = slice_part(*script, 0, slice_find(*script, SLICE("\n"), 0));
    *script = slice_part(*script, line.length + 1, script->length);
    return line;
}

bool script_is_file(const char *path)
{
    enum { SCRIPT_BYTES_MAXIMUM = 16777216 };
    Text text = TEXT_EMPTY;
    bool is_script = false, is_over = !file_read(path, SCRIPT_BYTES_MAXIMUM, &text, NULL, NULL);
    for (Slice left = text_slice(&text); !is_over && left.length;) {
        Slice line = script_line(&left), rest = line;
        Slice name = script_word(&rest);
        is_over = name.length && name.bytes[0] != '#';
        is_script = is_over && (find_statement(name) || slice_equals(name, SLICE("repeat")));
    }
    text_free(&text);
    return is_script;
}

/* What follows the first statement of a name; empty if there is none. */
static Slice find_first(Slice script, Slice name)
{
    while (script.length) {
        Slice rest = script_line(&script);
        if (slice_equals(script_word(&rest), name)) {
            return slice_trim(rest);
        }
    }
    return (Slice){0};
}

Slice script_opened(Slice script)
{
    Slice path = find_first(script, SLICE("open"));
    bool is_quoted = slice_starts_with(path, SLICE("\"")) && slice_ends_with(path, SLICE("\""));
    return is_quoted && path.length > 1 ? slice_part(path, 1, path.length - 2) : path;
}

void script_size(Slice script, int *width, int *height)
{
    Slice size = find_first(script, SLICE("size"));
    size_t cross = slice_find(size, SLICE("x"), 0);
    Slice first = slice_part(size, 0, cross), second = slice_part(size, cross + 1, size.length);
    int columns, rows;
    if (cross < size.length && script_number(&first, &columns) && script_number(&second, &rows) &&
        columns <= SCRIPT_SIZE_MAXIMUM && rows <= SCRIPT_SIZE_MAXIMUM) {
        *width = columns;
        *height = rows;
    }
}

void script_run_free(ScriptRun *run)
{
    text_free(&run->text);
    text_free(&run->said);
    text_free(&run->pressed);
}

bool script_run(Slice script, const char *name, Stage *stage, ScriptHost *host, Text *output, Error *error)
{
    ScriptRun run = {.stage = stage, .host = host, .output = output};
    Error trouble = {0};
    bool is_fine = true;
    script_settle(&run);
    for (unsigned line_number = 1; is_fine && script.length; line_number++) {
        is_fine = script_run_line(&run, script_line(&script), &trouble);
        if (!is_fine) {
            char where[sizeof trouble.where];
            snprintf(where, sizeof where, "%s:%u", name, line_number);
            error_set(error, trouble.code, where, "%s", trouble.message);
        }
    }
    if (!is_fine) {
        canvas_print(stage_canvas(stage), output);
    }
    script_run_free(&run);
    return is_fine;
}

void script_visit_statements(void (*visit)(void *context, const char *name, const char *form, const char *help),
                             void *context)
{
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        for (const ScriptStatement *statement = tables[i]; statement->name; statement++) {
            visit(context, statement->name, statement->form, statement->help);
        }
    }
}
