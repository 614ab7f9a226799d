/* Unknown names: what they were meant to be is looked for in other releases, and among the children of the type. */
#include "src/check/state/unknown_name.h"

#include "src/check/state/meant_name.h"
#include "src/check/state/other_release_name.h"

/* What people call the type of a value: for a part of a resource that has no type of its own, its path in the
 * definition. */
static Slice type_for_people(const Plan *plan)
{
    bool is_part = slice_equals(plan->type, SLICE("BackboneElement")) || slice_equals(plan->type, SLICE("Element"));
    return is_part && plan->content_count > 0 ? element_path(plan->contents[0]) : plan->type;
}

/* Finds the name that a member was meant to have: one that the object lacks before one that it has. */
static void find_meant(const Plan *plan, MeantName *meant)
{
    for (int is_present = 0;
         is_present == 0 || (is_present == 1 && meant->is_near_present && !meant_name_is_found(meant)); is_present++) {
        for (uint32_t i = 0; i < plan->content_count && plan->kind != PLAN_PRIMITIVE; i++) {
            for (uint32_t k = 0; k < element_child_count(plan->contents[i]); k++) {
                meant_name_consider(meant, element_child(plan->contents[i], k), is_present);
            }
        }
    }
}

/* Members of an object that are looked at for a series: more are a crowd, and no study. */
enum { STUDY_MEMBERS = 64 };

/* True for a member of a resource of another type that has the series of a study. */
static bool looks_like_study(const Document *document, NodeId member)
{
    NodeId child = document_first_child(document, document_node(document, member)->parent);
    bool has_series = false, is_other = false;
    for (unsigned i = 0; i < STUDY_MEMBERS && child != NODE_NONE; i++) {
        Slice key = document_raw_key(document, child);
        has_series |= slice_equals(key, SLICE("series")) && document_node(document, child)->kind == NODE_ARRAY;
        is_other |= slice_equals(key, SLICE("resourceType")) &&
                    !slice_equals(document_raw(document, child), SLICE("\"ImagingStudy\""));
        child = document_next_sibling(document, child);
    }
    return has_series && is_other;
}

/* Names a member that is misspelt, or that nothing is like. */
static void report_misspelt(Walk *walk, const Plan *plan, const IssueForm *form, Slice name)
{
    Slice shown = name, type = type_for_people(plan);
    MeantName meant = meant_name_new(walk->document, form->node, name);
    find_meant(plan, &meant);
    if (!meant_name_is_found(&meant) && looks_like_study(walk->document, form->node)) {
        issue_form(walk, form, "Unknown property '%.*s' in %.*s. The resource looks like an ImagingStudy.",
                   SLICE_ARGS(shown), SLICE_ARGS(type));
    } else if (!meant_name_is_found(&meant)) {
        issue_form(walk, form, "Unknown property '%.*s' in %.*s. Remove the property or use an extension.",
                   SLICE_ARGS(shown), SLICE_ARGS(type));
    } else {
        issue_form(walk, form, "Unknown property '%.*s' in %.*s. Similar name: '%.*s'%s.", SLICE_ARGS(shown),
                   SLICE_ARGS(type), SLICE_ARGS(text_slice(&meant.name)),
                   meant.present == NODE_NONE ? "" : ", which already has a value");
    }
    meant_name_free(&meant);
}

/* Names a member by what R4 calls it. */
static void report_other_release(Walk *walk, const IssueForm *form, Slice name, const ReleaseName *other)
{
    NodeId holder = document_node(walk->document, form->node)->parent;
    NodeId list = document_node(walk->document, holder)->parent;
    bool is_item = list != NODE_NONE && document_node(walk->document, list)->kind == NODE_ARRAY;
    if (other->type.length > 0) {
        issue_form(walk, form, "Type of '%.*s' in R4 is %.*s. Convert the value.",
                   SLICE_ARGS(document_key_text(walk->document, is_item ? list : holder, walk_arena(walk))),
                   SLICE_ARGS(other->type));
    } else if (other->name.length > 0) {
        issue_form(walk, form, "Name of property '%.*s' in R4 is '%.*s'.", SLICE_ARGS(name), SLICE_ARGS(other->name));
    } else {
        issue_form(walk, form, "Unknown property '%.*s' in R4 (used in %.*s). %s", SLICE_ARGS(name),
                   SLICE_ARGS(other->releases),
                   other->kept.length > 0 ? "Move it to an extension." : "Remove the property or use an extension.");
    }
}

/* Finds a property of a data type of another release. */
static bool find_in_type(const Plan *plan, Slice name, ReleaseName *other)
{
    Text path = TEXT_EMPTY;
    text_append(&path, plan->type);
    text_append_byte(&path, '.');
    text_append(&path, name);
    bool is_found = release_name_find(text_slice(&path), other);
    text_free(&path);
    return is_found;
}

void unknown_name_report(Walk *walk, const Plan *plan, NodeId id, Slice name)
{
    bool is_sibling = name.length > 1 && name.bytes[0] == '_';
    Slice plain = is_sibling ? slice_part(name, 1, name.length) : name;
    ReleaseName other;
    IssueForm form = {.key = KEY_UNKNOWN_PROPERTY,
                      .node = id,
                      .is_about_key = true,
                      .element = plan->element_count > 0 ? plan->elements[0] : NULL};
    NodeId holder = document_node(walk->document, id)->parent;
    bool is_complex = is_sibling && plan_member(walk->checker->plans, plan, plain);
    if (is_complex && document_member(walk->document, holder, plain) == NODE_NONE) {
        issue_form(walk, &form, "Name of object '_%.*s' must not start with an underscore. Expected: '%.*s'.",
                   SLICE_ARGS(plain), SLICE_ARGS(plain));
    } else if (is_complex) {
        issue_form(walk, &form, "Unknown property '%.*s': only primitive values have a sibling with an underscore.",
                   SLICE_ARGS(name));
    } else if (slice_equals(name, SLICE("modifierExtension"))) {
        issue_form(walk, &form, "'%.*s' is not allowed in %.*s. Expected: 'extension'.", SLICE_ARGS(name),
                   SLICE_ARGS(type_for_people(plan)));
    } else if (other_release_find(walk->document, id, &other) || find_in_type(plan, name, &other)) {
        report_other_release(walk, &form, name, &other);
    } else {
        report_misspelt(walk, plan, &form, name);
    }
}
