/*
 * Rules compare: the differences of two profiles, a line each.
 *
 *     ImagingStudy.status: binding: required imagingstudy-status → required imaging-study-status-uv-ips
 *     ImagingStudy.series.bodySite: obligations: - → Creator SHALL:populate-if-known
 *     ImagingStudy.identifier:dicom: only B: 1..1 Identifier
 */
#ifndef IPSE_CLI_RULES_COMPARE_H
#define IPSE_CLI_RULES_COMPARE_H

#include "src/side/comparison.h"
#include "ui/cli/output/output.h"

/* Prints the two profiles, the differences of elements at or below `path` (empty: all), and how many there are. False
   with an error where the profiles are for different types, or none of them has the element. */
bool rules_compare_print(const Rules *rules, const Structure *left, const Structure *right, Slice path, Output *output,
                         Error *error);

#endif
