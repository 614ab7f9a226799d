/*
 * Bench: the inside of the workbench, for the files of ui/screens.
 *
 * Panes: 0 the tree, 1 the issues, 2 the rule. The cursor of the tree is the one place that everything else follows. A
 * value that is being typed is applied to the document at every key, and undone by Esc, so that the verdict beside it
 * is the real one.
 *
 * A part that only some files need is a structure of its own, in the header that is named here; what is done with it is
 * declared there. All parts are there from the beginning to the end (workbench_parts.c).
 */
#ifndef IPSE_SCREENS_BENCH_H
#define IPSE_SCREENS_BENCH_H

#include "ui/kit/stage/keymap.h"
#include "ui/kit/stage/stage.h"
#include "ui/screens/bench/session.h"
#include "ui/widgets/list.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/which_key.h"

struct Workbench;

/* What is done with what servers hold: ui/screens/remote, for rooms below it. */
typedef struct RemoteHooks {
    /* True where a word names what a server holds. */
    bool (*wants)(const struct Workbench *bench, Slice word);

    /* Reads it and shows it, or offers what a search found; what fails is said. */
    void (*open)(struct Workbench *bench, Slice word);

    /* Saves the file that is shown to the server that it came from (`path` NULL), or to one that is named; false, for
       it is not done yet. What `saving->then` is by then is called when it is. */
    bool (*save)(struct Workbench *bench, const char *path);
} RemoteHooks;

enum { PANE_TREE, PANE_ISSUES, PANE_RULE };

/* What was typed before: in the prompts of searches and filters, of paths, as values, as commands, as FHIRPath
 * expressions. */
enum { TYPED_FIND, TYPED_PATH, TYPED_VALUE, TYPED_COMMAND, TYPED_EXPRESSION, TYPED_COUNT };

/* Where the keys for the next issue led last. */
typedef struct Jump {
    bool is_made;      /* they led somewhere */
    uint64_t revision; /* of the document then */
    uint32_t errors;   /* that it had then */
    bool is_warning;   /* it led to a warning */
    uint32_t position; /* of the issue in the report */
} Jump;

typedef struct Workbench {
    Session *session;
    Stage *stage;
    Config *config;
    Keymap *keymap; /* it has the table of actions */
    KeyState keys;
    WhichKey which_key; /* what may follow them */
    Messages *messages;
    Panes panes;
    List tree;               /* the rows of the tree */
    Text tree_title;         /* its title: where the cursor is */
    bool is_wrapped;         /* the selected value is shown whole */
    bool is_mask_asked;      /* whether the patient is masked in presentations */
    bool hides_patient;      /* presentations mask without asking again */
    bool is_rule_old;        /* the rule pane has to be made anew */
    bool is_text_refused;    /* what would take text was refused: letters are no commands before another key */
    Jump jump;               /* where the keys for the next issue led */
    const ViewKind *kind;    /* the view that the workbench is */
    const char *last_action; /* name of the one run last; NULL: none */
    struct LineHistory *typed_before[TYPED_COUNT];
    int64_t rescue_at;             /* milliseconds of the clock; 0: nothing to rescue */
    int64_t look_at;               /* the same, when the files on disk are looked at */
    struct Typing *typing;         /* editing/value_editor.h */
    struct Filling *filling;       /* editing/filling.h */
    struct Pending *pending;       /* bench/pending.h */
    struct Register *copied;       /* bench/register.h */
    struct LastChange *change;     /* bench/last_change.h */
    struct Background *background; /* background/background.h */
    struct SideJob *side;          /* background/side_job.h */
    struct TreeFilter *filter;     /* bench/tree_filter.h */
    struct TreeSearch *search;     /* bench/tree_search.h */
    struct ShownIssues *issues;    /* bench/shown_issues.h */
    struct Suppressed *suppressed; /* bench/suppressed.h */
    struct RulePane *rule;         /* panes/rule_pane.h */
    struct RescueOffers *offers;   /* views/rescue.h */
    struct SaveStatus *saving;     /* views/saving.h */
    struct Recording *recording;   /* actions/actions_record.h */
    const RemoteHooks *remote;
    struct Tour *tour;       /* views/tour.h; NULL: no tour */
    struct Playing *playing; /* play/playing.h; NULL: no script was played */
} Workbench;

#endif
