/* Line jobs: given to a pool, taken in order. */
#include "src/check/line_jobs.h"

#include "src/base/streams/worker_pool.h"
#include "src/check/judge_root.h"
#include "src/check/query.h"
#include "src/check/report/provisional.h"
#include "src/check/walk/session_open.h"

#include <stdlib.h>
#include <string.h>

/* Files of fewer bytes are judged by one; a job has so many bytes, or one line; and there are so many for each worker.
 */
enum { WORTH_BYTES = 1 << 20, JOB_BYTES = 1 << 16, LINE_BYTES = 1 << 18, JOBS_EACH = 4 };

/* What came of a line. */
typedef struct JudgedLine {
    UidNotes uids;
    LineNote *notes; /* subjects are positions in LineJob.subjects */
    uint32_t note_count;
    size_t mark; /* number of findings after it */
} JudgedLine;

typedef struct LineJob {
    NodeId first; /* lines [first, end) of the file */
    NodeId end;
    const char *name;
    Text bytes;    /* of the lines; empty: the owner judges them */
    bool is_whole; /* they were judged: */
    Report *report;
    Arena *arena;
    Slice *subjects;
    JudgedLine *lines;
    size_t count;
    size_t capacity;
} LineJob;

static void job_free(LineJob *job)
{
    for (size_t i = 0; i < job->count; i++) {
        uid_notes_free(&job->lines[i].uids);
    }
    free(job->lines);
    if (job->is_whole) {
        report_free(job->report);
        arena_free(job->arena);
    }
    text_free(&job->bytes);
    free(job);
}

/* ---- the worker ---- */

/* Judges a line as if there were no others. */
static void judge_line(LineJob *job, Walk *walk, NodeId line)
{
    CheckSession *session = walk->session;
    JudgedLine result = {0};
    line_list_add(&session->lines, line);
    dicom_checker_set_uids(session->dicom, &result.uids, NULL);
    judge_root(walk, line);
    dicom_checker_set_uids(session->dicom, NULL, NULL);
    uid_notes_sort(&result.uids);
    const Line *judged = line_list_at(&session->lines, line);
    result.note_count = judged->count;
    result.notes = arena_allocate(job->arena, (judged->count + 1) * sizeof *result.notes);
    if (judged->count > 0) {
        memcpy(result.notes, judged->notes, judged->count * sizeof *result.notes);
    }
    result.mark = report_mark(job->report);
    ARRAY_RESERVE(job->lines, job->capacity, job->count + 1);
    job->lines[job->count++] = result;
}

/* Judges the lines of a document that has nothing else; the session is gone afterwards. */
static void judge_all(LineJob *job, Checker *checker, const Document *document)
{
    const Node *nodes = document_nodes(document);
    job->report = report_new();
    job->arena = arena_new();
    CheckSession *session = check_session_new(checker, document);
    session->report = job->report;
    Walk walk = walk_new(session, job->report, &session->far, 0);
    memo_forget(&checker->memo);
    for (NodeId line = 1; line < nodes[0].end; line = nodes[line].end) {
        judge_line(job, &walk, line);
    }
    walk_free(&walk);
    job->subjects = arena_allocate(job->arena, (session->subjects.count + 1) * sizeof *job->subjects);
    for (size_t i = 0; i < session->subjects.count; i++) {
        job->subjects[i] = arena_copy(job->arena, session->subject_names[i]);
    }
    check_session_free(session);
}

static void work(void *item, void *state)
{
    LineJob *job = item;
    if (job->bytes.length == 0) {
        return;
    }
    Document *document = document_take_as(&job->bytes, job->name, DOCUMENT_NDJSON, NULL);
    job->is_whole = document && document_nodes(document)[0].kind == NODE_LINES && document_fault_count(document) == 0 &&
                    document_count(document) - 1 == job->end - job->first;
    if (job->is_whole) {
        judge_all(job, state, document);
    }
    document_free(document);
}

/* ---- the owner ---- */

/* True where a worker may read a line by itself: all of it is plain. */
static bool is_plain(const Document *document, NodeId line)
{
    const Node *node = document_node(document, line);
    uint32_t offset;
    uint32_t fault = document_fault_from(document, node->start);
    bool has_fault =
        fault < document_fault_count(document) && document_fault(document, fault)->offset <= node_finish(node);
    return !has_fault && node->length <= LINE_BYTES && node->kind == NODE_OBJECT &&
           !document_mark(document, line, &offset);
}

/* A job that begins with a line. The owner judges the last line of all: that is what the session knows then. */
static LineJob *make_job(const Document *document, NodeId line)
{
    LineJob *job = memory_allocate_zeroed(1, sizeof *job);
    const Node *nodes = document_nodes(document);
    NodeId last = nodes[0].end;
    *job = (LineJob){.first = line, .end = nodes[line].end, .name = document_name(document)};
    if (!is_plain(document, line) || job->end == last) {
        return job;
    }
    uint32_t start = nodes[line].start, finish = node_finish(&nodes[line]);
    for (NodeId next = job->end; next < last && nodes[next].end < last && is_plain(document, next) &&
                                 node_finish(&nodes[next]) - start <= JOB_BYTES;
         next = nodes[next].end) {
        job->end = nodes[next].end;
        finish = node_finish(&nodes[next]);
    }
    text_append(&job->bytes, slice_part(document_bytes(document), start, finish - start));
    return job;
}

static int compare_notes(const void *a, const void *b)
{
    const LineNote *left = a, *right = b;
    return (left->subject > right->subject) - (left->subject < right->subject);
}

/* Takes what was noted in a line of a job: what could not be checked. */
static void take_notes(CheckSession *session, const LineJob *job, NodeId line, const JudgedLine *from)
{
    Line *to = line_list_at(&session->lines, line);
    to->notes = arena_allocate(session->arena, (from->note_count + 1) * sizeof *to->notes);
    to->count = from->note_count;
    for (uint32_t i = 0; i < from->note_count; i++) {
        to->notes[i] = from->notes[i];
        to->notes[i].subject = unchecked_subject(session, job->subjects[from->notes[i].subject]);
    }
    qsort(to->notes, to->count, sizeof *to->notes, compare_notes);
}

/* Takes a job: what holds of it becomes that of the walk. */
static void take(Walk *walk, LineJob *job, LineTaken *taken, void *context)
{
    const Node *nodes = document_nodes(walk->document);
    uint32_t *texts = job->is_whole ? report_bring_begin(job->report) : NULL;
    size_t position = 0;
    for (NodeId line = job->first; line < job->end && !walk_is_over(walk); line = nodes[line].end, position++) {
        JudgedLine *from = job->is_whole ? &job->lines[position] : NULL;
        if (taken(context, line, from ? &from->uids : NULL)) {
            size_t before = position > 0 ? from[-1].mark : 0;
            report_bring(walk->report, job->report, before, from->mark, texts, job->first - 1);
            take_notes(walk->session, job, line, from);
            pace_step(walk->session->pace, nodes[line].end - line);
        }
    }
    free(texts);
}

bool line_jobs_run(Walk *walk, LineTaken *taken, void *context)
{
    const Document *document = walk->document;
    const Checker *checker = walk->checker;
    const Node *nodes = document_nodes(document);
    if (checker->helper_count < 2 || document_bytes(document).length < WORTH_BYTES) {
        return false;
    }
    size_t limit = JOBS_EACH * checker->helper_count, given = 0, done = 0;
    LineJob **jobs = memory_allocate(limit * sizeof *jobs);
    WorkerPool *pool = worker_pool_new(work, checker->helpers, checker->helper_count, limit);
    NodeId line = 1;
    while (!walk_is_over(walk) && (line < nodes[0].end || done < given)) {
        while (line < nodes[0].end && !worker_pool_is_full(pool)) {
            LineJob *job = make_job(document, line);
            line = job->end;
            jobs[given++ % limit] = job;
            worker_pool_give(pool, job);
        }
        LineJob *job = worker_pool_first(pool);
        take(walk, job, taken, context);
        worker_pool_take(pool);
        done++;
        job_free(job);
    }
    worker_pool_free(pool);
    for (; done < given; done++) {
        job_free(jobs[done % limit]);
    }
    free(jobs);
    return true;
}
