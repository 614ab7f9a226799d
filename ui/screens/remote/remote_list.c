/*
 * Remote list: the matches of a search or the versions of a resource, to choose from.
 *
 * Rows are kept as words and URLs, so that one page is held at a time. The last row stands for the next page, which is
 * read when the selection comes to it; the list is then opened anew with what it has by then.
 */
#include "src/base/memory.h"
#include "src/outline/names.h"
#include "src/outline/summary.h"
#include "src/outline/title.h"
#include "ui/screens/remote/remote_view.h"
#include "ui/screens/remote/session_remote.h"
#include "ui/screens/remote/waiting.h"
#include "ui/widgets/picker.h"

#include <stdlib.h>

typedef struct RemoteRow {
    Text name; /* "ImagingStudy/17", "version 3" */
    Text words;
    Text note; /* the patient, or the time of a version */
    Url url;
} RemoteRow;

typedef struct RemoteList {
    Workbench *bench;
    RemoteSearch *search;
    Text name; /* of the search: that of its first page */
    RemoteRow *rows;
    size_t count;
    size_t capacity;
    unsigned users; /* pickers, and requests for the next page */
    bool is_read;   /* the next page was read */
    Error error;
} RemoteList;

static void list_free(void *context)
{
    RemoteList *list = context;
    if (--list->users > 0) {
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        text_free(&list->rows[i].name);
        text_free(&list->rows[i].words);
        text_free(&list->rows[i].note);
        url_free(&list->rows[i].url);
    }
    free(list->rows);
    text_free(&list->name);
    remote_search_free(list->search);
    free(list);
}

/* ---- rows ---- */

/* The text of a string member; nothing where it is missing. */
static void append_string(const Document *page, NodeId node, Slice key, Text *text)
{
    Text scratch = TEXT_EMPTY;
    NodeId member = document_member(page, node, key);
    if (member != NODE_NONE && document_node(page, member)->kind == NODE_STRING) {
        text_append(text, document_string(page, member, &scratch));
    }
    text_free(&scratch);
}

/* Whom a resource is about, where the page includes the patient. */
static void append_patient(const Document *page, Names *names, NodeId resource, Text *text)
{
    Text reference = TEXT_EMPTY;
    NodeId subject = document_member(page, resource, SLICE("subject"));
    subject = subject == NODE_NONE ? document_member(page, resource, SLICE("patient")) : subject;
    append_string(page, subject, SLICE("reference"), &reference);
    NodeId entry = reference.length > 0 ? names_resolve(names, subject, text_slice(&reference)) : NODE_NONE;
    if (entry != NODE_NONE) {
        title_append(page, names_resource(page, entry), text);
    }
    text_free(&reference);
}

static void append_version(const Document *page, const RemoteEntry *entry, RemoteRow *row)
{
    NodeId meta = document_member(page, entry->resource, SLICE("meta")),
           response = document_member(page, entry->node, SLICE("response"));
    text_append(&row->name, SLICE("version "));
    append_string(page, meta, SLICE("versionId"), &row->name);
    append_string(page, meta, SLICE("lastUpdated"), &row->note);
    if (row->note.length == 0) {
        append_string(page, response, SLICE("lastModified"), &row->note);
    }
}

static void add_row(RemoteList *list, const RemoteEntry *entry, Names *names, bool is_history)
{
    const Document *page = remote_search_page(list->search);
    Text type = TEXT_EMPTY;
    Url url;
    if (!remote_search_url(list->search, entry, &url)) {
        return;
    }
    ARRAY_RESERVE(list->rows, list->capacity, list->count + 1);
    RemoteRow *row = &list->rows[list->count++];
    *row = (RemoteRow){.url = url};
    append_string(page, entry->resource, SLICE("resourceType"), &type);
    summary_append(page, entry->resource, text_slice(&type), text_slice(&type), &row->words);
    if (is_history) {
        append_version(page, entry, row);
    } else {
        text_append(&row->name, text_slice(&type));
        text_append_byte(&row->name, '/');
        append_string(page, entry->resource, SLICE("id"), &row->name);
        append_patient(page, names, entry->resource, &row->note);
    }
    text_free(&type);
}

/* Adds the matches of the page that is held. */
static void add_page(RemoteList *list)
{
    const Document *page = remote_search_page(list->search);
    NodeId type = document_member(page, 0, SLICE("type"));
    bool is_history = type != NODE_NONE && document_string_equals(page, type, SLICE("history"));
    Names *names = names_new(page);
    RemoteEntry entry = {.node = NODE_NONE};
    while (remote_search_next(list->search, &entry)) {
        if (entry.mode == REMOTE_MATCH && entry.resource != NODE_NONE) {
            add_row(list, &entry, names, is_history);
        }
    }
    names_free(names);
}

/* ---- the picker ---- */

static void show(RemoteList *list, size_t selected);

static PickerRow list_row(void *context, size_t position)
{
    const RemoteList *list = context;
    if (position == list->count) {
        return (PickerRow){.code = SLICE("…"), .display = SLICE("next page")};
    }
    const RemoteRow *row = &list->rows[position];
    return (PickerRow){
        .code = text_slice(&row->name), .display = text_slice(&row->words), .note = text_slice(&row->note)};
}

static void page_work(void *context, Pace *pace)
{
    RemoteList *list = context;
    list->is_read = remote_search_go_on(list->search, pace, &list->error);
}

static void page_done(void *context)
{
    RemoteList *list = context;
    size_t selected = list->count;
    if (list->is_read) {
        add_page(list);
    } else {
        messages_add_error(list->bench->messages, "The next page was not read", &list->error);
    }
    show(list, selected > 0 && (!list->is_read || selected >= list->count) ? selected - 1 : selected);
}

/* Reads the next page; the picker closes, and the list is shown anew after it. */
static Reaction go_on(RemoteList *list)
{
    list->users++;
    waiting_run(list->bench, (WaitingWork){.words = "Reading the next page",
                                           .context = list,
                                           .work = page_work,
                                           .done = page_done,
                                           .free = list_free});
    return REACT_CLOSE | REACT_REDRAW;
}

static Reaction list_moved(void *context, size_t position)
{
    RemoteList *list = context;
    return position == list->count ? go_on(list) : REACT_NONE;
}

static Reaction list_chosen(void *context, size_t position, Slice typed)
{
    RemoteList *list = context;
    (void)typed;
    if (position == list->count) {
        return go_on(list);
    }
    if (position < list->count) {
        const Url *url = &list->rows[position].url;
        size_t open = session_find_remote(list->bench->session, url);
        if (open != SIZE_MAX) {
            list->bench->remote->open(list->bench, url_slice(url));
        } else {
            remote_read_for(list->bench, url, REMOTE_SHOW);
        }
    }
    return REACT_REDRAW;
}

static void show(RemoteList *list, size_t selected)
{
    Text title = TEXT_EMPTY;
    int64_t total = remote_search_total(list->search);
    bool has_more = remote_search_has_more(list->search);
    text_append(&title, text_slice(&list->name));
    text_format(&title, " (%zu", list->count);
    if (has_more && total >= 0) {
        text_format(&title, " of %lld", (long long)total);
    }
    text_append(&title, SLICE(")"));
    list->users++;
    PickerSource source = {.context = list,
                           .count = list->count + has_more,
                           .row = list_row,
                           .chosen = list_chosen,
                           .moved = list_moved,
                           .free = list_free};
    stage_push(list->bench->stage,
               picker_new(source, (PickerOptions){.title = title.bytes, .selected = selected, .note_cells = 28}));
    text_free(&title);
}

void remote_list_open(Workbench *bench, RemoteSearch *search)
{
    RemoteList *list = memory_allocate_zeroed(1, sizeof *list);
    *list = (RemoteList){.bench = bench, .search = search, .users = 1};
    text_append(&list->name, slice_from(document_name(remote_search_page(search))));
    add_page(list);
    if (list->count == 0 && !remote_search_has_more(search)) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "The server found no resources");
    } else {
        show(list, 0);
    }
    list_free(list);
}
