/*
 * Check: judges a document by rules.
 *
 * A Checker holds what is the same for many documents (rules, compiled expressions, caches); a check of a document
 * gives a Report. After a splice, check_follow judges again what the edit changed and gives exactly the report that a
 * check from the beginning would give, or leaves that to check_again; src/edit/judged_document.h does both.
 */
#ifndef IPSE_CHECK_CHECK_H
#define IPSE_CHECK_CHECK_H

#include "src/base/clock.h"
#include "src/base/work/pace.h"
#include "src/check/report.h"
#include "src/check/uid_set.h"
#include "src/profile/term_service.h"

typedef struct Checker Checker;

typedef struct CheckOptions {
    /* Canonical URL of the profile for ImagingStudies (of files that hold one resource: for that resource). Empty: an
       ImagingStudy, alone or in a Bundle, by ImagingStudy-uv-ips, everything else by its meta.profile and the base. */
    Slice profile;
    bool is_declared;      /* "declared": also ImagingStudies only by their meta.profile and the base */
    bool ignores_declared; /* meta.profile does not count: only the profile, those of slices, and the base */
    Slice actor; /* whose obligations count, by name or URL; empty: everyone's; decides which gaps are reported */
    bool shows_must_support;  /* absent elements that are marked mustSupport are gaps as well */
    const TermService *terms; /* asked about codes that are not known here (borrowed); NULL: nobody is */
} CheckOptions;

/* The rules are borrowed, the options copied. A profile that the rules do not know is as none. Free with checker_free.
 */
Checker *checker_new(const Rules *rules, const CheckOptions *options, Clock clock);
void checker_free(Checker *checker);

/* A report on the document as it is now; free with report_free. The pace (NULL: none) counts values and places of
   document groups; what was found until it stopped the check is in the report then, and good for nothing else. Checks
   done piece by piece: src/check/checking.h. */
Report *check_document(Checker *checker, const Document *document);
Report *check_document_by(Checker *checker, const Document *document, Pace *pace);
void report_free(Report *report);

/* As check_document_by, again until the terminology service of the options has answered all questions about the
 * document. */
Report *check_document_settled(Checker *checker, const Document *document, Pace *pace);

/* What a note about something that could not be checked is about: a code system, a value set, an invariant … `name` is
   the same for the same subject in every document, and lives as long as the report. */
typedef struct UncheckedSubject {
    Slice name;
    uint32_t count; /* how many values of the document it concerns */
} UncheckedSubject;

/* The notes of a report about what could not be checked. They hold until the report changes; free with
   unchecked_notes_free. src/check/state/unchecked.c. */
typedef struct UncheckedNotes UncheckedNotes;
UncheckedNotes *check_unchecked(const Report *report);
void unchecked_notes_free(UncheckedNotes *notes);

/* The subject of an issue of the report; false for issues that are no such notes. */
bool unchecked_notes_find(const UncheckedNotes *notes, const Issue *issue, UncheckedSubject *found);

/* Appends the sentence of such a note for any number of values, so that the notes of several documents can be joined.
 */
void unchecked_append_sentence(Slice subject, uint32_t count, Text *text);

/* From now on large files of lines are checked by so many other checkers as well, each in a thread of its own; the
   report is the same. They are borrowed, were made by the same rules and options, and must not be used otherwise, nor
   freed before this one. */
void checker_set_helpers(Checker *checker, Checker *const *helpers, size_t count);

/* For documents that are records of a stream: from now on the UIDs in a document are noted for those after it, and
   `known` ones (sorted) are reported as if they were in the document before. Both are borrowed and may be NULL. */
void checker_set_uids(Checker *checker, UidNotes *notes, const UidNotes *known);

/* Brings the report up to date after one splice that changed the document by `patch`, if judging what the splice
   changed is enough. Where it is not (false), the report can be asked nothing until check_again has judged the whole
   document, which may be after further splices, and by `pace` (NULL: all at once). */
bool check_follow(const Document *document, const Patch *patch, Report *report);
void check_again(Checker *checker, const Document *document, Report *report, Pace *pace);

/* The rules for a node: the elements of all profiles that apply to it, the most specific first. At most `capacity` are
   written to `elements`; returns how many there are. Used by the rule pane, the outline, pickers and "add". */
uint32_t check_elements(Checker *checker, const Document *document, NodeId id, const Element **elements,
                        uint32_t capacity);

/* The same for a member that is not there yet: the elements that `name` would be judged by in the object `id`. */
uint32_t check_member_elements(Checker *checker, const Document *document, NodeId id, Slice name,
                               const Element **elements, uint32_t capacity);

/* A child that the rules of an object know, present or not. */
typedef struct ChildRule {
    const Element *element; /* of the profile that asks for most */
    Slice name;             /* JSON name; of a choice: its base name with [x] */
    NodeId member;          /* the member that is there (its `_x` where only that is); NODE_NONE where it is absent */
    bool is_required;       /* minimum above 0 in any profile */
    bool is_obligated;      /* has an obligation in any profile, or is marked mustSupport where that is asked for */
    bool is_wanted;         /* an obligation of the actor, here or in a slice, asks for it; or it is marked so */
    bool is_repeating;      /* written as a list */
} ChildRule;

/* The children of the object `id` in the order of the definition; prohibited ones (maximum 0) left out. At most
   `capacity` are written; returns how many there are; 0 for other values. */
uint32_t check_children(Checker *checker, const Document *document, NodeId id, ChildRule *children, uint32_t capacity);

/* The profile that a resource at `id` is judged by first (for the header); NULL where only "no resource". */
const Structure *check_profile(Checker *checker, const Document *document, NodeId id);

/* Appends what tells a slice apart from others: ", with system 'http://loinc.org'"; nothing where words cannot tell. */
void checker_append_sign(Checker *checker, const Element *slice, Text *text);

const Rules *checker_rules(const Checker *checker);

/* Who is asked about codes that the rules do not have; NULL: nobody. */
const TermService *checker_terms(const Checker *checker);

/* As the options say. */
bool checker_shows_must_support(const Checker *checker);

#endif
