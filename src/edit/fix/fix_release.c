/*
 * Fixes of what other releases of FHIR have in an ImagingStudy: DSTU2, STU3 and R5, by the lists of changes on the page
 * of the resource (http://hl7.org/fhir/R4/imagingstudy.html) and its later edition.
 */
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"

#include "src/check/state/other_release_name.h"

#define ACCESSION_TYPE "\"type\":{\"coding\":[{\"system\":\"" SYSTEM_IDENTIFIER_TYPE "\",\"code\":\"ACSN\"}]}"

/* Where a member is in releases that differ. */
typedef enum ReleaseLevel { LEVEL_STUDY, LEVEL_LIST_ITEM, LEVEL_OTHER } ReleaseLevel;

static ReleaseLevel level_of(const FixOffer *offer)
{
    NodeId holder = offer->node->parent;
    if (holder == NODE_NONE) {
        return LEVEL_OTHER;
    }
    if (slice_equals(fix_resource_type(offer, holder), SLICE("ImagingStudy"))) {
        return LEVEL_STUDY;
    }
    NodeId list = document_node(offer->document, holder)->parent;
    bool is_item = list != NODE_NONE && (document_key_equals(offer->document, list, SLICE("series")) ||
                                         document_key_equals(offer->document, list, SLICE("instance")));
    return is_item ? LEVEL_LIST_ITEM : LEVEL_OTHER;
}

/* ---- moving ---- */

/* Moves the issue's member to another name, as JSON of the new shape; an item of the list that is there already. All
   that it loses can be read from the rest where it `is_equivalent`. */
static bool offer_moved(const FixOffer *offer, Slice name, bool is_list, Slice json, bool is_equivalent)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text value = TEXT_EMPTY, title = TEXT_EMPTY;
    NodeId node = offer->issue->node, present = fix_member(offer, offer->node->parent, name);
    if (json.length && present == NODE_NONE) {
        text_format(&value, is_list ? "[%.*s]" : "%.*s", SLICE_ARGS(json));
        splice_set_value(offer->document, node, text_slice(&value), &splices, NULL);
        splice_rename(offer->document, node, name, &splices, NULL);
    } else if (json.length && is_list && document_node(offer->document, present)->kind == NODE_ARRAY) {
        SpliceList added = SPLICE_LIST_EMPTY, removed = SPLICE_LIST_EMPTY;
        splice_insert(offer->document, present, PLACE_LAST, (Slice){0}, json, &added, NULL);
        splice_delete(offer->document, node, &removed, NULL);
        fix_plan_join(&splices, &added, &removed);
    }
    bool is_offered = splices.count > 0;
    bool is_rename = present == NODE_NONE && slice_equals(json, document_raw(offer->document, node));
    if (offer->issue->missing.length > 0) {
        text_format(&title, "%s '%.*s' to '%.*s'%s", is_rename ? "Rename" : "Convert",
                    SLICE_ARGS(document_raw_key(offer->document, node)), SLICE_ARGS(name), is_rename ? "" : " (R4)");
    } else {
        text_format(&title, is_rename ? "Rename to '%.*s'" : "Convert to '%.*s' (R4)", SLICE_ARGS(name));
    }
    if (is_equivalent) {
        offer_equivalent(offer, &splices, text_slice(&title));
    } else {
        offer_splices(offer, true, &splices, text_slice(&title));
    }
    text_free(&value);
    text_free(&title);
    return is_offered;
}

static bool offer_move(const FixOffer *offer, Slice name, bool is_list, Slice json)
{
    return offer_moved(offer, name, is_list, json, false);
}

/* ---- shapes ---- */

static bool is_kind(const FixOffer *offer, NodeId node, NodeKind kind)
{
    return node != NODE_NONE && document_node(offer->document, node)->kind == kind;
}

static NodeId first_item(const FixOffer *offer, NodeId list)
{
    return is_kind(offer, list, NODE_ARRAY) ? document_first_child(offer->document, list) : NODE_NONE;
}

/* Removes the issue's member where an identifier of the study says the same; false where none does. */
static bool drop_repeated_uid(const FixOffer *offer, Slice bare)
{
    NodeId item = first_item(offer, fix_member(offer, offer->node->parent, SLICE("identifier")));
    for (; item != NODE_NONE && bare.length > 0; item = document_next_sibling(offer->document, item)) {
        Slice value = fix_string(offer, fix_member(offer, item, SLICE("value")));
        Slice system = fix_string(offer, fix_member(offer, item, SLICE("system")));
        value = slice_without_prefix(value, SLICE(SCHEME_OID));
        if (slice_equals(value, bare) && slice_equals(system, SLICE(SYSTEM_DICOM_UID))) {
            SpliceList splices = SPLICE_LIST_EMPTY;
            splice_delete(offer->document, offer->issue->node, &splices, NULL);
            offer_splices(offer, false, &splices, SLICE("Keep the UID in 'identifier' only"));
            return true;
        }
    }
    return false;
}

/* A study's UID becomes one of its identifiers. */
static bool move_uid(const FixOffer *offer)
{
    Slice said = fix_string(offer, offer->issue->node);
    Slice bare = slice_without_prefix(said, SLICE(SCHEME_OID));
    Text json = TEXT_EMPTY;
    if (drop_repeated_uid(offer, bare)) {
        return true;
    }
    if (bare.length) {
        Text value = TEXT_EMPTY;
        text_format(&value, SCHEME_OID "%.*s", SLICE_ARGS(bare));
        text_append(&json, SLICE("{\"system\":\"" SYSTEM_DICOM_UID "\",\"value\":"));
        splice_quote(text_slice(&value), &json);
        text_append_byte(&json, '}');
        text_free(&value);
    }
    bool is_offered = offer_move(offer, SLICE("identifier"), true, text_slice(&json));
    text_free(&json);
    return is_offered;
}

/* An accession number becomes an identifier of that type. */
static bool move_accession(const FixOffer *offer)
{
    NodeId node = offer->issue->node;
    Slice raw = document_raw(offer->document, node);
    Text json = TEXT_EMPTY;
    if (is_kind(offer, node, NODE_STRING)) {
        text_format(&json, "{" ACCESSION_TYPE ",\"value\":%.*s}", SLICE_ARGS(raw));
    } else if (is_kind(offer, node, NODE_OBJECT) && document_child_count(offer->document, node) > 0) {
        bool has_type = fix_member(offer, node, SLICE("type")) != NODE_NONE;
        text_format(&json, "{%s%.*s", has_type ? "" : ACCESSION_TYPE ",", SLICE_ARGS(slice_part(raw, 1, raw.length)));
    }
    bool is_offered = offer_move(offer, SLICE("identifier"), true, text_slice(&json));
    text_free(&json);
    return is_offered;
}

static bool move_patient(const FixOffer *offer)
{
    return offer_move(offer, SLICE("subject"), false, document_raw(offer->document, offer->issue->node));
}

static bool move_context(const FixOffer *offer)
{
    return offer_move(offer, SLICE("encounter"), false, document_raw(offer->document, offer->issue->node));
}

/* A list is renamed. */
static bool move_modality_list(const FixOffer *offer)
{
    return offer_move(offer, SLICE("modality"), false, document_raw(offer->document, offer->issue->node));
}

/* Collects a member of the items of a CodeableReference list, parted by commas; without it, the items themselves. */
static void collect(const FixOffer *offer, Slice member, Text *json)
{
    for (NodeId item = first_item(offer, offer->issue->node); item != NODE_NONE;
         item = document_next_sibling(offer->document, item)) {
        NodeId part = member.length ? fix_member(offer, item, member) : item;
        if (part != NODE_NONE) {
            text_append(json, json->length ? SLICE(",") : SLICE(""));
            text_append(json, document_raw(offer->document, part));
        }
    }
}

/* The last item of an array; NODE_NONE for none. */
static NodeId last_item(const FixOffer *offer, NodeId list)
{
    NodeId last = NODE_NONE;
    for (NodeId item = first_item(offer, list); item != NODE_NONE;
         item = document_next_sibling(offer->document, item)) {
        last = item;
    }
    return last;
}

/* Plans to put members of the items of a CodeableReference list at the end of an array that is there. */
static void plan_joined(const FixOffer *offer, const char *const members[2], NodeId present, SpliceList *splices)
{
    SpliceList added = SPLICE_LIST_EMPTY, removed = SPLICE_LIST_EMPTY;
    NodeId node = offer->issue->node;
    for (NodeId item = last_item(offer, node); item != NODE_NONE;
         item = document_previous_sibling(offer->document, item)) { /* what is planned later comes before */
        for (int i = 0; i < 2; i++) {
            NodeId part = fix_member(offer, item, slice_from(members[i]));
            if (part != NODE_NONE) {
                splice_insert(offer->document, present, PLACE_LAST, (Slice){0}, document_raw(offer->document, part),
                              &added, NULL);
            }
        }
    }
    if (added.count > 0) {
        splice_delete(offer->document, node, &removed, NULL);
        fix_plan_join(splices, &added, &removed);
    }
}

/* Where R4's array of codes, or of references, is there already, and the list has nothing else, its items go to the end
 * of it. */
static bool join(const FixOffer *offer, Slice name, const char *const members[2])
{
    NodeId present = fix_member(offer, offer->node->parent, name);
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text title = TEXT_EMPTY;
    if (is_kind(offer, present, NODE_ARRAY)) {
        plan_joined(offer, members, present, &splices);
    }
    bool is_offered = splices.count > 0;
    text_format(&title, "Move to '%.*s' (R4)", SLICE_ARGS(name));
    if (is_offered) {
        offer_splices(offer, true, &splices, text_slice(&title));
    }
    text_free(&title);
    return is_offered;
}

/* A list of CodeableReferences, or of choices of a code and a reference as drafts of R5 have it, becomes a list of
   codes and, beside it, what is referred to. Where both are there, the references are put after the codes. */
static bool split(const FixOffer *offer, Slice codes_name, Slice references_name, bool is_reference_list)
{
    Text codes = TEXT_EMPTY, references = TEXT_EMPTY, value = TEXT_EMPTY;
    SpliceList splices = SPLICE_LIST_EMPTY;
    NodeId node = offer->issue->node;
    collect(offer, SLICE("concept"), &codes);
    collect(offer, SLICE("valueCodeableConcept"), &codes);
    collect(offer, SLICE("reference"), &references);
    collect(offer, SLICE("valueReference"), &references);
    bool has_both = codes.length && references.length;
    if (references.length && is_reference_list) {
        text_splice(&references, 0, 0, SLICE("["));
        text_append_byte(&references, ']');
    }
    if (has_both) {
        splice_insert(offer->document, node, PLACE_AFTER, references_name, text_slice(&references), &splices, NULL);
    }
    if (codes.length) {
        text_format(&value, "[%.*s]", SLICE_ARGS(text_slice(&codes)));
    } else {
        text_append(&value, text_slice(&references));
    }
    bool is_free = fix_member(offer, offer->node->parent, codes.length ? codes_name : references_name) == NODE_NONE;
    bool is_offered = is_free && value.length &&
                      splice_set_value(offer->document, node, text_slice(&value), &splices, NULL) &&
                      splice_rename(offer->document, node, codes.length ? codes_name : references_name, &splices, NULL);
    if (is_offered) {
        offer_splices(offer, true, &splices, SLICE("Convert to codes and references (R4)"));
    } else {
        splice_list_free(&splices);
    }
    if (!is_offered && !is_free && !has_both) {
        static const char *const code_members[] = {"concept", "valueCodeableConcept"};
        static const char *const reference_members[] = {"reference", "valueReference"};
        is_offered =
            join(offer, codes.length ? codes_name : references_name, codes.length ? code_members : reference_members);
    }
    text_free(&codes);
    text_free(&references);
    text_free(&value);
    return is_offered;
}

static bool move_reason(const FixOffer *offer)
{
    NodeId node = offer->issue->node, item = first_item(offer, node);
    bool is_list = item != NODE_NONE;
    NodeId concept = is_list ? item : node;
    if (fix_member(offer, concept, SLICE("coding")) != NODE_NONE ||
        fix_member(offer, concept, SLICE("text")) != NODE_NONE) {
        return offer_move(offer, SLICE("reasonCode"), !is_list, document_raw(offer->document, node));
    }
    return split(offer, SLICE("reasonCode"), SLICE("reasonReference"), true);
}

static bool move_procedure(const FixOffer *offer)
{
    NodeId item = first_item(offer, offer->issue->node);
    if (is_kind(offer, fix_member(offer, item, SLICE("reference")), NODE_STRING)) {
        return offer_move(offer, SLICE("procedureReference"), false, document_raw(offer->document, item));
    }
    if (fix_member(offer, item, SLICE("coding")) != NODE_NONE) {
        return offer_move(offer, SLICE("procedureCode"), false, document_raw(offer->document, offer->issue->node));
    }
    return offer_first_reference(offer, SLICE("procedureReference")) ||
           split(offer, SLICE("procedureCode"), SLICE("procedureReference"), false);
}

/* True for an identifier that says no more than a UID does. */
static bool is_bare_uid(const FixOffer *offer, NodeId identifier)
{
    Slice system = fix_string(offer, fix_member(offer, identifier, SLICE("system")));
    bool is_of_dicom = slice_equals(system, SLICE(SYSTEM_DICOM_UID)) || slice_equals(system, SLICE(SYSTEM_URI));
    NodeId parent = document_node(offer->document, identifier)->parent;
    bool is_only = document_node(offer->document, parent)->kind != NODE_ARRAY ||
                   document_child_count(offer->document, parent) == 1;
    return is_only && is_of_dicom && document_child_count(offer->document, identifier) == 2;
}

/* An identifier in place of the UID of a series or an instance. */
static bool move_identifier(const FixOffer *offer)
{
    NodeId node = offer->issue->node, item = is_kind(offer, node, NODE_ARRAY) ? first_item(offer, node) : node;
    Slice said = fix_string(offer, fix_member(offer, item, SLICE("value")));
    Slice bare = slice_without_prefix(said, SLICE(SCHEME_OID));
    Text json = TEXT_EMPTY;
    if (bare.length) {
        splice_quote(bare, &json);
    }
    bool is_offered =
        offer_moved(offer, SLICE("uid"), false, text_slice(&json), bare.length > 0 && is_bare_uid(offer, item));
    text_free(&json);
    return is_offered;
}

/* ---- a type for another ---- */

/* An actor in place of the reference to one. */
static bool replace_reference(const FixOffer *offer)
{
    Text json = TEXT_EMPTY;
    bool is_text = is_kind(offer, offer->issue->node, NODE_STRING);
    if (is_text) {
        text_format(&json, "{\"actor\":%.*s}", SLICE_ARGS(document_raw(offer->document, offer->node->parent)));
        offer_value(offer, true, offer->node->parent, text_slice(&json), SLICE("Convert to 'actor' (R4)"));
    }
    text_free(&json);
    return is_text;
}

/* The members that other releases have. */
static const struct {
    ReleaseLevel level;
    const char *name;
    bool (*offer)(const FixOffer *offer);
} moves[] = {
    {LEVEL_STUDY, "uid", move_uid},
    {LEVEL_STUDY, "accession", move_accession},
    {LEVEL_STUDY, "patient", move_patient},
    {LEVEL_STUDY, "context", move_context},
    {LEVEL_STUDY, "modalityList", move_modality_list},
    {LEVEL_STUDY, "reason", move_reason},
    {LEVEL_STUDY, "procedure", move_procedure},
    {LEVEL_LIST_ITEM, "identifier", move_identifier},
    {LEVEL_OTHER, "coding", offer_concept},
    {LEVEL_OTHER, "concept", offer_concept},
    {LEVEL_OTHER, "text", offer_concept},
    {LEVEL_OTHER, "reference", replace_reference},
};

/* Gives a property the name that R4 has for it. */
static bool rename_released(const FixOffer *offer, const ReleaseName *other)
{
    enum { CHILDREN_MAXIMUM = 128 };
    ChildRule rules[CHILDREN_MAXIMUM];
    if (other->name.length == 0) {
        return false;
    }
    uint32_t count =
        check_children(offer->operation->checker, offer->document, offer->node->parent, rules, CHILDREN_MAXIMUM);
    bool is_list = false;
    for (uint32_t i = 0; i < count && i < CHILDREN_MAXIMUM; i++) {
        is_list = is_list || (slice_equals(rules[i].name, other->name) && rules[i].is_repeating);
    }
    bool is_item = is_list && !is_kind(offer, offer->issue->node, NODE_ARRAY);
    return offer_move(offer, other->name, is_item, document_raw(offer->document, offer->issue->node));
}

/* The number in the URLs of a release: that of STU3 where it has the property, else of the first release that has. */
static const char *version_of(Slice releases)
{
    bool is_newer = slice_find(releases, SLICE("STU3"), 0) != SIZE_MAX;
    return is_newer ? "3.0" : slice_starts_with(releases, SLICE("DSTU2")) ? "1.0" : "5.0";
}

/* The extension by which R4 has an element of another release (http://hl7.org/fhir/R4/versions.html#extensions). */
static void append_extension(const FixOffer *offer, const ReleaseName *other, NodeId value, Text *json)
{
    Text path = TEXT_EMPTY, type = TEXT_EMPTY;
    const Node *node = document_node(offer->document, offer->issue->node);
    for (NodeId at = node->parent; at != NODE_NONE; at = document_node(offer->document, at)->parent) {
        Slice name = fix_resource_type(offer, at);
        Slice step = name.length > 0 ? name : document_raw_key(offer->document, at);
        text_splice(&path, 0, 0, step.length > 0 ? SLICE(".") : SLICE(""));
        text_splice(&path, 0, 0, step);
        if (name.length > 0) {
            break;
        }
    }
    text_append(&type, other->kept);
    type.bytes[0] = (char)(type.bytes[0] >= 'a' ? type.bytes[0] - 'a' + 'A' : type.bytes[0]);
    text_format(json, "{\"url\":\"" FHIR_URL "%s/StructureDefinition/extension-%.*s%.*s\",\"value%.*s\":%.*s}",
                version_of(other->releases), SLICE_ARGS(text_slice(&path)),
                SLICE_ARGS(document_raw_key(offer->document, offer->issue->node)), SLICE_ARGS(text_slice(&type)),
                SLICE_ARGS(document_raw(offer->document, value)));
    text_free(&path);
    text_free(&type);
}

/* Plans extensions after the last one that the object has, one for each value. */
static void plan_more_extensions(const FixOffer *offer, const ReleaseName *other, NodeId after, SpliceList *splices)
{
    SpliceList added = SPLICE_LIST_EMPTY, removed = SPLICE_LIST_EMPTY;
    NodeId node = offer->issue->node;
    bool is_list = is_kind(offer, node, NODE_ARRAY);
    for (NodeId value = is_list ? last_item(offer, node) : node; value != NODE_NONE;
         value = is_list ? document_previous_sibling(offer->document, value) : NODE_NONE) {
        Text json = TEXT_EMPTY;
        append_extension(offer, other, value, &json);
        splice_insert(offer->document, after, PLACE_AFTER, (Slice){0}, text_slice(&json), &added, NULL);
        text_free(&json);
    }
    splice_delete(offer->document, node, &removed, NULL);
    fix_plan_join(splices, &added, &removed);
}

/* Plans the only extensions of the object, one for each value, in place of the property. */
static void plan_extensions(const FixOffer *offer, const ReleaseName *other, SpliceList *splices)
{
    NodeId node = offer->issue->node;
    bool is_list = is_kind(offer, node, NODE_ARRAY);
    Text json = TEXT_EMPTY;
    for (NodeId value = is_list ? first_item(offer, node) : node; value != NODE_NONE;
         value = is_list ? document_next_sibling(offer->document, value) : NODE_NONE) {
        text_append(&json, json.length > 0 ? SLICE(",") : SLICE("["));
        append_extension(offer, other, value, &json);
    }
    text_append_byte(&json, ']');
    if (json.length > 1) {
        splice_set_value(offer->document, node, text_slice(&json), splices, NULL);
        splice_rename(offer->document, node, SLICE("extension"), splices, NULL);
    }
    text_free(&json);
}

/* What R4 has no property for moves to extensions of the object. */
static bool offer_kept(const FixOffer *offer, const ReleaseName *other)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    NodeId present = fix_member(offer, offer->node->parent, SLICE("extension"));
    NodeId after = last_item(offer, present);
    if (present == NODE_NONE) {
        plan_extensions(offer, other, &splices);
    } else if (after != NODE_NONE) {
        plan_more_extensions(offer, other, after, &splices);
    }
    bool is_possible = splices.count > 0;
    offer_splices(offer, true, &splices, SLICE("Move to an extension"));
    return is_possible;
}

/* Gives a property of another release its name in R4, or moves it to an extension. */
static bool offer_released(const FixOffer *offer)
{
    ReleaseName other;
    bool is_found = other_release_find(offer->document, offer->issue->node, &other);
    return is_found && (other.kept.length > 0 ? offer_kept(offer, &other) : rename_released(offer, &other));
}

bool offer_release(const FixOffer *offer)
{
    ReleaseLevel level = level_of(offer);
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        if (moves[i].level == level && fix_is_named(offer, slice_from(moves[i].name))) {
            return moves[i].offer(offer);
        }
    }
    return offer_released(offer);
}
