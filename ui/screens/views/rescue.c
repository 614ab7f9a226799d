/* Rescue: by the clock, on signals that ask the program to end, and on those that end it. */
#include "ui/screens/views/rescue.h"

#include "src/base/memory.h"
#include "ui/kit/stage/signals.h"
#include "ui/kit/terminal/terminal.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/pending.h"
#include "ui/screens/bench/session_recovery.h"
#include "ui/screens/editing/filling.h"
#include "ui/widgets/line_editor.h"

#include <unistd.h>

/* ---- what is typed ---- */

/* A 64-bit FNV-1a hash. */
static uint64_t hash_text(uint64_t hash, Slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        hash = (hash ^ (unsigned char)text.bytes[i]) * 0x100000001B3u;
    }
    return hash;
}

/* What is typed in the views above the document. */
static Unentered unentered_of(Workbench *bench)
{
    const Pending *pending = bench->pending;
    Unentered unentered = {0};
    if (!bench_file(bench)) {
        return unentered;
    }
    if (filling_is_on(bench)) {
        Text *unfinished = &bench->filling->unfinished;
        text_clear(unfinished);
        filling_append_unfinished(bench, unfinished);
        unentered.begun_in = bench_file(bench);
        unentered.begun = text_slice(unfinished);
    }
    if (pending_is_changed(pending)) {
        unentered.file = bench_file(bench);
        unentered.revision = pending->serial * 0x100000001B3u + line_editor_revision(pending->editor);
        unentered.context = pending->context;
        unentered.plan = pending->plan;
    }
    if (stage_typed(bench->stage, &unentered.prompt, &unentered.typed)) {
        unentered.file = bench_file(bench);
        unentered.revision = hash_text(hash_text(unentered.revision + 1, unentered.prompt), unentered.typed);
    }
    return unentered;
}

/* ---- by the clock ---- */

bool rescue_is_due(Workbench *bench)
{
    Unentered unentered = unentered_of(bench);
    return session_needs_rescue(bench->session, &unentered);
}

/* The first file whose work could not be kept; NULL where all of it is. */
static const OpenFile *unkept_file(const Session *session)
{
    const OpenFile *unkept = NULL;
    for (size_t i = session->count; i-- > 0;) {
        unkept = session->files[i]->is_unkept ? session->files[i] : unkept;
    }
    return unkept;
}

/* Reports whether a recovery file could be written, where that changed. */
static Reaction tell(Workbench *bench, bool is_changed)
{
    if (!is_changed) {
        return REACT_NONE;
    }
    const OpenFile *file = unkept_file(bench->session);
    if (file) {
        messages_add_error(bench->messages, "No recovery file", &file->unkept);
    } else {
        messages_add(bench->messages, STYLE_GOOD, "Recovery file written");
    }
    return REACT_REDRAW;
}

Reaction rescue_write(Workbench *bench)
{
    Unentered unentered = unentered_of(bench);
    return tell(bench, session_rescue(bench->session, &unentered));
}

Reaction rescue_write_beside(Workbench *bench)
{
    Unentered unentered = unentered_of(bench);
    return tell(bench, session_rescue_beside(bench->session, &unentered));
}

void rescue_prepare(Workbench *bench)
{
    Unentered unentered = unentered_of(bench);
    session_prepare_rescue(bench->session, &unentered);
}

/* ---- the end ---- */

static void print(const char *text)
{
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored;
}

/* Keeps the work and says what became of it, in whole sentences that were made before; safe in a signal handler. */
static void keep_work(void *context, const char *cause)
{
    const Session *session = context;
    bool is_any;
    bool is_done = session_rescue_prepared(session, &is_any);
    print("ipse: ");
    print(cause);
    print(!is_done ? "; some unsaved work could not be kept\n"
          : is_any ? "; unsaved work is kept, and the next start offers it\n"
                   : "; no unsaved work\n");
}

void rescue_on_crash(Session *session)
{
    signals_on_crash(session ? keep_work : NULL, session);
    memory_on_exhausted(session ? signals_crash : NULL);
}

void rescue_describe(const Session *session, int signal_number, Text *sentence)
{
    const OpenFile *unkept = unkept_file(session);
    bool is_any = false;
    for (size_t i = 0; i < session->count; i++) {
        is_any = is_any || session->files[i]->kept != 0;
    }
    text_format(sentence, "ipse: %s; ", signals_sentence(signal_number));
    if (unkept) {
        text_format(sentence, "%s: %s\n", unkept->path, unkept->unkept.message);
    } else {
        text_format(sentence, "%s\n",
                    is_any ? "unsaved work is kept; the next start offers to restore" : "no unsaved work");
    }
}
