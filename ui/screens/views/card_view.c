/*
 * Card view: what a receiver shows of a study that does no more than the profile asks for (SHOULD:display), in words that a
 * clinician reads, and what this file leaves blank of it.
 */
#include "ui/screens/views/card_view.h"

#include "src/outline/reading.h"
#include "src/outline/summary.h"

#include "src/outline/rules_here.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/widgets/text_view.h"

enum { STUDIES_MAXIMUM = 50, ITEMS_MAXIMUM = 6, LABEL_WIDTH = 22 };

typedef struct Card {
    Workbench *bench;
    const Document *document;
    TextView *view;
    Text scratch;
} Card;

/* ---- words ---- */

static bool is_displayed(const Element *element)
{
    bool is_found = false;
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        is_found = is_found || slice_equals(obligation.verb, SLICE("display"));
    }
    return is_found;
}

static void append_label(const Card *card, const Element *element, NodeId id, Text *words)
{
    reading_label(card->document, id, element_path(element), element_name(element), words);
}

static void begin_line(Card *card, unsigned depth, Slice words)
{
    int indent = (int)depth * 2 + 1, used = indent + (int)words.length;
    text_view_format(card->view, STYLE_KEY, "%*s%.*s", indent, "", SLICE_ARGS(words));
    text_view_format(card->view, STYLE_PLAIN, "%*s", used < LABEL_WIDTH ? LABEL_WIDTH - used : 1, "");
    text_view_line_indent(card->view, LABEL_WIDTH);
}

/* ---- what is referred to ---- */

/* The resource of the document that a reference leads to: contained, or of the entry with this fullUrl (or an end of it). */
static NodeId find_target(Card *card, NodeId reference)
{
    const Document *document = card->document;
    NodeId member = document_node(document, reference)->kind == NODE_OBJECT
                        ? document_member(document, reference, SLICE("reference"))
                        : NODE_NONE;
    Text scratch = TEXT_EMPTY;
    Slice said = member == NODE_NONE ? (Slice){0} : document_string(document, member, &scratch);
    bool is_contained = said.length > 1 && said.bytes[0] == '#';
    Slice wanted = is_contained ? slice_part(said, 1, said.length) : said,
          key = is_contained ? SLICE("id") : SLICE("fullUrl");
    NodeId found = NODE_NONE;
    for (NodeId id = 0; wanted.length && id < document_count(document) && found == NODE_NONE; id++) {
        if (document_key_equals(document, id, key) &&
            slice_ends_with(document_string(document, id, &card->scratch), wanted)) {
            NodeId holder = document_node(document, id)->parent;
            found = is_contained ? holder : document_member(document, holder, SLICE("resource"));
        }
    }
    text_free(&scratch);
    return found;
}

static void append_value(Card *card, const Element *element, NodeId node, Text *words)
{
    Slice type = element_type_count(element) == 1 ? type_code(element_type(element, 0)) : (Slice){0};
    NodeId target = slice_equals(type, SLICE("Reference")) ? find_target(card, node) : NODE_NONE;
    NodeId kind = document_member(card->document, target, SLICE("resourceType"));
    Text scratch = TEXT_EMPTY;
    if (kind != NODE_NONE) {
        type = document_string(card->document, kind, &scratch);
        node = target;
    }
    if (!reading_value(card->document, node, type, words)) {
        summary_append(card->document, node, type, kind == NODE_NONE ? element_path(element) : (Slice){0}, words);
    }
    text_free(&scratch);
}

/* ---- objects ---- */

static void add_object(Card *card, NodeId object, unsigned depth);

static bool is_section(const Element *element)
{
    return element_type_count(element) == 1 &&
           slice_equals(type_code(element_type(element, 0)), SLICE("BackboneElement"));
}

static void add_section(Card *card, const Element *element, NodeId item, unsigned depth)
{
    Text words = TEXT_EMPTY, title = TEXT_EMPTY;
    append_label(card, element, item, &title);
    append_value(card, element, item, &words);
    text_view_format(card->view, STYLE_TITLE, "%*s%.*s  ", (int)depth * 2 + 1, "", SLICE_ARGS(text_slice(&title)));
    text_view_add(card->view, STYLE_PLAIN, text_slice(&words));
    text_view_end_line(card->view);
    add_object(card, item, depth + 1);
    text_free(&words);
    text_free(&title);
}

static void add_item(Card *card, const Element *element, NodeId item, unsigned depth)
{
    if (is_section(element)) {
        add_section(card, element, item, depth);
        return;
    }
    Text words = TEXT_EMPTY;
    append_label(card, element, item, &words);
    begin_line(card, depth, text_slice(&words));
    text_clear(&words);
    append_value(card, element, item, &words);
    text_view_add(card->view, slice_equals(element_name(element), SLICE("uid")) ? STYLE_DIM : STYLE_PLAIN,
                  text_slice(&words));
    text_view_end_line(card->view);
    text_free(&words);
}

static void add_member(Card *card, const ChildRule *rule, unsigned depth)
{
    const Document *document = card->document;
    if (document_node(document, rule->member)->kind != NODE_ARRAY) {
        add_item(card, rule->element, rule->member, depth);
        return;
    }
    uint32_t count = document_child_count(document, rule->member), shown = 0;
    for (NodeId item = document_first_child(document, rule->member); item != NODE_NONE && shown < ITEMS_MAXIMUM;
         item = document_next_sibling(document, item)) {
        add_item(card, rule->element, item, depth);
        shown++;
    }
    if (shown < count) {
        text_view_format(card->view, STYLE_DIM, "%*s… and %u more", (int)depth * 2 + 1, "", count - shown);
        text_view_end_line(card->view);
    }
}

/* Names what an object leaves blank of what would be displayed. */
static void add_blank(Card *card, const ChildRule *rules, uint32_t count, unsigned depth)
{
    Text blank = TEXT_EMPTY;
    for (uint32_t i = 0; i < count; i++) {
        if (rules[i].member == NODE_NONE && is_displayed(rules[i].element)) {
            text_append(&blank, blank.length ? SLICE(", ") : SLICE(""));
            append_label(card, rules[i].element, NODE_NONE, &blank);
        }
    }
    if (blank.length) {
        begin_line(card, depth, SLICE("Missing"));
        text_view_add(card->view, STYLE_OBLIGATION_GAP, text_slice(&blank));
        text_view_end_line(card->view);
    }
    text_free(&blank);
}

/* What an object leaves blank, and what is displayed of it. */
static void add_object(Card *card, NodeId object, unsigned depth)
{
    ChildrenHere children = children_here(card->bench->session->checker, card->document, object);
    add_blank(card, children.items, children.count, depth);
    for (uint32_t i = 0; i < children.count; i++) {
        const ChildRule *rule = &children.items[i];
        if (rule->member != NODE_NONE && is_displayed(rule->element)) {
            add_member(card, rule, depth);
        }
    }
    children_here_free(&children);
}

static void add_study(Card *card, NodeId study, unsigned number)
{
    Text words = TEXT_EMPTY;
    summary_append(card->document, study, SLICE("ImagingStudy"), SLICE("ImagingStudy"), &words);
    if (number > 0) {
        text_view_end_line(card->view);
    }
    text_view_add(card->view, STYLE_TITLE, SLICE("Imaging study  "));
    text_view_add(card->view, STYLE_KEY, text_slice(&words));
    text_view_end_line(card->view);
    add_object(card, study, 0);
    text_free(&words);
}

void card_view_open(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    Card card = {.bench = bench, .document = file->document, .view = text_view_new()};
    unsigned count = 0;
    for (NodeId id = 0; id < document_count(card.document); id++) {
        bool is_study = document_key_equals(card.document, id, SLICE("resourceType")) &&
                        document_string_equals(card.document, id, SLICE("ImagingStudy"));
        if (is_study && count < STUDIES_MAXIMUM) {
            add_study(&card, document_node(card.document, id)->parent, count);
        }
        count += is_study;
    }
    if (count > STUDIES_MAXIMUM) {
        text_view_end_line(card.view);
        text_view_format(card.view, STYLE_DIM, "… and %u more studies", count - STUDIES_MAXIMUM);
        text_view_end_line(card.view);
    }
    if (count == 0) {
        text_view_add(card.view, STYLE_DIM, SLICE("No ImagingStudy in this file."));
        text_view_end_line(card.view);
    }
    text_free(&card.scratch);
    stage_push(bench->stage, text_view_as_view(card.view, bench->stage, "View of a receiver"));
}
