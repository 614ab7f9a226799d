/*
 * Remote file: what is kept of a document that was read from a server, to save it there.
 */
#ifndef IPSE_REMOTE_REMOTE_FILE_H
#define IPSE_REMOTE_REMOTE_FILE_H

#include "src/remote/resource.h"

typedef struct RemoteFile {
    Url url;
    Text etag;       /* of the version that was read or saved last */
    Text received;   /* its bytes */
    bool is_version; /* of a history: it is not saved */
    bool is_answer;  /* of an operation ($summary): it has no place where it could be saved */
    bool was_shown;  /* what a save sends was shown once */
} RemoteFile;

/* Of what was read from a server or saved there, with the bytes that it has there. Free with remote_file_free. */
RemoteFile *remote_file_new(const RemoteResource *resource, Slice received);

/* NULL does nothing. */
void remote_file_free(RemoteFile *remote);

#endif
