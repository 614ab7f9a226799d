/* Saving while the document is edited: what is saved are the bytes of the beginning. */
#include "ui/screens/bench/session_saving.h"

#include "src/base/work/errand.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char study[] = "{\"resourceType\":\"ImagingStudy\",\"status\":\"available\"}";

typedef struct Opened {
    char *path;
    Rules *rules;
    Session *session;
    OpenFile *file;
} Opened;

static Opened open_text(const char *folder, const char *name, const char *text)
{
    Opened opened = {.path = folder_add(folder, name, text), .rules = rules_new()};
    static ClockFixed state;
    Error error;
    state = (ClockFixed){0};
    assert_int_equal(setenv("XDG_STATE_HOME", folder, true), 0);
    opened.session = session_new(opened.rules, &(CheckOptions){0}, clock_fixed(&state));
    opened.session->waits = true;
    assert_true(session_open(opened.session, opened.path, opened.path, &error));
    opened.file = session_file(opened.session);
    return opened;
}

static void close_it(Opened *opened)
{
    session_free(opened->session);
    rules_free(opened->rules);
    free(opened->path);
}

/* Puts bytes before the last one. */
static void edit(const Opened *opened, const char *text)
{
    SpliceList list = SPLICE_LIST_EMPTY;
    splice_list_add(&list, (uint32_t)document_bytes(opened->file->document).length - 1, 0, slice_from(text));
    assert_true(history_apply(opened->file->history, &list, SLICE("edit"), NULL));
    splice_list_free(&list);
    session_settle(opened->file);
}

static void test_what_is_saved_is_what_was_there(void **state)
{
    Opened opened = open_text(*state, "study.json", study);
    SessionSaving saving;
    Error error;
    Text expected = TEXT_EMPTY;
    edit(&opened, ",\"description\":\"one\"");
    text_append(&expected, document_bytes(opened.file->document));
    assert_true(session_saving_begin(&saving, opened.session, opened.file, NULL, false, &error));
    edit(&opened, ",\"numberOfSeries\":2");
    assert_int_equal(session_notice_change(opened.file), ERROR_NONE);
    assert_true(session_saving_write(&saving, NULL, &error));
    assert_int_equal(session_notice_change(opened.file), ERROR_NONE); /* it is ours */
    assert_false(session_may_reload(opened.file, &error));
    session_saving_end(&saving, true);
    folder_expect(opened.path, expected.bytes);
    assert_true(history_is_modified(opened.file->history));
    assert_int_equal(session_notice_change(opened.file), ERROR_NONE);
    history_undo(opened.file->history);
    session_settle(opened.file);
    assert_false(history_is_modified(opened.file->history));
    history_undo(opened.file->history);
    session_settle(opened.file);
    assert_true(history_is_modified(opened.file->history));
    text_free(&expected);
    close_it(&opened);
}

/* What is not saved in the end leaves the document as modified as it was. */
static void test_what_was_not_saved_is_unsaved(void **state)
{
    Opened opened = open_text(*state, "unsaved.json", study);
    SessionSaving saving;
    Error error;
    edit(&opened, ",\"description\":\"one\"");
    assert_true(session_saving_begin(&saving, opened.session, opened.file, NULL, false, &error));
    folder_write(opened.path, "another");
    assert_false(session_saving_write(&saving, NULL, &error));
    assert_int_equal(error.code, ERROR_CHANGED);
    session_saving_end(&saving, false);
    folder_expect(opened.path, "another");
    assert_true(history_is_modified(opened.file->history));
    assert_int_equal(session_notice_change(opened.file), ERROR_CHANGED);
    close_it(&opened);
}

/* The thread reads what is edited meanwhile. */
static void write_beside(void *context, Pace *pace)
{
    assert_true(session_saving_write(context, pace, NULL));
}

static void test_edits_do_not_get_into_the_file(void **state)
{
    enum { SIZE = 3 << 20, EDITS = 20 };
    Text text = TEXT_EMPTY, expected = TEXT_EMPTY;
    text_format(&text, "%.*s", (int)sizeof study - 2, study);
    text_append(&text, SLICE(",\"description\":\""));
    text_append_repeated(&text, 'a', SIZE);
    text_append(&text, SLICE("\"}"));
    Opened opened = open_text(*state, "beside.json", text.bytes);
    Error error;
    for (int i = 0; i < EDITS; i++) {
        SessionSaving saving;
        text_clear(&expected);
        text_append(&expected, document_bytes(opened.file->document));
        assert_true(session_saving_begin(&saving, opened.session, opened.file, NULL, false, &error));
        Errand *errand = errand_start(write_beside, &saving);
        edit(&opened, " ");
        edit(&opened, " ");
        errand_wait(errand, -1);
        errand_free(errand);
        session_saving_end(&saving, true);
        folder_expect(opened.path, expected.bytes);
        assert_true(history_is_modified(opened.file->history));
    }
    text_free(&text);
    text_free(&expected);
    close_it(&opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_saved_is_what_was_there),
        cmocka_unit_test(test_what_was_not_saved_is_unsaved),
        cmocka_unit_test(test_edits_do_not_get_into_the_file),
    };
    return cmocka_run_group_tests(tests, folder_set_up, folder_tear_down);
}
