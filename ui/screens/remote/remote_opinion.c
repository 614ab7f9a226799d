/* What a server thinks of a document: $validate, and OperationOutcomes as rows of the issues pane. */
#include "src/remote/save.h"

#include "src/base/memory.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/remote/remote_view.h"
#include "ui/screens/remote/session_remote.h"
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

/* Makes the issues of an outcome rows of the issues pane; false where the bytes are none, or say nothing. */
static bool show_rows(Workbench *bench, Slice bytes)
{
    OpenFile *file = bench_file(bench);
    Document *document = document_new(bytes, "answer", NULL);
    bool is_outcome = document && session_import_document(file, document, "server", NULL);
    document_free(document);
    if (is_outcome) {
        shown_issues_forget(bench);
        list_select(&bench->issues->list, 0);
        bench->panes.focus = PANE_ISSUES;
        bench->is_rule_old = true;
    }
    return is_outcome && file->opinion->count > 0;
}

bool remote_show_outcome(Workbench *bench, const char *title, Slice bytes)
{
    if (show_rows(bench, bytes)) {
        return true;
    }
    enum { SHOWN_MAXIMUM = 65536 }; /* of a page that is no outcome */
    TextView *view = text_view_new();
    bytes = slice_part(bytes, 0, SHOWN_MAXIMUM);
    text_view_add(view, STYLE_PLAIN, bytes.length > 0 ? bytes : SLICE("The server gives no reason."));
    text_view_end_line(view);
    stage_push(bench->stage, text_view_as_view(view, bench->stage, title));
    return false;
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
    Workbench *bench = work->bench;
    if (work->is_done && remote_show_outcome(bench, "What the server reports", text_slice(&work->outcome))) {
        const SecondOpinion *opinion = bench_file(bench)->opinion;
        messages_add(bench->messages, STYLE_GOOD, "%u finding%s of the server: %u both, %u only theirs", opinion->count,
                     opinion->count == 1 ? "" : "s", opinion->both, second_opinion_only_theirs(opinion));
    } else if (!work->is_done) {
        messages_add_error(bench->messages, "Not validated", &work->error);
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
