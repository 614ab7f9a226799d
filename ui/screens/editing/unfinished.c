/* Unfinished: values are found by their trails, for each removal numbers them anew. */
#include "ui/screens/editing/unfinished.h"

#include "src/edit/unfilled.h"
#include "ui/screens/bench/session_recovery.h"
#include "ui/screens/editing/trail.h"

void unfinished_remove_blank(const Session *session, OpenFile *file, Slice trail)
{
    NodeId root = trail_find(file->document, trail), found;
    bool goes_on = root != NODE_NONE;
    while (goes_on) {
        Operation operation = session_operation(session, file);
        SpliceList list = SPLICE_LIST_EMPTY;
        Error error;
        found = unfilled_find(&operation, root);
        goes_on = found != NODE_NONE && found != 0 && operation_delete(&operation, found, &list, &error) &&
                  history_apply(file->history, &list, SLICE("remove"), &error);
        splice_list_free(&list);
        session_settle(file);
        root = goes_on ? trail_find(file->document, trail) : NODE_NONE;
        goes_on = goes_on && root != NODE_NONE && found != root;
    }
}

void unfinished_remove_whole(const Session *session, OpenFile *file, Slice trail)
{
    NodeId node = trail_find(file->document, trail);
    Operation operation = session_operation(session, file);
    SpliceList list = SPLICE_LIST_EMPTY;
    if (node != NODE_NONE && node != 0 && operation_delete(&operation, node, &list, NULL)) {
        history_apply(file->history, &list, SLICE("remove"), NULL);
        session_settle(file);
    }
    splice_list_free(&list);
}

void unfinished_append(bool is_whole, Slice trail, Text *list)
{
    text_append_byte(list, is_whole ? 'W' : 'U');
    text_append(list, trail);
    text_append_byte(list, '\n');
}

void unfinished_remove(const Session *session, OpenFile *file, Slice list, uint32_t from)
{
    for (size_t at = 0; at < list.length;) {
        size_t end = slice_find(list, SLICE("\n\n"), at);
        if (end == SIZE_MAX) {
            break;
        }
        Slice trail = slice_part(list, at + 1, end - at);
        if (list.bytes[at] == 'W') {
            unfinished_remove_whole(session, file, trail);
        } else {
            unfinished_remove_blank(session, file, trail);
        }
        at = end + 2;
    }
    history_join(file->history, from, SLICE("recover"));
}

bool unfinished_open_left(Session *session, const char *path)
{
    Text begun = TEXT_EMPTY, kept = TEXT_EMPTY;
    bool is_open = session_open_left(session, path, &begun, &kept);
    if (is_open) {
        OpenFile *file = session->files[session->count - 1];
        unfinished_remove(session, file, text_slice(&begun), 0);
        session_rescue(session, &(Unentered){0});
        if (!file->is_unkept) {
            recovery_delete(kept.bytes);
        }
    }
    text_free(&begun);
    text_free(&kept);
    return is_open;
}
