/* Pending: a text that is typed in a view of its own. */
#include "ui/screens/bench/pending.h"

#include "ui/widgets/line_editor.h"

bool pending_is_changed(const Pending *pending)
{
    return pending->editor && line_editor_revision(pending->editor) != pending->revision;
}

void bench_set_pending(Workbench *bench, const LineEditor *editor, PendingPlan *plan, void *context)
{
    *bench->pending = (Pending){.editor = editor,
                                .revision = editor ? line_editor_revision(editor) : 0,
                                .serial = bench->pending->serial + 1,
                                .context = context,
                                .plan = plan};
}
