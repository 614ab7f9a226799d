/* The instances of a series on a card: counted, not listed. */
#include "src/card/card_maker.h"

#include "src/outline/reading.h"
#include "src/outline/rules_here.h"

#include <stdlib.h>

enum { KINDS_MAXIMUM = 16 };

/* How many instances are alike in something. */
typedef struct Tally {
    Text name;
    NodeId first;
    uint32_t count;
    Slice why; /* of what cannot be read */
    Text value;
} Tally;

typedef struct Tallies {
    Tally items[KINDS_MAXIMUM];
    size_t count;
    uint32_t others; /* that found no room */
} Tallies;

void card_maker_append_holder(const CardMaker *maker, Text *label)
{
    if (maker->holder != NODE_NONE) {
        names_append(maker->names, maker->holder, label);
        text_append(label, SLICE(": "));
    }
}

/* Counts an instance under a name, which is taken over. */
static Tally *tally(Tallies *tallies, Text *name, NodeId id)
{
    for (size_t i = 0; i < tallies->count; i++) {
        if (slice_equals(text_slice(&tallies->items[i].name), text_slice(name))) {
            tallies->items[i].count++;
            text_free(name);
            return &tallies->items[i];
        }
    }
    if (tallies->count == KINDS_MAXIMUM) {
        tallies->others++;
        text_free(name);
        return NULL;
    }
    tallies->items[tallies->count] = (Tally){.name = *name, .first = id, .count = 1};
    *name = TEXT_EMPTY;
    return &tallies->items[tallies->count++];
}

static void tallies_free(Tallies *tallies)
{
    for (size_t i = 0; i < tallies->count; i++) {
        text_free(&tallies->items[i].name);
        text_free(&tallies->items[i].value);
    }
}

/* The name of the SOP class of an instance, its display, or its UID. */
static void append_class(const Document *document, NodeId instance, Text *name)
{
    NodeId coding = document_member(document, instance, SLICE("sopClass"));
    NodeId code = document_member(document, coding, SLICE("code"));
    NodeId display = document_member(document, coding, SLICE("display"));
    Text scratch = TEXT_EMPTY;
    Slice said = code == NODE_NONE ? SLICE("") : document_string(document, code, &scratch);
    Slice meaning = reading_meaning(said);
    text_append(name, meaning.length ? meaning : display == NODE_NONE ? said : SLICE(""));
    if (!meaning.length && display != NODE_NONE) {
        text_append(name, document_string(document, display, &scratch));
    }
    if (name->length == 0) {
        text_append(name, SLICE("of no SOP class"));
    }
    text_free(&scratch);
}

/* Counts what an instance has not got of what would be shown. */
static void tally_missing(CardMaker *maker, NodeId instance, Tallies *missing)
{
    ChildrenHere children = children_here(maker->checker, maker->document, instance);
    for (uint32_t i = 0; i < children.count; i++) {
        const ChildRule *rule = &children.items[i];
        if (rule->member == NODE_NONE && card_maker_is_displayed(rule->element)) {
            Text name = TEXT_EMPTY;
            card_maker_append_label(maker, rule->element, NODE_NONE, &name);
            tally(missing, &name, instance);
        }
    }
    children_here_free(&children);
}

/* Counts the errors of an instance's values, by their kind. */
static void tally_errors(CardMaker *maker, NodeId instance, Tallies *errors)
{
    const Node *node = document_node(maker->document, instance);
    for (uint32_t i = report_next(maker->report, node->start, false); i < report_count(maker->report); i++) {
        Issue issue = *report_issue(maker->report, i);
        if (issue.node >= node->end) {
            return;
        }
        if (issue.node <= instance || issue.severity != SEVERITY_ERROR || issue.missing.length || !issue.element ||
            issue.is_about_key) {
            continue;
        }
        Text name = TEXT_EMPTY;
        card_maker_append_label(maker, issue.element, issue.node, &name);
        Tally *found = tally(errors, &name, issue.node);
        if (found && found->count == 1) {
            found->why = arena_copy(maker->card->arena, issue.message);
            Slice raw = document_raw(maker->document, issue.node);
            bool is_said =
                slice_find(issue.message, slice_part(raw, 1, raw.length > 2 ? raw.length - 2 : 0), 0) != SIZE_MAX;
            text_append(&found->value, is_said ? SLICE("") : raw);
        }
    }
}

/* Adds a line for each tally: "series 2 · MR Brain, 3 images: UID". */
static void add_tallies(CardMaker *maker, CardPart part, Tallies *tallies)
{
    for (size_t i = 0; i < tallies->count; i++) {
        Tally *item = &tallies->items[i];
        Text label = TEXT_EMPTY;
        names_append(maker->names, maker->holder, &label);
        text_format(&label, ", %u image%s: %.*s", item->count, item->count == 1 ? "" : "s",
                    SLICE_ARGS(text_slice(&item->name)));
        CardLine *line = card_maker_add(maker, part, item->first, &label, &item->value);
        line->why = item->why;
    }
    if (tallies->others) {
        Text label = TEXT_EMPTY, value = TEXT_EMPTY;
        text_format(&label, "and %u more", tallies->others);
        card_maker_add(maker, part, maker->holder, &label, &value);
    }
}

/* Appends "4", or "4 listed, 5 stated" where the series states another number; nothing where one class says it all. */
static void append_count(const CardMaker *maker, uint32_t count, const Tallies *classes, Text *value)
{
    NodeId stated = document_member(maker->document, maker->holder, SLICE("numberOfInstances"));
    Slice number = stated == NODE_NONE ? SLICE("") : document_raw(maker->document, stated);
    Text listed = TEXT_EMPTY;
    text_format(&listed, "%u", count);
    if (number.length && !slice_equals(number, text_slice(&listed))) {
        text_format(value, "%u listed, %.*s stated", count, SLICE_ARGS(number));
    } else if (classes->count != 1) {
        text_append(value, text_slice(&listed));
    }
    text_free(&listed);
}

void card_maker_add_instances(CardMaker *maker, NodeId list)
{
    Tallies classes = {0}, missing = {0}, errors = {0};
    uint32_t count = 0;
    for (NodeId id = document_item(maker->document, list); id != NODE_NONE;
         id = document_item_after(maker->document, list, id)) {
        Text name = TEXT_EMPTY;
        append_class(maker->document, id, &name);
        tally(&classes, &name, id);
        tally_missing(maker, id, &missing);
        tally_errors(maker, id, &errors);
        count++;
    }
    Text label = TEXT_EMPTY, value = TEXT_EMPTY;
    text_append(&label, SLICE("Images"));
    append_count(maker, count, &classes, &value);
    for (size_t i = 0; i < classes.count; i++) {
        text_format(&value, "%s%u × %.*s",
                    i              ? ", "
                    : value.length ? ": "
                                   : "",
                    classes.items[i].count, SLICE_ARGS(text_slice(&classes.items[i].name)));
    }
    if (classes.others) {
        text_format(&value, ", %u of other classes", classes.others);
    }
    card_maker_add(maker, CARD_SHOWN, list, &label, &value);
    add_tallies(maker, CARD_MISSING, &missing);
    add_tallies(maker, CARD_UNREADABLE, &errors);
    tallies_free(&classes);
    tallies_free(&missing);
    tallies_free(&errors);
}
