/* Terminology store: the files of the cache folder, each a head and a pack. */
#include "src/terms/term_store.h"

#include "src/base/file.h"
#include "src/base/slice_map.h"
#include "src/profile/pack/pack_builder.h"
#include "src/profile/pack/registry.h"
#include "src/profile/pack/term_section.h"
#include "src/profile/terms/term_builder.h"
#include "src/terms/cache_folder.h"
#include "src/terms/publisher.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define FOLDER "terms"
#define SUFFIX ".terms"

/* What the files begin with: it changes with the form of packs. */
static const char MAGIC[8] = "ipseT02\n";

enum { INDEX_MAXIMUM = 1 << 30, JSON_MAXIMUM = 256 << 20 };

#define EXPECTED "expected: LOINC's Loinc.csv, a snapshot of SNOMED CT in RF2, or a CodeSystem as JSON"

/* The sizes of what lies in a pack: another release may have others. */
enum {
    STORE_FORM = sizeof(PackHeader) + (sizeof(TermHeader) << 6) + (sizeof(CodeSystem) << 12) +
                 (sizeof(TermConcept) << 18) + (sizeof(TermExtra) << 24)
};

typedef struct StoreHead {
    char magic[8];
    uint32_t order;  /* of bytes: 1 */
    uint32_t form;   /* STORE_FORM */
    uint64_t length; /* of the pack */
    uint64_t sum;
} StoreHead;

/* A sum that tells damage, over words of eight bytes; quick, for it is made at each start. */
static uint64_t sum_of(Slice bytes)
{
    uint64_t lanes[4] = {1, 2, 3, bytes.length};
    size_t i = 0;
    for (; i + sizeof lanes <= bytes.length; i += sizeof lanes) {
        uint64_t words[4];
        memcpy(words, bytes.bytes + i, sizeof words);
        for (int k = 0; k < 4; k++) {
            lanes[k] = (lanes[k] ^ words[k]) * 0x9E3779B97F4A7C15u;
            lanes[k] ^= lanes[k] >> 29;
        }
    }
    for (; i < bytes.length; i++) {
        lanes[0] = (lanes[0] ^ (unsigned char)bytes.bytes[i]) * 0x9E3779B97F4A7C15u;
    }
    uint64_t sum = 0;
    for (int k = 0; k < 4; k++) {
        sum = (sum ^ lanes[k]) * 0xC2B2AE3D27D4EB4Fu;
        sum ^= sum >> 31;
    }
    return sum;
}

/* ---- reading ---- */

static const CodeSystem *system_of(Slice section)
{
    const TermHeader *header = (const TermHeader *)(const void *)section.bytes;
    return header->system_count == 1 ? (const CodeSystem *)(const void *)(section.bytes + header->systems) : NULL;
}

/* The code system of a pack; NULL where it is no pack of one code system. */
static const CodeSystem *packed_system(Slice pack)
{
    PackHeader header;
    if (pack.length < sizeof header) {
        return NULL;
    }
    memcpy(&header, pack.bytes, sizeof header);
    bool is_pack = header.magic == PACK_MAGIC && header.self == 0 && header.size <= pack.length &&
                   header.structures == 0 && header.terminology <= pack.length &&
                   header.terminology_size <= pack.length - header.terminology;
    if (!is_pack) {
        return NULL;
    }
    Slice section = pack_terminology((const PackHeader *)(const void *)pack.bytes);
    return term_section_is_sound(section) ? system_of(section) : NULL;
}

/* Reads the pack of an index file. */
static bool read_index(const char *path, Text *pack, Error *error)
{
    StoreHead head;
    if (!file_read(path, INDEX_MAXIMUM, pack, NULL, error)) {
        return false;
    }
    bool is_whole = pack->length >= sizeof head;
    if (is_whole) {
        memcpy(&head, pack->bytes, sizeof head);
        text_splice(pack, 0, sizeof head, SLICE(""));
        is_whole = memcmp(head.magic, MAGIC, sizeof head.magic) == 0 && head.order == 1 && head.form == STORE_FORM &&
                   head.length == pack->length && head.sum == sum_of(text_slice(pack)) &&
                   packed_system(text_slice(pack));
    }
    return is_whole || error_set(error, ERROR_DAMAGED, path,
                                 "the index is damaged or of another release; add the code system again");
}

/* Calls a function for each index that can be used, which may take the pack. */
static void visit_packs(void (*visit)(void *context, Text *pack), void (*fault)(void *context, const Error *error),
                        void *fault_context, void *context)
{
    Text folder = TEXT_EMPTY;
    FileList list = {0};
    bool is_known = cache_folder_append(FOLDER, &folder, NULL);
    text_append_byte(&folder, '\0');
    if (is_known && file_is_folder(folder.bytes) && file_list_folder(folder.bytes, &list, NULL)) {
        for (size_t i = 0; i < list.count; i++) {
            Text pack = TEXT_EMPTY;
            Error error;
            char *path = file_join(folder.bytes, list.names[i]);
            if (!slice_ends_with(slice_from(list.names[i]), SLICE(SUFFIX))) {
                /* what another program, or an interrupted writing, left there */
            } else if (read_index(path, &pack, &error)) {
                visit(context, &pack);
            } else {
                fault(fault_context, &error);
            }
            free(path);
            text_free(&pack);
        }
    }
    file_list_free(&list);
    text_free(&folder);
}

static void lend_pack(void *context, Text *pack)
{
    rules_take_pack(context, pack);
}

void term_store_lend(Rules *rules, void (*fault)(void *context, const Error *error), void *context)
{
    visit_packs(lend_pack, fault, context, rules);
}

/* ---- listing ---- */

static bool note_code(void *context, const Concept *concept)
{
    slice_map_add(context, concept->code, NULL);
    return true;
}

static StoredSystem stored_system(const CodeSystem *system)
{
    SliceMap codes = SLICE_MAP_EMPTY;
    code_system_visit(system, note_code, &codes);
    StoredSystem stored = {.url = code_system_url(system),
                           .version = code_system_version(system),
                           .name = code_system_name(system),
                           .count = (uint32_t)codes.count,
                           .repeated = system->concept_count - (uint32_t)codes.count,
                           .is_closed = system->content == TERM_COMPLETE || system->content == TERM_LIST};
    slice_map_free(&codes);
    return stored;
}

/* Packs that are listed. */
typedef struct Packs {
    Text *items;
    size_t count;
    size_t capacity;
} Packs;

static void keep_pack(void *context, Text *pack)
{
    Packs *packs = context;
    ARRAY_RESERVE(packs->items, packs->capacity, packs->count + 1);
    packs->items[packs->count++] = *pack;
    *pack = TEXT_EMPTY;
}

static int compare_packs(const void *a, const void *b)
{
    return slice_compare(code_system_url(packed_system(text_slice(a))), code_system_url(packed_system(text_slice(b))));
}

void term_store_list(void (*visit)(void *context, const StoredSystem *system),
                     void (*fault)(void *context, const Error *error), void *context)
{
    Packs packs = {0};
    visit_packs(keep_pack, fault, context, &packs);
    if (packs.count > 1) {
        qsort(packs.items, packs.count, sizeof *packs.items, compare_packs);
    }
    for (size_t i = 0; i < packs.count; i++) {
        StoredSystem system = stored_system(packed_system(text_slice(&packs.items[i])));
        visit(context, &system);
        text_free(&packs.items[i]);
    }
    free(packs.items);
}

/* ---- adding and removing ---- */

/* Makes the pack of a publisher's tables. */
static bool pack_tables(const char *path, Publication publication, Text *pack, Error *error)
{
    TermBuilder *terms = term_builder_new(0);
    bool is_loinc = publication == PUBLICATION_LOINC;
    bool is_read = (is_loinc ? publisher_read_loinc : publisher_read_snomed)(terms, path, error);
    if (is_read) {
        Text section = TEXT_EMPTY;
        PackBuilder *builder = pack_builder_new(0);
        term_builder_finish(terms, &section);
        pack_builder_finish(builder, text_slice(&section), pack);
        pack_builder_free(builder);
        text_free(&section);
    }
    term_builder_free(terms);
    return is_read;
}

/* Makes the pack of a CodeSystem as JSON. */
static bool pack_json(const char *path, Text *pack, Error *error)
{
    Text text = TEXT_EMPTY;
    Rules *rules = rules_new_empty();
    Error inner = {.code = ERROR_NONE};
    bool is_text = file_read_stream(path, JSON_MAXIMUM, &text, NULL, &inner);
    bool is_read = is_text && rules_add_text(rules, path, text_slice(&text), &inner);
    if (is_text && !is_read && strcmp(inner.where, path) == 0) { /* it is no fault of a line */
        error_set(error, ERROR_FORMAT, path, "the file has no CodeSystem; " EXPECTED);
    } else if (!is_read) {
        error_set(error, inner.code, inner.where, "%s", inner.message);
    }
    if (is_read && rules_problem_count(rules) > 0) {
        const Error *problem = rules_problem(rules, 0);
        is_read = error_set(error, problem->code, problem->where, "%s", problem->message);
    }
    if (is_read) {
        text_append(pack, rules_last_pack(rules));
    }
    rules_free(rules);
    text_free(&text);
    return is_read;
}

static bool write_index(const CodeSystem *system, Slice pack, Error *error)
{
    Text path = TEXT_EMPTY, bytes = TEXT_EMPTY;
    StoreHead head = {.order = 1, .form = STORE_FORM, .length = pack.length, .sum = sum_of(pack)};
    memcpy(head.magic, MAGIC, sizeof head.magic);
    bool is_written = cache_file_append(FOLDER, code_system_url(system), SUFFIX, &path, error);
    if (is_written) {
        text_append(&bytes, slice_make((const char *)&head, sizeof head));
        text_append(&bytes, pack);
        is_written = cache_file_write(path.bytes, text_slice(&bytes), error);
    }
    text_free(&path);
    text_free(&bytes);
    return is_written;
}

/* Fails for a pack that is not one code system with codes. */
static bool fail_without_codes(const char *path, Slice pack, Error *error)
{
    PackHeader header;
    memcpy(&header, pack.bytes, sizeof header);
    Slice section = header.terminology_size > 0 ? slice_part(pack, header.terminology, header.terminology_size) : pack;
    uint32_t count = header.terminology_size > 0 ? ((const TermHeader *)(const void *)section.bytes)->system_count : 0;
    return count > 1    ? error_set(error, ERROR_FORMAT, path,
                                    "the file has %u code systems; add a file with one CodeSystem for each", count)
           : count == 1 ? error_set(error, ERROR_FORMAT, path, "the CodeSystem has no codes")
                        : error_set(error, ERROR_FORMAT, path, "the file has no CodeSystem; " EXPECTED);
}

bool term_store_add(const char *path, void (*visit)(void *context, const StoredSystem *system), void *context,
                    Error *error)
{
    Text pack = TEXT_EMPTY;
    FileState state;
    if (!file_state(path, &state, error)) {
        return false;
    }
    Publication publication = publication_of(path);
    bool is_added = publication == PUBLICATION_UNKNOWN
                        ? error_set(error, ERROR_FORMAT, path, "not a code system; " EXPECTED)
                    : publication == PUBLICATION_JSON ? pack_json(path, &pack, error)
                                                      : pack_tables(path, publication, &pack, error);
    if (is_added) {
        const CodeSystem *system = packed_system(text_slice(&pack));
        is_added = system && system->concept_count > 0 ? write_index(system, text_slice(&pack), error)
                                                       : fail_without_codes(path, text_slice(&pack), error);
        if (is_added) {
            StoredSystem stored = stored_system(system);
            visit(context, &stored);
        }
    }
    text_free(&pack);
    return is_added;
}

bool term_store_remove(Slice url, Error *error)
{
    Text path = TEXT_EMPTY;
    bool is_removed = cache_file_append(FOLDER, url, SUFFIX, &path, error);
    if (is_removed && unlink(path.bytes) != 0) {
        char *name = memory_copy_string(url);
        is_removed = errno == ENOENT ? error_set(error, ERROR_NOT_FOUND, name, "no such code system was added")
                                     : error_set_errno(error, path.bytes, "cannot remove");
        free(name);
    }
    text_free(&path);
    return is_removed;
}
