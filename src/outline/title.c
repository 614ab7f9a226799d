/* Title: what a resource, a series or an instance is called. */
#include "src/outline/title.h"

#include "src/base/systems.h"
#include "src/outline/type_words.h"
#include "src/profile/facts/dicom.h"

enum { MODALITIES_MAXIMUM = 6 };

/* ---- imaging studies ---- */

/* The modalities that a study states, or those of its series, each once. */
static void append_modalities(const Document *document, NodeId study, Text *text)
{
    size_t start = text->length;
    NodeId list = document_member(document, study, SLICE("modality"));
    bool is_own = list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY;
    list = is_own ? list : document_member(document, study, SLICE("series"));
    uint32_t shown = 0;
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_first_child(document, list);
         item != NODE_NONE && shown < MODALITIES_MAXIMUM; item = document_next_sibling(document, item)) {
        NodeId coding = is_own ? item : document_member(document, item, SLICE("modality"));
        Text scratch = TEXT_EMPTY;
        NodeId code = coding == NODE_NONE ? NODE_NONE : document_member(document, coding, SLICE("code"));
        Slice value = code == NODE_NONE ? (Slice){0} : document_string(document, code, &scratch);
        if (value.length && slice_find(slice_part(text_slice(text), start, text->length), value, 0) == SIZE_MAX) {
            words_separate(text, start, SLICE("/"));
            text_append(text, value);
            shown++;
        }
        text_free(&scratch);
    }
}

/* The description; where it says the modality itself, that is not said twice. */
static void append_description(const Document *document, NodeId study, size_t start, Text *text)
{
    NodeId description = document_member(document, study, SLICE("description"));
    Slice said = slice_part(text_slice(text), start, text->length);
    Text scratch = TEXT_EMPTY;
    Slice value = description == NODE_NONE ? (Slice){0} : document_string(document, description, &scratch);
    if (said.length && slice_starts_with(value, said) &&
        (value.length == said.length || value.bytes[said.length] == ' ')) {
        text->length = start;
    }
    text_free(&scratch);
    words_append_member(document, study, "description", start, SLICE(" "), text);
}

static void title_study(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    append_modalities(document, id, text);
    append_description(document, id, start, text);
}

static void title_series(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    words_append_member(document, document_member(document, id, SLICE("modality")), "code", start, SLICE(""), text);
    append_description(document, id, start, text);
}

/* The name of its SOP class, and its own title. */
static void title_instance(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    NodeId coding = document_member(document, id, SLICE("sopClass"));
    NodeId code = document_member(document, coding, SLICE("code"));
    Text scratch = TEXT_EMPTY;
    Slice uid = code == NODE_NONE ? (Slice){0} : document_string(document, code, &scratch);
    DicomSopClass sop_class;
    uid = slice_without_prefix(uid, SLICE(SCHEME_OID));
    if (uid.length && dicom_sop_class_find(uid, &sop_class)) {
        text_append(text, sop_class.name);
    } else {
        words_append_member(document, coding, "display", start, SLICE(""), text);
    }
    words_append_member(document, id, "title", start, SLICE(" · "), text);
    text_free(&scratch);
}

/* ---- resources ---- */

/* The first of the usual places of a resource's name or subject matter. */
static void title_resource(const Document *document, NodeId id, Text *text)
{
    static const char *const concepts[] = {"code", "medicationCodeableConcept", "vaccineCode", "type", "category"};
    static const char *const strings[] = {"title", "name", "description", "deviceName", "status"};
    size_t start = text->length;
    NodeId name = document_member(document, id, SLICE("name"));
    NodeId first = name != NODE_NONE && document_node(document, name)->kind == NODE_ARRAY
                       ? document_first_child(document, name)
                       : NODE_NONE;
    if (first != NODE_NONE && document_node(document, first)->kind == NODE_OBJECT) {
        words_name(document, first, text);
    }
    words_append_member(document, id, "title", start, SLICE(""), text);
    for (size_t i = 0; text->length == start && i < sizeof concepts / sizeof *concepts; i++) {
        NodeId concept = document_item(document, document_member(document, id, slice_from(concepts[i])));
        if (concept != NODE_NONE && document_node(document, concept)->kind == NODE_OBJECT) {
            words_concept(document, concept, text);
        }
    }
    for (size_t i = 0; text->length == start && i < sizeof strings / sizeof *strings; i++) {
        words_append_member(document, id, strings[i], start, SLICE(""), text);
    }
}

/* ---- all of them ---- */

/* True for an item of the list with a key, in an object of the kind that holds it. */
static bool is_item_of(const Document *document, NodeId id, const char *key, TitleKind holder)
{
    NodeId list = document_node(document, id)->parent;
    bool is_item = list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY &&
                   document_key_equals(document, list, slice_from(key));
    return is_item && title_kind(document, document_node(document, list)->parent) == holder;
}

TitleKind title_kind(const Document *document, NodeId id)
{
    if (document_node(document, id)->kind != NODE_OBJECT) {
        return TITLE_NONE;
    }
    NodeId type = document_member(document, id, SLICE("resourceType"));
    if (type != NODE_NONE) {
        return document_string_equals(document, type, SLICE("ImagingStudy")) ? TITLE_STUDY : TITLE_RESOURCE;
    }
    return is_item_of(document, id, "series", TITLE_STUDY)      ? TITLE_SERIES
           : is_item_of(document, id, "instance", TITLE_SERIES) ? TITLE_INSTANCE
                                                                : TITLE_NONE;
}

void title_append(const Document *document, NodeId id, Text *text)
{
    static AppendWords *const ways[] = {[TITLE_RESOURCE] = title_resource,
                                        [TITLE_STUDY] = title_study,
                                        [TITLE_SERIES] = title_series,
                                        [TITLE_INSTANCE] = title_instance};
    TitleKind kind = title_kind(document, id);
    text_reserve(text, text->length);
    if (kind != TITLE_NONE) {
        ways[kind](document, id, text);
    }
}
