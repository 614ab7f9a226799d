/*
 * Settings, keys and themes: a YAML text is read as settings, whose keys are bound, and as a theme, with which every
 * style is painted. What the settings print is read without a fault.
 */
#include "tests/support/fuzz.h"
#include "ui/kit/config/config.h"
#include "ui/kit/config/theme.h"
#include "ui/screens/workbench.h"

static void paint_all(const Theme *theme)
{
    for (int style = 0; style < STYLE_COUNT; style++) {
        for (int depth = 0; depth < COLOUR_DEPTH_COUNT; depth++) {
            theme_paint(theme, (Style)style, (Ground)(style % GROUND_COUNT), (ColourDepth)depth);
        }
    }
}

/* Reads what settings printed, which must be free of faults. */
static void read_printed(const Config *config)
{
    Text printed = TEXT_EMPTY;
    config_print(config, &printed);
    Config *again = config_new();
    config_read(again, text_slice(&printed), "printed.yaml");
    for (size_t i = 0; i < config_fault_count(again); i++) {
        fuzz_require(false, "%s\n%s", printed.bytes, config_fault(again, i));
    }
    for (int setting = 0; setting < SETTING_COUNT; setting++) {
        fuzz_require(strcmp(config_text(config, (Setting)setting), config_text(again, (Setting)setting)) == 0,
                     "%s: '%s', not '%s'", setting_name((Setting)setting), config_text(again, (Setting)setting),
                     config_text(config, (Setting)setting));
    }
    config_free(again);
    text_free(&printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Slice text = slice_make((const char *)data, size);
    Error error = {0};
    Theme *theme = theme_parse(text, "fuzz.yaml", &error);
    fuzz_require(theme || error.message[0], "no sentence says why it is no theme");
    if (theme) {
        paint_all(theme);
        theme_free(theme);
    }
    Config *config = config_new();
    config_read(config, text, "fuzz.yaml");
    read_printed(config);
    workbench_examine(config);
    config_free(config);
    return 0;
}
