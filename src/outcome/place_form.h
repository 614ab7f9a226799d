/*
 * Place form: a written place as a plain FHIRPath expression or JSON pointer. src/outcome/place.h lists the forms.
 */
#ifndef IPSE_OUTCOME_PLACE_FORM_H
#define IPSE_OUTCOME_PLACE_FORM_H

#include "src/base/text.h"

/* Starts all zero; `type` and `id` lie in `path` or in what was written. */
typedef struct PlaceForm {
    Slice type; /* the resource that the path starts at; empty: the root */
    Slice id;   /* of that resource, where it is stated before the path; else empty */
    Text path;  /* within the resource, without the type: "series[0].uid"; empty for the resource itself */
    bool is_pointer;
} PlaceForm;

/* Reads a place. `form` may be used again; free its path with text_free. */
void place_form_read(Slice written, PlaceForm *form);

/* Offset at which the last step of a path starts, with its dot; 0 where there is one step only. */
size_t place_form_last_step(Slice path);

/* True where a path calls no other functions than those that choose among values. */
bool place_form_is_plain(Slice path);

#endif
