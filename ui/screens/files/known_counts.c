/* Known counts: seven numbers a line. */
#include "ui/screens/files/known_counts.h"

#include "src/base/memory.h"
#include "src/save/state_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char file_name[] = "recent-counts";

static bool is_same(const FileState *a, const FileState *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->modified_seconds == b->modified_seconds && a->modified_nanoseconds == b->modified_nanoseconds;
}

void known_counts_read(KnownCounts *counts)
{
    Text text = TEXT_EMPTY;
    counts->count = 0;
    state_file_read(file_name, &text);
    text_append_byte(&text, '\0');
    for (const char *line = text.bytes; *line && counts->count < KNOWN_COUNTS_MAXIMUM;) {
        KnownCount *item = &counts->items[counts->count];
        FileState *state = &item->state;
        int length = 0;
        *item = (KnownCount){0};
        int read =
            sscanf(line, "%" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNd64 " %" SCNd64 " %" SCNu32 " %" SCNu32 " %n",
                   &state->device, &state->inode, &state->size, &state->modified_seconds, &state->modified_nanoseconds,
                   &item->errors, &item->warnings, &length);
        if (read != 7 || length == 0) {
            break;
        }
        counts->count++;
        line += length;
    }
    text_free(&text);
}

const KnownCount *known_counts_find(const KnownCounts *counts, const FileState *state)
{
    const KnownCount *found = NULL;
    for (size_t i = 0; i < counts->count && !found; i++) {
        found = is_same(&counts->items[i].state, state) ? &counts->items[i] : NULL;
    }
    return found;
}

static void append_line(const FileState *state, uint32_t errors, uint32_t warnings, Text *text)
{
    text_format(text, "%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRId64 " %" PRId64 " %" PRIu32 " %" PRIu32 "\n",
                state->device, state->inode, state->size, state->modified_seconds, state->modified_nanoseconds, errors,
                warnings);
}

void known_counts_keep(const Session *session)
{
    KnownCounts *before = memory_allocate_zeroed(1, sizeof *before);
    Text text = TEXT_EMPTY;
    known_counts_read(before);
    for (size_t i = 0; i < session->count; i++) {
        const OpenFile *file = session->files[i];
        if (file->is_on_disk && !history_is_modified(file->history) && !judged_is_waiting(file->judged)) {
            ReportCounts counts = report_counts(file->report);
            append_line(&file->state, counts.errors, counts.warnings, &text);
        }
    }
    bool has_news = text.length > 0;
    for (size_t i = 0; i < before->count && i + session->count < KNOWN_COUNTS_MAXIMUM; i++) {
        const KnownCount *item = &before->items[i];
        bool is_open = false;
        for (size_t j = 0; j < session->count && !is_open; j++) {
            is_open = is_same(&session->files[j]->state, &item->state);
        }
        if (!is_open) {
            append_line(&item->state, item->errors, item->warnings, &text);
        }
    }
    if (has_news) {
        state_file_write(file_name, text_slice(&text));
    }
    text_free(&text);
    free(before);
}
