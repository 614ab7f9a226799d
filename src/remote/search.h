/*
 * Remote search: the pages of a search or a history, one after the other (FHIR R4, section 3.1.1).
 *
 * A page is a Bundle of the type searchset or history. The link `next` of a page is followed on the same scheme, host
 * and port. One page is held at a time. A search ends with an error, so that it ends whatever a server does, at a page
 * that was read before, after SEARCH_IDLE_PAGES pages in a row without a resource that no page had before, and after
 * SEARCH_PAGES pages, or as many as the setting `pages` of the server allows.
 */
#ifndef IPSE_REMOTE_SEARCH_H
#define IPSE_REMOTE_SEARCH_H

#include "src/remote/resource.h"

enum { SEARCH_PAGES = 10000, SEARCH_IDLE_PAGES = 20 };

typedef struct RemoteSearch RemoteSearch;

/* True where a document is a page. */
bool remote_is_page(const Document *document);

/* True where bytes are a page. */
bool remote_bytes_are_page(Slice bytes);

/* A search that begins with a page that was read, whose bytes are taken over. The client is borrowed. Free with
   remote_search_free; NULL does nothing. */
RemoteSearch *remote_search_new(HttpClient *client, RemoteResource *first);
void remote_search_free(RemoteSearch *search);

/* The page that is held. */
const Document *remote_search_page(const RemoteSearch *search);

/* The number of all matches, as the server tells; -1 where it does not. */
int64_t remote_search_total(const RemoteSearch *search);

/* True where the page has a next one. */
bool remote_search_has_more(const RemoteSearch *search);

/* Reads the next page in place of the one that is held; false with an error, and the page stays. */
bool remote_search_go_on(RemoteSearch *search, Pace *pace, Error *error);

/* What an entry of a page is for. */
typedef enum RemoteMode { REMOTE_MATCH, REMOTE_INCLUDE, REMOTE_OUTCOME } RemoteMode;

typedef struct RemoteEntry {
    NodeId node;     /* the entry; NODE_NONE to begin with */
    NodeId resource; /* NODE_NONE: it has none, as what was deleted in a history */
    RemoteMode mode;
} RemoteEntry;

/* The next entry of the page; false after the last one. */
bool remote_search_next(const RemoteSearch *search, RemoteEntry *entry);

/* Sets the URL at which the resource of an entry can be read: its fullUrl where that is on the same server, else from
   its type and id. False where it has no such place. In a history it is that of the version. */
bool remote_search_url(const RemoteSearch *search, const RemoteEntry *entry, Url *url);

#endif
