/* Terminology section: finding records by URL, and the strings that they name. */
#include "src/profile/pack/term_section.h"

#include "src/base/ascii.h"

#include <stdint.h>

Slice term_string_at(const char *place)
{
    const unsigned char *byte = (const unsigned char *)place;
    size_t length = 0;
    for (unsigned shift = 0;; shift += 7) {
        length |= (size_t)(*byte & 0x7F) << shift;
        if (*byte++ < 0x80) {
            return slice_make((const char *)byte, length);
        }
    }
}

Slice term_string(const void *record, TermString string)
{
    return string == 0 ? SLICE("") : term_string_at(term_base(record) + string);
}

int term_compare_codes(Slice a, Slice b, bool ignores_case)
{
    if (!ignores_case) {
        return slice_compare(a, b);
    }
    for (size_t i = 0; i < a.length && i < b.length; i++) {
        int order = (unsigned char)ascii_lower(a.bytes[i]) - (unsigned char)ascii_lower(b.bytes[i]);
        if (order != 0) {
            return order;
        }
    }
    return (a.length > b.length) - (a.length < b.length);
}

/* True when a table of `count` items lies within a section of `size` bytes. */
static bool is_table(uint32_t offset, uint32_t count, size_t item_size, size_t size)
{
    return offset % 4 == 0 && offset <= size && count <= (size - offset) / item_size;
}

/* True when a hash index lies within a section. */
static bool is_index(Slice section, uint32_t offset, size_t size)
{
    HashIndex index;
    if (!is_table(offset, 1, sizeof index, size)) {
        return false;
    }
    memcpy(&index, section.bytes + offset, sizeof index);
    return is_table(offset + (uint32_t)sizeof index, index.mask + 1, sizeof(HashSlot), size);
}

bool term_section_is_sound(Slice section)
{
    TermHeader header;
    if (section.length < sizeof header || (uintptr_t)section.bytes % 4 != 0) {
        return false;
    }
    memcpy(&header, section.bytes, sizeof header);
    return header.size <= section.length &&
           is_table(header.systems, header.system_count, sizeof(CodeSystem), header.size) &&
           is_table(header.sets, header.set_count, sizeof(ValueSet), header.size) &&
           is_index(section, header.system_index, header.size) && is_index(section, header.set_index, header.size) &&
           (header.code_index == 0 || is_index(section, header.code_index, header.size));
}

/* Records of `size` bytes, sorted by URL (the second field), with the index of these. */
typedef struct Records {
    const char *first;
    uint32_t count;
    size_t size;
    const HashIndex *index;
} Records;

static const uint32_t *record_at(const Records *records, uint32_t position)
{
    return (const uint32_t *)(const void *)(records->first + position * records->size);
}

/* The first of the records of a URL; their number if there is none. */
static uint32_t first_at(const Records *records, Slice url)
{
    for (HashProbe probe = hash_index_probe(records->index, url); hash_probe_next(&probe);) {
        const uint32_t *record = record_at(records, probe.number);
        if (slice_equals(term_string(record, record[1]), url)) {
            return probe.number;
        }
    }
    return records->count;
}

/* The record of a URL, of the version where one is asked for; else the last of its versions. Records begin with their
   own offset, URL and version. */
static const void *find_record(const Records *records, Slice url, Slice version)
{
    const void *found = NULL;
    for (uint32_t i = first_at(records, url); i < records->count; i++) {
        const uint32_t *record = record_at(records, i);
        if (!slice_equals(term_string(record, record[1]), url)) {
            break;
        }
        if (version.length == 0 || slice_equals(term_string(record, record[2]), version)) {
            found = record;
        }
    }
    return found;
}

const CodeSystem *term_section_system(Slice section, Slice url, Slice version)
{
    const TermHeader *header = (const TermHeader *)(const void *)section.bytes;
    Records records = {section.bytes + header->systems, header->system_count, sizeof(CodeSystem),
                       (const void *)(section.bytes + header->system_index)};
    return find_record(&records, url, version);
}

const ValueSet *term_section_set(Slice section, Slice url, Slice version)
{
    const TermHeader *header = (const TermHeader *)(const void *)section.bytes;
    Records records = {section.bytes + header->sets, header->set_count, sizeof(ValueSet),
                       (const void *)(section.bytes + header->set_index)};
    return find_record(&records, url, version);
}
