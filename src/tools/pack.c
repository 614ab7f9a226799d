/*
 * pack: compiles src/definitions to the pack that becomes part of the program.
 *
 *     pack FOLDER FILE
 *
 * Reads every *.ndjson of FOLDER, one definition a line. Of two definitions with the same URL the one read last is
 * taken: files are read in the order of their packages below, others after them by name.
 */
#include "src/base/file.h"
#include "src/profile/compile/compile.h"
#include "src/profile/pack/registry.h"

#include <stdio.h>
#include <stdlib.h>

enum { FILE_MAXIMUM = 256 << 20 };

static const char *const order[] = {"r4-", "terminology-", "extensions-", "ips-"};
enum { ORDER_COUNT = sizeof order / sizeof *order };

/* Position of a file's package in the order. */
static size_t rank_of(Slice name)
{
    size_t rank = 0;
    while (rank < ORDER_COUNT && !slice_starts_with(name, slice_from(order[rank]))) {
        rank++;
    }
    return rank;
}

/* Adds the definitions of a file, one a line. */
static bool add_lines(Compilation *compilation, const char *path, Slice text, Error *error)
{
    unsigned line = 1;
    for (size_t start = 0; start < text.length; line++) {
        size_t stop = slice_find(text, SLICE("\n"), start);
        stop = stop < text.length ? stop : text.length;
        cJSON *resource = cJSON_ParseWithLength(text.bytes + start, stop - start);
        bool is_taken = resource ? compilation_add(compilation, resource, error)
                                 : error_set(error, ERROR_FORMAT, path, "line %u is not JSON", line);
        cJSON_Delete(resource);
        if (!is_taken) {
            return false;
        }
        start = stop + 1;
    }
    return true;
}

static bool add_file(Compilation *compilation, const char *path, Error *error)
{
    Text text = TEXT_EMPTY;
    bool is_added =
        file_read(path, FILE_MAXIMUM, &text, NULL, error) && add_lines(compilation, path, text_slice(&text), error);
    text_free(&text);
    return is_added;
}

/* Adds the files of the folder whose package has this rank. */
static bool add_rank(Compilation *compilation, const char *folder, const FileList *files, size_t rank, Error *error)
{
    bool is_fine = true;
    for (size_t i = 0; i < files->count && is_fine; i++) {
        Slice name = slice_from(files->names[i]);
        if (slice_ends_with(name, SLICE(".ndjson")) && rank_of(name) == rank) {
            char *path = file_join(folder, files->names[i]);
            is_fine = add_file(compilation, path, error);
            free(path);
        }
    }
    return is_fine;
}

static bool add_folder(Compilation *compilation, const char *folder, Error *error)
{
    FileList files = {0};
    bool is_fine = file_list_folder(folder, &files, error);
    for (size_t rank = 0; rank <= ORDER_COUNT && is_fine; rank++) {
        is_fine = add_rank(compilation, folder, &files, rank, error);
    }
    file_list_free(&files);
    return is_fine;
}

static bool write_pack(const Text *pack, const char *path, Error *error)
{
    FILE *file = fopen(path, "wb");
    if (!file) {
        return error_set_errno(error, path, "could not be written");
    }
    bool is_written = fwrite(pack->bytes, 1, pack->length, file) == pack->length;
    return (fclose(file) == 0 && is_written) || error_set_errno(error, path, "could not be written");
}

/* The built-in definitions must all have snapshots. */
static bool make_pack(const char *folder, const char *path, Error *error)
{
    Rules *rules = rules_new_empty();
    Compilation *compilation = compilation_new(rules, 0);
    Text pack = TEXT_EMPTY;
    uint32_t failed = 0;
    bool is_fine = add_folder(compilation, folder, error);
    if (is_fine) {
        compilation_finish(compilation, &pack, &failed, error);
        is_fine = !failed && write_pack(&pack, path, error);
    }
    text_free(&pack);
    compilation_free(compilation);
    rules_free(rules);
    return is_fine;
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: pack FOLDER FILE\n");
        return 2;
    }
    Error error = {0};
    if (!make_pack(arguments[1], arguments[2], &error)) {
        fprintf(stderr, "pack: %s: %s\n", error.where, error.message);
        return 2;
    }
    return 0;
}
