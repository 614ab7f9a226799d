/*
 * Item: what collections hold while an expression is evaluated, an element of a document or a value of its own.
 *
 * An element's FHIR type is found only when it is asked for: the item carries the type of an `anchor`, the nearest node
 * above it (or itself) whose type is known, and the keys between the two lead to its own.
 */
#ifndef IPSE_FHIRPATH_ITEM_H
#define IPSE_FHIRPATH_ITEM_H

#include "src/fhirpath/fhirpath.h"
#include "src/fhirpath/value/moment.h"
#include "src/fhirpath/value/quantity.h"

typedef struct TypeName {
    Slice space; /* "System", "FHIR", or empty where none was written */
    Slice name;
} TypeName;

typedef struct ItemElement {
    NodeId node;    /* NODE_NONE where only the `_x` sibling is there */
    NodeId sibling; /* the `_x` of a primitive, else NODE_NONE */
    NodeId anchor;  /* whose type `type` is */
    const Document *document;
    FhirpathType type;
} ItemElement;

typedef struct Item {
    FhirpathKind kind;
    union {
        ItemElement element;
        bool truth;
        int64_t integer;
        Decimal decimal;
        Moment moment;
        Slice string;
        const Quantity *quantity;
        TypeName type;
    } as;
} Item;

/* What a boolean may be. */
typedef enum Truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_EMPTY } Truth;

static inline Item item_boolean(bool truth)
{
    return (Item){.kind = FHIRPATH_BOOLEAN, .as.truth = truth};
}

static inline Item item_integer(int64_t integer)
{
    return (Item){.kind = FHIRPATH_INTEGER, .as.integer = integer};
}

static inline Item item_decimal(Decimal decimal)
{
    return (Item){.kind = FHIRPATH_DECIMAL, .as.decimal = decimal};
}

static inline Item item_string(Slice string)
{
    return (Item){.kind = FHIRPATH_STRING, .as.string = string};
}

Item item_moment(Moment moment);

/* The quantity is copied to the arena; its unit is borrowed. */
Item item_quantity(Arena *arena, Quantity quantity);

/* The node that stands for an element: its own, or that of its sibling. */
static inline NodeId item_place(const ItemElement *element)
{
    return element->node != NODE_NONE ? element->node : element->sibling;
}

/* True for the kinds that are numbers. */
static inline bool item_is_number(const Item *item)
{
    return item->kind == FHIRPATH_INTEGER || item->kind == FHIRPATH_DECIMAL;
}

/* The number of an item that is one. */
Decimal item_number(const Item *item);

/* Appends a value as FHIRPath's toString() has it; nothing for elements. */
void item_append_text(const Item *item, Text *text);

/* From and to what callers of the engine hold; texts lie in the arena. False where a value's text is malformed. */
bool item_take(Arena *arena, const FhirpathItem *from, Item *item);
FhirpathItem item_give(Arena *arena, const Item *item);

/* Name of a value's type, "Integer"; of an element "". */
Slice item_system_type(const Item *item);

#endif
