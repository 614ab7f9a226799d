/* Scene: what a script does with the files of the workbench. */
#include "ui/screens/play/scene.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/edit/operation.h"
#include "src/json/path.h"
#include "src/outline/rules_here.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/play/element_path.h"
#include "ui/screens/views/opening.h"

#include <stdlib.h>
#include <string.h>

char *scene_path(const char *script, Slice path)
{
    char *given = file_expand_home(path);
    const char *slash = strrchr(script, '/');
    if (given[0] == '/' || !slash) {
        return given;
    }
    char *folder = memory_copy_string(slice_make(script, (size_t)(slash - script) + 1));
    char *joined = file_join(folder, given);
    free(folder);
    free(given);
    return joined;
}

static bool open_file(void *context, Slice path, Error *error)
{
    Scene *scene = context;
    if (scene->has_file) {
        return true;
    }
    char *name = scene_path(scene->script, path);
    bool is_open = bench_open_as_it_is(scene->bench, name, error);
    free(name);
    return is_open;
}

/* True where a file is open. */
static bool has_file(const Scene *scene, Error *error)
{
    return bench_file(scene->bench) || error_set(error, ERROR_NOT_POSSIBLE, NULL, "no file is open");
}

static bool point(void *context, Slice element, Error *error)
{
    Scene *scene = context;
    if (!has_file(scene, error) || !element_path_go(scene->bench, element, error)) {
        return false;
    }
    scene->bench->panes.focus = PANE_TREE;
    list_centre(&scene->bench->tree);
    scene->bench->is_rule_old = true;
    return true;
}

static bool fold(void *context, Slice element, bool is_open, Error *error)
{
    const Scene *scene = context;
    Workbench *bench = scene->bench;
    if (!has_file(scene, error)) {
        return false;
    }
    OpenFile *file = bench_file(bench);
    Text whole = TEXT_EMPTY;
    NodeId node = path_find(file->document, element_path_whole(bench, element, &whole), error);
    text_free(&whole);
    if (node != NODE_NONE) {
        NodeId here = bench_row(bench)->node;
        outline_set_open(file->outline, outline_reveal(file->outline, node, (Slice){0}), is_open, false);
        bench_go_to_row(bench, outline_row_of(file->outline, here, (Slice){0}));
    }
    return node != NODE_NONE;
}

static bool set(void *context, Slice name, Slice value, Error *error)
{
    const Scene *scene = context;
    Workbench *bench = scene->bench;
    Setting setting = config_find(name);
    bool is_known = setting == SETTING_SPLIT || setting == SETTING_ISSUES || setting == SETTING_WRAP;
    if (!is_known) {
        return error_set(error, ERROR_NOT_FOUND, NULL, "allowed: rule-width, issues-height, wrap");
    }
    Config *config = config_new();
    bool is_set = config_set(config, setting, value, "script", error);
    if (is_set && setting == SETTING_WRAP) {
        bench->is_wrapped = config_flag(config, setting);
    } else if (is_set) {
        bench->panes.panes[setting == SETTING_SPLIT ? PANE_RULE : PANE_ISSUES].wish = config_number(config, setting);
    }
    config_free(config);
    return is_set;
}

/* ---- changes ---- */

/* Plans a new member of the object that a path without its last part names. */
static bool plan_member(const Workbench *bench, const Operation *operation, Slice path, Slice json, SpliceList *list,
                        Error *error)
{
    size_t dot = path.length;
    while (dot > 0 && path.bytes[dot - 1] != '.') {
        dot--;
    }
    Slice name = slice_part(path, dot, path.length);
    NodeId holder = dot ? path_find(operation->document, slice_part(path, 0, dot - 1), error) : 0;
    if (holder == NODE_NONE) {
        return false;
    }
    ChildrenHere children = children_here(bench->session->checker, operation->document, holder);
    const Element *element = NULL;
    for (uint32_t i = 0; i < children.count && !element; i++) {
        element = slice_equals(element_name(children.items[i].element), name) ? children.items[i].element : NULL;
    }
    children_here_free(&children);
    return element ? operation_add(operation, holder, element, json, list, error)
                   : splice_insert(operation->document, holder, PLACE_LAST, name, json, list, error);
}

/* Plans what gives an element a value, or removes it. */
static bool plan(const Workbench *bench, Slice element, Slice json, SpliceList *list, Error *error)
{
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    Text whole = TEXT_EMPTY;
    Slice path = element_path_whole(bench, element, &whole);
    Error missing;
    NodeId node = path_find(file->document, path, &missing);
    bool is_planned = false;
    if (node != NODE_NONE && json.length) {
        is_planned = splice_set_value(file->document, node, json, list, error);
    } else if (node != NODE_NONE) {
        is_planned = operation_delete(&operation, node, list, error);
    } else if (json.length) {
        is_planned = plan_member(bench, &operation, path, json, list, error);
    } else {
        *error = missing;
    }
    text_free(&whole);
    return is_planned;
}

static bool change(void *context, Slice element, Slice json, Error *error)
{
    Scene *scene = context;
    Workbench *bench = scene->bench;
    if (!has_file(scene, error)) {
        return false;
    }
    SpliceList list = SPLICE_LIST_EMPTY;
    bool is_done = plan(bench, element, json, &list, error);
    if (is_done && !bench_apply(bench, &list, "script")) {
        is_done = error_set(error, ERROR_NOT_POSSIBLE, NULL, "%.*s cannot be changed", SLICE_ARGS(element));
    }
    splice_list_free(&list);
    Error unseen;
    if (is_done && !point(context, element, &unseen)) {
        /* What was removed, and is no gap, has no row: its holder has. */
        bench_follow_change(bench);
    }
    bench->is_rule_old = true;
    return is_done;
}

static bool undo(void *context, Error *error)
{
    Scene *scene = context;
    if (!has_file(scene, error) || !history_undo(bench_file(scene->bench)->history)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "nothing to undo");
    }
    bench_follow_change(scene->bench);
    scene->bench->is_rule_old = true;
    return true;
}

static size_t count_issues(void *context)
{
    const Scene *scene = context;
    const OpenFile *file = bench_file(scene->bench);
    ReportCounts counts = file ? report_counts(file->report) : (ReportCounts){0};
    return counts.errors + counts.warnings + counts.gaps;
}

static bool has_issue(void *context, Slice key, Slice element)
{
    const Scene *scene = context;
    const OpenFile *file = bench_file(scene->bench);
    Text whole = TEXT_EMPTY;
    Slice name = {0};
    NodeId node = 0;
    if (file && element.length) {
        Slice path = element_path_whole(scene->bench, element, &whole);
        node = path_find(file->document, path, NULL);
        node = node == NODE_NONE ? element_path_gap(scene->bench, path, &name) : node;
    }
    bool is_found = false;
    for (uint32_t i = 0; file && node != NODE_NONE && !is_found && i < report_count(file->report); i++) {
        const Issue *issue = report_issue(file->report, i);
        is_found = slice_equals(slice_from(issue->key), key) && document_contains(file->document, node, issue->node) &&
                   (!name.length || slice_equals(issue->missing, name));
    }
    text_free(&whole);
    return is_found;
}

ScriptScene scene_of(Scene *scene)
{
    return (ScriptScene){.context = scene,
                         .open = open_file,
                         .point = point,
                         .fold = fold,
                         .set = set,
                         .change = change,
                         .undo = undo,
                         .issues = count_issues,
                         .has_issue = has_issue};
}
