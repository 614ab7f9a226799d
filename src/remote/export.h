/*
 * Remote export: many resources at once, by FHIR's Bulk Data Access (Asynchronous Request Pattern).
 *
 * The server is asked, tells where its work can be watched, and names files of NDJSON when it is done, in one list or
 * in several, each of which links to the next. Between two looks as long is waited as its Retry-After tells, at most
 * EXPORT_WAIT_MAXIMUM seconds; so it is where the server is asked too often (429) or is not available (503). Work that
 * is not done after EXPORT_SECONDS, or after the setting `timeout` of the server where that is longer, is not waited
 * for. Files on another server are not read. At the end, and where it is stopped, the server is told that it may forget
 * the work.
 */
#ifndef IPSE_REMOTE_EXPORT_H
#define IPSE_REMOTE_EXPORT_H

#include "src/remote/resource.h"

enum { EXPORT_WAIT_MAXIMUM = 60, EXPORT_SECONDS = 3600, EXPORT_LISTS_MAXIMUM = 1000 };

/* True where the last segment of a URL's path is $export. */
bool remote_is_export(const Url *url);

typedef struct RemoteExport {
    /* Gets each file: its name ("ImagingStudy.1.ndjson") and its bytes, which it may take over; false ends the export.
     */
    bool (*take)(void *context, const char *name, Text *bytes);
    /* Told what the server says of its progress, where that changes; may be NULL. */
    void (*progress)(void *context, Slice words);
    void *context;
    unsigned milliseconds; /* that are waited for the work; 0: as above */
} RemoteExport;

/* Carries an export out. False with a sentence, also where the server names errors of its own, where the answer is no
   list of files, or where a file has another number of resources than the list says; what came before was given out. */
bool remote_export(HttpClient *client, const Url *url, const RemoteExport *wanted, Pace *pace, Error *error);

#endif
