/*
 * Coded values: is a code right in itself, and is it one that a binding allows here?
 *
 * A CodeJudge knows rules and gives verdicts on values that the caller has read: it sees no document. What it finds is
 * handed to a CodedHandler; what cannot be known here (a code system or value set that is not shipped) is handed to it
 * as well, every time: to say it once is for the caller.
 *
 * Severities are those of the reference validator running without a terminology server. Standards:
 * http://hl7.org/fhir/R4/terminologies.html, datatypes.html#Coding, #CodeableConcept, #Quantity.
 */
#ifndef IPSE_CHECK_CODED_H
#define IPSE_CHECK_CODED_H

#include "src/check/report/issue_form.h"
#include "src/profile/term_service.h"
#include "src/profile/terminology.h"

typedef struct CodeJudge CodeJudge;

/* The rules are borrowed. Free with code_judge_free. */
CodeJudge *code_judge_new(const Rules *rules);
void code_judge_free(CodeJudge *judge);

/* From now on, the service (borrowed; NULL: none) is asked about codes and value sets that are not known here. */
void code_judge_ask(CodeJudge *judge, const TermService *service);

/* A Coding, or the coded part of a Quantity (display is its unit). `bytes` is NULL where a part is absent. */
typedef struct Coded {
    Slice system;
    Slice version;
    Slice code;
    Slice display;
    Slice display_language; /* that the display states of itself (extension language) */
} Coded;

/* The part of a value that a finding is about. */
typedef enum CodedPart { CODED_WHOLE, CODED_SYSTEM, CODED_VERSION, CODED_CODE, CODED_DISPLAY } CodedPart;

#define CODED_CONCEPT 0xFFFFFFFFu /* the CodeableConcept itself, not one of its codings */

typedef struct CodedHandler {
    void *context;
    IssueTaker issues;
    /* The node of a part of a coding. `position` is that of the coding in its CodeableConcept; CODED_CONCEPT for that
       itself; 0 for other values. */
    NodeId (*node_of)(void *context, uint32_t position, CodedPart part);
    /* `url` is the code system, or the value set, because of which something could not be judged. */
    void (*unchecked)(void *context, Slice url, bool is_value_set);
    /* A display is in a language in which the displays of its code system are not known. May be NULL. */
    void (*unchecked_display)(void *context, Slice language);
    bool counts_only; /* issues are only counted: their sentences and details need not be gathered */
} CodedHandler;

typedef enum CodedKind {
    CODED_CODING,     /* an element of type Coding */
    CODED_IN_CONCEPT, /* one of the codings of a CodeableConcept */
    CODED_QUANTITY
} CodedKind;

/* A coding whose code a binding has in another system than the coding states. `expected` is empty if there is no such
   coding. */
typedef struct WrongSystem {
    Slice expected;    /* the URL of that system */
    uint32_t position; /* of the coding */
    BindingStrength strength;
} WrongSystem;

/* What surrounds a value. */
typedef struct CodedContext {
    const CodedHandler *handler;
    Slice language;           /* of the resource, or of what holds it; empty where none is stated */
    CodedKind kind;           /* for single values */
    uint32_t position;        /* of a coding in its CodeableConcept */
    BindingStrength strength; /* the strongest binding of the element */
    WrongSystem wrong_system; /* found from the elements */
} CodedContext;

/* ---- values as a whole: in themselves, and by the bindings of all elements that hold for them ---- */

/* Of type code, string, uri …; `code.bytes` is NULL where the element has no value. */
void code_judge_code(CodeJudge *judge, const Element *const *elements, uint32_t count, Slice code,
                     const CodedContext *context);

/* Of type Coding or Quantity. The strength of the context is found from the elements. */
void code_judge_coding(CodeJudge *judge, const Element *const *elements, uint32_t count, const Coded *coded,
                       const CodedContext *context);

/* Of type CodeableConcept, with its codings; kind, position and strength of the context are set for each. */
void code_judge_concept(CodeJudge *judge, const Element *const *elements, uint32_t count, const Coded *codings,
                        uint32_t coding_count, const CodedContext *context);

/* ---- the steps of these ---- */

/* Judges a value in itself, whatever it is bound to: its system (missing, relative, mistyped, not known, a version that
   is not known), its code (not in the system, out of use, malformed) and its display. */
void code_judge_value(CodeJudge *judge, const Coded *coded, const CodedContext *context);

/* The functions below judge a value by the binding of an element, with its additional bindings. Nothing is said where
   the element has none. */

/* Of type code, string, uri …; `code.bytes` is NULL where the element has no value. */
void code_judge_code_binding(CodeJudge *judge, const Element *element, Slice code, const CodedContext *context);

/* Of type Coding or Quantity. */
void code_judge_coding_binding(CodeJudge *judge, const Element *element, const Coded *coded,
                               const CodedContext *context);

/* Of type CodeableConcept, with its codings. */
void code_judge_concept_binding(CodeJudge *judge, const Element *element, const Coded *codings, uint32_t count,
                                const CodedContext *context);

#endif
