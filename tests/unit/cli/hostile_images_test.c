/*
 * A hostile archive of files and the program as it is delivered: rings of links, FIFOs, lengths of 2 GB, 20,000 levels,
 * cut and endless deflated data, odd value representations, a DICOMDIR in a ring. One image in between is found;
 * nothing hangs, and memory and computing time stay small.
 */
#include "src/base/file.h"
#include "tests/support/dicom.h"
#include "tests/support/folder.h"
#include "tests/support/stopwatch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { LEVELS = 20000, MILLISECONDS = 10000, KILOBYTES = 300000, BOMB = 300 << 20, ELEMENTS = 3000000 };

#define EXPLICIT "1.2.840.10008.1.2.1"
#define BIG      "1.2.840.10008.1.2.2"
#define DEFLATED "1.2.840.10008.1.2.1.99"

/* Writes a file and forgets its bytes. */
static void save(DicomFile *file, const char *folder, const char *name)
{
    dicom_write(file, folder, name);
    text_free(&file->bytes);
    *file = (DicomFile){0};
}

/* Rings of links, a FIFO, a link to a device and one to the root. */
static void add_traps(const char *folder)
{
    static const char *const links[][2] = {{"ring", "ring"}, {"a", "b"},    {"b", "a"},
                                           {"up", "."},      {"root", "/"}, {"zero", "/dev/zero"}};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        char *path = file_join(folder, links[i][0]);
        assert_int_equal(symlink(links[i][1], path), 0);
        free(path);
    }
    char *path = file_join(folder, "fifo");
    assert_int_equal(mkfifo(path, 0600), 0);
    free(path);
}

/* Lengths that no file has, and one that a file of holes has. */
static void add_lengths(const char *folder)
{
    DicomFile file = {0};
    dicom_begin(&file, EXPLICIT);
    dicom_put_head(&file, 0x00081030, "UT", 0x7FFFFFFE);
    save(&file, folder, "text-of-2-gb");
    dicom_begin(&file, EXPLICIT);
    dicom_put_head(&file, 0x00081140, "SQ", 0x7FFFFFFE);
    dicom_put_item(&file, 0xFFFEE000, 0x7FFFFFF0);
    dicom_put_head(&file, 0x00081150, "UN", 0x7FFFFF00);
    save(&file, folder, "sequence-of-2-gb");
    dicom_begin(&file, EXPLICIT);
    dicom_put_head(&file, 0x00091001, "OB", 0x7FFFFFFE);
    save(&file, folder, "holes-of-2-gb");
    char *path = file_join(folder, "holes-of-2-gb");
    assert_int_equal(truncate(path, 0x80000200), 0);
    free(path);
    file.is_big = true;
    dicom_begin(&file, BIG);
    dicom_put_head(&file, 0x00200010, "SH", 0xFFFF);
    save(&file, folder, "big-endian-cut");
}

/* Levels inside of levels, with lengths and without, closed and open. */
static void add_levels(const char *folder)
{
    for (int kind = 0; kind < 3; kind++) {
        DicomFile file = {0};
        dicom_begin(&file, EXPLICIT);
        for (uint32_t i = 0; i < LEVELS; i++) {
            uint32_t rest = kind == 0 ? (LEVELS - i) * 20 : DICOM_LENGTH_UNDEFINED;
            dicom_put_head(&file, 0x00081140, "SQ", kind == 0 ? rest - 12 : rest);
            dicom_put_item(&file, 0xFFFEE000, kind == 0 ? rest - 20 : rest);
        }
        for (int i = 0; kind == 1 && i < LEVELS; i++) {
            dicom_put_item(&file, 0xFFFEE00D, 0);
            dicom_put_item(&file, 0xFFFEE0DD, 0);
        }
        save(&file, folder, kind == 0 ? "levels-with-lengths" : kind == 1 ? "levels" : "levels-left-open");
    }
}

/* Deflated data that is cut, that has no end, and that is none. */
static void add_deflated(const char *folder)
{
    DicomFile file = {0};
    dicom_begin(&file, DEFLATED);
    size_t start = file.bytes.length;
    for (int i = 0; i < 1000; i++) {
        dicom_put(&file, 0x00080060, "CS", "CT");
    }
    dicom_write(&file, folder, "deflated-not");
    dicom_deflate(&file, start);
    file.bytes.length -= 20;
    save(&file, folder, "deflated-cut");
    dicom_begin(&file, DEFLATED);
    start = file.bytes.length;
    dicom_put_head(&file, 0x00091001, "UT", 0x7FFFFFFE);
    text_append_repeated(&file.bytes, ' ', BOMB);
    dicom_deflate(&file, start);
    save(&file, folder, "deflated-bomb");
}

/* Value representations that do not exist, and a crowd of elements without a value. */
static void add_elements(const char *folder)
{
    static const char *const odd[] = {"??", "zz", "\001\002", "\377\377", "SQ", "  "};
    DicomFile file = {0};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        char name[16];
        snprintf(name, sizeof name, "odd-%zu", i);
        dicom_begin(&file, EXPLICIT);
        dicom_put_head(&file, 0x00080060, odd[i], 2);
        text_append(&file.bytes, SLICE("CT"));
        dicom_put_head(&file, 0x0020000D, odd[i], 0xFFFE);
        save(&file, folder, name);
    }
    dicom_begin(&file, EXPLICIT);
    for (uint32_t i = 0; i < ELEMENTS; i++) {
        dicom_put_head(&file, 0x00091001, "LO", 0);
    }
    save(&file, folder, "crowd");
}

/* A DICOMDIR whose one record is the one after itself and below itself, and names a FIFO. */
static void add_directory(const char *folder)
{
    DicomFile file = {0};
    dicom_begin(&file, EXPLICIT);
    size_t record = file.bytes.length + 12 + 12;
    dicom_put_u32(&file, 0x00041200, (uint32_t)record);
    dicom_put_head(&file, 0x00041220, "SQ", DICOM_LENGTH_UNDEFINED);
    assert_int_equal(file.bytes.length, record);
    dicom_put_item(&file, 0xFFFEE000, DICOM_LENGTH_UNDEFINED);
    dicom_put_u32(&file, 0x00041400, (uint32_t)record);
    dicom_put_u16(&file, 0x00041410, 0xFFFF);
    dicom_put_u32(&file, 0x00041420, (uint32_t)record);
    dicom_put(&file, 0x00041430, "CS", "IMAGE");
    dicom_put(&file, 0x00041500, "CS", "FIFO");
    dicom_put_item(&file, 0xFFFEE00D, 0);
    dicom_put_item(&file, 0xFFFEE0DD, 0);
    save(&file, folder, "DICOMDIR");
    char *path = file_join(folder, "FIFO");
    assert_int_equal(mkfifo(path, 0600), 0);
    free(path);
}

/* Runs a line of sh, in which `ipse` is the program as it is delivered; its status and what it printed lie in files of
 * the folder. */
static void run(const char *folder, const char *line, const char *status)
{
    Text text = TEXT_EMPTY;
    char beside[4096];
    RunCost cost;
    ssize_t length = readlink("/proc/self/exe", beside, sizeof beside - 1);
    beside[length > 0 ? length : 0] = '\0';
    char *end = strstr(beside, "/debug/tests/");
    assert_non_null(end);
    *end = '\0';
    text_format(&text, "cd %s; ipse() { %s/ipse \"$@\"; }; %s; echo $? >status%c", folder, beside, line, '\0');
    char shell[] = "sh", option[] = "-c";
    assert_true(stopwatch_run((char *[]){shell, option, text.bytes, NULL}, &cost));
    text_free(&text);
    char *path = file_join(folder, "status");
    folder_expect(path, status);
    free(path);
    if (cost.user + cost.system > MILLISECONDS || cost.memory > KILOBYTES) {
        fail_msg("%s: %.0f ms, %ld kB", line, cost.user + cost.system, cost.memory);
    }
}

/* Fills the folder in a process of its own: the memory that this one takes would count as that of the programs that it
 * runs. */
static void add_all(const char *folder)
{
    int status = -1;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        add_traps(folder);
        add_lengths(folder);
        add_levels(folder);
        add_deflated(folder);
        add_elements(folder);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void test_a_hostile_archive(void **state)
{
    DicomFile file = {0};
    char *images = file_join(*state, "images"), *study = file_join(*state, "study.json"),
         *again = file_join(*state, "again.json");
    assert_int_equal(mkdir(images, 0700), 0);
    dicom_put_image(&file, 1, 1, 1);
    dicom_put_head(&file, 0x7FE00010, "OW", 1 << 20);
    dicom_write(&file, images, "image");
    save(&file, *state, "one");
    add_all(images);
    run(*state, "ipse new --dicom images >study.json 2>notes", "0\n");
    run(*state, "ipse new --dicom one >again.json", "0\n");
    Text text = TEXT_EMPTY;
    assert_true(file_read(again, 1 << 20, &text, NULL, NULL));
    text_append_byte(&text, '\0');
    folder_expect(study, text.bytes);
    run(*state, "ipse compare study.json --archive images", "0\n");
    run(*state, "ipse fix --archive images study.json", "1\n");
    folder_expect(study, text.bytes);
    text_free(&text);
    add_directory(images);
    run(*state, "ipse new --dicom images/DICOMDIR", "2\n");
    run(*state, "ipse new --dicom images >again.json", "0\n");
    run(*state, "cmp study.json again.json", "0\n");
    free(images);
    free(study);
    free(again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_hostile_archive, folder_set_up, folder_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
