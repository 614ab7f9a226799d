/* Keys option: each list is compared with the known keys. */
#include "ui/cli/keys_option.h"

bool keys_option_read(const Arguments *arguments, OptionId id, const Rules *rules, SliceMap *set, Error *error)
{
    const char *list;
    size_t position = 0;
    bool is_read = true;
    KnownKeys known = {0};
    while (is_read && (list = arguments_next(arguments, id, &position))) {
        known = known.keys.count > 0 ? known : known_keys_of(rules);
        is_read = known_keys_read(&known, slice_from(list), set, error);
    }
    known_keys_free(&known);
    return is_read;
}
