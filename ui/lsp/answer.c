/* JSON of results. */
#include "ui/lsp/answer.h"

#include "src/base/utf8.h"
#include "src/json/composition.h"
#include "ui/cli/output/output.h"

cJSON *answer_text(Slice text)
{
    Text copy = TEXT_EMPTY;
    text_reserve(&copy, text.length + 1);
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        bool is_valid = true;
        uint32_t character = utf8_next(text, &at, &is_valid);
        if (!is_valid || character == 0) {
            utf8_append(&copy, UTF8_REPLACEMENT);
        } else {
            text_append(&copy, slice_part(text, start, at - start));
        }
    }
    cJSON *string = cJSON_CreateString(copy.length > 0 ? copy.bytes : "");
    text_free(&copy);
    return string;
}

cJSON *answer_shown(Slice text)
{
    Text shown = TEXT_EMPTY;
    visible_append(&shown, text);
    cJSON *string = answer_text(text_slice(&shown));
    text_free(&shown);
    return string;
}

void answer_add(cJSON *object, const char *name, Slice text)
{
    cJSON_AddItemToObject(object, name, answer_text(text));
}

void answer_add_shown(cJSON *object, const char *name, Slice text)
{
    cJSON_AddItemToObject(object, name, answer_shown(text));
}

cJSON *answer_location(const char *uri, Places *places, Span span)
{
    cJSON *location = cJSON_CreateObject();
    cJSON_AddStringToObject(location, "uri", uri);
    cJSON_AddItemToObject(location, "range", places_range(places, span));
    return location;
}

cJSON *answer_edit(Places *places, Span replaced, Slice text)
{
    cJSON *edit = cJSON_CreateObject();
    cJSON_AddItemToObject(edit, "range", places_range(places, replaced));
    answer_add(edit, "newText", text);
    return edit;
}

/* An array of edits that grows. */
typedef struct Edits {
    Places *places;
    cJSON *array;
} Edits;

static void add_edit(void *context, Span replaced, Slice inserted)
{
    Edits *edits = context;
    cJSON_AddItemToArray(edits->array, answer_edit(edits->places, replaced, inserted));
}

cJSON *answer_edits(Places *places, const SpliceList *splices)
{
    Edits edits = {places, cJSON_CreateArray()};
    composition_visit(splices, (uint32_t)document_bytes(places->document).length, add_edit, &edits);
    return edits.array;
}

cJSON *answer_workspace_edit(const char *uri, cJSON *edits)
{
    cJSON *edit = cJSON_CreateObject(), *changes = cJSON_CreateObject();
    cJSON_AddItemToObject(changes, uri, edits);
    cJSON_AddItemToObject(edit, "changes", changes);
    return edit;
}
