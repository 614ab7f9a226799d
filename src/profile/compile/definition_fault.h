/*
 * Faults of definitions: what can be told of a definition before it is compiled, and where it is written.
 *
 * Places are paths in the resource, such as "differential.element[3].constraint[0].expression". For this folder only.
 */
#ifndef IPSE_PROFILE_DEFINITION_FAULT_H
#define IPSE_PROFILE_DEFINITION_FAULT_H

#include "src/base/slice.h"

#include <cjson/cJSON.h>

/* Is told of each fault: its path, empty for the whole text, and a sentence without a full stop. */
typedef void DefinitionFaultVisitor(void *context, const char *path, const char *reason);

/* True for a text that is one JSON value, and nothing else, as the document's parser reads it (src/json/document.h);
   else visits its first fault, whose path is "@OFFSET", its byte in the text. */
bool definition_is_json(Slice text, DefinitionFaultVisitor *visit, void *context);

/* Visits the faults of a StructureDefinition, or of those in a Bundle: expressions that cannot be parsed, and invalid
   regular expressions, in them or of elements. */
void definition_faults(const cJSON *resource, DefinitionFaultVisitor *visit, void *context);

/* "FILE:LINE:COLUMN" of a path in a text; "FILE" where the path is NULL. The caller frees it. */
char *definition_where(Slice file, Slice text, const char *path);

#endif
