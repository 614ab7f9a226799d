/* Remote file: a URL, and what it tells of itself. */
#include "src/remote/remote_file.h"

#include "src/base/memory.h"

#include <stdint.h>
#include <stdlib.h>

RemoteFile *remote_file_new(const RemoteResource *resource, Slice received)
{
    RemoteFile *remote = memory_allocate_zeroed(1, sizeof *remote);
    Slice path = url_path(&resource->url);
    remote->is_version = slice_find(path, SLICE("/_history/"), 0) != SIZE_MAX;
    remote->is_answer = slice_find(path, SLICE("/$"), 0) != SIZE_MAX;
    url_parse(url_slice(&resource->url), &remote->url, NULL);
    text_append(&remote->etag, text_slice(&resource->etag));
    text_append(&remote->received, received);
    return remote;
}

void remote_file_free(RemoteFile *remote)
{
    if (remote) {
        url_free(&remote->url);
        text_free(&remote->etag);
        text_free(&remote->received);
        free(remote);
    }
}
