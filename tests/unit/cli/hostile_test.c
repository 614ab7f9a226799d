/* Every command over hostile names, documents, packages and settings: what is printed, byte by byte. */
#include "src/base/utf8.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* An escape sequence, a C1 control, a change of direction, an isolate, a zero-width space, a joiner, a byte order mark, a
   variation selector, a soft hyphen, a tag, a bell, and a byte that is no UTF-8 (in names of files only). */
#define HOSTILE                                                                                                        \
    "\033["                                                                                                            \
    "31m\302\233m\342\200\256\342\201\246\342\200\213\342\200\215\357\273\277\357\270\217\302\255\363\240\201\201\a"
#define HOSTILE_JSON                                                                                                   \
    "\\u001b["                                                                                                         \
    "31m\302\233m\342\200\256\342\201\246\342\200\213\342\200\215\357\273\277\357\270\217\302\255\363\240\201\201\\u0" \
    "007"

static const char document[] =
    "{\"resourceType\":\"ImagingStudy\",\"" HOSTILE_JSON "\":1,\"id\":\"" HOSTILE_JSON "\",\"status\":\"" HOSTILE_JSON
    "\","
    "\"meta\":{\"profile\":[\"http://own.org/p|" HOSTILE_JSON "\",\"http://own.org/p\"]},"
    "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><" HOSTILE_JSON
    ">" HOSTILE_JSON "</div>\"},\"subject\":{\"reference\":\"" HOSTILE_JSON "\"},\"started\":\"" HOSTILE_JSON "\","
    "\"modality\":[{\"system\":\"http://dicom.nema.org/resources/ontology/DCM\",\"code\":\"" HOSTILE_JSON
    "\",\"display\":\"" HOSTILE_JSON "\"},{\"system\":\"http://snomed.info/" HOSTILE_JSON
    "\",\"code\":\"1\"}],\"extension\":[{\"url\":\"" HOSTILE_JSON "\",\"valueString\":\"" HOSTILE_JSON
    "\"}],\"description\":\"" HOSTILE_JSON "\",\"Status\":\"x\","
    "\"series\":[{\"uid\":\"" HOSTILE_JSON "\",\"modality\":{\"code\":\"ct\"},\"note\":null}]}\n";

/* A profile of a package: hostile in all that people read, and in keys and URLs. */
static const char profile[] =
    "{\"resourceType\":\"StructureDefinition\",\"url\":\"http://own.org/p\",\"name\":\"" HOSTILE_JSON
    "\",\"title\":\"" HOSTILE_JSON "\",\"version\":\"" HOSTILE_JSON
    "\",\"status\":\"draft\",\"kind\":\"resource\",\"abstract\":false,\"type\":\"ImagingStudy\","
    "\"baseDefinition\":\"http://hl7.org/fhir/StructureDefinition/"
    "ImagingStudy\",\"derivation\":\"constraint\",\"differential\":{"
    "\"element\":[{\"id\":\"ImagingStudy\",\"path\":\"ImagingStudy\",\"short\":\"" HOSTILE_JSON
    "\",\"definition\":\"" HOSTILE_JSON "\",\"constraint\":[{\"key\":\"" HOSTILE_JSON
    "-1\",\"severity\":\"error\",\"human\":\"" HOSTILE_JSON
    "\",\"expression\":\"started.empty()\"},{\"key\":\"bad-1\",\"severity\":\"error\",\"human\":\"x\",\"expression\":"
    "\"" HOSTILE_JSON
    "(\"}]},{\"id\":\"ImagingStudy.status\",\"path\":\"ImagingStudy.status\",\"short\":\"" HOSTILE_JSON
    "\",\"binding\":{\"strength\":"
    "\"required\",\"description\":\"" HOSTILE_JSON "\",\"valueSet\":\"http://own.org/v/" HOSTILE_JSON "\"}},{\"id\":"
    "\"ImagingStudy.extension:" HOSTILE_JSON "\",\"path\":\"ImagingStudy.extension\",\"sliceName\":\"" HOSTILE_JSON
    "\",\"min\":1,\"max\":\"1\",\"type\":[{\"code\":\"Extension\",\"profile\":[\"http://own.org/e/" HOSTILE_JSON
    "\"]}]}]}}\n";

static const char settings[] = "theme: \"\\e[31m\\u202e\"\n\"\\e[31m\\u200b\": 1\nkeys:\n  \"\\e[2J\": \"\\e[3J\"\n";

static const char *const commands[] = {
    "check \"$F\"",
    "check --format json \"$F\"",
    "check --package package --profile http://own.org/p \"$F\"",
    "check --package package --profile declared \"$F\"",
    "check --package package --format json --profile http://own.org/p \"$F\"",
    "check folder",
    "check --strict folder \"$F.absent\"",
    "tree \"$F\"",
    "tree --ascii --package package --profile http://own.org/p \"$F\"",
    "fix --dry-run \"$F\"",
    "fix --offers \"$F\"",
    "fix --first --dry-run \"$F\"",
    "fix --offers --package package --profile http://own.org/p \"$F\"",
    "rules --package package --profile http://own.org/p",
    "rules --package package --profile http://own.org/p ImagingStudy.status",
    "rules --package package --profile http://own.org/p ImagingStudy",
    "rules \"$H\"",
    "fhirpath 'descendants()' \"$F\"",
    "fhirpath --format json 'descendants()' \"$F\"",
    "fhirpath \"$H\" \"$F\"",
    "fhirpath \"'$H'\"",
    "fhirpath 'modality.code' \"$F\"",
    "explain \"$H\"",
    "explain",
    "keys",
    "keys --config settings.yaml",
    "config",
    "config --config settings.yaml",
    "check --package \"$H\" \"$F\"",
    "check --package \"$H#1\" \"$F\"",
    "check --package \"folder\" \"$F\"",
    "check --package bad.tgz \"$F\"",
    "check --profile \"$H\" \"$F\"",
    "check --profile \"http://$H\" \"$F\"",
    "check --actor \"$H\" \"$F\"",
    "check --\"$H\" \"$F\"",
    "check -\"$H\" \"$F\"",
    "check --strict=\"$H\"",
    "\"$H\"",
    "--theme \"$H\" --script script \"$F\"",
    "--script script --package package --profile http://own.org/p \"$F\"",
    "--script bad-script \"$F\"",
    "--script \"$H\" \"$F\"",
    "--config settings.yaml --script script \"$F\"",
    "\"$F\"",
    "--help",
    "check --help",
    "--version",
    "--manual",
};

static void make_subfolder(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
    free(path);
}

static int set_up(void **state)
{
    char *folder = folder_new();
    *state = folder;
    make_subfolder(folder, "folder");
    make_subfolder(folder, "folder/" HOSTILE "\377");
    make_subfolder(folder, "package");
    free(folder_add(folder, "folder/" HOSTILE "\377/" HOSTILE "\n\377.json", document));
    free(folder_add(folder, "folder/broken.json", "{\"" HOSTILE "\": " HOSTILE "\377}"));
    free(folder_add(folder, HOSTILE "\n\377.json", document));
    free(folder_add(folder, "package/" HOSTILE ".json", profile));
    free(folder_add(folder, "settings.yaml", settings));
    free(folder_add(folder, "bad.tgz", HOSTILE));
    free(folder_add(folder, "script", "screen\ncommand set theme " HOSTILE "\ncommand o " HOSTILE "\nscreen\n"));
    free(folder_add(folder, "bad-script", "expect \"" HOSTILE "\"\n" HOSTILE "\n"));
    char *fifo = file_join(folder, "folder/" HOSTILE);
    int made = mkfifo(fifo, 0600);
    free(fifo);
    return made;
}

/* Fails unless the text is UTF-8 without a control character but line feeds, and without any that is not seen. */
static void assert_seen(const char *command, Slice text)
{
    static const uint32_t forbidden[] = {0x9B, 0xAD, 0x200B, 0x200D, 0x202E, 0x2066, 0xFE0F, 0xFEFF, 0xE0041};
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        bool is_valid = true;
        uint32_t character = utf8_next(text, &offset, &is_valid);
        bool is_right = is_valid && (character >= ' ' || character == '\n') && character != 0x7F;
        for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
            is_right = is_right && character != forbidden[i];
        }
        if (!is_right) {
            fail_msg("ipse %s prints U+%04X at byte %zu", command, (unsigned)character, start);
        }
    }
}

/* Takes out the lines of a document in a difference, which are printed exactly; the names in its head stay. */
static void drop_diff_lines(Text *text)
{
    for (size_t at = 0; at < text->length;) {
        Slice rest = slice_part(text_slice(text), at, SIZE_MAX);
        size_t end = slice_find(rest, SLICE("\n"), 0), length = end == SIZE_MAX ? rest.length : end + 1;
        bool is_head = slice_starts_with(rest, SLICE("--- ")) || slice_starts_with(rest, SLICE("+++ "));
        if (strchr(" +-@", rest.bytes[0]) && !is_head) {
            text_splice(text, at, length, (Slice){0});
        } else {
            at += length;
        }
    }
}

static void test_nothing_hostile_is_printed_as_it_is(void **state)
{
    char test[4096] = "";
    ssize_t length = readlink("/proc/self/exe", test, sizeof test - 1);
    char *end = length > 0 ? strstr(test, "/tests/") : NULL;
    assert_non_null(end);
    *end = '\0';
    setenv("IPSE", test, 1);
    setenv("F", HOSTILE "\n\377.json", 1);
    setenv("H", HOSTILE "\377", 1);
    setenv("XDG_CONFIG_HOME", *state, 1);
    setenv("XDG_STATE_HOME", *state, 1);
    assert_int_equal(chdir(*state), 0);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        Text line = TEXT_EMPTY, printed = TEXT_EMPTY;
        char piece[4096];
        text_format(&line, "\"$IPSE/ipse\" %s 2>&1 </dev/null", commands[i]);
        FILE *pipe = popen(line.bytes, "r");
        assert_non_null(pipe);
        for (size_t count; (count = fread(piece, 1, sizeof piece, pipe)) > 0;) {
            text_append(&printed, slice_make(piece, count));
        }
        int status = pclose(pipe);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 2);
        if (printed.length == 0) {
            fail_msg("ipse %s prints nothing", commands[i]);
        }
        if (strstr(commands[i], "--dry-run")) {
            assert_non_null(strstr(printed.bytes, "\n+++ "));
            drop_diff_lines(&printed);
        }
        assert_seen(commands[i], text_slice(&printed));
        text_free(&line);
        text_free(&printed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_nothing_hostile_is_printed_as_it_is)};
    return cmocka_run_group_tests(tests, set_up, folder_tear_down);
}
