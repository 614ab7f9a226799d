/* Faults of definitions: found in the JSON objects, and led back to line and column by the document parser. */
#include "src/profile/compile/definition_fault.h"

#include "src/base/regex.h"
#include "src/base/systems.h"
#include "src/base/text.h"
#include "src/fhirpath/fhirpath.h"
#include "src/json/path.h"

#include <stdio.h>
#include <stdlib.h>

#define REGEX_URL FHIR_STRUCTURES "regex"

enum { PATH_SIZE = 200, BELOW_SIZE = PATH_SIZE + 60 };

static const cJSON *member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static Slice text_of(const cJSON *object, const char *name)
{
    return slice_from(cJSON_GetStringValue(member(object, name)));
}

/* ---- text that is no JSON ---- */

/* The first fault of a document that is to be one value; false if there is none. Lines of values, which a document may
   be, are more text than one value. */
static bool find_fault(const Document *document, SyntaxFault *fault)
{
    if (document_fault_count(document) > 0) {
        *fault = *document_fault(document, 0);
        return true;
    }
    NodeId first = document_form(document) == DOCUMENT_NDJSON ? document_first_child(document, 0) : NODE_NONE;
    NodeId second = first != NODE_NONE ? document_next_sibling(document, first) : NODE_NONE;
    if (second != NODE_NONE) {
        *fault = (SyntaxFault){.offset = document_node(document, second)->start, .kind = FAULT_MORE_TEXT};
    }
    return second != NODE_NONE;
}

bool definition_is_json(Slice text, DefinitionFaultVisitor *visit, void *context)
{
    char path[32];
    Error error = {0};
    SyntaxFault fault = {.offset = 0};
    Document *document = document_new(text, "definition.json", &error);
    bool is_faulty = !document || find_fault(document, &fault);
    if (is_faulty) {
        snprintf(path, sizeof path, "@%zu", (size_t)fault.offset);
        visit(context, path, document ? document_fault_message(&fault) : error.message);
    }
    document_free(document);
    return !is_faulty;
}

/* ---- expressions ---- */

/* Visits an expression that cannot be parsed, or that has an invalid regular expression in it. */
static void check_expression(const cJSON *constraint, const char *path, DefinitionFaultVisitor *visit, void *context)
{
    Slice expression = text_of(constraint, "expression");
    Error error = {0};
    if (expression.length == 0) {
        return;
    }
    FhirpathProgram *program = fhirpath_parse(expression, &error);
    bool is_sound = program && fhirpath_check_patterns(program, &error);
    fhirpath_free(program);
    if (!is_sound) {
        visit(context, path, error.message);
    }
}

/* Visits an extension of an element that limits its values to an invalid regular expression. */
static void check_limit(const cJSON *extension, const char *path, DefinitionFaultVisitor *visit, void *context)
{
    Error error = {0};
    if (!slice_equals(text_of(extension, "url"), SLICE(REGEX_URL))) {
        return;
    }
    Regex *regex = regex_new(text_of(extension, "valueString"), REGEX_WHOLE, &error);
    if (!regex) {
        visit(context, path, error.message);
    }
    regex_free(regex);
}

static void check_element(const cJSON *element, const char *path, DefinitionFaultVisitor *visit, void *context)
{
    char below[BELOW_SIZE];
    unsigned position = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, member(element, "constraint"))
    {
        snprintf(below, sizeof below, "%s.constraint[%u].expression", path, position++);
        check_expression(item, below, visit, context);
    }
    position = 0;
    cJSON_ArrayForEach(item, member(element, "extension"))
    {
        snprintf(below, sizeof below, "%s.extension[%u].valueString", path, position++);
        check_limit(item, below, visit, context);
    }
}

/* Visits the faults of the elements of a definition: those that it states, or where it states none those that it has.
 */
static void check_structure(const cJSON *resource, const char *prefix, DefinitionFaultVisitor *visit, void *context)
{
    const char *list = member(resource, "differential") ? "differential" : "snapshot";
    char path[PATH_SIZE];
    unsigned position = 0;
    const cJSON *element;
    cJSON_ArrayForEach(element, member(member(resource, list), "element"))
    {
        snprintf(path, sizeof path, "%s%s.element[%u]", prefix, list, position++);
        check_element(element, path, visit, context);
    }
}

void definition_faults(const cJSON *resource, DefinitionFaultVisitor *visit, void *context)
{
    char prefix[PATH_SIZE / 2];
    unsigned position = 0;
    const cJSON *entry;
    if (slice_equals(text_of(resource, "resourceType"), SLICE("StructureDefinition"))) {
        check_structure(resource, "", visit, context);
    }
    cJSON_ArrayForEach(entry, member(resource, "entry"))
    {
        snprintf(prefix, sizeof prefix, "entry[%u].resource.", position++);
        if (slice_equals(text_of(member(entry, "resource"), "resourceType"), SLICE("StructureDefinition"))) {
            check_structure(member(entry, "resource"), prefix, visit, context);
        }
    }
}

/* ---- places ---- */

/* The byte of a path in a document; 0 where there is no such place. */
static uint32_t offset_of(const Document *document, const char *path)
{
    if (path[0] == '@') {
        return (uint32_t)strtoul(path + 1, NULL, 10);
    }
    NodeId node = path[0] ? path_find(document, slice_from(path), NULL) : 0;
    return node != NODE_NONE ? document_node(document, node)->start : 0;
}

char *definition_where(Slice file, Slice text, const char *path)
{
    Document *document = path ? document_new(text, "definition.json", NULL) : NULL;
    Text where = TEXT_EMPTY;
    text_append(&where, file);
    if (document) {
        Position position = document_position(document, offset_of(document, path));
        text_format(&where, ":%u:%u", position.line, position.column);
    }
    char *copy = memory_copy_string(text_slice(&where));
    document_free(document);
    text_free(&where);
    return copy;
}
