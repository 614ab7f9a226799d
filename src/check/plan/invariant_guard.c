/* Guards: the beginning of an expression, read as text. */
#include "src/check/plan/invariant_guard.h"

#include "src/base/ascii.h"

/* Reads a name that begins with a small letter at the start of a text; empty if none is there. */
static Slice read_name(Slice text)
{
    size_t end = 0;
    while (end < text.length && ascii_is_letter_or_digit(text.bytes[end])) {
        end++;
    }
    return end > 0 && ascii_is_lower(text.bytes[0]) ? slice_part(text, 0, end) : slice_part(text, 0, 0);
}

/* Passes over a part at the start of a text; false where the text does not begin so. */
static bool pass(Slice *text, const char *part)
{
    Slice beginning = slice_from(part);
    bool is_there = slice_starts_with(*text, beginning);
    *text = is_there ? slice_part(*text, beginning.length, text->length) : *text;
    return is_there;
}

/* True where a name at the start of a text is that of a function that is called. */
static bool is_call(Slice text, Slice name)
{
    return slice_starts_with(slice_part(text, name.length, text.length), SLICE("("));
}

/* Passes over `name.name…` up to the first call, and gives the first name; false where the text does not begin so. */
static bool read_path(Slice *text, Slice *first)
{
    Slice name = *first = read_name(*text);
    if (name.length == 0 || is_call(*text, name)) {
        return false;
    }
    do {
        *text = slice_part(*text, name.length, text->length);
        Slice after = slice_starts_with(*text, SLICE(".")) ? slice_part(*text, 1, text->length) : SLICE("");
        name = read_name(after);
        if (name.length > 0 && !is_call(after, name)) {
            *text = after;
        } else {
            name = SLICE("");
        }
    } while (name.length > 0);
    return true;
}

static bool has_word(Slice text, const char *word)
{
    return slice_find(text, slice_from(word), 0) < text.length;
}

/* `implies` binds least of all operators, and `xor` as `or` does: where one of them follows, the beginning does not
 * decide. */
static bool is_decided_by_start(Slice rest)
{
    return !has_word(rest, "implies") && !has_word(rest, "xor");
}

Guard guard_of(Slice expression)
{
    Guard guard = {.count = 0}, none = {.count = 0};
    Slice rest = expression, first;
    while (guard.count < GUARD_NAMES && read_path(&rest, &first)) {
        bool is_first = guard.count == 0;
        guard.names[guard.count++] = first;
        if (is_first && pass(&rest, ".exists() implies ")) {
            return is_decided_by_start(rest) ? guard : none;
        }
        if (!pass(&rest, ".empty()")) {
            return none;
        }
        if (rest.length == 0) {
            return guard;
        }
        if (is_first && pass(&rest, " or ")) {
            return is_decided_by_start(rest) ? guard : none;
        }
        if (!pass(&rest, " and ")) {
            return none;
        }
    }
    return none;
}
