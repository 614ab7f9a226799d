/* What a server thinks of a document: $validate, and OperationOutcomes as text. */
#include "src/remote/save.h"

#include "src/base/memory.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/session_remote.h"
#include "ui/screens/remote/remote_view.h"
#include "ui/screens/remote/waiting.h"
#include "ui/widgets/text_view.h"

#include <stdlib.h>

typedef struct OpinionWork {
    Workbench *bench;
    HttpClient *client;
    Url base;
    Text bytes;
    Text outcome;
    bool is_done;
    Error error;
} OpinionWork;

/* ---- outcomes ---- */

static void append_string(const Document *document, NodeId node, Slice key, Text *text)
{
    Text scratch = TEXT_EMPTY;
    NodeId member = document_member(document, node, key);
    if (member != NODE_NONE && document_node(document, member)->kind == NODE_STRING) {
        text_append(text, document_string(document, member, &scratch));
    }
    text_free(&scratch);
}

static Style style_of(Slice severity)
{
    return slice_equals(severity, SLICE("error")) || slice_equals(severity, SLICE("fatal")) ? STYLE_ISSUE_ERROR
           : slice_equals(severity, SLICE("warning"))                                       ? STYLE_ISSUE_WARNING
                                                                                            : STYLE_ISSUE_NOTE;
}

/* One issue: severity, place, what is wrong. */
static void add_issue(TextView *view, const Document *document, NodeId issue)
{
    Text severity = TEXT_EMPTY, words = TEXT_EMPTY, place = TEXT_EMPTY;
    append_string(document, issue, SLICE("severity"), &severity);
    append_string(document, issue, SLICE("diagnostics"), &words);
    if (words.length == 0) {
        append_string(document, document_member(document, issue, SLICE("details")), SLICE("text"), &words);
    }
    NodeId list = document_member(document, issue, SLICE("expression"));
    list = list == NODE_NONE ? document_member(document, issue, SLICE("location")) : list;
    NodeId first = list == NODE_NONE ? NODE_NONE : document_item(document, list);
    if (first != NODE_NONE && document_node(document, first)->kind == NODE_STRING) {
        Text scratch = TEXT_EMPTY;
        text_append(&place, document_string(document, first, &scratch));
        text_append(&place, SLICE(": "));
        text_free(&scratch);
    }
    text_view_add(view, style_of(text_slice(&severity)), text_slice(&severity));
    text_view_add(view, STYLE_PLAIN, SLICE("  "));
    text_view_line_indent(view, 2);
    text_view_add(view, STYLE_KEY, text_slice(&place));
    text_view_add(view, STYLE_PLAIN, text_slice(&words));
    text_view_end_line(view);
    text_free(&severity);
    text_free(&words);
    text_free(&place);
}

void remote_show_outcome(Workbench *bench, const char *title, Slice bytes)
{
    TextView *view = text_view_new();
    Document *document = document_new(bytes, "answer", NULL);
    NodeId list = document ? document_member(document, 0, SLICE("issue")) : NODE_NONE;
    for (NodeId issue = list == NODE_NONE ? NODE_NONE : document_item(document, list); issue != NODE_NONE;
         issue = document_item_after(document, list, issue)) {
        add_issue(view, document, issue);
    }
    if (text_view_line_count(view) == 0) {
        text_view_add(view, STYLE_PLAIN, bytes.length > 0 ? bytes : SLICE("The server gives no reason."));
        text_view_end_line(view);
    }
    document_free(document);
    stage_push(bench->stage, text_view_as_view(view, bench->stage, title));
}

/* ---- asking ---- */

static void opinion_work(void *context, Pace *pace)
{
    OpinionWork *work = context;
    work->is_done =
        remote_validate(work->client, &work->base, text_slice(&work->bytes), pace, &work->outcome, &work->error);
}

static void opinion_done(void *context)
{
    OpinionWork *work = context;
    if (work->is_done) {
        remote_show_outcome(work->bench, "What the server reports", text_slice(&work->outcome));
    } else {
        messages_add_error(work->bench->messages, "Not validated", &work->error);
    }
}

static void opinion_free(void *context)
{
    OpinionWork *work = context;
    url_free(&work->base);
    text_free(&work->bytes);
    text_free(&work->outcome);
    free(work);
}

/* The base of the server that is asked; false with a sentence where none is known. */
static bool find_server(const Workbench *bench, Slice server, Url *base, Error *error)
{
    const RemoteFile *remote = bench_file(bench)->remote;
    if (server.length > 0) {
        return remote_find(bench, server, base, error);
    }
    if (!remote) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "the file is not from a server; name one: :validate SERVER");
    }
    remote_base_of(bench->session->client, &remote->url, base);
    return true;
}

void remote_ask_opinion(Workbench *bench, Slice server)
{
    OpinionWork *work = memory_allocate_zeroed(1, sizeof *work);
    *work = (OpinionWork){.bench = bench, .client = bench->session->client};
    if (!find_server(bench, server, &work->base, &work->error)) {
        messages_add_error(bench->messages, "Not validated", &work->error);
        opinion_free(work);
        return;
    }
    text_append(&work->bytes, document_bytes(bench_file(bench)->document));
    waiting_run(bench, (WaitingWork){.words = "Waiting for $validate",
                                     .context = work,
                                     .work = opinion_work,
                                     .done = opinion_done,
                                     .free = opinion_free});
}
