/*
 * Group: one group of checks, in one file.
 *
 * A check walks over a document once. At every value it calls the groups that have something to say about values of
 * that kind; which ones these are is decided once per plan (`concerns`). A group adds issues with issue_add and the
 * like; issues are errors of the document and never of the program.
 *
 * A local group looks at nothing but the value, what is in it, and its plan. A document group looks at other places as
 * well (the target of a reference, the other entries of a Bundle): it is called after the walk, and again after an edit
 * in the same entry, or of what it looked at (Look below). What it looks at beyond its entry it must note.
 *
 * A group sees of the engine what this header shows, and the headers that answer further questions:
 *
 *     src/check/state   choice.h, evaluation.h, reference_resolver.h, value_format.h
 *     src/check/follow  edit_impact.h
 *     src/check/walk    dependents.h, extension_definition.h, resource_profiles.h, shape.h, conformance.h: what the
 * walk knows of a resource, an extension, the items of an element; slicing.h, discriminator_path.h for what is missing
 * or supposed
 *
 * None of them leads to the inside of a walk, a session or a checker, nor may any other that a group includes:
 * tests/LADDER says so, and `make layers` proves it.
 *
 * A local group that also looks at one member of the object that holds its values names it (`beside`). A document group
 * that knows of edits that can't change what it found says so (`is_unaffected`).
 */
#ifndef IPSE_CHECK_GROUP_H
#define IPSE_CHECK_GROUP_H

#include "src/base/shown.h"
#include "src/check/plan/plan.h"
#include "src/check/plan/plan_tables.h"
#include "src/check/report/issue_form.h"

/* ---- where a check is ---- */

/* A resource in the document. */
typedef struct Scope {
    const struct Scope *container; /* what holds it: a Bundle, or the resource that contains it; NULL for none */
    NodeId resource;
    NodeId entry;          /* of a resource in a Bundle: the entry; else NODE_NONE */
    const Structure *type; /* definition of its type */
    bool is_contained;
    Slice language;              /* that it states; empty where none */
    struct Unmatched *unmatched; /* of a resource that matches no slice of what holds it; NULL for others */
    /* of the member that it is the value of, whose elements may ask for profiles; NULL: of none */
    const Plan *requirement;
} Scope;

/* An element that occurs in an object: its value, the `_x` sibling of a primitive, or both. */
typedef struct Part {
    const Member *member;
    NodeId node;    /* NODE_NONE where only the sibling is there */
    NodeId sibling; /* NODE_NONE if there is none */
} Part;

/* A value that is judged. */
struct Place {
    const Place *holder; /* the value that holds it; NULL at the start, and for document groups */
    const Plan *plan;
    const Member *member; /* as which it is there; NULL for resources */
    NodeId node;          /* NODE_NONE where a primitive has only its sibling */
    NodeId sibling;
    const Scope *scope;
    const Part *parts; /* what is in an object; for local groups */
    uint32_t part_count;
    bool has_unknown; /* the object has members that its plan does not know; for local groups */
};

/* The node that stands for a place: the value, or else the sibling. */
NodeId place_node(const Place *place);

/* The value of the part with a name; NODE_NONE if there is none, or more than one may be. */
NodeId place_part(const Place *place, const char *name);

/* The same for any object of the document; arrays are returned as such. */
NodeId walk_member(const Walk *walk, NodeId object, const char *name);

/* What is judged, and by what; all borrowed. */
const Document *walk_document(const Walk *walk);
const Rules *walk_rules(const Walk *walk);
Plans *walk_plans(const Walk *walk);
struct Resolver *walk_resolver(const Walk *walk);  /* src/check/state/reference_resolver.h */
struct CodeJudge *walk_codes(const Walk *walk);    /* src/check/codes/coded.h */
struct DicomChecker *walk_dicom(const Walk *walk); /* src/check/dicom/dicom_check.h */
bool walk_is_declared(const Walk *walk);           /* the option of that name */
int walk_year(const Walk *walk);                   /* of the clock, when the checker was made */
int64_t walk_now(const Walk *walk);                /* the same in milliseconds since 1970 */

/* False in results, which only ask whether there is an error: there an issue is counted and not kept, and what is no
   error need not be looked for. */
bool walk_adds_issues(const Walk *walk);

/* False where nobody reads the sentences of issues. */
bool walk_makes_sentences(const Walk *walk);

/* True when nothing more can change the outcome: a conformance test has found what it asks for, or the check was
 * stopped. */
bool walk_is_over(const Walk *walk);

/* Lets whoever looks at a check of a large document look (src/base/work/pace.h); false where the check was stopped. For
   loops of groups that go over many values. */
bool walk_step(const Walk *walk);
struct Pace *walk_pace(const Walk *walk); /* NULL: nobody looks */

/* Reports that what a local group found, or a choice of slices, depends on other places: edits cannot be followed from
 * now on. */
void walk_depends_elsewhere(Walk *walk);

/* What a document group looks at beyond its value and the entry of a Bundle that holds it. An edit that left that need
   not have the group asked again. */
typedef enum Look {
    LOOK_AT_IDS = 1,     /* the ids that links lead to, in all of the file */
    LOOK_AT_ENTRIES = 2, /* what the entries of Bundles are found by: fullUrls, types, ids, versions */
    LOOK_AT_TARGETS = 4  /* what other entries hold, or what holds them */
} Look;
void walk_note_look(Walk *walk, unsigned looks);

/* The places that were noted down for document groups; none has a holder. */
size_t walk_far_count(const Walk *walk);
Place walk_far_place(const Walk *walk, size_t position);

/* The strings within a value that are addresses, but no References (src/check/follow/addresses.h), in order. */
const NodeId *walk_addresses(Walk *walk, NodeId node, size_t *count);

/* True where the outermost resource around a scope has a place with an id. */
bool walk_has_anchor(Walk *walk, const Scope *scope, Slice id);

/* Narratives of which nothing has to be said, remembered until the document changes. */
bool walk_is_silent(const Walk *walk, NodeId narrative);
void walk_note_silent(Walk *walk, NodeId narrative);

/* Invariants that look at their value alone, by the names of members, and that held for a value with much in it,
   remembered until an edit that they may see (src/check/follow/truths.h). */
bool walk_knows_truth(const Walk *walk, const Place *place, const FhirpathProgram *program);
bool walk_keeps_truths(const Walk *walk, const Place *place);
void walk_note_truth(Walk *walk, const Place *place, const FhirpathProgram *program);

/* Where texts are put that live as long as those of walk_text; and those that live as long as the report. */
Arena *walk_arena(const Walk *walk);
Arena *walk_lasting(const Walk *walk);

/* What a string says; empty for anything else. It is a part of the document, or, where it has escapes, lives until the
   value that is being judged has been judged: conformance tests that are held meanwhile leave it alone. A loop that
   reads texts again and again marks the arena and releases it (src/base/memory.h). */
Slice walk_text(Walk *walk, NodeId node);

/* What a scalar says: a string's text, else the bytes as written; lives as long as that of walk_text. */
Slice walk_value(Walk *walk, NodeId node);

/* ---- adding issues ---- */

/* Adds an issue with the key's own severity. `element` is the rule's element and may be NULL. */
void issue_add(Walk *walk, KeyId key, NodeId node, const Element *element, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Adds an issue in this form, with a sentence as by printf. */
void issue_form(Walk *walk, const IssueForm *form, const char *format, ...) __attribute__((format(printf, 3, 4)));
void issue_form_list(Walk *walk, const IssueForm *form, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

/* Reports once per document that something could not be checked: a code system, a value set, an invariant, displays in
   a language. `what` is the subject; the sentence is made by src/check/state/unchecked.c. */
typedef enum UncheckedKind {
    UNCHECKED_SYSTEM,
    UNCHECKED_VALUE_SET,
    UNCHECKED_INVARIANT,
    UNCHECKED_PATTERN,   /* a regular expression; the subject is the element that has it */
    UNCHECKED_DISPLAY,   /* displays in a language; the subject is the language */
    UNCHECKED_REFERENCE, /* what depends on the target of a reference that leads out of the file */
    UNCHECKED_SLICE,     /* whether an item belongs to a slice; the subject is the slice's element */
    UNCHECKED_TRIAL      /* whether a resource conforms to a profile; the subject is the profile */
} UncheckedKind;
void issue_unchecked(Walk *walk, UncheckedKind kind, NodeId node, Slice what);

/* The same with the reason, which is part of the subject: a sentence without a full stop. */
void issue_unchecked_because(Walk *walk, UncheckedKind kind, NodeId node, Slice what, const char *reason);

#endif
