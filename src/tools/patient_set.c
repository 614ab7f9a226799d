/*
 * patient_set: takes the Global Patient Set of SNOMED CT from the terminology package: the codes that are free for all.
 *
 *     patient_set PACKAGES FOLDER
 *
 * PACKAGES holds the packages as published (.tgz). The set is published as a ValueSet that lists codes with their fully
 * specified names; FOLDER gets it as a fragment of the code system, one definition in a line
 * (snomed-code-systems.ndjson).
 */
#include "src/base/file.h"
#include "src/base/systems.h"
#include "src/profile/compile/archive.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

#define PACKAGE     "hl7.terminology.r4-"
#define PATIENT_SET "ValueSet-snomed-intl-gps.json"

/* Takes the file's resource as context; stops where it was found. */
static bool visit(void *context, Slice name, Slice content)
{
    cJSON **found = context;
    if (slice_ends_with(name, SLICE("/" PATIENT_SET))) {
        *found = cJSON_ParseWithLength(content.bytes, content.length);
    }
    return !*found;
}

/* The value set, for the caller to delete; NULL where the package is not there or does not have it. */
static cJSON *read_value_set(const char *folder, Error *error)
{
    FileList files = {0};
    cJSON *found = NULL;
    bool is_fine = file_list_folder(folder, &files, error);
    for (size_t i = 0; i < files.count && is_fine && !found; i++) {
        if (slice_starts_with(slice_from(files.names[i]), SLICE(PACKAGE))) {
            char *path = file_join(folder, files.names[i]);
            is_fine = archive_visit(path, visit, &found, error);
            free(path);
        }
    }
    file_list_free(&files);
    if (is_fine && !found) {
        error_set(error, ERROR_NOT_FOUND, folder, "no package %s*.tgz with %s", PACKAGE, PATIENT_SET);
    }
    return found;
}

/* The code system with the concepts of the value set, which are moved, for the caller to delete. */
static cJSON *make_system(cJSON *value_set)
{
    cJSON *system = cJSON_CreateObject();
    cJSON_AddStringToObject(system, "resourceType", "CodeSystem");
    cJSON_AddStringToObject(system, "url", SYSTEM_SNOMED);
    cJSON *include = cJSON_GetArrayItem(cJSON_GetObjectItem(cJSON_GetObjectItem(value_set, "compose"), "include"), 0);
    cJSON_AddItemToObject(system, "version", cJSON_DetachItemFromObject(include, "version"));
    cJSON_AddStringToObject(system, "name", "SNOMED_CT");
    cJSON_AddStringToObject(system, "title", "SNOMED CT");
    cJSON_AddStringToObject(system, "status", "active");
    cJSON_AddBoolToObject(system, "caseSensitive", false);
    cJSON_AddStringToObject(system, "content", "fragment");
    cJSON_AddItemToObject(system, "concept", cJSON_DetachItemFromObject(include, "concept"));
    return system;
}

static bool write_line(const cJSON *system, const char *path, Error *error)
{
    FILE *file = fopen(path, "wb");
    if (!file) {
        return error_set_errno(error, path, "could not be written");
    }
    char *line = cJSON_PrintUnformatted(system);
    fprintf(file, "%s\n", line);
    cJSON_free(line);
    bool is_written = !ferror(file);
    return (fclose(file) == 0 && is_written) || error_set_errno(error, path, "could not be written");
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: patient_set PACKAGES FOLDER\n");
        return 2;
    }
    Error error = {0};
    cJSON *value_set = read_value_set(arguments[1], &error);
    bool is_fine = value_set != NULL;
    if (is_fine) {
        cJSON *system = make_system(value_set);
        char *path = file_join(arguments[2], "snomed-code-systems.ndjson");
        is_fine = write_line(system, path, &error);
        free(path);
        cJSON_Delete(system);
    }
    cJSON_Delete(value_set);
    if (!is_fine) {
        fprintf(stderr, "patient_set: %s: %s\n", error.where, error.message);
    }
    return is_fine ? 0 : 2;
}
