/* Rescue offers: what earlier runs left is asked about, one after the other, and is kept until something is answered.
 */
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/editing/unfinished.h"
#include "ui/screens/views/diff_view.h"
#include "ui/screens/views/rescue.h"
#include "ui/widgets/line_editor.h"

#include "src/base/memory.h"
#include "ui/screens/bench/session_recovery.h"
#include "ui/widgets/menu.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* ---- the row of offers ---- */

static void add_offers(Workbench *bench, OpenFile *file, RecoveryKind kind)
{
    RescueOffers *offers = bench->offers;
    RecoveryList list = {0};
    recovery_list(file->recovery, kind, &list);
    for (size_t i = 0; i < list.count; i++) {
        ARRAY_RESERVE(offers->items, offers->capacity, offers->count + 1);
        offers->items[offers->count++] =
            (RescueOffer){.file = file, .path = memory_copy_string(slice_from(list.paths[i])), .kind = kind};
    }
    recovery_list_free(&list);
}

/* The first offer is answered. */
static void drop_first(RescueOffers *offers)
{
    recovery_content_free(&offers->content);
    free(offers->items[0].path);
    offers->count--;
    for (size_t i = 0; i < offers->count; i++) {
        offers->items[i] = offers->items[i + 1];
    }
}

void rescue_offers_free(RescueOffers *offers)
{
    while (offers->count) {
        drop_first(offers);
    }
    free(offers->items);
    *offers = (RescueOffers){0};
}

void rescue_look(Workbench *bench, OpenFile *file)
{
    long process = recovery_other_process(file->recovery);
    if (process == (long)getpid()) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s is open twice, with separate recovery files",
                     file->path);
    } else if (process) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING,
                     "%s is also open in another ipse (process %ld), with a separate recovery file", file->path,
                     process);
    }
    add_offers(bench, file, RECOVERY_UNSAVED);
}

/* ---- answers ---- */

/* The work is in the document now: once this run has it in a recovery file of its own, the other is no longer offered,
   but stays until the file is saved, for what is taken next may replace it. */
static void finish_taking(Workbench *bench)
{
    RescueOffers *offers = bench->offers;
    const RescueOffer *offer = &offers->items[0];
    Slice typed = text_slice(&offers->content.typed);
    rescue_write(bench);
    if (!offer->file->is_unkept && offer->kind == RECOVERY_UNSAVED) {
        recovery_discard(offer->path);
    }
    if (!offer->file->is_unkept) {
        messages_add(bench->messages, STYLE_GOOD, "Restored. Press u to undo, ^S to save");
    }
    if (typed.length) {
        line_history_add(bench->typed_before[TYPED_FIND], typed);
        line_history_add(bench->typed_before[TYPED_PATH], typed);
        line_history_add(bench->typed_before[TYPED_VALUE], typed);
        line_history_add(bench->typed_before[TYPED_EXPRESSION], typed);
        messages_add(bench->messages, STYLE_GOOD, "Restored. Up in a prompt shows '%.*s'", SLICE_ARGS(typed));
    }
    drop_first(offers);
}

static void take(Workbench *bench)
{
    RescueOffers *offers = bench->offers;
    Error error;
    OpenFile *file = offers->items[0].file;
    uint32_t from = history_position(file->history);
    if (session_replace(file, text_slice(&offers->content.bytes), SLICE("recover"), &error)) {
        unfinished_remove(bench->session, file, text_slice(&offers->content.unfilled), from);
        bench_follow_change(bench);
        finish_taking(bench);
    } else {
        messages_add_error(bench->messages, "Not restored", &error);
        drop_first(offers);
    }
}

static void discard(RescueOffers *offers)
{
    if (offers->items[0].kind == RECOVERY_UNSAVED) {
        recovery_discard(offers->items[0].path);
    } else {
        recovery_delete(offers->items[0].path);
    }
    drop_first(offers);
}

/* What can be answered, in the order of the items. */
typedef enum Answer { ANSWER_SEE, ANSWER_TAKE, ANSWER_KEEP, ANSWER_DISCARD } Answer;

typedef struct OfferBox {
    Workbench *bench;
    Answer answers[4];
    MenuItem items[4];
    size_t count;
} OfferBox;

static Reaction answer_chosen(void *context, size_t position)
{
    OfferBox *box = context;
    RescueOffers *offers = box->bench->offers;
    switch (position < box->count ? box->answers[position] : ANSWER_KEEP) {
    case ANSWER_SEE:
        diff_view_open(box->bench, text_slice(&offers->content.bytes), "unsaved work", finish_taking);
        break;
    case ANSWER_TAKE:
        take(box->bench);
        break;
    case ANSWER_DISCARD:
        discard(offers);
        break;
    case ANSWER_KEEP:
        drop_first(offers);
        break;
    }
    return REACT_REDRAW;
}

/* ---- the box ---- */

static void add_item(OfferBox *box, Answer answer, const char *label, uint32_t letter)
{
    box->answers[box->count] = answer;
    box->items[box->count++] = (MenuItem){.label = label, .letter = letter};
}

/* What is offered, when it is from, whether the file is another one by now, and what was typed beside it. */
static void describe(const RescueOffer *offer, const RecoveryContent *content, Text *text)
{
    char when[32] = "";
    time_t seconds = (time_t)(content->milliseconds / 1000);
    struct tm parts;
    if (localtime_r(&seconds, &parts)) {
        strftime(when, sizeof when, "%Y-%m-%d %H:%M", &parts);
    }
    Slice label = slice_trim(text_slice(&content->prompt));
    label.length -= slice_ends_with(label, SLICE(":"));
    text_format(text, "%s: work of %s was %s.", offer->file->path, when,
                offer->kind == RECOVERY_UNSAVED ? "not saved" : "discarded");
    if (recovery_is_outdated(content, offer->file->state)) {
        text_append(text, SLICE(" The file was changed since then."));
    }
    if (content->typed.length) {
        text_format(text, " Typed in '%.*s': '%.*s'.", SLICE_ARGS(label), SLICE_ARGS(text_slice(&content->typed)));
    }
}

static void open_box(Workbench *bench, bool is_different)
{
    const RescueOffer *offer = &bench->offers->items[0];
    OfferBox *box = memory_allocate_zeroed(1, sizeof *box);
    Text text = TEXT_EMPTY;
    box->bench = bench;
    if (is_different) {
        add_item(box, ANSWER_SEE, "Show the differences", 's');
    }
    if (!bench->session->is_readonly) {
        add_item(box, ANSWER_TAKE, "Restore the work", 't');
    }
    add_item(box, ANSWER_KEEP, "Keep for later", 'k');
    add_item(box, ANSWER_DISCARD,
             offer->kind == RECOVERY_UNSAVED ? "Discard; :recover restores it until it is saved"
                                             : "Discard permanently",
             'd');
    describe(offer, &bench->offers->content, &text);
    stage_push(bench->stage,
               menu_new((MenuOptions){.title = offer->kind == RECOVERY_UNSAVED ? "Unsaved work" : "Discarded work",
                                      .text = text.bytes,
                                      .items = box->items,
                                      .count = box->count,
                                      .context = box,
                                      .chosen = answer_chosen,
                                      .free = free}));
    text_free(&text);
}

/* Shows the file of the first offer. */
static void show_file(Workbench *bench)
{
    for (size_t i = 0; i < bench->session->count; i++) {
        if (bench->session->files[i] == bench->offers->items[0].file && i != bench->session->current) {
            bench_show(bench, i);
            return;
        }
    }
}

void rescue_offer_next(Workbench *bench)
{
    RescueOffers *offers = bench->offers;
    while (offers->count) {
        const RescueOffer *offer = &offers->items[0];
        Error error;
        recovery_content_free(&offers->content);
        bool is_read = recovery_read(offer->file->recovery, offer->path, &offers->content, &error);
        bool is_different =
            is_read && !slice_equals(text_slice(&offers->content.bytes), document_bytes(offer->file->document));
        if (is_different || (is_read && offers->content.typed.length)) {
            show_file(bench);
            open_box(bench, is_different);
            return;
        }
        if (is_read && !history_is_modified(offer->file->history)) {
            recovery_delete(offer->path);
        } else if (!is_read && error.code != ERROR_NOT_FOUND) {
            messages_add_error(bench->messages, "Unsaved work cannot be read", &error);
        }
        drop_first(offers);
    }
}

void rescue_recover(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    add_offers(bench, file, RECOVERY_UNSAVED);
    if (bench->offers->count == 0) {
        add_offers(bench, file, RECOVERY_DISCARDED);
    }
    if (bench->offers->count == 0) {
        messages_add(bench->messages, STYLE_PLAIN, "No unsaved or discarded work of this file");
    }
    rescue_offer_next(bench);
}
