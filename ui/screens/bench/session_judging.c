/* Judging: pieces, and when what they found is shown. */
#include "ui/screens/bench/session_judging.h"

#include <stdint.h>

/* Files of up to so many bytes are judged to the end at once; larger ones for as long as a key may take. */
enum { AT_ONCE_BYTES = 262144, SOON_BYTES = 4194304, SOON_MILLISECONDS = 8 };

/* Showing what was found so far takes time itself: at most one part in so many of all, and not at every piece. */
enum { SHOWING_SHARE = 5, SHOWING_MILLISECONDS = 100 };

static int64_t now(const Session *session)
{
    return session->clock.milliseconds(session->clock.context);
}

static bool has_begun(const OpenFile *file)
{
    const Pace *pace = judged_pace(file->judged);
    return pace && pace->total > 0;
}

OpenFile *session_judging(const Session *session)
{
    OpenFile *next = NULL;
    for (size_t i = 0; i < session->count; i++) {
        OpenFile *file = session->files[i];
        if (has_begun(file)) {
            return file;
        }
        if (judged_is_waiting(file->judged) && (!next || i == session->current)) {
            next = file;
        }
    }
    return next;
}

void session_judge_at_once(OpenFile *file)
{
    size_t size = document_bytes(file->document).length;
    file->judging = (Judging){.begun_at = now(file->session), .shown_at = now(file->session)};
    if (file->session->waits || size <= AT_ONCE_BYTES) {
        judged_go_on(file->judged, -1);
    } else if (size <= SOON_BYTES && session_judging(file->session) == file) {
        judged_go_on(file->judged, SOON_MILLISECONDS);
    }
}

JudgingNews session_judge_on(OpenFile *file, int milliseconds)
{
    Judging *judging = &file->judging;
    int64_t begun = now(file->session);
    bool is_waiting = judged_go_on(file->judged, milliseconds);
    int64_t ended = now(file->session);
    judging->taken += ended > begun ? ended - begun : 0;
    if (!is_waiting) {
        return JUDGING_DONE;
    }
    if (ended - judging->shown_at < SHOWING_MILLISECONDS + SHOWING_SHARE * judging->cost) {
        return JUDGING_SILENT;
    }
    judged_show(file->judged);
    judging->shown_at = now(file->session);
    judging->cost = judging->shown_at - ended;
    return JUDGING_MORE;
}

bool session_judging_share(const OpenFile *file, unsigned *thousandths, uint64_t *rate)
{
    const Pace *pace = judged_pace(file->judged);
    if (!judged_is_waiting(file->judged)) {
        return false;
    }
    bool is_known = pace && pace->total > 0;
    uint64_t done = is_known ? (pace->done < pace->total ? pace->done : pace->total) : 0;
    *thousandths = is_known ? (unsigned)(done * 1000 / pace->total) : 0;
    uint64_t bytes = document_bytes(file->document).length / 1000 * *thousandths;
    *rate = file->judging.taken > 0 ? bytes * 1000 / (uint64_t)file->judging.taken : 0;
    return true;
}
