/* Imaging study: an ImagingStudy of the document, given to the check of its DICOM sense. */
#include "src/check/checker.h"
#include "src/check/families.h"
#include "src/check/resolver.h"

static void take_issue(void *context, const DicomIssue *issue)
{
    Finding finding = {.severity = issue->severity,
                       .key = issue->key,
                       .node = issue->node,
                       .missing = issue->missing,
                       .detail = slice_from(issue->detail)};
    walk_add(context, &finding, "%.*s", SLICE_ARGS(issue->message));
}

static NodeId resolve(void *context, NodeId reference)
{
    Walk *walk = context;
    Text scratch = TEXT_EMPTY;
    Slice text = walk_member_string(walk->document, reference, SLICE("reference"), &scratch);
    NodeId target = text.length ? resolver_find(walk->resolver, walk->scope, text) : NODE_NONE;
    text_free(&scratch);
    return target;
}

void imaging_study_check(Walk *walk, NodeId study)
{
    if (walk->muted) {
        return; /* it finds no errors, and so decides no conformance */
    }
    DicomHandler handler = {walk, take_issue, resolve, walk->rules};
    dicom_checker_hand_to(walk->checker->dicom, &handler);
    dicom_check_study(walk->checker->dicom, walk->document, study);
    dicom_checker_hand_to(walk->checker->dicom, NULL);
}
