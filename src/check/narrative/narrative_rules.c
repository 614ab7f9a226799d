/* Narrative rules: what each stands on, and how problems are told. */
#include "src/check/narrative/narrative_rules.h"

enum { PROBLEMS_MAXIMUM = 50 };

const NarrativeRule NARRATIVE_MALFORMED = {
    "narrative-malformed", SEVERITY_ERROR,
    "XML 1.0: the narrative is one well-formed XHTML element (FHIR R4, narrative.html)"};
/* taken over: narrative-unclosed */
const NarrativeRule NARRATIVE_UNCLOSED = {"narrative-unclosed", SEVERITY_WARNING,
                                          "XML 1.0, section 3: every element is closed"};
const NarrativeRule NARRATIVE_ENTITY = {
    "narrative-entity", SEVERITY_ERROR,
    "FHIR R4, narrative.html: only the five entities of XML and numbers of characters"};
const NarrativeRule NARRATIVE_NAMESPACE = {"narrative-namespace", SEVERITY_ERROR,
                                           "FHIR R4, narrative.html: xmlns=\"http://www.w3.org/1999/xhtml\""};
const NarrativeRule NARRATIVE_ROOT = {"narrative-root", SEVERITY_ERROR,
                                      "FHIR R4, narrative.html: the content is a single div"};
const NarrativeRule NARRATIVE_ELEMENT = {
    "narrative-element", SEVERITY_ERROR,
    "txt-1: basic formatting elements of HTML 4.0 chapters 7 to 11 and 15, links and images"};
const NarrativeRule NARRATIVE_ATTRIBUTE = {"narrative-attribute", SEVERITY_ERROR,
                                           "txt-1: basic formatting attributes of HTML 4.0 chapters 7 to 11 and 15"};
const NarrativeRule NARRATIVE_CONSTRUCT = {"narrative-construct", SEVERITY_ERROR,
                                           "txt-1: no document type declarations and no processing instructions"};
const NarrativeRule NARRATIVE_NESTING = {"narrative-nesting", SEVERITY_ERROR,
                                         "XHTML 1.0: which elements may stand inside which"};
const NarrativeRule NARRATIVE_EMPTY = {"narrative-empty", SEVERITY_ERROR,
                                       "txt-2: some text that is not white space, or an image"};
const NarrativeRule NARRATIVE_LINK = {"narrative-link", SEVERITY_ERROR,
                                      "FHIR R4, narrative.html: links to ids of the document"};
const NarrativeRule NARRATIVE_DUPLICATE_ID = {"narrative-duplicate-id", SEVERITY_WARNING,
                                              "HTML 4.0, section 7.5.2: ids are unique"};
const NarrativeRule NARRATIVE_LANGUAGE = {"narrative-language", SEVERITY_WARNING,
                                          "XHTML: lang and xml:lang, both as the resource's language says"};
const NarrativeRule NARRATIVE_SPACE = {"narrative-space", SEVERITY_NOTE, "XML 1.0, section 2.10"};

void narrative_report(NarrativeReporter *reporter, const NarrativeRule *rule, size_t offset, size_t length,
                      const char *format, ...)
{
    if (!reporter->handler || !reporter->handler->problem || reporter->said.count >= PROBLEMS_MAXIMUM) {
        return;
    }
    if (!reporter->arena) {
        reporter->arena = arena_new();
    }
    va_list arguments;
    va_start(arguments, format);
    Slice message = arena_format_list(reporter->arena, format, arguments);
    va_end(arguments);
    bool is_new = false;
    slice_map_add(&reporter->said, message, &is_new);
    if (is_new) {
        NarrativeProblem problem = {rule->key, rule->severity, offset, length, message, rule->detail};
        reporter->handler->problem(reporter->handler->context, &problem);
    }
}

void narrative_reporter_free(NarrativeReporter *reporter)
{
    slice_map_free(&reporter->said);
    arena_free(reporter->arena);
}
