/* Place: the resource that a path starts at, the longest beginning of the path that exists, else the line. */
#include "src/outcome/place.h"

#include "src/json/path.h"
#include "src/outcome/place_form.h"

enum { PATH_LENGTH_MAXIMUM = 2000 };

typedef struct Finder {
    Evaluator *evaluator;
    const Document *document;
    const OutcomeIssue *issue;
    Arena *arena;
} Finder;

/* ---- lines ---- */

/* The byte at a line and a column, which counts characters; the line's first where no column is stated. */
static uint32_t offset_of(const Document *document, uint32_t line, uint32_t column)
{
    uint32_t start = document_line_start(document, line), end = document_line_start(document, line + 1);
    Slice text = slice_part(document_bytes(document), start, end - start);
    size_t at = 0;
    for (uint32_t i = 1; i < column && at < text.length; i++) {
        for (at++; at < text.length && ((unsigned char)text.bytes[at] & 0xC0) == 0x80; at++) {
        }
    }
    return start + (uint32_t)at;
}

/* The last child that ends at an offset or before, on the same line; NODE_NONE if there is none. */
static NodeId child_before(const Document *document, NodeId holder, uint32_t offset, uint32_t line_start)
{
    NodeId found = NODE_NONE;
    for (NodeId id = document_first_child(document, holder); id != NODE_NONE;
         id = document_next_sibling(document, id)) {
        uint32_t finish = node_finish(document_node(document, id));
        found = finish <= offset && finish > line_start ? id : found;
        if (document_node(document, id)->start > offset) {
            break;
        }
    }
    return found;
}

/* The value at the line of an issue: validators name its end as often as its beginning. */
static NodeId at_line(const Finder *finder)
{
    const Document *document = finder->document;
    uint32_t line = finder->issue->line;
    if (line == 0 || line > document_line_count(document)) {
        return NODE_NONE;
    }
    uint32_t start = document_line_start(document, line);
    uint32_t offset = offset_of(document, line, finder->issue->column);
    if (finder->issue->column == 0) {
        Slice text = slice_part(document_bytes(document), start, document_line_start(document, line + 1) - start);
        offset =
            start +
            (uint32_t)(text.length - slice_trim(text).length > 0 ? (size_t)(slice_trim(text).bytes - text.bytes) : 0);
    }
    NodeId node = document_node_at(document, offset);
    bool is_container = document_node(document, node)->kind >= NODE_ARRAY;
    NodeId before = is_container ? child_before(document, node, offset, start) : NODE_NONE;
    return before != NODE_NONE ? before : node;
}

/* ---- resources ---- */

static bool is_resource(const Document *document, NodeId id, Slice type, Slice own)
{
    NodeId type_node = document_member(document, id, SLICE("resourceType"));
    NodeId own_node = document_member(document, id, SLICE("id"));
    return type_node != NODE_NONE && document_string_equals(document, type_node, type) &&
           (own.length == 0 || (own_node != NODE_NONE && document_string_equals(document, own_node, own)));
}

/* The entry's resource of that type and id in a Bundle: the only one, or that with the issue's line. */
static NodeId in_bundle(const Finder *finder, const PlaceForm *form)
{
    const Document *document = finder->document;
    NodeId list = document_member(document, 0, SLICE("entry")), found = NODE_NONE, line = at_line(finder);
    uint32_t count = 0;
    for (NodeId entry = list == NODE_NONE ? NODE_NONE : document_item(document, list); entry != NODE_NONE;
         entry = document_item_after(document, list, entry)) {
        NodeId resource = document_member(document, entry, SLICE("resource"));
        if (!is_resource(document, resource, form->type, form->id)) {
            continue;
        }
        if (line != NODE_NONE && document_contains(document, resource, line)) {
            return resource;
        }
        found = resource;
        count++;
    }
    return count == 1 ? found : NODE_NONE;
}

/* The resource that the path starts at; NODE_NONE where it is not known which. */
static NodeId start_of(const Finder *finder, const PlaceForm *form)
{
    const Document *document = finder->document;
    const OutcomeIssue *issue = finder->issue;
    NodeId list = document_member(document, 0, SLICE("entry"));
    bool is_lines = document_node(document, 0)->kind == NODE_LINES;
    bool is_bundle = !is_lines && is_resource(document, 0, SLICE("Bundle"), SLICE(""));
    if (is_lines) {
        NodeId line = at_line(finder);
        while (line != NODE_NONE && line != 0 && document_node(document, line)->parent != 0) {
            line = document_node(document, line)->parent;
        }
        return line != NODE_NONE && line != 0       ? line
               : issue->record != OUTCOME_NO_NUMBER ? document_child_at(document, 0, issue->record)
                                                    : NODE_NONE;
    }
    if (!is_bundle || slice_equals(form->type, SLICE("Bundle"))) {
        return 0;
    }
    if (issue->entry != OUTCOME_NO_NUMBER && list != NODE_NONE) {
        NodeId entry = document_child_at(document, list, issue->entry);
        return entry == NODE_NONE ? NODE_NONE : document_member(document, entry, SLICE("resource"));
    }
    return form->type.length ? in_bundle(finder, form) : 0;
}

/* ---- paths ---- */

/* The value that a path leads to from a resource, by its name alone. */
static NodeId find_by_name(const Finder *finder, NodeId start, Slice path)
{
    Text whole = TEXT_EMPTY;
    NodeId found = NODE_NONE;
    if (document_node(finder->document, 0)->kind != NODE_LINES) {
        path_append(finder->document, start, &whole);
        text_append_byte(&whole, '.');
        text_append(&whole, path);
        found = path_find(finder->document, text_slice(&whole), NULL);
    }
    text_free(&whole);
    return found;
}

/* The first value that an expression gives for a resource. */
static NodeId find_by_value(const Finder *finder, NodeId start, Slice path)
{
    NodeId found = NODE_NONE;
    FhirpathProgram *program =
        path.length <= PATH_LENGTH_MAXIMUM && place_form_is_plain(path) ? fhirpath_parse(path, NULL) : NULL;
    FhirpathItems items;
    if (program && evaluator_run(finder->evaluator, program, start, &items, NULL) && items.count > 0 &&
        items.items[0].kind == FHIRPATH_NODE && items.items[0].document == finder->document) {
        found = items.items[0].node != NODE_NONE ? items.items[0].node : items.items[0].sibling;
    }
    fhirpath_free(program);
    return found;
}

/* The name of the step that is missing; empty for functions. */
static Slice step_name(const Finder *finder, Slice step)
{
    step = slice_without_prefix(step, SLICE("."));
    size_t bracket = slice_find(step, SLICE("["), 0);
    return slice_find(step, SLICE("("), 0) != SIZE_MAX ? SLICE("")
                                                       : arena_copy(finder->arena, slice_part(step, 0, bracket));
}

/* The place at the end of a path from a resource. Of a path that does not say which resource it starts at, the first
   step must be there. */
static OutcomePlace find_path(const Finder *finder, NodeId start, const PlaceForm *form)
{
    Slice path = text_slice(&form->path);
    OutcomePlace place = {.node = start, .missing = SLICE(""), .is_known = true};
    Slice missing = SLICE("");
    bool is_of_root = path.length == 0;
    while (path.length > 0) {
        NodeId found = find_by_name(finder, start, path);
        found = found != NODE_NONE ? found : find_by_value(finder, start, path);
        if (found != NODE_NONE) {
            place.node = found;
            is_of_root = true;
            break;
        }
        size_t last = place_form_last_step(path);
        missing = step_name(finder, slice_part(path, last, SIZE_MAX));
        path = slice_part(path, 0, last);
    }
    bool can_hold = document_node(finder->document, place.node)->kind == NODE_OBJECT;
    NodeId member = can_hold && missing.length ? document_member(finder->document, place.node, missing) : NODE_NONE;
    place.node = member != NODE_NONE ? member : place.node;
    place.missing = can_hold && member == NODE_NONE ? missing : SLICE("");
    place.is_known = is_of_root || (place.missing.length && form->type.length) || member != NODE_NONE;
    return place;
}

OutcomePlace outcome_place(Evaluator *evaluator, const Document *document, const OutcomeIssue *issue, Arena *arena)
{
    Finder finder = {.evaluator = evaluator, .document = document, .issue = issue, .arena = arena};
    OutcomePlace place = {.node = NODE_NONE, .missing = SLICE("")};
    PlaceForm form = {0};
    for (uint32_t i = 0; i < issue->place_count && !place.is_known; i++) {
        place_form_read(issue->places[i], &form);
        NodeId start = form.is_pointer ? path_find(document, text_slice(&form.path), NULL) : start_of(&finder, &form);
        if (start != NODE_NONE) {
            place = form.is_pointer ? (OutcomePlace){.node = start, .missing = SLICE(""), .is_known = true}
                                    : find_path(&finder, start, &form);
        }
    }
    NodeId line = place.is_known ? NODE_NONE : at_line(&finder);
    if (line != NODE_NONE) {
        place = (OutcomePlace){.node = line, .missing = SLICE(""), .is_known = true};
    }
    if (!place.is_known) {
        place = (OutcomePlace){.node = 0, .missing = SLICE("")};
    }
    text_free(&form.path);
    return place;
}
