/*
 * Plan tables: what is handed to the plans from above: the groups of checks, and the formats of primitive types.
 *
 * A plan holds which groups have something to say about its values, and which format these have. It never calls them:
 * the walk does (src/check/walk/walk.h).
 */
#ifndef IPSE_CHECK_PLAN_TABLES_H
#define IPSE_CHECK_PLAN_TABLES_H

#include "src/check/plan/plan.h"
#include "src/json/document.h"

typedef struct Walk Walk;
typedef struct Place Place;

/* Bits for the kinds of plans. */
typedef enum PlanKinds {
    KINDS_ALL = 0, /* stands for all of them */
    KIND_PRIMITIVE = 1 << PLAN_PRIMITIVE,
    KIND_COMPLEX = 1 << PLAN_COMPLEX,
    KIND_RESOURCE = 1 << PLAN_RESOURCE
} PlanKinds;

/* A group of checks (src/check/state/group.h). */
struct Group {
    const char *name;
    PlanKinds kinds; /* of the plans that it may concern: the others are not asked about */
    bool is_far;
    bool (*concerns)(const Plan *plan);
    void (*judge)(Walk *walk, const Place *place);
    const char *beside;
    bool (*is_unaffected)(const Document *document, const Patch *patch);
    /* A document group that finds the same in a conformance test, but for the words: where it found nothing, it need
     * not be asked again. */
    bool is_result_reusable;
    bool is_of_uids;     /* it compares UIDs, which Session.uids_hold may make needless */
    bool is_of_entries;  /* it judges a Bundle by what its entries are found by, and by the links in them */
    bool is_of_document; /* what it finds is about the document as a whole, whose values may be anywhere */
    bool is_of_type;     /* what it finds depends on the type of a value alone: profiles add nothing */
};

/* True when an edit leaves what a document group found as it was. */
static inline bool group_is_left(const Group *group, const Document *document, const Patch *patch)
{
    return group->is_unaffected && group->is_unaffected(document, patch);
}

/* How values of a primitive type are written (src/check/format/format.h). */
typedef enum FormatJson { FORMAT_AS_STRING, FORMAT_AS_NUMBER, FORMAT_AS_BOOLEAN } FormatJson;

struct Format {
    const char *type;
    FormatJson json;
    bool (*is_right)(Slice text); /* true only for right values; NULL: the expression decides alone */
    bool is_decided;              /* is_right decides alone, whatever the expression says */
    const char *expected;         /* what it should look like, fit to follow "expected: " */
    void (*judge)(Walk *walk, const Place *place, Slice text); /* what else is asked of right values; may be NULL */
};

struct PlanTables {
    const Group *const *groups; /* in the order in which they are called */
    uint32_t group_count;
    const Format *(*find_format)(Slice type); /* never NULL: of types that are not known, one that asks for little */
};

#endif
