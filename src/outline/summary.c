/* Summary: a value in a few words. One function for each type that has its own words. */
#include "src/outline/summary.h"

#include "src/outline/title.h"
#include "src/outline/type_words.h"

enum { LIST_MAXIMUM = 6 };

static uint32_t count_items(const Document *document, NodeId id, const char *name)
{
    NodeId list = document_member(document, id, slice_from(name));
    return list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY ? document_child_count(document, list)
                                                                                  : 0;
}

static void append_count(uint32_t count, const char *one, const char *many, size_t start, Text *text)
{
    words_separate(text, start, SLICE(" · "));
    text_format(text, "%u %s", count, count == 1 ? one : many);
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

static void summarise_study(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    title_append(document, id, text);
    NodeId started = document_member(document, id, SLICE("started"));
    if (started != NODE_NONE) {
        Text scratch = TEXT_EMPTY;
        words_separate(text, start, SLICE(" · "));
        text_append(text, slice_part(document_string(document, started, &scratch), 0, 10));
        text_free(&scratch);
    }
    append_count(count_items(document, id, "series"), "series", "series", start, text);
}

/* The last digits of a UID, by which people tell them apart. */
void summary_append_uid_tail(const Document *document, NodeId id, size_t start, Text *text)
{
    enum { TAIL = 12 };
    NodeId uid = document_member(document, id, SLICE("uid"));
    if (uid == NODE_NONE) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    Slice value = document_string(document, uid, &scratch);
    words_separate(text, start, SLICE(" · "));
    text_append(text, value.length > TAIL ? SLICE("…") : SLICE(""));
    text_append(text, slice_part(value, value.length > TAIL ? value.length - TAIL : 0, TAIL));
    text_free(&scratch);
}

static void summarise_series(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    NodeId modality = document_member(document, id, SLICE("modality"));
    words_append_member(document, modality, "code", start, SLICE(""), text);
    words_append_member(document, id, "description", start, SLICE(" · "), text);
    append_count(count_items(document, id, "instance"), "instance", "instances", start, text);
    summary_append_uid_tail(document, id, start, text);
}

/* An instance: its title, and the end of its UID. */
static void summarise_instance(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    title_append(document, id, text);
    summary_append_uid_tail(document, id, start, text);
}

/* ---- resources ---- */

static void summarise_resource(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    if (title_kind(document, id) == TITLE_STUDY) {
        summarise_study(document, id, text);
        return;
    }
    title_append(document, id, text);
    words_append_member(document, id, "id", start, SLICE(" · "), text);
}

static void summarise_entry(const Document *document, NodeId id, Text *text)
{
    NodeId resource = document_member(document, id, SLICE("resource"));
    size_t start = text->length;
    if (resource != NODE_NONE) {
        words_append_member(document, resource, "resourceType", start, SLICE(""), text);
        text_append(text, SLICE("  "));
        summarise_resource(document, resource, text);
    }
}

static void summarise_section(const Document *document, NodeId id, Text *text)
{
    words_append_member(document, id, "title", text->length, SLICE(""), text);
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
            words_separate(text, start, SLICE(" · "));
            text_append(text, slice_part(document_string(document, child, &scratch), 0, WORDS_MAXIMUM / 4));
            text_free(&scratch);
            shown++;
        }
    }
}

static const struct {
    const char *path;
    AppendWords *append;
} paths[] = {
    {"ImagingStudy.series", summarise_series},
    {"ImagingStudy.series.instance", summarise_instance},
    {"Bundle.entry", summarise_entry},
    {"Composition.section", summarise_section},
};

/* The way to summarise an object. */
static AppendWords *choose(const Document *document, NodeId id, Slice type, Slice path)
{
    if (document_member(document, id, SLICE("resourceType")) != NODE_NONE) {
        return summarise_resource;
    }
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        if (slice_equals(path, slice_from(paths[i].path))) {
            return paths[i].append;
        }
    }
    AppendWords *own = slice_equals(type, SLICE("Extension")) ? summarise_extension : words_of_type(type);
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
        words_separate(text, start, SLICE(", "));
        size_t item_start = text->length;
        summary_append(document, item, type, path, text);
        if (text->length == item_start) {
            text->length = before;
        }
        shown++;
        if (text->length - start > WORDS_MAXIMUM) {
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
        text_append(text, slice_part(document_string(document, id, &scratch), 0, WORDS_MAXIMUM));
        text_free(&scratch);
    }
    }
}
