/* Recovery files of large documents: written by another thread, while the document is edited. */
#include "ui/screens/bench/session_recovery.h"

#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LARGE_BYTES = 17 << 20 };

/* Puts a blank before the last byte. */
static void edit(const OpenFile *file)
{
    SpliceList list = SPLICE_LIST_EMPTY;
    splice_list_add(&list, (uint32_t)document_bytes(file->document).length - 1, 0, SLICE(" "));
    assert_true(history_apply(file->history, &list, SLICE("edit"), NULL));
    splice_list_free(&list);
}

/* Appends the only recovery file of a folder; nothing if there is none. */
static void append_kept(const char *folder, Text *kept)
{
    FileList list = {0};
    char *state = file_join(folder, "ipse");
    text_clear(kept);
    assert_true(file_list_folder(state, &list, NULL));
    for (size_t i = 0; i < list.count; i++) {
        assert_null(strstr(list.names[i], ".tmp"));
        if (strstr(list.names[i], ".recovery")) {
            char *path = file_join(state, list.names[i]);
            assert_true(file_read(path, SIZE_MAX / 2, kept, NULL, NULL));
            free(path);
        }
    }
    file_list_free(&list);
    free(state);
}

static void finish(Session *session, const OpenFile *file)
{
    do {
        session_rescue_beside(session, &(Unentered){0});
    } while (file->keeping);
}

static void test_what_is_kept_is_what_was_there(void **state)
{
    ClockFixed fixed = {0};
    Text text = TEXT_EMPTY, expected = TEXT_EMPTY, kept = TEXT_EMPTY;
    Rules *rules = rules_new();
    assert_int_equal(setenv("XDG_STATE_HOME", *state, true), 0);
    text_append(&text, SLICE("{\"resourceType\":\"Basic\",\"id\":\""));
    text_append_repeated(&text, 'a', LARGE_BYTES);
    text_append(&text, SLICE("\"}"));
    char *path = folder_add(*state, "large.json", text.bytes);
    Session *session = session_new(rules, &(CheckOptions){0}, clock_fixed(&fixed));
    assert_true(session_open(session, path, path, NULL));
    OpenFile *file = session_file(session);
    assert_false(session_needs_rescue(session, &(Unentered){0}));
    edit(file);
    text_append(&expected, document_bytes(file->document));
    session_rescue_beside(session, &(Unentered){0});
    assert_non_null(file->keeping);
    edit(file);
    while (file->keeping) {
        assert_true(session_needs_rescue(session, &(Unentered){0}));
        session_rescue_beside(session, &(Unentered){0});
    }
    append_kept(*state, &kept);
    assert_true(slice_ends_with(text_slice(&kept), text_slice(&expected)));
    assert_true(session_needs_rescue(session, &(Unentered){0})); /* of the second change */
    finish(session, file);
    append_kept(*state, &kept);
    assert_true(slice_ends_with(text_slice(&kept), document_bytes(file->document)));
    assert_false(session_needs_rescue(session, &(Unentered){0}));
    edit(file);
    session_rescue_beside(session, &(Unentered){0});
    session_rescue(session, &(Unentered){0}); /* at the end of the program: it is all there when it returns */
    assert_null(file->keeping);
    append_kept(*state, &kept);
    assert_true(slice_ends_with(text_slice(&kept), document_bytes(file->document)));
    while (history_undo(file->history)) {
    }
    session_rescue_beside(session, &(Unentered){0});
    append_kept(*state, &kept);
    assert_int_equal(kept.length, 0);
    edit(file);
    session_rescue_beside(session, &(Unentered){0});
    session_forget_work(file);
    assert_null(file->keeping);
    append_kept(*state, &kept);
    assert_int_equal(kept.length, 0);
    edit(file);
    session_rescue_beside(session, &(Unentered){0});
    session_free(session);
    rules_free(rules);
    text_free(&text);
    text_free(&expected);
    text_free(&kept);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_kept_is_what_was_there)};
    return cmocka_run_group_tests(tests, folder_set_up, folder_tear_down);
}
