/* Card: one walk over study, series and instances by what the rules want displayed. */
#include "src/card/card.h"

#include "src/card/card_maker.h"
#include "src/outline/reading.h"
#include "src/outline/rules_here.h"
#include "src/outline/summary.h"

#include <stdlib.h>

void card_free(Card *card)
{
    free(card->lines);
    arena_free(card->arena);
    *card = (Card){0};
}

const char *card_part_title(CardPart part)
{
    static const char *const titles[] = {
        [CARD_MISSING] = "Missing", [CARD_UNREADABLE] = "Cannot be read", [CARD_SHOWN] = "Shown"};
    return titles[part];
}

size_t card_part_count(const Card *card, CardPart part)
{
    size_t count = 0;
    for (size_t i = 0; i < card->count; i++) {
        count += card->lines[i].part == part;
    }
    return count;
}

CardLine *card_maker_add(CardMaker *maker, CardPart part, NodeId node, Text *label, Text *value)
{
    Card *card = maker->card;
    ARRAY_RESERVE(card->lines, card->capacity, card->count + 1);
    CardLine *line = &card->lines[card->count++];
    *line = (CardLine){.part = part, .node = node, .depth = part == CARD_SHOWN ? maker->depth : 0, .why = SLICE("")};
    line->label = text_take(label, card->arena);
    line->value = text_take(value, card->arena);
    return line;
}

/* ---- values ---- */

bool card_maker_is_displayed(const Element *element)
{
    bool is_found = false;
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        is_found = is_found || slice_equals(obligation.verb, SLICE("display"));
    }
    return is_found;
}

void card_maker_append_label(const CardMaker *maker, const Element *element, NodeId id, Text *label)
{
    reading_label(maker->document, id, element_path(element), element_name(element), label);
}

static Slice type_of(const Element *element)
{
    return element_type_count(element) == 1 ? type_code(element_type(element, 0)) : SLICE("");
}

/* The resource of the document that a reference resolves to; NODE_NONE if there is none. */
static NodeId target_of(CardMaker *maker, NodeId id)
{
    const Document *document = maker->document;
    NodeId member = document_member(document, id, SLICE("reference"));
    Text scratch = TEXT_EMPTY;
    NodeId found =
        member == NODE_NONE ? NODE_NONE : names_resolve(maker->names, id, document_string(document, member, &scratch));
    text_free(&scratch);
    return found == NODE_NONE ? NODE_NONE : names_resource(document, found);
}

/* Appends a value in words; of a reference the target's. */
static void append_value(CardMaker *maker, const Element *element, NodeId node, Text *words)
{
    Slice type = type_of(element);
    NodeId target = slice_equals(type, SLICE("Reference")) ? target_of(maker, node) : NODE_NONE;
    NodeId kind = document_member(maker->document, target, SLICE("resourceType"));
    Text scratch = TEXT_EMPTY;
    if (kind != NODE_NONE) {
        type = document_string(maker->document, kind, &scratch);
        node = target;
    }
    if (!reading_value(maker->document, node, type, words)) {
        summary_append(maker->document, node, type, kind == NODE_NONE ? element_path(element) : (Slice){0}, words);
    }
    text_free(&scratch);
}

/* Empties a text that a sentence says already. */
static void drop_said(Text *value, Slice sentence)
{
    if (value->length && slice_find(sentence, text_slice(value), 0) != SIZE_MAX) {
        text_clear(value);
    }
}

/* Appends the raw text of a small value; of a larger one nothing. */
static void append_raw(const CardMaker *maker, NodeId node, Text *text)
{
    Text scratch = TEXT_EMPTY;
    if (document_node(maker->document, node)->kind < NODE_ARRAY) {
        text_append(text, document_string(maker->document, node, &scratch));
    }
    text_free(&scratch);
}

/* ---- what is wrong with a value ---- */

/* Adds what errors say of a value and what is in it: missing, or not to be read; true where it cannot be read. */
static bool add_errors(CardMaker *maker, const Element *element, NodeId node)
{
    const Report *report = maker->report;
    const Node *whole = document_node(maker->document, node);
    uint32_t first = report_next(report, whole->start, false);
    bool is_unreadable = false;
    for (uint32_t i = first; i < report_count(report); i++) {
        Issue issue = *report_issue(report, i);
        if (issue.node >= whole->end) {
            break;
        }
        if (issue.node < node || issue.severity != SEVERITY_ERROR) {
            continue;
        }
        Text label = TEXT_EMPTY, value = TEXT_EMPTY;
        card_maker_append_holder(maker, &label);
        card_maker_append_label(maker, element, node, &label);
        if (issue.missing.length) {
            text_format(&label, " › %.*s", SLICE_ARGS(issue.missing));
            card_maker_add(maker, CARD_MISSING, issue.node, &label, &value);
            continue;
        }
        append_raw(maker, issue.node, &value);
        drop_said(&value, issue.message);
        card_maker_add(maker, CARD_UNREADABLE, issue.node, &label, &value)->why =
            arena_copy(maker->card->arena, issue.message);
        is_unreadable = true;
    }
    return is_unreadable;
}

/* ---- objects ---- */

static void add_item(CardMaker *maker, const Element *element, NodeId item)
{
    Text label = TEXT_EMPTY, value = TEXT_EMPTY;
    bool is_unreadable = add_errors(maker, element, item);
    card_maker_append_label(maker, element, item, &label);
    if (is_unreadable) {
        append_raw(maker, item, &value);
    }
    if (value.length == 0) {
        append_value(maker, element, item, &value);
    }
    card_maker_add(maker, CARD_SHOWN, item, &label, &value)->is_unreadable = is_unreadable;
}

static bool is_section(const Element *element)
{
    return slice_equals(type_of(element), SLICE("BackboneElement"));
}

static void add_section(CardMaker *maker, NodeId item)
{
    Text label = TEXT_EMPTY, value = TEXT_EMPTY;
    NodeId holder = maker->holder;
    names_append(maker->names, item, &label);
    card_maker_add(maker, CARD_SHOWN, item, &label, &value)->is_head = true;
    maker->holder = item;
    maker->depth++;
    card_maker_add_object(maker, item);
    maker->depth--;
    maker->holder = holder;
}

static void add_member(CardMaker *maker, const ChildRule *rule)
{
    const Document *document = maker->document;
    if (slice_equals(element_path(rule->element), SLICE("ImagingStudy.series.instance"))) {
        card_maker_add_instances(maker, rule->member);
        return;
    }
    for (NodeId item = document_item(document, rule->member); item != NODE_NONE;
         item = document_item_after(document, rule->member, item)) {
        if (is_section(rule->element)) {
            add_section(maker, item);
        } else {
            add_item(maker, rule->element, item);
        }
    }
}

void card_maker_add_object(CardMaker *maker, NodeId object)
{
    ChildrenHere children = children_here(maker->checker, maker->document, object);
    for (uint32_t i = 0; i < children.count; i++) {
        const ChildRule *rule = &children.items[i];
        if (!card_maker_is_displayed(rule->element)) {
            continue;
        }
        if (rule->member == NODE_NONE) {
            Text label = TEXT_EMPTY, value = TEXT_EMPTY;
            card_maker_append_holder(maker, &label);
            card_maker_append_label(maker, rule->element, NODE_NONE, &label);
            card_maker_add(maker, CARD_MISSING, object, &label, &value);
        } else if (rule->is_repeating) {
            add_member(maker, rule);
        } else {
            add_item(maker, rule->element, rule->member);
        }
    }
    children_here_free(&children);
}

/* Brings the lines into the order of their parts. */
static void sort_lines(Card *card)
{
    CardLine *sorted = memory_allocate((card->count + 1) * sizeof *sorted);
    size_t at = 0;
    for (int part = 0; part < CARD_PART_COUNT; part++) {
        for (size_t i = 0; i < card->count; i++) {
            if (card->lines[i].part == (CardPart)part) {
                sorted[at++] = card->lines[i];
            }
        }
    }
    free(card->lines);
    card->lines = sorted;
    card->capacity = card->count + 1;
}

Card card_of(Checker *checker, const Document *document, const Report *report, NodeId study)
{
    Card card = {.study = study, .arena = arena_new()};
    CardMaker maker = {.card = &card,
                       .checker = checker,
                       .document = document,
                       .report = report,
                       .names = names_new(document),
                       .holder = NODE_NONE};
    Text title = TEXT_EMPTY;
    summary_append(document, study, SLICE("ImagingStudy"), SLICE("ImagingStudy"), &title);
    card.title = text_take(&title, card.arena);
    card_maker_add_object(&maker, study);
    names_free(maker.names);
    sort_lines(&card);
    return card;
}
