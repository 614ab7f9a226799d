/* Narrative rules: what each stands on, and how problems are told. */
#include "src/check/narrative/narrative_rules.h"

/* Tells what is new of a form; what was told before is known by its sentence. */
__attribute__((format(printf, 3, 0))) static void report(NarrativeReporter *reporter, const IssueForm *form,
                                                         const char *format, va_list arguments)
{
    if (!reporter->handler) {
        return;
    }
    if (!reporter->arena) {
        reporter->arena = arena_new();
    }
    Slice message = arena_format_list(reporter->arena, format, arguments);
    bool is_new = false;
    slice_map_add(&reporter->said, message, &is_new);
    if (is_new) {
        issue_hand(&reporter->handler->issues, form, "%.*s", SLICE_ARGS(message));
    }
}

void narrative_report(NarrativeReporter *reporter, KeyId key, size_t offset, size_t length, const char *format, ...)
{
    IssueForm form = {.key = key, .shift = (uint32_t)offset, .length = (uint32_t)length};
    va_list arguments;
    va_start(arguments, format);
    report(reporter, &form, format, arguments);
    va_end(arguments);
}

void narrative_report_in(NarrativeReporter *reporter, KeyId key, KeyCase in_case, size_t offset, size_t length,
                         const char *format, ...)
{
    IssueForm form = {.key = key, .in_case = in_case, .shift = (uint32_t)offset, .length = (uint32_t)length};
    va_list arguments;
    va_start(arguments, format);
    report(reporter, &form, format, arguments);
    va_end(arguments);
}

void narrative_reporter_free(NarrativeReporter *reporter)
{
    slice_map_free(&reporter->said);
    arena_free(reporter->arena);
}
