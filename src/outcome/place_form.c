/* Place form: takes off what programs add to a path. */
#include "src/outcome/place_form.h"

#include "src/base/ascii.h"

static bool is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_name_byte(char byte)
{
    return ascii_is_letter(byte) || ascii_is_digit(byte) || byte == '_' || byte == '-';
}

/* Length of the name at an offset. */
static size_t name_length(Slice text, size_t at)
{
    size_t end = at;
    while (end < text.length && is_name_byte(text.bytes[end])) {
        end++;
    }
    return end - at;
}

/* Offset after the quoted text that starts at an offset. */
static size_t after_quoted(Slice text, size_t at)
{
    char quote = text.bytes[at++];
    while (at < text.length && text.bytes[at] != quote) {
        at += text.bytes[at] == '\\' ? 2 : 1;
    }
    return at < text.length ? at + 1 : text.length;
}

static bool is_quote(char byte)
{
    return byte == '\'' || byte == '`' || byte == '"';
}

/* ---- XPath ---- */

/* True for "/f:Patient/f:name" and "/Patient/name"; elements in JSON pointers begin with a small letter. */
static bool is_xpath(Slice place)
{
    return slice_starts_with(place, SLICE("/f:")) ||
           (place.length > 1 && place.bytes[0] == '/' && is_upper(place.bytes[1]));
}

/* Appends a step of an XPath, whose positions count from 1; types that stand within the path are no steps of their own.
 */
static void append_xpath_step(Slice step, PlaceForm *form)
{
    step = slice_without_prefix(step, SLICE("f:"));
    size_t length = name_length(step, 0), at = length + 1;
    if (length == 0) {
        return;
    }
    if (is_upper(step.bytes[0])) {
        form->type = form->type.length || form->path.length ? form->type : slice_part(step, 0, length);
        return;
    }
    uint64_t number = 0;
    while (at < step.length && ascii_is_digit(step.bytes[at]) && number < UINT32_MAX) {
        number = number * 10 + (uint64_t)(step.bytes[at++] - '0');
    }
    text_append(&form->path, form->path.length ? SLICE(".") : (Slice){0});
    text_append(&form->path, slice_part(step, 0, length));
    if (number > 0) {
        text_append_byte(&form->path, '[');
        text_append_number(&form->path, number - 1);
        text_append_byte(&form->path, ']');
    }
}

static void read_xpath(Slice place, PlaceForm *form)
{
    for (size_t at = 1, end; at < place.length; at = end + 1) {
        end = slice_find(place, SLICE("/"), at);
        end = end == SIZE_MAX ? place.length : end;
        append_xpath_step(slice_part(place, at, end - at), form);
    }
}

/* ---- FHIRPath ---- */

/* Takes "Patient/p1: " from the beginning. */
static Slice without_resource(Slice place, PlaceForm *form)
{
    size_t slash = name_length(place, 0), colon = slice_find(place, SLICE(": "), 0);
    if (colon == SIZE_MAX || slash == 0 || slash >= colon || place.bytes[slash] != '/') {
        return place;
    }
    form->type = slice_part(place, 0, slash);
    form->id = slice_part(place, slash + 1, colon - slash - 1);
    return slice_trim(slice_part(place, colon + 2, SIZE_MAX));
}

/* Offset after a comment, a slice name or "[x]" at an offset; the offset itself where none is there. */
static size_t pass_decoration(Slice place, size_t at, unsigned depth)
{
    Slice rest = slice_part(place, at, SIZE_MAX);
    if (slice_starts_with(rest, SLICE("/*"))) {
        size_t end = slice_find(place, SLICE("*/"), at + 2);
        return end == SIZE_MAX ? place.length : end + 2;
    }
    if (slice_starts_with(rest, SLICE("[x]"))) {
        return at + 3;
    }
    return rest.length && rest.bytes[0] == ':' && depth == 0 ? at + 1 + name_length(place, at + 1) : at;
}

/* Appends a step that is a number, as position: "name.0" is name[0]. Returns the offset after it; the offset itself
   where it is none. */
static size_t append_number_step(Slice place, size_t at, Text *path)
{
    size_t end = at + 1;
    while (end < place.length && ascii_is_digit(place.bytes[end])) {
        end++;
    }
    bool is_step = place.bytes[at] == '.' && end > at + 1 && (end == place.length || !is_name_byte(place.bytes[end]));
    if (!is_step) {
        return at;
    }
    text_append_byte(path, '[');
    text_append(path, slice_part(place, at + 1, end - at - 1));
    text_append_byte(path, ']');
    return end;
}

/* Appends a path without its decoration. */
static void append_plain(Slice place, Text *path)
{
    unsigned depth = 0;
    for (size_t at = 0; at < place.length;) {
        size_t after = pass_decoration(place, at, depth);
        after = after > at || depth > 0 ? after : append_number_step(place, at, path);
        if (after > at) {
            at = after;
            continue;
        }
        char byte = place.bytes[at];
        after = is_quote(byte) ? after_quoted(place, at) : at + 1;
        depth += byte == '(';
        depth -= byte == ')' && depth > 0;
        text_append(path, slice_part(place, at, after - at));
        at = after;
    }
}

/* Takes the type of the resource from the beginning of the path: "Patient.name". */
static void take_type(PlaceForm *form, Slice written)
{
    Slice path = text_slice(&form->path);
    size_t length = name_length(path, 0);
    bool is_alone = length == path.length || path.bytes[length] == '.' || path.bytes[length] == '[';
    if (length == 0 || !is_upper(path.bytes[0]) || !is_alone) {
        return;
    }
    form->type =
        slice_part(slice_part(written, slice_find(written, slice_part(path, 0, length), 0), SIZE_MAX), 0, length);
    size_t end = length;
    while (end < path.length && path.bytes[end] != '.') {
        end++;
    }
    text_splice(&form->path, 0, end < path.length ? end + 1 : end, SLICE(""));
}

/* Takes off what the parameters of an operation are held by. */
static void take_parameters(PlaceForm *form)
{
    static const char holder[] = "resource";
    Slice path = text_slice(&form->path);
    size_t at = slice_find(path, SLICE("].resource"), 0);
    if (!slice_equals(form->type, SLICE("Parameters")) || !slice_starts_with(path, SLICE("parameter[")) ||
        at == SIZE_MAX || slice_find(path, SLICE("."), 0) != at + 1) {
        return;
    }
    size_t end = at + 2 + sizeof holder - 1;
    end += end < path.length && path.bytes[end] == '.';
    form->type = SLICE("");
    text_splice(&form->path, 0, end, SLICE(""));
}

void place_form_read(Slice written, PlaceForm *form)
{
    Slice place = slice_trim(written);
    text_clear(&form->path);
    form->type = form->id = SLICE("");
    form->is_pointer = false;
    if (is_xpath(place)) {
        read_xpath(place, form);
    } else if (place.length && place.bytes[0] == '/' && !slice_starts_with(place, SLICE("/*"))) {
        form->is_pointer = true;
        text_append(&form->path, place);
    } else {
        place = without_resource(place, form);
        append_plain(place, &form->path);
        take_type(form, place);
        take_parameters(form);
    }
}

/* ---- steps ---- */

size_t place_form_last_step(Slice path)
{
    size_t last = 0;
    unsigned depth = 0;
    for (size_t at = 0; at < path.length;) {
        char byte = path.bytes[at];
        last = byte == '.' && depth == 0 ? at : last;
        depth += byte == '(';
        depth -= byte == ')' && depth > 0;
        at = is_quote(byte) ? after_quoted(path, at) : at + 1;
    }
    return last;
}

bool place_form_is_plain(Slice path)
{
    static const char *const allowed[] = {"ofType", "as", "where", "extension", "first", "last", "exists", "resolve"};
    for (size_t at = 0; at < path.length;) {
        if (is_quote(path.bytes[at])) {
            at = after_quoted(path, at);
            continue;
        }
        size_t length = name_length(path, at);
        bool is_call = at + length < path.length && path.bytes[at + length] == '(', is_known = length == 0;
        for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
            is_known = is_known || slice_equals(slice_part(path, at, length), slice_from(allowed[i]));
        }
        if (is_call && !is_known) {
            return false;
        }
        at += length ? length : 1;
    }
    return true;
}
