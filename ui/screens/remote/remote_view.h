/*
 * Remote views: what servers hold, on the screen.
 *
 * Reading and saving run under a box that Esc stops (waiting.h). What fails is said in the status line; nothing is lost
 * then: a document that could not be saved stays unsaved.
 */
#ifndef IPSE_SCREENS_REMOTE_VIEW_H
#define IPSE_SCREENS_REMOTE_VIEW_H

#include "src/remote/search.h"
#include "ui/screens/bench/bench.h"

/* For rooms below. */
extern const RemoteHooks remote_hooks;

/* Shows what was read: a document, or a list of what a page of a search or a history holds. The resource is emptied. */
void remote_show(Workbench *bench, RemoteResource *resource);

/* Sets the URL that a word stands for; false with a sentence. */
bool remote_find(const Workbench *bench, Slice word, Url *url, Error *error);

/* Reads what a URL leads to, to be shown: a search of ImagingStudies with their patients, where the server can include
   them. As remote_read. */
bool remote_read_to_show(HttpClient *client, const Url *url, Pace *pace, RemoteResource *resource, Error *error);

/* What is done with what was read. */
typedef enum RemotePurpose {
    REMOTE_SHOW,     /* remote_show */
    REMOTE_RELOAD,   /* the document becomes it, as one change that can be undone */
    REMOTE_COMPARE,  /* what differs from the document is shown */
    REMOTE_OVERWRITE /* the document is saved in place of that version */
} RemotePurpose;

/* Reads a URL, which is copied, for the file that is shown. */
void remote_read_for(Workbench *bench, const Url *url, RemotePurpose purpose);

/* Offers the matches of a search, or the versions of a history; the search is taken over. */
void remote_list_open(Workbench *bench, RemoteSearch *search);

/* Saves: RemoteHooks.save. */
bool remote_save_file(Workbench *bench, const char *path);

/* Saves in place of the version `etag`, without showing what is sent. */
void remote_save_over(Workbench *bench, Slice etag);

/* Asks a server what it thinks of the document: that of the file, or the one with a name. */
void remote_ask_opinion(Workbench *bench, Slice server);

/* Shows what a server says: the issues of an OperationOutcome as rows of the issues pane, beside those of ipse; what
   else the bytes say as text under a title. True where it became rows. */
bool remote_show_outcome(Workbench *bench, const char *title, Slice bytes);

#endif
