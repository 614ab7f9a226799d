/*
 * Terminology: codes, value sets and code systems, offline.
 *
 * Three answers are possible everywhere: yes, no, and not known here (a code system that is not shipped, a filter that
 * cannot be decided). What is not known is never passed over: the caller turns it into a note, once per code system.
 *
 * Standard: http://hl7.org/fhir/R4/valueset.html, codesystem.html, terminologies.html.
 */
#ifndef IPSE_PROFILE_TERMINOLOGY_H
#define IPSE_PROFILE_TERMINOLOGY_H

#include "src/profile/rules.h"

typedef enum Membership { MEMBERSHIP_NO, MEMBERSHIP_YES, MEMBERSHIP_UNKNOWN } Membership;

typedef struct CodeSystem CodeSystem;
typedef struct ValueSet ValueSet;

/* By canonical URL, with or without |version; NULL where not known. */
const CodeSystem *rules_code_system(const Rules *rules, Slice url);
const ValueSet *rules_value_set(const Rules *rules, Slice url);

Slice code_system_url(const CodeSystem *system);
Slice code_system_version(const CodeSystem *system);
Slice code_system_name(const CodeSystem *system);

/* False where the codes are of another version. A system without codes, or with some names only, serves for any. */
bool code_system_has_version(const CodeSystem *system, Slice version);

Slice value_set_name(const ValueSet *set); /* title, else name */

/* One concept. */
typedef struct Concept {
    Slice system;
    Slice code;    /* as the code system writes it */
    Slice display; /* may be empty */
    bool is_inactive;
    bool is_abstract;
    bool is_deprecated;
} Concept;

/* Finds a code in a code system (by its rules on case). NO: the system is complete and does not have it. */
Membership code_system_find(const CodeSystem *system, Slice code, Concept *concept);

/* What a code system calls a code; `otherwise` where that is not known. */
Slice rules_display(const Rules *rules, Slice system, Slice code, Slice otherwise);

/* A code of the system that looks like one that it has not got: other capitals, or one or two characters changed.
   Looks at few codes only, so that it may be asked for every code of a large document. */
bool code_system_nearest(const CodeSystem *system, Slice code, Concept *concept);

typedef enum DisplayVerdict {
    DISPLAY_RIGHT,
    DISPLAY_SPACES, /* nothing but white space differs */
    DISPLAY_WRONG,
    DISPLAY_FOREIGN, /* differs, in a language other than English: translations are not known, so it may be right */
    DISPLAY_UNKNOWN  /* the code, or any display of it, is not known, or it has others than the one that is known */
} DisplayVerdict;

/* Calls `visit` for every concept of the system that is known here, in order, until it returns false. For pickers. */
void code_system_visit(const CodeSystem *system, bool (*visit)(void *context, const Concept *concept), void *context);

/* Compares a display with those of the code: ASCII letters in either case; designations count where they are in
   `language` (a tag; "en" where the resource states none), in a region of it or in none. */
DisplayVerdict code_system_judge_display(const CodeSystem *system, Slice code, Slice display, Slice language);

/* A code system or value set of which not all codes are known. */
typedef struct UnknownTerms {
    Slice url;
    bool is_value_set;
} UnknownTerms;

/* Is the code in the value set? An empty `system` asks for any system in it that has the code (as for elements of type
   code); `concept` (may be NULL) gets what was found, `unknown` (may be NULL) because of what the answer is
   MEMBERSHIP_UNKNOWN. Value sets that import each other in a circle are not known there. */
Membership value_set_contains(const Rules *rules, const ValueSet *set, Slice system, Slice code, Concept *concept,
                              UnknownTerms *unknown);

/* Calls `visit` for every concept of the value set that is known here, in order, until it returns false. Returns
   whether the list is complete. For pickers. */
bool value_set_visit(const Rules *rules, const ValueSet *set, bool (*visit)(void *context, const Concept *concept),
                     void *context);

/* As value_set_visit, and what is probably in the set too: codes of which only the name is known, if it ends as those
   of the hierarchy do that the set asks for (SNOMED CT). For pickers, where a person chooses. */
void value_set_suggest(const Rules *rules, const ValueSet *set, bool (*visit)(void *context, const Concept *concept),
                       void *context);

/* The code of the value set that is most like one that it has not got: two characters differ at most, of short codes
   one or none, or the text is the display of the code. Empty if there is none. */
Slice value_set_similar(const Rules *rules, const ValueSet *set, Slice code);

#endif
