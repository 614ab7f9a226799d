/*
 * Take: edits from the end of the document to its beginning, so that the numbers of the nodes that are still to be
 * changed stay.
 */
#include "src/archive/take.h"

#include "src/archive/narrative.h"
#include "src/edit/operation.h"

#include <stdlib.h>

enum { ROUNDS_MAXIMUM = 6 };

/* Appends the items of an array, given as JSON, to one of the document: the last one first, since each goes to the same
 * place. */
static bool plan_items(const Document *document, NodeId array, Slice json, SpliceList *list, Error *error)
{
    if (document_child_count(document, array) == 0) {
        return splice_set_value(document, array, json, list, error);
    }
    Document *items = document_new(json, "items.json", error);
    bool is_planned = items != NULL;
    for (uint32_t i = is_planned ? document_child_count(items, 0) : 0; i > 0 && is_planned; i--) {
        Slice item = document_raw(items, document_child_at(items, 0, i - 1));
        is_planned = splice_insert(document, array, PLACE_LAST, SLICE(""), item, list, error);
    }
    document_free(items);
    return is_planned;
}

/* Adds a member where the definition puts it; where an earlier change has added it, an array gets more items. */
static bool plan_member(const Operation *operation, const ArchiveFix *fix, SpliceList *list, Error *error)
{
    const Document *document = operation->document;
    const Element *element;
    NodeId present = document_member(document, fix->node, fix->member);
    if (present != NODE_NONE) {
        return document_node(document, present)->kind == NODE_ARRAY
                   ? plan_items(document, present, fix->json, list, error)
                   : splice_set_value(document, present, fix->json, list, error);
    }
    if (check_member_elements(operation->checker, document, fix->node, fix->member, &element, 1) > 0) {
        return operation_add(operation, fix->node, element, fix->json, list, error);
    }
    return splice_insert(document, fix->node, PLACE_LAST, fix->member, fix->json, list, error);
}

bool archive_take_plan(Checker *checker, const Document *document, const ArchiveFix *fix, SpliceList *list,
                       Error *error)
{
    Operation operation = {.checker = checker, .document = document, .clock = clock_system()};
    switch (fix->action) {
    case ARCHIVE_KEEP:
        return true;
    case ARCHIVE_SET:
        return splice_set_value(document, fix->node, fix->json, list, error);
    case ARCHIVE_ADD:
        return plan_member(&operation, fix, list, error);
    case ARCHIVE_APPEND:
        return plan_items(document, fix->node, fix->json, list, error);
    case ARCHIVE_REMOVE:
        return operation_delete(&operation, fix->node, list, error);
    }
    return true;
}

/* Later nodes first; of one node, in the order of the findings. */
static int compare_fixes(const void *a, const void *b)
{
    const ArchiveFinding *first = *(const ArchiveFinding *const *)a, *second = *(const ArchiveFinding *const *)b;
    if (first->fix.node != second->fix.node) {
        return first->fix.node > second->fix.node ? -1 : 1;
    }
    return first < second ? -1 : 1;
}

bool archive_take(Checker *checker, Document *document, const ArchiveFix *fix, Error *error)
{
    SpliceList list = SPLICE_LIST_EMPTY;
    bool is_taken = archive_take_plan(checker, document, fix, &list, error);
    for (size_t i = 0; i < list.count && is_taken; i++) {
        const Splice *splice = &list.splices[i];
        is_taken = document_splice(document, splice->offset, splice->removed, splice->inserted, NULL, error);
    }
    splice_list_free(&list);
    return is_taken;
}

/* Removes some items of an array by one splice: what is left keeps its bytes. `removed` are in order. */
static bool remove_items(Document *document, NodeId array, const NodeId *removed, size_t count, Error *error)
{
    const Node *node = document_node(document, array);
    uint32_t start = node->start + 1, from = start, end = start;
    Text kept = TEXT_EMPTY;
    for (NodeId item = document_first_child(document, array); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        end = node_finish(document_node(document, item));
        if (count > 0 && *removed == item) {
            removed++;
            count--;
        } else {
            text_append(&kept, kept.length > 0 ? SLICE(",") : SLICE(""));
            text_append(&kept, slice_part(document_bytes(document), from, end - from));
        }
        size_t comma = slice_find(document_bytes(document), SLICE(","), end);
        from = comma == SIZE_MAX ? end : (uint32_t)comma + 1;
    }
    bool is_removed = document_splice(document, start, end - start, text_slice(&kept), NULL, error);
    text_free(&kept);
    return is_removed;
}

/* Removes what the archive does not have: the items of one array together, the last array first. */
static bool remove_all(Checker *checker, Document *document, const ArchiveFinding *const *fixes, size_t count,
                       Error *error)
{
    NodeId *nodes = memory_allocate((count + 1) * sizeof *nodes);
    bool is_removed = true;
    for (size_t i = 0; i < count; i++) {
        nodes[i] = fixes[count - 1 - i]->fix.node; /* they come last first */
    }
    for (size_t end = count; end > 0 && is_removed;) {
        NodeId array = document_node(document, nodes[end - 1])->parent;
        size_t start = end - 1;
        while (start > 0 && document_node(document, nodes[start - 1])->parent == array) {
            start--;
        }
        bool is_part = document_node(document, array)->kind == NODE_ARRAY && end - start > 1 &&
                       document_child_count(document, array) > end - start;
        if (is_part) {
            is_removed = remove_items(document, array, nodes + start, end - start, error);
        } else {
            bool is_whole = end - start > 1; /* all items: the array goes with them */
            ArchiveFix fix = {ARCHIVE_REMOVE, is_whole ? array : nodes[start], SLICE(""), SLICE(""), SLICE("")};
            is_removed = archive_take(checker, document, &fix, error);
        }
        end = start;
    }
    free(nodes);
    return is_removed;
}

/* Takes over what one comparison has: values first, and if there are none, removals. */
static bool take_round(Checker *checker, Document *document, const ArchiveComparison *comparison, bool takes_removals,
                       ArchiveTold *told, void *context, size_t *count, Error *error)
{
    const ArchiveFinding **fixes = memory_allocate((comparison->count + 1) * sizeof *fixes);
    size_t fix_count = 0, values = 0;
    bool is_taken = true;
    for (size_t i = 0; i < comparison->count; i++) {
        ArchiveAction action = comparison->findings[i].fix.action;
        values += action != ARCHIVE_KEEP && action != ARCHIVE_REMOVE;
    }
    for (size_t i = 0; i < comparison->count; i++) {
        ArchiveAction action = comparison->findings[i].fix.action;
        bool is_wanted = action != ARCHIVE_KEEP && (action != ARCHIVE_REMOVE || takes_removals);
        if (is_wanted && (action == ARCHIVE_REMOVE) == (values == 0)) {
            fixes[fix_count++] = &comparison->findings[i];
            told(context, document, &comparison->findings[i]);
        }
    }
    if (fix_count > 1) {
        qsort(fixes, fix_count, sizeof *fixes, compare_fixes);
    }
    for (size_t i = 0; i < fix_count && is_taken && values > 0; i++) {
        is_taken = archive_take(checker, document, &fixes[i]->fix, error);
    }
    is_taken = is_taken && (values > 0 || remove_all(checker, document, fixes, fix_count, error));
    free(fixes);
    *count += fix_count;
    return is_taken;
}

/* Takes over until nothing follows any more. */
static bool take_rounds(Checker *checker, Document *document, const ImageSet *set, bool takes_removals,
                        ArchiveTold *told, void *context, size_t *count, Error *error)
{
    bool is_taken = true;
    size_t before = SIZE_MAX;
    *count = 0;
    for (unsigned round = 0; round < ROUNDS_MAXIMUM && is_taken && *count != before; round++) {
        ArchiveComparison comparison = {0};
        before = *count;
        is_taken = archive_compare(document, set, &comparison, error) &&
                   take_round(checker, document, &comparison, takes_removals, told, context, count, error);
        archive_comparison_free(&comparison);
    }
    return is_taken;
}

bool archive_take_all(Checker *checker, Document *document, const ImageSet *set, bool takes_removals, ArchiveTold *told,
                      void *context, size_t *count, Error *error)
{
    Narratives before = {0};
    narratives_read(document, &before);
    bool is_taken =
        take_rounds(checker, document, set, takes_removals && set->note_count == 0, told, context, count, error) &&
        narratives_renew(document, &before, error);
    narratives_free(&before);
    return is_taken;
}

bool archive_take_one(Checker *checker, Document *document, const ArchiveFix *fix, Error *error)
{
    Narratives before = {0};
    narratives_read(document, &before);
    bool is_taken = archive_take(checker, document, fix, error) && narratives_renew(document, &before, error);
    narratives_free(&before);
    return is_taken;
}

void archive_append_title(const ArchiveFinding *finding, Text *title)
{
    static const char *const verbs[] = {[ARCHIVE_KEEP] = "Keep",
                                        [ARCHIVE_SET] = "Change to",
                                        [ARCHIVE_ADD] = "Add",
                                        [ARCHIVE_APPEND] = "Add",
                                        [ARCHIVE_REMOVE] = "Remove"};
    const ArchiveFix *fix = &finding->fix;
    if (fix->action == ARCHIVE_REMOVE) {
        bool is_duplicate = finding->issue.id == KEY_ARCHIVE_DUPLICATE;
        text_append(title,
                    is_duplicate ? SLICE("Remove the duplicate") : SLICE("Remove what the archive does not have"));
    } else if (fix->words.length > 0) {
        text_format(title, "%s '%.*s', as in the archive", verbs[fix->action], SLICE_ARGS(fix->words));
    } else {
        text_format(title, "%s what the archive has", verbs[fix->action]);
    }
}
