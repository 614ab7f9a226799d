/* Summary: a value in a few words. One function for each type that has its own words. */
#include "src/outline/summary.h"

#include "src/base/systems.h"
#include "src/profile/facts/dicom.h"

enum { SUMMARY_MAXIMUM = 400, LIST_MAXIMUM = 6 };

typedef void Summarise(const Document *document, NodeId id, Text *text);

/* Appends a separator where the text has grown since `start`. */
static void separate(Text *text, size_t start, Slice separator)
{
    if (text->length > start) {
        text_append(text, separator);
    }
}

/* Appends a simple value of an object's member; false if there is none, or nothing in it. */
static bool append_member(const Document *document, NodeId id, const char *name, size_t start, Slice separator,
                          Text *text)
{
    NodeId found = id == NODE_NONE ? NODE_NONE : document_member(document, id, slice_from(name));
    if (found == NODE_NONE || document_node(document, found)->end != found + 1) {
        return false;
    }
    Text scratch = TEXT_EMPTY;
    Slice value = document_string(document, found, &scratch);
    bool has_any = value.length > 0;
    if (has_any) {
        separate(text, start, separator);
        text_append(text, slice_part(value, 0, SUMMARY_MAXIMUM));
    }
    text_free(&scratch);
    return has_any;
}

static uint32_t count_items(const Document *document, NodeId id, const char *name)
{
    NodeId list = document_member(document, id, slice_from(name));
    return list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY ? document_child_count(document, list)
                                                                                  : 0;
}

static void append_count(uint32_t count, const char *one, const char *many, size_t start, Text *text)
{
    separate(text, start, SLICE(" · "));
    text_format(text, "%u %s", count, count == 1 ? one : many);
}

static void summarise_coding(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    append_member(document, id, "code", start, SLICE("  "), text);
    append_member(document, id, "display", start, SLICE("  "), text);
    if (text->length == start) {
        append_member(document, id, "system", start, SLICE("  "), text);
    }
}

static void summarise_concept(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    if (append_member(document, id, "text", start, SLICE(""), text)) {
        return;
    }
    NodeId list = document_member(document, id, SLICE("coding"));
    NodeId coding = list == NODE_NONE ? NODE_NONE : document_first_child(document, list);
    if (coding != NODE_NONE && !append_member(document, coding, "display", start, SLICE(""), text)) {
        append_member(document, coding, "code", start, SLICE(""), text);
    }
}

static void summarise_reference(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    append_member(document, id, "display", start, SLICE("  "), text);
    append_member(document, id, "reference", start, SLICE("  "), text);
}

static void summarise_identifier(const Document *document, NodeId id, Text *text)
{
    append_member(document, id, "value", text->length, SLICE(""), text);
}

/* A HumanName: its text, else the family name and the given ones. */
static void summarise_name(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    if (append_member(document, id, "text", start, SLICE(""), text)) {
        return;
    }
    append_member(document, id, "family", start, SLICE(""), text);
    NodeId given = document_member(document, id, SLICE("given"));
    Text scratch = TEXT_EMPTY;
    for (NodeId item = given == NODE_NONE ? NODE_NONE : document_first_child(document, given); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        separate(text, start, item == document_first_child(document, given) ? SLICE(", ") : SLICE(" "));
        text_append(text, document_string(document, item, &scratch));
    }
    text_free(&scratch);
}

static void summarise_period(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    append_member(document, id, "start", start, SLICE(""), text);
    text_append(text, SLICE(" – "));
    append_member(document, id, "end", start, SLICE(""), text);
}

static void summarise_quantity(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    append_member(document, id, "comparator", start, SLICE(" "), text);
    append_member(document, id, "value", start, SLICE(" "), text);
    if (!append_member(document, id, "unit", start, SLICE(" "), text)) {
        append_member(document, id, "code", start, SLICE(" "), text);
    }
}

static void summarise_extension(const Document *document, NodeId id, Text *text)
{
    Text scratch = TEXT_EMPTY;
    NodeId url = document_member(document, id, SLICE("url"));
    if (url != NODE_NONE) {
        Slice whole = document_string(document, url, &scratch);
        size_t start = whole.length;
        while (start > 0 && whole.bytes[start - 1] != '/') {
            start--;
        }
        text_append(text, slice_part(whole, start, whole.length));
    }
    text_free(&scratch);
}

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
         item != NODE_NONE && shown < LIST_MAXIMUM; item = document_next_sibling(document, item)) {
        NodeId coding = is_own ? item : document_member(document, item, SLICE("modality"));
        Text scratch = TEXT_EMPTY;
        NodeId code = coding == NODE_NONE ? NODE_NONE : document_member(document, coding, SLICE("code"));
        Slice value = code == NODE_NONE ? (Slice){0} : document_string(document, code, &scratch);
        if (value.length && slice_find(slice_part(text_slice(text), start, text->length), value, 0) == SIZE_MAX) {
            separate(text, start, SLICE("/"));
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
    append_member(document, study, "description", start, SLICE(" "), text);
}

static void summarise_study(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    append_modalities(document, id, text);
    append_description(document, id, start, text);
    NodeId started = document_member(document, id, SLICE("started"));
    if (started != NODE_NONE) {
        Text scratch = TEXT_EMPTY;
        separate(text, start, SLICE(" · "));
        text_append(text, slice_part(document_string(document, started, &scratch), 0, 10));
        text_free(&scratch);
    }
    append_count(count_items(document, id, "series"), "series", "series", start, text);
}

/* The last digits of a UID, by which people tell them apart. */
static void append_uid_tail(const Document *document, NodeId id, size_t start, Text *text)
{
    enum { TAIL = 12 };
    NodeId uid = document_member(document, id, SLICE("uid"));
    if (uid == NODE_NONE) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    Slice value = document_string(document, uid, &scratch);
    separate(text, start, SLICE(" · "));
    text_append(text, value.length > TAIL ? SLICE("…") : SLICE(""));
    text_append(text, slice_part(value, value.length > TAIL ? value.length - TAIL : 0, TAIL));
    text_free(&scratch);
}

static void summarise_series(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    NodeId modality = document_member(document, id, SLICE("modality"));
    append_member(document, modality, "code", start, SLICE(""), text);
    append_member(document, id, "description", start, SLICE(" · "), text);
    append_count(count_items(document, id, "instance"), "instance", "instances", start, text);
    append_uid_tail(document, id, start, text);
}

/* An instance: the name of its SOP class, its title, and the end of its UID. */
static void summarise_instance(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    NodeId coding = document_member(document, id, SLICE("sopClass"));
    NodeId code = coding == NODE_NONE ? NODE_NONE : document_member(document, coding, SLICE("code"));
    Text scratch = TEXT_EMPTY;
    Slice uid = code == NODE_NONE ? (Slice){0} : document_string(document, code, &scratch);
    DicomSopClass sop_class;
    if (slice_starts_with(uid, SLICE(SCHEME_OID))) {
        uid = slice_part(uid, 8, uid.length);
    }
    if (uid.length && dicom_sop_class_find(uid, &sop_class)) {
        text_append(text, sop_class.name);
    } else {
        append_member(document, coding, "display", start, SLICE(""), text);
    }
    append_member(document, id, "title", start, SLICE(" · "), text);
    append_uid_tail(document, id, start, text);
    text_free(&scratch);
}

/* ---- resources ---- */

/* The first of the usual places of a resource's name or subject matter. */
static void summarise_resource(const Document *document, NodeId id, Text *text)
{
    static const char *const concepts[] = {"code", "medicationCodeableConcept", "vaccineCode", "type", "category"};
    static const char *const strings[] = {"title", "name", "description", "status"};
    size_t start = text->length;
    NodeId type = document_member(document, id, SLICE("resourceType"));
    if (type != NODE_NONE && document_string_equals(document, type, SLICE("ImagingStudy"))) {
        summarise_study(document, id, text);
        return;
    }
    NodeId name = document_member(document, id, SLICE("name"));
    NodeId first = name != NODE_NONE && document_node(document, name)->kind == NODE_ARRAY
                       ? document_first_child(document, name)
                       : NODE_NONE;
    if (first != NODE_NONE) {
        summarise_name(document, first, text);
    }
    for (size_t i = 0; text->length == start && i < sizeof concepts / sizeof *concepts; i++) {
        NodeId concept = document_member(document, id, slice_from(concepts[i]));
        if (concept != NODE_NONE && document_node(document, concept)->kind == NODE_OBJECT) {
            summarise_concept(document, concept, text);
        }
    }
    for (size_t i = 0; text->length == start && i < sizeof strings / sizeof *strings; i++) {
        append_member(document, id, strings[i], start, SLICE(""), text);
    }
    append_member(document, id, "id", start, SLICE(" · "), text);
}

static void summarise_entry(const Document *document, NodeId id, Text *text)
{
    NodeId resource = document_member(document, id, SLICE("resource"));
    size_t start = text->length;
    if (resource != NODE_NONE) {
        append_member(document, resource, "resourceType", start, SLICE(""), text);
        text_append(text, SLICE("  "));
        summarise_resource(document, resource, text);
    }
}

static void summarise_section(const Document *document, NodeId id, Text *text)
{
    append_member(document, id, "title", text->length, SLICE(""), text);
}

/* The first simple values of an object that has no words of its own. */
static void summarise_object(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    uint32_t shown = 0;
    for (NodeId child = document_first_child(document, id); child != NODE_NONE && shown < 3;
         child = document_next_sibling(document, child)) {
        if (document_node(document, child)->kind <= NODE_STRING) {
            Text scratch = TEXT_EMPTY;
            separate(text, start, SLICE(" · "));
            text_append(text, slice_part(document_string(document, child, &scratch), 0, SUMMARY_MAXIMUM / 4));
            text_free(&scratch);
            shown++;
        }
    }
}

typedef struct SummaryRow {
    const char *name; /* of a type, or a path */
    Summarise *summarise;
} SummaryRow;

static const SummaryRow paths[] = {
    {"ImagingStudy.series", summarise_series},
    {"ImagingStudy.series.instance", summarise_instance},
    {"Bundle.entry", summarise_entry},
    {"Composition.section", summarise_section},
};

static const SummaryRow types[] = {
    {"Coding", summarise_coding},         {"CodeableConcept", summarise_concept}, {"Reference", summarise_reference},
    {"Identifier", summarise_identifier}, {"HumanName", summarise_name},          {"Period", summarise_period},
    {"Quantity", summarise_quantity},     {"Extension", summarise_extension},
};

static Summarise *find(const SummaryRow *rows, size_t count, Slice name)
{
    for (size_t i = 0; i < count; i++) {
        if (slice_equals(name, slice_from(rows[i].name))) {
            return rows[i].summarise;
        }
    }
    return NULL;
}

/* The way to summarise an object. */
static Summarise *choose(const Document *document, NodeId id, Slice type, Slice path)
{
    if (document_member(document, id, SLICE("resourceType")) != NODE_NONE) {
        return summarise_resource;
    }
    Summarise *own = find(paths, sizeof paths / sizeof *paths, path);
    own = own ? own : find(types, sizeof types / sizeof *types, type);
    return own ? own : summarise_object;
}

/* A list of one shows its item; of simple values, some of them. */
static void append_list(const Document *document, NodeId id, Slice type, Slice path, Text *text)
{
    uint32_t shown = 0;
    size_t start = text->length;
    for (NodeId item = document_first_child(document, id); item != NODE_NONE && shown < LIST_MAXIMUM;
         item = document_next_sibling(document, item)) {
        size_t before = text->length;
        separate(text, start, SLICE(", "));
        size_t item_start = text->length;
        summary_append(document, item, type, path, text);
        if (text->length == item_start) {
            text->length = before;
        }
        shown++;
        if (text->length - start > SUMMARY_MAXIMUM) {
            break;
        }
    }
}

void summary_append(const Document *document, NodeId id, Slice type, Slice path, Text *text)
{
    text_reserve(text, text->length);
    switch (document_node(document, id)->kind) {
    case NODE_OBJECT:
        choose(document, id, type, path)(document, id, text);
        break;
    case NODE_ARRAY:
        append_list(document, id, type, path, text);
        break;
    case NODE_LINES:
        append_count(document_child_count(document, id), "line", "lines", text->length, text);
        break;
    default: {
        Text scratch = TEXT_EMPTY;
        text_append(text, slice_part(document_string(document, id, &scratch), 0, SUMMARY_MAXIMUM));
        text_free(&scratch);
    }
    }
}
