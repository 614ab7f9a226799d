/*
 * Format: how values of primitive types are written.
 *
 * The regular expressions of the definitions decide. A Format adds what they leave open (real calendars, ranges, what
 * URIs mean), and a quick test that accepts most right values without the expression; it never refuses one.
 *
 * Standard: http://hl7.org/fhir/R4/datatypes.html#primitive.
 */
#ifndef IPSE_CHECK_FORMAT_H
#define IPSE_CHECK_FORMAT_H

#include "src/check/state/group.h"

/* The group that judges how primitive values are written. */
extern const Group group_format;

/* The format of a primitive type; of types that are not known, one that asks for nothing but the expression. */
const Format *format_find(Slice type);

/* ---- the types, by file ---- */

bool format_is_date(Slice text);
bool format_is_date_time(Slice text);
bool format_is_instant(Slice text);
bool format_is_time(Slice text);

/* True for a moment of which only the offset is wrong: it has its form, and is no offset of a place. */
bool format_has_wrong_offset(Slice text);
void format_judge_date(Walk *walk, const Place *place, Slice text);

bool format_is_integer(Slice text);
bool format_is_decimal(Slice text);
void format_judge_integer(Walk *walk, const Place *place, Slice text);
void format_judge_unsigned(Walk *walk, const Place *place, Slice text);
void format_judge_positive(Walk *walk, const Place *place, Slice text);
void format_judge_decimal(Walk *walk, const Place *place, Slice text);

bool format_is_uri(Slice text);
void format_judge_uri(Walk *walk, const Place *place, Slice text);
void format_judge_canonical(Walk *walk, const Place *place, Slice text);
void format_judge_oid(Walk *walk, const Place *place, Slice text);
void format_judge_uuid(Walk *walk, const Place *place, Slice text);

bool format_is_id(Slice text);
bool format_is_code(Slice text);

bool format_is_anything(Slice text);
void format_judge_string(Walk *walk, const Place *place, Slice text);
void format_judge_base64(Walk *walk, const Place *place, Slice text);

/* Controls, changes of direction and markup in a text. */
void format_judge_characters(Walk *walk, const Place *place, Slice text);

#endif
