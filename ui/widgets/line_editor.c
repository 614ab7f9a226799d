/*
 * LineEditor: one line of text that is being typed.
 *
 * Changes go through LineSteps, which can take them back. What a key does is a row of a table.
 */
#include "src/base/ascii.h"
#include "ui/widgets/line_editor_inside.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "ui/kit/canvas/grapheme.h"

#include <stdint.h>
#include <stdlib.h>

/* ---- life ---- */

LineEditor *line_editor_new(void)
{
    LineEditor *editor = memory_allocate_zeroed(1, sizeof *editor);
    text_append(&editor->text, SLICE(""));
    return editor;
}

void line_editor_free(LineEditor *editor)
{
    if (!editor) {
        return;
    }
    line_steps_free(&editor->steps);
    text_free(&editor->text);
    text_free(&editor->killed);
    text_free(&editor->typed);
    free(editor);
}

/* Replaces the text without a step. */
static void show(LineEditor *editor, Slice text)
{
    text_splice(&editor->text, 0, editor->text.length, text);
    editor->cursor = editor->text.length;
    editor->left = 0;
    editor->revision++;
    line_steps_clear(&editor->steps);
    editor->is_selected = false;
}

void line_editor_set(LineEditor *editor, Slice text)
{
    show(editor, text);
    editor->history_position = editor->history ? line_history_count(editor->history) : 0;
}

Slice line_editor_text(const LineEditor *editor)
{
    return text_slice(&editor->text);
}

size_t line_editor_cursor(const LineEditor *editor)
{
    return editor->cursor;
}

void line_editor_set_cursor(LineEditor *editor, size_t offset)
{
    editor->cursor = grapheme_start(text_slice(&editor->text), offset);
}

void line_editor_select(LineEditor *editor)
{
    editor->is_selected = editor->text.length > 0;
}

void line_editor_keep_line_ends(LineEditor *editor, bool is_kept)
{
    editor->keeps_line_ends = is_kept;
}

void line_editor_set_history(LineEditor *editor, const LineHistory *history)
{
    editor->history = history;
    editor->history_position = history ? line_history_count(history) : 0;
}

uint64_t line_editor_revision(const LineEditor *editor)
{
    return editor->revision;
}

/* ---- changing ---- */

/* Puts `inserted` in the place of some bytes and the cursor after it. */
static void change(LineEditor *editor, size_t offset, size_t removed, Slice inserted, bool is_typing)
{
    line_steps_change(&editor->steps, &editor->text, offset, removed, inserted, is_typing);
    editor->cursor = offset + inserted.length;
    editor->revision++;
}

void line_editor_replace(LineEditor *editor, size_t offset, size_t removed, Slice inserted)
{
    change(editor, offset, removed, inserted, false);
    editor->is_selected = false;
}

static Reaction undo(LineEditor *editor)
{
    bool is_undone = line_steps_undo(&editor->steps, &editor->text, &editor->cursor);
    editor->revision += is_undone;
    return is_undone ? REACT_REDRAW : REACT_NONE;
}

static Reaction redo(LineEditor *editor)
{
    bool is_redone = line_steps_redo(&editor->steps, &editor->text, &editor->cursor);
    editor->revision += is_redone;
    return is_redone ? REACT_REDRAW : REACT_NONE;
}

/* ---- places ---- */

static size_t one_back(const LineEditor *editor)
{
    return editor->cursor ? grapheme_previous(text_slice(&editor->text), editor->cursor) : 0;
}

static size_t one_on(const LineEditor *editor)
{
    return editor->cursor < editor->text.length ? grapheme_next(text_slice(&editor->text), editor->cursor)
                                                : editor->cursor;
}

/* True for bytes of words: letters, digits, and everything past ASCII. */
static bool is_word(char c)
{
    return ascii_is_letter_or_digit(c) || (unsigned char)c >= 0x80;
}

/* True when the grapheme at a place belongs to a word. */
static bool is_word_at(const LineEditor *editor, size_t at)
{
    return is_word(editor->text.bytes[at]);
}

/* True when the grapheme at a place is other than a blank. */
static bool is_ink_at(const LineEditor *editor, size_t at)
{
    Slice text = text_slice(&editor->text);
    return !slice_equals(slice_part(text, at, grapheme_next(text, at) - at), SLICE(" "));
}

typedef bool GraphemeTest(const LineEditor *editor, size_t at);

/* Start of the run of graphemes of a kind before the cursor, past those of other kinds. */
static size_t run_back(const LineEditor *editor, GraphemeTest *is_of_run)
{
    size_t at = editor->cursor;
    for (bool is_in_run = false; at > 0;) {
        size_t before = grapheme_previous(text_slice(&editor->text), at);
        bool is_of = is_of_run(editor, before);
        if (is_in_run && !is_of) {
            break;
        }
        is_in_run = is_of;
        at = before;
    }
    return at;
}

static size_t word_back(const LineEditor *editor)
{
    return run_back(editor, is_word_at);
}

static size_t word_on(const LineEditor *editor)
{
    size_t at = editor->cursor;
    for (bool is_in_word = false; at < editor->text.length;) {
        bool is_of = is_word_at(editor, at);
        if (is_in_word && !is_of) {
            break;
        }
        is_in_word = is_of;
        at = grapheme_next(text_slice(&editor->text), at);
    }
    return at;
}

/* Start of the run of other than blanks after the cursor (^W). */
static size_t blank_back(const LineEditor *editor)
{
    return run_back(editor, is_ink_at);
}

/* Start of the text or, where line ends are kept, of the line that the cursor is in. */
static size_t line_start(const LineEditor *editor)
{
    size_t at = editor->keeps_line_ends ? editor->cursor : 0;
    while (at > 0 && editor->text.bytes[at - 1] != '\n') {
        at--;
    }
    return at;
}

/* The same its end. */
static size_t line_end(const LineEditor *editor)
{
    size_t end =
        editor->keeps_line_ends ? slice_find(text_slice(&editor->text), SLICE("\n"), editor->cursor) : SIZE_MAX;
    return end == SIZE_MAX ? editor->text.length : end;
}

/* ---- keys ---- */

static Reaction move_to(LineEditor *editor, size_t place)
{
    bool is_there = editor->cursor == place;
    editor->cursor = place;
    return is_there ? REACT_NONE : REACT_REDRAW;
}

/* Removes what lies between the cursor and a place; `is_kept`: for yank. */
static Reaction remove_to(LineEditor *editor, size_t place, bool is_kept)
{
    size_t from = place < editor->cursor ? place : editor->cursor;
    size_t length = (place < editor->cursor ? editor->cursor : place) - from;
    if (length == 0) {
        return REACT_NONE;
    }
    if (is_kept) {
        text_clear(&editor->killed);
        text_append(&editor->killed, slice_part(text_slice(&editor->text), from, length));
    }
    change(editor, from, length, SLICE(""), false);
    return REACT_REDRAW;
}

static Reaction yank(LineEditor *editor)
{
    if (!editor->killed.length) {
        return REACT_NONE;
    }
    change(editor, editor->cursor, 0, text_slice(&editor->killed), false);
    return REACT_REDRAW;
}

/* Swaps the clusters before and after the cursor; at the end of the text, the last two. */
static Reaction transpose(LineEditor *editor)
{
    size_t before = editor->cursor;
    if (editor->cursor == editor->text.length) {
        editor->cursor = one_back(editor);
    }
    size_t start = one_back(editor);
    size_t end = one_on(editor);
    if (start == editor->cursor || end == editor->cursor) {
        editor->cursor = before;
        return REACT_NONE;
    }
    Text swapped = TEXT_EMPTY;
    text_append(&swapped, slice_part(text_slice(&editor->text), editor->cursor, end - editor->cursor));
    text_append(&swapped, slice_part(text_slice(&editor->text), start, editor->cursor - start));
    change(editor, start, end - start, text_slice(&swapped), false);
    text_free(&swapped);
    return REACT_REDRAW;
}

/* Shows an older line of the history, or a younger one, or at last what was being typed. */
static Reaction browse(LineEditor *editor, bool is_older)
{
    size_t count = editor->history ? line_history_count(editor->history) : 0;
    size_t position = editor->history_position;
    if (is_older ? position == 0 : position >= count) {
        return REACT_NONE;
    }
    if (position == count) {
        text_clear(&editor->typed);
        text_append(&editor->typed, text_slice(&editor->text));
    }
    position = is_older ? position - 1 : position + 1;
    editor->history_position = position;
    show(editor, position == count ? text_slice(&editor->typed) : line_history_line(editor->history, position));
    return REACT_REDRAW;
}

static Reaction older(LineEditor *editor)
{
    return browse(editor, true);
}

static Reaction younger(LineEditor *editor)
{
    return browse(editor, false);
}

typedef size_t PlaceFinder(const LineEditor *editor);

/* What a key does: it moves to a place, removes up to it, or calls a function. */
typedef struct LineKey {
    Key key;
    enum { MOVE, REMOVE, KILL, CALL } what;
    PlaceFinder *place;
    Reaction (*call)(LineEditor *editor);
} LineKey;

static const LineKey line_keys[] = {
    {{KEYCODE_LEFT, 0}, MOVE, one_back, NULL},
    {{'b', KEY_CTRL}, MOVE, one_back, NULL},
    {{KEYCODE_RIGHT, 0}, MOVE, one_on, NULL},
    {{'f', KEY_CTRL}, MOVE, one_on, NULL},
    {{KEYCODE_HOME, 0}, MOVE, line_start, NULL},
    {{'a', KEY_CTRL}, MOVE, line_start, NULL},
    {{KEYCODE_END, 0}, MOVE, line_end, NULL},
    {{'e', KEY_CTRL}, MOVE, line_end, NULL},
    {{'b', KEY_ALT}, MOVE, word_back, NULL},
    {{KEYCODE_LEFT, KEY_CTRL}, MOVE, word_back, NULL},
    {{'f', KEY_ALT}, MOVE, word_on, NULL},
    {{KEYCODE_RIGHT, KEY_CTRL}, MOVE, word_on, NULL},
    {{KEYCODE_BACKSPACE, 0}, REMOVE, one_back, NULL},
    {{'h', KEY_CTRL}, REMOVE, one_back, NULL},
    {{KEYCODE_DELETE, 0}, REMOVE, one_on, NULL},
    {{'d', KEY_CTRL}, REMOVE, one_on, NULL},
    {{'k', KEY_CTRL}, KILL, line_end, NULL},
    {{'u', KEY_CTRL}, KILL, line_start, NULL},
    {{'w', KEY_CTRL}, KILL, blank_back, NULL},
    {{KEYCODE_BACKSPACE, KEY_ALT}, KILL, word_back, NULL},
    {{KEYCODE_DELETE, KEY_CTRL}, KILL, word_on, NULL},
    {{'d', KEY_ALT}, KILL, word_on, NULL},
    {{'y', KEY_CTRL}, CALL, NULL, yank},
    {{'t', KEY_CTRL}, CALL, NULL, transpose},
    {{'_', KEY_CTRL}, CALL, NULL, undo},
    {{'z', KEY_CTRL}, CALL, NULL, undo},
    {{'_', KEY_ALT}, CALL, NULL, redo},
    {{'r', KEY_CTRL}, CALL, NULL, redo},
    {{KEYCODE_UP, 0}, CALL, NULL, older},
    {{'p', KEY_CTRL}, CALL, NULL, older},
    {{KEYCODE_DOWN, 0}, CALL, NULL, younger},
    {{'n', KEY_CTRL}, CALL, NULL, younger},
};

/* Does what a row says. */
static Reaction do_key(LineEditor *editor, const LineKey *row)
{
    switch (row->what) {
    case MOVE:
        return move_to(editor, row->place(editor));
    case REMOVE:
    case KILL:
        return remove_to(editor, row->place(editor), row->what == KILL);
    case CALL:
        break;
    }
    bool is_history = row->call == older || row->call == younger;
    return is_history && !editor->history ? REACT_UNHANDLED : row->call(editor);
}

/* Puts text at the cursor or, while all is selected, in the place of all. */
static void put(LineEditor *editor, Slice text, bool is_typing)
{
    if (editor->is_selected) {
        change(editor, 0, editor->text.length, text, false);
    } else {
        change(editor, editor->cursor, 0, text, is_typing);
    }
    editor->is_selected = false;
}

/* What Backspace and Del do while all is selected. */
static bool removes_selection(const LineEditor *editor, Key key)
{
    return editor->is_selected && (key.code == KEYCODE_BACKSPACE || key.code == KEYCODE_DELETE) && key.modifiers == 0;
}

Reaction line_editor_key(LineEditor *editor, Key key)
{
    if (key_is_text(key)) {
        Text typed = TEXT_EMPTY;
        utf8_append(&typed, key.code);
        put(editor, text_slice(&typed), true);
        text_free(&typed);
        return REACT_REDRAW;
    }
    if (removes_selection(editor, key)) {
        put(editor, SLICE(""), false);
        return REACT_REDRAW;
    }
    Reaction redraw = editor->is_selected ? REACT_REDRAW : REACT_NONE;
    editor->is_selected = false;
    for (size_t i = 0; i < sizeof line_keys / sizeof *line_keys; i++) {
        if (keys_equal(line_keys[i].key, key)) {
            return do_key(editor, &line_keys[i]) | redraw;
        }
    }
    return REACT_UNHANDLED | redraw;
}

/* Pasted text of which each line end, LF, CR or CR LF, is one byte. */
static void append_pasted(Slice text, char line_end, Text *flat)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        bool is_second = c == '\n' && i > 0 && text.bytes[i - 1] == '\r';
        if (!is_second) {
            text_append_byte(flat, c == '\n' || c == '\r' ? line_end : c);
        }
    }
}

Reaction line_editor_paste(LineEditor *editor, Slice text)
{
    Text flat = TEXT_EMPTY;
    while (!editor->keeps_line_ends && text.length && strchr("\r\n", text.bytes[text.length - 1])) {
        text.length--;
    }
    append_pasted(text, editor->keeps_line_ends ? '\n' : ' ', &flat);
    put(editor, text_slice(&flat), false);
    text_free(&flat);
    return REACT_REDRAW;
}
