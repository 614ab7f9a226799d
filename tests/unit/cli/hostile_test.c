/* Every command over hostile names, documents, packages and settings: what is printed, byte by byte. */
#include "src/base/utf8.h"
#include "tests/support/dicom.h"
#include "tests/support/folder.h"
#include "ui/cli/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* An escape sequence, a C1 control, a change of direction, an isolate, a zero-width space, a joiner, a byte order mark,
   a variation selector, a soft hyphen, a tag, a bell, and a byte that is no UTF-8 (in names of files only). */
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

/* A code system of a person's own. */
static const char own_codes[] =
    "{\"resourceType\":\"CodeSystem\",\"url\":\"http://snomed.info/" HOSTILE_JSON "\",\"version\":\"" HOSTILE_JSON
    "\",\"name\":\"" HOSTILE_JSON "\",\"content\":\"complete\",\"concept\":[{\"code\":\"1\",\"display\":\"" HOSTILE_JSON
    "\"}]}\n";

/* Suppressions: hostile in what people read. */
static const char suppressions[] = "suppress:\n- key: '*'\n  path: '*m*'\n  reason: \"" HOSTILE_JSON "\"\n- key: '*"
                                   "'\n  path: '*\\*'\n  reason: none\n";

/* Terms, a guide and an obligation of a package, hostile likewise. */
static const char terms[] =
    "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":{\"resourceType\":\"CodeSystem\","
    "\"url\":\"http://own.org/s/" HOSTILE_JSON "\",\"name\":\"" HOSTILE_JSON
    "\",\"status\":\"draft\",\"content\":\"complete\","
    "\"concept\":[{\"code\":\"" HOSTILE_JSON "\",\"display\":\"" HOSTILE_JSON "\"}]}},{\"resource\":{\"resourceType\":"
    "\"ValueSet\",\"url\":\"http://own.org/v/" HOSTILE_JSON "\",\"name\":\"" HOSTILE_JSON "\",\"title\":\"" HOSTILE_JSON
    "\",\"status\":\"draft\",\"compose\":{\"include\":[{\"system\":\"http://own.org/s/" HOSTILE_JSON "\"}]}}},"
    "{\"resource\":{\"resourceType\":\"StructureDefinition\",\"url\":\"http://own.org/"
    "q\",\"name\":\"Q\",\"status\":\"draft\","
    "\"kind\":\"resource\",\"abstract\":false,\"type\":\"ImagingStudy\",\"baseDefinition\":\"http://own.org/"
    "b/" HOSTILE_JSON
    "\",\"derivation\":\"constraint\",\"differential\":{\"element\":[{\"id\":\"ImagingStudy.status\",\"path\":"
    "\"ImagingStudy.status\",\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/"
    "obligation\",\"extension\":["
    "{\"url\":\"code\",\"valueCode\":\"SHALL:" HOSTILE_JSON
    "\"},{\"url\":\"actor\",\"valueCanonical\":\"http://own.org/a/" HOSTILE_JSON "\"}]}]}]}}}]}\n";

/* Every view of the workbench. */
static const char views[] =
    "screen\nkeys m\nscreen\nkeys Esc D\nscreen\nkeys Esc t\nscreen\nkeys Esc T\nscreen\nkeys Esc\n"
    "command go description\nkeys E\nscreen\nkeys Esc cc\nscreen\nkeys Esc a\nscreen\nkeys Esc A\nscreen\n"
    "keys Esc o\nscreen\nkeys Esc\ncommand find " HOSTILE "\nscreen\ncommand w none/" HOSTILE
    "\nscreen\ncommand profiles\nscreen\ncommand profiles " HOSTILE
    "\nscreen\ncommand profiles!\ncommand score\nscreen\nkeys r\nscreen\nkeys Esc\n"
    "command fhirpath descendants()\nscreen\nkeys Esc\ncommand import " HOSTILE
    "\nscreen\ncommand messages\nscreen\nkeys Esc\ncommand go " HOSTILE "\nscreen\n";

static const char settings[] = "theme: \"\\e[31m\\u202e\"\n\"\\e[31m\\u200b\": 1\nkeys:\n  \"\\e[2J\": \"\\e[3J\"\n";

/* Every command and option, in a line at least: a test insists. */
static const char *const lines[] = {
    "check \"$F\"",
    "check --format json \"$F\"",
    "check --format ndjson --package package --profile http://own.org/p \"$F\" folder",
    "check --format records --package package --profile http://own.org/p \"$F\" folder",
    "check --format sarif --package package --profile http://own.org/p \"$F\" folder",
    "check --format github --package package --profile http://own.org/p \"$F\" folder",
    "report --jobs 2 \"$F\" folder",
    "report --with-values --format html --package package --profile http://own.org/p \"$F\" folder",
    ("report --with-values --format json --must-support --no-recurse --package package --profile http://own.org/p "
     "\"$F\" folder"),
    "report --with-values --format csv --actor creator --package package --profile http://own.org/p \"$F\" folder",
    "report --with-values --format text --package package --profile http://own.org/p \"$F\" folder",
    "report --for-partner --package package --profile http://own.org/p \"$F\" folder",
    "report --against \"$F\" \"$F\"",
    "report --against \"$H\" \"$F\"",
    "report --actor \"$H\" \"$F\"",
    "report --help",
    "check --exit-zero --severity note --only \"$H\" \"$F\"",
    "check --ignore format,\"$H\" \"$F\"",
    "check --suppressions suppressions.yaml --show-suppressed \"$F\"",
    "check --suppressions suppressions.yaml --show-suppressed --format sarif \"$F\"",
    "check --suppressions suppressions.yaml --show-suppressed --format junit \"$F\"",
    "check --suppressions suppressions.yaml --show-suppressed --format ndjson \"$F\"",
    "check --suppressions views \"$F\"",
    "check --suppressions \"$H\" \"$F\"",
    "check --write-baseline known --summary \"$F\" \"$F\"",
    "check --baseline known \"$F\"",
    "check --baseline \"$H\" \"$F\"",
    "check --format junit --package package --profile http://own.org/p \"$F\" folder",
    "check --package package --profile http://own.org/p \"$F\"",
    "check --package package --profile declared \"$F\"",
    "check --package package --format json --profile http://own.org/p \"$F\"",
    "check --offline --config \"$F\" --server \"$H\" --since \"$H\" \"$H\"",
    "check --offline \"http://h.test/$H\" \"http://$H/\"",
    "tree --offline --config \"$F\" \"http://h.test/$H\"",
    "report --offline --config \"$F\" \"http://h.test/$H\"",
    "fhirpath --offline --config \"$F\" 1 \"http://h.test/$H\"",
    "fetch --offline --config \"$F\" --output out \"http://h.test/$H\" \"$H\"",
    "fetch --help",
    "--offline --script views \"http://h.test/$H\"",
    "check folder",
    "check --strict folder \"$F.absent\"",
    "tree \"$F\"",
    "tree --card \"$F\"",
    "tree --ascii --package package --profile http://own.org/p \"$F\"",
    "fix --dry-run \"$F\"",
    "fix --offers \"$F\"",
    "fix --first --dry-run \"$F\"",
    "fix --offers --package package --profile http://own.org/p \"$F\"",
    "rules --package package --profile http://own.org/p",
    "rules --package package --compare base http://own.org/p",
    "rules --package package --compare base \"$H\"",
    "rules --package package --profile http://own.org/p ImagingStudy.status",
    "rules --package package --profile http://own.org/p ImagingStudy",
    "rules \"$H\"",
    "fhirpath 'descendants()' \"$F\"",
    "fhirpath --format json 'descendants()' \"$F\"",
    "fhirpath --complete \"$H\" \"$F\" 2>&1 | tr '\\t' ' ' #",
    "fhirpath \"$H\" \"$F\"",
    "fhirpath \"'$H'\"",
    "fhirpath 'modality.code' \"$F\"",
    "explain \"$H\"",
    "explain",
    "keys",
    "keys --config settings.yaml",
    "config",
    "config --config settings.yaml",
    "terms",
    "terms \"$H\"",
    "terms add \"$H\" \"$F\" folder package own.json own.csv sct2_Concept_Snapshot_x.txt bad.tgz",
    "terms",
    "check \"$F\"",
    "terms remove \"$H\" http://own.org/s",
    "terms --help",
    "check --terminology \"$H\" \"$F\"",
    "check --terminology \"http://127.0.0.1:1/$H\" \"$F\"",
    "check --offline --terminology \"http://$H\" \"$F\"",
    "fix --terminology \"$H\" \"$F\"",
    "report --terminology \"$H\" \"$F\"",
    "lsp --terminology \"$H\"",
    "lsp --config settings.yaml --offline --terminology \"$H\"",
    "--terminology \"$H\" --script script \"$F\"",
    "check --package \"$H\" \"$F\"",
    "check --package \"$H#1\" \"$F\"",
    "check --package \"folder\" \"$F\"",
    "check --package bad.tgz \"$F\"",
    "check --profile \"$H\" \"$F\"",
    "check --profile \"http://$H\" \"$F\"",
    "check --against \"$F\" \"$F\"",
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
    "--version",
    "--manual 1",
    "--manual 5",
    "--manual 7",
    "completion bash",
    "completion zsh",
    "completion \"$H\"",
    "completion --help",
    "check --paths validator --must-support --actor consumer \"$F\"",
    "check --paths validator --format json --package package --profile http://own.org/p folder",
    "check --no-recurse --must-support --package package --actor \"$H\" folder",
    "check --strict --package package --profile http://own.org/p --actor \"http://own.org/a/$H\" folder \"$F\"",
    "check --input ndjson --jobs 2 folder \"$F\"",
    "check --jobs \"$H\" \"$F\"",
    "fix --jobs 2 --offers \"$F\" folder",
    "tree --jobs 2 \"$F\" folder",
    "fix --remove --first --no-recurse --output one folder",
    "fix --output two --only \"$H,format\" --must-support --actor creator \"$F\"",
    "fix --output one --package package --profile http://own.org/p folder \"$F\"",
    "fix --output \"$F\" \"$F\"",
    "fix --only \"$H\" --actor \"$H\" \"$F\"",
    "fix folder/broken.json",
    "tree --actor consumer --must-support --no-recurse folder \"$F\"",
    "tree --package package --actor \"$H\" \"$F\"",
    "rules --actor creator --package package ImagingStudy.status",
    "rules --actor \"$H\" --package package",
    "fhirpath --no-recurse --package package 'descendants()' folder",
    "fhirpath --format json 'trace(\"x\")' \"$F\"",
    "explain --package package required",
    "explain --package package \"$H\"",
    "explain --package package --profile http://own.org/p required",
    "rules --package package --profile http://own.org/p 'ImagingStudy.identifier:x'",
    "tour --script views --theme light --ascii --config settings.yaml",
    "tour --theme \"$H\" --script views",
    "play --script views --theme light --ascii --config settings.yaml views \"$F\"",
    "play --script views --mask \"$H\"",
    "present --script views --theme light --ascii --mask --config settings.yaml \"$F\"",
    "present --script views \"$H\"",
    "present --help",
    "tour --script views \"$H\"",
    "--script views --mask \"$F\"",
    "play --cast - --svg - views \"$F\"",
    "play --offline --script views \"$H\"",
    "present --offline --script views \"$F\"",
    "play --help",
    "--script views --ascii --package package --profile http://own.org/p \"$F\"",
    "--script views --theme light --readonly --must-support --actor creator \"$F\" folder",
    "--script views --no-recurse --actor \"$H\" folder",
    "--script views --package package --profile \"$H\" \"$F\"",
    "compare --archive images study.json",
    "compare --archive images --format json --severity note study.json",
    "compare --archive \"$H\" \"$F\"",
    "compare \"$F\" study.json",
    "compare --config settings.yaml --archive images study.json",
    "compare --archive \"http://127.0.0.1:1/$H\" study.json",
    "compare --offline --archive \"http://127.0.0.1:1/$H\" study.json",
    "fix --offline --archive \"http://127.0.0.1:1/$H\" study.json",
    "new --offline --archive \"http://127.0.0.1:1/$H\"",
    "fix --config settings.yaml --archive images \"$F\"",
    "new --config settings.yaml --dicom images",
    "compare --help",
    "fix --archive images --dry-run study.json",
    "fix --archive images \"$F\"",
    "new --dicom images",
    "new --archive images --study \"$H\"",
    "new --dicom images --into \"$F\" --other-patient",
    "new --into \"$F\" \"$F\"",
    "new --help",
    "check --help",
    "fix --help",
    "tree --help",
    "rules --help",
    "fhirpath --help",
    "explain --help",
    "keys --help",
    "tour --help",
    "config --help",
    "lsp --must-support --package package --profile \"$H\"",
    "lsp --package package --actor \"$H\"",
    "lsp --help",
};

/* A study that the images have, and what differs. */
static const char study[] =
    "{\"resourceType\":\"ImagingStudy\",\"identifier\":[{\"system\":\"urn:dicom:uid\",\"value\":"
    "\"urn:oid:1.2\"}],\"started\":\"" HOSTILE_JSON "\",\"description\":\"" HOSTILE_JSON
    "\",\"series\":[{\"uid\":\"" HOSTILE_JSON "\",\"instance\":[{\"uid\":\"" HOSTILE_JSON "\"}]}]}\n";

/* An image whose texts are hostile, under a name that is. */
static void add_image(const char *folder)
{
    static const DicomTag tags[] = {0x00080050, 0x00080060, 0x00081030, 0x0008103E, 0x00100010, 0x00100020, 0x00180015};
    DicomFile file = {0};
    dicom_begin(&file, "1.2.840.10008.1.2.1");
    dicom_put(&file, 0x00080016, "UI", HOSTILE);
    dicom_put(&file, 0x00080018, "UI", HOSTILE);
    dicom_put(&file, 0x00080020, "DA", "20240302");
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        dicom_put(&file, tags[i], "LO", HOSTILE "\377 " HOSTILE);
    }
    dicom_put(&file, 0x0020000D, "UI", "1.2");
    dicom_put(&file, 0x0020000E, "UI", HOSTILE "1");
    dicom_write(&file, folder, "images/" HOSTILE ".dcm");
    text_free(&file.bytes);
}

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
    make_subfolder(folder, "images");
    free(folder_add(folder, "images/" HOSTILE "\377", HOSTILE));
    add_image(folder);
    free(folder_add(folder, "study.json", study));
    free(folder_add(folder, "settings.yaml", settings));
    free(folder_add(folder, "suppressions.yaml", suppressions));
    free(folder_add(folder, "package/broken.json", "{\"" HOSTILE "\": " HOSTILE "}"));
    free(folder_add(folder, "package/other.json", terms));
    free(folder_add(folder, "bad.tgz", HOSTILE));
    free(folder_add(folder, "own.json", own_codes));
    free(folder_add(folder, "own.csv",
                    "LOINC_NUM,LONG_COMMON_NAME,STATUS,VersionLastChanged\n1-8,\"" HOSTILE "\377\",ACTIVE,2.80\n"));
    free(folder_add(folder, "sct2_Concept_Snapshot_x.txt",
                    "id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId\n" HOSTILE "\t1\t1\t1\t1\n"));
    free(folder_add(folder, "sct2_Description_Snapshot_x" HOSTILE ".txt", "id\n"));
    free(folder_add(folder, "views", views));
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
    setenv("XDG_CACHE_HOME", *state, 1);
    assert_int_equal(chdir(*state), 0);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Text line = TEXT_EMPTY, printed = TEXT_EMPTY;
        char piece[4096];
        text_format(&line, "\"$IPSE/ipse\" %s 2>&1 </dev/null", lines[i]);
        FILE *pipe = popen(line.bytes, "r");
        assert_non_null(pipe);
        for (size_t count; (count = fread(piece, 1, sizeof piece, pipe)) > 0;) {
            text_append(&printed, slice_make(piece, count));
        }
        int status = pclose(pipe);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 2);
        if (printed.length == 0) {
            fail_msg("ipse %s prints nothing", lines[i]);
        }
        assert_true(!strstr(lines[i], "--dry-run") || strstr(printed.bytes, "\n+++ "));
        if (strstr(printed.bytes, "\n+++ ")) {
            drop_diff_lines(&printed);
        }
        assert_seen(lines[i], text_slice(&printed));
        text_free(&line);
        text_free(&printed);
    }
}

/* True where a line runs this command; "workbench" is that without a name. */
static bool is_of_command(const char *line, const char *name)
{
    Slice word = slice_part(slice_from(line), 0, strcspn(line, " "));
    bool is_named = false, is_it = slice_equals(word, slice_from(name));
    for (size_t i = 0; commands[i]; i++) {
        is_named = is_named || slice_equals(word, slice_from(commands[i]->name));
    }
    return is_it || (!is_named && strcmp(name, "workbench") == 0);
}

/* True where a line gives an option, by its long name. */
static bool has_option(const char *line, const char *option)
{
    size_t length = strlen(option);
    for (const char *at = strstr(line, "--"); at; at = strstr(at + 1, "--")) {
        if (strncmp(at + 2, option, length) == 0 && strchr(" =", at[2 + length])) {
            return true;
        }
    }
    return false;
}

static void test_every_command_and_option_is_tried(void **state)
{
    (void)state;
    for (size_t i = 0; commands[i]; i++) {
        for (size_t option = 0; option < OPTION_COUNT; option++) {
            bool is_tried = !option_belongs(&options[option], commands[i]->name);
            for (size_t line = 0; line < sizeof lines / sizeof *lines && !is_tried; line++) {
                is_tried =
                    is_of_command(lines[line], commands[i]->name) && has_option(lines[line], options[option].name);
            }
            if (!is_tried) {
                fail_msg("no line tries ipse %s --%s", commands[i]->name, options[option].name);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_hostile_is_printed_as_it_is),
        cmocka_unit_test(test_every_command_and_option_is_tried),
    };
    return cmocka_run_group_tests(tests, set_up, folder_tear_down);
}
