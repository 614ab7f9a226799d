/* Shadow: the table, and causes looked for among the findings, which are in the order of their places. */
#include "src/check/report/shadow.h"

#include "src/check/report/keys.h"
#include "src/check/report/report_private.h"

enum {
    LEVELS_MAXIMUM = 4
}; /* between a cause and its shadow: a part of a coding, the coding, its array, its concept */

/* Where the cause is, seen from the shadow. */
typedef enum CausePlace {
    CAUSE_HERE,
    CAUSE_HOLDER, /* at the value that holds the shadow's */
    CAUSE_MEMBER, /* at a member of it */
    CAUSE_ABOVE,  /* a few levels above */
    CAUSE_BELOW   /* a few levels below */
} CausePlace;

typedef struct Shadow {
    const char *key;
    const char *cause;
    CausePlace place;
    const char *missing; /* the element that the cause says is missing; NULL: any, or none */
    bool is_by_name;     /* the shadow names the element that the cause is about: as missing, or in its expression */
} Shadow;

#define ANY_INVARIANT "*" /* in place of a key */

static const Shadow SHADOWS[] = {
    /* the form of a value is wrong: nothing else can be said of it */
    {.key = "format", .cause = "id-characters"},
    {.key = "format", .cause = "id-length"},
    {.key = "format", .cause = "dicom-uid-urn"},
    {.key = "dicom-uid-syntax", .cause = "format"},
    {.key = "dicom-uid-syntax", .cause = "string-space"},
    {.key = "dicom-uid-urn", .cause = "string-space"},
    {.key = "identifier-system", .cause = "format"},
    {.key = "identifier-uri", .cause = "string-space"},
    {.key = "code-syntax", .cause = "format"},
    {.key = "system-relative", .cause = "format", .place = CAUSE_BELOW},
    {.key = "system-unknown", .cause = "format"},
    {.key = "string-space", .cause = "display-wrong"},
    {.key = "string-space", .cause = "reference-form", .place = CAUSE_HOLDER},
    {.key = "control-character", .cause = "display-wrong"},
    {.key = "control-character", .cause = "code-unknown"},
    {.key = "control-character", .cause = "system-unknown"},
    {.key = "control-character", .cause = "system-inexact", .place = CAUSE_HOLDER},
    {.key = "control-character", .cause = "system-wrong", .place = CAUSE_HOLDER},
    {.key = "control-character", .cause = "binding-required"},
    {.key = "control-character", .cause = "binding-required", .place = CAUSE_ABOVE},
    {.key = "code-syntax", .cause = "control-character"},
    {.key = "dicom-uid-syntax", .cause = "control-character"},
    {.key = "dicom-sop-class-unknown", .cause = "control-character", .place = CAUSE_BELOW},
    {.key = "code-unknown", .cause = "binding-required", .place = CAUSE_ABOVE},
    {.key = "code-syntax", .cause = "fixed-value"},
    {.key = "code-syntax", .cause = "pattern-value"},
    {.key = "binding-required", .cause = "fixed-value", .place = CAUSE_BELOW},
    {.key = "binding-extensible", .cause = "fixed-value", .place = CAUSE_BELOW},
    {.key = "binding-extensible", .cause = "code-syntax", .place = CAUSE_BELOW},
    {.key = "binding-preferred", .cause = "code-syntax", .place = CAUSE_BELOW},
    {.key = "dicom-sop-class-unknown", .cause = "format", .place = CAUSE_BELOW},
    {.key = "binding-preferred", .cause = "language-broken"},
    {.key = "binding-extensible", .cause = "language-broken"},
    /* nothing is there that could be looked at */
    {.key = "ele-1", .cause = "empty-array", .place = CAUSE_BELOW},
    {.key = "ele-1", .cause = "empty-object", .place = CAUSE_BELOW},
    {.key = "ele-1", .cause = "empty-string", .place = CAUSE_BELOW},
    {.key = "ele-1", .cause = "json-kind", .place = CAUSE_BELOW},
    {.key = "ele-1", .cause = "empty-object"},
    {.key = "ele-1", .cause = "null-in-array", .place = CAUSE_BELOW},
    {.key = ANY_INVARIANT, .cause = "json-kind", .place = CAUSE_MEMBER, .is_by_name = true},
    {.key = ANY_INVARIANT, .cause = "required", .is_by_name = true},
    {.key = "required", .cause = "json-kind", .place = CAUSE_BELOW, .is_by_name = true},
    {.key = "required", .cause = "empty-array", .place = CAUSE_BELOW, .is_by_name = true},
    {.key = "binding-required", .cause = "empty-object", .place = CAUSE_BELOW},
    {.key = "binding-extensible", .cause = "empty-object", .place = CAUSE_BELOW},
    {.key = "binding-required", .cause = "empty-string", .place = CAUSE_BELOW},
    {.key = "binding-extensible", .cause = "empty-string", .place = CAUSE_BELOW},
    {.key = "binding-required", .cause = "empty-string"},
    {.key = "binding-required", .cause = "json-kind", .place = CAUSE_BELOW},
    {.key = "binding-extensible", .cause = "json-kind", .place = CAUSE_BELOW},
    {.key = "binding-no-code", .cause = "json-kind", .place = CAUSE_BELOW},
    {.key = "binding-no-code", .cause = "empty-array", .place = CAUSE_BELOW},
    {.key = "reference-empty", .cause = "empty-string", .place = CAUSE_BELOW},
    {.key = "reference-empty", .cause = "json-kind", .place = CAUSE_BELOW},
    {.key = "reference-empty", .cause = "unknown-property", .place = CAUSE_BELOW},
    {.key = "system-missing", .cause = "empty-string", .place = CAUSE_BELOW},
    {.key = "system-missing", .cause = "json-kind", .place = CAUSE_BELOW},
    {.key = "dicom-study-uid", .cause = "empty-string", .place = CAUSE_BELOW, .is_by_name = true},
    {.key = "dicom-study-uid", .cause = "json-kind", .place = CAUSE_BELOW, .is_by_name = true},
    {.key = "dicom-accession", .cause = "json-kind", .place = CAUSE_BELOW},
    {.key = "dicom-accession", .cause = "system-missing", .place = CAUSE_BELOW},
    {.key = "dicom-accession", .cause = "system-wrong", .place = CAUSE_BELOW},
    {.key = "dicom-accession", .cause = "empty-array", .place = CAUSE_BELOW},
    {.key = "dicom-accession", .cause = "empty-object", .place = CAUSE_BELOW},
    {.key = "dicom-accession", .cause = "code-unknown", .place = CAUSE_BELOW},
    {.key = "dicom-study-uid", .cause = "empty-object", .place = CAUSE_BELOW, .is_by_name = true},
    {.key = "dicom-study-uid", .cause = "json-kind"},
    {.key = "dicom-study-uid", .cause = "format"},
    {.key = "dom-6", .cause = "required", .place = CAUSE_BELOW, .missing = "div"},
    {.key = "extension-url", .cause = "required", .missing = "url"},
    {.key = "bundle-full-url", .cause = "required", .missing = "fullUrl"},
    /* the system of a code is what is wrong */
    {.key = "system-wrong", .cause = "example-url", .place = CAUSE_BELOW},
    {.key = "system-wrong", .cause = "system-unknown", .place = CAUSE_BELOW},
    {.key = "system-wrong", .cause = "format", .place = CAUSE_BELOW},
    {.key = "code-syntax", .cause = "system-wrong", .place = CAUSE_HOLDER},
    {.key = "oid-branch", .cause = "system-wrong", .place = CAUSE_HOLDER},
    {.key = "dicom-sop-class-system", .cause = "system-wrong"},
    {.key = "dicom-sop-class-system", .cause = "system-relative"},
    {.key = "binding-extensible", .cause = "dicom-sop-class-system"},
    {.key = "binding-extensible", .cause = "dicom-sop-class-unknown"},
    {.key = "code-syntax", .cause = "dicom-sop-class-unknown", .place = CAUSE_HOLDER},
    /* what a value stands for is not known */
    {.key = "example-url", .cause = "extension-unknown", .place = CAUSE_HOLDER},
    {.key = "binding-extensible", .cause = "reference-target", .place = CAUSE_HOLDER},
    {.key = "contained-orphan", .cause = "id-missing"},
    {.key = "contained-orphan", .cause = "contained-id"},
};

enum { SHADOW_COUNT = sizeof SHADOWS / sizeof *SHADOWS };

/* True where a row is about issues of a key. */
static bool concerns(const Shadow *row, const char *key)
{
    bool is_of_any = strcmp(row->key, ANY_INVARIANT) == 0 && key_find(key) == KEY_COUNT;
    return is_of_any || strcmp(row->key, key) == 0;
}

bool shadow_is_possible(const char *key)
{
    for (size_t i = 0; i < SHADOW_COUNT; i++) {
        if (concerns(&SHADOWS[i], key)) {
            return true;
        }
    }
    return false;
}

/* The first finding in order whose place is not before an offset. */
static size_t first_from(const Report *report, uint32_t offset)
{
    size_t low = 0, high = report->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (finding_start(report, &report->findings[middle]) < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* True where `outer` is at most a few levels above `inner`. */
static bool is_near_above(const Report *report, NodeId outer, NodeId inner)
{
    NodeId up = document_node(report->document, inner)->parent;
    for (unsigned level = 1; up != NODE_NONE && level <= LEVELS_MAXIMUM; level++) {
        if (up == outer) {
            return true;
        }
        up = document_node(report->document, up)->parent;
    }
    return false;
}

static bool is_in_place(const Report *report, CausePlace place, NodeId cause, NodeId shadow)
{
    switch (place) {
    case CAUSE_HERE:
        return cause == shadow;
    case CAUSE_HOLDER:
        return cause == document_node(report->document, shadow)->parent;
    case CAUSE_MEMBER:
        return shadow == document_node(report->document, cause)->parent;
    case CAUSE_ABOVE:
        return is_near_above(report, cause, shadow);
    case CAUSE_BELOW:
        return is_near_above(report, shadow, cause);
    }
    return false;
}

/* The name of the element that a value, or an item of its array, is of. */
static Slice element_name_of(const Document *document, NodeId node)
{
    while (node != NODE_NONE && !document_node(document, node)->key) {
        node = document_node(document, node)->parent;
    }
    return node == NODE_NONE ? SLICE("") : document_raw_key(document, node);
}

/* True for the name of a member that is the value of an element: of a choice it goes on with a type ("valueQuantity"). */
static bool is_of_element(Slice name, Slice element)
{
    element.length -= slice_ends_with(element, SLICE("[x]")) ? 3 : 0;
    bool goes_on =
        name.length > element.length && name.bytes[element.length] >= 'A' && name.bytes[element.length] <= 'Z';
    return slice_starts_with(name, element) && (name.length == element.length || goes_on);
}

/* True where a shadow names the element that its cause is about. */
static bool names_element(const Report *report, const Finding *shadow, const Finding *cause)
{
    const IssueText *text = &report->texts[shadow->text], *other = &report->texts[cause->text];
    Slice name = other->missing.length > 0 ? other->missing : element_name_of(report->document, cause->node);
    bool is_named = text->missing.length > 0 ? is_of_element(name, text->missing)
                                             : slice_find(text->detail, name, 0) < text->detail.length;
    return name.length > 0 && is_named;
}

/* True where a finding is the cause that a row of the table names. */
static bool is_cause(const Report *report, const Shadow *row, const Finding *shadow, const Finding *other)
{
    const IssueText *text = &report->texts[other->text];
    return strcmp(text->key, row->cause) == 0 && text->severity >= report->texts[shadow->text].severity &&
           (!row->missing || slice_equals(text->missing, slice_from(row->missing))) &&
           is_in_place(report, row->place, other->node, shadow->node) &&
           (!row->is_by_name || names_element(report, shadow, other));
}

/* Looks for the cause among the findings within a value. */
static bool has_cause_in(const Report *report, const Shadow *row, const Finding *shadow, NodeId value, uint32_t end)
{
    const Node *node = document_node(report->document, value);
    uint32_t start = node->key ? node->key - 1 : node->start;
    for (size_t i = first_from(report, start); i < report->count; i++) {
        if (finding_start(report, &report->findings[i]) > end) {
            return false;
        }
        if (is_cause(report, row, shadow, &report->findings[i])) {
            return true;
        }
    }
    return false;
}

/* Looks for the cause that a row names; of what is above only the beginning is looked at, where issues about it are. */
static bool has_cause(const Report *report, const Shadow *row, const Finding *shadow)
{
    const Node *node = document_node(report->document, shadow->node);
    if (row->place != CAUSE_HOLDER && row->place != CAUSE_ABOVE) {
        return has_cause_in(report, row, shadow, shadow->node, node->start + node->length);
    }
    NodeId up = node->parent;
    for (unsigned level = 1; up != NODE_NONE && level <= LEVELS_MAXIMUM; level++) {
        const Node *above = document_node(report->document, up);
        if (has_cause_in(report, row, shadow, up, above->start)) {
            return true;
        }
        up = above->parent;
    }
    return false;
}

bool shadow_is_cast(const Report *report, const Finding *finding)
{
    const char *key = report->texts[finding->text].key;
    for (size_t i = 0; i < SHADOW_COUNT; i++) {
        if (concerns(&SHADOWS[i], key) && has_cause(report, &SHADOWS[i], finding)) {
            return true;
        }
    }
    return false;
}
