/* Stop card: the text of a stop, in plain sentences, with blank lines between. */
#include "ui/screens/present/stop_card.h"

#include "src/base/ascii.h"
#include "src/base/utf8.h"
#include "src/json/path.h"
#include "src/outline/explanation.h"
#include "src/outline/names.h"
#include "src/outline/obligation_words.h"
#include "src/outline/reading.h"
#include "src/outline/rules_here.h"
#include "ui/screens/bench/cursor.h"

#include "src/base/memory.h"

#include <stdint.h>

enum { ISSUES_MOST = 3, ISSUES_NARROW = 2 };

typedef struct Card {
    Workbench *bench;
    const Stops *stops;
    size_t stop;
    TextView *view;
    const RowView *row;
    ElementsHere elements;
    StopCardRoom room;
} Card;

static void add_line(Card *card, Style style, Slice text)
{
    text_view_add(card->view, style, text);
    text_view_end_line(card->view);
}

static void add_signed(Card *card, Style style, const char *sign, Slice text)
{
    text_view_add(card->view, style, slice_from(sign));
    text_view_add(card->view, STYLE_PLAIN, SLICE(" "));
    text_view_line_indent(card->view, 2);
    add_line(card, STYLE_PLAIN, text);
}

/* A blank line, where there is room for such. */
static void add_space(Card *card, StopCardRoom least)
{
    if (card->room >= least) {
        text_view_end_line(card->view);
    }
}

/* The name of the element, in words. */
static void add_title(Card *card)
{
    const Document *document = bench_file(card->bench)->document;
    Text title = TEXT_EMPTY;
    if (card->elements.count) {
        const Element *element = card->elements.items[0];
        reading_label(document, card->row->node, element_path(element), element_name(element), &title);
    } else {
        text_append(&title, card->row->label);
    }
    add_line(card, STYLE_TITLE, text_slice(&title));
    text_view_end_line(card->view);
    text_free(&title);
}

/* What each actor has to do. */
static void add_obligations(Card *card)
{
    const Actors *actors = &card->bench->session->actors;
    Text sentence = TEXT_EMPTY;
    bool is_first = true;
    for (size_t i = 0; i < actors->count; i++) {
        text_clear(&sentence);
        if (obligation_sentence(card->elements.items, card->elements.count, actor_word(&actors->items[i]), &sentence)) {
            if (is_first) {
                add_space(card, ROOM_USUAL);
            }
            is_first = false;
            add_signed(card, STYLE_OBLIGATION, "■", text_slice(&sentence));
        }
    }
    text_free(&sentence);
}

/* ---- issues ---- */

static bool is_shown(const Card *card, const Issue *issue)
{
    const Document *document = bench_file(card->bench)->document;
    if (card->stop != SIZE_MAX) {
        return stops_find(card->stops, document, issue) == card->stop;
    }
    bool is_about = card->row->is_absent
                        ? issue->node == card->row->node && slice_starts_with(issue->missing, card->row->name)
                        : document_contains(document, card->row->node, issue->node);
    return is_about && (issue->severity > SEVERITY_NOTE || issue_is_gap(issue));
}

/* The name of what an issue is about, where that is a part of the element. */
static void append_part(const Card *card, const Issue *issue, Text *text)
{
    const OpenFile *file = bench_file(card->bench);
    bool is_same = issue->node == card->row->node && !issue->missing.length;
    if (is_same || card->row->is_absent) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    Slice name = issue->missing;
    for (NodeId id = issue->node; !name.length && id != NODE_NONE && id != card->row->node;
         id = document_node(file->document, id)->parent) {
        name = document_node(file->document, id)->key ? document_key(file->document, id, &scratch) : name;
    }
    if (name.length) {
        text_format(text, "%.*s: ", SLICE_ARGS(name));
    }
    text_free(&scratch);
}

/* The end of a path of an element ("ImagingStudy.series") that begins at `start`; `start` where none does. */
static size_t path_end(Slice message, size_t start)
{
    size_t end = start;
    bool is_word = start == 0 || message.bytes[start - 1] == ' ', has_dot = false;
    if (!is_word || !ascii_is_upper(message.bytes[start])) {
        return start;
    }
    while (end < message.length &&
           (ascii_is_letter_or_digit(message.bytes[end]) ||
            (message.bytes[end] == '.' && end + 1 < message.length && ascii_is_letter(message.bytes[end + 1])))) {
        has_dot = has_dot || message.bytes[end] == '.';
        end++;
    }
    return has_dot ? end : start;
}

/* Appends a message with names of elements where it has their paths. */
static void append_without_paths(Slice message, Text *text)
{
    for (size_t at = 0; at < message.length;) {
        size_t end = path_end(message, at);
        if (end == at) {
            text_append_byte(text, message.bytes[at++]);
            continue;
        }
        size_t name = end;
        while (message.bytes[name - 1] != '.') {
            name--;
        }
        text_append(text, slice_part(message, name, end - name));
        at = end;
    }
}

/* Long words, as UIDs are, lose their middle: those who look on do not compare them. */
static void shorten_words(Text *text)
{
    enum { WORD_MOST = 32, HEAD = 18, TAIL = 11 };
    for (size_t at = 0; at < text->length; at++) {
        size_t end = slice_find(text_slice(text), SLICE(" "), at);
        end = end == SIZE_MAX ? text->length : end;
        Slice word = slice_part(text_slice(text), at, end - at);
        if (word.length > WORD_MOST) {
            size_t head = utf8_beginning(word, HEAD).length, tail = utf8_beginning(word, word.length - TAIL).length;
            text_splice(text, at + head, tail - head, SLICE("…"));
            end = slice_find(text_slice(text), SLICE(" "), at);
            end = end == SIZE_MAX ? text->length : end;
        }
        at = end;
    }
}

static void add_issue(Card *card, const Issue *issue, bool is_first)
{
    static const char *const signs[] = {"□", "!", "✗"};
    static const Style styles[] = {STYLE_OBLIGATION_GAP, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    Text text = TEXT_EMPTY;
    append_part(card, issue, &text);
    /* What a gap is, the obligations above it say. */
    size_t end = issue_is_gap(issue) ? slice_find(issue->message, SLICE(". "), 0) : SIZE_MAX;
    append_without_paths(slice_part(issue->message, 0, end == SIZE_MAX ? SIZE_MAX : end + 1), &text);
    shorten_words(&text);
    add_space(card, is_first ? ROOM_USUAL : ROOM_WIDE);
    add_signed(card, styles[issue->severity], signs[issue->severity], text_slice(&text));
    text_free(&text);
}

/* The issues, the worst first, as many as a card bears; the others are counted. */
static void add_issues(Card *card)
{
    const Report *report = bench_file(card->bench)->report;
    unsigned count = 0, most = card->room == ROOM_NARROW ? ISSUES_NARROW : ISSUES_MOST;
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--) {
        for (uint32_t i = 0; i < report_count(report); i++) {
            const Issue *issue = report_issue(report, i);
            if ((int)issue->severity == severity && is_shown(card, issue) && count++ < most) {
                add_issue(card, issue, count == 1);
            }
        }
    }
    if (count > most) {
        add_space(card, ROOM_USUAL);
        text_view_format(card->view, STYLE_DIM, "  and %u more", count - most);
        text_view_end_line(card->view);
    } else if (count == 0) {
        add_space(card, ROOM_USUAL);
        add_signed(card, STYLE_GOOD, "✓", SLICE("No issues."));
    }
}

void stop_card_fill(Workbench *bench, const Stops *stops, size_t stop, StopCardRoom room, TextView *view)
{
    OpenFile *file = bench_file(bench);
    const RowView row = *bench_row(bench);
    Slice absent = row.is_absent ? row.name : (Slice){0};
    Card card = {.bench = bench, .stops = stops, .stop = stop, .view = view, .row = &row, .room = room};
    card.elements = elements_here(bench->session->checker, file->document, row.node, absent);
    Text place = TEXT_EMPTY;
    explanation_place(file->document, row.node, absent, &place);
    Subject subject = {.rules = bench->session->rules,
                       .place = text_slice(&place),
                       .elements = card.elements.items,
                       .count = card.elements.count};
    add_title(&card);
    Slice sentence = explanation_sentence(&subject);
    if (sentence.length) {
        add_line(&card, STYLE_STRONG, sentence);
    }
    add_obligations(&card);
    add_issues(&card);
    text_free(&place);
    elements_here_free(&card.elements);
}
