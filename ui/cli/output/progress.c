/* Progress: a thread that writes a line ten times a second, and numbers that workers add to. */
#include "ui/cli/output/progress.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/base/work/work_thread.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_MILLISECONDS = 500, NEXT_MILLISECONDS = 100, MILLISECONDS_PER_SECOND = 1000, MEGABYTE = 1000000 };

struct Progress {
    const char *verb;
    _Atomic uint64_t done;
    _Atomic uint64_t total;
    atomic_bool is_open; /* the total is not known */
    int64_t begun_at;
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t lock; /* of what follows, and of the screen */
    pthread_cond_t ending;
    bool is_ending;
    bool is_hidden;
    Text shown; /* the line on the screen; empty: none is there */
};

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * MILLISECONDS_PER_SECOND + time.tv_nsec / MEGABYTE;
}

/* ---- the line ---- */

static void replace_line(Progress *progress, Slice words)
{
    if (!slice_equals(words, text_slice(&progress->shown))) {
        output_over(words, progress->shown.length);
        text_clear(&progress->shown);
        text_append(&progress->shown, words);
    }
}

static void write_line(Progress *progress)
{
    uint64_t done = atomic_load(&progress->done), total = atomic_load(&progress->total);
    int64_t taken = now() - progress->begun_at;
    bool has_share = total > 0 && !atomic_load(&progress->is_open);
    Text words = TEXT_EMPTY;
    text_format(&words, "ipse: %s ", progress->verb);
    if (has_share) {
        text_format(&words, "%u %%", (unsigned)((done < total ? done : total) * 100 / total));
    } else {
        text_format(&words, "%.0f MB", (double)done / MEGABYTE);
    }
    double rate = taken > 0 ? (double)done * MILLISECONDS_PER_SECOND / (double)taken / MEGABYTE : 0;
    if (rate >= 1 && !(has_share && done >= total)) { /* what is done is still written: nothing changes any more */
        text_format(&words, " · %.0f MB/s", rate);
    }
    replace_line(progress, text_slice(&words));
    text_free(&words);
}

static void *run(void *context)
{
    Progress *progress = context;
    pthread_mutex_lock(&progress->lock);
    for (int64_t wait = FIRST_MILLISECONDS; !progress->is_ending; wait = NEXT_MILLISECONDS) {
        int64_t at = now() + wait;
        struct timespec until = {.tv_sec = (time_t)(at / MILLISECONDS_PER_SECOND),
                                 .tv_nsec = (long)(at % MILLISECONDS_PER_SECOND) * MEGABYTE};
        pthread_cond_timedwait(&progress->ending, &progress->lock, &until);
        if (!progress->is_ending && !progress->is_hidden && now() >= progress->begun_at + FIRST_MILLISECONDS) {
            write_line(progress);
        }
    }
    pthread_mutex_unlock(&progress->lock);
    return NULL;
}

/* ---- the owner ---- */

Progress *progress_new(const char *verb)
{
    const char *terminal = getenv("TERM");
    if (!isatty(STDERR_FILENO) || (terminal && strcmp(terminal, "dumb") == 0)) {
        return NULL;
    }
    Progress *progress = memory_allocate_zeroed(1, sizeof *progress);
    progress->verb = verb;
    progress->begun_at = now();
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&progress->lock, NULL);
    pthread_cond_init(&progress->ending, &attributes);
    pthread_condattr_destroy(&attributes);
    progress->has_thread = work_thread_start(&progress->thread, run, progress);
    return progress;
}

void progress_free(Progress *progress)
{
    if (!progress) {
        return;
    }
    pthread_mutex_lock(&progress->lock);
    progress->is_ending = true;
    pthread_cond_signal(&progress->ending);
    pthread_mutex_unlock(&progress->lock);
    if (progress->has_thread) {
        pthread_join(progress->thread, NULL);
    }
    replace_line(progress, (Slice){0});
    pthread_cond_destroy(&progress->ending);
    pthread_mutex_destroy(&progress->lock);
    text_free(&progress->shown);
    free(progress);
}

void progress_expect(Progress *progress, const char *input)
{
    FileState state = {0};
    if (progress && file_state(input, &state, NULL) && !slice_ends_with(slice_from(input), SLICE(".gz"))) {
        atomic_fetch_add(&progress->total, state.size);
    } else if (progress) {
        atomic_store(&progress->is_open, true);
    }
}

void progress_hide(Progress *progress)
{
    if (progress) {
        pthread_mutex_lock(&progress->lock);
        replace_line(progress, (Slice){0});
        progress->is_hidden = true;
        pthread_mutex_unlock(&progress->lock);
    }
}

void progress_show(Progress *progress, const Output *output)
{
    if (progress) {
        pthread_mutex_lock(&progress->lock);
        progress->is_hidden = output->is_mid_line && isatty(STDOUT_FILENO);
        pthread_mutex_unlock(&progress->lock);
    }
}

/* ---- workers ---- */

void progress_add(Progress *progress, uint64_t bytes)
{
    if (progress) {
        atomic_fetch_add(&progress->done, bytes);
    }
}

/* Counts up to a share of the part; never less than before. */
static void tell(ProgressPart *part, double share)
{
    uint64_t bytes = (uint64_t)((double)part->bytes * share);
    if (bytes > part->told) {
        progress_add(part->progress, bytes - part->told);
        part->told = bytes;
    }
}

static void look(Pace *pace)
{
    ProgressPart *part = pace->context;
    double done = pace->total > 0 ? (double)pace->done / (double)pace->total : 0;
    done = done < 1 ? done : 1;
    if (done < part->step_done && part->step < 1) {
        part->steps_done += part->step;
        part->step /= 2;
    }
    part->step_done = done;
    tell(part, part->steps_done + part->step * done);
}

Pace *progress_part_begin(ProgressPart *part, Progress *progress, uint64_t bytes, bool has_steps)
{
    *part = (ProgressPart){.progress = progress, .bytes = bytes, .step = has_steps ? 0.5 : 1};
    part->pace = (Pace){.look = look, .context = part};
    return progress ? &part->pace : NULL;
}

void progress_part_end(ProgressPart *part)
{
    tell(part, 1);
}
