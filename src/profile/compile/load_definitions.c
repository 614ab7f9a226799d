/*
 * Rules: taking in definitions from files, folders and packages at run time.
 *
 * Whatever is given is compiled to one pack and put on top of those that are there.
 */
#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/memory.h"
#include "src/profile/compile/archive.h"
#include "src/profile/compile/compile.h"
#include "src/profile/compile/definition_fault.h"
#include "src/profile/pack/registry.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_MAXIMUM = 256 << 20 };

/* What is being taken in. */
typedef struct Intake {
    Rules *rules;
    Compilation *compilation;
    const char *path; /* that was given: a file, folder or package */
    Text text;        /* of the file that was given: it may be a pipe, which is read only once */
    uint32_t skipped; /* files that could not be read */
    bool is_package;  /* it has a package.json: what a guide in it asks for holds for all resources */
} Intake;

/* Notes what is wrong at the path in a text of a file; `path` is NULL where it is not known what the file holds. */
static void note_problem(Intake *intake, Slice file, Slice text, const char *path, ErrorCode code, const char *reason)
{
    Error problem;
    char *where = definition_where(file, text, path);
    error_set(&problem, code, where, "%s", reason);
    rules_note_problem(intake->rules, &problem);
    free(where);
}

/* What the visit of the faults of a text needs. */
typedef struct TextIntake {
    Intake *intake;
    Slice file;
    Slice text;
} TextIntake;

static void take_fault(void *context, const char *path, const char *reason)
{
    const TextIntake *taking = context;
    note_problem(taking->intake, taking->file, taking->text, path, ERROR_FORMAT, reason);
}

/* The value of a JSON text, which the caller frees; NULL, with a fault noted, where it is not one JSON value. */
static cJSON *read_json(TextIntake *taking)
{
    if (!definition_is_json(taking->text, take_fault, taking)) {
        return NULL;
    }
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = memory_allocate, .free_fn = free});
    cJSON *value = cJSON_ParseWithLength(taking->text.bytes, taking->text.length);
    if (!value) {
        take_fault(taking, "@0", "the JSON cannot be read");
    }
    return value;
}

/* Adds one JSON text; what is no JSON or no sound definition is counted. */
static void add_text(Intake *intake, Slice file, Slice text)
{
    TextIntake taking = {intake, file, text};
    cJSON *resource = read_json(&taking);
    Error error = {0};
    compilation_set_file(intake->compilation, file);
    if (!resource) {
        intake->skipped++;
    } else if (!compilation_add(intake->compilation, resource, &error)) {
        note_problem(intake, file, text, error.where, error.code, error.message);
        intake->skipped++;
    } else {
        definition_faults(resource, take_fault, &taking);
    }
    cJSON_Delete(resource);
}

/* Reads the description of a package, which is not a definition, but must be JSON. */
static void read_description(Intake *intake, Slice file, Slice text)
{
    intake->is_package = true;
    definition_is_json(text, take_fault, &(TextIntake){intake, file, text});
}

static bool is_definition_name(Slice name)
{
    return slice_ends_with(name, SLICE(".json"));
}

/* Files of a package: definitions lie at its top or under `package/`; `.index.json`, `package.json` and what lies
   deeper (examples, other) is left out. */
static bool visit_member(void *context, Slice name, Slice content)
{
    Intake *intake = context;
    if (slice_starts_with(name, SLICE("./"))) {
        name = slice_part(name, 2, name.length);
    }
    if (slice_starts_with(name, SLICE("package/"))) {
        name = slice_part(name, 8, name.length);
    }
    bool is_deeper = memchr(name.bytes, '/', name.length) != NULL;
    if (!is_deeper && is_definition_name(name) && name.bytes[0] != '.') {
        char *below = memory_copy_string(name);
        char *file = file_join(intake->path, below);
        bool is_description = slice_equals(name, SLICE("package.json"));
        (is_description ? read_description : add_text)(intake, slice_from(file), content);
        free(file);
        free(below);
    }
    return true;
}

/* Reads a file of a folder, which is never waited for. */
static bool add_file(Intake *intake, const char *path, bool is_description, Error *error)
{
    Text text = TEXT_EMPTY;
    bool is_read = file_read(path, FILE_MAXIMUM, &text, NULL, error);
    if (is_read) {
        (is_description ? read_description : add_text)(intake, slice_from(path), text_slice(&text));
    }
    text_free(&text);
    return is_read;
}

/* The folder with the definitions of an unpacked package is its folder `package`, where it has one. */
static char *definition_folder(const char *path)
{
    char *below = file_join(path, "package");
    if (file_is_folder(below)) {
        return below;
    }
    free(below);
    return memory_copy_string(slice_from(path));
}

/* Adds the definitions among the files of a folder; those that are none are passed over. */
static bool add_folder(Intake *intake, const char *path, Error *error)
{
    char *folder = definition_folder(path);
    FileList list = {0};
    bool is_listed = file_list_folder(folder, &list, error);
    for (size_t i = 0; is_listed && i < list.count; i++) {
        Slice name = slice_from(list.names[i]);
        if (!is_definition_name(name) || name.bytes[0] == '.') {
            continue;
        }
        char *file = file_join(folder, list.names[i]);
        Error unread;
        if (!file_is_folder(file) && !add_file(intake, file, slice_equals(name, SLICE("package.json")), &unread)) {
            rules_note_problem(intake->rules, &unread);
            intake->skipped++;
        }
        free(file);
    }
    file_list_free(&list);
    free(folder);
    return is_listed;
}

static bool is_archive(Slice path)
{
    return slice_ends_with(path, SLICE(".tgz")) || slice_ends_with(path, SLICE(".tar.gz"));
}

/* Gathers the definitions of a path, or of the text that was read from it. */
static bool take_in(Intake *intake, const char *path, Error *error)
{
    if (!intake->text.length && file_is_folder(path)) {
        return add_folder(intake, path, error);
    }
    if (!intake->text.length && is_archive(slice_from(path))) {
        return archive_visit(path, visit_member, intake, error);
    }
    if (!intake->text.length && !file_read_stream(path, FILE_MAXIMUM, &intake->text, NULL, error)) {
        return false;
    }
    add_text(intake, slice_from(path), text_slice(&intake->text));
    return true;
}

/* ---- where failed structures are ---- */

/* A file that is looked for in an archive. */
typedef struct Wanted {
    Intake *intake;
    const FailedStructure *failure;
} Wanted;

static void note_failure(Intake *intake, const FailedStructure *failure, Slice text)
{
    Slice reason = failure->reason;
    char *sentence = memory_copy_string(reason);
    note_problem(intake, failure->file, text, text.length > 0 ? failure->path.bytes : NULL, ERROR_FORMAT, sentence);
    free(sentence);
}

static bool visit_wanted(void *context, Slice name, Slice content)
{
    const Wanted *wanted = context;
    Slice file = wanted->failure->file;
    size_t start = strlen(wanted->intake->path) + 1;
    bool is_it = file.length > start && slice_ends_with(name, slice_part(file, start, file.length));
    if (is_it) {
        note_failure(wanted->intake, wanted->failure, content);
    }
    return !is_it;
}

/* Notes a structure without snapshot as a problem, with its place: the file is read again. */
static void note_failed(Intake *intake, const FailedStructure *failure)
{
    if (!intake->text.length && is_archive(slice_from(intake->path))) {
        archive_visit(intake->path, visit_wanted, &(Wanted){intake, failure}, NULL);
        return;
    }
    if (intake->text.length) {
        note_failure(intake, failure, text_slice(&intake->text));
        return;
    }
    Text text = TEXT_EMPTY;
    file_read(failure->file.bytes, FILE_MAXIMUM, &text, NULL, NULL);
    note_failure(intake, failure, text_slice(&text));
    text_free(&text);
}

/* Notes what the compilation found: structures that cannot be used, and global profiles. */
static void note_findings(Intake *intake)
{
    size_t position = 0, global_count;
    FailedStructure failure;
    while (compilation_failure(intake->compilation, &position, &failure)) {
        rules_note_unusable(intake->rules, failure.url, failure.version, failure.reason);
        if (!failure.is_base_missing) {
            note_failed(intake, &failure);
        }
    }
    const GlobalProfile *globals = compilation_globals(intake->compilation, &global_count);
    for (size_t i = 0; i < global_count && intake->is_package; i++) {
        rules_note_global(intake->rules, globals[i].type, globals[i].profile);
    }
}

/* Takes in what an intake names, and counts what of it could not be read. */
static bool add_intake(Intake *intake, uint32_t *skipped, Error *error)
{
    Rules *rules = intake->rules;
    uint32_t problem_count = rules_problem_count(rules), global_count = rules_global_count(rules), failed = 0;
    Text pack = TEXT_EMPTY;
    bool is_read = take_in(intake, intake->path, error);
    uint32_t count = is_read ? compilation_finish(intake->compilation, &pack, &failed, NULL) : 0;
    if (is_read) {
        note_findings(intake);
    }
    if (skipped) {
        *skipped = intake->skipped + failed;
    }
    if (count) {
        rules_take_pack(rules, &pack);
    }
    text_free(&pack);
    if (!is_read || count || failed || rules_global_count(rules) > global_count) {
        return is_read;
    }
    if (rules_problem_count(rules) > problem_count) {
        const Error *why = rules_problem(rules, problem_count);
        return error_set(error, why->code, why->where, "%s", why->message);
    }
    return error_set(error, ERROR_FORMAT, intake->path, "no StructureDefinition, ValueSet or CodeSystem found");
}

bool rules_add(Rules *rules, const char *path, uint32_t *skipped, Error *error)
{
    Intake intake = {.rules = rules, .compilation = compilation_new(rules, hash_key_seed()), .path = path};
    bool is_added = add_intake(&intake, skipped, error);
    compilation_free(intake.compilation);
    text_free(&intake.text);
    return is_added;
}

bool rules_add_text(Rules *rules, const char *path, Slice text, Error *error)
{
    Intake intake = {.rules = rules, .compilation = compilation_new(rules, hash_key_seed()), .path = path};
    text_append(&intake.text, text);
    bool is_added = add_intake(&intake, NULL, error);
    compilation_free(intake.compilation);
    text_free(&intake.text);
    return is_added;
}

bool rules_add_cached_package(Rules *rules, Slice name_and_version, Error *error)
{
    char *name = memory_copy_string(name_and_version);
    const char *home = getenv("HOME");
    bool is_name = strchr(name, '#') && !strchr(name, '/') && name[0] != '.';
    bool is_added = false;
    if (!is_name) {
        error_set(error, ERROR_FORMAT, name, "a package must be NAME#VERSION, such as hl7.fhir.uv.ips#2.0.0");
    } else if (!home) {
        error_set(error, ERROR_NOT_FOUND, name, "the package cache is unknown: HOME is not set");
    } else {
        char *cache = file_join(home, ".fhir/packages");
        char *folder = file_join(cache, name);
        is_added = file_is_folder(folder)
                       ? rules_add(rules, folder, NULL, error)
                       : error_set(error, ERROR_NOT_FOUND, folder, "the package is not in the package cache");
        free(folder);
        free(cache);
    }
    free(name);
    return is_added;
}
