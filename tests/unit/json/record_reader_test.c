/* Record reader: records of files, FIFOs and slow pipes. */
#include "src/json/record_reader.h"

#include "tests/support/folder.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Reads all records: appends "LINE: BYTES" and a line feed for each. */
static void read_records(RecordReader *reader, Text *found)
{
    LinePiece piece = {0};
    Error error = {0};
    while (record_reader_next(reader, &piece, &error)) {
        RecordLine record = {.line = piece.first_line};
        while (line_piece_next(&piece, &record)) {
            text_format(found, "%u: %.*s\n", record.line, SLICE_ARGS(record.bytes));
        }
    }
    if (error.code != ERROR_NONE) {
        text_format(found, "%s\n", error.message);
    }
    text_free(&piece.bytes);
}

static void assert_records(const char *folder, const char *name, const char *text, const char *expected)
{
    char *path = folder_add(folder, name, text);
    Text found = TEXT_EMPTY;
    RecordReader *reader = record_reader_open(path, path, INPUT_AUTO, NULL);
    assert_non_null(reader);
    assert_true(record_reader_has_lines(reader));
    read_records(reader, &found);
    assert_string_equal(found.bytes ? found.bytes : "", expected);
    record_reader_free(reader);
    text_free(&found);
    free(path);
}

static void test_lines_are_records(void **state)
{
    assert_records(*state, "a.ndjson", "{\"a\":1}\n\n \t\n{\"a\":2}", "1: {\"a\":1}\n4: {\"a\":2}\n");
    assert_records(*state, "b.json", "{\"a\":1}\r\n{\"a\":2}\r\n", "1: {\"a\":1}\r\n2: {\"a\":2}\r\n");
    assert_records(*state, "c.ndjson", "{\"a\":\r1}\n{\"a\":2}\n", "1: {\"a\":\r1}\n3: {\"a\":2}\n");
    assert_records(*state, "d.ndjson", "", "");
    assert_records(*state, "e.ndjson", " \n\n", "");
    assert_records(*state, "f.ndjson", "oops\n", "1: oops\n");
}

/* More than a piece: all records come, with their lines. */
static void test_pieces_join(void **state)
{
    enum { COUNT = 40000 };
    Text text = TEXT_EMPTY;
    for (unsigned i = 0; i < COUNT; i++) {
        text_format(&text, "{\"number\":%u,\"more\":\"............\"}\n%s", i, i % 7 ? "" : "\n");
    }
    char *path = folder_add(*state, "many.ndjson", text.bytes);
    RecordReader *reader = record_reader_open(path, path, INPUT_AUTO, NULL);
    LinePiece piece = {0};
    unsigned count = 0, line = 1, pieces = 0;
    while (record_reader_next(reader, &piece, NULL)) {
        RecordLine record = {.line = piece.first_line};
        assert_in_range(piece.bytes.length, 1, 1 << 20);
        pieces++;
        while (line_piece_next(&piece, &record)) {
            char start[40];
            snprintf(start, sizeof start, "{\"number\":%u,", count);
            assert_true(slice_starts_with(record.bytes, slice_from(start)));
            assert_int_equal(record.line, line);
            line += count % 7 ? 1 : 2;
            count++;
        }
    }
    assert_int_equal(count, COUNT);
    assert_true(pieces > 2);
    text_free(&piece.bytes);
    record_reader_free(reader);
    text_free(&text);
    free(path);
}

static void test_a_long_line_is_one_record(void **state)
{
    enum { LENGTH = 3 << 20 };
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE("{}\n{\"a\":\""));
    text_append_repeated(&text, 'x', LENGTH);
    text_append(&text, SLICE("\"}\n{}"));
    char *path = folder_add(*state, "long.ndjson", text.bytes);
    RecordReader *reader = record_reader_open(path, path, INPUT_AUTO, NULL);
    LinePiece piece = {0};
    size_t longest = 0, count = 0;
    while (record_reader_next(reader, &piece, NULL)) {
        RecordLine record = {.line = piece.first_line};
        while (line_piece_next(&piece, &record)) {
            longest = record.bytes.length > longest ? record.bytes.length : longest;
            count++;
        }
    }
    assert_int_equal(count, 3);
    assert_int_equal(longest, LENGTH + 8);
    text_free(&piece.bytes);
    record_reader_free(reader);
    text_free(&text);
    free(path);
}

/* What has come is given out while the writer waits. */
static void test_a_slow_writer(void **state)
{
    char *path = file_join(*state, "fifo");
    assert_int_equal(mkfifo(path, 0600), 0);
    int both = open(path, O_RDWR);
    assert_int_equal(write(both, "{\"a\":1}\n{\"b\"", 12), 12);
    RecordReader *reader = record_reader_open(path, path, INPUT_AUTO, NULL);
    LinePiece piece = {0};
    assert_true(record_reader_next(reader, &piece, NULL));
    assert_true(slice_equals(text_slice(&piece.bytes), SLICE("{\"a\":1}\n")));
    assert_false(record_reader_is_ready(reader));
    assert_int_equal(write(both, ":2}\n", 4), 4);
    assert_true(record_reader_is_ready(reader));
    assert_true(record_reader_next(reader, &piece, NULL));
    assert_true(slice_equals(text_slice(&piece.bytes), SLICE("{\"b\":2}\n")));
    close(both);
    assert_false(record_reader_next(reader, &piece, NULL));
    text_free(&piece.bytes);
    record_reader_free(reader);
    free(path);
}

static void test_one_value_is_a_document(void **state)
{
    char *path = folder_add(*state, "one.json", "{\n\"a\":1}\n");
    RecordReader *reader = record_reader_open(path, path, INPUT_AUTO, NULL);
    assert_false(record_reader_has_lines(reader));
    Document *document = record_reader_document(reader, NULL);
    assert_int_equal(document_form(document), DOCUMENT_JSON);
    assert_true(slice_equals(document_bytes(document), SLICE("{\n\"a\":1}\n")));
    document_free(document);
    record_reader_free(reader);
    free(path);
}

static void test_the_form_can_be_given(void **state)
{
    Error error = {0};
    char *path = folder_add(*state, "x.ndjson", "{\"a\":1}\n{\"a\":2}\n");
    RecordReader *reader = record_reader_open(path, path, INPUT_JSON, NULL);
    assert_false(record_reader_has_lines(reader));
    record_reader_free(reader);
    folder_write(path, "");
    reader = record_reader_open(path, path, INPUT_JSON, NULL);
    assert_null(record_reader_document(reader, &error));
    assert_string_equal(error.message, "file is empty");
    record_reader_free(reader);
    free(path);
    path = folder_add(*state, "x.json", "{\"a\":1}");
    reader = record_reader_open(path, path, INPUT_LINES, NULL);
    assert_true(record_reader_has_lines(reader));
    record_reader_free(reader);
    free(path);
}

static void test_what_is_no_json_is_named(void **state)
{
    Error error = {0};
    char *path = folder_add(*state, "x.ndjson", "<?xml version=\"1.0\"?><html><body>");
    assert_null(record_reader_open(path, path, INPUT_AUTO, &error));
    assert_int_equal(error.code, ERROR_FORMAT);
    assert_non_null(strstr(error.message, "web page"));
    assert_null(record_reader_open(*state, *state, INPUT_AUTO, &error));
    assert_non_null(strstr(error.message, "not a file, but a folder"));
    free(path);
}

/* A file that is written while it is read: what came is given out, then the error. */
static void test_a_file_that_changes(void **state)
{
    Text text = TEXT_EMPTY;
    text_append_repeated(&text, ' ', 1 << 20);
    text_append(&text, SLICE("\n{}\n"));
    char *path = folder_add(*state, "x.ndjson", text.bytes);
    RecordReader *reader = record_reader_open(path, path, INPUT_AUTO, NULL);
    int other = open(path, O_WRONLY | O_APPEND);
    assert_int_equal(write(other, "{}\n", 3), 3);
    close(other);
    text_clear(&text);
    read_records(reader, &text);
    assert_string_equal(text.bytes, "2: {}\n3: {}\nthe file changes during the reading; try again\n");
    record_reader_free(reader);
    text_free(&text);
    free(path);
}

/* Files with byte order marks are joined by others: the record after a mark is read. */
static void test_marks(void **state)
{
    (void)state;
    uint32_t first_line;
    RecordLine record = {.bytes = SLICE("\xEF\xBB\xBF{}"), .line = 1};
    Document *document = record_document(&record, "x", &first_line, NULL);
    assert_int_equal(document_fault_count(document), 0);
    assert_int_equal(first_line, 1);
    document_free(document);
    record.line = 7;
    document = record_document(&record, "x", &first_line, NULL);
    assert_int_equal(document_fault_count(document), 0);
    assert_int_equal(first_line, 7);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lines_are_records, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_pieces_join, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_a_long_line_is_one_record, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_a_slow_writer, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_one_value_is_a_document, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_the_form_can_be_given, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_json_is_named, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_that_changes, folder_set_up, folder_tear_down),
        cmocka_unit_test(test_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
