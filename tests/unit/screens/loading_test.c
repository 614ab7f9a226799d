/*
 * Large files in pseudo-terminals: the tree is there before the file is judged, a bar shows how far that is, Esc stops
 * it, zc lets it go on, and keys are answered meanwhile. $LOADING_MEGABYTES: the size of the file.
 */
#include "src/base/file.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MEGABYTES = 24, SERIES_SIZE = 200, ITEM_BYTES = 120, FAULTS = 30000, MANY_FAULTS = 100000 };

/* Instances of a study of the size that is wanted. */
static long large_count(void)
{
    const char *wanted = getenv("LOADING_MEGABYTES");
    return (wanted ? strtol(wanted, NULL, 10) : MEGABYTES) * 1000000 / ITEM_BYTES;
}

/* Writes a study with so many instances. The numbers of all are strings, or the last one lacks what it must have. */
static void write_study_of(const Program *program, long count, bool is_quoted)
{
    FILE *file = fopen(program->file, "w");
    assert_non_null(file);
    fputs("{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"subject\":{\"reference\":\"Patient/1\"},\n"
          "\"series\":[",
          file);
    for (long i = 0; i < count; i++) {
        if (i % SERIES_SIZE == 0) {
            fprintf(file,
                    "%s\n{\"uid\":\"1.2.%ld\",\"modality\":{\"system\":"
                    "\"http://dicom.nema.org/resources/ontology/DCM\",\"code\":\"CT\"},\"instance\":[",
                    i > 0 ? "]}," : "", i + 1);
        }
        fprintf(file, "%s\n{\"uid\":\"1.2.3.%ld\"", i % SERIES_SIZE > 0 ? "," : "", i + 1);
        if (is_quoted) {
            fprintf(file, ",\"number\":\"%ld\"", i + 1);
        }
        fprintf(file, i + 1 < count || is_quoted ? ",\"sopClass\":{\"system\":\"urn:ietf:rfc:3986\",\"code\":"
                                                   "\"urn:oid:1.2.840.10008.5.1.4.1.1.2\"}}"
                                                 : "}");
    }
    fputs("]}]}\n", file);
    assert_int_equal(fclose(file), 0);
}

static void write_large_study(const Program *program)
{
    write_study_of(program, large_count(), false);
}

/* Esc is typed ahead: it stops the work as soon as there is some. */
static Pty *open_stopped(Program *program)
{
    write_large_study(program);
    Pty *pty = program_start(program, "xterm-256color", NULL);
    pty_send(pty, "\033");
    pty_expect(pty, "% checked · zc goes on");
    return pty;
}

static void the_bar_moves_and_the_verdict_comes(void **state)
{
    Program *program = *state;
    write_large_study(program);
    Pty *pty = program_start(program, "xterm-256color", NULL);
    pty_expect(pty, "% checked");
    pty_expect(pty, "1 error");
    pty_expect_gone(pty, "% checked");
    assert_true(emulator_was_sent(&pty->emulator, "Esc stops"));
    pty_expect_end(pty, "q", 0);
}

static void keys_are_answered_before_the_verdict(void **state)
{
    Program *program = *state;
    Pty *pty = open_stopped(program);
    pty_press(pty, "j", "Study · resourceType");
    pty_expect(pty, "zc goes on");
    pty_expect(pty, "No issues so far");
    pty_press(pty, "A", "No errors and no warnings so far. Press A when the file is checked");
    pty_press(pty, "@series[1].uid\r", "series [1] · CT › uid");
    pty_press(pty, "/1.2.3.7", "11111 found · Alt-r");
    pty_press(pty, "\r", "“1.2.3.7”: ");
    pty_press(pty, "n", "“1.2.3.7”: 13 of 11111");
    pty_press(pty, "/nowhere\r", "“nowhere” is not in the file");
    pty_expect(pty, "zc goes on");
    pty_press(pty, "zc", "1 error");
    pty_expect_gone(pty, "% checked");
    pty_expect_end(pty, "q", 0);
}

/* The end of the file is judged before the rest, where that is what is seen (tests/unit/edit/judged_pieces_test.c
 * measures it); all of it is in the end. */
static void what_is_seen_is_judged_first(void **state)
{
    Program *program = *state;
    Pty *pty = open_stopped(program);
    pty_expect(pty, "No issues so far");
    pty_press(pty, "G", "Study · series [");
    pty_press(pty, "zc", "1 error");
    pty_expect_gone(pty, "% checked");
    pty_expect_end(pty, "q", 0);
}

/* The next issue is gone to when it is known; Esc forgets it. */
static void the_next_issue_is_waited_for(void **state)
{
    Program *program = *state;
    Pty *pty = open_stopped(program);
    pty_press(pty, "]d", "when the file is checked");
    pty_press(pty, "\033", "zc goes on");
    pty_press(pty, "]d", "when the file is checked");
    pty_expect(pty, "'sopClass' is");
    pty_expect_gone(pty, "% checked");
    pty_expect_end(pty, "q", 0);
}

/* A change while the rest is still to be judged is in the verdict, and so is its undo. */
static void changes_count_while_it_waits(void **state)
{
    Program *program = *state;
    Pty *pty = open_stopped(program);
    pty_press(pty, "@status\r", "Study · status");
    pty_press(pty, "dd", "required, missing");
    pty_expect(pty, "zc goes on");
    pty_press(pty, "zc", "2 errors");
    pty_expect_gone(pty, "% checked");
    pty_press(pty, "u", "1 error");
    pty_expect_end(pty, "ZQ", 0);
}

/* A search and a filter of the whole file go on beside the keys, and Esc stops them. */
static void searches_and_filters_are_stopped(void **state)
{
    Program *program = *state;
    Pty *pty = open_stopped(program);
    pty_press(pty, ":filter 1.2.3.77\r", "% filtered");
    pty_press(pty, "j", "Study · resourceType");
    pty_expect(pty, "matching rows only");
    pty_expect_gone(pty, "% filtered");
    pty_expect(pty, "1.2.3.77");
    pty_press(pty, "\033", "The filter is off");
    pty_press(pty, ":filter nowhere\r", "% filtered");
    pty_press(pty, "\033", "Filter stopped. All rows stay");
    pty_expect_gone(pty, "% filtered");
    if (getenv("LOADING_MEGABYTES")) {
        pty_press(pty, "/nowhere\r", "% searched");
        pty_press(pty, "j", "Study · resourceType");
        pty_press(pty, "\033", "Search stopped. Press n to go on");
        pty_press(pty, "k", "Study · ImagingStudy");
    }
    pty_expect_end(pty, "ZQ", 0);
}

/* Where reading takes a while its bar is all there is, and Esc stops it; a key that is typed before is answered by the
 * screen. */
static void reading_is_shown_and_stopped(void **state)
{
    Program *program = *state;
    write_large_study(program);
    Pty *pty = program_start(program, "xterm-256color", NULL);
    bool is_large = getenv("LOADING_MEGABYTES") != NULL;
    if (is_large) {
        pty_expect(pty, "% read");
    }
    pty_press(pty, "j", "Study · resourceType");
    pty_expect_end(pty, "ZQ", 0);
    if (!is_large) {
        return;
    }
    pty = program_start(program, "xterm-256color", NULL);
    pty_expect(pty, "% read");
    pty_send(pty, "\033");
    pty_wait_end(pty);
    assert_int_equal(pty->status, 2);
    assert_true(emulator_was_sent(&pty->emulator, "the reading was stopped"));
    pty_expect_restored(pty);
    pty_end(pty);
}

/* Fixing all goes on beside the keys. Esc ends it; what was found by then is one change, as all of it is. */
static void all_is_fixed_beside_the_keys(void **state)
{
    Program *program = *state;
    char errors[32], fixed[32];
    int faults = getenv("LOADING_MEGABYTES") ? MANY_FAULTS : FAULTS;
    snprintf(errors, sizeof errors, "%d errors", faults);
    snprintf(fixed, sizeof fixed, "Errors: %d → 0", faults);
    write_study_of(program, faults, true);
    Pty *pty = program_start(program, "xterm-256color", NULL);
    pty_expect(pty, errors);
    pty_expect_gone(pty, "% checked");
    pty_press(pty, "A", "All kinds, first fixes");
    pty_press(pty, "c", "% fixing");
    pty_press(pty, "j", "Study · resourceType");
    pty_expect(pty, "% fixing");
    pty_press(pty, "\033", "Stopped. Nothing changed");
    pty_expect_gone(pty, "% fixing");
    pty_press(pty, "A", "All kinds, first fixes");
    pty_press(pty, "c", "fixing, step 2");
    pty_press(pty, "q", "The work in the header is not finished");
    pty_press(pty, "\033", "Stopped");
    pty_expect_gone(pty, "fixing, step");
    pty_press(pty, "A", "All kinds, first fixes");
    pty_press(pty, "c", fixed);
    pty_expect_gone(pty, "% checked");
    pty_press(pty, "u", errors);
    pty_expect_gone(pty, "% checked");
    pty_press(pty, "A", "All kinds, first fixes");
    pty_press(pty, "c", "% fixing");
    pty_press(pty, "dd", "the file changed meanwhile");
    pty_expect_gone(pty, "% fixing");
    pty_expect_end(pty, "ZQ", 0);
}

/* Reads the file. */
static void read_file(const Program *program, Text *text)
{
    text_clear(text);
    assert_true(file_read(program->file, SIZE_MAX / 2, text, NULL, NULL));
}

/* Other files are read beside the keys, and so is a file that another program changed. */
static void others_are_read_beside_the_keys(void **state)
{
    Program *program = *state;
    Text command = TEXT_EMPTY;
    bool is_large = getenv("LOADING_MEGABYTES") != NULL;
    char *other = file_join(program->folder, "other.json");
    write_large_study(program);
    assert_int_equal(rename(program->file, other), 0);
    Pty *pty = program_open_study(program);
    text_format(&command, ":o %s\r", other);
    if (is_large) {
        pty_press(pty, command.bytes, "% read other.json");
        pty_press(pty, "j", "ImagingStudy.resourceType ─");
        pty_expect(pty, "other.json · Esc stops");
        pty_press(pty, "\033", "the reading was stopped");
    }
    pty_press(pty, command.bytes, "2 other.json");
    pty_expect(pty, "% checked");
    pty_press(pty, "\033", "% checked · zc goes on");
    write_study_of(program, large_count(), true);
    assert_int_equal(rename(program->file, other), 0);
    pty_expect(pty, "Another program changed the file");
    if (is_large) {
        pty_press(pty, "r", "% read");
        pty_press(pty, "j", "Study · resourceType");
        pty_expect(pty, "Reloaded");
    } else {
        pty_press(pty, "r", "Reloaded");
    }
    pty_press(pty, "@series[0].instance[0].number\r", "number            1");
    pty_expect_end(pty, "ZQ", 0);
    assert_int_equal(unlink(other), 0);
    text_free(&command);
    free(other);
}

/* Saving goes on beside the keys. What is typed meanwhile is not saved, and stays as a change. */
static void saving_goes_on_beside_the_keys(void **state)
{
    Program *program = *state;
    Pty *pty = open_stopped(program);
    Text before = TEXT_EMPTY, after = TEXT_EMPTY;
    read_file(program, &before);
    pty_press(pty, "@status\r", "Study · status");
    pty_press(pty, "dd", "required, missing");
    pty_send(pty, "\023");
    if (getenv("LOADING_MEGABYTES")) {
        pty_expect(pty, "% saved");
        pty_press(pty, "j", "Study · subject");
        pty_expect(pty, "% saved");
        pty_press(pty, "q", "ipse quits when the file is saved");
        pty_press(pty, "\033", "Saving stopped. The file on disk did not change");
        read_file(program, &after);
        assert_true(slice_equals(text_slice(&before), text_slice(&after)));
        pty_send(pty, "\023");
        pty_expect(pty, "% saved");
    }
    pty_press(pty, "@series[0].uid\rdd", "✗ │ │");
    pty_expect_gone(pty, "% saved");
    read_file(program, &after);
    Slice gone = SLICE("\"status\":\"available\",");
    size_t at = slice_find(text_slice(&before), gone, 0);
    text_splice(&before, at, gone.length, SLICE(""));
    assert_true(slice_equals(text_slice(&before), text_slice(&after)));
    pty_press(pty, "q", "The file has unsaved changes");
    pty_press(pty, "\033", "series [0]");
    pty_send(pty, "u");
    pty_expect_gone(pty, "●");
    pty_press(pty, "U", "●");
    if (getenv("LOADING_MEGABYTES")) { /* leaving waits for the saving that is under way */
        pty_send(pty, "\023");
        pty_expect(pty, "% saved");
    }
    pty_expect_end(pty, "ZZ", 0);
    Slice uid = SLICE("\"uid\":\"1.2.1\",");
    at = slice_find(text_slice(&before), uid, 0);
    text_splice(&before, at, uid.length, SLICE(""));
    read_file(program, &after);
    assert_true(slice_equals(text_slice(&before), text_slice(&after)));
    text_free(&before);
    text_free(&after);
}

/* A program that ends during saving leaves the file as it was, and nothing beside it. */
static void nothing_is_left_of_a_saving_that_ends_early(void **state)
{
    Program *program = *state;
    Text before = TEXT_EMPTY, after = TEXT_EMPTY;
    FileList left = {0}, now = {0};
    Pty *pty = open_stopped(program);
    read_file(program, &before);
    assert_true(file_list_folder(program->folder, &left, NULL));
    pty_press(pty, "@status\r", "Study · status");
    pty_press(pty, "dd", "required, missing");
    pty_send(pty, "\023");
    if (getenv("LOADING_MEGABYTES")) {
        pty_expect(pty, "% saved");
    }
    pty_signal(pty, SIGTERM);
    pty_expect_end(pty, "", 128 + SIGTERM);
    assert_true(file_list_folder(program->folder, &now, NULL));
    assert_int_equal(left.count, now.count);
    read_file(program, &after);
    if (getenv("LOADING_MEGABYTES")) {
        assert_true(slice_equals(text_slice(&before), text_slice(&after)));
    }
    file_list_free(&left);
    file_list_free(&now);
    text_free(&before);
    text_free(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(searches_and_filters_are_stopped),
        cmocka_unit_test(the_bar_moves_and_the_verdict_comes),
        cmocka_unit_test(keys_are_answered_before_the_verdict),
        cmocka_unit_test(the_next_issue_is_waited_for),
        cmocka_unit_test(changes_count_while_it_waits),
        cmocka_unit_test(reading_is_shown_and_stopped),
        cmocka_unit_test(all_is_fixed_beside_the_keys),
        cmocka_unit_test(saving_goes_on_beside_the_keys),
        cmocka_unit_test(what_is_seen_is_judged_first),
        cmocka_unit_test(others_are_read_beside_the_keys),
        cmocka_unit_test(nothing_is_left_of_a_saving_that_ends_early),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
