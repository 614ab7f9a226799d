/*
 * The table of actions of the workbench: dispatch, footer, help, palette, manual page and configuration read it.
 *
 * Parameters: of movements the rows to go (or MOVE_…), of others what the handler of the row says.
 */
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/parameters.h"

enum { MOVE, FOLD, EDIT, FIND, FILES, VIEW };

static const char *const groups[] = {"Move", "Fold", "Edit", "Find", "Files", "View"};

static const ActionNeed needs[] = {
    {NEEDS_FILE, "No file is open."},
    {NEEDS_NODE, "There is nothing under the cursor."},
    {NEEDS_WRITABLE, "The file was opened for reading only."},
    {NEEDS_UNDO, "There is nothing to undo."},
    {NEEDS_REDO, "There is nothing to redo."},
    {NEEDS_REGISTER, "Nothing was copied yet."},
    {NEEDS_SEARCH, "Nothing was searched for yet."},
    {NEEDS_WHOLE_NAME, "Type the whole name to run the command."},
};

#define CHANGES (NEEDS_FILE | NEEDS_NODE | NEEDS_WRITABLE)

static const Action actions[] = {
    {"down", "Move down", NULL, "Down, j", NULL, NULL, MOVE, 0, NEEDS_FILE, action_move, MOVE_DOWN},
    {"up", "Move up", NULL, "Up, k", NULL, NULL, MOVE, 0, NEEDS_FILE, action_move, MOVE_UP},
    {"page-down", "Move down a page", NULL, "PgDn, ^F", NULL, NULL, MOVE, 0, NEEDS_FILE, action_move, MOVE_PAGE_DOWN},
    {"page-up", "Move up a page", NULL, "PgUp, ^B", NULL, NULL, MOVE, 0, NEEDS_FILE, action_move, MOVE_PAGE_UP},
    {"half-page-down", "Move down half a page", NULL, "^D", NULL, NULL, MOVE, 0, NEEDS_FILE, action_move,
     MOVE_HALF_DOWN},
    {"half-page-up", "Move up half a page", NULL, "^U", NULL, NULL, MOVE, 0, NEEDS_FILE, action_move, MOVE_HALF_UP},
    {"first", "Go to the first row", NULL, "Home, g", NULL, NULL, MOVE, 0, NEEDS_FILE, action_move, MOVE_FIRST},
    {"last", "Go to the last row", NULL, "End, G", NULL, NULL, MOVE, 0, NEEDS_FILE, action_move, MOVE_LAST},
    {"next-sibling", "Go to the next value on this level", NULL, "J", NULL, NULL, MOVE, PLACE_TREE, NEEDS_FILE,
     action_sibling, 1},
    {"previous-sibling", "Go to the previous value on this level", NULL, "K", NULL, NULL, MOVE, PLACE_TREE, NEEDS_FILE,
     action_sibling, -1},

    {"close", "Close, or go to what it is in", NULL, "Left, h", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold,
     FOLD_CLOSE},
    {"open", "Open, or go to the first in it", NULL, "Right, l", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold,
     FOLD_OPEN},
    {"toggle", "Open or close", NULL, "Space", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, FOLD_TOGGLE},
    {"close-deep", "Close with all in it", NULL, "H", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold,
     FOLD_CLOSE_DEEP},
    {"open-deep", "Open with all in it", NULL, "L", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold,
     FOLD_OPEN_DEEP},
    {"close-all", "Close everything", NULL, "zM", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold,
     FOLD_ALL_CLOSED},
    {"open-all", "Open everything", NULL, "zR", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, FOLD_ALL_OPEN},
    {"level-1", "Open one level", NULL, "z1", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, 1},
    {"level-2", "Open two levels", NULL, "z2", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, 2},
    {"level-3", "Open three levels", NULL, "z3", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, 3},
    {"level-4", "Open four levels", NULL, "z4", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, 4},
    {"level-5", "Open five levels", NULL, "z5", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, 5},
    {"level-6", "Open six levels", NULL, "z6", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, 6},
    {"level-7", "Open seven levels", NULL, "z7", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, 7},
    {"level-8", "Open eight levels", NULL, "z8", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, 8},
    {"level-9", "Open nine levels", NULL, "z9", NULL, NULL, FOLD, PLACE_TREE, NEEDS_FILE, action_fold, 9},

    {"help", "Keys and commands", "Help", "F1, ?", "h", NULL, VIEW, 0, 0, action_help, 0},
    {"save", "Save, or save as FILE", "Save", "F2, ^S", "w write", "FILE", FILES, 0, NEEDS_FILE, action_save,
     SAVE_STAY},
    {"edit", "Edit the value, or fill in what is absent", "Edit", "Enter, e, i, F4", NULL, NULL, EDIT, PLACE_TREE,
     CHANGES, action_edit, EDIT_KEEP},
    {"follow", "Go to the place of the issue", "Go to", "Enter", NULL, NULL, MOVE, PLACE_ISSUES, NEEDS_FILE,
     action_edit, EDIT_FOLLOW},
    {"empty-edit", "Empty the value and type a new one", NULL, "cc", NULL, NULL, EDIT, PLACE_TREE, CHANGES, action_edit,
     EDIT_EMPTY},
    {"type", "Type the value, where Enter offers a list", NULL, "F12, ^T", NULL, NULL, EDIT, PLACE_TREE, CHANGES,
     action_edit, EDIT_TYPE},
    {"add", "Add what the profile allows here", "Add", "o, Ins, +", NULL, NULL, EDIT, PLACE_TREE, CHANGES, action_add,
     0},
    {"fix", "Choose a fix for the issues of this row, or inside it", "Fix", "a, F6", NULL, NULL, EDIT,
     PLACE_TREE | PLACE_ISSUES, CHANGES, action_fix, 0},
    {"fix-all", "Fix all issues of this kind", NULL, "A", NULL, NULL, EDIT, PLACE_TREE | PLACE_ISSUES, CHANGES,
     action_fix_all, 0},
    {"choice-type", "Choose another type for a value[x]", NULL, "ct", NULL, NULL, EDIT, PLACE_TREE, CHANGES,
     action_choice_type, 0},
    {"text", "Edit a text of several lines in a box", NULL, "E", NULL, NULL, EDIT, PLACE_TREE, CHANGES, action_text, 0},
    {"repeat", "Do the last change again here", NULL, ".", NULL, NULL, EDIT, PLACE_TREE, CHANGES, action_repeat, 0},
    {"editor", "Open the value in $VISUAL or $EDITOR", NULL, "v", NULL, NULL, EDIT, PLACE_TREE, CHANGES, action_editor,
     EDITOR_VALUE},
    {"editor-file", "Open the file in $VISUAL or $EDITOR, at this row", NULL, "V", NULL, NULL, EDIT, PLACE_TREE,
     CHANGES, action_editor, EDITOR_FILE},
    {"rename", "Rename the property", NULL, "r, F11", NULL, NULL, EDIT, PLACE_TREE, CHANGES, action_rename, 0},
    {"delete", "Delete", NULL, "dd, Del", NULL, NULL, EDIT, PLACE_TREE, CHANGES, action_delete, 0},
    {"copy", "Copy the value with all in it", NULL, "yy", NULL, NULL, EDIT, PLACE_TREE, NEEDS_FILE | NEEDS_NODE,
     action_copy_value, 0},
    {"paste", "Paste behind", NULL, "p", NULL, NULL, EDIT, PLACE_TREE, CHANGES | NEEDS_REGISTER, action_paste_value, 1},
    {"paste-before", "Paste before", NULL, "P", NULL, NULL, EDIT, PLACE_TREE, CHANGES | NEEDS_REGISTER,
     action_paste_value, -1},
    {"duplicate", "Add a copy behind", NULL, "Alt-d", NULL, NULL, EDIT, PLACE_TREE, CHANGES, action_duplicate, 0},
    {"move-down", "Move the value down", NULL, "Alt-Down", NULL, NULL, EDIT, PLACE_TREE, CHANGES, action_reorder, 1},
    {"move-up", "Move the value up", NULL, "Alt-Up", NULL, NULL, EDIT, PLACE_TREE, CHANGES, action_reorder, -1},
    {"next-issue", "Go to the next issue", "Next issue", "]d, F8", NULL, NULL, FIND, 0, NEEDS_FILE, action_next,
     NEXT_ISSUE},
    {"previous-issue", "Go to the previous issue", NULL, "[d, F7", NULL, NULL, FIND, 0, NEEDS_FILE, action_next,
     PREVIOUS_ISSUE},
    {"palette", "All commands", "Commands", ":, ^P, F9", NULL, NULL, VIEW, 0, 0, action_palette, 0},
    {"next-gap", "Go to the next gap", "Next gap", "]o", NULL, NULL, FIND, 0, NEEDS_FILE, action_next, NEXT_GAP},
    {"previous-gap", "Go to the previous gap", NULL, "[o", NULL, NULL, FIND, 0, NEEDS_FILE, action_next, PREVIOUS_GAP},
    {"find", "Find a text or /EXPRESSION/ in names and values", "Find", "/, F3", NULL, "TEXT", FIND, 0, NEEDS_FILE,
     action_search, 0},
    {"find-next", "Find the next", NULL, "n", NULL, NULL, FIND, PLACE_TREE, NEEDS_FILE | NEEDS_SEARCH,
     action_search_again, 1},
    {"find-previous", "Find the previous", NULL, "N", NULL, NULL, FIND, PLACE_TREE, NEEDS_FILE | NEEDS_SEARCH,
     action_search_again, -1},
    {"go-to-path", "Go to a path, such as series[0].uid", NULL, "@", "go", "PATH", FIND, 0, NEEDS_FILE,
     action_go_to_path, 0},
    {"filter", "Show only issues, gaps, what is obligated, or a text", NULL, "\\", NULL, "TEXT", FIND, 0, NEEDS_FILE,
     action_filter, 0},
    {"issue-order", "Sort the issues by place, severity or kind", NULL, "s", NULL, NULL, FIND, PLACE_ISSUES, NEEDS_FILE,
     action_issue_order, 0},
    {"back", "Go back to where the cursor was", NULL, "^O, Alt-Left", NULL, NULL, FIND, 0, NEEDS_FILE, action_jump, -1},
    {"forward", "Go forward again", NULL, "Alt-Right", NULL, NULL, FIND, 0, NEEDS_FILE, action_jump, 1},
    {"mark", "Mark the row, or take its mark away", NULL, "M", NULL, NULL, FIND, PLACE_TREE, NEEDS_FILE | NEEDS_NODE,
     action_mark, 0},
    {"next-mark", "Go to the next mark", NULL, "'", NULL, NULL, FIND, PLACE_TREE, NEEDS_FILE, action_next_mark, 0},
    {"undo", "Undo", "Undo", "u", NULL, NULL, EDIT, 0, NEEDS_FILE | NEEDS_UNDO, action_undo, 0},
    {"redo", "Redo", NULL, "^R, U", NULL, NULL, EDIT, 0, NEEDS_FILE | NEEDS_REDO, action_redo, 0},
    {"copy-text", "Copy the value's text to the clipboard", NULL, "yv", NULL, NULL, EDIT, PLACE_TREE,
     NEEDS_FILE | NEEDS_NODE, action_clipboard, COPY_VALUE},
    {"copy-path", "Copy the path to the clipboard", NULL, "yp", NULL, NULL, EDIT, PLACE_TREE, NEEDS_FILE | NEEDS_NODE,
     action_clipboard, COPY_PATH},
    {"copy-pointer", "Copy the JSON pointer to the clipboard", NULL, "yj", NULL, NULL, EDIT, PLACE_TREE,
     NEEDS_FILE | NEEDS_NODE, action_clipboard, COPY_POINTER},
    {"copy-issue", "Copy the text of the issue to the clipboard", NULL, "yi", NULL, NULL, EDIT, PLACE_TREE,
     NEEDS_FILE | NEEDS_NODE, action_clipboard, COPY_ISSUE},

    {"save-quit", "Save and quit", NULL, "ZZ", "wq x", NULL, FILES, 0, NEEDS_FILE, action_save, SAVE_QUIT},
    {"diff", "Changes against the file on disk", NULL, "D", NULL, NULL, FILES, 0, NEEDS_FILE, action_diff, 0},
    {"open-file", "Open another file: recent ones, those of this folder, FILE", NULL, "^N", "o", "FILE", FILES, 0, 0,
     action_open, 0},
    {"tour", "Learn by doing, on a copy of a sample", NULL, "Z?", NULL, NULL, VIEW, 0, 0, action_tour, 0},
    {"compare", "Two files side by side, with what differs", NULL, "=", NULL, "FILE", FILES, 0, NEEDS_FILE,
     action_compare, 0},
    {"reload", "Read the file again", NULL, "R, F5", "e", NULL, FILES, 0, NEEDS_FILE, action_reload, 0},
    {"recover", "Restore unsaved work of an earlier run, or discarded work", NULL, "ZR", NULL, NULL, FILES, 0,
     NEEDS_FILE, action_recover, 0},
    {"next-file", "Show the next file", NULL, "]f", "bn", NULL, FILES, 0, NEEDS_FILE, action_file, 1},
    {"previous-file", "Show the previous file", NULL, "[f", "bp", NULL, FILES, 0, NEEDS_FILE, action_file, -1},
    {"close-file", "Close this file", NULL, "^W c", "bd", NULL, FILES, 0, NEEDS_FILE, action_close, 0},
    {"tab-1", "Show the first file", NULL, "Alt-1", NULL, NULL, FILES, 0, NEEDS_FILE, action_tab, 1},
    {"tab-2", "Show the second file", NULL, "Alt-2", NULL, NULL, FILES, 0, NEEDS_FILE, action_tab, 2},
    {"tab-3", "Show the third file", NULL, "Alt-3", NULL, NULL, FILES, 0, NEEDS_FILE, action_tab, 3},
    {"tab-4", "Show the fourth file", NULL, "Alt-4", NULL, NULL, FILES, 0, NEEDS_FILE, action_tab, 4},
    {"tab-5", "Show the fifth file", NULL, "Alt-5", NULL, NULL, FILES, 0, NEEDS_FILE, action_tab, 5},
    {"tab-6", "Show the sixth file", NULL, "Alt-6", NULL, NULL, FILES, 0, NEEDS_FILE, action_tab, 6},
    {"tab-7", "Show the seventh file", NULL, "Alt-7", NULL, NULL, FILES, 0, NEEDS_FILE, action_tab, 7},
    {"tab-8", "Show the eighth file", NULL, "Alt-8", NULL, NULL, FILES, 0, NEEDS_FILE, action_tab, 8},
    {"tab-9", "Show the ninth file", NULL, "Alt-9", NULL, NULL, FILES, 0, NEEDS_FILE, action_tab, 9},
    {"discard", "Quit and discard all changes", NULL, "ZQ", NULL, NULL, FILES, 0, NEEDS_WHOLE_NAME, action_quit,
     QUIT_DISCARD},

    {"actor", "Obligations of Creator, Consumer (with its card), others, or all", NULL, "t", NULL, "ACTOR", VIEW, 0, 0,
     action_actor, 0},
    {"profile", "Choose the profile that studies are judged by", NULL, "T", NULL, NULL, VIEW, 0, NEEDS_FILE,
     action_profile, 0},
    {"record", "Record what is pressed as a script in FILE, or end that", NULL, "Q", NULL, "FILE", FILES, 0, 0,
     action_record, 0},
    {"theme", "Choose the colours", NULL, "zt", NULL, "NAME", VIEW, 0, 0, action_theme, 0},
    {"raw", "The text of the file, to read and to mend", NULL, "m", NULL, NULL, VIEW, 0, NEEDS_FILE, action_raw, 0},
    {"wrap", "Show the selected value whole, wrapped", NULL, "zw", NULL, NULL, VIEW, 0, NEEDS_FILE, action_wrap, 0},
    {"zoom", "Give this pane all the room", NULL, "O", NULL, NULL, VIEW, 0, 0, action_zoom, 0},
    {"next-pane", "Go to the next pane", NULL, "Tab", NULL, NULL, VIEW, 0, 0, action_pane, 1},
    {"previous-pane", "Go to the previous pane", NULL, "Shift-Tab", NULL, NULL, VIEW, 0, 0, action_pane, -1},
    {"wider", "Make this pane wider", NULL, ">, ^W >", NULL, NULL, VIEW, 0, 0, action_resize, RESIZE_WIDER},
    {"narrower", "Make this pane narrower", NULL, "<, ^W <", NULL, NULL, VIEW, 0, 0, action_resize, RESIZE_NARROWER},
    {"higher", "Make this pane higher", NULL, "^W +", NULL, NULL, VIEW, 0, 0, action_resize, RESIZE_HIGHER},
    {"lower", "Make this pane lower", NULL, "^W -", NULL, NULL, VIEW, 0, 0, action_resize, RESIZE_LOWER},
    {"reset-sizes", "Give the panes the sizes of the settings again", NULL, "^W =", NULL, NULL, VIEW, 0, 0,
     action_reset_sizes, 0},
    {"mouse", "Mouse on or off", NULL, "zm", NULL, NULL, VIEW, 0, 0, action_mouse, 0},
    {"messages", "What was said so far", NULL, "zl", NULL, NULL, VIEW, 0, 0, action_messages, 0},
    {"repaint", "Draw the whole screen again", NULL, "^L", NULL, NULL, VIEW, 0, 0, action_repaint, 0},
    {"suspend", "Suspend the program", NULL, "^Z", NULL, NULL, FILES, 0, 0, action_suspend, 0},
    {"quit", "Quit", "Quit", "q, F10", "q", NULL, FILES, 0, 0, action_quit, QUIT_ASK},
};

/* What is possible now. */
static uint32_t needs_met(void *context)
{
    const Workbench *bench = context;
    const OpenFile *file = bench_file(bench);
    if (!file) {
        return 0;
    }
    uint32_t met = NEEDS_FILE | NEEDS_NODE;
    met |= bench->session->is_readonly ? 0u : (uint32_t)NEEDS_WRITABLE;
    met |= history_can_undo(file->history) ? (uint32_t)NEEDS_UNDO : 0u;
    met |= history_can_redo(file->history) ? (uint32_t)NEEDS_REDO : 0u;
    met |= bench->copied.length ? (uint32_t)NEEDS_REGISTER : 0u;
    met |= bench->search.text.length ? (uint32_t)NEEDS_SEARCH : 0u;
    return met;
}

static uint32_t place_of_keys(void *context)
{
    static const uint32_t places[] = {[PANE_TREE] = PLACE_TREE, [PANE_ISSUES] = PLACE_ISSUES, [PANE_RULE] = PLACE_RULE};
    const Workbench *bench = context;
    return places[bench->panes.focus];
}

const ActionTable bench_actions = {
    .actions = actions,
    .count = sizeof actions / sizeof *actions,
    .groups = groups,
    .group_count = sizeof groups / sizeof *groups,
    .needs = needs,
    .need_count = sizeof needs / sizeof *needs,
    .whole_name = NEEDS_WHOLE_NAME,
    .met = needs_met,
    .place = place_of_keys,
};
