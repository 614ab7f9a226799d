/* Members: the properties of an object matched to the elements that they are; unknown, misspelt and doubled ones. */
#include "src/check/families.h"

/* The member that a child element has already, by value or by sibling. */
static Member *find_member(Members *members, const Element *child, Slice name)
{
    for (uint32_t i = 0; i < members->count; i++) {
        if (members->items[i].child == child && slice_equals(members->items[i].name, name)) {
            return &members->items[i];
        }
    }
    return NULL;
}

/* The child element of any facet that a JSON name means. */
static const Element *find_child(const Facets *facets, Slice name, Slice *choice)
{
    for (uint32_t i = 0; i < facets->count; i++) {
        const Element *content = facets->items[i].content;
        const Element *child = content ? element_child_find(content, name, choice) : NULL;
        if (child) {
            return child;
        }
    }
    return NULL;
}

/* The name that was probably meant; empty where none is near. */
static Slice suggest(const Facets *facets, Slice name)
{
    Slice best = {0};
    unsigned limit = name.length > 8 ? 3 : 2, least = limit + 1;
    for (uint32_t i = 0; i < facets->count && facets->items[i].content; i++) {
        const Element *content = facets->items[i].content;
        for (uint32_t j = 0; j < element_child_count(content); j++) {
            Slice candidate = element_name(element_child(content, j));
            unsigned distance = slice_distance(name, candidate, limit);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
    }
    return best;
}

/* Where an element lives in other versions of FHIR, for the names that files of those versions carry. */
static const char *other_version(Slice name)
{
    static const struct {
        const char *name, *advice;
    } names[] = {
        {"uid",
         "in R4 the UID of the study is an identifier with system urn:dicom:uid and a value that begins with urn:oid:"},
        {"accession", "in R4 the accession number is an identifier with type ACSN"},
        {"availability", "in R4 this is status"},
        {"patient", "in R4 this is subject"},
        {"context", "in R4 this is encounter"},
        {"basedOn", "in R4 only the study has basedOn"},
        {"reason", "in R4 this is reasonCode, and reasonReference"},
        {"procedure", "in R4 this is procedureCode, and procedureReference"},
        {"modalityList", "in R4 this is modality"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_equals(name, slice_from(names[i].name))) {
            return names[i].advice;
        }
    }
    return NULL;
}

static void add_unknown(Walk *walk, NodeId node, const Facets *facets, Slice key)
{
    Text scratch = TEXT_EMPTY, sentence = TEXT_EMPTY;
    bool is_sibling = key.length > 1 && key.bytes[0] == '_';
    Slice name = is_sibling ? slice_part(key, 1, key.length) : key;
    Slice meant = suggest(facets, name);
    const char *advice = other_version(name);
    if (meant.length && !slice_equals(meant, name)) {
        text_format(&sentence, "; is '%.*s' meant?", SLICE_ARGS(meant));
    } else if (advice && slice_equals(structure_type(walk->scope->type), SLICE("ImagingStudy"))) {
        text_format(&sentence, "; %s", advice);
    }
    Slice shown = walk_shown(key, &scratch);
    Finding finding = {.severity = SEVERITY_ERROR, .key = "unknown-property", .node = node, .is_about_key = true};
    walk_add(walk, &finding, "'%.*s' is not a property that FHIR R4 knows here%.*s", SLICE_ARGS(shown),
             (int)sentence.length, sentence.length ? sentence.bytes : "");
    text_free(&scratch);
    text_free(&sentence);
}

static void add_duplicate(Walk *walk, NodeId node, Slice key)
{
    Text scratch = TEXT_EMPTY;
    Slice shown = walk_shown(key, &scratch);
    Finding finding = {.severity = SEVERITY_ERROR, .key = "duplicate-property", .node = node, .is_about_key = true};
    walk_add(walk, &finding, "'%.*s' is here twice; only the first one is read", SLICE_ARGS(shown));
    text_free(&scratch);
}

/* True when another type of the same choice element is there already. */
static bool is_second_choice(const Members *members, const Element *child)
{
    for (uint32_t i = 0; element_is_choice(child) && i < members->count; i++) {
        if (members->items[i].child == child) {
            return true;
        }
    }
    return false;
}

static void add_second_choice(Walk *walk, NodeId node, Slice key, const Element *child)
{
    Text scratch = TEXT_EMPTY;
    Slice shown = walk_shown(key, &scratch), name = element_name(child);
    Finding finding = {
        .severity = SEVERITY_ERROR, .key = "second-choice", .node = node, .is_about_key = true, .element = child};
    walk_add(walk, &finding, "'%.*s' is one more value of '%.*s[x]', of which there may be only one", SLICE_ARGS(shown),
             SLICE_ARGS(name));
    text_free(&scratch);
}

/* Takes in one member. Keys with escapes are compared in their unescaped form, which lies in the report's texts so that
   it outlives the loop. */
static void take(Walk *walk, NodeId node, const Facets *facets, Members *members, Slice key)
{
    bool is_sibling = key.length > 1 && key.bytes[0] == '_';
    Slice name = is_sibling ? slice_part(key, 1, key.length) : key;
    Slice choice = {0};
    const Element *child = find_child(facets, name, &choice);
    Slice code = choice.length                        ? choice
                 : child && element_type_count(child) ? type_code(element_type(child, 0))
                                                      : (Slice){0};
    const Structure *type = is_sibling && child ? rules_type(walk->rules, code) : NULL;
    bool is_misplaced = is_sibling && child && type && structure_kind(type) != STRUCTURE_PRIMITIVE;
    if (!child || is_misplaced) {
        add_unknown(walk, node, facets, key);
        return;
    }
    Member *member = find_member(members, child, name);
    if (!member && is_second_choice(members, child)) {
        add_second_choice(walk, node, key, child);
        return;
    }
    if (!member) {
        if (members->count == MEMBERS_MAXIMUM) {
            return;
        }
        member = &members->items[members->count++];
        *member = (Member){child, name, choice, NODE_NONE, NODE_NONE};
    }
    NodeId *place = is_sibling ? &member->sibling : &member->value;
    if (*place != NODE_NONE) {
        add_duplicate(walk, node, key);
    } else {
        *place = node;
    }
}

void members_collect(Walk *walk, NodeId object, const Facets *facets, bool is_resource, Members *members)
{
    const Document *document = walk->document;
    members->count = 0;
    Text scratch = TEXT_EMPTY;
    for (NodeId child = document_first_child(document, object); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        Slice key = document_key(document, child, &scratch);
        if (document_node(document, child)->flags & NODE_KEY_HAS_ESCAPE) {
            key = arena_copy(walk->report->texts, key);
        }
        if (!is_resource || !slice_equals(key, SLICE("resourceType"))) {
            take(walk, child, facets, members, key);
        }
    }
    text_free(&scratch);
}
