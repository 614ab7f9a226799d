/* Narratives: paragraphs that are as ipse writes them are replaced. */
#include "src/archive/narrative.h"

#include "src/archive/new_study.h"
#include "src/json/splice.h"
#include "src/outline/studies.h"

#include <stdlib.h>

enum { DATE_LENGTH = 10 };

void narratives_free(Narratives *narratives)
{
    free(narratives->titles);
    free(narratives->counts);
    arena_free(narratives->arena);
    *narratives = (Narratives){0};
}

/* ---- what a study says ---- */

/* The text of a member that is a string; empty if none exists. */
static Slice member_text(const Document *document, NodeId holder, const char *name, Arena *arena)
{
    NodeId node = document_member(document, holder, slice_from(name));
    bool is_text = node != NODE_NONE && document_node(document, node)->kind == NODE_STRING;
    return is_text ? document_text(document, node, arena) : SLICE("");
}

/* Counts the series that a study lists, and their instances. */
static void count_items(const Document *document, NodeId study, size_t *series, size_t *instances)
{
    NodeId list = document_member(document, study, SLICE("series"));
    *series = *instances = 0;
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        NodeId inner = document_member(document, item, SLICE("instance"));
        ++*series;
        *instances += inner == NODE_NONE ? 0 : document_child_count(document, inner);
    }
}

void narratives_read(const Document *document, Narratives *narratives)
{
    narratives->arena = arena_new();
    Arena *arena = narratives->arena;
    for (NodeId study = studies_next(document, NODE_NONE); study != NODE_NONE; study = studies_next(document, study)) {
        size_t series, instances, capacity = narratives->capacity;
        Text text = TEXT_EMPTY;
        ARRAY_RESERVE(narratives->titles, capacity, narratives->count + 1);
        ARRAY_RESERVE(narratives->counts, narratives->capacity, narratives->count + 1);
        new_study_append_heading(member_text(document, study, "description", arena),
                                 slice_part(member_text(document, study, "started", arena), 0, DATE_LENGTH), &text);
        narratives->titles[narratives->count] = arena_copy(arena, text_slice(&text));
        text_clear(&text);
        count_items(document, study, &series, &instances);
        new_study_append_counts(series, instances, &text);
        narratives->counts[narratives->count++] = text_take(&text, arena);
    }
}

/* ---- renewing ---- */

/* Replaces a paragraph wherever it is. */
static void replace_paragraph(Text *html, Slice before, Slice after)
{
    Text old = TEXT_EMPTY, new = TEXT_EMPTY;
    text_format(&old, "<p>%.*s</p>", SLICE_ARGS(before));
    text_format(&new, "<p>%.*s</p>", SLICE_ARGS(after));
    size_t place = 0;
    while ((place = slice_find(text_slice(html), text_slice(&old), place)) != SIZE_MAX) {
        text_splice(html, place, old.length, text_slice(&new));
        place += new.length;
    }
    text_free(&old);
    text_free(&new);
}

/* True where no other study has this title: then it is known whose narrative a paragraph is. */
static bool is_unique(const Narratives *narratives, size_t position)
{
    bool is_same = false;
    for (size_t i = 0; i < narratives->count && !is_same; i++) {
        is_same = i != position && slice_equals(narratives->titles[i], narratives->titles[position]);
    }
    return !is_same;
}

/* Renews the narrative of one node. */
static bool renew(Document *document, NodeId node, const Narratives *before, const Narratives *now, Error *error)
{
    Text scratch = TEXT_EMPTY, html = TEXT_EMPTY;
    Slice text = document_string(document, node, &scratch);
    text_append(&html, text);
    for (size_t i = 0; i < before->count && i < now->count; i++) {
        if (!is_unique(before, i)) {
            continue;
        }
        Slice old[] = {before->titles[i], before->counts[i]}, new[] = {now->titles[i], now->counts[i]};
        replace_paragraph(&html, arena_join(now->arena, old, 2), arena_join(now->arena, new, 2));
        replace_paragraph(&html, before->titles[i], now->titles[i]);
    }
    bool is_renewed = true;
    if (!slice_equals(text, text_slice(&html))) {
        Text json = TEXT_EMPTY;
        SpliceList list = SPLICE_LIST_EMPTY;
        splice_quote(text_slice(&html), &json);
        is_renewed = splice_set_value(document, node, text_slice(&json), &list, error);
        for (size_t i = 0; i < list.count && is_renewed; i++) {
            const Splice *splice = &list.splices[i];
            is_renewed = document_splice(document, splice->offset, splice->removed, splice->inserted, NULL, error);
        }
        splice_list_free(&list);
        text_free(&json);
    }
    text_free(&html);
    text_free(&scratch);
    return is_renewed;
}

bool narratives_renew(Document *document, const Narratives *before, Error *error)
{
    Narratives now = {0};
    bool is_renewed = true;
    narratives_read(document, &now);
    for (NodeId node = 0; node < document_count(document) && is_renewed; node++) {
        bool is_narrative =
            document_node(document, node)->kind == NODE_STRING && document_key_equals(document, node, SLICE("div"));
        is_renewed = !is_narrative || renew(document, node, before, &now, error);
    }
    narratives_free(&now);
    return is_renewed;
}

bool narratives_are_others(const Document *document)
{
    Narratives own = {0};
    bool is_other = false;
    size_t position = 0;
    narratives_read(document, &own);
    for (NodeId study = studies_next(document, NODE_NONE); study != NODE_NONE && !is_other;
         study = studies_next(document, study), position++) {
        NodeId text = document_member(document, study, SLICE("text"));
        Slice div = text == NODE_NONE ? SLICE("") : member_text(document, text, "div", own.arena);
        Slice parts[] = {SLICE("<p>"), own.titles[position], own.counts[position], SLICE("</p>")};
        is_other = div.length > 0 && slice_find(div, arena_join(own.arena, parts, 4), 0) == SIZE_MAX;
    }
    narratives_free(&own);
    return is_other;
}
