/* Issue form: what the table of keys says of an issue. */
#include "src/check/report/issue_form.h"

Severity issue_form_severity(const IssueForm *form)
{
    if (form->is_hint) {
        return SEVERITY_NOTE;
    }
    return form->key == KEY_INVARIANT ? form->severity : key_severity(form->key, form->in_case);
}

Slice issue_form_detail(const IssueForm *form)
{
    bool has_own = form->detail.length > 0 || form->key == KEY_INVARIANT;
    return has_own ? form->detail : slice_from(key_source(form->key, form->in_case));
}

void issue_hand(const IssueTaker *taker, const IssueForm *form, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    taker->take(taker->context, form, format, arguments);
    va_end(arguments);
}
