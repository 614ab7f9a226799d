/* Narratives: the texts of a document, handed to the judge of XHTML (src/check/narrative/narrative_check.h). */
#include "src/check/narrative/narrative_check.h"

#include "src/check/groups/groups.h"
#include "src/check/groups/string_place.h"
#include "src/check/state/group.h"
#include "src/profile/facts/language_tag.h"

typedef struct NarrativePlace {
    Walk *walk;
    const Place *place;
    bool has_problems;
    StringWalk string; /* through the text as it is written */
} NarrativePlace;

static bool concerns(const Plan *plan)
{
    return slice_equals(plan->type, SLICE("xhtml"));
}

/* Adds a problem where it stands in the bytes. */
__attribute__((format(printf, 3, 0))) static void take_problem(void *context, const IssueForm *problem,
                                                               const char *format, va_list arguments)
{
    NarrativePlace *at = context;
    at->has_problems = true;
    at->string.raw = document_raw(walk_document(at->walk), at->place->node);
    uint32_t start = (uint32_t)string_walk_to(&at->string, problem->shift);
    uint32_t end = (uint32_t)string_walk_to(&at->string, problem->shift + problem->length);
    IssueForm form = *problem;
    form.node = at->place->node;
    form.element = at->place->plan->elements[0];
    form.shift = start;
    form.length = end > start ? end - start : 1;
    issue_form_list(at->walk, &form, format, arguments);
}

static bool has_target(void *context, Slice id)
{
    const NarrativePlace *at = context;
    return walk_has_anchor(at->walk, at->place->scope, id);
}

/* ConformanceResults ask again and again: that there is nothing to say is remembered. */
static void judge(Walk *walk, const Place *place)
{
    if (place->node == NODE_NONE || document_node(walk_document(walk), place->node)->kind != NODE_STRING ||
        walk_is_silent(walk, place->node)) {
        return;
    }
    NarrativePlace at = {.walk = walk, .place = place};
    NarrativeHandler handler = {
        .context = &at, .issues = {&at, take_problem}, .has_target = has_target, .language = place->scope->language};
    if (language_tag_fault(handler.language)) {
        handler.language = (Slice){NULL, 0}; /* src/check/groups/resource.c says so */
    }
    Slice text = walk_text(walk, place->node);
    if (text.length > 0) {
        narrative_check(text, &handler);
    }
    if (!at.has_problems) {
        walk_note_silent(walk, place->node);
    }
}

const Group group_narrative = {
    .name = "narrative", .is_far = true, .concerns = concerns, .judge = judge, .is_of_type = true};
