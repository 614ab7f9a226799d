/*
 * DICOM sense: studies, series and instances, handed to the judge of DICOM (src/check/dicom_check.h).
 *
 * A study as a whole is far: its endpoints may be other resources, and its UIDs are compared with those of other studies
 * in the document. An instance is judged with the modality of its series.
 */
#include "src/check/dicom_check.h"

#include "src/check/session.h"

/* ---- answers ---- */

/* A place that is being judged. */
typedef struct DicomPlace {
    Walk *walk;
    const Scope *scope;
} DicomPlace;

static void take_issue(void *context, const DicomIssue *issue)
{
    const DicomPlace *at = context;
    IssueForm form = {.name = issue->key,
                      .severity = &issue->severity,
                      .node = issue->node,
                      .missing = issue->missing,
                      .detail = slice_from(issue->detail)};
    issue_form(at->walk, &form, "%.*s", SLICE_ARGS(issue->message));
}

static NodeId resolve(void *context, NodeId reference)
{
    const DicomPlace *at = context;
    Slice text = walk_text(at->walk, walk_member(at->walk, reference, "reference"), 1);
    return text.length > 0 ? resolver_find(at->walk->session->resolver, at->scope, text).resource : NODE_NONE;
}

/* ---- the families ---- */

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
    return is_at(plan, "ImagingStudy.series");
}

static bool concerns_instance(const Plan *plan)
{
    return is_at(plan, "ImagingStudy.series.instance");
}

/* Hands a node to a part of the judge. What it finds is no error, so that trials need not ask. */
static void hand_over(Walk *walk, const Place *place,
                      void (*check)(DicomChecker *checker, const Document *document, NodeId node))
{
    if (walk->report) {
        DicomPlace at = {walk, place->scope};
        DicomHandler handler = {&at, take_issue, resolve, walk->checker->rules};
        dicom_checker_hand_to(walk->checker->dicom, &handler);
        check(walk->checker->dicom, walk->document, place->node);
    }
}

static void judge_study(Walk *walk, const Place *place)
{
    hand_over(walk, place, dicom_check_study_itself);
}

static void judge_repetitions(Walk *walk, const Place *place)
{
    hand_over(walk, place, dicom_check_repetitions);
}

/* UIDs, numbers and identifiers are compared; other values of the lists' items are not. */
static bool leaves_repetitions(const Document *document, const Patch *patch)
{
    static const Slice compared[] = {{"uid", 3}, {"number", 6}, {"system", 6}, {"value", 5}};
    NodeId member = touch_member(document, patch);
    bool is_compared = member == NODE_NONE || !document_node(document, member)->key;
    for (size_t i = 0; !is_compared && i < sizeof compared / sizeof *compared; i++) {
        is_compared = document_key_equals(document, member, compared[i]);
    }
    return !is_compared;
}

static void judge_series(Walk *walk, const Place *place)
{
    hand_over(walk, place, dicom_check_series_itself);
}

static void judge_instance(Walk *walk, const Place *place)
{
    hand_over(walk, place, dicom_check_instance);
}

const Family family_dicom_study = {
    .name = "DICOM study", .is_far = true, .concerns = concerns_study, .judge = judge_study};
const Family family_dicom_repetitions = {.name = "DICOM repetitions",
                                         .is_far = true,
                                         .concerns = concerns_study,
                                         .judge = judge_repetitions,
                                         .is_left = leaves_repetitions};
const Family family_dicom_series = {
    .name = "DICOM series", .concerns = concerns_series, .judge = judge_series, .beside = "started"};
const Family family_dicom_instance = {
    .name = "DICOM instance", .concerns = concerns_instance, .judge = judge_instance, .beside = "modality"};
