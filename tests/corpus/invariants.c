/*
 * The invariants that FHIR R4 and the IPS state (invariants.json), each parsed, and evaluated at every element that it
 * is stated for, on specimens that hold all elements of their types. Prints those that cannot be evaluated and the
 * places that no specimen has, and a closing line; exits 1 where there is an invariant that cannot be.
 *
 *     invariants FILE
 */
#include "src/base/clock.h"
#include "src/base/file.h"
#include "src/check/groups/groups.h"
#include "src/check/walk/model.h"
#include "src/profile/facts/corrected_invariant.h"
#include "src/profile/pack/registry.h"
#include "tests/support/specimen.h"

#include <stdio.h>
#include <stdlib.h>

enum { FILE_SIZE_MAXIMUM = 1 << 24 };

typedef struct Specimen {
    const Structure *structure;
    Document *document;
    uint32_t choice;
} Specimen;

typedef struct Run {
    Rules *rules;
    Document *invariants;
    FhirpathContext *context;
    Specimen last; /* places of one structure follow one another */
    unsigned parsed;
    unsigned failed;
    unsigned places;
    unsigned missing;
    unsigned evaluations;
} Run;

/* A text member of an object; the caller frees `text`. */
static Slice read_member(const Run *run, NodeId node, const char *name, Text *text)
{
    NodeId member = document_member(run->invariants, node, slice_from(name));
    bool is_text = member != NODE_NONE && document_node(run->invariants, member)->kind == NODE_STRING;
    return is_text ? document_string(run->invariants, member, text) : SLICE("");
}

/* The structure of a name ("Age", "Bundle-uv-ips") that is the end of its URL; NULL if there is none. */
static const Structure *find_structure(const Rules *rules, Slice name)
{
    const Structure *found = rules_type(rules, name);
    for (uint32_t i = 0; !found && i < rules_structure_count(rules); i++) {
        Slice url = structure_url(rules_structure_at(rules, i));
        bool is_named =
            url.length > name.length && slice_ends_with(url, name) && url.bytes[url.length - name.length - 1] == '/';
        found = is_named ? rules_structure_at(rules, i) : NULL;
    }
    return found;
}

/* The specimen of a structure with choices of a number. */
static const Document *find_specimen(Run *run, const Structure *structure, uint32_t choice)
{
    if (run->last.structure != structure || run->last.choice != choice) {
        Text text = TEXT_EMPTY;
        specimen_append(run->rules, structure, choice, &text);
        document_free(run->last.document);
        run->last = (Specimen){structure, document_take(&text, "specimen", NULL), choice};
        text_free(&text);
    }
    return run->last.document;
}

/* Turns an element's id into an expression from its root: slices left out, `[x]` too. */
static void append_path(Slice id, Text *path)
{
    text_append(path, SLICE("$this"));
    for (size_t at = slice_find(id, SLICE("."), 0); at != SIZE_MAX;) {
        size_t end = slice_find(id, SLICE("."), at + 1);
        Slice step = slice_part(id, at + 1, end == SIZE_MAX ? id.length : end - at - 1);
        step = slice_part(step, 0, slice_find(step, SLICE(":"), 0));
        step = slice_part(step, 0, slice_find(step, SLICE("[x]"), 0));
        text_format(path, ".`%.*s`", SLICE_ARGS(step));
        at = end;
    }
}

/* The items of a specimen that an element's id names; copied to `items`, whose number is given. */
static size_t find_items(Run *run, const Structure *structure, const Document *document, Slice id, FhirpathItem **items)
{
    Text path = TEXT_EMPTY;
    Error error;
    append_path(id, &path);
    FhirpathProgram *program = fhirpath_parse(text_slice(&path), &error);
    FhirpathType type = structure_root(rules_type(run->rules, structure_type(structure)));
    FhirpathInput input = {.has_focus = true, .focus = fhirpath_item(run->context, document, 0, type)};
    FhirpathItems found = {0};
    bool is_found = program && fhirpath_evaluate(run->context, program, &input, &found, &error);
    *items = memory_allocate_zeroed(found.count + 1, sizeof **items);
    for (size_t i = 0; is_found && i < found.count; i++) {
        (*items)[i] = found.items[i];
    }
    fhirpath_free(program);
    text_free(&path);
    return is_found ? found.count : 0;
}

/* Evaluates at the items; false with the error of the first that fails. */
static bool evaluate(Run *run, const FhirpathProgram *program, const Document *document, const FhirpathItem *items,
                     size_t count, Error *error)
{
    FhirpathItem root = fhirpath_item(run->context, document, 0, NULL);
    for (size_t i = 0; i < count; i++) {
        FhirpathInput input = {.has_focus = true, .focus = items[i], .resource = root, .root_resource = root};
        bool is_true;
        run->evaluations++;
        if (!fhirpath_evaluate_truth(run->context, program, &input, &is_true, error)) {
            return false;
        }
    }
    return true;
}

/* Evaluates an invariant where "STRUCTURE#ELEMENT" says that it is stated, with one type of the choices after the other
   until the element is there. */
static bool try_at(Run *run, const FhirpathProgram *program, Slice place, Error *error)
{
    size_t hash = slice_find(place, SLICE("#"), 0);
    Slice id = slice_part(place, hash + 1, place.length);
    const Structure *structure = find_structure(run->rules, slice_part(place, 0, hash));
    size_t count = 0;
    bool is_done = true;
    run->places++;
    for (uint32_t choice = 0; structure && count == 0 && choice < SPECIMEN_CHOICES; choice++) {
        FhirpathItem *items;
        const Document *document = find_specimen(run, structure, choice);
        count = find_items(run, structure, document, id, &items);
        is_done = evaluate(run, program, document, items, count, error);
        free(items);
        fhirpath_reset(run->context);
    }
    if (count == 0) {
        run->missing++;
        printf("no specimen has %.*s\n", SLICE_ARGS(place));
    }
    return is_done;
}

/* Parses an invariant and evaluates it everywhere. */
static void take_invariant(Run *run, NodeId node)
{
    Text key = TEXT_EMPTY, source = TEXT_EMPTY, expression = TEXT_EMPTY, place = TEXT_EMPTY;
    Error error;
    Slice name = read_member(run, node, "key", &key);
    Slice published = read_member(run, node, "expression", &expression);
    FhirpathProgram *program =
        fhirpath_parse(corrected_invariant(name, read_member(run, node, "source", &source), published), &error);
    NodeId places = document_member(run->invariants, node, SLICE("usedIn"));
    bool is_done = program != NULL;
    run->parsed += is_done;
    for (NodeId id = document_first_child(run->invariants, places); is_done && id != NODE_NONE;
         id = document_next_sibling(run->invariants, id)) {
        is_done = try_at(run, program, document_string(run->invariants, id, &place), &error);
    }
    if (!is_done) {
        run->failed++;
        printf("FAILED %.*s at %.*s: %s: %s\n", SLICE_ARGS(name), SLICE_ARGS(text_slice(&place)), error.where,
               error.message);
    }
    fhirpath_free(program);
    text_free(&key);
    text_free(&source);
    text_free(&expression);
    text_free(&place);
}

int main(int count, char **arguments)
{
    Text bytes = TEXT_EMPTY;
    Error error;
    if (count != 2 || !file_read(arguments[1], FILE_SIZE_MAXIMUM, &bytes, NULL, &error)) {
        fprintf(stderr, "usage: invariants FILE\n");
        return 2;
    }
    ClockFixed clock = {0};
    CheckModel own;
    FhirpathModel model;
    Run run = {.rules = rules_new(), .invariants = document_take(&bytes, arguments[1], &error)};
    Plans *plans = plans_new(run.rules, &check_tables, SLICE(""), false);
    check_model_begin(&model, &own, plans);
    run.context = fhirpath_context_new(&model, clock_fixed(&clock));
    for (NodeId id = document_first_child(run.invariants, 0); id != NODE_NONE;
         id = document_next_sibling(run.invariants, id)) {
        take_invariant(&run, id);
    }
    printf("%u invariants parsed, evaluated %u times at %u places (%u not in any specimen): %u cannot be\n", run.parsed,
           run.evaluations, run.places, run.missing, run.failed);
    document_free(run.last.document);
    document_free(run.invariants);
    fhirpath_context_free(run.context);
    model_end(&own.base);
    plans_free(plans);
    rules_free(run.rules);
    text_free(&bytes);
    return run.failed > 0;
}
