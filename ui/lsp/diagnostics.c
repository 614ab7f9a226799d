/* Diagnostics: the issues of a document as the protocol has them, the worst first where there are too many. */
#include "ui/lsp/answer.h"
#include "ui/lsp/requests.h"

/* What an editor shows without losing its breath; the last one says how many more there are. */
enum { DIAGNOSTICS_MAXIMUM = 2000 };

/* DiagnosticSeverity. */
enum { LEVEL_ERROR = 1, LEVEL_WARNING = 2, LEVEL_INFORMATION = 3, LEVEL_HINT = 4, LEVEL_COUNT };

static int level_of(const Issue *issue)
{
    static const int levels[] = {
        [SEVERITY_NOTE] = LEVEL_INFORMATION, [SEVERITY_WARNING] = LEVEL_WARNING, [SEVERITY_ERROR] = LEVEL_ERROR};
    return issue_is_gap(issue) ? LEVEL_HINT : levels[issue->severity];
}

/* The message, with the name of what is missing before it where the message does not have it. */
static void add_message(cJSON *diagnostic, const Issue *issue)
{
    Text message = TEXT_EMPTY;
    if (issue->missing.length > 0 && slice_find(issue->message, issue->missing, 0) == SIZE_MAX) {
        text_format(&message, "%.*s: ", SLICE_ARGS(issue->missing));
    }
    text_append(&message, issue->message);
    answer_add_shown(diagnostic, "message", text_slice(&message));
    text_free(&message);
}

static cJSON *diagnostic_of(OpenText *text, const Issue *issue)
{
    cJSON *diagnostic = cJSON_CreateObject();
    cJSON_AddItemToObject(diagnostic, "range", places_range(&text->places, issue->span));
    cJSON_AddNumberToObject(diagnostic, "severity", level_of(issue));
    answer_add_shown(diagnostic, "code", slice_from(issue->key));
    cJSON_AddStringToObject(diagnostic, "source", "ipse");
    add_message(diagnostic, issue);
    return diagnostic;
}

/* The last level that is sent, and of its issues how many. */
static void choose(const Report *report, int *last, uint32_t *of_last)
{
    uint32_t counts[LEVEL_COUNT] = {0}, left = DIAGNOSTICS_MAXIMUM;
    for (uint32_t i = 0; i < report_count(report); i++) {
        counts[level_of(report_issue(report, i))]++;
    }
    for (*last = LEVEL_ERROR; *last < LEVEL_HINT && counts[*last] <= left; (*last)++) {
        left -= counts[*last];
    }
    *of_last = left;
}

/* Says at the top of the document how many issues are not shown. */
static void add_rest(OpenText *text, cJSON *diagnostics, uint32_t count)
{
    Text message = TEXT_EMPTY;
    text_format(&message, "%u more issues are not shown here. `ipse check` lists all.", count);
    cJSON *diagnostic = cJSON_CreateObject();
    cJSON_AddItemToObject(diagnostic, "range", places_range(&text->places, (Span){0, 0}));
    cJSON_AddNumberToObject(diagnostic, "severity", LEVEL_INFORMATION);
    cJSON_AddStringToObject(diagnostic, "source", "ipse");
    answer_add(diagnostic, "message", text_slice(&message));
    cJSON_AddItemToArray(diagnostics, diagnostic);
    text_free(&message);
}

static bool send(Server *server, const char *uri, const double *version, cJSON *diagnostics)
{
    cJSON *message = cJSON_CreateObject(), *params = cJSON_CreateObject();
    cJSON_AddStringToObject(message, "jsonrpc", "2.0");
    cJSON_AddStringToObject(message, "method", "textDocument/publishDiagnostics");
    cJSON_AddStringToObject(params, "uri", uri);
    if (version) {
        cJSON_AddNumberToObject(params, "version", *version);
    }
    cJSON_AddItemToObject(params, "diagnostics", diagnostics);
    cJSON_AddItemToObject(message, "params", params);
    return wire_send(server->wire, message);
}

bool diagnostics_send(Server *server, OpenText *text)
{
    judged_settle(text->judged);
    const Report *report = judged_report(text->judged);
    cJSON *diagnostics = cJSON_CreateArray();
    int last;
    uint32_t of_last, sent = 0;
    choose(report, &last, &of_last);
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        if (level_of(issue) < last || (level_of(issue) == last && of_last > 0)) {
            of_last -= level_of(issue) == last;
            cJSON_AddItemToArray(diagnostics, diagnostic_of(text, issue));
            sent++;
        }
    }
    if (sent < report_count(report)) {
        add_rest(text, diagnostics, report_count(report) - sent);
    }
    text->is_told = true;
    return send(server, text->uri, &text->version, diagnostics);
}

bool diagnostics_clear(Server *server, const char *uri)
{
    return send(server, uri, NULL, cJSON_CreateArray());
}
