/* The table of actions: the rows of all files, groups, needs, and what is met now. */
#include "ui/screens/actions/actions_list.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/register.h"
#include "ui/screens/bench/tree_search.h"

/* In the order of help and palette, group by group. */
static const ActionRows *const parts[] = {
    /* move, fold */ &cursor_actions,
    &fold_actions,
    /* edit */ &edit_actions,
    &fix_actions,
    &choice_actions,
    &repeat_actions,
    &editor_actions,
    &delete_actions,
    &copy_actions,
    &move_value_actions,
    &undo_actions,
    &clipboard_actions,
    /* find */ &issue_actions,
    &search_actions,
    &path_actions,
    &fhirpath_actions,
    &resource_actions,
    &filter_actions,
    &jump_actions,
    &import_actions,
    /* files */ &save_actions,
    &file_actions,
    &new_actions,
    &compare_actions,
    &remote_actions,
    &archive_actions,
    &share_actions,
    &record_actions,
    &play_actions,
    &quit_actions,
    /* view */ &help_actions,
    &actor_actions,
    &profile_actions,
    &profiles_actions,
    &screen_actions,
    &score_actions,
    &pane_actions};

static const char *const groups[] = {[GROUP_MOVE] = "Move", [GROUP_FOLD] = "Fold",   [GROUP_EDIT] = "Edit",
                                     [GROUP_FIND] = "Find", [GROUP_FILES] = "Files", [GROUP_VIEW] = "View"};

static const char *const footer[] = {"help",       "save",    "edit",     "follow", "add",  "fix",
                                     "next-issue", "palette", "next-gap", "find",   "undo", "quit"};

static const ActionNeed needs[] = {
    {NEEDS_FILE, "No file is open."},
    {NEEDS_WRITABLE, "The file is open read-only."},
    {NEEDS_UNDO, "Nothing to undo."},
    {NEEDS_REDO, "Nothing to redo."},
    {NEEDS_REGISTER, "Nothing to paste."},
    {NEEDS_SEARCH, "Nothing to search for."},
    {NEEDS_WHOLE_NAME, "Type the whole name to run the command."},
};

/* What is possible now. */
static uint32_t needs_met(void *context)
{
    const Workbench *bench = context;
    const OpenFile *file = bench_file(bench);
    if (!file) {
        return 0;
    }
    uint32_t met = NEEDS_FILE;
    met |= bench->session->is_readonly ? 0u : (uint32_t)NEEDS_WRITABLE;
    met |= history_can_undo(file->history) ? (uint32_t)NEEDS_UNDO : 0u;
    met |= history_can_redo(file->history) ? (uint32_t)NEEDS_REDO : 0u;
    met |= bench->copied->json.length ? (uint32_t)NEEDS_REGISTER : 0u;
    met |= bench->search->search.text.length ? (uint32_t)NEEDS_SEARCH : 0u;
    return met;
}

static uint32_t place_of_keys(void *context)
{
    static const uint32_t places[] = {[PANE_TREE] = IN_TREE, [PANE_ISSUES] = IN_ISSUES, [PANE_RULE] = IN_RULE};
    const Workbench *bench = context;
    return places[bench->panes.focus];
}

const ActionTable bench_actions = {
    .parts = parts,
    .part_count = sizeof parts / sizeof *parts,
    .groups = groups,
    .group_count = sizeof groups / sizeof *groups,
    .footer = footer,
    .footer_count = sizeof footer / sizeof *footer,
    .needs = needs,
    .need_count = sizeof needs / sizeof *needs,
    .whole_name = NEEDS_WHOLE_NAME,
    .met = needs_met,
    .place = place_of_keys,
};
