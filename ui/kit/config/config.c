/* Config: settings by table, each with its value as text and its origin. */
#include "ui/kit/config/config.h"

#include "src/base/ascii.h"
#include "src/base/file.h"
#include "src/base/memory.h"
#include "ui/kit/config/yaml_tree.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FAULT_MAXIMUM = 100, NUMBER_MAXIMUM = 9999 };

typedef struct SettingRow {
    const char *name;
    SettingKind kind;
    const char *value;
    const char *form;
    const char *help;
} SettingRow;

static const SettingRow setting_rows[SETTING_COUNT] = {
#define SETTING_ROW(enumerator, name, kind, value, form, help) {name, SETTING_KIND_##kind, value, form, help},
    SETTING_TABLE(SETTING_ROW)
#undef SETTING_ROW
};

typedef struct SettingValue {
    char *text;
    char *origin;
    char *beneath; /* what was overridden, and its origin; NULL: nothing was */
    char *beneath_origin;
} SettingValue;

struct Config {
    SettingValue values[SETTING_COUNT];
    char *theme_folder;
    ConfigKey *keys;
    size_t key_count;
    size_t key_capacity;
    char **faults;
    size_t fault_count;
    size_t fault_capacity;
    Servers servers;
    bool has_trouble;
    Arena *arena; /* texts of the keys */
};

/* Gives a setting its value and origin. */
static void assign(Config *config, Setting setting, Slice value, const char *origin)
{
    SettingValue *slot = &config->values[setting];
    char *text = memory_copy_string(value);
    free(slot->text);
    free(slot->origin);
    slot->text = text;
    slot->origin = memory_copy_string(slice_from(origin));
}

Config *config_new(void)
{
    Config *config = memory_allocate_zeroed(1, sizeof *config);
    config->arena = arena_new();
    for (int i = 0; i < SETTING_COUNT; i++) {
        assign(config, (Setting)i, slice_from(setting_rows[i].value), CONFIG_BUILT_IN);
    }
    return config;
}

void config_free(Config *config)
{
    if (!config) {
        return;
    }
    for (int i = 0; i < SETTING_COUNT; i++) {
        free(config->values[i].text);
        free(config->values[i].origin);
        free(config->values[i].beneath);
        free(config->values[i].beneath_origin);
    }
    for (size_t i = 0; i < config->fault_count; i++) {
        free(config->faults[i]);
    }
    free(config->faults);
    free(config->keys);
    servers_free(&config->servers);
    free(config->theme_folder);
    arena_free(config->arena);
    free(config);
}

char *config_folder(void)
{
    const char *base = getenv("XDG_CONFIG_HOME");
    if (base && base[0] == '/') {
        return file_join(base, "ipse");
    }
    const char *home = getenv("HOME");
    return home && *home ? file_join(home, ".config/ipse") : NULL;
}

/* ---- faults ---- */

void config_add_fault(Config *config, const char *file, int line, int column, const char *format, ...)
{
    if (config->fault_count == FAULT_MAXIMUM) {
        return;
    }
    if (config->fault_count == FAULT_MAXIMUM - 1) {
        ARRAY_RESERVE(config->faults, config->fault_capacity, config->fault_count + 1);
        config->faults[config->fault_count++] = memory_copy_string(SLICE("there are more faults"));
        return;
    }
    Text text = TEXT_EMPTY;
    text_append(&text, slice_from(file));
    if (line) {
        text_format(&text, ":%d:%d", line, column);
    }
    text_append(&text, SLICE(": "));
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&text, format, arguments);
    va_end(arguments);
    ARRAY_RESERVE(config->faults, config->fault_capacity, config->fault_count + 1);
    config->faults[config->fault_count++] = memory_copy_string(text_slice(&text));
    text_free(&text);
}

void config_add_error(Config *config, const char *where, const Error *error)
{
    config->has_trouble = config->has_trouble || error->code == ERROR_SYSTEM;
    config_add_fault(config, where, 0, 0, "%s", error->message);
}

bool config_has_trouble(const Config *config)
{
    return config->has_trouble;
}

size_t config_fault_count(const Config *config)
{
    return config->fault_count;
}

const char *config_fault(const Config *config, size_t position)
{
    return config->faults[position];
}

/* ---- values ---- */

Setting config_find(Slice name)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        if (slice_equals(name, slice_from(setting_rows[i].name))) {
            return (Setting)i;
        }
    }
    return SETTING_COUNT;
}

/* The choice of a list "a|b|c" that a word is, where every word for on and off counts; empty where it is none. */
static Slice find_choice(const char *form, Slice word)
{
    bool flag;
    YamlNode node = {.kind = YAML_SCALAR, .text = word};
    if (yaml_node_flag(&node, &flag)) {
        word = flag ? SLICE("on") : SLICE("off");
    }
    Slice rest = slice_from(form);
    while (rest.length) {
        Slice choice = slice_part(rest, 0, slice_find(rest, SLICE("|"), 0));
        if (slice_equals_ignoring_case(choice, word)) {
            return choice;
        }
        rest = slice_part(rest, choice.length + 1, rest.length);
    }
    return (Slice){0};
}

/* True for a number without sign of at most NUMBER_MAXIMUM. */
static bool is_number(Slice text)
{
    size_t value;
    return ascii_number(text, NUMBER_MAXIMUM, &value);
}

void config_forget_conduct(Config *config, bool keeps_looks)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        bool is_look = i == SETTING_THEME || i == SETTING_MOUSE || i == SETTING_ASCII || i == SETTING_CLIPBOARD ||
                       i == SETTING_EDITOR || i == SETTING_VIEWER;
        if (!is_look || !keeps_looks) {
            assign(config, (Setting)i, slice_from(setting_rows[i].value), CONFIG_BUILT_IN);
        }
    }
    config->key_count = 0;
    for (size_t i = 0; i < config->fault_count && !keeps_looks; i++) {
        free(config->faults[i]);
    }
    config->fault_count = keeps_looks ? config->fault_count : 0;
}

bool config_set(Config *config, Setting setting, Slice value, const char *origin, Error *error)
{
    const SettingRow *row = &setting_rows[setting];
    if (row->kind == SETTING_KIND_CHOICE || row->kind == SETTING_KIND_FLAG) {
        Slice choice = find_choice(row->form, value);
        if (!choice.length) {
            return error_set(error, ERROR_FORMAT, NULL, "invalid value `%.*s` of `%s`; allowed: %s", SLICE_ARGS(value),
                             row->name, row->form);
        }
        value = choice;
    }
    if (row->kind == SETTING_KIND_NUMBER && !is_number(value)) {
        return error_set(error, ERROR_FORMAT, NULL, "invalid value `%.*s` of `%s`; allowed: 0 to %d", SLICE_ARGS(value),
                         row->name, NUMBER_MAXIMUM);
    }
    assign(config, setting, value, origin);
    return true;
}

void config_override(Config *config, Setting setting, Slice value, const char *origin)
{
    SettingValue *slot = &config->values[setting];
    char *text = memory_copy_string(slice_from(slot->text)), *from = memory_copy_string(slice_from(slot->origin));
    bool is_first = config_set(config, setting, value, origin, NULL) && !slot->beneath;
    if (is_first) {
        slot->beneath = text;
        slot->beneath_origin = from;
    } else {
        free(text);
        free(from);
    }
}

const char *config_overridden(const Config *config, Setting setting)
{
    return config->values[setting].beneath;
}

void config_restore(Config *config, Setting setting)
{
    SettingValue *slot = &config->values[setting];
    if (slot->beneath) {
        free(slot->text);
        free(slot->origin);
        slot->text = slot->beneath;
        slot->origin = slot->beneath_origin;
        slot->beneath = slot->beneath_origin = NULL;
    }
}

const char *config_text(const Config *config, Setting setting)
{
    return config->values[setting].text;
}

bool config_flag(const Config *config, Setting setting)
{
    return strcmp(config->values[setting].text, "on") == 0;
}

int config_number(const Config *config, Setting setting)
{
    return (int)strtol(config->values[setting].text, NULL, 10);
}

const char *config_origin(const Config *config, Setting setting)
{
    return config->values[setting].origin;
}

const char *setting_name(Setting setting)
{
    return setting_rows[setting].name;
}

const char *setting_form(Setting setting)
{
    return setting_rows[setting].form;
}

const char *setting_help(Setting setting)
{
    return setting_rows[setting].help;
}

void config_set_theme_folder(Config *config, const char *folder)
{
    free(config->theme_folder);
    config->theme_folder = memory_copy_string(slice_from(folder));
}

const char *config_theme_folder(const Config *config)
{
    return config->theme_folder;
}

/* ---- keys ---- */

void config_add_key(Config *config, const char *file, int line, int column, Slice action, Slice keys)
{
    ARRAY_RESERVE(config->keys, config->key_capacity, config->key_count + 1);
    config->keys[config->key_count++] = (ConfigKey){
        .action = arena_copy(config->arena, action).bytes,
        .keys = arena_copy(config->arena, keys).bytes,
        .line = line,
        .column = column,
        .file = arena_copy(config->arena, slice_from(file)).bytes,
    };
}

size_t config_key_count(const Config *config)
{
    return config->key_count;
}

const ConfigKey *config_key(const Config *config, size_t position)
{
    return &config->keys[position];
}

/* ---- servers ---- */

const Servers *config_servers(const Config *config)
{
    return &config->servers;
}

NamedServer *config_add_server(Config *config, Slice name)
{
    return servers_add(&config->servers, name);
}

/* ---- printing ---- */

/* Appends a YAML scalar, quoted where it must be. */
static void print_scalar(Text *text, const char *value)
{
    bool is_plain = *value != '\0';
    for (const char *c = value; *c; c++) {
        bool is_safe = ascii_is_letter_or_digit(*c) || strchr("-_./+", *c) != NULL;
        is_plain = is_plain && is_safe;
    }
    if (is_plain) {
        text_append(text, slice_from(value));
        return;
    }
    text_append_byte(text, '\'');
    for (const char *c = value; *c; c++) {
        text_append_repeated(text, *c, *c == '\'' ? 2 : 1);
    }
    text_append_byte(text, '\'');
}

void config_print(const Config *config, Text *text)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        size_t start = text->length;
        text_format(text, "%s: ", setting_rows[i].name);
        print_scalar(text, config->values[i].text);
        size_t width = text->length - start;
        text_append_repeated(text, ' ', width < 30 ? 30 - width : 1);
        text_format(text, "# %s\n", config->values[i].origin);
    }
    text_append(text, config->key_count ? SLICE("keys:\n") : SLICE(""));
    for (size_t i = 0; i < config->key_count; i++) {
        const ConfigKey *key = &config->keys[i];
        text_format(text, "  %s: ", key->action);
        print_scalar(text, *key->keys ? key->keys : "none");
        text_format(text, "  # %s:%d:%d\n", key->file, key->line, key->column);
    }
    servers_print(&config->servers, text);
}
