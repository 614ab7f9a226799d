/*
 * The table of actions: what the workbench can do. Dispatch, footer, which-key line, help, palette, `ipse keys`, the
 * keys of the README and the configuration read it.
 *
 * Each row stands beside its handler in a file actions_*.c, which gives its rows as an ActionRows; actions_list.c lists
 * them. A new action is a row there; a new file of actions is a line here and one in actions_list.c.
 */
#ifndef IPSE_SCREENS_ACTIONS_LIST_H
#define IPSE_SCREENS_ACTIONS_LIST_H

#include "ui/kit/stage/actions.h"

/* The groups of help and palette. */
enum { GROUP_MOVE, GROUP_FOLD, GROUP_EDIT, GROUP_FIND, GROUP_FILES, GROUP_VIEW };

/* The panes in which the keys of an action work. */
enum { IN_TREE = 1, IN_ISSUES = 2, IN_RULE = 4 };

/* What actions need. */
enum {
    NEEDS_FILE = 1,
    NEEDS_WRITABLE = 2,
    NEEDS_UNDO = 4,
    NEEDS_REDO = 8,
    NEEDS_REGISTER = 16,
    NEEDS_SEARCH = 32,
    NEEDS_WHOLE_NAME = 64,
    NEEDS_CHANGES = NEEDS_FILE | NEEDS_WRITABLE /* what changes the document */
};

/* The rows of each file of ui/screens/questions. */
extern const ActionRows fhirpath_actions, import_actions, profiles_actions, score_actions;

/* Those of ui/screens/archive. */
extern const ActionRows archive_actions;

/* The rows of each file actions_*.c. */
extern const ActionRows cursor_actions, fold_actions, edit_actions, fix_actions, choice_actions, repeat_actions,
    editor_actions, delete_actions, copy_actions, move_value_actions, undo_actions, clipboard_actions, issue_actions,
    search_actions, path_actions, filter_actions, resource_actions, jump_actions, save_actions, file_actions,
    compare_actions, remote_actions, record_actions, quit_actions, help_actions, actor_actions, profile_actions,
    screen_actions, pane_actions, share_actions, play_actions, new_actions;

/* All of them; the context of the actions is the Workbench. */
extern const ActionTable bench_actions;

#endif
