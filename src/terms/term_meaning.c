/* What responses mean: searches, Parameters of $validate-code, expansions. */
#include "src/terms/term_answers.h"
#include "src/terms/term_json.h"

#include "src/net/url.h"

/* The value of a parameter of Parameters; NULL if there is none. */
static const cJSON *parameter(const cJSON *resource, const char *name, const char *value)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(resource, "parameter"))
    {
        if (slice_equals(term_json_text(item, "name"), slice_from(name))) {
            return cJSON_GetObjectItemCaseSensitive(item, value);
        }
    }
    return NULL;
}

static bool is_resource(const cJSON *resource, const char *type)
{
    return slice_equals(term_json_text(resource, "resourceType"), slice_from(type));
}

/* True where a search found a code system. */
static TermAnswer found_system(const cJSON *bundle)
{
    const cJSON *entry;
    if (!is_resource(bundle, "Bundle")) {
        return TERM_UNANSWERED;
    }
    cJSON_ArrayForEach(entry, cJSON_GetObjectItemCaseSensitive(bundle, "entry"))
    {
        if (is_resource(cJSON_GetObjectItemCaseSensitive(entry, "resource"), "CodeSystem")) {
            return TERM_RIGHT;
        }
    }
    return TERM_WRONG;
}

/* The verdict on a code; `right` gets the display of the server, percent-encoded, where the one that was asked for is another. */
static TermAnswer judged_code(Slice key, const cJSON *parameters, Slice *right, Arena *arena)
{
    const cJSON *result = parameter(parameters, "result", "valueBoolean");
    Slice display = slice_from(cJSON_GetStringValue(parameter(parameters, "display", "valueString")));
    Text encoded = TEXT_EMPTY;
    if (!is_resource(parameters, "Parameters") || !cJSON_IsBool(result)) {
        return TERM_UNANSWERED;
    }
    size_t tab = key.length;
    while (tab > 0 && key.bytes[tab - 1] != '\t') {
        tab--;
    }
    Slice asked = slice_part(key, tab, key.length);
    url_append_encoded(&encoded, slice_trim(display));
    bool differs = asked.length > 0 && encoded.length > 0 && !slice_equals_ignoring_case(text_slice(&encoded), asked);
    Slice message = slice_from(cJSON_GetStringValue(parameter(parameters, "message", "valueString")));
    bool is_true = cJSON_IsTrue(result);
    if (differs && (!is_true || message.length > 0)) {
        *right = text_take(&encoded, arena);
        return TERM_WRONG_DISPLAY;
    }
    text_free(&encoded);
    return is_true ? TERM_RIGHT : TERM_WRONG;
}

static TermAnswer judged_member(const cJSON *parameters)
{
    const cJSON *result = parameter(parameters, "result", "valueBoolean");
    if (!is_resource(parameters, "Parameters") || !cJSON_IsBool(result)) {
        return TERM_UNANSWERED;
    }
    return cJSON_IsTrue(result) ? TERM_RIGHT : TERM_WRONG;
}

static TermAnswer expanded(const cJSON *set)
{
    bool is_expanded = is_resource(set, "ValueSet") && cJSON_GetObjectItemCaseSensitive(set, "expansion");
    return is_expanded ? TERM_RIGHT : TERM_WRONG;
}

TermAnswer term_json_answer(Slice key, const cJSON *resource, Slice *right, Arena *arena)
{
    switch (key.bytes[0]) {
    case 's':
        return found_system(resource);
    case 'c':
        return judged_code(key, resource, right, arena);
    case 'v':
        return judged_member(resource);
    default:
        return expanded(resource);
    }
}
