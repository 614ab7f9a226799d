/* Script: statements that show something to those who look on, and those that need a scene. */
#include "ui/kit/script/script_statement.h"
#include "ui/kit/script/script_text.h"

#include "src/base/memory.h"

#include <stdint.h>

/* What the eye needs, in milliseconds: before a sentence is read, for each character of it, and for what is pointed at.
 */
enum { SAY_PAUSE = 1200, READ_PAUSE = 45, POINT_PAUSE = 800 };

void script_beat(ScriptBeats *beats, Event event, int64_t pause)
{
    ARRAY_RESERVE(beats->items, beats->capacity, beats->count + 1);
    beats->items[beats->count++] = (ScriptBeat){.event = event, .pause = pause};
}

void script_show_caption(ScriptRun *run)
{
    run->caption.text = text_slice(&run->said);
    run->caption.key = text_slice(&run->pressed);
    stage_set_caption(run->stage, &run->caption);
}

/* Lets what was done be looked at, where the script is played; draws it elsewhere. */
static bool shown(ScriptRun *run, int64_t pause)
{
    if (run->beats) {
        script_beat(run->beats, (Event){.kind = EVENT_NONE}, pause);
    }
    stage_redraw(run->stage);
    if (!run->beats) {
        script_settle(run);
    }
    return true;
}

/* say "TEXT" */
static bool do_caption(ScriptRun *run, Slice *rest, Error *error)
{
    bool is_empty = slice_equals(slice_trim(*rest), SLICE("\"\""));
    if (is_empty) {
        *rest = (Slice){0};
        text_clear(&run->text);
    } else if (!script_string(rest, &run->text, error)) {
        return false;
    }
    text_clear(&run->said);
    text_append(&run->said, text_slice(&run->text));
    text_clear(&run->pressed);
    if (!run->beats) {
        stage_set_band(run->stage, is_empty ? 0 : stage_band_rows(run->stage, text_slice(&run->said)));
    }
    script_show_caption(run);
    return shown(run, is_empty ? 0 : SAY_PAUSE + READ_PAUSE * (int64_t)run->said.length);
}

/* await */
static bool do_await(ScriptRun *run, Slice *rest, Error *error)
{
    (void)rest;
    (void)error;
    if (run->beats) {
        run->beats->is_awaiting = true;
    }
    return true;
}

/* ---- what needs a scene ---- */

static bool has_scene(const ScriptRun *run, Error *error)
{
    return run->host->scene || error_set(error, ERROR_NOT_POSSIBLE, NULL, "no file can be shown in this script");
}

/* Takes the next text off the front and copies it to `text`. */
static bool take(Slice *rest, Text *text, Error *error)
{
    return script_string(rest, text, error);
}

/* open PATH */
static bool do_open(ScriptRun *run, Slice *rest, Error *error)
{
    return has_scene(run, error) && take(rest, &run->text, error) &&
           run->host->scene->open(run->host->scene->context, text_slice(&run->text), error) && shown(run, 0);
}

/* point PATH */
static bool do_point(ScriptRun *run, Slice *rest, Error *error)
{
    return has_scene(run, error) && take(rest, &run->text, error) &&
           run->host->scene->point(run->host->scene->context, text_slice(&run->text), error) && shown(run, POINT_PAUSE);
}

static bool fold(ScriptRun *run, Slice *rest, bool is_open, Error *error)
{
    return has_scene(run, error) && take(rest, &run->text, error) &&
           run->host->scene->fold(run->host->scene->context, text_slice(&run->text), is_open, error) && shown(run, 0);
}

/* open-row PATH */
static bool do_open_row(ScriptRun *run, Slice *rest, Error *error)
{
    return fold(run, rest, true, error);
}

/* close-row PATH */
static bool do_close_row(ScriptRun *run, Slice *rest, Error *error)
{
    return fold(run, rest, false, error);
}

/* set NAME VALUE */
static bool do_set(ScriptRun *run, Slice *rest, Error *error)
{
    Slice name = script_word(rest), value = script_word(rest);
    return has_scene(run, error) && run->host->scene->set(run->host->scene->context, name, value, error) &&
           shown(run, 0);
}

/* Changes an element to the JSON that is the rest of the line, or removes it where nothing is left. */
static bool change(ScriptRun *run, Slice *rest, Error *error)
{
    if (!has_scene(run, error) || !take(rest, &run->text, error)) {
        return false;
    }
    Slice json = slice_trim(*rest);
    *rest = (Slice){0};
    return run->host->scene->change(run->host->scene->context, text_slice(&run->text), json, error);
}

/* break PATH [JSON] */
static bool do_break(ScriptRun *run, Slice *rest, Error *error)
{
    ScriptScene *scene = run->host->scene;
    size_t before = scene ? scene->issues(scene->context) : 0;
    if (!change(run, rest, error)) {
        return false;
    }
    run->host->issues = before;
    if (scene->issues(scene->context) <= before) {
        return error_set(error, ERROR_NOT_FOUND, NULL, "nothing is wrong after the change of %s", run->text.bytes);
    }
    return shown(run, POINT_PAUSE);
}

/* fix [PATH [JSON]] */
static bool do_fix(ScriptRun *run, Slice *rest, Error *error)
{
    bool is_undo = slice_trim(*rest).length == 0;
    if (is_undo ? !has_scene(run, error) || !run->host->scene->undo(run->host->scene->context, error)
                : !change(run, rest, error)) {
        return false;
    }
    ScriptScene *scene = run->host->scene;
    size_t now = scene->issues(scene->context);
    if (now > run->host->issues) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "errors, warnings and gaps left: %zu; before `break`: %zu",
                         now, run->host->issues);
    }
    return shown(run, POINT_PAUSE);
}

/* expect-issue KEY [PATH] */
static bool do_expect_issue(ScriptRun *run, Slice *rest, Error *error)
{
    Slice key = script_word(rest), element = slice_trim(*rest);
    *rest = (Slice){0};
    if (!has_scene(run, error)) {
        return false;
    }
    return run->host->scene->has_issue(run->host->scene->context, key, element) ||
           error_set(error, ERROR_NOT_FOUND, NULL, "no issue has the key %.*s", SLICE_ARGS(key));
}

const ScriptStatement script_shows[] = {
    {"say", do_caption, "\"TEXT\"", "show a sentence below the views; an empty one takes it away", SCRIPT_ACTS},
    {"await", do_await, "", "wait for a key, if the script is played on a terminal", SCRIPT_ACTS},
    {"open", do_open, "PATH", "open a file, by its path from the script's folder, unless another one was given",
     SCRIPT_ACTS},
    {"point", do_point, "PATH", "go to an element and show it", SCRIPT_ACTS},
    {"open-row", do_open_row, "PATH", "open a row of the tree", SCRIPT_ACTS},
    {"close-row", do_close_row, "PATH", "close a row of the tree", SCRIPT_ACTS},
    {"set", do_set, "NAME VALUE", "use this value of rule-width, issues-height or wrap", SCRIPT_ACTS},
    {"break", do_break, "PATH [JSON]",
     "give an element a value, or remove it; fail unless that makes a new issue or gap", SCRIPT_ACTS},
    {"fix", do_fix, "[PATH [JSON]]",
     "give an element a value, or remove it, or undo the last `break`; fail unless what that made is gone",
     SCRIPT_ACTS},
    {"expect-issue", do_expect_issue, "KEY [PATH]", "fail unless there is an issue with this key", SCRIPT_EXPECTS},
    {0},
};
