/* Script: statements that look at the screen and at files. */
#include "src/base/file.h"
#include "src/base/utf8.h"
#include "ui/kit/script/script_statement.h"
#include "ui/kit/script/script_text.h"

#include <stdint.h>
#include <stdlib.h>

/* Appends rows [from, to] (from 1) of the screen. */
static void print_rows(const ScriptRun *run, int from, int to)
{
    Text screen = TEXT_EMPTY;
    canvas_print(stage_canvas(run->stage), &screen);
    Slice rest = text_slice(&screen);
    for (int row = 1; rest.length; row++) {
        Slice line = slice_part(rest, 0, slice_find(rest, SLICE("\n"), 0) + 1);
        if (row >= from && row <= to) {
            text_append(run->output, line);
        }
        rest = slice_part(rest, line.length, rest.length);
    }
    text_free(&screen);
}

/* The letter for a role: a, b, … z, A, B, …; the first role, which is the usual one, is a dot. */
static char role_letter(unsigned role)
{
    return role == 0 ? '.' : (char)(role <= 26 ? 'a' + (int)role - 1 : 'A' + (int)role - 27);
}

/* Appends the styles of all cells as letters, and what the letters mean. */
static void print_styles(const ScriptRun *run)
{
    const Canvas *canvas = stage_canvas(run->stage);
    Rect bounds = canvas_bounds(canvas);
    bool is_used[STYLE_COUNT] = {false};
    for (int y = 0; y < bounds.height; y++) {
        for (int x = 0; x < bounds.width; x++) {
            const Cell *cell = canvas_cell(canvas, x, y);
            bool is_blank = cell->characters[0] == ' ';
            is_used[cell->style] = is_used[cell->style] || !is_blank;
            text_append_byte(run->output, is_blank ? ' ' : role_letter(cell->style));
        }
        text_append_byte(run->output, '\n');
    }
    for (unsigned style = 0; style < STYLE_COUNT; style++) {
        if (is_used[style]) {
            text_format(run->output, "%c %s\n", role_letter(style), style_name((Style)style));
        }
    }
}

/* screen, screen 3..7, screen styles */
static bool do_screen(ScriptRun *run, Slice *rest, Error *error)
{
    Slice word = script_word(rest);
    if (slice_equals(word, SLICE("styles"))) {
        print_styles(run);
        return true;
    }
    int from = 1;
    int to = SCRIPT_SIZE_MAXIMUM;
    if (word.length) {
        size_t dots = slice_find(word, SLICE(".."), 0);
        Slice first = slice_part(word, 0, dots);
        Slice last = dots == SIZE_MAX ? first : slice_part(word, dots + 2, word.length);
        if (!script_number(&first, &from) || !script_number(&last, &to)) {
            return error_set(error, ERROR_FORMAT, NULL, "rows must have the form 3..7");
        }
    }
    print_rows(run, from, to);
    return true;
}

/* ---- expectations ---- */

/* Appends the characters of a row, of each the byte at which it starts to `cells` by column. */
static void read_row(const Canvas *canvas, int y, Text *row, size_t *cells)
{
    int width = canvas_bounds(canvas).width;
    text_clear(row);
    text_append(row, SLICE(""));
    for (int x = 0; x < width; x++) {
        const Cell *cell = canvas_cell(canvas, x, y);
        cells[x] = row->length;
        for (size_t i = 0; i <= CLUSTER_MARKS_MAXIMUM && cell->characters[i]; i++) {
            utf8_append(row, cell->characters[i]);
        }
    }
}

/* Where a text is on the screen, in row `only` (from 1; 0: any); false where it is not. */
static bool find_text(const Canvas *canvas, Slice text, int only, int *x, int *y)
{
    Rect bounds = canvas_bounds(canvas);
    Text row = TEXT_EMPTY;
    size_t cells[SCRIPT_SIZE_MAXIMUM];
    bool is_found = false;
    for (int i = 0; i < bounds.height && !is_found; i++) {
        if (only && i + 1 != only) {
            continue;
        }
        read_row(canvas, i, &row, cells);
        size_t at = slice_find(text_slice(&row), text, 0);
        is_found = at != SIZE_MAX;
        for (int column = 0; is_found && column < bounds.width; column++) {
            if (cells[column] <= at) {
                *x = column;
                *y = i;
            }
        }
    }
    text_free(&row);
    return is_found;
}

/* expect "TEXT", expect ROW "TEXT" */
static bool do_expect(ScriptRun *run, Slice *rest, Error *error)
{
    int row = 0;
    int x, y;
    script_number(rest, &row);
    if (!script_string(rest, &run->text, error)) {
        return false;
    }
    return find_text(stage_canvas(run->stage), text_slice(&run->text), row, &x, &y) ||
           error_set(error, ERROR_NOT_FOUND, NULL, "the screen does not show: %s", run->text.bytes);
}

/* expect-not "TEXT" */
static bool do_expect_not(ScriptRun *run, Slice *rest, Error *error)
{
    int x, y;
    if (!script_string(rest, &run->text, error)) {
        return false;
    }
    return !find_text(stage_canvas(run->stage), text_slice(&run->text), 0, &x, &y) ||
           error_set(error, ERROR_NOT_POSSIBLE, NULL, "the screen shows, in row %d: %s", y + 1, run->text.bytes);
}

/* expect-style "TEXT" NAME */
static bool do_expect_style(ScriptRun *run, Slice *rest, Error *error)
{
    int x, y;
    if (!script_string(rest, &run->text, error)) {
        return false;
    }
    Slice name = script_word(rest);
    if (!find_text(stage_canvas(run->stage), text_slice(&run->text), 0, &x, &y)) {
        return error_set(error, ERROR_NOT_FOUND, NULL, "the screen does not show: %s", run->text.bytes);
    }
    const Cell *cell = canvas_cell(stage_canvas(run->stage), x, y);
    const char *style = style_name((Style)cell->style);
    const char *ground = ground_name((Ground)cell->ground);
    return slice_equals(name, slice_from(style)) || slice_equals(name, slice_from(ground)) ||
           error_set(error, ERROR_NOT_POSSIBLE, NULL, "the style is %s on %s: %s", style, ground, run->text.bytes);
}

/* True when a cell of the row is drawn on the ground of selected rows. */
static bool is_row_selected(const Canvas *canvas, int y)
{
    for (int x = 0; x < canvas_bounds(canvas).width; x++) {
        if (canvas_cell(canvas, x, y)->ground == GROUND_SELECTED) {
            return true;
        }
    }
    return false;
}

/* expect-selected "TEXT" */
static bool do_expect_selected(ScriptRun *run, Slice *rest, Error *error)
{
    const Canvas *canvas = stage_canvas(run->stage);
    if (!script_string(rest, &run->text, error)) {
        return false;
    }
    for (int y = 0; y < canvas_bounds(canvas).height; y++) {
        int found_x, found_y;
        if (is_row_selected(canvas, y) && find_text(canvas, text_slice(&run->text), y + 1, &found_x, &found_y)) {
            return true;
        }
    }
    return error_set(error, ERROR_NOT_FOUND, NULL, "no selected row shows: %s", run->text.bytes);
}

/* expect-cursor COLUMN ROW */
static bool do_expect_cursor(ScriptRun *run, Slice *rest, Error *error)
{
    int x, y, column, row;
    if (!script_number(rest, &column) || !script_number(rest, &row)) {
        return error_set(error, ERROR_FORMAT, NULL, "column and row are missing");
    }
    if (!canvas_cursor(stage_canvas(run->stage), &x, &y)) {
        return error_set(error, ERROR_NOT_FOUND, NULL, "the cursor is not visible");
    }
    return (x + 1 == column && y + 1 == row) ||
           error_set(error, ERROR_NOT_POSSIBLE, NULL, "the cursor is at %d %d", x + 1, y + 1);
}

/* expect-clipboard "TEXT" */
static bool do_expect_clipboard(ScriptRun *run, Slice *rest, Error *error)
{
    return script_string(rest, &run->text, error) &&
           (slice_equals(text_slice(&run->text), text_slice(&run->host->clipboard)) ||
            error_set(error, ERROR_NOT_POSSIBLE, NULL, "the clipboard contains: %.*s",
                      SLICE_ARGS(text_slice(&run->host->clipboard))));
}

/* Reads the file whose path is the next text of the line. */
static bool read_named(Slice *rest, Text *content, Error *error)
{
    Text path = TEXT_EMPTY;
    bool is_read =
        script_string(rest, &path, error) && file_read(path.bytes, SCRIPT_FILE_MAXIMUM, content, NULL, error);
    text_free(&path);
    return is_read;
}

/* expect-file PATH "TEXT" */
static bool do_expect_file(ScriptRun *run, Slice *rest, Error *error)
{
    Text content = TEXT_EMPTY;
    bool is_fine = read_named(rest, &content, error) && script_string(rest, &run->text, error);
    if (is_fine && slice_find(text_slice(&content), text_slice(&run->text), 0) == SIZE_MAX) {
        is_fine = error_set(error, ERROR_NOT_FOUND, NULL, "the file does not contain: %s", run->text.bytes);
    }
    text_free(&content);
    return is_fine;
}

/* expect-same PATH PATH */
static bool do_expect_same(ScriptRun *run, Slice *rest, Error *error)
{
    (void)run;
    Text first = TEXT_EMPTY;
    Text second = TEXT_EMPTY;
    bool is_fine = read_named(rest, &first, error) && read_named(rest, &second, error);
    if (is_fine && !slice_equals(text_slice(&first), text_slice(&second))) {
        is_fine = error_set(error, ERROR_NOT_POSSIBLE, NULL, "the files differ");
    }
    text_free(&first);
    text_free(&second);
    return is_fine;
}

/* expect-theme NAME */
static bool do_expect_theme(ScriptRun *run, Slice *rest, Error *error)
{
    Slice name = script_word(rest);
    const char *real = theme_name(stage_theme(run->stage));
    return slice_equals(name, slice_from(real)) || error_set(error, ERROR_NOT_POSSIBLE, NULL, "the theme is %s", real);
}

/* expect-over, expect-over STATUS */
static bool do_expect_over(ScriptRun *run, Slice *rest, Error *error)
{
    int status = 0;
    script_number(rest, &status);
    if (!stage_is_over(run->stage)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "the program is still running");
    }
    int real = stage_exit_status(run->stage);
    return real == status || error_set(error, ERROR_NOT_POSSIBLE, NULL, "the program ended with status %d", real);
}

const ScriptStatement script_checks[] = {
    {"screen", do_screen, "[FROM..TO|styles]", "print the screen, some of its rows, or its styles", SCRIPT_TESTS},
    {"expect", do_expect, "[ROW] \"TEXT\"", "fail unless the screen, or its row, shows TEXT", SCRIPT_EXPECTS},
    {"expect-not", do_expect_not, "\"TEXT\"", "fail if the screen shows TEXT", SCRIPT_EXPECTS},
    {"expect-style", do_expect_style, "\"TEXT\" STYLE", "fail unless TEXT is drawn in this style", SCRIPT_EXPECTS},
    {"expect-selected", do_expect_selected, "\"TEXT\"", "fail unless a selected row shows TEXT", SCRIPT_EXPECTS},
    {"expect-cursor", do_expect_cursor, "COLUMN ROW", "fail unless the cursor is there", SCRIPT_EXPECTS},
    {"expect-clipboard", do_expect_clipboard, "\"TEXT\"", "fail unless TEXT was copied last", SCRIPT_EXPECTS},
    {"expect-file", do_expect_file, "PATH \"TEXT\"", "fail unless the file holds TEXT", SCRIPT_EXPECTS},
    {"expect-same", do_expect_same, "PATH PATH", "fail unless the files are alike", SCRIPT_EXPECTS},
    {"expect-theme", do_expect_theme, "NAME", "fail unless this theme is in use", SCRIPT_EXPECTS},
    {"expect-over", do_expect_over, "[STATUS]", "fail unless the program has ended", SCRIPT_EXPECTS},
    {0},
};
