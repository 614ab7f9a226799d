/* Judge root: the walk, document groups, and what is decided at the end. */
#include "src/check/judge_root.h"

#include "src/check/state/session.h"
#include "src/check/state/syntax.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/session_open.h"
#include "src/check/walk/unmatched.h"
#include "src/check/walk/walk.h"

#include <stdlib.h>

void judge_root(Walk *walk, NodeId root)
{
    CheckSession *session = walk->session;
    session_begin_root(session, root);
    dicom_checker_reset(session->dicom);
    walk->errors = 0;
    syntax_note_mark(walk, root);
    session->is_walking = true;
    walk_root(walk, root);
    session->is_walking = false;
    walk_far(walk, &session->far);
    dependents_report(walk);
    unmatched_settle(walk);
    judge_note_line(session);
}

/* Notes are in the order of their subjects. */
static int compare_notes(const void *a, const void *b)
{
    const LineNote *left = a, *right = b;
    return (left->subject > right->subject) - (left->subject < right->subject);
}

void judge_note_line(CheckSession *session)
{
    if (session->lines.count == 0) {
        return;
    }
    Line *line = line_list_at(&session->lines, session->root);
    LineNote *notes = memory_allocate((session->unchecked_count + 1) * sizeof *notes);
    size_t places = 0;
    for (size_t i = 0; i < session->unchecked_count; i++) {
        const Unchecked *item = &session->unchecked[i];
        if (item->subject != SUBJECT_MISFIT) {
            notes[places++] = (LineNote){.subject = item->subject, .count = 1, .first = item->node - line->node};
        }
    }
    qsort(notes, places, sizeof *notes, compare_notes);
    uint32_t count = 0;
    for (size_t i = 0; i < places; i++) {
        LineNote *last = count > 0 ? &notes[count - 1] : NULL;
        if (last && last->subject == notes[i].subject) {
            last->count++;
            last->first = notes[i].first < last->first ? notes[i].first : last->first;
        } else {
            notes[count++] = notes[i];
        }
    }
    line->notes = count > line->count ? arena_allocate(session->arena, count * sizeof *notes) : line->notes;
    line->count = count;
    if (count > 0) {
        memcpy(line->notes, notes, count * sizeof *notes);
    }
    free(notes);
}

void judge_document(Walk *walk)
{
    syntax_check(walk);
    unchecked_report(walk);
}
