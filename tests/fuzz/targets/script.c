/*
 * Scripts: statements for the workbench, with samples and a broken file in a folder of its own. The first part is the
 * script; a second one, after a byte 0xFF, is the file that it opens.
 *
 * Left out are scripts with a slash (they could name other files), random keys (`make random`) and numbers that only
 * take long. Programs are not found: there is no PATH.
 */
#include "ui/kit/script/script.h"
#include "src/base/file.h"
#include "tests/support/fuzz.h"
#include "ui/kit/config/config.h"
#include "ui/screens/workbench.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define STUDY                                                                                                          \
    "{\"resourceType\":\"ImagingStudy\",\"status\":\"availible\",\"subject\":{\"display\":\"B\"},\"series\":[{"        \
    "\"uid\":"                                                                                                         \
    "\"1.2.3\",\"modality\":{\"code\":\"CT\"},\"instance\":[{\"uid\":\"1.2.3.4\"},{\"uid\":\"urn:oid:1.2.3.5\"}]},{}]" \
    "}"

static void remove_folder(void)
{
    (void)!system("PATH=/usr/bin:/bin rm -rf \"$IPSE_FUZZ_FOLDER\"");
}

/* Makes the folder in which scripts run; all of the environment leads there. */
static void make_folder(void)
{
    static char folder[] = "/tmp/ipse-fuzz-XXXXXX";
    fuzz_require(mkdtemp(folder) && chdir(folder) == 0, "no temporary folder");
    setenv("IPSE_FUZZ_FOLDER", folder, 1);
    setenv("HOME", folder, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    setenv("XDG_CONFIG_HOME", folder, 1);
    setenv("TMPDIR", folder, 1);
    setenv("PATH", "none", 1);
    atexit(remove_folder);
}

static void write_file(const char *name, Slice content)
{
    FILE *file = fopen(name, "w");
    fuzz_require(file && fwrite(content.bytes, 1, content.length, file) == content.length && fclose(file) == 0,
                 "%s cannot be written", name);
}

/* True for a script that does nothing outside the folder, and ends soon. */
static bool is_harmless(Slice script)
{
    static const char *const words[] = {"/", "\\u", "random", "..", "~"};
    size_t digits = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_find(script, slice_from(words[i]), 0) != SIZE_MAX) {
            return false;
        }
    }
    for (size_t i = 0; i < script.length; i++) {
        digits = script.bytes[i] >= '0' && script.bytes[i] <= '9' ? digits + 1 : 0;
        if (digits > 3) {
            return false;
        }
    }
    size_t repeat = slice_find(script, SLICE("repeat"), 0);
    return repeat == SIZE_MAX || slice_find(script, SLICE("repeat"), repeat + 1) == SIZE_MAX;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_made;
    Slice rest = slice_make((const char *)data, size), script = fuzz_take_part(&rest);
    const char *const inputs[] = {"a.json", "b.json"};
    if (!is_harmless(script)) {
        return 0;
    }
    if (!is_made) {
        make_folder();
        is_made = true;
    }
    write_file("a.json", rest.length ? rest : SLICE(STUDY));
    write_file("b.json", SLICE("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"B\",}]"));
    write_file("script", script);
    Config *config = config_new();
    Text printed = TEXT_EMPTY, ended = TEXT_EMPTY;
    Error error = {0};
    int status = 0;
    WorkbenchOptions options = {.rules = checker_rules(fuzz_checker()),
                                .inputs = inputs,
                                .arguments = inputs,
                                .input_count = 2,
                                .config = config,
                                .script = "script",
                                .printed = &printed,
                                .ended = &ended};
    bool is_run = workbench_run(&options, &status, &error);
    fuzz_require(is_run || error.message[0], "no sentence says why the script failed");
    config_free(config);
    text_free(&printed);
    text_free(&ended);
    return 0;
}
