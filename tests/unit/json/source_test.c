/* Source: what can be opened, and what is told about the rest. */
#include "src/json/source.h"

#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include <cmocka.h>

static void assert_recognised(Slice bytes, const char *words)
{
    const char *sentence = source_recognise(bytes);
    assert_non_null(sentence);
    assert_non_null(strstr(sentence, words));
}

static void test_other_formats_are_named(void **state)
{
    (void)state;
    char dicom[140] = {0};
    memcpy(dicom + 128, "DICM", 4);
    assert_recognised(slice_make(dicom, sizeof dicom), "DICOM file");
    assert_recognised(SLICE(""), "empty");
    assert_recognised(SLICE("\xef\xbb\xbf \r\n\t "), "whitespace");
    assert_recognised(SLICE("\x1f\x8b\x08\x00"), "gzip");
    assert_recognised(SLICE("PK\x03\x04rest"), "ZIP");
    assert_recognised(SLICE("%PDF-1.7"), "PDF");
    assert_recognised(SLICE("\xff\xfe{\0"), "UTF-16");
    assert_recognised(SLICE("\0{\0\""), "UTF-16");
    assert_recognised(SLICE("\xff\xfe\0\0{\0\0\0"), "UTF-32");
    assert_recognised(SLICE("\0\0\0{\0\0\0}"), "UTF-32");
    assert_recognised(SLICE("\xef\xbb\xbf<?xml version=\"1.0\"?><Patient xmlns=\"http://hl7.org/fhir\"/>"),
                      "FHIR in XML");
    assert_recognised(SLICE(" <ClinicalDocument xmlns=\"urn:hl7-org:v3\">"), "CDA");
    assert_recognised(SLICE("<!DOCTYPE html><html>"), "web page");
    assert_recognised(SLICE("<a/>"), "XML file; ipse opens FHIR");
}

static void test_json_is_left_to_the_reader(void **state)
{
    (void)state;
    assert_null(source_recognise(SLICE("{")));
    assert_null(source_recognise(SLICE("\xef\xbb\xbf{}")));
    assert_null(source_recognise(SLICE("[<null>]")));
    assert_null(source_recognise(SLICE("<.>")));
    assert_null(source_recognise(SLICE("hello")));
    assert_null(source_recognise(SLICE("\0")));
}

static void test_a_folder_stands_for_its_resources(void **state)
{
    const char *folder = *state;
    char *inner = file_join(folder, "inner.json");
    FileList inputs = {0};
    Error error;

    assert_false(source_expand(folder, &(SourceWalk){.is_flat = true}, &inputs, &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);

    assert_int_equal(mkdir(inner, 0700), 0);
    static const char *const names[] = {"b.NDJSON", "a.json", ".hidden.json", "notes.txt", ".json"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        free(folder_add(folder, names[i], "{}"));
    }
    assert_true(source_expand(folder, &(SourceWalk){.is_flat = true}, &inputs, &error));
    assert_int_equal(inputs.count, 2);
    assert_true(slice_ends_with(slice_from(inputs.names[0]), SLICE("/a.json")));
    assert_true(slice_ends_with(slice_from(inputs.names[1]), SLICE("/b.NDJSON")));

    assert_true(source_expand("-", &(SourceWalk){0}, &inputs, &error));
    assert_string_equal(inputs.names[2], "-");
    file_list_free(&inputs);
    free(inner);
}

/* The names that were passed over, each followed by a line feed. */
static void note(void *context, const char *path, const char *why)
{
    const char *slash = strrchr(path, '/');
    assert_true(*why);
    text_format(context, "%s\n", slash + 1);
}

/* Lists what a folder stands for, each without the folder and followed by a line feed. */
static void list(const char *folder, bool is_flat, Text *names, Text *passed)
{
    FileList inputs = {0};
    text_clear(names);
    text_clear(passed);
    assert_true(source_expand(folder, &(SourceWalk){is_flat, note, passed}, &inputs, NULL));
    for (size_t i = 0; i < inputs.count; i++) {
        text_format(names, "%s\n", inputs.names[i] + strlen(folder) + 1);
    }
    file_list_free(&inputs);
}

static void test_folders_within_are_read_and_no_link_is_followed_out(void **state)
{
    const char *folder = *state;
    char command[1024];
    snprintf(
        command, sizeof command,
        "cd %s && mkdir -p top/in/deep top/.git out && echo '{}' | tee top/a.json top/in/b.json top/in/deep/c.json "
        "top/.git/x.json out/secret.json top/data.bin >/dev/null && ln -s ../out/secret.json top/leak.json && "
        "ln -s ../out top/out && ln -s in top/again && ln -s a.json top/twice.json && ln -s data.bin top/e.json && "
        "ln -s ../.. top/in/up && ln -s .. top/in/self && mkfifo top/pipe.json top/in/pipe && ln -s pipe.json "
        "top/q.json && ln -s top link && "
        "ln -s /dev/zero top/zero.json && ln -s b.json top/in/b2.json",
        folder);
    assert_int_equal(system(command), 0);
    char *top = file_join(folder, "top"), *link = file_join(folder, "link");
    Text names = TEXT_EMPTY, passed = TEXT_EMPTY;
    list(top, false, &names, &passed);
    assert_string_equal(names.bytes, "a.json\ne.json\nin/b.json\nin/deep/c.json\n");
    assert_string_equal(passed.bytes, "pipe\nup\nleak.json\nout\npipe.json\nq.json\nzero.json\n");
    list(link, false, &names, &passed);
    assert_string_equal(names.bytes, "a.json\ne.json\nin/b.json\nin/deep/c.json\n");
    list(top, true, &names, &passed);
    assert_string_equal(names.bytes, "a.json\ne.json\n");
    text_free(&names);
    text_free(&passed);
    free(top);
    free(link);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_other_formats_are_named),
        cmocka_unit_test(test_json_is_left_to_the_reader),
        cmocka_unit_test_setup_teardown(test_a_folder_stands_for_its_resources, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_folders_within_are_read_and_no_link_is_followed_out, folder_set_up,
                                        folder_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
