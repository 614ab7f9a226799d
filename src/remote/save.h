/*
 * Remote save: sending a resource to a FHIR server, and reading back what it kept.
 *
 * What is there is replaced by PUT with If-Match, so that nothing that somebody else wrote meanwhile is overwritten:
 * where no version is known, nothing is sent. What is new is sent by PUT with If-None-Match, where its id is chosen, or
 * by POST. A Bundle of the type transaction or batch is sent to the base.
 *
 * The body is the bytes of the document. A server may keep less than it was sent and say nothing of it;
 * remote_compare_kept tells what is gone.
 */
#ifndef IPSE_REMOTE_SAVE_H
#define IPSE_REMOTE_SAVE_H

#include "src/remote/resource.h"

typedef enum RemoteMethod {
    REMOTE_UPDATE, /* PUT with If-Match */
    REMOTE_CREATE, /* PUT with If-None-Match: nothing may be there */
    REMOTE_ADD,    /* POST */
} RemoteMethod;

/* How it went. */
typedef struct RemoteSaved {
    bool is_read_back;
    int status; /* of the answer; 0: none came */
    /* as the server has it now, where it was read back; else only URL, name and version are known */
    RemoteResource kept;
    Text outcome; /* the body of a refusal, or of the answer to a transaction: an OperationOutcome or a Bundle */
} RemoteSaved;

/* All zero is nothing. */
void remote_saved_free(RemoteSaved *saved);

/* Sends the bytes to a URL, and reads back what is there. `etag` is that of the version that is replaced; empty
   otherwise. False with a sentence: ERROR_CHANGED where the server has another version by now, ERROR_NOT_POSSIBLE where
   an update has no version. What is known then is in `saved`, which must be freed. Where the server says that it was
   saved, but still has the version before, or nothing, that is ERROR_DAMAGED. Where it was saved and cannot be read
   back, the result is true, and `is_read_back` false with the error filled. */
bool remote_save(HttpClient *client, const Url *url, RemoteMethod method, Slice etag, Slice bytes, Pace *pace,
                 RemoteSaved *saved, Error *error);

/* Sets the URL that a new resource is sent to below a base, from its type: "Patient"; the base itself for transactions.
   False with a sentence where the bytes are no resource. */
bool remote_url_of_new(const Url *base, Slice bytes, Url *url, Error *error);

/* Asks the server what it thinks of a resource ($validate of its type); its OperationOutcome is appended, whatever the
   status is. False with a sentence if there is none. */
bool remote_validate(HttpClient *client, const Url *base, Slice bytes, Pace *pace, Text *outcome, Error *error);

/* Appends a line for each value of a document that a second one lacks or says otherwise: "PATH: VALUE". Compared is by
   meaning: layout, the order of members and `meta` do not count, nor does an id that only the second one has. */
void remote_compare_kept(const Document *sent, const Document *kept, Text *lines);

#endif
