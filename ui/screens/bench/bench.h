/*
 * Bench: the inside of the workbench, for the files of this folder.
 *
 * Panes: 0 the tree, 1 the issues, 2 the rule. The cursor of the tree is the one place that everything else follows. A
 * value that is being typed is applied to the document at every key (and taken back by Esc), so that the verdict beside
 * it is the real one.
 */
#ifndef IPSE_SCREENS_BENCH_H
#define IPSE_SCREENS_BENCH_H

#include "src/outline/search.h"
#include "ui/kit/stage/keymap.h"
#include "ui/kit/stage/stage.h"
#include "ui/screens/bench/issue_rows.h"
#include "ui/screens/bench/register.h"
#include "ui/screens/bench/session.h"
#include "ui/widgets/line_editor.h"
#include "ui/widgets/list.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/text_view.h"

enum { PANE_TREE, PANE_ISSUES, PANE_RULE };

/* The value that is being typed. */
/* What was added only to be typed or chosen: Esc takes it back. */
typedef struct Added {
    bool is_on;
    uint32_t from; /* position in the history before it */
    NodeId holder;
} Added;

typedef struct Typing {
    LineEditor *editor; /* NULL: nothing is typed */
    NodeId node;        /* the value, or the holder of a ghost, as numbered before the typing */
    const Element *ghost;
    bool is_rename;
    uint32_t from;     /* position in the history before the typing */
    Added added;       /* what was added to be typed */
    uint64_t revision; /* of the editor's text that was applied */
} Typing;

/* A change that can be done again at another row: an action, a value that was typed or chosen, or the repair of a kind. */
typedef struct Change {
    const Action *action; /* NULL: it set a value */
    uint32_t count;
    Text json; /* the value */
} Change;

/* A text that is edited in a view of its own, and is in the document only once it is entered. */
typedef bool PendingPlan(void *context, SpliceList *list, Error *error);
typedef struct Pending {
    const LineEditor *editor; /* NULL: none */
    uint64_t revision;        /* of the editor's text before something was typed */
    uint64_t serial;          /* tells it from those before */
    PendingPlan *plan;        /* plans what entering does */
    void *context;
} Pending;

/* Work of earlier runs that is still to be asked about. */
typedef struct RescueOffer {
    OpenFile *file;
    char *path; /* of the recovery file */
    RecoveryKind kind;
} RescueOffer;

typedef struct RescueOffers {
    RescueOffer *items;
    size_t count;
    size_t capacity;
    RecoveryContent content; /* of the first */
} RescueOffers;

/* What is pressed, being recorded as a script. */
typedef struct Recording {
    char *path; /* NULL: nothing is recorded */
    Text text;
    size_t mark; /* length of the text before the command that is being typed */
    bool is_forced;
} Recording;

typedef struct Workbench {
    Session *session;
    Stage *stage;
    Config *config;
    const ActionTable *actions;
    Keymap *keymap;
    KeyState keys;
    Messages *messages;
    Panes panes;
    List tree;
    List issues;
    IssueRows issue_rows;
    TextView *rule;
    uint64_t rule_revision; /* what the rule pane shows */
    uint32_t rule_row;
    Typing typing;
    Pending pending;
    RescueOffers offers;
    LineHistory *find_history;
    LineHistory *path_history;
    LineHistory *value_history;
    bool is_wrapped;      /* the selected value is shown whole */
    Text title;           /* of the tree: where the cursor is */
    Search search;        /* what was searched for last */
    bool is_search_shown; /* it is marked in the tree */
    Register copied;
    struct Tour *tour;       /* NULL: none is made */
    const char *last_action; /* name of the one run last; NULL: none */
    Recording recording;
    Change change;     /* the last one that can be done again */
    int64_t rescue_at; /* milliseconds of the clock; 0: nothing to rescue */
    int64_t look_at;   /* likewise, when the files on disk are looked at */
    bool is_scripted;  /* a script drives: its status tells whether all that it saved was saved */
    Text unsaved;      /* a line for each that could not be saved */
    Text save_open;    /* for a save that would have overwritten what is there, and was not forced since; empty: none */
    Text *ended;       /* gets those lines, for standard error */
} Workbench;

/* The view (workbench.c). */
extern const ViewKind bench_kind;

/* ---- the cursor ---- */
OpenFile *bench_file(const Workbench *bench);
const RowView *bench_row(Workbench *bench);                   /* the row under the cursor; NULL where no file is open */
void bench_go_to(Workbench *bench, NodeId node, Slice ghost); /* reveals it */
void bench_go_to_row(Workbench *bench, uint32_t row);

/* Opens a file, where it is not open yet, and shows it; false with a sentence where it cannot be. */
bool bench_open(Workbench *bench, const char *path, Error *error);

/* Shows another of the open files, with the cursor where it was there. */
void bench_show(Workbench *bench, size_t position);

/* Offers files to open, and the tour; opens a file that was named. */
void start_view_open(Workbench *bench);
void start_view_take(Workbench *bench, Slice name);

/* Runs an action, or says why it is not possible now. */
Reaction bench_run(Workbench *bench, const Action *action, ActionCall call);

/* When the workbench wants to do something without being asked, and what it does (bench_timers.c). */
int64_t bench_wait(void *self);
Reaction bench_tick(void *self);

/* Clicks, wheel and drags (bench_mouse.c). */
Reaction bench_mouse(void *self, Mouse mouse);

/* ---- changing ---- */

/* Applies splices as a change named `label`, judges, and says what went wrong; false where it did. */
bool bench_apply(Workbench *bench, const SpliceList *list, const char *label);

/* Says in the status line what was done to a value: "Duplicated as item 2 of 'series'". */
void bench_report(Workbench *bench, const char *what, NodeId node);

/* Notes where a command begins, which a recording may end with. */
void record_mark(Workbench *bench);

/* Notes an action that was carried out, where it is one that can be done again. */
void change_note_action(Workbench *bench, const Action *action, const ActionCall *call);

/* Notes the JSON of a value that was typed or chosen, so that it can be set again elsewhere. */
void change_note_value(Workbench *bench, Slice json);

/* After undo, redo, reload …: judges and puts the cursor where the change was. */
void bench_follow_change(Workbench *bench);

/* ---- typing (value_editor.c) ---- */
Reaction typing_begin(Workbench *bench, bool is_empty);
/* Begins typing what was just added. */
Reaction typing_begin_added(Workbench *bench, Added added);
Reaction typing_begin_rename(Workbench *bench);
Reaction typing_key(Workbench *bench, Key key);
Reaction typing_paste(Workbench *bench, Slice text);
void typing_cancel(Workbench *bench);
bool typing_is_on(const Workbench *bench);

/* From now on the editor's text counts as unsaved work for as long as it is not entered; NULL: no longer (rescue.c). */
void bench_set_pending(Workbench *bench, const LineEditor *editor, PendingPlan *plan, void *context);

/* Opens a box for a text of several lines. */
void text_editor_open(Workbench *bench);

/* Offers fixes for the row; asks whether all issues of a kind are to be fixed. */
void fixes_open(Workbench *bench);
void fix_all_ask(Workbench *bench);

/* ---- choosing (code_picker.c, choices.c) ---- */

/* Opens a picker of the codes of the value under the cursor; false where there is none. */
bool choices_open(Workbench *bench);
bool choices_open_added(Workbench *bench, Added added);

/* Takes back what was added, and goes to where it was put. */
void added_drop(Workbench *bench, Added added);

/* Opens a picker of the elements that may be added to the object at or around the cursor. */
Reaction choices_open_add(Workbench *bench);
Reaction choices_open_themes(Workbench *bench);

/* Shows all rows again; false where no filter was on (actions_filter.c). */
bool filter_clear(Workbench *bench);

/* What is filtered for, as a title of the tree; NULL where nothing is. */
const char *filter_title(const Workbench *bench);

/* ---- panes ---- */
void tree_pane_draw(Workbench *bench, Canvas *canvas, Rect area, bool is_focused);
void issues_pane_draw(Workbench *bench, Canvas *canvas, Rect area, bool is_focused);
void rule_pane_draw(Workbench *bench, Canvas *canvas, Rect area);
void header_draw(Workbench *bench, Canvas *canvas, Rect line);

/* Keeps the size of a pane for the next start, where it was changed (actions_panes.c). */
void panes_keep_size(Workbench *bench, size_t pane);

/* The path of the row under the cursor, with what the tree is filtered for, in at most so many cells. */
const char *tree_pane_title(Workbench *bench, int cells);

/* The selected issue's position in the report; UINT32_MAX where none is. */
uint32_t issues_pane_selected(Workbench *bench);
void issues_pane_select(Workbench *bench, uint32_t position);

/* The title that says how the issues are sorted and filtered. */
const char *issues_pane_title(Workbench *bench);

/* Shows only the issues with a text; the empty one: all. */
void issues_pane_filter(Workbench *bench, Slice text);

/* Follows the selected issue. */
Reaction issues_pane_follow(Workbench *bench);

/* ---- overlays ---- */
void raw_view_open(Workbench *bench);
/* Help for where one is, and for a view above (`help` as in view.h). */
void help_open(Workbench *bench);
void help_open_keys(void *bench, const char *help);

/* What a receiver that follows the profile shows of the studies. */
void card_view_open(Workbench *bench);

/* Shows what differs from another text, hunk by hunk; `name` says what that is. The text is copied. With `taken` it is one
   that may be brought in, and `taken` is called once all of it was; else it is one that was there before. */
void diff_view_open(Workbench *bench, Slice other, const char *name, void (*taken)(Workbench *bench));
/* Likewise from the file on disk. */
void diff_view_open_disk(Workbench *bench);

/* Quits, or asks first where something is not saved. */
Reaction quit_ask(Workbench *bench);

/* Asks whether a file that changed on disk is to be overwritten. */
void save_ask_changed(Workbench *bench);

/* Asks what is to be done where a file to be saved is missing by now. */
void save_ask_removed(Workbench *bench);

/* Saves and says so; true where it was done. */
bool bench_save(Workbench *bench, const char *path, bool is_forced);

/* Lets a script end with status 2 and this error: something could not be saved. */
void bench_note_unsaved(Workbench *bench, const Error *error);

#endif
