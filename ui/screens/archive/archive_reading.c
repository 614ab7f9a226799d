/* Archive reading: a source, a task, and a set that changes hands. */
#include "ui/screens/archive/archive_reading.h"

#include "src/archive/archive_source.h"
#include "src/archive/study_endpoint.h"
#include "src/base/file.h"
#include "src/outline/studies.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/files/file_offers.h"
#include "ui/screens/remote/waiting.h"

#include <stdlib.h>

typedef struct ReadingWork {
    Workbench *bench;
    char *name;
    const char *names[1];
    Text uid;
    ArchiveSource source;
    ImageSet set;
    bool is_read;
    Error error;
    ArchiveRead *read;
} ReadingWork;

/* ---- reading ---- */

static void reading_work(void *context, Pace *pace)
{
    ReadingWork *work = context;
    work->is_read = archive_source_read(&work->source, pace, &work->set, &work->error);
}

static void reading_done(void *context)
{
    ReadingWork *work = context;
    const ImageSet *set = &work->set;
    if (!work->is_read) {
        messages_add_error(work->bench->messages, "Not read", &work->error);
        return;
    }
    if (set->note_count > 0) {
        messages_add(work->bench->messages, STYLE_PLAIN, "%zu file%s passed over. First: %s: %s", set->note_count,
                     set->note_count == 1 ? "" : "s", set->notes[0].place.bytes, set->notes[0].sentence.bytes);
    }
    work->read(work->bench, work->name, text_slice(&work->uid), &work->set);
}

static void reading_free(void *context)
{
    ReadingWork *work = context;
    archive_source_free(&work->source);
    image_set_free(&work->set);
    text_free(&work->uid);
    free(work->name);
    free(work);
}

void archive_read_for(Workbench *bench, Slice name, Slice uid, ArchiveRead *read)
{
    ReadingWork *work = memory_allocate_zeroed(1, sizeof *work);
    Text words = TEXT_EMPTY;
    HttpClient *client = bench->session->client;
    *work = (ReadingWork){.bench = bench, .read = read, .name = memory_copy_string(name)};
    if (!archive_is_remote(client, work->name)) {
        free(work->name);
        work->name = file_expand_home(name);
    }
    work->names[0] = work->name;
    work->source = (ArchiveSource){.names = work->names, .name_count = 1, .client = client};
    text_append(&work->uid, uid);
    if (uid.length > 0) {
        archive_source_add_uid(&work->source, text_slice(&work->uid));
    } else if (bench_file(bench)) {
        archive_source_add_document(&work->source, bench_file(bench)->document);
    }
    text_format(&words, "Reading images of %s", work->name);
    waiting_run(
        bench,
        (WaitingWork){
            .words = words.bytes, .context = work, .work = reading_work, .done = reading_done, .free = reading_free});
    text_free(&words);
}

/* ---- which archive, which study ---- */

/* Servers of the settings with a DICOMweb service. */
static const Servers *known_servers(const Workbench *bench)
{
    return bench->session->client ? http_client_servers(bench->session->client) : NULL;
}

static bool has_images(const NamedServer *server)
{
    return server->bases[SERVER_DICOMWEB].text.length > 0;
}

void archive_offers(void *context, Slice typed, Candidates *candidates)
{
    const Workbench *bench = context;
    const Servers *servers = known_servers(bench);
    file_offers(context, typed, candidates);
    for (size_t i = 0; servers && i < servers->count; i++) {
        if (has_images(&servers->items[i])) {
            candidates_add(candidates, (Candidate){.text = slice_from(servers->items[i].name),
                                                   .note = url_slice(&servers->items[i].bases[SERVER_DICOMWEB]),
                                                   .group = SLICE("Servers")});
        }
    }
    candidates->is_kept = false;
}

void archive_append_usual(const Workbench *bench, NodeId study, Text *name)
{
    const Servers *servers = known_servers(bench);
    const NamedServer *only = NULL;
    size_t count = 0;
    Arena *arena = arena_new();
    Slice address = study == NODE_NONE ? SLICE("") : study_endpoint_address(bench_file(bench)->document, study, arena);
    Url url = {0};
    bool is_url = url_is_remote(address) && url_parse(address, &url, NULL);
    for (size_t i = 0; servers && i < servers->count; i++) {
        const NamedServer *server = &servers->items[i];
        bool is_it = has_images(server) && (!is_url || url_is_below(&url, &server->bases[SERVER_DICOMWEB]));
        count += is_it;
        only = is_it ? server : only;
    }
    text_append(name, count == 1 ? slice_from(only->name) : is_url ? address : SLICE(""));
    url_free(&url);
    arena_free(arena);
}

NodeId archive_study_at_cursor(Workbench *bench)
{
    const Document *document = bench_file(bench)->document;
    NodeId cursor = bench_row(bench) ? bench_row(bench)->node : 0, first = studies_next(document, NODE_NONE);
    for (NodeId study = first; study != NODE_NONE; study = studies_next(document, study)) {
        if (cursor >= study && cursor < document_node(document, study)->end) {
            return study;
        }
    }
    return first;
}
