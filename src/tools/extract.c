/*
 * extract: takes the facts that the program needs from the official FHIR packages.
 *
 *     extract PACKAGES FOLDER
 *
 * PACKAGES holds the packages as published (.tgz); FOLDER gets one file per package and kind of resource, one
 * definition a line, sorted by URL, so that a second run changes nothing and a new package shows as lines in a diff.
 *
 * What is kept is listed member by member in src/tools/facts.h.
 */
#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/base/slice_map.h"
#include "src/base/systems.h"
#include "src/profile/compile/archive.h"
#include "src/profile/facts/text_table.h"
#include "src/tools/facts.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

/* The packages: the beginning of their files' names, and that of the files that are written. */
enum { R4, EXTENSIONS, IPS, TERMINOLOGY, PACKAGE_COUNT };
static const struct {
    const char *prefix;
    const char *name;
} packages[PACKAGE_COUNT] = {
    [R4] = {"hl7.fhir.r4.core-", "r4"},
    [EXTENSIONS] = {"hl7.fhir.uv.extensions.r4-", "extensions"},
    [IPS] = {"hl7.fhir.uv.ips-", "ips"},
    [TERMINOLOGY] = {"hl7.terminology.r4-", "terminology"},
};

/* ---- copying what is kept ---- */

static const cJSON *get(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static Slice get_text(const cJSON *object, const char *name)
{
    return slice_from(cJSON_GetStringValue(get(object, name)));
}

static const Fact *find_fact(const Fact *facts, Slice name)
{
    for (; facts->name; facts++) {
        Slice known = slice_from(facts->name);
        bool is_beginning =
            slice_ends_with(known, SLICE("*")) && slice_starts_with(name, slice_part(known, 0, known.length - 1));
        if (is_beginning || slice_equals(known, name)) {
            return facts;
        }
    }
    return NULL;
}

static cJSON *copy_kept(const cJSON *value, const Fact *facts);

/* The extensions of a list that are among `known`; of those with inner extensions, the inner ones that are. */
static cJSON *copy_extensions(const cJSON *list, const Fact *known)
{
    cJSON *kept = cJSON_CreateArray();
    const cJSON *extension;
    cJSON_ArrayForEach(extension, list)
    {
        const Fact *fact = find_fact(known, get_text(extension, "url"));
        if (!fact) {
            continue;
        }
        cJSON *copy = cJSON_Duplicate(extension, true);
        if (fact->parts) {
            cJSON_DeleteItemFromObjectCaseSensitive(copy, "extension");
            cJSON_AddItemToObject(copy, "extension", copy_extensions(get(extension, "extension"), fact->parts));
        }
        cJSON_AddItemToArray(kept, copy);
    }
    return kept;
}

/* A copy of one member; NULL where nothing of it is kept. */
static cJSON *copy_member(const cJSON *value, const Fact *fact)
{
    cJSON *kept;
    if (strcmp(fact->name, "extension") == 0) {
        kept = copy_extensions(value, extensions);
    } else if (!fact->parts) {
        return cJSON_Duplicate(value, true);
    } else if (cJSON_IsArray(value)) {
        kept = cJSON_CreateArray();
        const cJSON *item;
        cJSON_ArrayForEach(item, value)
        {
            cJSON_AddItemToArray(kept, copy_kept(item, fact->parts));
        }
    } else {
        kept = copy_kept(value, fact->parts);
    }
    if (cJSON_GetArraySize(kept) == 0) {
        cJSON_Delete(kept);
        return NULL;
    }
    return kept;
}

/* A copy of an object with what is kept of it. Depth is bounded by cJSON's. */
static cJSON *copy_kept(const cJSON *value, const Fact *facts)
{
    cJSON *copy = cJSON_CreateObject();
    const cJSON *item;
    cJSON_ArrayForEach(item, value)
    {
        const Fact *fact = find_fact(facts, slice_from(item->string));
        cJSON *kept = fact ? copy_member(item, fact) : NULL;
        if (kept) {
            cJSON_AddItemToObject(copy, item->string, kept);
        }
    }
    return copy;
}

/* ---- correcting ---- */

/* What the packages state wrongly: element, member of it, what it is instead, and, where not all elements of that id
   are meant, a member with the value that it has. */
TEXT_TABLE(corrections, "src/definitions/corrections.tsv");

enum { COLUMN_MEMBER = 1, COLUMN_VALUE, COLUMN_WHERE, COLUMN_IS };

/* Follows names and positions with dots between them; NULL where they lead nowhere. */
static cJSON *follow(cJSON *value, Slice path)
{
    while (value && path.length > 0) {
        char step[32] = "";
        size_t end = slice_find(path, SLICE("."), 0);
        Slice name = slice_part(path, 0, end < sizeof step ? end : sizeof step - 1);
        memcpy(step, name.bytes, name.length);
        value = cJSON_IsArray(value) ? cJSON_GetArrayItem(value, atoi(step))
                                     : cJSON_GetObjectItemCaseSensitive(value, step);
        path = slice_part(path, name.length + 1, path.length);
    }
    return value;
}

/* Corrects an element by the row for its id. */
static void correct_element(cJSON *stated)
{
    Slice row;
    if (!text_table_find(TEXT_TABLE_OF(corrections), get_text(stated, "id"), &row)) {
        return;
    }
    Slice where = text_table_column(row, COLUMN_WHERE);
    const char *is = cJSON_GetStringValue(follow(stated, where));
    cJSON *target = follow(stated, text_table_column(row, COLUMN_MEMBER));
    bool is_meant = slice_equals(where, SLICE("-")) || slice_equals(slice_from(is), text_table_column(row, COLUMN_IS));
    if (is_meant && target) {
        Slice value = text_table_column(row, COLUMN_VALUE);
        char *copy = memory_copy_string(value);
        cJSON_SetValuestring(target, copy);
        free(copy);
    }
}

static void correct(cJSON *structure)
{
    cJSON *stated;
    cJSON_ArrayForEach(stated, get(get(structure, "differential"), "element"))
    {
        correct_element(stated);
    }
}

/* ---- gathering ---- */

typedef struct Definition {
    cJSON *kept;
    Slice url;
    Slice version;
} Definition;

typedef struct Definitions {
    Definition *items;
    size_t count;
    size_t capacity;
} Definitions;

typedef struct Gathering {
    Definitions lists[PACKAGE_COUNT][KIND_COUNT];
    int package; /* the one that is being read */
} Gathering;

/* Facts that the program has a use for: structures of resources and data types that state something, code systems that
   are no supplements. */
static bool is_useful(const cJSON *resource, int kind)
{
    if (kind == STRUCTURES) {
        return get(resource, "differential") && !slice_equals(get_text(resource, "kind"), SLICE("logical"));
    }
    return kind != CODE_SYSTEMS || !get(resource, "supplements");
}

static void take(Gathering *gathering, const cJSON *resource)
{
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        if (!slice_equals(get_text(resource, "resourceType"), slice_from(kinds[kind].resource_type)) ||
            !is_useful(resource, kind)) {
            continue;
        }
        Definitions *list = &gathering->lists[gathering->package][kind];
        ARRAY_RESERVE(list->items, list->capacity, list->count + 1);
        cJSON *kept = copy_kept(resource, kinds[kind].facts);
        correct(kept);
        list->items[list->count++] = (Definition){kept, get_text(kept, "url"), get_text(kept, "version")};
    }
}

/* Definitions lie at the top of an archive or under `package/`; what lies deeper are examples. */
static bool visit(void *context_, Slice name, Slice content)
{
    const char *slash = memchr(name.bytes, '/', name.length);
    Slice folder = slash ? slice_part(name, 0, (size_t)(slash - name.bytes)) : SLICE("");
    Slice file = slash ? slice_part(name, folder.length + 1, name.length) : name;
    bool is_top = !slash || slice_equals(folder, SLICE(".")) || slice_equals(folder, SLICE("package"));
    if (is_top && !memchr(file.bytes, '/', file.length) && slice_ends_with(file, SLICE(".json"))) {
        cJSON *resource = cJSON_ParseWithLength(content.bytes, content.length);
        take(context_, resource);
        cJSON_Delete(resource);
    }
    return true;
}

/* Reads the package whose file name begins as it should; one that is not there is an error. */
static bool gather_package(Gathering *gathering, const char *folder, const FileList *files, Error *error)
{
    Slice prefix = slice_from(packages[gathering->package].prefix);
    for (size_t i = 0; i < files->count; i++) {
        if (slice_starts_with(slice_from(files->names[i]), prefix)) {
            char *path = file_join(folder, files->names[i]);
            bool is_read = archive_visit(path, visit, gathering, error);
            free(path);
            return is_read;
        }
    }
    return error_set(error, ERROR_NOT_FOUND, folder, "missing package %s*.tgz", prefix.bytes);
}

static bool gather(Gathering *gathering, const char *folder, Error *error)
{
    FileList files = {0};
    bool is_fine = file_list_folder(folder, &files, error);
    for (gathering->package = 0; is_fine && gathering->package < PACKAGE_COUNT; gathering->package++) {
        is_fine = gather_package(gathering, folder, &files, error);
    }
    file_list_free(&files);
    return is_fine;
}

static int compare_definitions(const void *a, const void *b)
{
    const Definition *left = a, *right = b;
    int order = slice_compare(left->url, right->url);
    return order ? order : slice_compare(left->version, right->version);
}

/* ---- choosing ---- */

/* Removes the definitions of a list for which `drops` says so. */
static void drop(Definitions *list, bool (*drops)(const SliceMap *urls, Slice url), const SliceMap *urls)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (drops(urls, list->items[i].url)) {
            cJSON_Delete(list->items[i].kept);
        } else {
            list->items[count++] = list->items[i];
        }
    }
    list->count = count;
}

static bool is_listed(const SliceMap *urls, Slice url)
{
    return slice_map_find(urls, url) != NULL;
}

static bool is_not_listed(const SliceMap *urls, Slice url)
{
    return !is_listed(urls, url);
}

static void list_urls(const Definitions *list, SliceMap *urls)
{
    for (size_t i = 0; i < list->count; i++) {
        slice_map_add(urls, list->items[i].url, NULL);
    }
}

/* Lists every string below a value, without what follows a bar: the canonical URLs that it refers to are among them. */
static void list_strings(const cJSON *value, SliceMap *strings)
{
    if (cJSON_IsString(value)) {
        Slice text = slice_from(value->valuestring);
        slice_map_add(strings, slice_part(text, 0, slice_find(text, SLICE("|"), 0)), NULL);
    }
    const cJSON *item;
    cJSON_ArrayForEach(item, value)
    {
        list_strings(item, strings);
    }
}

static void list_all_strings(const Definitions *list, SliceMap *strings)
{
    for (size_t i = 0; i < list->count; i++) {
        list_strings(list->items[i].kept, strings);
    }
}

/* Of the value sets of the terminology package those stay that R4 has too, or that something refers to. */
static void choose_value_sets(Gathering *gathering)
{
    Definitions *terminology = &gathering->lists[TERMINOLOGY][VALUE_SETS];
    SliceMap wanted = SLICE_MAP_EMPTY;
    list_urls(&gathering->lists[R4][VALUE_SETS], &wanted);
    for (int package = 0; package < PACKAGE_COUNT; package++) {
        list_all_strings(&gathering->lists[package][STRUCTURES], &wanted);
        if (package != TERMINOLOGY) {
            list_all_strings(&gathering->lists[package][VALUE_SETS], &wanted);
        }
    }
    size_t before;
    do {
        before = wanted.count;
        for (size_t i = 0; i < terminology->count; i++) {
            if (is_listed(&wanted, terminology->items[i].url)) {
                list_strings(terminology->items[i].kept, &wanted);
            }
        }
    } while (wanted.count != before);
    drop(terminology, is_not_listed, &wanted);
    slice_map_free(&wanted);
}

/* Where R4 and the terminology package have a definition, the latter's is the newer. */
static void drop_replaced(Gathering *gathering, int kind)
{
    SliceMap urls = SLICE_MAP_EMPTY;
    list_urls(&gathering->lists[TERMINOLOGY][kind], &urls);
    drop(&gathering->lists[R4][kind], is_listed, &urls);
    slice_map_free(&urls);
}

/* ---- properties of concepts ---- */

/* Lists the properties that filters of value sets ask for. */
static void list_filters(const Gathering *gathering, SliceMap *names)
{
    for (int package = 0; package < PACKAGE_COUNT; package++) {
        const Definitions *list = &gathering->lists[package][VALUE_SETS];
        for (size_t i = 0; i < list->count; i++) {
            const cJSON *include, *asked;
            cJSON_ArrayForEach(include, get(get(list->items[i].kept, "compose"), "include"))
            {
                cJSON_ArrayForEach(asked, get(include, "filter"))
                {
                    slice_map_add(names, get_text(asked, "property"), NULL);
                }
            }
        }
    }
}

/* Removes from a list the properties that are not wanted, and the list where nothing is left. */
static void drop_properties(cJSON *owner, const SliceMap *wanted)
{
    cJSON *list = cJSON_GetObjectItemCaseSensitive(owner, "property");
    for (int i = cJSON_GetArraySize(list); i > 0; i--) {
        if (is_not_listed(wanted, get_text(cJSON_GetArrayItem(list, i - 1), "code"))) {
            cJSON_DeleteItemFromArray(list, i - 1);
        }
    }
    if (list && cJSON_GetArraySize(list) == 0) {
        cJSON_DeleteItemFromObjectCaseSensitive(owner, "property");
    }
    cJSON *below;
    cJSON_ArrayForEach(below, cJSON_GetObjectItemCaseSensitive(owner, "concept"))
    {
        drop_properties(below, wanted);
    }
}

static void choose_properties(Gathering *gathering)
{
    SliceMap wanted = SLICE_MAP_EMPTY;
    for (size_t i = 0; i < sizeof concept_properties / sizeof *concept_properties; i++) {
        slice_map_add(&wanted, slice_from(concept_properties[i]), NULL);
    }
    list_filters(gathering, &wanted);
    for (int package = 0; package < PACKAGE_COUNT; package++) {
        Definitions *list = &gathering->lists[package][CODE_SYSTEMS];
        for (size_t i = 0; i < list->count; i++) {
            drop_properties(list->items[i].kept, &wanted);
        }
    }
    slice_map_free(&wanted);
}

/* ---- writing ---- */

static bool write_list(const Definitions *list, const char *path, Error *error)
{
    FILE *file = fopen(path, "wb");
    if (!file) {
        return error_set_errno(error, path, "could not be written");
    }
    for (size_t i = 0; i < list->count; i++) {
        char *line = cJSON_PrintUnformatted(list->items[i].kept);
        fprintf(file, "%s\n", line);
        cJSON_free(line);
    }
    bool is_written = !ferror(file);
    return (fclose(file) == 0 && is_written) || error_set_errno(error, path, "could not be written");
}

/* Writes one file for each kind of definition of each package. */
static bool write_all(Gathering *gathering, const char *folder, Error *error)
{
    bool is_fine = true;
    for (int package = 0; package < PACKAGE_COUNT; package++) {
        for (int kind = 0; kind < KIND_COUNT && is_fine; kind++) {
            Definitions *list = &gathering->lists[package][kind];
            if (!list->count) {
                continue;
            }
            char name[64];
            snprintf(name, sizeof name, "%s-%s.ndjson", packages[package].name, kinds[kind].file);
            char *path = file_join(folder, name);
            qsort(list->items, list->count, sizeof *list->items, compare_definitions);
            is_fine = write_list(list, path, error);
            free(path);
        }
    }
    return is_fine;
}

static void free_all(Gathering *gathering)
{
    for (int i = 0; i < PACKAGE_COUNT * KIND_COUNT; i++) {
        Definitions *list = &gathering->lists[i / KIND_COUNT][i % KIND_COUNT];
        for (size_t k = 0; k < list->count; k++) {
            cJSON_Delete(list->items[k].kept);
        }
        free(list->items);
    }
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: extract PACKAGES FOLDER\n");
        return 2;
    }
    Gathering gathering = {0};
    Error error = {0};
    bool is_fine = gather(&gathering, arguments[1], &error);
    if (is_fine) {
        choose_value_sets(&gathering);
        drop_replaced(&gathering, VALUE_SETS);
        drop_replaced(&gathering, CODE_SYSTEMS);
        choose_properties(&gathering);
        is_fine = write_all(&gathering, arguments[2], &error);
    }
    free_all(&gathering);
    if (!is_fine) {
        fprintf(stderr, "extract: %s: %s\n", error.where, error.message);
    }
    return is_fine ? 0 : 2;
}
