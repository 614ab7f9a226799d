/*
 * Fixes of concepts where R4 has another type than R5: a Coding in place of a CodeableConcept, either of them in place
 * of a CodeableReference. A Coding holds one code and no text. What it does not hold goes to further items where the
 * element repeats, else to the extension that stands for the element of R5
 * (http://hl7.org/fhir/R4/versions.html#extensions); or a person lets it go, and the title names it. So it is with
 * several references where R4 has one.
 */
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"

#include "src/profile/facts/dicom.h"

typedef struct ConceptParts {
    NodeId holder;  /* what is replaced */
    NodeId concept; /* the CodeableConcept */
    NodeId text;    /* NODE_NONE: none */
    NodeId chosen;  /* the coding that a single Coding is made of; NODE_NONE: there are no codings */
    uint32_t codings;
    bool has_text_only_here; /* the text is the display of no coding */
    bool has_more;           /* the holder, or the concept, has other members */
} ConceptParts;

static Slice member_text(const FixOffer *offer, NodeId object, Slice name)
{
    return fix_string(offer, fix_member(offer, object, name));
}

/* Counts the codings and chooses one: of a modality the first of DICOM, else the first. */
static void read_codings(const FixOffer *offer, NodeId list, ConceptParts *parts)
{
    bool is_list = list != NODE_NONE && document_node(offer->document, list)->kind == NODE_ARRAY;
    Slice said = fix_string(offer, parts->text);
    bool is_modality = slice_equals(document_raw_key(offer->document, parts->holder), SLICE("modality"));
    for (NodeId item = is_list ? document_first_child(offer->document, list) : NODE_NONE; item != NODE_NONE;
         item = document_next_sibling(offer->document, item)) {
        bool is_better = is_modality &&
                         !slice_equals(member_text(offer, parts->chosen, SLICE("system")), SLICE(SYSTEM_DICOM)) &&
                         slice_equals(member_text(offer, item, SLICE("system")), SLICE(SYSTEM_DICOM));
        parts->chosen = parts->chosen == NODE_NONE || is_better ? item : parts->chosen;
        parts->has_text_only_here =
            parts->has_text_only_here && !slice_equals(member_text(offer, item, SLICE("display")), said);
        parts->codings++;
    }
}

/* Reads what is around the issue's node; false where there is nothing that could be converted. */
static bool read_parts(const FixOffer *offer, ConceptParts *parts)
{
    bool is_concept = fix_is_named(offer, SLICE("concept"));
    *parts = (ConceptParts){.holder = offer->node->parent, .chosen = NODE_NONE};
    if (parts->holder == NODE_NONE) {
        return false;
    }
    parts->concept = is_concept ? offer->issue->node : parts->holder;
    if (document_node(offer->document, parts->concept)->kind != NODE_OBJECT) {
        return false;
    }
    NodeId list = fix_member(offer, parts->concept, SLICE("coding"));
    parts->text = fix_member(offer, parts->concept, SLICE("text"));
    parts->has_text_only_here = fix_string(offer, parts->text).length > 0;
    read_codings(offer, list, parts);
    uint32_t known = (list != NODE_NONE ? 1u : 0u) + (parts->text != NODE_NONE ? 1u : 0u);
    parts->has_more = document_child_count(offer->document, parts->concept) > known ||
                      (is_concept && document_child_count(offer->document, parts->holder) > 1);
    return parts->codings > 0 || parts->has_text_only_here;
}

/* The URL of the extension for an element of R5, by the path of the holder. */
static void append_url(const FixOffer *offer, NodeId holder, Text *url)
{
    Text path = TEXT_EMPTY;
    for (NodeId at = holder; at != NODE_NONE; at = document_node(offer->document, at)->parent) {
        Slice type = fix_resource_type(offer, at);
        Slice step = type.length > 0 ? type : document_raw_key(offer->document, at);
        text_splice(&path, 0, 0, step.length > 0 && path.length > 0 ? SLICE(".") : SLICE(""));
        text_splice(&path, 0, 0, step);
        if (type.length > 0) {
            break;
        }
    }
    text_format(url, FHIR_URL "5.0/StructureDefinition/extension-%.*s", SLICE_ARGS(text_slice(&path)));
    text_free(&path);
}

/* Offers the chosen coding with the whole concept in an extension of it. */
static void offer_with_extension(const FixOffer *offer, const ConceptParts *parts)
{
    Slice coding = document_raw(offer->document, parts->chosen);
    Text json = TEXT_EMPTY, url = TEXT_EMPTY;
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (parts->has_more || fix_member(offer, parts->chosen, SLICE("extension")) != NODE_NONE ||
        document_child_count(offer->document, parts->chosen) == 0) {
        return;
    }
    append_url(offer, parts->holder, &url);
    text_format(&json, "{\"extension\":[{\"url\":\"%.*s\",\"valueCodeableConcept\":%.*s}],%.*s",
                SLICE_ARGS(text_slice(&url)), SLICE_ARGS(document_raw(offer->document, parts->concept)),
                SLICE_ARGS(slice_part(coding, 1, coding.length)));
    splice_set_value(offer->document, parts->holder, text_slice(&json), &splices, NULL);
    offer_equivalent(offer, &splices, SLICE("Convert to the R4 type, keep the rest in an extension"));
    text_free(&json);
    text_free(&url);
}

/* Offers the chosen coding alone, and names what goes. */
static void offer_alone(const FixOffer *offer, const ConceptParts *parts)
{
    Text title = TEXT_EMPTY;
    SpliceList splices = SPLICE_LIST_EMPTY;
    uint32_t lost = parts->codings - 1;
    splice_set_value(offer->document, parts->holder, document_raw(offer->document, parts->chosen), &splices, NULL);
    text_append(&title, SLICE("Convert to the R4 type"));
    if (lost > 0) {
        text_format(&title, ", remove %u coding%s", lost, lost == 1 ? "" : "s");
    }
    if (parts->has_text_only_here) {
        text_append(&title, lost > 0 ? SLICE(" and 'text'") : SLICE(", remove 'text'"));
    }
    if (lost > 0 || parts->has_text_only_here || parts->has_more) {
        bool is_first = lost == 0 && !parts->has_text_only_here;
        text_append(&title, !parts->has_more ? SLICE("")
                            : is_first       ? SLICE(", remove the other properties")
                                             : SLICE(" and the other properties"));
        NodeId gone = parts->has_more ? parts->holder : parts->concept;
        offer_loss(offer, &splices, document_raw(offer->document, gone), text_slice(&title));
    } else {
        offer_equivalent(offer, &splices, text_slice(&title));
    }
    text_free(&title);
}

/* Offers an item for each coding, where the holder is an item of an array; false where something would be lost. */
static bool offer_items(const FixOffer *offer, const ConceptParts *parts)
{
    NodeId list = document_node(offer->document, parts->holder)->parent;
    bool is_item = list != NODE_NONE && document_node(offer->document, list)->kind == NODE_ARRAY;
    if (!is_item || parts->has_text_only_here || parts->has_more || parts->codings < 2) {
        return false;
    }
    Text json = TEXT_EMPTY;
    SpliceList splices = SPLICE_LIST_EMPTY;
    NodeId first = document_first_child(offer->document, fix_member(offer, parts->concept, SLICE("coding")));
    for (NodeId item = document_next_sibling(offer->document, first); item != NODE_NONE;
         item = document_next_sibling(offer->document, item)) {
        text_append(&json, json.length > 0 ? SLICE(",") : SLICE(""));
        text_append(&json, document_raw(offer->document, item));
    }
    splice_insert(offer->document, parts->holder, PLACE_AFTER, (Slice){0}, text_slice(&json), &splices, NULL);
    splice_set_value(offer->document, parts->holder, document_raw(offer->document, first), &splices, NULL);
    offer_equivalent(offer, &splices, SLICE("Convert to the R4 type, an item for each coding"));
    text_free(&json);
    return true;
}

/* Offers a Coding of what is only said in words: the code of a modality, else the display. */
static void offer_words(const FixOffer *offer, const ConceptParts *parts)
{
    Text json = TEXT_EMPTY;
    DicomModality modality;
    Slice said = fix_string(offer, parts->text);
    bool is_modality = dicom_modality_find(said, &modality);
    if (is_modality) {
        text_format(&json, "{\"system\":\"" SYSTEM_DICOM "\",\"code\":\"%.*s\"}", SLICE_ARGS(said));
    } else {
        text_format(&json, "{\"display\":%.*s}", SLICE_ARGS(document_raw(offer->document, parts->text)));
    }
    if (parts->has_more) {
        offer_value(offer, false, parts->holder, text_slice(&json),
                    SLICE("Convert to the R4 type, remove the other properties"));
    } else {
        offer_value(offer, true, parts->holder, text_slice(&json), SLICE("Convert to the R4 type"));
    }
    text_free(&json);
}

/* The type that R4 has for an object; empty where not known. */
static Slice type_of(const FixOffer *offer, NodeId object)
{
    const Element *element = NULL;
    check_elements(offer->operation->checker, offer->document, object, &element, 1);
    return fix_type(offer, element);
}

bool offer_concept(const FixOffer *offer)
{
    ConceptParts parts;
    bool is_text = fix_is_named(offer, SLICE("text"));
    if (is_text && !slice_equals(type_of(offer, offer->node->parent), SLICE("Coding"))) {
        return false;
    }
    if (!read_parts(offer, &parts)) {
        return false;
    }
    if (slice_equals(type_of(offer, parts.holder), SLICE("CodeableConcept"))) {
        bool is_only = document_child_count(offer->document, parts.holder) == 1;
        offer_value(offer, true, parts.holder, document_raw(offer->document, parts.concept),
                    is_only ? SLICE("Convert to the R4 type")
                            : SLICE("Convert to the R4 type, remove the other properties"));
    } else if (parts.codings == 0) {
        offer_words(offer, &parts);
    } else if (!offer_items(offer, &parts)) {
        if (parts.codings > 1 || parts.has_text_only_here) {
            offer_with_extension(offer, &parts);
        }
        offer_alone(offer, &parts);
    }
    return true;
}

bool offer_first_reference(const FixOffer *offer, Slice name)
{
    const Document *document = offer->document;
    NodeId node = offer->issue->node,
           item = document_node(document, node)->kind == NODE_ARRAY ? document_first_child(document, node) : NODE_NONE;
    NodeId first = fix_member(offer, item, SLICE("reference"));
    bool is_free = fix_member(offer, offer->node->parent, name) == NODE_NONE &&
                   fix_member(offer, offer->node->parent, SLICE("extension")) == NODE_NONE;
    Text json = TEXT_EMPTY, url = TEXT_EMPTY;
    append_url(offer, node, &url);
    for (; item != NODE_NONE && is_free; item = document_next_sibling(document, item)) {
        NodeId reference = fix_member(offer, item, SLICE("reference"));
        is_free = reference != NODE_NONE && document_node(document, reference)->kind == NODE_OBJECT &&
                  document_child_count(document, item) == 1;
        if (is_free && reference != first) {
            text_format(&json, "%s{\"url\":\"%.*s\",\"valueReference\":%.*s}", json.length > 0 ? "," : "[",
                        SLICE_ARGS(text_slice(&url)), SLICE_ARGS(document_raw(document, reference)));
        }
    }
    is_free = is_free && json.length > 0;
    if (is_free) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        text_append_byte(&json, ']');
        splice_insert(document, node, PLACE_AFTER, SLICE("extension"), text_slice(&json), &splices, NULL);
        splice_set_value(document, node, document_raw(document, first), &splices, NULL);
        splice_rename(document, node, name, &splices, NULL);
        offer_equivalent(offer, &splices, SLICE("Convert to the first reference and extensions (R4)"));
    }
    text_free(&json);
    text_free(&url);
    return is_free;
}
