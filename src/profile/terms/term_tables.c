/* Terminology tables: strings that are kept once, members of resources, and the order of codes. */
#include "src/profile/terms/term_tables.h"

#include <stdint.h>
#include <stdlib.h>

/* Appends a string in the form of a section (TermString). */
static void append_string(Text *strings, Slice text)
{
    size_t length = text.length;
    for (; length >= 0x80; length >>= 7) {
        text_append_byte(strings, (char)(0x80 | (length & 0x7F)));
    }
    text_append_byte(strings, (char)length);
    text_append(strings, text);
}

/* The offset that a string will have in the section, where strings follow the header. */
TermString term_intern(TermBuilder *builder, Slice text)
{
    if (text.length == 0) {
        return 0;
    }
    uint32_t *known = slice_map_find(&builder->interned, text);
    if (known) {
        return *known;
    }
    uint32_t offset = (uint32_t)(sizeof(TermHeader) + builder->strings.length);
    append_string(&builder->strings, text);
    *slice_map_add(&builder->interned, arena_copy(builder->arena, text), NULL) = offset;
    return offset;
}

/* What was interned at an offset. */
Slice term_interned(const TermBuilder *builder, TermString string)
{
    return string == 0 ? SLICE("") : term_string_at(builder->strings.bytes + string - sizeof(TermHeader));
}

/* The text of a string member; empty if there is none. */
Slice term_member(const cJSON *object, const char *name)
{
    return slice_from(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name)));
}

TermString term_intern_member(TermBuilder *builder, const cJSON *object, const char *name)
{
    return term_intern(builder, term_member(object, name));
}

/* The title of a resource, else its name, without the blanks around it that some publishers left there. */
TermString term_intern_name(TermBuilder *builder, const cJSON *resource)
{
    Slice title = slice_trim(term_member(resource, "title"));
    return term_intern(builder, title.length > 0 ? title : slice_trim(term_member(resource, "name")));
}

static int compare_sorted_codes(const void *a, const void *b)
{
    const SortedCode *first = a;
    const SortedCode *second = b;
    int order = term_compare_codes(first->code, second->code, first->ignores_case);
    return order ? order : (first->position > second->position) - (first->position < second->position);
}

void term_sort_codes(SortedCode *codes, size_t count)
{
    if (count > 1) {
        qsort(codes, count, sizeof *codes, compare_sorted_codes);
    }
}
