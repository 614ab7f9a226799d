/* Remote files: a document, and where it is at a server. */
#include "ui/screens/remote/session_remote.h"

#include "src/base/memory.h"
#include "ui/screens/bench/session_recovery.h"

#include <stdlib.h>

/* Sets where a file is, its version and the bytes that it has there. */
static void set_remote(OpenFile *file, const RemoteResource *resource, Slice received)
{
    RemoteFile *remote = remote_file_new(resource, received);
    remote->was_shown = file->remote && file->remote->was_shown;
    remote_file_free(file->remote);
    file->remote = remote;
}

bool session_open_remote(Session *session, RemoteResource *resource, Error *error)
{
    Text bytes = TEXT_EMPTY;
    text_append(&bytes, text_slice(&resource->bytes));
    Document *document = document_take(&resource->bytes, resource->name.bytes, error);
    OpenFile *file = document ? session_add(session, document, resource->name.bytes) : NULL;
    if (file && session->is_masked) {
        size_t whole = session->count - 1;
        bool is_added = session_add_masked(session, file, error);
        session_close(session, whole);
        text_free(&bytes);
        return is_added;
    }
    if (file) {
        set_remote(file, resource, text_slice(&bytes));
    }
    text_free(&bytes);
    return file != NULL;
}

size_t session_find_remote(const Session *session, const Url *url)
{
    for (size_t i = 0; i < session->count; i++) {
        const RemoteFile *remote = session->files[i]->remote;
        if (remote && slice_equals(url_slice(&remote->url), url_slice(url))) {
            return i;
        }
    }
    return SIZE_MAX;
}

void session_saved_remote(OpenFile *file, const RemoteResource *kept)
{
    set_remote(file, kept, document_bytes(file->document));
    if (strcmp(file->path, kept->name.bytes) != 0) {
        free(file->path);
        file->path = memory_copy_string(text_slice(&kept->name));
        file->is_on_disk = false;
        recovery_close(file->recovery);
        file->recovery = recovery_open(file->path, NULL);
    }
    history_mark_saved(file->history);
    session_forget_work(file);
}

bool session_take_remote(OpenFile *file, const RemoteResource *resource, Slice label, Error *error)
{
    if (!session_replace(file, text_slice(&resource->bytes), label, error)) {
        return false;
    }
    session_saved_remote(file, resource);
    return true;
}
