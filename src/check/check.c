/* Check: judges a document by rules. */
#include "src/check/check.h"

#include "src/check/anchors.h"
#include "src/check/checker.h"
#include "src/check/families.h"
#include "src/check/invariant.h"
#include "src/check/resolver.h"

#include <stdlib.h>

Checker *checker_new(const Rules *rules, const CheckOptions *options, Clock clock)
{
    Checker *checker = memory_allocate_zeroed(1, sizeof *checker);
    checker->rules = rules;
    checker->clock = clock;
    checker->profile = memory_copy_string(options->profile);
    checker->actor = memory_copy_string(options->actor);
    checker->is_declared = options->is_declared;
    checker->codes = code_judge_new(rules);
    checker->dicom = dicom_checker_new();
    checker->names = arena_new();
    checker->invariants = invariants_new(rules, clock);
    return checker;
}

void checker_free(Checker *checker)
{
    if (!checker) {
        return;
    }
    invariants_free(checker->invariants);
    code_judge_free(checker->codes);
    dicom_checker_free(checker->dicom);
    slice_map_free(&checker->unchecked);
    arena_free(checker->names);
    free(checker->profile);
    free(checker->actor);
    free(checker);
}

const Rules *checker_rules(const Checker *checker)
{
    return checker->rules;
}

/* ---- profiles of a resource ---- */

static void add_profile(Facets *facets, const Structure *structure, const Structure *type)
{
    if (structure && slice_equals(structure_type(structure), structure_type(type))) {
        facets_add_structure(facets, structure);
    }
}

/* The profile that was asked for, of the resource that the walk starts at; for ImagingStudies the one of IPS otherwise. */
static void add_requested(const Walk *walk, NodeId node, const Structure *type, Facets *facets)
{
    const Checker *checker = walk->checker;
    bool is_study = slice_equals(structure_type(type), SLICE("ImagingStudy"));
    Slice asked = slice_from(checker->profile);
    if (asked.length) {
        const Structure *structure = rules_structure(checker->rules, asked);
        bool is_meant = node == walk->root || is_study;
        if (is_meant) {
            add_profile(facets, structure, type);
        }
    } else if (is_study && !checker->is_declared && !(walk->scope && walk->scope->role == ROLE_CONTAINED)) {
        add_profile(facets, rules_structure(checker->rules, SLICE(PROFILE_IMAGING_STUDY)), type);
    }
}

static void add_declared(const Walk *walk, NodeId node, const Structure *type, Facets *facets)
{
    const Document *document = walk->document;
    NodeId meta = document_member(document, node, SLICE("meta"));
    NodeId list = meta != NODE_NONE ? document_member(document, meta, SLICE("profile")) : NODE_NONE;
    if (list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        if (document_node(document, item)->kind == NODE_STRING) {
            add_profile(facets, rules_structure(walk->rules, document_string(document, item, &scratch)), type);
        }
    }
    text_free(&scratch);
}

void walk_resource_facets(Walk *walk, NodeId node, const Structure *type, const Facets *inherited, Facets *facets)
{
    add_requested(walk, node, type, facets);
    for (uint32_t i = 0; inherited && i < inherited->count; i++) {
        const Element *element = inherited->items[i].element;
        if (!element_parent(element)) {
            add_profile(facets, element_structure(element), type);
        }
        for (uint32_t j = 0; j < element_type_count(element); j++) {
            const ElementType *own = element_type(element, j);
            if (type_profile_count(own) == 1) {
                add_profile(facets, rules_structure(walk->rules, type_profile(own, 0)), type);
            }
        }
    }
    add_declared(walk, node, type, facets);
    if (facets->count == 0) {
        facets_add_structure(facets, type);
    }
}

bool walk_conforms(Walk *walk, NodeId resource, const Structure *structure)
{
    enum { UNKNOWN, YES, NO, BUSY };
    uint32_t *answer = resolver_answer(walk->resolver, resource, structure);
    if (*answer != UNKNOWN) {
        return *answer != NO;
    }
    *answer = BUSY;
    uint32_t errors = walk->errors;
    const Scope *scope = walk->scope;
    Facets facets = {.count = 0};
    facets_add_structure(&facets, structure);
    NodeId parent = document_node(walk->document, resource)->parent;
    bool is_entry = document_key_equals(walk->document, resource, SLICE("resource"));
    Scope outer = {.node = walk->root, .role = ROLE_ROOT};
    if (!is_entry && parent != NODE_NONE && scope) {
        outer = *scope;
        outer.node = resolver_container(scope);
        outer.role = ROLE_ROOT;
    }
    walk->muted++;
    walk->scope = &outer;
    walk_resource(walk, resource, is_entry ? ROLE_ENTRY : ROLE_CONTAINED, &facets);
    walk->scope = scope;
    walk->muted--;
    bool is_yes = walk->errors == errors;
    walk->errors = errors;
    *resolver_answer(walk->resolver, resource, structure) = is_yes ? YES : NO;
    return is_yes;
}

/* ---- documents ---- */

/* True when the reader had to guess somewhere in the value, so that judging what it holds would mislead. */
static bool is_guesswork(const Document *document, NodeId root)
{
    for (uint32_t i = 0; i < document_fault_count(document); i++) {
        const SyntaxFault *fault = document_fault(document, i);
        if (!fault->is_recoverable && document_contains(document, root, fault->node)) {
            return true;
        }
    }
    return false;
}

static void check_root(Walk *walk, NodeId root)
{
    if (is_guesswork(walk->document, root)) {
        return;
    }
    walk->root = root;
    walk->resolver = resolver_new(walk->document, root);
    walk_resource(walk, root, ROLE_ROOT, NULL);
    resolver_free(walk->resolver);
    anchors_free(walk->anchors);
    walk->resolver = NULL;
    walk->anchors = NULL;
}

static void check_into(Checker *checker, const Document *document, Report *report)
{
    slice_map_clear(&checker->unchecked);
    arena_reset(checker->names);
    dicom_checker_reset(checker->dicom);
    Walk walk = {.checker = checker, .rules = checker->rules, .document = document, .report = report};
    syntax_check(&walk);
    if (document_node(document, 0)->kind != NODE_LINES) {
        check_root(&walk, 0);
    } else {
        for (NodeId line = document_first_child(document, 0); line != NODE_NONE;
             line = document_next_sibling(document, line)) {
            check_root(&walk, line);
        }
    }
    report_finish(report);
}

Report *check_document(Checker *checker, const Document *document)
{
    Report *report = report_new();
    check_into(checker, document, report);
    return report;
}

void check_update(Checker *checker, const Document *document, const Patch *patch, Report *report)
{
    (void)patch;
    report->count = 0;
    arena_reset(report->texts);
    check_into(checker, document, report);
}
