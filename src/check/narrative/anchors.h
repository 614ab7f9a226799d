/*
 * Anchors: the ids of a document that links inside narratives may lead to.
 *
 * Every `id` of a resource or element counts, and every id and anchor name inside the narratives
 * (http://hl7.org/fhir/R4/narrative.html). Of a Bundle, those of all its entries.
 */
#ifndef IPSE_CHECK_ANCHORS_H
#define IPSE_CHECK_ANCHORS_H

#include "src/json/document.h"

typedef struct Anchors Anchors;

/* Gathers the ids below a root. Free with anchors_free. */
Anchors *anchors_new(const Document *document, NodeId root);
void anchors_free(Anchors *anchors);

/* True where a link may lead to the id. */
bool anchors_have(const Anchors *anchors, Slice id);

/* Calls for the id of each place in a narrative; it is valid until the call returns. */
typedef void AnchorVisit(void *context, Slice id);
void anchors_visit(Slice xhtml, AnchorVisit *visit, void *context);

#endif
