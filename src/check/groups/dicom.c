/*
 * DICOM sense: studies, series and instances, handed to the judge of DICOM (src/check/dicom/dicom_check.h).
 *
 * A study as a whole is far: its endpoints may be other resources, and its UIDs are compared with those of other
 * studies in the document. An instance is judged with the modality of its series.
 */
#include "src/check/dicom/dicom_check.h"

#include "src/check/follow/edit_impact.h"
#include "src/check/groups/groups.h"
#include "src/check/state/group.h"
#include "src/check/state/reference_resolver.h"

/* ---- answers ---- */

/* A place that is being judged. */
typedef struct DicomPlace {
    Walk *walk;
    const Scope *scope;
} DicomPlace;

__attribute__((format(printf, 3, 0))) static void take_issue(void *context, const IssueForm *form, const char *format,
                                                             va_list arguments)
{
    issue_form_list(context, form, format, arguments);
}

static NodeId resolve(void *context, NodeId reference)
{
    const DicomPlace *at = context;
    Slice text = walk_text(at->walk, walk_member(at->walk, reference, "reference"));
    walk_note_look(at->walk, LOOK_AT_ENTRIES | LOOK_AT_TARGETS);
    return text.length > 0 ? resolver_find(walk_resolver(at->walk), at->scope, text).resource : NODE_NONE;
}

/* ---- the groups ---- */

static bool is_at(const Plan *plan, const char *path)
{
    for (uint32_t i = 0; i < plan->content_count; i++) {
        if (slice_equals(element_path(plan->contents[i]), slice_from(path))) {
            return true;
        }
    }
    return false;
}

static bool concerns_study(const Plan *plan)
{
    return plan->kind == PLAN_RESOURCE && is_at(plan, "ImagingStudy");
}

static bool concerns_series(const Plan *plan)
{
    return plan->kind == PLAN_COMPLEX && is_at(plan, "ImagingStudy.series");
}

static bool concerns_instance(const Plan *plan)
{
    return plan->kind == PLAN_COMPLEX && is_at(plan, "ImagingStudy.series.instance");
}

/* Hands a node to a part of the judge. What it finds is no error, so that conformance tests need not ask. */
static void hand_over(Walk *walk, const Place *place,
                      void (*check)(DicomChecker *checker, const Document *document, NodeId node))
{
    if (walk_adds_issues(walk)) {
        DicomPlace at = {walk, place->scope};
        DicomHandler handler = {.context = &at,
                                .issues = {walk, take_issue},
                                .resolve = resolve,
                                .pace = walk_pace(walk),
                                .rules = walk_rules(walk)};
        dicom_checker_hand_to(walk_dicom(walk), &handler);
        check(walk_dicom(walk), walk_document(walk), place->node);
    }
}

static void judge_study(Walk *walk, const Place *place)
{
    hand_over(walk, place, dicom_check_study_itself);
}

static void judge_uids(Walk *walk, const Place *place)
{
    hand_over(walk, place, dicom_check_uids);
}

static void judge_numbers(Walk *walk, const Place *place)
{
    hand_over(walk, place, dicom_check_series_numbers);
}

/* UIDs are members of series and instances, and identifiers of the study. */
static bool leaves_uids(const Document *document, const Patch *patch)
{
    static const char *const names[] = {"uid", "resourceType", NULL};
    return impact_leaves(document, patch, names) && !dicom_is_in_identifier(document, patch->parent);
}

static bool leaves_numbers(const Document *document, const Patch *patch)
{
    static const char *const names[] = {"number", "resourceType", NULL};
    return impact_leaves(document, patch, names);
}

/* A study as a whole reads of its instances only how many there are. */
static bool leaves_study(const Document *document, const Patch *patch)
{
    static const char *const names[] = {"resourceType", NULL};
    NodeId list = document_node(document, patch->parent)->parent;
    return list != NODE_NONE && document_key_equals(document, list, SLICE("instance")) &&
           impact_leaves(document, patch, names);
}

static void judge_series(Walk *walk, const Place *place)
{
    hand_over(walk, place, dicom_check_series_itself);
    hand_over(walk, place, dicom_check_instance_numbers);
}

static void judge_instance(Walk *walk, const Place *place)
{
    hand_over(walk, place, dicom_check_instance);
}

const Group group_dicom_study = {.name = "DICOM study",
                                 .kinds = KIND_RESOURCE,
                                 .is_far = true,
                                 .concerns = concerns_study,
                                 .judge = judge_study,
                                 .is_unaffected = leaves_study,
                                 .is_of_type = true};
const Group group_dicom_uids = {.name = "DICOM UIDs",
                                .kinds = KIND_RESOURCE,
                                .is_far = true,
                                .concerns = concerns_study,
                                .judge = judge_uids,
                                .is_unaffected = leaves_uids,
                                .is_of_uids = true,
                                .is_of_type = true};
const Group group_dicom_numbers = {.name = "DICOM numbers",
                                   .kinds = KIND_RESOURCE,
                                   .is_far = true,
                                   .concerns = concerns_study,
                                   .judge = judge_numbers,
                                   .is_unaffected = leaves_numbers,
                                   .is_of_type = true};
const Group group_dicom_series = {.name = "DICOM series",
                                  .kinds = KIND_COMPLEX,
                                  .concerns = concerns_series,
                                  .judge = judge_series,
                                  .beside = "started",
                                  .is_of_type = true};
const Group group_dicom_instance = {.name = "DICOM instance",
                                    .kinds = KIND_COMPLEX,
                                    .concerns = concerns_instance,
                                    .judge = judge_instance,
                                    .beside = "modality",
                                    .is_of_type = true};
