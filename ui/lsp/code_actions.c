/*
 * Code actions: the fixes that are offered for issues, each with its edit, and all certain fixes at once.
 *
 * Fixes that ask for a value write an empty one, which the editor shows as the next thing to fill in; fixes that lead
 * to another place are left out: an editor cannot be led.
 */
#include "src/edit/autofix/autofix.h"
#include "src/edit/diff.h"
#include "ui/lsp/answer.h"
#include "ui/lsp/requests.h"

enum { ISSUES_MAXIMUM = 50 }; /* of a range, as many as a menu can hold */

static const cJSON *get(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* True where the client wants a kind of action: those that it names, or what lies below them. */
static bool is_wanted(const cJSON *params, const char *kind)
{
    const cJSON *item, *only = get(get(params, "context"), "only");
    cJSON_ArrayForEach(item, only)
    {
        size_t length = cJSON_IsString(item) ? strlen(item->valuestring) : 0;
        bool is_prefix = length > 0 && strncmp(kind, item->valuestring, length) == 0;
        if (is_prefix && (kind[length] == '\0' || kind[length] == '.')) {
            return true;
        }
    }
    return !cJSON_IsArray(only);
}

static cJSON *action_of(OpenText *text, const Fix *fix, bool is_preferred)
{
    cJSON *action = cJSON_CreateObject();
    answer_add_shown(action, "title", fix->title);
    cJSON_AddStringToObject(action, "kind", "quickfix");
    if (is_preferred) {
        cJSON_AddTrueToObject(action, "isPreferred");
    }
    cJSON_AddItemToObject(action, "edit", answer_workspace_edit(text->uri, answer_edits(&text->places, &fix->splices)));
    return action;
}

static void add_fixes(OpenText *text, const Issue *issue, cJSON *actions)
{
    Operation operation = server_operation(text);
    FixList list = FIX_LIST_EMPTY;
    fix_offer(&operation, issue, &list);
    for (size_t i = 0; i < list.count; i++) {
        if (list.fixes[i].splices.count > 0) {
            cJSON_AddItemToArray(actions, action_of(text, &list.fixes[i], list.fixes[i].is_certain && i == 0));
        }
    }
    fix_list_free(&list);
}

/* Adds the fixes of the issues that overlap a range. */
static void add_fixes_within(OpenText *text, Span range, cJSON *actions)
{
    const Report *report = judged_report(text->judged);
    uint32_t found = 0;
    for (uint32_t i = 0; i < report_count(report) && found < ISSUES_MAXIMUM; i++) {
        const Issue *issue = report_issue(report, i);
        if (issue->span.start > range.start + range.length) {
            break;
        }
        if (issue->span.start + issue->span.length >= range.start) {
            add_fixes(text, issue, actions);
            found++;
        }
    }
}

/* ---- all that is certain ---- */

/* The edits from one text to another, by lines. */
static cJSON *edits_between(Places *places, Slice before, Slice after)
{
    cJSON *edits = cJSON_CreateArray();
    DiffHunks hunks = diff_hunks(before, after);
    for (size_t i = 0; i < hunks.count; i++) {
        const DiffHunk *hunk = &hunks.items[i];
        Span replaced = {(uint32_t)hunk->before, (uint32_t)hunk->before_length};
        cJSON_AddItemToArray(edits, answer_edit(places, replaced, slice_part(after, hunk->after, hunk->after_length)));
    }
    diff_hunks_free(&hunks);
    return edits;
}

static cJSON *certain_edit(Server *server, OpenText *text)
{
    Slice bytes = document_bytes(text->places.document);
    Document *copy = document_new(bytes, document_name(text->places.document), NULL);
    Judged *judged = judged_new(server->checker, copy, (PatchListener){0});
    Autofix *engine = autofix_new(judged, clock_system(), &(AutofixOptions){0});
    autofix_run(engine);
    cJSON *edits = edits_between(&text->places, bytes, document_bytes(judged_document(judged)));
    autofix_free(engine);
    judged_free(judged);
    return answer_workspace_edit(text->uri, edits);
}

static cJSON *certain_action(Server *server, OpenText *text)
{
    cJSON *action = cJSON_CreateObject();
    cJSON_AddStringToObject(action, "title", "Fix all that is certain");
    cJSON_AddStringToObject(action, "kind", "source.fixAll");
    if (server->resolves_edits) {
        cJSON *document = cJSON_AddObjectToObject(cJSON_AddObjectToObject(action, "data"), "textDocument");
        cJSON_AddStringToObject(document, "uri", text->uri);
    } else {
        cJSON_AddItemToObject(action, "edit", certain_edit(server, text));
    }
    return action;
}

cJSON *request_code_action(Server *server, const cJSON *params)
{
    OpenText *text = server_text(server, params);
    Span range;
    if (!places_span(&text->places, get(params, "range"), &range)) {
        return NULL;
    }
    cJSON *actions = cJSON_CreateArray();
    if (is_wanted(params, "quickfix")) {
        add_fixes_within(text, range, actions);
    }
    bool is_named = cJSON_IsArray(get(get(params, "context"), "only"));
    if (is_wanted(params, "source.fixAll") && (is_named || server->resolves_edits) &&
        report_counts(judged_report(text->judged)).errors + report_counts(judged_report(text->judged)).warnings > 0) {
        cJSON_AddItemToArray(actions, certain_action(server, text));
    }
    return actions;
}

cJSON *request_code_action_resolve(Server *server, const cJSON *params)
{
    OpenText *text = server_text(server, get(params, "data"));
    cJSON *action = cJSON_Duplicate(params, true);
    if (text && action) {
        cJSON_DeleteItemFromObjectCaseSensitive(action, "edit");
        cJSON_AddItemToObject(action, "edit", certain_edit(server, text));
    }
    return action;
}
