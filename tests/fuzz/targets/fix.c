/*
 * `ipse fix`: a document is fixed as far as is certain. What was JSON is JSON afterwards, no value is lost without a
 * rewriting that is known (tests/support/rewriting.h), a second run changes nothing, and undo leads to the first bytes.
 * The first byte `n` asks for NDJSON; `f` also takes first choices and removals, after which values may be gone.
 */
#include "src/edit/autofix/autofix.h"
#include "tests/support/fuzz.h"
#include "tests/support/losses.h"

static void take_rewriting(void *context, const char *name)
{
    (void)context;
    (void)name;
}

static void take_loss(void *context, const char *what, Slice value)
{
    const Document *after = context;
    fuzz_require(false, "%s '%.*s'; the result: %.*s", what, SLICE_ARGS(value), SLICE_ARGS(document_bytes(after)));
}

/* Makes the fixes; true where one was made. */
static bool fix(Judged *judged, const AutofixOptions *options)
{
    Autofix *engine = autofix_new(judged, fuzz_clock(), options);
    autofix_run(engine);
    bool is_changed = autofix_row_count(engine) > 0;
    for (size_t i = 0; i < autofix_row_count(engine); i++) {
        fuzz_require(options->takes_removals || autofix_row(engine, i)->removed.length == 0, "'%.*s' is removed",
                     SLICE_ARGS(autofix_row(engine, i)->removed));
    }
    autofix_free(engine);
    return is_changed;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Slice text = slice_make((const char *)data, size);
    bool is_lines = slice_starts_with(text, SLICE("n")), is_bold = slice_starts_with(text, SLICE("f"));
    text = slice_part(text, is_lines || is_bold, size);
    const char *name = is_lines ? "fuzz.ndjson" : "fuzz.json";
    AutofixOptions options = {.takes_choices = is_bold, .takes_removals = is_bold};
    Document *before = document_new(text, name, NULL), *after = document_new(text, name, NULL);
    Judged *judged = judged_new(fuzz_checker(), after, (PatchListener){0});
    if (fix(judged, &options)) {
        Error error = {0};
        fuzz_require(document_verify(after, &error), "%s: %s", error.where, error.message);
        fuzz_require(document_fault_count(after) <= document_fault_count(before), "more faults than before");
        fuzz_compare_report(fuzz_checker(), after, judged_report(judged));
        /* What is no JSON afterwards, the command leaves as it was. */
        if (!is_bold && document_fault_count(after) == 0) {
            losses_find(checker_rules(fuzz_checker()), before, after,
                        &(LossListener){after, take_rewriting, take_loss});
        }
        fuzz_require(!fix(judged, &options), "a second run changes something: %.*s", SLICE_ARGS(document_bytes(after)));
        while (judged_undo(judged, UINT32_MAX) > 0) {
        }
        fuzz_require(slice_equals(document_bytes(after), text), "undo does not lead to the first bytes");
    }
    judged_free(judged);
    document_free(before);
    return 0;
}
