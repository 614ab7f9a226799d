/* Shadow: the table, and causes looked for among the findings, which are in the order of their places. */
#include "src/check/report/shadow.h"

#include "src/base/ascii.h"
#include "src/check/report/report_private.h"

/* Where the cause is, seen from the shadow. */
typedef enum CausePlace {
    CAUSE_HERE,
    CAUSE_HOLDER, /* at the value that holds the shadow's */
    CAUSE_MEMBER, /* at a member of it */
    CAUSE_ABOVE,  /* a few levels above */
    CAUSE_BELOW   /* a few levels below */
} CausePlace;

typedef struct Shadow {
    KeyId key;
    const char *invariant; /* the one invariant that is meant; NULL: any */
    KeyId cause;           /* a row of the table, never an invariant */
    CausePlace place;
    const char *missing; /* the element that the cause says is missing; NULL: any, or none */
    const char *string;  /* the cause is about a string, the value of this property; "": of any; NULL: about anything */
    bool is_by_name;     /* the shadow names the element that the cause is about: as missing, or in its expression */
} Shadow;

/* A string that cannot be read (a byte that is not UTF-8, half of a surrogate pair): what it says is not known, so
   nothing that is found of it is an issue of its own. */
#define UNREADABLE(KEY)                                                                                                \
    {.key = KEY, .cause = KEY_JSON_SYNTAX, .string = ""},                                                              \
    {                                                                                                                  \
        .key = KEY, .cause = KEY_LONE_SURROGATE, .string = ""                                                          \
    }

/* The same for an issue at an object with such a string as the value of a property. */
#define UNREADABLE_IN(KEY, PROPERTY)                                                                                   \
    {.key = KEY, .cause = KEY_JSON_SYNTAX, .place = CAUSE_BELOW, .string = PROPERTY},                                  \
    {                                                                                                                  \
        .key = KEY, .cause = KEY_LONE_SURROGATE, .place = CAUSE_BELOW, .string = PROPERTY                              \
    }

static const Shadow SHADOWS[] = {
    UNREADABLE(KEY_ID_CHARACTERS),
    UNREADABLE(KEY_RESOURCE_TYPE),
    UNREADABLE(KEY_FIXED_VALUE),
    UNREADABLE(KEY_PATTERN_VALUE),
    UNREADABLE(KEY_BINDING_REQUIRED),
    UNREADABLE(KEY_BINDING_EXTENSIBLE),
    UNREADABLE(KEY_BINDING_PREFERRED),
    UNREADABLE(KEY_CODE_UNKNOWN),
    UNREADABLE(KEY_CODE_SYNTAX),
    UNREADABLE(KEY_DISPLAY_WRONG),
    UNREADABLE(KEY_LANGUAGE_BROKEN),
    UNREADABLE(KEY_SYSTEM_UNKNOWN),
    UNREADABLE(KEY_SYSTEM_RELATIVE),
    UNREADABLE(KEY_EXAMPLE_URL),
    UNREADABLE(KEY_URL_UNKNOWN),
    UNREADABLE(KEY_PROFILE_UNKNOWN),
    UNREADABLE(KEY_IDENTIFIER_SYSTEM),
    UNREADABLE(KEY_IDENTIFIER_URI),
    UNREADABLE(KEY_DICOM_UID_SYNTAX),
    UNREADABLE_IN(KEY_BINDING_REQUIRED, "code"),
    UNREADABLE_IN(KEY_BINDING_REQUIRED, "system"),
    UNREADABLE_IN(KEY_BINDING_EXTENSIBLE, "code"),
    UNREADABLE_IN(KEY_BINDING_EXTENSIBLE, "system"),
    UNREADABLE_IN(KEY_BINDING_PREFERRED, "code"),
    UNREADABLE_IN(KEY_BINDING_PREFERRED, "system"),
    UNREADABLE_IN(KEY_PATTERN_VALUE, "code"),
    UNREADABLE_IN(KEY_PATTERN_VALUE, "system"),
    UNREADABLE_IN(KEY_FIXED_VALUE, "code"),
    UNREADABLE_IN(KEY_FIXED_VALUE, "system"),
    UNREADABLE_IN(KEY_SYSTEM_UNKNOWN, "system"),
    UNREADABLE_IN(KEY_SYSTEM_RELATIVE, "system"),
    UNREADABLE_IN(KEY_SYSTEM_WRONG, "code"),
    UNREADABLE_IN(KEY_SYSTEM_WRONG, "system"),
    UNREADABLE_IN(KEY_SYSTEM_INEXACT, "system"),
    UNREADABLE_IN(KEY_DICOM_SOP_CLASS_UNKNOWN, "code"),
    UNREADABLE_IN(KEY_DICOM_SOP_CLASS_SYSTEM, "system"),
    UNREADABLE_IN(KEY_DICOM_STUDY_UID, "system"),
    UNREADABLE_IN(KEY_DICOM_ACCESSION, "code"),
    UNREADABLE_IN(KEY_EXTENSION_UNKNOWN, "url"),
    UNREADABLE_IN(KEY_EXTENSION_URL, "url"),
    UNREADABLE_IN(KEY_REFERENCE_FORM, "reference"),
    UNREADABLE_IN(KEY_REFERENCE_BUNDLE, "reference"),
    UNREADABLE_IN(KEY_REFERENCE_BASE, "reference"),
    UNREADABLE_IN(KEY_REFERENCE_CONTAINED, "reference"),
    UNREADABLE_IN(KEY_REFERENCE_TARGET, "reference"),
    UNREADABLE_IN(KEY_BUNDLE_FULL_URL, "fullUrl"),
    UNREADABLE_IN(KEY_ATTACHMENT_HASH, "data"),
    UNREADABLE_IN(KEY_ATTACHMENT_SIZE, "data"),
    /* the form of a value is wrong: nothing else can be said of it */
    {.key = KEY_FORMAT, .cause = KEY_ID_CHARACTERS},
    {.key = KEY_FORMAT, .cause = KEY_ID_LENGTH},
    {.key = KEY_FORMAT, .cause = KEY_DICOM_UID_URN},
    {.key = KEY_FORMAT, .cause = KEY_JSON_SYNTAX}, /* of numbers as well */
    {.key = KEY_FORMAT, .cause = KEY_LONE_SURROGATE},
    {.key = KEY_JSON_KIND, .cause = KEY_JSON_SYNTAX},
    {.key = KEY_DICOM_UID_SYNTAX, .cause = KEY_FORMAT},
    {.key = KEY_DICOM_UID_SYNTAX, .cause = KEY_STRING_SPACE},
    {.key = KEY_DICOM_UID_URN, .cause = KEY_STRING_SPACE},
    {.key = KEY_IDENTIFIER_SYSTEM, .cause = KEY_FORMAT},
    {.key = KEY_IDENTIFIER_URI, .cause = KEY_STRING_SPACE},
    {.key = KEY_CODE_SYNTAX, .cause = KEY_FORMAT},
    {.key = KEY_SYSTEM_RELATIVE, .cause = KEY_FORMAT, .place = CAUSE_BELOW},
    {.key = KEY_SYSTEM_UNKNOWN, .cause = KEY_FORMAT},
    {.key = KEY_STRING_SPACE, .cause = KEY_DISPLAY_WRONG},
    {.key = KEY_STRING_SPACE, .cause = KEY_REFERENCE_FORM, .place = CAUSE_HOLDER},
    {.key = KEY_CONTROL_CHARACTER, .cause = KEY_DISPLAY_WRONG},
    {.key = KEY_CONTROL_CHARACTER, .cause = KEY_CODE_UNKNOWN},
    {.key = KEY_CONTROL_CHARACTER, .cause = KEY_SYSTEM_UNKNOWN},
    {.key = KEY_CONTROL_CHARACTER, .cause = KEY_SYSTEM_INEXACT, .place = CAUSE_HOLDER},
    {.key = KEY_CONTROL_CHARACTER, .cause = KEY_SYSTEM_WRONG, .place = CAUSE_HOLDER},
    {.key = KEY_CONTROL_CHARACTER, .cause = KEY_BINDING_REQUIRED},
    {.key = KEY_CONTROL_CHARACTER, .cause = KEY_BINDING_REQUIRED, .place = CAUSE_ABOVE},
    {.key = KEY_CODE_SYNTAX, .cause = KEY_CONTROL_CHARACTER},
    {.key = KEY_DICOM_UID_SYNTAX, .cause = KEY_CONTROL_CHARACTER},
    {.key = KEY_DICOM_SOP_CLASS_UNKNOWN, .cause = KEY_CONTROL_CHARACTER, .place = CAUSE_BELOW},
    {.key = KEY_CODE_UNKNOWN, .cause = KEY_BINDING_REQUIRED, .place = CAUSE_ABOVE},
    {.key = KEY_CODE_SYNTAX, .cause = KEY_FIXED_VALUE},
    {.key = KEY_CODE_SYNTAX, .cause = KEY_PATTERN_VALUE},
    {.key = KEY_BINDING_REQUIRED, .cause = KEY_FIXED_VALUE, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_EXTENSIBLE, .cause = KEY_FIXED_VALUE, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_EXTENSIBLE, .cause = KEY_CODE_SYNTAX, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_PREFERRED, .cause = KEY_CODE_SYNTAX, .place = CAUSE_BELOW},
    {.key = KEY_DICOM_SOP_CLASS_UNKNOWN, .cause = KEY_FORMAT, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_PREFERRED, .cause = KEY_LANGUAGE_BROKEN},
    {.key = KEY_BINDING_EXTENSIBLE, .cause = KEY_LANGUAGE_BROKEN},
    /* nothing is there that could be looked at */
    {.key = KEY_INVARIANT, .invariant = "ele-1", .cause = KEY_EMPTY_ARRAY, .place = CAUSE_BELOW},
    {.key = KEY_INVARIANT, .invariant = "ele-1", .cause = KEY_EMPTY_OBJECT, .place = CAUSE_BELOW},
    {.key = KEY_INVARIANT, .invariant = "ele-1", .cause = KEY_EMPTY_STRING, .place = CAUSE_BELOW},
    {.key = KEY_INVARIANT, .invariant = "ele-1", .cause = KEY_JSON_KIND, .place = CAUSE_BELOW},
    {.key = KEY_INVARIANT, .invariant = "ele-1", .cause = KEY_EMPTY_OBJECT},
    {.key = KEY_INVARIANT, .invariant = "ele-1", .cause = KEY_NULL_IN_ARRAY, .place = CAUSE_BELOW},
    {.key = KEY_INVARIANT, .cause = KEY_JSON_KIND, .place = CAUSE_MEMBER, .is_by_name = true},
    {.key = KEY_INVARIANT, .cause = KEY_EMPTY_OBJECT, .place = CAUSE_MEMBER, .is_by_name = true},
    {.key = KEY_INVARIANT, .cause = KEY_EMPTY_ARRAY, .place = CAUSE_MEMBER, .is_by_name = true},
    {.key = KEY_INVARIANT, .cause = KEY_EMPTY_STRING, .place = CAUSE_MEMBER, .is_by_name = true},
    {.key = KEY_INVARIANT, .cause = KEY_BINDING_REQUIRED, .place = CAUSE_MEMBER, .is_by_name = true},
    {.key = KEY_INVARIANT, .cause = KEY_REQUIRED, .is_by_name = true},
    {.key = KEY_REQUIRED, .cause = KEY_SLICE_REQUIRED, .is_by_name = true},
    {.key = KEY_SLICE_REQUIRED, .cause = KEY_EMPTY_ARRAY, .place = CAUSE_BELOW, .is_by_name = true},
    {.key = KEY_SLICE_REQUIRED, .cause = KEY_JSON_KIND, .place = CAUSE_BELOW, .is_by_name = true},
    {.key = KEY_REQUIRED, .cause = KEY_JSON_KIND, .place = CAUSE_BELOW, .is_by_name = true},
    {.key = KEY_REQUIRED, .cause = KEY_EMPTY_ARRAY, .place = CAUSE_BELOW, .is_by_name = true},
    {.key = KEY_BINDING_REQUIRED, .cause = KEY_EMPTY_OBJECT, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_EXTENSIBLE, .cause = KEY_EMPTY_OBJECT, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_REQUIRED, .cause = KEY_EMPTY_STRING, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_EXTENSIBLE, .cause = KEY_EMPTY_STRING, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_REQUIRED, .cause = KEY_EMPTY_STRING},
    {.key = KEY_BINDING_REQUIRED, .cause = KEY_JSON_KIND, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_EXTENSIBLE, .cause = KEY_JSON_KIND, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_NO_CODE, .cause = KEY_EMPTY_OBJECT, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_NO_CODE, .cause = KEY_EMPTY_STRING, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_NO_CODE, .cause = KEY_JSON_KIND, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_NO_CODE, .cause = KEY_EMPTY_ARRAY, .place = CAUSE_BELOW},
    {.key = KEY_REFERENCE_EMPTY, .cause = KEY_EMPTY_STRING, .place = CAUSE_BELOW},
    {.key = KEY_REFERENCE_EMPTY, .cause = KEY_JSON_KIND, .place = CAUSE_BELOW},
    {.key = KEY_REFERENCE_EMPTY, .cause = KEY_UNKNOWN_PROPERTY, .place = CAUSE_BELOW},
    {.key = KEY_SYSTEM_MISSING, .cause = KEY_EMPTY_STRING, .place = CAUSE_BELOW},
    {.key = KEY_SYSTEM_MISSING, .cause = KEY_JSON_KIND, .place = CAUSE_BELOW},
    {.key = KEY_DICOM_STUDY_UID, .cause = KEY_EMPTY_STRING, .place = CAUSE_BELOW, .is_by_name = true},
    {.key = KEY_DICOM_STUDY_UID, .cause = KEY_JSON_KIND, .place = CAUSE_BELOW, .is_by_name = true},
    {.key = KEY_DICOM_ACCESSION, .cause = KEY_JSON_KIND, .place = CAUSE_BELOW},
    {.key = KEY_DICOM_ACCESSION, .cause = KEY_SYSTEM_MISSING, .place = CAUSE_BELOW},
    {.key = KEY_DICOM_ACCESSION, .cause = KEY_SYSTEM_WRONG, .place = CAUSE_BELOW},
    {.key = KEY_DICOM_ACCESSION, .cause = KEY_EMPTY_ARRAY, .place = CAUSE_BELOW},
    {.key = KEY_DICOM_ACCESSION, .cause = KEY_EMPTY_OBJECT, .place = CAUSE_BELOW},
    {.key = KEY_DICOM_ACCESSION, .cause = KEY_CODE_UNKNOWN, .place = CAUSE_BELOW},
    {.key = KEY_DICOM_STUDY_UID, .cause = KEY_EMPTY_OBJECT, .place = CAUSE_BELOW, .is_by_name = true},
    {.key = KEY_DICOM_STUDY_UID, .cause = KEY_EMPTY_ARRAY},
    {.key = KEY_DICOM_STUDY_UID, .cause = KEY_JSON_KIND},
    {.key = KEY_DICOM_STUDY_UID, .cause = KEY_FORMAT},
    {.key = KEY_REQUIRED, .cause = KEY_SLICE_REQUIRED, .is_by_name = true},
    {.key = KEY_SLICE_CLOSED, .cause = KEY_CHOICE_TYPE},
    {.key = KEY_INVARIANT, .invariant = "dom-6", .cause = KEY_REQUIRED, .place = CAUSE_BELOW, .missing = "div"},
    {.key = KEY_EXTENSION_URL, .cause = KEY_REQUIRED, .missing = "url"},
    {.key = KEY_BUNDLE_FULL_URL, .cause = KEY_REQUIRED, .missing = "fullUrl"},
    {.key = KEY_INVARIANT, .invariant = "bdl-11", .cause = KEY_BUNDLE_FIRST, .place = CAUSE_BELOW},
    {.key = KEY_INVARIANT, .invariant = "bdl-12", .cause = KEY_BUNDLE_FIRST, .place = CAUSE_BELOW},
    /* the system of a code is what is wrong */
    {.key = KEY_SYSTEM_WRONG, .cause = KEY_EXAMPLE_URL, .place = CAUSE_BELOW},
    {.key = KEY_SYSTEM_WRONG, .cause = KEY_SYSTEM_UNKNOWN, .place = CAUSE_BELOW},
    {.key = KEY_SYSTEM_WRONG, .cause = KEY_FORMAT, .place = CAUSE_BELOW},
    {.key = KEY_CODE_SYNTAX, .cause = KEY_SYSTEM_WRONG, .place = CAUSE_HOLDER},
    {.key = KEY_OID_BRANCH, .cause = KEY_SYSTEM_WRONG, .place = CAUSE_HOLDER},
    {.key = KEY_BINDING_PREFERRED, .cause = KEY_CODE_REPLACED, .place = CAUSE_BELOW},
    {.key = KEY_BINDING_EXTENSIBLE, .cause = KEY_CODE_REPLACED, .place = CAUSE_BELOW},
    {.key = KEY_DICOM_SOP_CLASS_SYSTEM, .cause = KEY_SYSTEM_WRONG},
    {.key = KEY_DICOM_SOP_CLASS_SYSTEM, .cause = KEY_SYSTEM_RELATIVE},
    {.key = KEY_BINDING_EXTENSIBLE, .cause = KEY_DICOM_SOP_CLASS_SYSTEM},
    {.key = KEY_BINDING_EXTENSIBLE, .cause = KEY_DICOM_SOP_CLASS_UNKNOWN},
    {.key = KEY_CODE_SYNTAX, .cause = KEY_DICOM_SOP_CLASS_UNKNOWN, .place = CAUSE_HOLDER},
    /* what a value stands for is not known */
    {.key = KEY_EXAMPLE_URL, .cause = KEY_EXTENSION_UNKNOWN, .place = CAUSE_HOLDER},
    {.key = KEY_BINDING_EXTENSIBLE, .cause = KEY_REFERENCE_TARGET, .place = CAUSE_HOLDER},
    {.key = KEY_CONTAINED_ORPHAN, .cause = KEY_ID_MISSING},
    {.key = KEY_CONTAINED_ORPHAN, .cause = KEY_CONTAINED_ID},
};

enum { SHADOW_COUNT = sizeof SHADOWS / sizeof *SHADOWS };

/* True where a row is about issues with this text. */
static bool concerns(const Shadow *row, const IssueText *text)
{
    return row->key == text->key && (!row->invariant || strcmp(row->invariant, text->invariant) == 0);
}

bool shadow_reaches_below(KeyId key)
{
    for (size_t i = 0; i < SHADOW_COUNT; i++) {
        bool is_above = SHADOWS[i].place == CAUSE_HOLDER || SHADOWS[i].place == CAUSE_ABOVE;
        if (is_above && SHADOWS[i].cause == key) {
            return true;
        }
    }
    return false;
}

bool shadow_is_possible(const IssueText *text)
{
    for (size_t i = 0; i < SHADOW_COUNT; i++) {
        if (concerns(&SHADOWS[i], text)) {
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
    for (unsigned level = 1; up != NODE_NONE && level <= SHADOW_LEVELS_MAXIMUM; level++) {
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

/* True for the name of a member that is the value of an element: of a choice it goes on with a type ("valueQuantity").
 */
static bool is_of_element(Slice name, Slice element)
{
    element.length -= slice_ends_with(element, SLICE("[x]")) ? 3 : 0;
    bool goes_on = name.length > element.length && ascii_is_upper(name.bytes[element.length]);
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

/* True where a node is a string, of an element with a name unless that is empty. */
static bool is_string_of(const Document *document, NodeId node, const char *name)
{
    return document_node(document, node)->kind == NODE_STRING &&
           (!*name || slice_equals(element_name_of(document, node), slice_from(name)));
}

/* True where a finding is the cause that a row of the table names. */
static bool is_cause(const Report *report, const Shadow *row, const Finding *shadow, const Finding *other)
{
    const IssueText *text = &report->texts[other->text];
    return text->key == row->cause && text->severity >= report->texts[shadow->text].severity &&
           (!row->missing || slice_equals(text->missing, slice_from(row->missing))) &&
           is_in_place(report, row->place, other->node, shadow->node) &&
           (!row->string || is_string_of(report->document, other->node, row->string)) &&
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
    for (unsigned level = 1; up != NODE_NONE && level <= SHADOW_LEVELS_MAXIMUM; level++) {
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
    const IssueText *text = &report->texts[finding->text];
    for (size_t i = 0; i < SHADOW_COUNT; i++) {
        if (concerns(&SHADOWS[i], text) && has_cause(report, &SHADOWS[i], finding)) {
            return true;
        }
    }
    return false;
}
