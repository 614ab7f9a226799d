/* ImageFolder: walks, what is passed over, DICOMDIR with offsets and without, and hostile folders. */
#include "src/images/image_folder.h"

#include "tests/support/dicom.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Writes an image of a study under a name. */
static void add_image(const char *folder, const char *name, unsigned study, unsigned series, unsigned instance)
{
    DicomFile file = {0};
    dicom_put_image(&file, study, series, instance);
    dicom_put_head(&file, 0x7FE00010, "OW", 1 << 20); /* that it is cut is no fault */
    dicom_write(&file, folder, name);
    text_free(&file.bytes);
}

/* "STUDY: SERIES: NUMBER NUMBER" of all, by numbers. */
static void append_set(const ImageSet *set, Text *words)
{
    for (size_t i = 0; i < set->count; i++) {
        const ImageStudy *study = &set->studies[i];
        text_format(words, "[%.*s", SLICE_ARGS(study->image.values[IMAGE_STUDY_UID]));
        for (size_t k = 0; k < study->count; k++) {
            text_format(words, " %.*s:", SLICE_ARGS(study->series[k].image.values[IMAGE_SERIES_NUMBER]));
            for (size_t n = 0; n < study->series[k].count; n++) {
                text_format(words, " %.*s", SLICE_ARGS(study->series[k].instances[n].number));
            }
        }
        text_append(words, SLICE("]"));
    }
}

/* Reads a path and sorts the images; an archive without images is a failure, as for whoever asks. */
static bool read_images(const char *path, ImageSet *set, Error *error)
{
    bool is_read = image_folder_add(path, NULL, set, error);
    image_set_sort(set);
    return is_read && (set->count > 0 || error_set(error, ERROR_NOT_FOUND, path, "no DICOM image was found"));
}

/* Reads and compares, with the notes as "NAME: SENTENCE;" after it. */
static void assert_read(const char *folder, const char *name, const char *expected)
{
    ImageSet set = {0};
    Error error;
    Text words = TEXT_EMPTY;
    char *path = file_join(folder, name);
    if (read_images(path, &set, &error)) {
        append_set(&set, &words);
    } else {
        text_format(&words, "!%s", error.message);
    }
    for (size_t i = 0; i < set.note_count; i++) {
        Slice place = slice_part(set.notes[i].place, strlen(folder) + 1, SIZE_MAX);
        text_format(&words, " %.*s: %.*s;", SLICE_ARGS(place), SLICE_ARGS(set.notes[i].sentence));
    }
    assert_string_equal(words.bytes, expected);
    text_free(&words);
    image_set_free(&set);
    free(path);
}

static void test_images_are_put_in_order(void **state)
{
    add_image(*state, "z/a", 2, 10, 1);
    add_image(*state, "z/b", 2, 9, 11);
    add_image(*state, "z/c", 2, 9, 2);
    add_image(*state, "y/same", 2, 9, 2);
    add_image(*state, "x", 1, 1, 1);
    assert_read(*state, ".", "[2.25.1 1: 1][2.25.2 9: 2 11 10: 1]");
    assert_read(*state, "z/b", "[2.25.2 9: 11]");
}

static void test_what_is_passed_over(void **state)
{
    add_image(*state, "a/1.dcm", 1, 1, 1);
    free(folder_add(*state, "notes.txt", "no image"));
    DicomFile file = {0};
    dicom_put_image(&file, 1, 1, 2);
    file.bytes.length -= 11;
    dicom_write(&file, *state, "cut.dcm");
    text_free(&file.bytes);
    dicom_begin(&file, "1.2.840.10008.1.2.1");
    dicom_put(&file, 0x00080018, "UI", "1.2.3");
    dicom_write(&file, *state, "report.dcm");
    text_free(&file.bytes);
    char *ring = file_join(*state, "a/ring"), *fifo = file_join(*state, "a/fifo"), *link = file_join(*state, "a/link");
    assert_int_equal(symlink("..", ring), 0);
    assert_int_equal(symlink("1.dcm", link), 0);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_read(*state, ".",
                "[2.25.1 1: 1] ./cut.dcm: the file ends in the header; ./notes.txt: not a DICOM file;"
                " ./report.dcm: no image: Study Instance UID is missing;");
    assert_read(*state, "notes.txt", "!not a DICOM file");
    assert_read(*state, "nothing", "!cannot open: No such file or directory");
    free(ring);
    free(fifo);
    free(link);
}

/* A value with a line end and a bell: nothing of it begins a line of its own, nor spoils a narrative. */
static void test_control_characters(void **state)
{
    DicomFile file = {0};
    dicom_begin(&file, "1.2.840.10008.1.2.1");
    dicom_put(&file, 0x00080018, "UI", "1.2.3.4");
    dicom_put(&file, 0x0020000D, "UI", "1.2\n::error::x\a");
    dicom_put(&file, 0x0020000E, "UI", "1.2.3");
    dicom_write(&file, *state, "odd.dcm");
    text_free(&file.bytes);
    assert_read(*state, ".", "[1.2 ::error::x : ]");
}

static void test_a_folder_without_images(void **state)
{
    free(folder_add(*state, "notes.txt", "no image"));
    assert_read(*state, ".", "!no DICOM image was found ./notes.txt: not a DICOM file;");
}

/* Folders in folders, more than are entered. */
static void test_a_deep_folder(void **state)
{
    Text path = TEXT_EMPTY;
    text_append(&path, slice_from(*state));
    for (int i = 0; i < 80; i++) {
        text_append(&path, SLICE("/d"));
        assert_int_equal(mkdir(path.bytes, 0700), 0);
    }
    text_free(&path);
    ImageSet set = {0};
    assert_false(read_images(*state, &set, NULL));
    assert_int_equal(set.note_count, 1);
    assert_true(slice_equals(set.notes[0].sentence, SLICE("the folder is nested too deeply")));
    image_set_free(&set);
}

/* Texts of a file become UTF-8, and the values of all levels are there. */
static void test_values(void **state)
{
    add_image(*state, "1.dcm", 1, 3, 7);
    ImageSet set = {0};
    assert_true(read_images(*state, &set, NULL));
    const Image *study = &set.studies[0].image, *series = &set.studies[0].series[0].image;
    const ImageInstance *instance = &set.studies[0].series[0].instances[0];
    assert_true(slice_equals(study->values[IMAGE_PATIENT_NAME], SLICE("Müller^Eva")));
    assert_true(slice_equals(study->values[IMAGE_TIME_ZONE], SLICE("+0100")));
    assert_true(slice_equals(study->values[IMAGE_ACCESSION], SLICE("A0001")));
    assert_true(slice_equals(series->values[IMAGE_BODY_PART], SLICE("CHEST")));
    assert_true(slice_equals(series->values[IMAGE_SERIES_DESCRIPTION], SLICE("Thorax axial 3")));
    assert_true(slice_equals(instance->uid, SLICE("2.25.1.3.7")));
    assert_true(slice_equals(instance->sop_class, SLICE("1.2.840.10008.5.1.4.1.1.2")));
    assert_true(slice_ends_with(instance->place, SLICE("/1.dcm")));
    image_set_free(&set);
}

/* ---- DICOMDIR ---- */

/* Where the four numbers of a record lie, to be filled in when all offsets are known. */
typedef struct DirectoryRecord {
    size_t offset;
    size_t next;
    size_t lower;
} DirectoryRecord;

static DirectoryRecord put_record(DicomFile *file, const char *type, const char *id)
{
    DirectoryRecord record = {.offset = file->bytes.length};
    dicom_put_item(file, 0xFFFEE000, DICOM_LENGTH_UNDEFINED);
    record.next = file->bytes.length + 8;
    dicom_put_u32(file, 0x00041400, 0);
    dicom_put_u16(file, 0x00041410, 0xFFFF);
    record.lower = file->bytes.length + 8;
    dicom_put_u32(file, 0x00041420, 0);
    dicom_put(file, 0x00041430, "CS", type);
    if (id) {
        dicom_put(file, 0x00041500, "CS", id);
    }
    return record;
}

static void set_u32(DicomFile *file, size_t place, size_t number)
{
    for (int i = 0; i < 4; i++) {
        file->bytes.bytes[place + (size_t)i] = (char)(number >> (8 * i));
    }
}

/* Two series with an image each, which stand in the file in another order than their links say. */
static void write_directory(const char *folder, bool has_offsets, bool has_orphan, size_t cut)
{
    DicomFile file = {0};
    dicom_begin(&file, "1.2.840.10008.1.2.1");
    size_t root = file.bytes.length + 8;
    dicom_put_u32(&file, 0x00041200, 0);
    dicom_put_head(&file, 0x00041220, "SQ", DICOM_LENGTH_UNDEFINED);
    DirectoryRecord study = put_record(&file, "STUDY", NULL);
    dicom_put(&file, 0x00081030, "LO", "from the record");
    dicom_put(&file, 0x0020000D, "UI", "2.25.1");
    dicom_put_item(&file, 0xFFFEE00D, 0);
    DirectoryRecord series[2], image[2];
    for (unsigned i = 0; i < 2; i++) {
        series[i] = put_record(&file, "SERIES", NULL);
        dicom_put(&file, 0x0020000E, "UI", i == 0 ? "2.25.1.1" : "2.25.1.2");
        dicom_put(&file, 0x00200011, "IS", i == 0 ? "1" : "2");
        dicom_put_item(&file, 0xFFFEE00D, 0);
        image[i] = put_record(&file, "IMAGE", i == 0 ? "IMAGES\\I1" : "..\\I2");
        dicom_put(&file, 0x00041511, "UI", i == 0 ? "2.25.1.1.1" : "2.25.1.2.1");
        dicom_put(&file, 0x00200013, "IS", "1");
        dicom_put_item(&file, 0xFFFEE00D, 0);
    }
    dicom_put_item(&file, 0xFFFEE0DD, 0);
    if (has_offsets) {
        set_u32(&file, root, study.offset);
        set_u32(&file, study.lower, series[1].offset);
        set_u32(&file, series[1].next, series[0].offset);
        set_u32(&file, series[0].next, series[1].offset); /* a ring */
        set_u32(&file, series[0].lower, has_orphan ? 0 : image[0].offset);
        set_u32(&file, series[1].lower, image[1].offset);
    }
    file.bytes.length -= cut;
    dicom_write(&file, folder, "DICOMDIR");
    text_free(&file.bytes);
}

static void test_dicomdir(void **state)
{
    for (int i = 0; i < 2; i++) {
        write_directory(*state, i == 1, false, 0);
        add_image(*state, "IMAGES/I1", 1, 1, 1);
        assert_read(*state, "DICOMDIR",
                    "[2.25.1 1: 1 2: 1] DICOMDIR: ..\\I2: the file cannot be read; its record counts;");
    }
}

/* An image that no record leads to is known by its file; of a DICOMDIR that is cut, the records before the end count.
 */
static void test_damaged_dicomdirs(void **state)
{
    write_directory(*state, true, true, 0);
    add_image(*state, "IMAGES/I1", 1, 1, 1);
    assert_read(*state, "DICOMDIR",
                "[2.25.1 1: 1 2: 1] DICOMDIR: ..\\I2: the file cannot be read; its record counts; "
                "DICOMDIR: IMAGES\\I1: no record leads to this one; its file counts;");
    write_directory(*state, false, false, 3);
    assert_read(*state, "DICOMDIR",
                "[2.25.1 1: 1 2: 1] DICOMDIR: ..\\I2: the file cannot be read; its record counts; "
                "DICOMDIR: the file ends in the header;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_images_are_put_in_order, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_passed_over, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_control_characters, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_a_folder_without_images, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_a_deep_folder, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_values, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_dicomdir, folder_set_up, folder_tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_dicomdirs, folder_set_up, folder_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
