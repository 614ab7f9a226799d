/* Remote search: a page, and the URLs of those that were read. */
#include "src/remote/search.h"

#include "src/base/ascii.h"
#include "src/base/slice_map.h"

#include <stdlib.h>

struct RemoteSearch {
    HttpClient *client;
    Document *page;
    Url url;            /* of the page */
    Url base;           /* of the server's resources */
    Arena *arena;       /* of the keys of the maps */
    SliceMap seen;      /* URLs of the pages */
    SliceMap resources; /* URLs of resources */
    unsigned idle;      /* pages in a row without a new resource */
};

/* True where a member is a string that says this. */
static bool member_is(const Document *document, NodeId node, Slice key, Slice text)
{
    NodeId member = document_member(document, node, key);
    return member != NODE_NONE && document_string_equals(document, member, text);
}

bool remote_is_page(const Document *document)
{
    return member_is(document, 0, SLICE("resourceType"), SLICE("Bundle")) &&
           (member_is(document, 0, SLICE("type"), SLICE("searchset")) ||
            member_is(document, 0, SLICE("type"), SLICE("history")));
}

bool remote_bytes_are_page(Slice bytes)
{
    Document *document = document_new(bytes, "page", NULL);
    bool is_page = document && remote_is_page(document);
    document_free(document);
    return is_page;
}

/* Adds a text to a map whose keys are copies; true where it is new. */
static bool note(RemoteSearch *search, SliceMap *map, Slice text)
{
    bool is_new = slice_map_find(map, text) == NULL;
    if (is_new) {
        slice_map_add(map, arena_copy(search->arena, text), NULL);
    }
    return is_new;
}

/* Appends the version of the resource of an entry; nothing where the server does not tell it. */
static void append_version(const Document *page, NodeId resource, Text *text)
{
    NodeId meta = document_member(page, resource, SLICE("meta"));
    NodeId version = meta == NODE_NONE ? NODE_NONE : document_member(page, meta, SLICE("versionId"));
    text_append_byte(text, '|');
    text_append(text, version == NODE_NONE ? SLICE("") : document_raw(page, version));
}

/* Notes the page that is held, and what is new in it. A resource without a place counts as new. */
static void note_page(RemoteSearch *search)
{
    RemoteEntry entry = {.node = NODE_NONE};
    Text name = TEXT_EMPTY;
    bool has_new = false;
    note(search, &search->seen, url_slice(&search->url));
    while (remote_search_next(search, &entry)) {
        Url url = {0};
        bool has_place = remote_search_url(search, &entry, &url);
        if (has_place) {
            text_clear(&name);
            text_append(&name, url_slice(&url));
            append_version(search->page, entry.resource, &name);
            has_new = note(search, &search->resources, text_slice(&name)) || has_new;
            url_free(&url);
        }
        has_new = has_new || (!has_place && entry.resource != NODE_NONE && entry.mode != REMOTE_OUTCOME);
    }
    search->idle = has_new ? 0 : search->idle + 1;
    text_free(&name);
}

RemoteSearch *remote_search_new(HttpClient *client, RemoteResource *first)
{
    RemoteSearch *search = memory_allocate_zeroed(1, sizeof *search);
    search->client = client;
    search->page = document_take_as(&first->bytes, first->name.bytes, DOCUMENT_JSON, NULL);
    search->url = first->url;
    first->url = (Url){0};
    search->arena = arena_new();
    remote_base_of(client, &search->url, &search->base);
    note_page(search);
    return search;
}

void remote_search_free(RemoteSearch *search)
{
    if (!search) {
        return;
    }
    slice_map_free(&search->seen);
    slice_map_free(&search->resources);
    arena_free(search->arena);
    document_free(search->page);
    url_free(&search->url);
    url_free(&search->base);
    free(search);
}

const Document *remote_search_page(const RemoteSearch *search)
{
    return search->page;
}

int64_t remote_search_total(const RemoteSearch *search)
{
    NodeId total = document_member(search->page, 0, SLICE("total"));
    size_t number;
    return total != NODE_NONE && ascii_number(document_raw(search->page, total), SIZE_MAX / 2, &number)
               ? (int64_t)number
               : -1;
}

/* The URL of the link `next`; NODE_NONE if there is none. */
static NodeId next_link(const Document *page)
{
    NodeId links = document_member(page, 0, SLICE("link"));
    for (NodeId link = links == NODE_NONE ? NODE_NONE : document_item(page, links); link != NODE_NONE;
         link = document_item_after(page, links, link)) {
        if (member_is(page, link, SLICE("relation"), SLICE("next"))) {
            return document_member(page, link, SLICE("url"));
        }
    }
    return NODE_NONE;
}

bool remote_search_has_more(const RemoteSearch *search)
{
    return next_link(search->page) != NODE_NONE;
}

/* Reads a page into the search. */
static bool take_page(RemoteSearch *search, const Url *url, Pace *pace, Error *error)
{
    RemoteResource read;
    if (!remote_read(search->client, url, pace, &read, error)) {
        return false;
    }
    Document *page = document_take_as(&read.bytes, read.name.bytes, DOCUMENT_JSON, error);
    bool is_page = page && remote_is_page(page);
    if (!page || !is_page) {
        if (page) {
            error_set(error, ERROR_FORMAT, read.name.bytes, "the next page is not a page of a search");
        }
        document_free(page);
        remote_resource_free(&read);
        return false;
    }
    document_free(search->page);
    search->page = page;
    url_free(&search->url);
    search->url = read.url;
    read.url = (Url){0};
    note_page(search);
    remote_resource_free(&read);
    return true;
}

/* False with a sentence where the pages are without end. */
static bool may_go_on(const RemoteSearch *search, const Url *next, Error *error)
{
    const char *name = document_name(search->page);
    unsigned most = servers_number(http_client_servers(search->client), &search->url, SERVER_PAGES, SEARCH_PAGES);
    if (slice_map_find(&search->seen, url_slice(next))) {
        return error_set(error, ERROR_FORMAT, name, "the pages of the search repeat; the rest is not read");
    }
    if (search->idle >= SEARCH_IDLE_PAGES) {
        return error_set(error, ERROR_FORMAT, name, "%u pages have no new resource; the rest is not read",
                         SEARCH_IDLE_PAGES);
    }
    return search->seen.count < most ||
           error_set(error, ERROR_LIMIT, name,
                     "the search has more than %u pages; the rest is not read; set more `pages` for the server in "
                     "config.yaml",
                     most);
}

bool remote_search_go_on(RemoteSearch *search, Pace *pace, Error *error)
{
    Text scratch = TEXT_EMPTY;
    Url url;
    NodeId link = next_link(search->page);
    bool is_followed =
        http_follow(search->client, &search->url,
                    link == NODE_NONE ? SLICE("") : document_string(search->page, link, &scratch), &url, error);
    text_free(&scratch);
    if (!is_followed) {
        return false;
    }
    bool is_read = may_go_on(search, &url, error) && take_page(search, &url, pace, error);
    url_free(&url);
    return is_read;
}

bool remote_search_next(const RemoteSearch *search, RemoteEntry *entry)
{
    const Document *page = search->page;
    NodeId list = document_member(page, 0, SLICE("entry"));
    if (list == NODE_NONE) {
        return false;
    }
    entry->node = entry->node == NODE_NONE ? document_item(page, list) : document_item_after(page, list, entry->node);
    if (entry->node == NODE_NONE) {
        return false;
    }
    NodeId how = document_member(page, entry->node, SLICE("search"));
    entry->resource = document_member(page, entry->node, SLICE("resource"));
    entry->mode = member_is(page, how, SLICE("mode"), SLICE("include"))   ? REMOTE_INCLUDE
                  : member_is(page, how, SLICE("mode"), SLICE("outcome")) ? REMOTE_OUTCOME
                                                                          : REMOTE_MATCH;
    return true;
}

/* Appends a string member to a text; false where it is missing. */
static bool append_member(const Document *page, NodeId node, Slice key, Text *text)
{
    Text scratch = TEXT_EMPTY;
    NodeId member = document_member(page, node, key);
    bool is_there = member != NODE_NONE && document_node(page, member)->kind == NODE_STRING;
    if (is_there) {
        text_append(text, document_string(page, member, &scratch));
    }
    text_free(&scratch);
    return is_there;
}

bool remote_search_url(const RemoteSearch *search, const RemoteEntry *entry, Url *url)
{
    const Document *page = search->page;
    Text text = TEXT_EMPTY;
    bool is_history = member_is(page, 0, SLICE("type"), SLICE("history")), is_url = false;
    if (!is_history && append_member(page, entry->node, SLICE("fullUrl"), &text) && url_is_remote(text_slice(&text))) {
        is_url = http_follow(search->client, &search->url, text_slice(&text), url, NULL);
    }
    text_clear(&text);
    if (!is_url && append_member(page, entry->resource, SLICE("resourceType"), &text)) {
        text_append_byte(&text, '/');
        is_url = append_member(page, entry->resource, SLICE("id"), &text);
        NodeId meta = document_member(page, entry->resource, SLICE("meta"));
        if (is_url && is_history) {
            text_append(&text, SLICE("/_history/"));
            is_url = append_member(page, meta, SLICE("versionId"), &text);
        }
        is_url = is_url && url_resolve(&search->base, text_slice(&text), url, NULL);
    }
    text_free(&text);
    return is_url;
}
