/* Theme: painting by roles, and finding themes by name. */
#include "ui/kit/config/theme.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "ui/kit/config/theme_rows.h"

#include <stdlib.h>

enum { THEME_SIZE_MAXIMUM = 1 << 16 };

/* A theme's file, taken into the program by the assembler: `theme_NAME` to `theme_NAME_end`. */
#define THEME_INCLUDE(symbol, path)                                                                                    \
    __asm__(".pushsection .rodata\n"                                                                                   \
            ".global theme_" #symbol ", theme_" #symbol "_end\n"                                                       \
            ".hidden theme_" #symbol ", theme_" #symbol "_end\n"                                                       \
            "theme_" #symbol ":\n.incbin \"" path "\"\n"                                                               \
            "theme_" #symbol "_end:\n.byte 0\n"                                                                        \
            ".popsection\n");                                                                                          \
    extern const char theme_##symbol[];                                                                                \
    extern const char theme_##symbol##_end[];

/* X(symbol, name, file) */
#define THEME_TABLE(X)                                                                                                 \
    X(colour_blind_safe, "colour-blind-safe", "themes/colour-blind-safe.yaml")                                         \
    X(dark, "dark", "themes/dark.yaml")                                                                                \
    X(high_contrast, "high-contrast", "themes/high-contrast.yaml")                                                     \
    X(light, "light", "themes/light.yaml")                                                                             \
    X(mono, "mono", "themes/mono.yaml")

#define THEME_DECLARATION(symbol, name, path) THEME_INCLUDE(symbol, path)
THEME_TABLE(THEME_DECLARATION)

typedef struct BuiltinTheme {
    const char *name;
    const char *start;
    const char *end;
} BuiltinTheme;

static const BuiltinTheme builtin_themes[] = {
#define THEME_ROW(symbol, name, path) {name, theme_##symbol, theme_##symbol##_end},
    THEME_TABLE(THEME_ROW)
#undef THEME_ROW
};

enum { BUILTIN_COUNT = sizeof builtin_themes / sizeof *builtin_themes };

Slice theme_builtin(Slice name)
{
    for (size_t i = 0; i < BUILTIN_COUNT; i++) {
        const BuiltinTheme *theme = &builtin_themes[i];
        if (slice_equals(slice_from(theme->name), name)) {
            return slice_make(theme->start, (size_t)(theme->end - theme->start));
        }
    }
    return (Slice){0};
}

Theme *theme_copy(const Theme *theme)
{
    Theme *copy = memory_allocate(sizeof *copy);
    *copy = *theme;
    copy->name = memory_copy_string(slice_from(theme->name));
    copy->help = memory_copy_string(slice_from(theme->help));
    return copy;
}

void theme_free(Theme *theme)
{
    if (theme) {
        free(theme->name);
        free(theme->help);
        free(theme);
    }
}

const char *theme_name(const Theme *theme)
{
    return theme->name;
}

const char *theme_help(const Theme *theme)
{
    return theme->help;
}

Paint theme_paint(const Theme *theme, Style style, Ground ground, ColourDepth depth)
{
    const ThemeRow *front = &theme->styles[style];
    const ThemeRow *back = &theme->grounds[ground];
    Paint paint = {
        .foreground = COLOUR_DEFAULT, .background = COLOUR_DEFAULT, .attributes = front->attributes | back->attributes};
    if (depth == COLOUR_MONO) {
        paint.attributes |= front->mono | back->mono;
        return paint;
    }
    paint.foreground = back->text[depth] == COLOUR_SAME ? front->colour[depth] : back->text[depth];
    paint.background = back->colour[depth];
    return paint;
}

/* ---- by name ---- */

/* Names of themes: those of the folder without ".yaml", and the built-in ones. */
static void collect_names(const char *folder, FileList *names)
{
    FileList files = {0};
    if (folder && file_list_folder(folder, &files, NULL)) {
        for (size_t i = 0; i < files.count; i++) {
            Slice file = slice_from(files.names[i]);
            Slice name = slice_part(file, 0, file.length - (file.length > 5 ? 5 : 0));
            if (slice_ends_with(file, SLICE(".yaml")) && file.length > 5 && !theme_builtin(name).length) {
                ARRAY_RESERVE(names->names, names->capacity, names->count + 1);
                names->names[names->count++] = memory_copy_string(name);
            }
        }
    }
    file_list_free(&files);
    for (size_t i = 0; i < BUILTIN_COUNT; i++) {
        ARRAY_RESERVE(names->names, names->capacity, names->count + 1);
        names->names[names->count++] = memory_copy_string(slice_from(builtin_themes[i].name));
    }
}

/* Order of two names for qsort. */
static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void theme_list(const char *folder, void (*each)(void *context, const char *name), void *context)
{
    FileList names = {0};
    collect_names(folder, &names);
    qsort(names.names, names.count, sizeof *names.names, compare_names);
    for (size_t i = 0; i < names.count; i++) {
        each(context, names.names[i]);
    }
    file_list_free(&names);
}

/* Appends a name to a list of names with commas. */
static void append_name(void *context, const char *name)
{
    Text *names = context;
    text_format(names, "%s%s", names->length ? ", " : "", name);
}

/* Reports that there is no such theme, and which there are. */
static void fail_unknown(const char *name, const char *folder, Error *error)
{
    Text names = TEXT_EMPTY;
    theme_list(folder, append_name, &names);
    error_set(error, ERROR_NOT_FOUND, NULL, "unknown theme `%s`; allowed: %s", name, names.bytes);
    text_free(&names);
}

/* Reads FOLDER/NAME.yaml; false where there is no such file (no error) or it can't be read (error set). */
static bool read_file(const char *name, const char *folder, Text *text, char **path, Error *error)
{
    Text file = TEXT_EMPTY;
    text_format(&file, "%s.yaml", name);
    *path = file_join(folder, file.bytes);
    text_free(&file);
    return file_read(*path, THEME_SIZE_MAXIMUM, text, NULL, error);
}

Theme *theme_load(const char *name, const char *folder, Error *error)
{
    bool is_plain_name = *name && !strchr(name, '/');
    if (folder && is_plain_name) {
        Text text = TEXT_EMPTY;
        char *path;
        Error trouble = {0};
        bool is_read = read_file(name, folder, &text, &path, &trouble);
        Theme *theme = is_read ? theme_parse(text_slice(&text), path, error) : NULL;
        text_free(&text);
        free(path);
        if (is_read || trouble.code != ERROR_NOT_FOUND) {
            if (!is_read && error) {
                *error = trouble;
            }
            return theme;
        }
    }
    Slice builtin = theme_builtin(slice_from(name));
    if (!builtin.length) {
        fail_unknown(name, folder, error);
        return NULL;
    }
    return theme_parse(builtin, name, error);
}
