/*
 * Validator places: how the HL7 validator writes the place of an issue.
 *
 * Its findings and ours agree, but it numbers some places in ways of its own: in a document it counts entries, sections
 * and the like from one, calls every entry with a wrong fullUrl the first, names the Bundle in place of a reference in
 * it, leaves out of the count what is null, and writes the value of a choice as `value.ofType(Quantity)`. With
 * --profile declared the report in lines writes PATH as it does, so that the two reports can be laid side by side; line
 * and column are true there as well. Nothing else in the program knows of this.
 */
#ifndef IPSE_CLI_VALIDATOR_PLACES_H
#define IPSE_CLI_VALIDATOR_PLACES_H

#include "src/check/report.h"
#include "src/profile/rules.h"

/* Appends the place of an issue as the validator writes it; mostly that is its path. */
void validator_place_append(const Rules *rules, const Document *document, const Issue *issue, Text *path);

#endif
