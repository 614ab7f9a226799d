/*
 * SNOMED CT's tables: concepts, descriptions and relationships lie in files of their own, in any order. All are read,
 * then the concepts are added one after the other, each with its names and parents.
 *
 * Of a concept's names in use, the display is the synonym that the fully specified name is without its tag, else the
 * first synonym, English before others; all others are designations.
 */
#include "src/terms/publisher.h"

#include "src/base/file.h"
#include "src/base/slice_map.h"
#include "src/profile/pack/term_section.h"
#include "src/terms/table_reader.h"

#include <stdlib.h>

#define FULL_NAME "900000000000003001"
#define SYNONYM   "900000000000013009"
#define IS_A      "116680003"

/* What is said of a concept: a name, or a parent. */
typedef struct Said {
    uint32_t concept;
    uint32_t is_full; /* the fully specified name */
    Slice language;   /* empty: of a parent */
    Slice text;
} Said;

typedef struct SaidList {
    Said *items;
    size_t count;
    size_t capacity;
    size_t *starts; /* of each concept, its first; one more at the end */
} SaidList;

typedef struct Release {
    Arena *arena;
    SliceMap concepts; /* identifier to its position */
    unsigned char *is_active;
    size_t active_capacity;
    SliceMap languages;
    SaidList names;
    SaidList parents;
    char *folder;
} Release;

static void release_free(Release *release)
{
    arena_free(release->arena);
    slice_map_free(&release->concepts);
    slice_map_free(&release->languages);
    free(release->is_active);
    free(release->names.items);
    free(release->names.starts);
    free(release->parents.items);
    free(release->parents.starts);
    free(release->folder);
}

/* ---- reading ---- */

/* Columns that a file of the release must have, as many as are not NULL. */
enum { COLUMNS_MAXIMUM = 6 };
typedef struct ReleaseFile {
    const char *prefix; /* of names of files */
    const char *columns[COLUMNS_MAXIMUM];
    void (*take)(Release *release, const TableReader *table, const size_t *columns);
} ReleaseFile;

static bool is_active(const TableReader *table, const size_t *columns)
{
    return slice_equals(table_field(table, columns[0]), SLICE("1"));
}

static void take_concept(Release *release, const TableReader *table, const size_t *columns)
{
    Slice code = table_field(table, columns[1]);
    uint32_t *known = slice_map_find(&release->concepts, code);
    if (!known && code.length > 0) {
        uint32_t position = (uint32_t)release->concepts.count;
        *slice_map_add(&release->concepts, arena_copy(release->arena, code), NULL) = position;
        ARRAY_RESERVE(release->is_active, release->active_capacity, position + 1);
        release->is_active[position] = is_active(table, columns);
    }
}

static Said *add_said(SaidList *list, uint32_t concept)
{
    ARRAY_RESERVE(list->items, list->capacity, list->count + 1);
    list->items[list->count] = (Said){.concept = concept};
    return &list->items[list->count++];
}

/* The copy of a language that all names share. */
static Slice language_of(Release *release, Slice language)
{
    const uint32_t *known = slice_map_find(&release->languages, language);
    if (known) {
        return release->languages.entries[*known].key;
    }
    Slice copy = arena_copy(release->arena, language);
    uint32_t position = (uint32_t)release->languages.count;
    *slice_map_add(&release->languages, copy, NULL) = position;
    return copy;
}

static void take_description(Release *release, const TableReader *table, const size_t *columns)
{
    Slice type = table_field(table, columns[2]);
    bool is_full = slice_equals(type, SLICE(FULL_NAME));
    const uint32_t *concept = slice_map_find(&release->concepts, table_field(table, columns[1]));
    if (concept && is_active(table, columns) && (is_full || slice_equals(type, SLICE(SYNONYM)))) {
        Said *said = add_said(&release->names, *concept);
        said->is_full = is_full;
        said->language = language_of(release, table_field(table, columns[3]));
        said->text = arena_copy(release->arena, table_field(table, columns[4]));
    }
}

static void take_relationship(Release *release, const TableReader *table, const size_t *columns)
{
    if (!is_active(table, columns) || !slice_equals(table_field(table, columns[3]), SLICE(IS_A))) {
        return;
    }
    const uint32_t *child = slice_map_find(&release->concepts, table_field(table, columns[1]));
    const uint32_t *parent = slice_map_find(&release->concepts, table_field(table, columns[2]));
    if (child && parent) {
        add_said(&release->parents, *child)->text = release->concepts.entries[*parent].key;
    }
}

static const ReleaseFile FILES[] = {
    {"sct2_Concept_Snapshot", {"active", "id", "definitionStatusId"}, take_concept},
    {"sct2_Description_Snapshot", {"active", "conceptId", "typeId", "languageCode", "term"}, take_description},
    {"sct2_Relationship_Snapshot", {"active", "sourceId", "destinationId", "typeId"}, take_relationship},
};
enum { FILE_COUNT = sizeof FILES / sizeof *FILES };

static bool read_file(Release *release, const ReleaseFile *file, const char *path, Error *error)
{
    size_t columns[COLUMNS_MAXIMUM] = {0};
    TableReader *table = table_open(path, TABLE_TABS, error);
    bool is_read = table;
    for (size_t i = 0; is_read && i < COLUMNS_MAXIMUM && file->columns[i]; i++) {
        is_read = table_column(table, slice_from(file->columns[i]), &columns[i], error);
    }
    TableStep step = TABLE_ROW;
    while (is_read && (step = table_next(table, error)) == TABLE_ROW) {
        file->take(release, table, columns);
    }
    table_close(table);
    return is_read && step == TABLE_END;
}

/* ---- the files of a release ---- */

static bool has_concepts(const char *folder)
{
    FileList list = {0};
    bool is_there = false;
    if (file_list_folder(folder, &list, NULL)) {
        for (size_t i = 0; i < list.count; i++) {
            is_there = is_there || slice_starts_with(slice_from(list.names[i]), slice_from(FILES[0].prefix));
        }
    }
    file_list_free(&list);
    return is_there;
}

/* The folder of the tables: of a file the one that it is in, else the folder itself, or where a release has it. NULL,
   with a sentence, if there are none. */
static char *folder_of(const char *path, Error *error)
{
    static const char *const BELOW[] = {".", "Terminology", "Snapshot/Terminology"};
    if (!file_is_folder(path)) {
        const char *slash = strrchr(path, '/');
        char *folder =
            slash ? memory_copy_string(slice_make(path, (size_t)(slash - path) + 1)) : memory_copy_string(SLICE("."));
        if (has_concepts(folder)) {
            return folder;
        }
        free(folder);
    }
    for (size_t i = 0; file_is_folder(path) && i < sizeof BELOW / sizeof *BELOW; i++) {
        char *folder = file_join(path, BELOW[i]);
        if (has_concepts(folder)) {
            return folder;
        }
        free(folder);
    }
    error_set(error, ERROR_NOT_FOUND, path, "the folder has no file %s…", FILES[0].prefix);
    return NULL;
}

/* Reads the files of a kind; false where one cannot be read, or none is there that must be. */
static bool read_files(Release *release, const ReleaseFile *file, const FileList *list, bool is_needed, Error *error)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        Slice name = slice_from(list->names[i]);
        if (slice_starts_with(name, slice_from(file->prefix))) {
            char *path = file_join(release->folder, list->names[i]);
            bool is_read = read_file(release, file, path, error);
            free(path);
            count++;
            if (!is_read) {
                return false;
            }
        }
    }
    return count > 0 || !is_needed ||
           error_set(error, ERROR_NOT_FOUND, release->folder, "the folder has no file %s…", file->prefix);
}

/* Appends the version, by the name of the file of concepts ("sct2_Concept_Snapshot_INT_20240901.txt"): of the
   International Edition the URI of the version (http://hl7.org/fhir/R4/snomedct.html), of others the date. */
static void append_version(const FileList *list, Text *version)
{
    for (size_t i = 0; i < list->count && version->length == 0; i++) {
        Slice name = slice_from(list->names[i]);
        if (slice_starts_with(name, slice_from(FILES[0].prefix))) {
            size_t dot = slice_find(name, SLICE(".txt"), 0);
            Slice date = dot != SIZE_MAX && dot > 8 ? slice_part(name, dot - 8, 8) : SLICE("");
            bool is_international = slice_find(name, SLICE("_INT_"), 0) != SIZE_MAX && date.length > 0;
            text_append(version,
                        is_international ? SLICE("http://snomed.info/sct/900000000000207008/version/") : SLICE(""));
            text_append(version, date);
        }
    }
}

/* ---- adding ---- */

/* Sorts a list by concept, keeping the order of what is said of one. */
static void sort_list(SaidList *list, size_t concept_count)
{
    size_t *starts = memory_allocate_zeroed(concept_count + 2, sizeof *starts);
    for (size_t i = 0; i < list->count; i++) {
        starts[list->items[i].concept + 2]++;
    }
    for (size_t i = 2; i < concept_count + 2; i++) {
        starts[i] += starts[i - 1];
    }
    Said *sorted = memory_allocate(list->count * sizeof *sorted);
    for (size_t i = 0; i < list->count; i++) {
        sorted[starts[list->items[i].concept + 1]++] = list->items[i];
    }
    free(list->items);
    list->items = sorted;
    list->starts = starts;
}

/* A fully specified name without its tag: "Structure of head (body structure)". */
static Slice without_tag(Slice name)
{
    size_t at = slice_ends_with(name, SLICE(")")) ? name.length : 0;
    while (at > 0 && name.bytes[at - 1] != '(') {
        at--;
    }
    return at > 1 ? slice_trim(slice_part(name, 0, at - 1)) : name;
}

/* The rank of a name as display: the greatest is taken. */
static unsigned rank_of(const Said *said, Slice plain)
{
    unsigned english = slice_equals(said->language, SLICE("en")) ? 4 : 0;
    return said->is_full ? english / 4 : 2 + english + (slice_equals(said->text, plain) ? 1 : 0);
}

/* The display among the names of a concept. */
static Slice display_of(const Said *names, size_t count)
{
    Slice plain = SLICE(""), display = SLICE("");
    unsigned best = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_taken = names[i].is_full && (plain.length == 0 || slice_equals(names[i].language, SLICE("en")));
        plain = is_taken ? without_tag(names[i].text) : plain;
    }
    for (size_t i = 0; i < count; i++) {
        unsigned rank = rank_of(&names[i], plain);
        if (rank > best || display.length == 0) {
            best = rank;
            display = names[i].is_full ? plain : names[i].text;
        }
    }
    return display;
}

static void add_concept(struct TermBuilder *builder, const Release *release, uint32_t concept)
{
    const Said *names = release->names.items + release->names.starts[concept];
    size_t count = release->names.starts[concept + 1] - release->names.starts[concept];
    Slice display = display_of(names, count);
    term_stream_concept(builder, release->concepts.entries[concept].key, display,
                        release->is_active[concept] ? 0 : TERM_INACTIVE);
    for (size_t i = 0; i < count; i++) {
        if (!slice_equals(names[i].text, display)) {
            term_stream_designation(builder, names[i].language, names[i].text);
        }
    }
    for (size_t i = release->parents.starts[concept]; i < release->parents.starts[concept + 1]; i++) {
        term_stream_parent(builder, release->parents.items[i].text);
    }
}

bool publisher_read_snomed(struct TermBuilder *builder, const char *path, Error *error)
{
    Release release = {.folder = folder_of(path, error)};
    FileList list = {0};
    release.arena = arena_new();
    bool is_read = release.folder && file_list_folder(release.folder, &list, error);
    for (size_t i = 0; is_read && i < FILE_COUNT; i++) {
        is_read = read_files(&release, &FILES[i], &list, i < 2, error);
    }
    if (is_read) {
        Text version = TEXT_EMPTY;
        sort_list(&release.names, release.concepts.count);
        sort_list(&release.parents, release.concepts.count);
        append_version(&list, &version);
        term_stream_begin(builder, SLICE("http://snomed.info/sct"), SLICE("SNOMED CT"));
        for (uint32_t i = 0; i < release.concepts.count; i++) {
            add_concept(builder, &release, i);
        }
        term_stream_end(builder, text_slice(&version));
        text_free(&version);
    }
    file_list_free(&list);
    release_free(&release);
    return is_read;
}
