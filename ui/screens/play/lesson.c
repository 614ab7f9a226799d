/* Lesson: the sample and the script of the profile, both compiled in. */
#include "ui/screens/play/lesson.h"

#include "src/profile/facts/text_table.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/play/playing.h"
#include "ui/screens/present/presenter.h"
#include "ui/screens/views/opening.h"

TEXT_TABLE(lesson_script, "samples/profile.ipse");
TEXT_TABLE(lesson_sample, "samples/ct.json");

bool lesson_is(Slice name)
{
    return slice_equals(name, SLICE("profile"));
}

bool lesson_begin(Workbench *bench, Error *error)
{
    Session *session = bench->session;
    if (playing_is_on(bench)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "a script is playing");
    }
    if (!session_add_text(session, TEXT_TABLE_OF(lesson_sample), "sample", error)) {
        return false;
    }
    bench_show_last(bench);
    const PlayingOptions options = {.path = "profile",
                                    .text = TEXT_TABLE_OF(lesson_script),
                                    .has_file = true,
                                    .has_stops = true,
                                    .is_undone = true};
    if (!playing_begin(bench, &options, error)) {
        return false;
    }
    presenter_open(bench, false);
    return true;
}
