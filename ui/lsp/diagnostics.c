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

/* How many issues of each level are sent: of the worse levels all, while there is room. Returns their number. */
static uint32_t choose(const Report *report, uint32_t sent[LEVEL_COUNT])
{
    ReportCounts counts = report_counts(report);
    const uint32_t found[LEVEL_COUNT] = {[LEVEL_ERROR] = counts.errors,
                                         [LEVEL_WARNING] = counts.warnings,
                                         [LEVEL_INFORMATION] = counts.notes,
                                         [LEVEL_HINT] = counts.gaps};
    uint32_t left = DIAGNOSTICS_MAXIMUM;
    for (int level = LEVEL_ERROR; level < LEVEL_COUNT; level++) {
        sent[level] = found[level] < left ? found[level] : left;
        left -= sent[level];
    }
    return DIAGNOSTICS_MAXIMUM - left;
}

/* Says at the top of the document how many issues are not shown. */
static void add_rest(OpenText *text, cJSON *diagnostics, uint32_t count)
{
    Text message = TEXT_EMPTY;
    text_format(&message, "%u more issues are not shown. `ipse check` lists all.", count);
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
    uint32_t levels[LEVEL_COUNT] = {0}, left = choose(report, levels), count = report_count(report), shown = left;
    for (uint32_t i = 0; i < count && left > 0; i++) {
        const Issue *issue = report_issue(report, i);
        uint32_t *of_level = &levels[level_of(issue)];
        if (*of_level > 0) {
            (*of_level)--;
            left--;
            cJSON_AddItemToArray(diagnostics, diagnostic_of(text, issue));
        }
    }
    if (shown < count) {
        add_rest(text, diagnostics, count - shown);
    }
    text->is_told = true;
    return send(server, text->uri, &text->version, diagnostics);
}

bool diagnostics_clear(Server *server, const char *uri)
{
    return send(server, uri, NULL, cJSON_CreateArray());
}
