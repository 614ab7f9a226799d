/* Element offers: the path until there ends with its last dot. */
#include "ui/screens/play/element_offers.h"

#include "src/json/path.h"
#include "src/outline/rules_here.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/play/element_path.h"
#include "ui/widgets/line_editor.h"

/* Items of an array, and earlier paths, that are offered. */
enum { ITEMS_MAXIMUM = 100, RECENT_MAXIMUM_SHOWN = 5 };

typedef struct Offers {
    Workbench *bench;
    Candidates *candidates;
    Slice start; /* of each path */
} Offers;

static void add(Offers *offers, Slice name, Slice note, const char *group)
{
    Text text = TEXT_EMPTY;
    text_append(&text, offers->start);
    text_append(&text, name);
    candidates_add(offers->candidates,
                   (Candidate){.text = text_slice(&text), .shown = name, .note = note, .group = slice_from(group)});
    text_free(&text);
}

/* What a value says, as its row does. */
static void append_note(Offers *offers, NodeId node, Text *note)
{
    const RowView *row = outline_describe(bench_file(offers->bench)->outline, node);
    text_clear(note);
    text_append(note, row->words.length ? row->words : row->summary);
}

static void add_member(Offers *offers, NodeId member)
{
    const Document *document = bench_file(offers->bench)->document;
    Text name = TEXT_EMPTY, note = TEXT_EMPTY, scratch = TEXT_EMPTY;
    Slice key = document_key(document, member, &scratch);
    append_note(offers, member, &note);
    add(offers, key, text_slice(&note), "");
    NodeId item =
        document_node(document, member)->kind == NODE_ARRAY ? document_first_child(document, member) : NODE_NONE;
    for (uint32_t i = 0; item != NODE_NONE && i < ITEMS_MAXIMUM; i++) {
        text_clear(&name);
        text_format(&name, "%.*s[%u]", SLICE_ARGS(key), i);
        append_note(offers, item, &note);
        add(offers, text_slice(&name), text_slice(&note), "");
        item = document_next_sibling(document, item);
    }
    text_free(&name);
    text_free(&note);
    text_free(&scratch);
}

/* The members of an object, and what is required or wanted in it and missing. */
static void add_members(Offers *offers, NodeId holder)
{
    OpenFile *file = bench_file(offers->bench);
    if (document_node(file->document, holder)->kind != NODE_OBJECT) {
        return;
    }
    NodeId child = document_first_child(file->document, holder);
    for (; child != NODE_NONE; child = document_next_sibling(file->document, child)) {
        add_member(offers, child);
    }
    ChildrenHere children = children_here(offers->bench->session->checker, file->document, holder);
    for (uint32_t i = 0; i < children.count; i++) {
        const ChildRule *rule = &children.items[i];
        if (rule->member == NODE_NONE && (rule->is_required || rule->is_wanted)) {
            add(offers, element_name(rule->element), SLICE("missing"), "");
        }
    }
    children_here_free(&children);
}

static void add_recent(Offers *offers)
{
    const LineHistory *history = offers->bench->typed_before[TYPED_PATH];
    size_t count = line_history_count(history);
    for (size_t i = 0; i < count && i < RECENT_MAXIMUM_SHOWN; i++) {
        candidates_add(offers->candidates,
                       (Candidate){.text = line_history_line(history, count - 1 - i), .group = SLICE("recent")});
    }
}

void element_offers(void *context, Slice typed, Candidates *candidates)
{
    Workbench *bench = context;
    if (!bench_file(bench)) {
        return;
    }
    const Document *document = bench_file(bench)->document;
    size_t length = typed.length;
    while (length > 0 && typed.bytes[length - 1] != '.') {
        length--;
    }
    Offers offers = {.bench = bench, .candidates = candidates, .start = slice_part(typed, 0, length)};
    Text whole = TEXT_EMPTY;
    NodeId holder = outline_hoisted(bench_file(bench)->outline);
    if (length > 0) {
        holder = path_find(document, element_path_whole(bench, slice_part(typed, 0, length - 1), &whole), NULL);
    }
    add_recent(&offers);
    candidates->start = length;
    if (holder != NODE_NONE) {
        add_members(&offers, holder);
    }
    text_free(&whole);
}
