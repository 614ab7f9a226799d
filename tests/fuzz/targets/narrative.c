/*
 * Narratives: XHTML, judged alone and as the narrative of a patient. Places of problems lie in the text, a narrative
 * without errors is allowed by txt-1, and fixes that need no question are stable.
 */
#include "src/check/narrative/narrative_check.h"
#include "src/edit/autofix/autofix.h"
#include "tests/support/fuzz.h"

static bool has_target(void *context, Slice id)
{
    (void)context;
    return slice_equals(id, SLICE("known"));
}

static void take_issue(void *context, const IssueForm *issue, const char *format, va_list arguments)
{
    Slice text = *(const Slice *)context;
    (void)format;
    (void)arguments;
    fuzz_require(issue->shift <= text.length, "a problem after the end of the text");
}

/* Fixes what is certain; true where something was. */
static bool fix(Judged *judged)
{
    Autofix *engine = autofix_new(judged, fuzz_clock(), &(AutofixOptions){0});
    autofix_run(engine);
    bool is_changed = autofix_row_count(engine) > 0;
    autofix_free(engine);
    return is_changed;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Slice text = slice_make((const char *)data, size);
    NarrativeHandler handler = {
        .context = &text, .issues = {&text, take_issue}, .has_target = has_target, .language = SLICE("en")};
    NarrativeVerdict alone = narrative_check(text, NULL), heard = narrative_check(text, &handler);
    fuzz_require(alone.is_allowed == heard.is_allowed && alone.has_content == heard.has_content,
                 "the verdict depends on who hears it");
    Text json = TEXT_EMPTY;
    text_append(&json,
                SLICE("{\"resourceType\":\"Patient\",\"language\":\"en\",\"text\":{\"status\":\"generated\",\"div\":"));
    splice_quote(text, &json);
    text_append(&json, SLICE("}}"));
    Judged *judged = judged_new(fuzz_checker(), document_new(text_slice(&json), "fuzz.json", NULL), (PatchListener){0});
    if (fix(judged)) {
        fuzz_require(document_fault_count(judged_document(judged)) == 0, "the fixed document is no JSON");
        fuzz_require(!fix(judged), "a second run changes something");
    }
    judged_free(judged);
    text_free(&json);
    return 0;
}
