/* Completion: what the base of the word gives, and what the rules know of it. */
#include "src/paths/completion.h"

#include "src/fhirpath/functions/functions.h"
#include "src/outline/rules_here.h"
#include "src/paths/chain.h"

#include <stdlib.h>

/* As many items of the base are looked at. */
enum { ITEMS_MAXIMUM = 50 };

typedef struct Filling {
    PathCompletion *completion;
    Evaluator *evaluator;
    Checker *checker;
    const Document *document;
    NodeId resource;
    Slice word;
} Filling;

void path_completion_free(PathCompletion *completion)
{
    free(completion->items);
    arena_free(completion->arena);
    *completion = (PathCompletion){0};
}

/* ---- candidates ---- */

static bool begins_with(Slice text, Slice word)
{
    return text.length >= word.length && slice_equals_ignoring_case(slice_part(text, 0, word.length), word);
}

/* Adds a candidate where it begins with the word and is new; one that is known may turn out to be present. */
static void add(Filling *filling, PathCandidate candidate)
{
    PathCompletion *completion = filling->completion;
    if (!begins_with(candidate.text, filling->word)) {
        return;
    }
    for (size_t i = 0; i < completion->count; i++) {
        if (slice_equals(completion->items[i].text, candidate.text)) {
            completion->items[i].is_present = completion->items[i].is_present || candidate.is_present;
            return;
        }
    }
    ARRAY_RESERVE(completion->items, completion->capacity, completion->count + 1);
    completion->items[completion->count++] = candidate;
}

/* The name of an element as FHIRPath says it: of a choice without [x]. */
static Slice path_name(Slice name)
{
    const Slice choice = SLICE("[x]");
    return slice_ends_with(name, choice) ? slice_part(name, 0, name.length - choice.length) : name;
}

static void add_element(Filling *filling, const Element *element, bool is_present)
{
    Slice name = arena_copy(filling->completion->arena, path_name(element_name(element)));
    Slice type = element_type_count(element) ? type_code(element_type(element, 0)) : SLICE("");
    add(filling,
        (PathCandidate){.text = name, .help = arena_copy(filling->completion->arena, type), .is_present = is_present});
}

/* ---- elements ---- */

static void add_children(Filling *filling, NodeId node)
{
    ChildrenHere children = children_here(filling->checker, filling->document, node);
    for (uint32_t i = 0; i < children.count; i++) {
        add_element(filling, children.items[i].element, children.items[i].member != NODE_NONE);
    }
    children_here_free(&children);
}

/* Evaluates the base; false where it cannot be, or gives nothing. */
static bool evaluate(Filling *filling, Slice base, FhirpathItems *items)
{
    FhirpathProgram *program = fhirpath_parse(base, NULL);
    bool is_done = program && evaluator_run(filling->evaluator, program, filling->resource, items, NULL);
    fhirpath_free(program);
    return is_done && items->count > 0;
}

/* The elements whose children hold in an element: itself, what it refers to, or the roots of its types, one after the
 * other; NULL after the last. */
static const Element *content_at(const Filling *filling, const Element *element, uint32_t position)
{
    const Rules *rules = checker_rules(filling->checker);
    uint32_t types = element_type_count(element);
    if (types == 0) {
        return position == 0 ? rules_content(rules, element, SLICE("")) : NULL;
    }
    return position < types ? rules_content(rules, element, type_code(element_type(element, position))) : NULL;
}

/* Adds the children of an element. */
static void add_inside(Filling *filling, const Element *element)
{
    const Element *content;
    for (uint32_t i = 0; (content = content_at(filling, element, i)) != NULL; i++) {
        for (uint32_t k = 0; k < element_child_count(content); k++) {
            add_element(filling, element_child(content, k), false);
        }
    }
}

/* The element by a name in what an element holds; NULL if there is none. */
static const Element *element_inside(const Filling *filling, const Element *element, Slice name)
{
    const Element *content;
    for (uint32_t i = 0; (content = content_at(filling, element, i)) != NULL; i++) {
        for (uint32_t k = 0; k < element_child_count(content); k++) {
            if (slice_equals(path_name(element_name(element_child(content, k))), name)) {
                return element_child(content, k);
            }
        }
    }
    return NULL;
}

/* The element by a name in what a path gives, present or not; NULL if there is none. */
static const Element *element_in_items(Filling *filling, Slice path, Slice name)
{
    FhirpathItems items = {0};
    NodeId node = filling->resource;
    if (path.length > 0) {
        bool is_given = evaluate(filling, path, &items) && items.items[0].kind == FHIRPATH_NODE;
        node = is_given ? items.items[0].node : NODE_NONE;
    }
    const Element *found = NULL;
    if (node != NODE_NONE) {
        ChildrenHere children = children_here(filling->checker, filling->document, node);
        for (uint32_t i = 0; i < children.count && !found; i++) {
            bool is_it = slice_equals(path_name(element_name(children.items[i].element)), name);
            found = is_it ? children.items[i].element : NULL;
        }
        children_here_free(&children);
    }
    return found;
}

/* Where the last step of a path begins: after the last dot that is in no brackets. */
static size_t last_step(Slice path)
{
    size_t at = path.length;
    unsigned depth = 0;
    while (at > 0 && (depth > 0 || path.bytes[at - 1] != '.')) {
        at--;
        depth += path.bytes[at] == ')' || path.bytes[at] == ']';
        depth -= depth > 0 && (path.bytes[at] == '(' || path.bytes[at] == '[');
    }
    return at;
}

/* The length of a path without the steps at its end that only choose among items: [0], first(), where(…). */
static size_t without_choices(Slice path)
{
    static const char *const choices[] = {"where", "first", "last", "tail", "single", "skip", "take", "distinct"};
    bool is_cut = true;
    while (is_cut) {
        size_t step = last_step(path);
        Slice text = slice_part(path, step, SIZE_MAX);
        size_t bracket = slice_find(text, SLICE("["), 0), call = slice_find(text, SLICE("("), 0);
        is_cut = bracket != SIZE_MAX && bracket > 0 && call == SIZE_MAX && slice_ends_with(text, SLICE("]"));
        path.length = is_cut ? step + bracket : path.length;
        for (size_t i = 0; !is_cut && step > 0 && call != SIZE_MAX && i < sizeof choices / sizeof *choices; i++) {
            is_cut = slice_equals(slice_part(text, 0, call), slice_from(choices[i]));
            path.length = is_cut ? step - 1 : path.length;
        }
    }
    return path.length;
}

/* The element that a path leads to although no item has it: from the last step that gives items on, down by the rules.
 */
static const Element *absent_element(Filling *filling, Slice path)
{
    path.length = without_choices(path);
    size_t step = last_step(path);
    Slice holder = slice_part(path, 0, step ? step - 1 : 0), name = slice_part(path, step, SIZE_MAX);
    const Element *element = element_in_items(filling, holder, name);
    const Element *above = element || step == 0 ? NULL : absent_element(filling, holder);
    return above ? element_inside(filling, above, name) : element;
}

static void add_absent(Filling *filling, Slice base)
{
    const Element *element = absent_element(filling, base);
    if (element) {
        add_inside(filling, element);
    }
}

static void add_elements(Filling *filling, Slice base)
{
    FhirpathItems items = {0};
    if (base.length == 0) {
        add_children(filling, filling->resource);
        return;
    }
    if (!evaluate(filling, base, &items)) {
        add_absent(filling, base);
        return;
    }
    NodeId nodes[ITEMS_MAXIMUM];
    size_t count = 0;
    for (size_t i = 0; i < items.count && count < ITEMS_MAXIMUM; i++) {
        if (items.items[i].kind == FHIRPATH_NODE && items.items[i].node != NODE_NONE) {
            nodes[count++] = items.items[i].node;
        }
    }
    for (size_t i = 0; i < count; i++) {
        add_children(filling, nodes[i]);
    }
}

/* ---- the rest ---- */

static void add_functions(Filling *filling)
{
    const Function *function;
    for (uint32_t i = 0; (function = function_at(i)) != NULL; i++) {
        Slice text = arena_format(filling->completion->arena, "%s(%s", function->name, function->maximum ? "" : ")");
        add(filling, (PathCandidate){.text = text, .help = slice_from(function->help), .is_present = true});
    }
}

/* What a chain can begin with, besides an element. */
static void add_beginnings(Filling *filling)
{
    static const char *const words[][2] = {{"$this", "the item that is looked at"},
                                           {"$index", "its position, from 0"},
                                           {"%resource", "the resource that holds the item"},
                                           {"%rootResource", "the resource that holds all others"},
                                           {"%context", "what the expression is evaluated for"},
                                           {"%ucum", "http://unitsofmeasure.org"},
                                           {"%sct", "http://snomed.info/sct"},
                                           {"%loinc", "http://loinc.org"}};
    NodeId type = document_member(filling->document, filling->resource, SLICE("resourceType"));
    if (type != NODE_NONE) {
        Text scratch = TEXT_EMPTY;
        Slice name = arena_copy(filling->completion->arena, document_string(filling->document, type, &scratch));
        add(filling, (PathCandidate){.text = name, .help = SLICE("the resource"), .is_present = true});
        text_free(&scratch);
    }
    for (size_t i = 0; filling->word.length > 0 && i < sizeof words / sizeof *words; i++) {
        add(filling,
            (PathCandidate){.text = slice_from(words[i][0]), .help = slice_from(words[i][1]), .is_present = true});
    }
}

void path_completion_fill(PathCompletion *completion, Evaluator *evaluator, Checker *checker, const Document *document,
                          NodeId resource, Slice expression, size_t cursor)
{
    Chain chain = chain_at(expression, cursor);
    Filling filling = {.completion = completion,
                       .evaluator = evaluator,
                       .checker = checker,
                       .document = document,
                       .resource = resource,
                       .word = slice_part(expression, chain.start, cursor - chain.start)};
    completion->count = 0;
    completion->start = chain.start;
    completion->arena = completion->arena ? completion->arena : arena_new();
    arena_reset(completion->arena);
    if (!chain.is_literal) {
        add_elements(&filling, text_slice(&chain.base));
        if (chain.is_first) {
            add_beginnings(&filling);
        }
        if (!chain.is_first || filling.word.length > 0) {
            add_functions(&filling);
        }
    }
    text_free(&chain.base);
}

Slice path_completion_common(const PathCompletion *completion)
{
    Slice common = completion->count ? completion->items[0].text : SLICE("");
    for (size_t i = 1; i < completion->count; i++) {
        size_t same = 0;
        while (same < common.length && same < completion->items[i].text.length &&
               common.bytes[same] == completion->items[i].text.bytes[same]) {
            same++;
        }
        common.length = same;
    }
    return common;
}
