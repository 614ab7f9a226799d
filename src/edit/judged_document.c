/* Judged document: the report follows the patches of the history. */
#include "src/edit/judged_document.h"

#include "src/base/memory.h"
#include "src/check/checking.h"
#include "src/check/parts.h"

#include <stdlib.h>

/* After so many splices a check of the whole document costs less than to follow each. */
enum { FOLLOWED_MAXIMUM = 4 };

struct Judged {
    Checker *checker;
    Document *document;
    History *history;
    Report *report;
    PatchListener listener;
    Checking *checking; /* of the whole document; NULL: none is under way */
    Report *parts;      /* what was found in those that were judged before; NULL: none were */
    uint32_t patches;   /* since the report was settled */
    bool is_behind;     /* the report could not follow them */
    Pace *pace;         /* of checks that are not patient; NULL: none */
    bool is_patient;    /* checks of the whole document wait for judged_go_on */
};

static void forget_parts(Judged *judged)
{
    if (judged->parts) {
        report_free(judged->parts);
    }
    judged->parts = NULL;
}

/* A check that is under way holds on to the document as it was. */
static void stop_checking(Judged *judged)
{
    judged->is_behind = judged->is_behind || judged->checking;
    checking_free(judged->checking);
    judged->checking = NULL;
    forget_parts(judged);
}

/* The document is about to change. */
static void announce(void *context)
{
    Judged *judged = context;
    stop_checking(judged);
    if (judged->listener.changing) {
        judged->listener.changing(judged->listener.context);
    }
}

/* Follows each splice. Where there are many, or one changes too much, checking waits until all are done, and what is
   known is kept for who asks meanwhile. */
static void take_patch(void *context, const Document *document, const Patch *patch)
{
    Judged *judged = context;
    judged->patches++;
    judged->is_behind =
        judged->is_behind || judged->patches > FOLLOWED_MAXIMUM || !check_follow(document, patch, judged->report);
    if (judged->is_behind && judged->is_patient) {
        check_carry(document, patch, judged->report);
    }
    if (judged->listener.patched) {
        judged->listener.patched(judged->listener.context, document, patch);
    }
}

static Judged *make(Checker *checker, Document *document, PatchListener listener, Report *report)
{
    Judged *judged = memory_allocate_zeroed(1, sizeof *judged);
    *judged = (Judged){.checker = checker, .document = document, .listener = listener, .report = report};
    judged->history = history_new(document, (PatchListener){take_patch, judged, announce});
    return judged;
}

Judged *judged_new(Checker *checker, Document *document, PatchListener listener)
{
    return judged_new_by(checker, document, listener, NULL);
}

Judged *judged_new_by(Checker *checker, Document *document, PatchListener listener, Pace *pace)
{
    Judged *judged = make(checker, document, listener, check_document_by(checker, document, pace));
    judged->is_behind = pace_is_stopped(pace);
    return judged;
}

void judged_set_pace(Judged *judged, Pace *pace)
{
    judged->pace = pace;
}

Judged *judged_open(Checker *checker, Document *document, PatchListener listener)
{
    Judged *judged = make(checker, document, listener, check_nothing(document));
    judged->is_patient = true;
    judged->checking = checking_new(checker, document);
    return judged;
}

void judged_free(Judged *judged)
{
    if (judged) {
        checking_free(judged->checking);
        forget_parts(judged);
        report_free(judged->report);
        history_free(judged->history);
        document_free(judged->document);
        free(judged);
    }
}

const Document *judged_document(const Judged *judged)
{
    return judged->document;
}

History *judged_history(const Judged *judged)
{
    return judged->history;
}

const Report *judged_report(const Judged *judged)
{
    return judged->report;
}

Operation judged_operation(const Judged *judged, Clock clock)
{
    return (Operation){.checker = judged->checker, .document = judged->document, .clock = clock};
}

/* ---- bringing up to date ---- */

bool judged_settle(Judged *judged)
{
    bool is_changed = judged->patches > 0;
    if (judged->is_behind && judged->is_patient) {
        judged->checking = checking_new(judged->checker, judged->document);
    } else if (judged->is_behind && !pace_is_stopped(judged->pace)) {
        check_again(judged->checker, judged->document, judged->report, judged->pace);
    }
    judged->patches = 0;
    judged->is_behind = judged->is_behind && !judged->is_patient && pace_is_stopped(judged->pace);
    return is_changed;
}

bool judged_is_waiting(const Judged *judged)
{
    return judged->checking || judged->is_behind;
}

bool judged_go_on(Judged *judged, int milliseconds)
{
    judged_settle(judged);
    if (!judged->checking || !checking_go_on(judged->checking, milliseconds)) {
        return judged->checking;
    }
    checking_take(judged->checking, judged->report);
    checking_free(judged->checking);
    judged->checking = NULL;
    forget_parts(judged);
    return false;
}

const Pace *judged_pace(const Judged *judged)
{
    return judged->checking ? checking_pace(judged->checking) : NULL;
}

void judged_show(Judged *judged)
{
    if (judged->checking) {
        checking_show(judged->checking, judged->parts, judged->report);
    }
}

void judged_look_at(Judged *judged, Checker *other, const NodeId *nodes, size_t count)
{
    if (judged->checking) {
        forget_parts(judged);
        judged->parts = check_parts(other, judged->document, nodes, count);
        judged_show(judged);
    }
}

/* ---- changes ---- */

bool judged_apply(Judged *judged, const SpliceList *splices, Slice label, Error *error)
{
    bool is_done = history_apply(judged->history, splices, label, error);
    judged_settle(judged);
    return is_done;
}

/* What differs lies between the beginning and the end that are alike. */
bool judged_replace(Judged *judged, Slice bytes, Slice label, Error *error)
{
    Slice old = document_bytes(judged->document);
    size_t start = 0, tail = 0, shorter = old.length < bytes.length ? old.length : bytes.length;
    while (start < shorter && old.bytes[start] == bytes.bytes[start]) {
        start++;
    }
    while (tail < shorter - start && old.bytes[old.length - 1 - tail] == bytes.bytes[bytes.length - 1 - tail]) {
        tail++;
    }
    SpliceList list = SPLICE_LIST_EMPTY;
    splice_list_add(&list, (uint32_t)start, (uint32_t)(old.length - tail - start),
                    slice_part(bytes, start, bytes.length - tail - start));
    bool is_done = judged_apply(judged, &list, label, error);
    splice_list_free(&list);
    return is_done;
}

uint32_t judged_undo(Judged *judged, uint32_t count)
{
    uint32_t done = 0;
    while (done < count && history_undo(judged->history)) {
        done++;
    }
    judged_settle(judged);
    return done;
}

uint32_t judged_redo(Judged *judged, uint32_t count)
{
    uint32_t done = 0;
    while (done < count && history_redo(judged->history)) {
        done++;
    }
    judged_settle(judged);
    return done;
}

void judged_set_checker(Judged *judged, Checker *checker)
{
    stop_checking(judged);
    check_forget(judged->report);
    judged->checker = checker;
    judged->is_behind = true;
    judged_settle(judged);
}
