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

/* The last part of a key. */
static Slice last_part(Slice key)
{
    size_t tab = key.length;
    while (tab > 0 && key.bytes[tab - 1] != '\t') {
        tab--;
    }
    return slice_part(key, tab, key.length);
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

/* The verdict on a code; `right` gets the display of the server, percent-encoded, where the one that was asked for is
 * another. */
static TermAnswer judged_code(Slice key, const cJSON *parameters, Slice *right, Arena *arena)
{
    const cJSON *result = parameter(parameters, "result", "valueBoolean");
    Slice display = slice_from(cJSON_GetStringValue(parameter(parameters, "display", "valueString")));
    Text encoded = TEXT_EMPTY;
    if (!is_resource(parameters, "Parameters") || !cJSON_IsBool(result)) {
        return TERM_UNANSWERED;
    }
    Slice asked = last_part(key);
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

/* True where a value set is refused only because it has more codes than were asked for: HAPI counts before it cuts. */
static bool is_too_large(const cJSON *outcome)
{
    const cJSON *issue = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(outcome, "issue"), 0);
    return is_resource(outcome, "OperationOutcome") &&
           (slice_equals(term_json_text(issue, "code"), SLICE("too-costly")) ||
            slice_find(term_json_text(issue, "diagnostics"), SLICE("too many codes"), 0) != SIZE_MAX);
}

static TermAnswer expanded(const cJSON *set)
{
    bool is_expanded =
        is_too_large(set) || (is_resource(set, "ValueSet") && cJSON_GetObjectItemCaseSensitive(set, "expansion"));
    return is_expanded ? TERM_RIGHT : TERM_WRONG;
}

/* The value of a part of a designation. */
static const cJSON *part_of(const cJSON *designation, const char *name)
{
    const cJSON *part;
    cJSON_ArrayForEach(part, cJSON_GetObjectItemCaseSensitive(designation, "part"))
    {
        if (slice_equals(term_json_text(part, "name"), slice_from(name))) {
            return part;
        }
    }
    return NULL;
}

/* The display of a code in the language of the key: the designation in it, else the display; `right` gets it,
 * percent-encoded. */
static TermAnswer looked_up(Slice key, const cJSON *parameters, Slice *right, Arena *arena)
{
    Text encoded = TEXT_EMPTY;
    Slice language = last_part(key);
    Slice said = slice_from(cJSON_GetStringValue(parameter(parameters, "display", "valueString")));
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(parameters, "parameter"))
    {
        Slice spoken = term_json_text(part_of(item, "language"), "valueCode");
        spoken = slice_part(spoken, 0, slice_find(spoken, SLICE("-"), 0));
        bool is_wanted = slice_equals(term_json_text(item, "name"), SLICE("designation")) &&
                         slice_equals_ignoring_case(spoken, language);
        said = is_wanted ? term_json_text(part_of(item, "value"), "valueString") : said;
        if (is_wanted) {
            break;
        }
    }
    if (!is_resource(parameters, "Parameters") || said.length == 0) {
        return TERM_UNANSWERED;
    }
    url_append_encoded(&encoded, slice_trim(said));
    *right = text_take(&encoded, arena);
    return TERM_RIGHT;
}

/* Appends a line for each code of an expansion, also of those that are inside of others. */
static void append_found(const cJSON *contains, Slice language, unsigned depth, Text *lines)
{
    enum { DEPTH_MAXIMUM = 32 };
    const cJSON *item, *designation;
    cJSON_ArrayForEach(item, contains)
    {
        Slice display = term_json_text(item, "display");
        cJSON_ArrayForEach(designation, cJSON_GetObjectItemCaseSensitive(item, "designation"))
        {
            Slice spoken = term_json_text(designation, "language");
            spoken = slice_part(spoken, 0, slice_find(spoken, SLICE("-"), 0));
            display = slice_equals_ignoring_case(spoken, language) ? term_json_text(designation, "value") : display;
        }
        if (!cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, "abstract"))) {
            url_append_encoded(lines, term_json_text(item, "system"));
            text_append_byte(lines, '\t');
            url_append_encoded(lines, term_json_text(item, "code"));
            text_append_byte(lines, '\t');
            url_append_encoded(lines, display);
            text_append_byte(lines, '\n');
        }
        if (depth < DEPTH_MAXIMUM) {
            append_found(cJSON_GetObjectItemCaseSensitive(item, "contains"), language, depth + 1, lines);
        }
    }
}

/* What a value set has that fits a text. */
static TermAnswer found(Slice key, const cJSON *set, Slice *right, Arena *arena)
{
    Text lines = TEXT_EMPTY;
    const cJSON *expansion = cJSON_GetObjectItemCaseSensitive(set, "expansion");
    if (!is_resource(set, "ValueSet") || !expansion) {
        return TERM_UNANSWERED;
    }
    append_found(cJSON_GetObjectItemCaseSensitive(expansion, "contains"), last_part(key), 0, &lines);
    *right = text_take(&lines, arena);
    return TERM_RIGHT;
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
    case 'l':
        return looked_up(key, resource, right, arena);
    case 'x':
        return found(key, resource, right, arena);
    default:
        return expanded(resource);
    }
}
