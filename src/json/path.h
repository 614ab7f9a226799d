/*
 * Paths of nodes, as FHIRPath and the reference validator write them: `ImagingStudy.series[0].uid`.
 *
 * The first word is the resourceType of the root (the word `$` if there is none); items of arrays carry their
 * position from 0; the leading underscore of a primitive's sibling (`_status`) is left out, for FHIR sees one element.
 * In NDJSON the path starts at the line's own resource. Keys that are no FHIRPath identifiers stand in backquotes
 * (delimited identifiers, FHIRPath N1 section 2.1).
 */
#ifndef IPSE_JSON_PATH_H
#define IPSE_JSON_PATH_H

#include "src/json/document.h"

/* Appends the path of a node. */
void path_append(const Document *document, NodeId id, Text *path);

/* Appends the JSON pointer (RFC 6901) of a node; in NDJSON it starts at the line's value. */
void path_append_pointer(const Document *document, NodeId id, Text *pointer);

/* The node that a path or JSON pointer (starts with `/`, or is empty) names. A path may leave out the first word
   (`series[0]`), array positions (then the first item is meant), may count an object that stands where a list belongs
   as its item `[0]`, and may name `_status`. NODE_NONE with a sentence (which part is not there) where there is no such
   node. */
NodeId path_find(const Document *document, Slice path, Error *error);

#endif
