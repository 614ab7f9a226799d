/* What servers can be asked about the file that is shown: its history, and what they think of it. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/remote/remote_view.h"
#include "ui/screens/remote/session_remote.h"

#include "src/base/text.h"

static Reaction show_history(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    const RemoteFile *remote = bench_file(bench)->remote;
    if (!remote) {
        messages_add(bench->messages, STYLE_PLAIN, "The file is not from a server and has no history");
        return REACT_REDRAW;
    }
    Slice path = slice_part(url_slice(&remote->url), 0, remote->url.path);
    Text text = TEXT_EMPTY;
    Url url;
    text_append(&text, slice_part(path, 0, slice_find(path, SLICE("/_history"), 0)));
    text_append(&text, SLICE("/_history"));
    if (url_parse(text_slice(&text), &url, NULL)) {
        remote_read_for(bench, &url, REMOTE_SHOW);
        url_free(&url);
    }
    text_free(&text);
    return REACT_REDRAW;
}

static Reaction validate(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    remote_ask_opinion(bench, call->argument);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "history",
     .help = "List the versions of the resource on its server",
     .keys = "zo",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = show_history},
    {.name = "validate",
     .help = "Ask the server for its verdict ($validate)",
     .keys = "za",
     .argument = "SERVER",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = validate},
};

const ActionRows remote_actions = ACTION_ROWS(rows);
