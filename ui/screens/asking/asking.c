/* Asking: codes of a document and a server that is asked about them. */
#include "ui/screens/asking/asking.h"

#include "src/base/ascii.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/session_judging.h"

#include <stdlib.h>

enum { LOOK_MILLISECONDS = 100, ROUNDS = 3 };

TermServer *asking_server(const Workbench *bench)
{
    struct TermAsker *asker = bench->session->asker;
    return asker ? term_asker_server(asker) : NULL;
}

Slice asking_language(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    Slice name = SLICE("");
    size_t length = 0;
    for (size_t i = 0; i < sizeof variables / sizeof *variables && name.length == 0; i++) {
        name = slice_from(getenv(variables[i])); /* the locale itself need not be installed */
    }
    while (length < name.length && ascii_is_letter(name.bytes[length])) {
        length++;
    }
    return length == 2 || length == 3 ? slice_part(name, 0, length) : SLICE("en");
}

/* ---- asking ---- */

static bool has_news(const Workbench *bench, TermServer *server)
{
    return term_server_news(server) != bench->session->told;
}

int64_t asking_wait(const Workbench *bench, bool is_typing)
{
    TermServer *server = asking_server(bench);
    if (!server || is_typing) {
        return -1;
    }
    bool is_wanted = term_server_is_waiting(server) || has_news(bench, server) ||
                     term_server_generation(server) != bench->session->answered;
    if (bench->session->waits) {
        return is_wanted ? 0 : -1;
    }
    return is_wanted || term_asker_is_busy(bench->session->asker) ? LOOK_MILLISECONDS : -1;
}

/* Judges all files again; in pieces, as after a change. */
static void judge_again(Session *session)
{
    for (size_t i = 0; i < session->count; i++) {
        judged_set_checker(session->files[i]->judged, session->checker);
    }
}

/* Reports once that the server failed. */
static Reaction tell_failure(Workbench *bench, TermServer *server)
{
    Error error;
    if (bench->session->is_failure_told || term_server_is_well(server, &error)) {
        return REACT_NONE;
    }
    bench->session->is_failure_told = true;
    messages_add(bench->messages, STYLE_ISSUE_WARNING, "The terminology server is not asked any more: %s",
                 error.message);
    return REACT_REDRAW;
}

Reaction asking_tick(Workbench *bench, bool is_typing)
{
    Session *session = bench->session;
    TermServer *server = asking_server(bench);
    if (!server || is_typing) {
        return REACT_NONE;
    }
    const TermService *service = term_server_service(server);
    if (term_server_is_waiting(server)) {
        if (session->waits) {
            service->settle(service->context);
        } else if (!term_asker_is_busy(session->asker)) {
            term_asker_wake(session->asker);
        }
    }
    Reaction reaction = tell_failure(bench, server);
    uint64_t generation = term_server_generation(server);
    if (generation != session->answered && !session_judging(session)) { /* what is judged comes to its end first */
        session->answered = generation;
        judge_again(session);
    }
    if (!has_news(bench, server)) {
        return reaction;
    }
    session->told = term_server_news(server);
    bench->is_rule_old = true;
    return REACT_REDRAW;
}

/* ---- codes ---- */

/* A code of a document. */
typedef struct CodeHere {
    Text system;
    Text code;
    Text display;
} CodeHere;

static void code_free(CodeHere *code)
{
    text_free(&code->system);
    text_free(&code->code);
    text_free(&code->display);
}

static void append_member(const Document *document, NodeId object, Slice key, Text *text)
{
    Text scratch = TEXT_EMPTY;
    NodeId member = document_member(document, object, key);
    if (member != NODE_NONE && document_node(document, member)->kind == NODE_STRING) {
        text_append(text, document_string(document, member, &scratch));
    }
    text_free(&scratch);
}

/* The Coding of a value: itself, the first one of a concept, or what holds it as its code; NODE_NONE for none. */
static NodeId coding_of(const Document *document, NodeId node)
{
    if (document_node(document, node)->kind == NODE_STRING) {
        bool is_code = document_key_equals(document, node, SLICE("code"));
        node = is_code ? document_node(document, node)->parent : NODE_NONE;
    }
    NodeId list = document_member(document, node, SLICE("coding"));
    bool is_list = node != NODE_NONE && document_node(document, node)->kind == NODE_ARRAY;
    node = is_list ? document_item(document, node) : list == NODE_NONE ? node : document_item(document, list);
    bool is_coding = document_member(document, node, SLICE("system")) != NODE_NONE &&
                     document_member(document, node, SLICE("code")) != NODE_NONE;
    return is_coding ? node : NODE_NONE;
}

/* Reads the code of a value; false where it has none. */
static bool read_code(const Document *document, NodeId node, CodeHere *code)
{
    NodeId coding = coding_of(document, node);
    *code = (CodeHere){0};
    if (coding == NODE_NONE) {
        return false;
    }
    append_member(document, coding, SLICE("system"), &code->system);
    append_member(document, coding, SLICE("code"), &code->code);
    append_member(document, coding, SLICE("display"), &code->display);
    return code->system.length > 0 && code->code.length > 0;
}

bool asking_waits_at(const Workbench *bench, NodeId node)
{
    TermServer *server = asking_server(bench);
    CodeHere code;
    if (!server) {
        return false;
    }
    bool waits =
        read_code(bench_file(bench)->document, node, &code) &&
        term_server_waits_for(server, text_slice(&code.system), text_slice(&code.code), text_slice(&code.display));
    code_free(&code);
    return waits;
}

static TermAnswer look_up(TermServer *server, const CodeHere *code, Slice *display)
{
    return term_server_look_up(server, text_slice(&code->system), text_slice(&code->code), asking_language(), display);
}

Slice asking_display(const Workbench *bench, NodeId node)
{
    TermServer *server = asking_server(bench);
    Slice display = SLICE("");
    CodeHere code;
    if (!server) {
        return display;
    }
    if (read_code(bench_file(bench)->document, node, &code)) {
        for (int round = 0; round < ROUNDS && look_up(server, &code, &display) == TERM_WAITING; round++) {
            if (!bench->session->waits) {
                break;
            }
            const TermService *service = term_server_service(server); /* for scripts: the system, then the code */
            service->settle(service->context);
        }
    }
    if (slice_equals(display, text_slice(&code.display))) {
        display = SLICE("");
    }
    code_free(&code);
    return display;
}
