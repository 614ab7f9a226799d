/* Side job: an errand, looked at between keys. */
#include "ui/screens/background/side_job.h"

/* So long a key may wait; how often it is looked whether the job is over. */
enum { SOON_MILLISECONDS = 30, LOOK_MILLISECONDS = 20 };

static void finish(Workbench *bench)
{
    SideJob *job = bench->side;
    SideWork work = job->work;
    Errand *errand = job->errand; /* it has the pace that the work may still look at */
    bool is_stopped = job->is_stopped;
    *job = (SideJob){0};
    work.done(work.context, bench, is_stopped);
    work.free(work.context);
    errand_free(errand);
}

bool side_job_run(Workbench *bench, SideWork work)
{
    SideJob *job = bench->side;
    if (job->errand) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING,
                     "Wait until the work in the header ends, or stop it with Esc");
        work.free(work.context);
        return false;
    }
    int64_t begun = bench->session->clock.milliseconds(bench->session->clock.context);
    *job = (SideJob){.work = work,
                     .errand = errand_start(work.work, work.context),
                     .begun = begun,
                     .revision = work.file ? document_revision(work.file->document) : 0};
    bool is_over = errand_wait(job->errand, bench->session->waits ? -1 : SOON_MILLISECONDS);
    if (is_over) {
        finish(bench);
    }
    return !is_over;
}

int64_t side_job_wait(const Workbench *bench)
{
    return bench->side->errand ? LOOK_MILLISECONDS : -1;
}

Reaction side_job_go_on(Workbench *bench)
{
    SideJob *job = bench->side;
    if (job->errand && job->work.is_of_now && document_revision(job->work.file->document) != job->revision) {
        errand_stop(job->errand);
    }
    bool is_ready = job->errand && (!job->work.may_end || job->work.may_end(bench));
    if (!is_ready || !errand_wait(job->errand, 0)) {
        return REACT_NONE;
    }
    finish(bench);
    return REACT_REDRAW;
}

bool side_job_stop(Workbench *bench)
{
    SideJob *job = bench->side;
    if (job->errand) {
        job->is_stopped = true;
        errand_stop(job->errand);
    }
    return job->errand != NULL;
}

void side_job_forget(Workbench *bench, const OpenFile *file)
{
    SideJob *job = bench->side;
    if (job->errand && (!file || file == job->work.file)) {
        errand_free(job->errand);
        job->work.free(job->work.context);
        *job = (SideJob){0};
    }
}
