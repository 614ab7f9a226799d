/* File offers: folders, then files that may hold resources, then others; of a masked session files alone whose names
 * are known to tell nothing. */
#include "ui/screens/files/file_offers.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/save/recent.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/files/file_words.h"
#include "ui/screens/files/untold.h"

#include <stdlib.h>
#include <string.h>

/* Files of one folder that are looked into, and entries that are offered. */
enum { LOOKED_INTO_MAXIMUM = 60, OFFERED_MAXIMUM = 1000 };

typedef struct Offers {
    Workbench *bench;
    Candidates *candidates;
    Slice folder; /* as it is typed, with its slash; empty: this one */
    char *path;   /* of the folder */
    FileList entries;
    FileList recent;
    KnownCounts *known;
    size_t looked_into;
} Offers;

/* Length of the part up to and with the last slash. */
static size_t folder_length(Slice path)
{
    size_t length = path.length;
    while (length > 0 && path.bytes[length - 1] != '/') {
        length--;
    }
    return length;
}

/* True for names that files with resources have. */
static bool is_resource_name(Slice name)
{
    static const char *const endings[] = {".json", ".ndjson", ".jsonl", ".json.txt", ".gz"};
    bool is_it = false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !is_it; i++) {
        is_it = slice_ends_with(name, slice_from(endings[i]));
    }
    return is_it;
}

static void append_words(Offers *offers, const char *path, Text *words)
{
    bool is_looked_into = is_resource_name(slice_from(path)) && offers->looked_into < LOOKED_INTO_MAXIMUM;
    offers->looked_into += is_looked_into;
    file_words_append(offers->bench->session, offers->known, path, is_looked_into, words);
}

static void add_recent(Offers *offers)
{
    Text words = TEXT_EMPTY;
    recent_list(&offers->recent);
    for (size_t i = 0; i < offers->recent.count; i++) {
        const char *path = offers->recent.names[i], *slash = strrchr(path, '/');
        text_clear(&words);
        append_words(offers, path, &words);
        text_format(&words, " · %s", path);
        candidates_add(offers->candidates, (Candidate){.text = slice_from(path),
                                                       .shown = slice_from(slash ? slash + 1 : path),
                                                       .note = text_slice(&words),
                                                       .group = SLICE("recent")});
    }
    text_free(&words);
}

/* True where a path leads to a recent file, which is offered already. */
static bool is_recent(const Offers *offers, const char *path)
{
    char *real = offers->recent.count ? realpath(path, NULL) : NULL;
    bool is_it = false;
    for (size_t i = 0; real && i < offers->recent.count && !is_it; i++) {
        is_it = strcmp(real, offers->recent.names[i]) == 0;
    }
    free(real);
    return is_it;
}

typedef enum Sort { SORT_FOLDER, SORT_RESOURCE, SORT_OTHER, SORT_COUNT } Sort;

/* True where an entry is offered: where the patient is masked only files whose names are known to tell nothing. */
static bool is_offered(Offers *offers, const char *path, Slice name, Sort sort)
{
    if (!offers->bench->session->is_masked) {
        return !is_recent(offers, path);
    }
    return sort == SORT_RESOURCE && offers->looked_into < LOOKED_INTO_MAXIMUM && untold_is(path, name);
}

/* Offers the entries of one sort. Hidden ones are offered where a dot is typed. */
static void add_entries(Offers *offers, Slice typed, Sort sort)
{
    bool is_masked = offers->bench->session->is_masked;
    const char *const groups[] = {"folders",
                                  is_masked               ? "names without the patient"
                                  : offers->folder.length ? "in that folder"
                                                          : "in this folder",
                                  "other files"};
    Text text = TEXT_EMPTY, words = TEXT_EMPTY;
    for (size_t i = 0; i < offers->entries.count && offers->candidates->count < OFFERED_MAXIMUM; i++) {
        const char *name = offers->entries.names[i];
        char *path = offers->folder.length ? file_join(offers->path, name) : memory_copy_string(slice_from(name));
        bool is_hidden = *name == '.' && !slice_starts_with(typed, SLICE("."));
        Sort own = file_is_folder(path) ? SORT_FOLDER : is_resource_name(slice_from(name)) ? SORT_RESOURCE : SORT_OTHER;
        if (own == sort && !is_hidden && is_offered(offers, path, slice_from(name), own)) {
            text_clear(&text);
            text_clear(&words);
            text_format(&text, "%.*s%s%s", SLICE_ARGS(offers->folder), name, own == SORT_FOLDER ? "/" : "");
            append_words(offers, path, &words);
            candidates_add(offers->candidates,
                           (Candidate){.text = text_slice(&text),
                                       .shown = slice_part(text_slice(&text), offers->folder.length, text.length),
                                       .note = text_slice(&words),
                                       .group = slice_from(groups[own]),
                                       .is_partial = own == SORT_FOLDER});
        }
        free(path);
    }
    text_free(&text);
    text_free(&words);
}

void file_offers(void *context, Slice typed, Candidates *candidates)
{
    size_t length = folder_length(typed);
    Offers offers = {.bench = context, .candidates = candidates, .folder = slice_part(typed, 0, length)};
    offers.path = length ? file_expand_home(offers.folder) : memory_copy_string(SLICE("."));
    offers.known = memory_allocate(sizeof *offers.known);
    known_counts_read(offers.known);
    candidates->start = length;
    candidates->is_kept = !slice_starts_with(slice_part(typed, length, typed.length), SLICE("."));
    if (length == 0 && !offers.bench->session->is_masked) {
        add_recent(&offers);
    }
    if (file_list_folder(offers.path, &offers.entries, NULL)) {
        for (Sort sort = SORT_FOLDER; sort < SORT_COUNT; sort++) {
            add_entries(&offers, slice_part(typed, length, typed.length), sort);
        }
    }
    file_list_free(&offers.entries);
    file_list_free(&offers.recent);
    free(offers.known);
    free(offers.path);
}
