/*
 * Config: sizes that were set on the screen, kept for the next start.
 *
 * The state folder's file `sizes` holds lines `NAME SIZE CONFIGURED`: the size, and the one of config.yaml that it
 * replaces. A line counts only while config.yaml says the same, so that who changes the size there gets it.
 */
#include "src/save/state_file.h"
#include "ui/kit/config/config.h"

#define STATE_NAME "sizes"
#define ORIGIN     "set on the screen"

static const Setting kept[] = {SETTING_SPLIT, SETTING_ISSUES};

enum { KEPT_COUNT = sizeof kept / sizeof *kept };

/* Takes the first word off a text. */
static Slice take_word(Slice *rest, const char *end)
{
    size_t length = slice_find(*rest, slice_from(end), 0);
    Slice word = slice_part(*rest, 0, length);
    *rest = slice_part(*rest, word.length + 1, rest->length);
    return word;
}

void config_load_sizes(Config *config)
{
    Text content = TEXT_EMPTY;
    state_file_read(STATE_NAME, &content);
    for (Slice rest = text_slice(&content); rest.length;) {
        Slice line = take_word(&rest, "\n"), name = take_word(&line, " "), size = take_word(&line, " ");
        for (size_t i = 0; i < KEPT_COUNT; i++) {
            bool is_it = slice_equals(name, slice_from(setting_name(kept[i])));
            if (is_it && slice_equals(line, slice_from(config_text(config, kept[i])))) {
                config_override(config, kept[i], size, ORIGIN);
            }
        }
    }
    text_free(&content);
}

void config_keep_size(Config *config, Setting setting, int size)
{
    Text content = TEXT_EMPTY;
    text_format(&content, "%d", size);
    config_override(config, setting, text_slice(&content), ORIGIN);
    text_clear(&content);
    for (size_t i = 0; i < KEPT_COUNT; i++) {
        const char *beneath = config_overridden(config, kept[i]);
        if (beneath) {
            text_format(&content, "%s %s %s\n", setting_name(kept[i]), config_text(config, kept[i]), beneath);
        }
    }
    state_file_write(STATE_NAME, text_slice(&content));
    text_free(&content);
}

void config_forget_sizes(Config *config)
{
    for (size_t i = 0; i < KEPT_COUNT; i++) {
        config_restore(config, kept[i]);
    }
    state_file_write(STATE_NAME, (Slice){0});
}
