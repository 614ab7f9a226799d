/*
 * FHIRPath (N1 2.0.0, with the additions of FHIR R4 http://hl7.org/fhir/R4/fhirpath.html).
 *
 * An expression is parsed once to an immutable program and evaluated many times over the index of a document, without
 * a copy of it. The engine knows JSON and the literal types; what it must know of FHIR (the type of an element, choice
 * elements, value sets, other resources) it asks of a FhirpathModel that a higher layer implements.
 *
 * Memory: a program owns all its parts. Results live in the arena of the FhirpathContext until fhirpath_reset.
 */
#ifndef IPSE_FHIRPATH_FHIRPATH_H
#define IPSE_FHIRPATH_FHIRPATH_H

#include "src/base/clock.h"
#include "src/base/error.h"
#include "src/base/memory.h"
#include "src/json/document.h"

typedef struct FhirpathProgram FhirpathProgram;
typedef struct FhirpathContext FhirpathContext;

/* A FHIR type or element definition as the model knows it; the engine only passes it around. NULL: not known. */
typedef const void *FhirpathType;

typedef enum FhirpathKind {
    FHIRPATH_NODE, /* an element in a document: FHIR.* type, System value where it is a primitive */
    FHIRPATH_BOOLEAN,
    FHIRPATH_STRING,
    FHIRPATH_INTEGER,
    FHIRPATH_DECIMAL,
    FHIRPATH_DATE,
    FHIRPATH_DATETIME,
    FHIRPATH_TIME,
    FHIRPATH_QUANTITY,
    FHIRPATH_TYPE_INFO /* what type() gives */
} FhirpathKind;

/* One item of a collection. Nodes: `document`, `node` (NODE_NONE where only the `_x` sibling exists), `sibling` (the
   `_x` node of a primitive, else NODE_NONE), `type`. Values: `text` in canonical FHIRPath form (dates without `@`, a
   quantity's number in `text` and its unit in `unit`), `node` NODE_NONE; booleans in `truth`. */
typedef struct FhirpathItem {
    FhirpathKind kind;
    bool truth;
    NodeId node;
    NodeId sibling;
    const Document *document;
    FhirpathType type;
    Slice text;
    Slice unit;
} FhirpathItem;

typedef struct FhirpathItems {
    const FhirpathItem *items;
    size_t count;
} FhirpathItems;

/* What the engine asks about FHIR. Every function may be NULL: then nothing is known. `self` is passed through. */
typedef struct FhirpathModel {
    void *self;
    /* Type of a resource or complex value at a node whose type is not given (a resource: by its resourceType). */
    FhirpathType (*root_type)(void *self, const Document *document, NodeId node);
    /* Type of the member `name` (JSON name, choice suffix included: "valueQuantity") of `parent`; NULL: not known. */
    FhirpathType (*member_type)(void *self, FhirpathType parent, Slice name);
    /* True when `parent` has a choice element of this base name ("value" for value[x]): then the members name +
       capitalised type are it. */
    bool (*is_choice)(void *self, FhirpathType parent, Slice name);
    /* True when `parent` is known to have an element of this FHIRPath name; for strict mode. */
    bool (*has_member)(void *self, FhirpathType parent, Slice name);
    /* Name of the type ("Quantity", "string", "Patient", "BackboneElement"). */
    Slice (*type_name)(void *self, FhirpathType type);
    /* True when `name` (FHIR type name) is the type or one of its ancestors. */
    bool (*is_subtype)(void *self, FhirpathType type, Slice name);
    /* True when there is a FHIR type of that name. */
    bool (*is_type_name)(void *self, Slice name);
    /* The resource that a reference or canonical leads to; false: not resolvable here. `from` is the item it stands in.
     */
    bool (*resolve)(void *self, Slice reference, const FhirpathItem *from, FhirpathItem *resource);
    /* Three answers: 1 member, 0 not a member, -1 not known here. `item` is a code, Coding, CodeableConcept or string.
     */
    int (*member_of)(void *self, const FhirpathItem *item, Slice value_set);
    int (*conforms_to)(void *self, const FhirpathItem *item, Slice structure);
    /* htmlChecks(): 1 fine, 0 not, -1 not known. */
    int (*html_checks)(void *self, const FhirpathItem *item);
} FhirpathModel;

/* Parses an expression. NULL with a sentence and "expression:LINE:COLUMN" in `where` on a syntax error, an unknown
   function or a wrong number of arguments. `is_strict` also checks names against the model when it is evaluated. */
FhirpathProgram *fhirpath_parse(Slice expression, Error *error);
void fhirpath_free(FhirpathProgram *program);

/* True when the expression looks beyond the value that it is evaluated for: at the resource around it, at what
   references lead to, or whether a resource conforms to a profile. */
bool fhirpath_looks_beyond(const FhirpathProgram *program);

/* True when the expression asks what references lead to for nothing but its type (`resolve() is Patient`). */
bool fhirpath_asks_targets_for_type_only(const FhirpathProgram *program);

/* True when all that an expression looks at of a document are members that it names, of the value that it is evaluated
   for, or of %resource. */
bool fhirpath_looks_by_name(const FhirpathProgram *program);

/* False when what lies at a path below the value that such an expression is evaluated for cannot change the outcome:
   the expression does not name some member on the way. `names` are JSON names; items of arrays have none. %resource
   must be the value itself, and nothing may have been compared by all that is in it (fhirpath_has_compared_all). */
bool fhirpath_may_see(const FhirpathProgram *program, const Slice *names, size_t count);

/* False with a sentence when a regular expression that is written in the expression is invalid. */
bool fhirpath_check_patterns(const FhirpathProgram *program, Error *error);

/* A context for evaluations on one thread; the model and clock (for now(), today()) are borrowed. */
FhirpathContext *fhirpath_context_new(const FhirpathModel *model, Clock clock);
void fhirpath_context_free(FhirpathContext *context);

/* Forgets all results. */
void fhirpath_reset(FhirpathContext *context);

typedef struct FhirpathInput {
    FhirpathItem focus;         /* %context and $this at the start */
    FhirpathItem resource;      /* %resource: the innermost resource that holds the focus */
    FhirpathItem root_resource; /* %rootResource: of a contained resource its container, else as `resource` */
    FhirpathItem extension;     /* %extension, in context invariants of extensions; document NULL: there is none */
    bool has_focus;             /* false: an empty input collection */
    bool is_strict;             /* an unknown element name is an error, as the suite's `mode: strict` asks */
} FhirpathInput;

/* Evaluates. False with a sentence and the expression's line and column when the expression cannot be evaluated
   (a single item needed and several there, types that do not fit, a function that needs what the model does not know).
 */
bool fhirpath_evaluate(FhirpathContext *context, const FhirpathProgram *program, const FhirpathInput *input,
                       FhirpathItems *result, Error *error);

/* As an invariant is read: true, false, or empty taken as false (http://hl7.org/fhir/R4/elementdefinition.html
   ElementDefinition.constraint); one item that is no boolean is true. Allocates nothing that outlives the call. */
bool fhirpath_evaluate_truth(FhirpathContext *context, const FhirpathProgram *program, const FhirpathInput *input,
                             bool *is_true, Error *error);

/* True when an evaluation compared objects or arrays by all that is in them, since that was forgotten. */
bool fhirpath_has_compared_all(const FhirpathContext *context);
void fhirpath_forget_compared(FhirpathContext *context);

/* Fills an item for a node of a document; finds the `_x` sibling of a primitive and asks the model for the type where
   `type` is NULL. */
FhirpathItem fhirpath_item(const FhirpathContext *context, const Document *document, NodeId node, FhirpathType type);

/* Name of an item's type with its namespace ("System.Integer", "FHIR.code") and its value as text ("" for complex
   values), both in the context's arena. */
Slice fhirpath_item_type(FhirpathContext *context, const FhirpathItem *item);
Slice fhirpath_item_text(FhirpathContext *context, const FhirpathItem *item);

#endif
