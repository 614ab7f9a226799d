/* Guards: from the text of an expression, the members without which it holds. */
#include "src/check/plan/invariant_guard.h"

#include "src/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* The names of a guard with a blank after each. */
static void expect(const char *expression, const char *names)
{
    Guard guard = guard_of(slice_from(expression));
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE(""));
    for (unsigned i = 0; i < guard.count; i++) {
        text_format(&text, "%.*s ", SLICE_ARGS(guard.names[i]));
    }
    assert_string_equal(text.length > 0 ? text.bytes : "", names);
    text_free(&text);
}

static void test_guards(void **state)
{
    (void)state;
    expect("contained.contained.empty()", "contained ");
    expect("contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()", "contained contained ");
    expect("a.empty() and b.c.empty() and d.empty()", "a b d ");
    expect("total.empty() or (type = 'searchset') or (type = 'history')", "total ");
    expect("offset.empty() or (when.exists() and when.select($this in ('C' | 'CM')).allFalse())", "offset ");
    expect("period.exists() implies period >= 0", "period ");
    expect("a.b.exists() implies c or d", "a ");
}

static void test_others(void **state)
{
    (void)state;
    expect("", "");
    expect("a", "");
    expect("a.exists()", "");
    expect("a.exists() or b.exists()", "");
    expect("a.empty() xor b.empty()", "");
    expect("a.empty() or b.exists() implies c.exists()", "");
    expect("a.empty() or b.exists() xor c.exists()", "");
    expect("a.exists() implies b.exists() implies c.exists()", "");
    expect("a.empty() and b.exists()", "");
    expect("a.empty() and b.empty() or c.empty()", "");
    expect("a.empty() implies b.exists()", "");
    expect("a.empty().not()", "");
    expect("a.where(b.exists()).empty()", "");
    expect("where(use = 'home').empty()", "");
    expect("Patient.name.empty() or true", "");
    expect("%resource.a.empty()", "");
    expect("(a.empty() or b.exists())", "");
    expect("a.empty() and a.empty() and a.empty() and a.empty() and a.empty()", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_guards), cmocka_unit_test(test_others)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
