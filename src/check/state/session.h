/*
 * Session: one document under check, with all that is found out about it as a whole. For this folder only.
 */
#ifndef IPSE_CHECK_SESSION_H
#define IPSE_CHECK_SESSION_H

#include "src/base/slice_map.h"
#include "src/base/work/pace.h"
#include "src/check/dicom/dicom_check.h"
#include "src/check/follow/addresses.h"
#include "src/check/follow/lines.h"
#include "src/check/follow/truths.h"
#include "src/check/narrative/anchors.h"
#include "src/check/plan/plan_private.h"
#include "src/check/state/reference_resolver.h"
#include "src/check/state/walk_state.h"

#define SUBJECT_MISFIT UINT32_MAX

/* A place where something could not be checked. */
typedef struct Unchecked {
    NodeId node;
    NodeId origin;
    /* position in Session.subject_names; or SUBJECT_MISFIT: a value that is wrong, and counts as an error, though
     * nothing was said that does */
    uint32_t subject;
    bool is_far; /* noted by a document group */
} Unchecked;

/* How far a resource has been judged by its plan, with all in it. */
typedef enum Judgement {
    JUDGED_NOT,
    JUDGED_OPEN,  /* that is under way */
    JUDGED_NEAR,  /* by the local groups */
    JUDGED_RIGHT, /* by all; without error, as a conformance test counts */
    JUDGED_WRONG
} Judgement;

/* What of a resource is kept after an edit (src/check/state/kept.h). */
typedef enum KeptWay { KEPT_NOTHING, KEPT_PART, KEPT_ALL } KeptWay;

/* A resource of the document with the plan that it is judged by, and what came of it (src/check/walk/precheck.h). */
typedef struct ScopeOf {
    Scope scope;
    const Plan *plan;
    bool is_listed; /* among the scopes of the session */
    /* what the local groups found, or by what they judge, depends on places beyond the resource */
    bool looks_elsewhere;
    const Plan *kept_plan;     /* by which it was judged before an edit, where that did not look elsewhere; else NULL */
    const Structure *possible; /* a profile by which a shallow found no error; NULL: none was held, or it found one */
    const Structure *kept_possible; /* the same before an edit */
    KeptWay way;                    /* how it was judged ahead */
    Judgement judgement;
    bool is_ahead;   /* judged before the walk came to it: what was found is set aside here */
    uint32_t errors; /* found by the local groups, as a conformance test counts */
    GroupPlace *far; /* set aside; else they are in the session's list, from `document_first` on */
    size_t document_first;
    size_t document_count;
    Finding *findings;
    size_t finding_count;
    Unchecked *unchecked;
    size_t unchecked_count;
} ScopeOf;

/* The text that the gaps of an element share. */
typedef struct GapText {
    const Element *element;
    const Group *group; /* that found it; NULL: none */
    uint32_t text;
} GapText;

/* The known profiles that the resource declares which was asked about last, where they are few. */
typedef struct DeclaredProfiles {
    NodeId resource; /* NODE_NONE: none was */
    uint32_t count;
    const Structure *items[4];
} DeclaredProfiles;

struct CheckSession {
    Checker *checker;
    const Document *document;
    Report *report;
    NodeId root;          /* what the session knows: the file, or one of its lines; NODE_NONE: nothing */
    bool is_guesswork;    /* the reader had to guess in it, so that it was not judged */
    LineList lines;       /* of a file of lines; else none */
    UidNotes known;       /* UIDs of other lines that the line has as well */
    UidNotes notes;       /* UIDs of the line, while it is judged again */
    size_t first_finding; /* number of the first finding of the root, where none is settled yet; else 0 */
    Arena *arena;         /* subjects, and what lives as long as the report */
    Arena *root_arena;    /* scopes */
    Resolver *resolver;
    struct ConformanceResults *results;
    DicomChecker *dicom;
    GroupPlaces far;
    WalkRoom *rooms; /* of walks that have ended */
    size_t room_count;
    size_t room_capacity;
    uint32_t nesting; /* values that walks are in at present, one conformance test within the other */
    ScopeOf **scopes; /* all of the document */
    size_t scope_count;
    size_t scope_capacity;
    size_t sorted_scopes; /* so many of them are in the order of their nodes, at the start */
    /* in a check that takes over what was found before an edit (src/check/state/kept.h); else NULL */
    struct Kept *kept;
    PairMap resources;            /* node of a resource to its ScopeOf, in a check from the beginning */
    struct Unmatched **unmatched; /* resources that match no slice of what holds them */
    size_t unmatched_count;
    size_t unmatched_capacity;
    PairMap unmatched_map;          /* entry to its Unmatched */
    bool has_weighed;               /* findings about such resources have other severities than they were found with */
    PairMap sections;               /* of documents (src/check/walk/section.h) */
    struct Dependents **dependents; /* targets that do not conform, with the references that require it */
    size_t dependents_count;
    size_t dependents_capacity;
    Arena *dependents_arena; /* what holds them; NULL: there are none */
    PairMap dependents_map;  /* target and profile to its Dependents */
    PairMap dependents_seen; /* reference and profile to the same */
    PairMap around;          /* node of a resource to its scope, for questions (src/check/walk/scope.h) */
    DeclaredProfiles declared;
    PairMap silent;           /* nodes of narratives of which nothing has to be said */
    const OriginRange *parts; /* that alone are judged (src/check/parts.h), in order; NULL: all is */
    size_t part_count;
    NodeId front;    /* the last resource that the walk came to */
    Pace *pace;      /* of a check from the beginning that is under way; NULL: nobody looks */
    bool is_walking; /* the walk through the document is under way, in a check from the beginning */
    /* which slices, profiles or contexts some values are judged by, or which gaps they have, depends on other places */
    bool has_far_slices;
    uint32_t edits;     /* that were followed */
    bool uids_hold;     /* an edit left all UIDs different, so that they need not be compared again */
    bool entries_hold;  /* it left what resources say of entries of Bundles, and these of each other */
    bool ids_hold;      /* it left the ids that links lead to */
    unsigned looks;     /* bits of Look: of the place that is being judged by document groups */
    unsigned all_looks; /* of any place of the root */
    TruthList truths;
    /* an edit is followed by resources: prechecks answer conformance tests, or hints give profiles */
    bool tests_resources;
    size_t text_limit; /* more texts than these are too many that no issue has any more */
    Unchecked *unchecked;
    size_t unchecked_count;
    size_t unchecked_capacity;
    GapText *gaps;
    size_t gap_count;
    size_t gap_capacity;
    SliceMap subjects; /* what could not be checked, with its kind in front, to its position */
    Text subject_key;
    Slice *subject_names;
    size_t subject_capacity;
    AddressList addresses;
    Anchors *anchors; /* what links in narratives may lead to; gathered when they are first asked for, NULL before */
    NodeId anchors_root;
};

/* Adds a resource to those of the document. */
void session_list_scope(CheckSession *session, ScopeOf *own);

/* Sorts the resources by their nodes; the one at a node, NULL if there is none. */
void session_sort_scopes(CheckSession *session);
const ScopeOf *session_scope_at(CheckSession *session, NodeId resource);

/* True where only parts are judged, and one of them has some of the nodes [first, end). */
bool session_has_part(const CheckSession *session, NodeId first, NodeId end);

/* The first of the resources in order whose node is not before another, of the first `count`. */
size_t session_scope_from(const CheckSession *session, size_t count, NodeId node);

/* Remembers that a session knows its root as it is now, for questions about it (src/check/query.c); the session of the
   checker that knows a node, NULL where none does. */
void session_is_current(CheckSession *session);
CheckSession *session_of(const Checker *checker, const Document *document, NodeId id);

/* True for a finding that an edit of the root leaves alone: it is in another line, and not about the document. */
bool finding_is_elsewhere(const CheckSession *session, const Finding *finding);

/* True for what counts as an error when it is asked whether a resource conforms to a profile. */
bool issue_is_counted(KeyId key, Severity severity);

/* Notes that a value is not tried by a profile, because too many conformance tests wait for it; also from within
 * results. */
void unchecked_note_trial(Walk *walk, NodeId node, Slice profile);

/* Notes a misfit: what a check after an edit must know of the values that it does not judge again. */
/* The position of a subject in subject_names, by its name there; it is put in where it is new. */
uint32_t unchecked_subject(CheckSession *session, Slice name);

void unchecked_note_misfit(Walk *walk, NodeId node);

/* Notes once more what could not be checked in a value that is written like another one; `subject` is the name of one
   in subject_names, also in another session. */
void unchecked_note(Walk *walk, NodeId node, NodeId origin, Slice subject);

/* Adds a note for everything that could not be checked, at the first place of each. */
void unchecked_report(Walk *walk);

#endif
