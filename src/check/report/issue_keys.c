/* Keys: the table, and how it is searched. */
#include "src/check/report/issue_keys.h"

#include <assert.h>
#include <string.h>

static const KeyRow rows[] = {
#define X(name, key, severity, title, source) {key, SEVERITY_##severity, title, source},
    CHECK_KEYS(X)
#undef X
};

static const struct {
    KeyId key;
    Severity severity;
    const char *source;
} cases[] = {
#define X(name, key, severity, where, source) [CASE_##name] = {KEY_##key, SEVERITY_##severity, source},
    KEY_CASES(X)
#undef X
};

const KeyRow *key_row(KeyId id)
{
    return &rows[id];
}

Severity key_severity(KeyId id, KeyCase in_case)
{
    assert(in_case == CASE_NONE || cases[in_case].key == id);
    return in_case == CASE_NONE ? rows[id].severity : cases[in_case].severity;
}

const char *key_source(KeyId id, KeyCase in_case)
{
    return in_case == CASE_NONE || !*cases[in_case].source ? rows[id].source : cases[in_case].source;
}

const char *key_name(KeyId id, const char *invariant)
{
    return id == KEY_INVARIANT ? invariant : rows[id].name;
}

bool key_equals(KeyId a, const char *a_invariant, KeyId b, const char *b_invariant)
{
    return a == b && (a != KEY_INVARIANT || strcmp(a_invariant, b_invariant) == 0);
}

KeyId key_find(const char *name)
{
    KeyId id = 0;
    while (id < KEY_COUNT && strcmp(rows[id].name, name) != 0) {
        id++;
    }
    return id;
}
