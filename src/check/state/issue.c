/* Issues: how groups add them. In a conformance test they are only counted. */
#include "src/check/state/found.h"
#include "src/check/state/session.h"

/* True for faults of the JSON form, of what is contained, and of the document around: they are said where they are, and
   do not make a resource one of another kind, so that they do not count when it is asked whether it conforms to a
   profile. */
static bool is_about_form(KeyId key)
{
    static const KeyId keys[] = {KEY_RESOURCE_TYPE,      KEY_JSON_KIND,       KEY_UNKNOWN_PROPERTY,
                                 KEY_DUPLICATE_PROPERTY, KEY_SECOND_CHOICE,   KEY_EMPTY_OBJECT,
                                 KEY_EMPTY_ARRAY,        KEY_NULL_IN_ARRAY,   KEY_CONTAINED_ORPHAN,
                                 KEY_BUNDLE_NOT_FOUND,   KEY_REFERENCE_BUNDLE};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (key == keys[i]) {
            return true;
        }
    }
    return false;
}

bool issue_is_counted(KeyId key, Severity severity)
{
    return severity == SEVERITY_ERROR && !is_about_form(key);
}

/* Notes the first error of a conformance test. */
__attribute__((format(printf, 3, 0))) static void note_first(Walk *walk, const IssueForm *form, const char *format,
                                                             va_list arguments)
{
    walk->first->node = form->node;
    walk->first->key = form->key;
    walk->first->invariant = form->invariant;
    walk->first->element = form->element;
    walk->first->missing = form->missing;
    text_format_list(&walk->first->message, format, arguments);
}

void issue_form_list(Walk *walk, const IssueForm *form, const char *format, va_list arguments)
{
    Severity severity = issue_form_severity(form);
    bool is_counted = issue_is_counted(form->key, severity);
    walk->errors += is_counted;
    walk->said++;
    if (!walk->report) {
        if (walk->found) {
            FoundError found = {severity, form->node, form->key, form->invariant, form->missing, form->element};
            found_add(walk, &found);
        }
        if (is_counted && walk->errors == 1 && walk->first) {
            note_first(walk, form, format, arguments);
        }
        return;
    }
    text_clear(&walk->message);
    text_format_list(&walk->message, format, arguments);
    IssueText text = {.key = form->key,
                      .invariant = form->invariant,
                      .severity = severity,
                      .is_about_key = form->is_about_key,
                      .missing = form->missing,
                      .message = text_slice(&walk->message),
                      .detail = issue_form_detail(form),
                      .element = form->element,
                      .group = walk->document_group};
    Finding finding = {.node = form->node,
                       .origin = walk->origin,
                       .text = report_intern(walk->report, &text),
                       .shift = form->shift,
                       .length = form->length,
                       .unmatched = walk->unmatched ? walk->unmatched->number & UNMATCHED_MAXIMUM : 0,
                       .is_of_claim = walk->is_claim,
                       .has_group = walk->document_group != NULL,
                       .is_of_document = walk->document_group && walk->document_group->is_of_document};
    report_add(walk->report, &finding);
}

void issue_add(Walk *walk, KeyId key, NodeId node, const Element *element, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    IssueForm form = {.key = key, .node = node, .element = element};
    issue_form_list(walk, &form, format, arguments);
    va_end(arguments);
}

void issue_form(Walk *walk, const IssueForm *form, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    issue_form_list(walk, form, format, arguments);
    va_end(arguments);
}
