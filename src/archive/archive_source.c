/* ArchiveSource: files or a server. */
#include "src/archive/archive_source.h"

#include "src/archive/compare.h"
#include "src/base/file.h"
#include "src/images/image_folder.h"
#include "src/images/image_server.h"
#include "src/outline/studies.h"

#include <stdlib.h>

void archive_source_add_uid(ArchiveSource *source, Slice uid)
{
    ARRAY_RESERVE(source->uids, source->uid_capacity, source->uid_count + 1);
    source->uids[source->uid_count++] = uid;
}

void archive_source_add_document(ArchiveSource *source, const Document *document)
{
    source->arena = source->arena ? source->arena : arena_new();
    for (NodeId study = studies_next(document, NODE_NONE); study != NODE_NONE; study = studies_next(document, study)) {
        Slice uid = archive_study_uid(document, study, source->arena);
        if (uid.length > 0) {
            archive_source_add_uid(source, arena_copy(source->arena, uid));
        }
    }
}

void archive_source_free(ArchiveSource *source)
{
    free(source->uids);
    arena_free(source->arena);
}

/* The server of the settings with this name; NULL where a file has it, or there is none. */
static const NamedServer *named_server(const HttpClient *client, const char *name)
{
    bool is_file = file_kind(name, true) != FILE_MISSING;
    return client && !is_file ? servers_find(http_client_servers(client), slice_from(name)) : NULL;
}

bool archive_is_remote(const HttpClient *client, const char *name)
{
    return client && (url_is_remote(slice_from(name)) || named_server(client, name));
}

bool archive_find_base(const HttpClient *client, const char *name, Url *base, Error *error)
{
    const NamedServer *server = named_server(client, name);
    if (server && server->bases[SERVER_DICOMWEB].text.length == 0) {
        return error_set(error, ERROR_NOT_FOUND, name, "the settings name no 'dicomweb' URL of this server");
    }
    return url_parse(server ? url_slice(&server->bases[SERVER_DICOMWEB]) : slice_from(name), base, error);
}

/* A name that neither a server nor a file has, and that could be that of a server: false, with a sentence for both. */
static bool refuse_name(const HttpClient *client, const char *name, Error *error)
{
    Error unknown;
    servers_refuse(http_client_servers(client), slice_from(name), &unknown);
    return error_set(error, ERROR_NOT_FOUND, name, "no file has this name; %s", unknown.message);
}

static bool read_files(const HttpClient *client, const char *name, Pace *pace, ImageSet *set, Error *error)
{
    bool is_unknown = client && server_is_name(slice_from(name)) && file_kind(name, true) == FILE_MISSING;
    return is_unknown ? refuse_name(client, name, error) : image_folder_add(name, pace, set, error);
}

/* Reads the studies that were noted. */
static bool read_server(const ArchiveSource *source, const char *name, Pace *pace, ImageSet *set, Error *error)
{
    Url base = {0};
    bool is_read = archive_find_base(source->client, name, &base, error);
    if (is_read && source->uid_count == 0) {
        is_read = error_set(error, ERROR_NOT_FOUND, name, "no Study Instance UID states which study is wanted");
    }
    for (size_t i = 0; i < source->uid_count && is_read; i++) {
        is_read = image_server_read(source->client, &base, source->uids[i], pace, set, error);
    }
    url_free(&base);
    return is_read;
}

bool archive_source_read(const ArchiveSource *source, Pace *pace, ImageSet *set, Error *error)
{
    bool is_read = true, is_remote = false;
    for (size_t i = 0; i < source->name_count && is_read; i++) {
        const char *name = source->names[i];
        is_remote = archive_is_remote(source->client, name);
        is_read = is_remote ? read_server(source, name, pace, set, error)
                            : read_files(source->client, name, pace, set, error);
    }
    image_set_sort(set);
    if (!is_read || set->count > 0) {
        return is_read;
    }
    return error_set(error, ERROR_NOT_FOUND, source->names[source->name_count - 1],
                     is_remote ? "the archive does not have the study" : "no DICOM image was found");
}
