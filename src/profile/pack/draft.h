/*
 * Draft: a StructureDefinition while it is being compiled.
 *
 * A draft holds its elements as a tree: an element has children (the parts of its value) and slices (of which each is
 * an element with children and slices of its own). Ids and paths follow from the place in the tree and are not stored.
 * The same tree serves a differential, where elements carry only what is stated (`given`, NULL, empty), and a snapshot.
 *
 * All parts live in the arena of the compilation, lists are never changed once made, so copies share them. For this
 * folder only.
 *
 * Standard: http://hl7.org/fhir/R4/elementdefinition.html.
 */
#ifndef IPSE_PROFILE_DRAFT_H
#define IPSE_PROFILE_DRAFT_H

#include "src/base/memory.h"
#include "src/profile/rules.h"

#include <cjson/cJSON.h>

/* A list of slices that is never changed. */
typedef struct Slices {
    const Slice *items;
    uint32_t count;
} Slices;

typedef struct DraftType {
    Slice code;
    Slice fhir_code; /* empty: as `code` */
    unsigned aggregation;
    Slices profiles;
    Slices targets;
} DraftType;

typedef struct DraftTypes {
    const DraftType *items;
    uint32_t count;
} DraftTypes;

typedef struct DraftConstraint {
    Slice key;
    Slice expression;
    Slice human;
    Slice source; /* empty in a differential where the structure itself states it */
    bool is_error;
    bool is_best_practice;
} DraftConstraint;

typedef struct DraftConstraints {
    const DraftConstraint *items;
    uint32_t count;
} DraftConstraints;

/* A pair of texts: purpose and value set, actor and code. */
typedef struct DraftPair {
    Slice first;
    Slice second;
} DraftPair;

typedef struct DraftPairs {
    const DraftPair *items;
    uint32_t count;
} DraftPairs;

typedef struct DraftBinding {
    BindingStrength strength; /* BINDING_NONE: not stated */
    Slice value_set;
    DraftPairs additional; /* purpose, value set */
} DraftBinding;

typedef struct DraftDiscriminator {
    DiscriminatorKind kind;
    Slice path;
} DraftDiscriminator;

typedef struct DraftSlicing {
    SlicingRules rules;
    bool is_ordered;
    const DraftDiscriminator *discriminators;
    uint32_t discriminator_count;
} DraftSlicing;

/* A value as compact JSON text with the name of its type; empty: not stated. */
typedef struct DraftValue {
    Slice json;
    Slice type;
} DraftValue;

/* What a differential states of an element's numbers and marks. */
enum {
    GIVEN_MINIMUM = 1,
    GIVEN_MAXIMUM = 2,
    GIVEN_MODIFIER = 4,
    GIVEN_MUST_SUPPORT = 8,
    GIVEN_SUMMARY = 16,
    GIVEN_ATTRIBUTE = 32,
    GIVEN_TRANSLATABLE = 64
};

typedef struct DraftElement DraftElement;
struct DraftElement {
    DraftElement *parent; /* NULL for a root and for slices */
    DraftElement *sliced; /* the element whose slice this is, else NULL */
    DraftElement *next;   /* the next child of the parent, or the next slice of the sliced element */
    DraftElement *children, *last_child;
    DraftElement *slices, *last_slice;
    Slice name;        /* last word of the path, with "[x]" */
    Slice slice_name;  /* empty where it is no slice */
    uint32_t position; /* in snapshot order; set and used where a pack is written */
    uint32_t stated;   /* position in the list of ElementDefinitions that it was read from, from 1; 0: not read */

    unsigned given;
    uint32_t minimum;
    uint32_t maximum;
    uint32_t base_maximum;   /* where it is not stated: as `maximum` */
    uint32_t maximum_length; /* 0: not stated */
    bool is_modifier;
    bool is_must_support;
    bool is_summary;
    bool is_attribute;
    bool is_translatable;
    Slice content; /* id of the element that a content reference leads to */
    DraftTypes types;
    DraftTypes choice_types; /* those that the definition of the type allows: decides what JSON members are known */
    DraftConstraints constraints;
    DraftPairs obligations; /* actor, code */
    const DraftBinding *binding;
    const DraftSlicing *slicing;
    DraftValue fixed;
    DraftValue pattern;
    DraftValue minimum_value;
    DraftValue maximum_value;
    DraftPairs limits; /* name, text: those that extensions state */
};

typedef enum DraftState { DRAFT_READ, DRAFT_IN_WORK, DRAFT_READY, DRAFT_FAILED } DraftState;

typedef struct DraftContext {
    ContextKind kind;
    Slice expression;
} DraftContext;

typedef struct DraftStructure {
    Slice url;
    Slice version;
    Slice name;
    Slice title;
    Slice type;
    Slice base;
    StructureKind kind;
    bool is_abstract;
    bool is_profile;
    const DraftContext *contexts;
    uint32_t context_count;
    Slices context_invariants;
    Slices imposed; /* profiles that hold as well */
    Slice regex;
    DraftElement *differential;   /* NULL where it has none */
    DraftElement *given_snapshot; /* the snapshot that came with it, where it was read; else NULL */
    DraftElement *snapshot;       /* when the state is DRAFT_READY */
    DraftState state;
    Slice file;     /* that it was read from; empty: not known */
    Slice place;    /* of the resource in its file, as a path; empty: the file holds it alone */
    Slice reason;   /* why it has no snapshot, when the state is DRAFT_FAILED */
    uint32_t fault; /* the `stated` of the element that is the reason; 0: none */
    bool is_base_missing;
} DraftStructure;

/* ---- reading ---- */

/* Reads a StructureDefinition; `reads_snapshot`: also the snapshot that comes with it. NULL with a sentence where it is
   none, lacks what every definition has, or has neither differential nor snapshot; `where` is the path in the resource.
 */
DraftStructure *draft_read(Arena *arena, const cJSON *resource, bool reads_snapshot, Error *error);

/* Reads what one ElementDefinition states into `element`; its place in the tree is not changed. */
void draft_read_element(Arena *arena, const cJSON *definition, DraftElement *element);

/* The text of a string member, copied to the arena; empty if there is none. */
Slice draft_text(Arena *arena, const cJSON *object, const char *member);

/* A draft, ready, of a structure that lies in a pack. The pack must outlive the arena. */
DraftStructure *draft_thaw(Arena *arena, const Structure *structure);

/* ---- the tree ---- */

enum { DRAFT_DEPTH_MAXIMUM = 64 };

/* An element of which nothing is known but its name. */
DraftElement *draft_element_new(Arena *arena, Slice name);

/* The child of a name, NULL if there is none; likewise the slice of a slice name, at any depth of re-slicing. */
DraftElement *draft_child(const DraftElement *parent, Slice name);
DraftElement *draft_slice(const DraftElement *sliced, Slice slice_name);

/* Puts an element at the end of the children, or of the slices. */
void draft_add_child(DraftElement *parent, DraftElement *child);
void draft_add_slice(DraftElement *sliced, DraftElement *slice);

/* A copy with all children and, where asked for, slices; it hangs nowhere. */
DraftElement *draft_copy(Arena *arena, const DraftElement *element, bool with_slices);

/* What an element states becomes that of another; their places in the trees, names and parts stay. */
void draft_take_facts(DraftElement *element, const DraftElement *source);

/* Copies of the children of `source` become the children of `target`, which has none. */
void draft_copy_children(Arena *arena, const DraftElement *source, DraftElement *target);

/* The next element of a snapshot in its order: an element, its children, its slices; NULL after the last. `root` bounds
   the walk. */
DraftElement *draft_next(const DraftElement *root, const DraftElement *element);

/* The element that it is a part of; of a slice: that of the sliced element. NULL for a root. */
DraftElement *draft_parent(const DraftElement *element);

/* True for name[x]. */
bool draft_is_choice(const DraftElement *element);

#endif
