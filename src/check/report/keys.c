/* Keys: the table, and how it is searched. */
#include "src/check/report/keys.h"

#include <string.h>

static const Key keys[] = {
#define X(name, key, severity, title) {key, SEVERITY_##severity, title},
    CHECK_KEYS(X)
#undef X
};

const Key *key_at(KeyId id)
{
    return &keys[id];
}

KeyId key_find(const char *key)
{
    KeyId id = 0;
    while (id < KEY_COUNT && (keys[id].key[0] != key[0] || strcmp(keys[id].key, key) != 0)) {
        id++;
    }
    return id;
}
