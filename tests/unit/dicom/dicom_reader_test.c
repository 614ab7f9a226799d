/* DicomReader: encodings, nesting, where it stops, and files that want to take time or memory. */
#include "src/dicom/dicom_reader.h"

#include "tests/support/dicom.h"
#include "tests/support/folder.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define EXPLICIT "1.2.840.10008.1.2.1"
#define IMPLICIT "1.2.840.10008.1.2"
#define BIG      "1.2.840.10008.1.2.2"
#define DEFLATED "1.2.840.10008.1.2.1.99"

/* All events as words: "0:00080060=CT ", "0:00081140[ ", "1:item ", and at the end "!SENTENCE" of a fault. */
static void append_events(DicomReader *reader, Text *words)
{
    DicomElement element;
    Slice value;
    while (dicom_reader_next(reader, &element)) {
        if (element.event == DICOM_ITEM) {
            text_format(words, "%u:item ", element.depth);
        } else if (element.event == DICOM_SEQUENCE) {
            text_format(words, "%u:%08X[ ", element.depth, element.tag);
        } else if (element.tag >> 16 != 0x0002) {
            text_format(words, "%u:%08X=", element.depth, element.tag);
            if (dicom_reader_value(reader, 16, &value)) {
                text_append(words, slice_trim(value));
            }
            text_append(words, SLICE(" "));
        }
    }
    Error error;
    if (dicom_reader_failed(reader, &error)) {
        text_format(words, "!%s", error.message);
    }
}

static void assert_reads(Slice bytes, const char *expected)
{
    DicomReader *reader = dicom_reader_new();
    Text words = TEXT_EMPTY;
    Error error;
    if (dicom_reader_open_bytes(reader, bytes, &error)) {
        append_events(reader, &words);
    } else {
        text_format(&words, "!%s", error.message);
    }
    assert_string_equal(words.bytes ? words.bytes : "", expected);
    text_free(&words);
    dicom_reader_free(reader);
}

/* A data set with sequences of both kinds, and pixel data that are cut. */
static void put_data_set(DicomFile *file)
{
    dicom_put(file, 0x00080060, "CS", "CT");
    dicom_put_head(file, 0x00081140, "SQ", DICOM_LENGTH_UNDEFINED);
    dicom_put_item(file, 0xFFFEE000, DICOM_LENGTH_UNDEFINED);
    dicom_put(file, 0x00081155, "UI", "1.2.3");
    dicom_put_head(file, 0x00081199, "SQ", 8);
    dicom_put_item(file, 0xFFFEE000, 0);
    dicom_put_item(file, 0xFFFEE00D, 0);
    dicom_put_item(file, 0xFFFEE0DD, 0);
    dicom_put(file, 0x0020000D, "UI", "1.2");
    dicom_put_head(file, 0x7FE00010, "OW", 1 << 30);
}

/* What pads a value is a part of it. */
static void test_encodings_read_alike(void **state)
{
    (void)state;
    static const struct {
        const char *syntax;
        bool is_implicit;
        bool is_big;
        bool is_deflated;
    } rows[] = {{EXPLICIT, false, false, false},
                {IMPLICIT, true, false, false},
                {BIG, false, true, false},
                {DEFLATED, false, false, true},
                {"1.2.840.10008.1.2.4.50", false, false, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        DicomFile file = {.is_implicit = rows[i].is_implicit, .is_big = rows[i].is_big};
        dicom_begin(&file, rows[i].syntax);
        size_t start = file.bytes.length;
        put_data_set(&file);
        if (rows[i].is_deflated) {
            dicom_deflate(&file, start);
        }
        Text words = TEXT_EMPTY;
        DicomReader *reader = dicom_reader_new();
        assert_true(dicom_reader_open_bytes(reader, text_slice(&file.bytes), NULL));
        append_events(reader, &words);
        for (char *pad = words.bytes; pad < words.bytes + words.length; pad++) {
            *pad = *pad ? *pad : '~';
        }
        assert_string_equal(words.bytes, "0:00080060=CT 0:00081140[ 1:item 2:00081155=1.2.3~ 2:00081199[ 3:item "
                                         "0:0020000D=1.2~ ");
        text_free(&words);
        dicom_reader_free(reader);
        text_free(&file.bytes);
    }
}

static void test_files_without_preamble(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        DicomFile file = {.is_implicit = i & 1, .is_big = i & 2};
        dicom_put(&file, 0x00080060, "CS", "CT");
        dicom_put(&file, 0x00200011, "IS", "7");
        assert_reads(text_slice(&file.bytes), "0:00080060=CT 0:00200011=7 ");
        text_free(&file.bytes);
    }
    DicomFile file = {0};
    dicom_begin(&file, IMPLICIT);
    file.is_implicit = true;
    dicom_put(&file, 0x00080060, "CS", "CT");
    assert_reads(slice_part(text_slice(&file.bytes), 132, SIZE_MAX), "0:00080060=CT ");
    text_free(&file.bytes);
}

static void test_other_files_are_no_dicom(void **state)
{
    (void)state;
    assert_reads(SLICE(""), "!not a DICOM file");
    assert_reads(SLICE("{\"resourceType\":\"ImagingStudy\"}"), "!not a DICOM file");
    assert_reads(SLICE("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "!not a DICOM file");
    assert_reads(SLICE("\x08\0\x05\0CS\xff\xff"), "!not a DICOM file");
}

/* UN of undefined length is implicit little endian inside, whatever is around it. */
static void test_unknown_of_undefined_length(void **state)
{
    (void)state;
    DicomFile file = {.is_big = true};
    dicom_begin(&file, BIG);
    dicom_put_head(&file, 0x00091001, "UN", DICOM_LENGTH_UNDEFINED);
    DicomFile inner = {.is_implicit = true};
    dicom_put_item(&inner, 0xFFFEE000, DICOM_LENGTH_UNDEFINED);
    dicom_put(&inner, 0x00080060, "CS", "MR");
    dicom_put_item(&inner, 0xFFFEE00D, 0);
    dicom_put_item(&inner, 0xFFFEE0DD, 0);
    text_append(&file.bytes, text_slice(&inner.bytes));
    dicom_put(&file, 0x00200011, "IS", "12");
    assert_reads(text_slice(&file.bytes), "0:00091001[ 1:item 2:00080060=MR 0:00200011=12 ");
    text_free(&inner.bytes);
    text_free(&file.bytes);
}

/* Fragments are no sequence, and pixel data of an icon do not end the header. */
static void test_pixel_data_inside(void **state)
{
    (void)state;
    DicomFile file = {0};
    dicom_begin(&file, EXPLICIT);
    dicom_put_head(&file, 0x00880200, "SQ", DICOM_LENGTH_UNDEFINED);
    dicom_put_item(&file, 0xFFFEE000, DICOM_LENGTH_UNDEFINED);
    dicom_put_head(&file, 0x7FE00010, "OB", DICOM_LENGTH_UNDEFINED);
    dicom_put_item(&file, 0xFFFEE000, 0);
    dicom_put_item(&file, 0xFFFEE000, 4);
    text_append(&file.bytes, SLICE("abcd"));
    dicom_put_item(&file, 0xFFFEE0DD, 0);
    dicom_put_item(&file, 0xFFFEE00D, 0);
    dicom_put_item(&file, 0xFFFEE0DD, 0);
    dicom_put(&file, 0x00880904, "LO", "x");
    assert_reads(text_slice(&file.bytes), "0:00880200[ 1:item 2:7FE00010= 0:00880904=x ");
    text_free(&file.bytes);
}

/* At every place where a file is cut the header ends with a fault, but between two elements of the data set. */
static void test_cuts(void **state)
{
    (void)state;
    DicomFile file = {0};
    dicom_begin(&file, EXPLICIT);
    size_t start = file.bytes.length;
    put_data_set(&file);
    DicomReader *reader = dicom_reader_new();
    unsigned whole = 0;
    for (size_t length = start + 1; length < file.bytes.length; length++) {
        DicomElement element;
        Error error;
        assert_true(dicom_reader_open_bytes(reader, slice_part(text_slice(&file.bytes), 0, length), &error));
        while (dicom_reader_next(reader, &element)) {
        }
        whole += !dicom_reader_failed(reader, &error);
    }
    assert_int_equal(whole, 3 + 4); /* after each element, and in the length of the pixel data */
    dicom_reader_free(reader);
    text_free(&file.bytes);
}

static void test_faults_have_a_sentence(void **state)
{
    (void)state;
    DicomFile file = {0};
    dicom_begin(&file, EXPLICIT);
    size_t start = file.bytes.length;
    dicom_put_head(&file, 0x00081140, "SQ", 16);
    dicom_put_item(&file, 0xFFFEE000, 8);
    dicom_put(&file, 0x00080060, "CS", "CTCT");
    assert_reads(text_slice(&file.bytes), "0:00081140[ 1:item 2:00080060=CTCT "
                                          "!an element is longer than the sequence or item that it lies in");
    file.bytes.length = start;
    dicom_put_head(&file, 0x00081140, "SQ", 16);
    dicom_put(&file, 0x00080060, "CS", "CTCT");
    assert_reads(text_slice(&file.bytes), "0:00081140[ !a sequence holds something other than items");
    file.bytes.length = start;
    dicom_put_head(&file, 0x00091001, "UT", 0x7FFFFFFE);
    assert_reads(text_slice(&file.bytes), "!the file ends in the header");
    text_free(&file.bytes);
}

static void test_deep_nesting(void **state)
{
    (void)state;
    enum { LEVELS = 20000 };
    DicomFile file = {0};
    dicom_begin(&file, EXPLICIT);
    for (int i = 0; i < LEVELS; i++) {
        dicom_put_head(&file, 0x00081140, "SQ", DICOM_LENGTH_UNDEFINED);
        dicom_put_item(&file, 0xFFFEE000, DICOM_LENGTH_UNDEFINED);
    }
    for (int i = 0; i < LEVELS; i++) {
        dicom_put_item(&file, 0xFFFEE00D, 0);
        dicom_put_item(&file, 0xFFFEE0DD, 0);
    }
    dicom_put(&file, 0x0020000D, "UI", "1.23");
    DicomReader *reader = dicom_reader_new();
    DicomElement element = {0};
    assert_true(dicom_reader_open_bytes(reader, text_slice(&file.bytes), NULL));
    uint32_t deepest = 0;
    while (dicom_reader_next(reader, &element)) {
        deepest = element.depth > deepest ? element.depth : deepest;
    }
    assert_int_equal(deepest, 2 * LEVELS - 1);
    assert_int_equal(element.tag, 0x0020000D);
    assert_false(dicom_reader_failed(reader, NULL));
    dicom_reader_free(reader);
    text_free(&file.bytes);
}

/* A deflated data set that unpacks to more than a header can be ends soon. */
static void test_deflated_bomb(void **state)
{
    (void)state;
    DicomFile file = {0};
    dicom_begin(&file, DEFLATED);
    size_t start = file.bytes.length;
    dicom_put_head(&file, 0x00091001, "UT", 0x7FFFFFFE);
    text_append_repeated(&file.bytes, ' ', 300 << 20);
    dicom_deflate(&file, start);
    assert_true(file.bytes.length < 1 << 20);
    assert_reads(text_slice(&file.bytes), "0:00091001= !the header is larger than 256 MB");
    text_free(&file.bytes);
}

static void test_only_regular_files_are_opened(void **state)
{
    char *fifo = file_join(*state, "fifo"), *link = file_join(*state, "link");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(symlink("/dev/zero", link), 0);
    DicomReader *reader = dicom_reader_new();
    Error error;
    assert_false(dicom_reader_open(reader, fifo, &error));
    assert_string_equal(error.message, "not a regular file");
    assert_false(dicom_reader_open(reader, link, &error));
    assert_false(dicom_reader_open(reader, *state, &error));
    dicom_reader_free(reader);
    free(fifo);
    free(link);
}

/* A file of 3 GB of holes: what is passed over is not read. */
static void test_values_are_passed_over(void **state)
{
    DicomFile file = {0};
    dicom_begin(&file, EXPLICIT);
    dicom_put_head(&file, 0x00091001, "UT", 0x7FFFFFFE);
    dicom_write(&file, *state, "large.dcm");
    DicomFile end = {0};
    dicom_put(&end, 0x0020000D, "UI", "1.23");
    char *path = file_join(*state, "large.dcm");
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    off_t offset = (off_t)(file.bytes.length + 0x7FFFFFFE);
    assert_int_equal(pwrite(descriptor, end.bytes.bytes, end.bytes.length, offset), end.bytes.length);
    close(descriptor);
    DicomReader *reader = dicom_reader_new();
    DicomElement element = {0};
    assert_true(dicom_reader_open(reader, path, NULL));
    while (dicom_reader_next(reader, &element)) {
    }
    assert_int_equal(element.tag, 0x0020000D);
    assert_false(dicom_reader_failed(reader, NULL));
    dicom_reader_free(reader);
    free(path);
    text_free(&file.bytes);
    text_free(&end.bytes);
}

static void test_numbers_have_the_order_of_the_file(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        DicomFile file = {.is_big = i == 1};
        dicom_begin(&file, i == 1 ? BIG : EXPLICIT);
        dicom_put_u32(&file, 0x00041400, 0x12345678);
        dicom_put_u16(&file, 0x00280010, 0x1234);
        DicomReader *reader = dicom_reader_new();
        DicomElement element;
        uint32_t numbers[3] = {0};
        assert_true(dicom_reader_open_bytes(reader, text_slice(&file.bytes), NULL));
        for (int k = 0; dicom_reader_next(reader, &element); k++) {
            assert_int_equal(dicom_reader_number(reader, &numbers[k]), k > 0);
        }
        assert_int_equal(numbers[1], 0x12345678);
        assert_int_equal(numbers[2], 0x1234);
        dicom_reader_free(reader);
        text_free(&file.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings_read_alike),
        cmocka_unit_test(test_files_without_preamble),
        cmocka_unit_test(test_other_files_are_no_dicom),
        cmocka_unit_test(test_unknown_of_undefined_length),
        cmocka_unit_test(test_pixel_data_inside),
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_faults_have_a_sentence),
        cmocka_unit_test(test_deep_nesting),
        cmocka_unit_test(test_deflated_bomb),
        cmocka_unit_test(test_numbers_have_the_order_of_the_file),
        cmocka_unit_test_setup_teardown(test_only_regular_files_are_opened, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_values_are_passed_over, folder_set_up, folder_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
