/* Checking: a task that checks into a report of its own. */
#include "src/check/checking.h"

#include "src/base/work/task.h"
#include "src/check/report/provisional.h"
#include "src/check/state/session.h"

#include <stdlib.h>

struct Checking {
    Checker *checker;
    const Document *document;
    Report *report;
    Task *task;
};

static void check(void *context, Pace *pace)
{
    Checking *checking = context;
    check_again(checking->checker, checking->document, checking->report, pace);
}

Report *check_nothing(const Document *document)
{
    Report *report = report_new();
    report_settle(report, document);
    return report;
}

Checking *checking_new(Checker *checker, const Document *document)
{
    Checking *checking = memory_allocate(sizeof *checking);
    *checking = (Checking){.checker = checker, .document = document, .report = report_new()};
    checking->task = task_new(check, checking);
    return checking;
}

void checking_free(Checking *checking)
{
    if (checking) {
        task_free(checking->task);
        report_free(checking->report);
        free(checking);
    }
}

bool checking_go_on(Checking *checking, int milliseconds)
{
    return task_go_on(checking->task, milliseconds);
}

const Pace *checking_pace(const Checking *checking)
{
    return task_pace(checking->task);
}

void checking_show(const Checking *checking, const Report *parts, Report *report)
{
    report_show(report, checking->report, parts, checking->document);
}

void checking_take(Checking *checking, Report *report)
{
    report_take(report, checking->report);
    CheckSession *session = report_state(report);
    session->report = report;
}

void check_forget(Report *report)
{
    report_forget_state(report);
}

void check_carry(const Document *document, const Patch *patch, Report *report)
{
    report_carry(report, document, patch);
}
