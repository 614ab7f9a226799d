/*
 * Theme: reading a theme's file over its base.
 *
 * A theme begins as a copy of its base; each property that the file gives replaces one. Built-in themes have `dark` as
 * their base, and that has `none`: the terminal's own colours. So the chain of bases is never longer than two.
 */
#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "ui/kit/config/theme.h"
#include "ui/kit/config/theme_rows.h"
#include "ui/kit/config/yaml_tree.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct ThemeReader {
    Theme *theme;
    const char *file_name;
    Error *error;
} ThemeReader;

typedef struct AttributeName {
    const char *name;
    Attribute bit;
} AttributeName;

static const AttributeName attribute_names[] = {{"bold", ATTRIBUTE_BOLD},
                                                {"dim", ATTRIBUTE_DIM},
                                                {"italic", ATTRIBUTE_ITALIC},
                                                {"underline", ATTRIBUTE_UNDERLINE},
                                                {"reverse", ATTRIBUTE_REVERSE}};

/* Fails at a node: "`WORD` WHAT". */
static bool fail(const ThemeReader *reader, const YamlNode *node, Slice word, const char *what)
{
    char where[sizeof reader->error->where];
    snprintf(where, sizeof where, "%s:%d:%d", reader->file_name, node->line, node->column);
    return error_set(reader->error, ERROR_FORMAT, where, "`%.*s` %s", SLICE_ARGS(word), what);
}

/* The bit of an attribute; 0 if there is none of that name. */
static unsigned find_attribute(Slice name)
{
    for (size_t i = 0; i < sizeof attribute_names / sizeof *attribute_names; i++) {
        if (slice_equals(name, slice_from(attribute_names[i].name))) {
            return attribute_names[i].bit;
        }
    }
    return 0;
}

/* Reads "#rrggbb". */
static bool read_rgb(Slice text, uint32_t *rgb)
{
    return text.length == 7 && text.bytes[0] == '#' && ascii_hexadecimal_at(text, 1, 6, rgb);
}

/* The plain colour of one of 16; the dark grey, which 8 colours lack, is white. */
static Colour plain_of_16(Colour colour)
{
    enum { BRIGHT_FIRST = 8, BRIGHT_BLACK = 8, WHITE = 7 };
    if (colour == BRIGHT_BLACK) {
        return WHITE;
    }
    return colour >= BRIGHT_FIRST ? colour - BRIGHT_FIRST : colour;
}

/* Sets a colour for a depth and all below it; the depth is COLOUR_TRUE for the first of a list. */
static bool set_colour(const ThemeReader *reader, const YamlNode *node, ColourDepth depth, Colour colours[])
{
    uint32_t rgb;
    int index = node->kind == YAML_SCALAR ? colour_find(node->text) : -1;
    if (node->kind == YAML_SCALAR && slice_equals(node->text, SLICE("default"))) {
        colours[COLOUR_TRUE] = depth == COLOUR_TRUE ? COLOUR_DEFAULT : colours[COLOUR_TRUE];
        colours[COLOUR_256] = depth >= COLOUR_256 ? COLOUR_DEFAULT : colours[COLOUR_256];
        colours[COLOUR_16] = depth >= COLOUR_16 ? COLOUR_DEFAULT : colours[COLOUR_16];
        colours[COLOUR_8] = COLOUR_DEFAULT;
        return true;
    }
    if (node->kind == YAML_SCALAR && slice_equals(node->text, SLICE("same"))) {
        for (int i = 0; i <= (int)depth; i++) {
            colours[i] = COLOUR_SAME;
        }
        return true;
    }
    if (index >= 0) {
        rgb = colour_rgb(index, COLOUR_16);
    } else if (node->kind != YAML_SCALAR || !read_rgb(node->text, &rgb)) {
        return fail(reader, node, node->text, "is not a colour: \"#rrggbb\", one of the 16 names, default or same");
    }
    if (depth == COLOUR_TRUE) {
        colours[COLOUR_TRUE] = (Colour)rgb;
    }
    if (depth >= COLOUR_256) {
        colours[COLOUR_256] = index >= 0 ? index : colour_nearest_256(rgb);
    }
    Colour basic = index >= 0 ? index : colour_nearest_16(rgb);
    if (depth >= COLOUR_16) {
        colours[COLOUR_16] = basic;
    }
    colours[COLOUR_8] = plain_of_16(basic);
    return true;
}

/* A colour: one, or a list for true colour, 256 (only where a second "#" is given), 16 and 8. */
static bool read_colour(const ThemeReader *reader, const YamlNode *node, Colour colours[])
{
    static const ColourDepth depths[] = {COLOUR_TRUE, COLOUR_256, COLOUR_16, COLOUR_8};
    if (node->kind != YAML_LIST) {
        return set_colour(reader, node, COLOUR_TRUE, colours);
    }
    size_t at = 0;
    for (const YamlNode *item = node->first; item; item = item->next) {
        bool is_256_left_out = at == 1 && !slice_starts_with(item->text, SLICE("#"));
        at += is_256_left_out ? 1 : 0;
        if (at == sizeof depths / sizeof *depths) {
            return fail(reader, item, item->text, "is too many; allowed: true colour, 256, 16, 8");
        }
        if (!set_colour(reader, item, depths[at++], colours)) {
            return false;
        }
    }
    return true;
}

/* The list of `mono`. */
static bool read_mono(const ThemeReader *reader, const YamlNode *node, ThemeRow *row)
{
    row->mono = 0;
    for (const YamlNode *item = node->first; item; item = item->next) {
        unsigned bit = find_attribute(item->text);
        if (!bit) {
            return fail(reader, item, item->text, "is not an attribute: bold, dim, italic, underline, reverse");
        }
        row->mono |= bit;
    }
    return true;
}

/* One property of a style or ground. */
static bool read_property(const ThemeReader *reader, const YamlNode *node, ThemeRow *row)
{
    if (slice_equals(node->key, SLICE("colour"))) {
        return read_colour(reader, node, row->colour);
    }
    if (slice_equals(node->key, SLICE("text"))) {
        return read_colour(reader, node, row->text);
    }
    if (slice_equals(node->key, SLICE("mono"))) {
        return read_mono(reader, node, row);
    }
    unsigned bit = find_attribute(node->key);
    bool is_on;
    if (!bit) {
        return fail(reader, node, node->key, "is not a property: colour, text, mono or an attribute");
    }
    if (!yaml_node_flag(node, &is_on)) {
        return fail(reader, node, node->key, "must be true or false");
    }
    row->attributes = is_on ? row->attributes | bit : row->attributes & ~bit;
    return true;
}

/* All properties of one row. */
static bool read_row(const ThemeReader *reader, const YamlNode *node, ThemeRow *row)
{
    if (node->kind != YAML_MAP) {
        return fail(reader, node, node->key, "must be a mapping of properties: {colour: …}");
    }
    for (const YamlNode *property = node->first; property; property = property->next) {
        if (!read_property(reader, property, row)) {
            return false;
        }
    }
    return true;
}

/* `every-style` or `every-ground`; nothing where the file has none. */
static bool read_every(const ThemeReader *reader, const YamlNode *node, ThemeRow rows[], size_t count)
{
    for (size_t i = 0; node && i < count; i++) {
        if (!read_row(reader, node, &rows[i])) {
            return false;
        }
    }
    return true;
}

static Style find_style(Slice name)
{
    int style = 0;
    while (style < STYLE_COUNT && !slice_equals(name, slice_from(style_name((Style)style)))) {
        style++;
    }
    return (Style)style;
}

static Ground find_ground(Slice name)
{
    int ground = 0;
    while (ground < GROUND_COUNT && !slice_equals(name, slice_from(ground_name((Ground)ground)))) {
        ground++;
    }
    return (Ground)ground;
}

/* All rows of `styles` and `grounds`. */
static bool read_rows(const ThemeReader *reader, const YamlNode *root)
{
    const YamlNode *styles = yaml_node_member(root, "styles");
    const YamlNode *grounds = yaml_node_member(root, "grounds");
    for (const YamlNode *node = styles ? styles->first : NULL; node; node = node->next) {
        Style style = find_style(node->key);
        if (style == STYLE_COUNT) {
            return fail(reader, node, node->key, "is not a style");
        }
        if (!read_row(reader, node, &reader->theme->styles[style])) {
            return false;
        }
    }
    for (const YamlNode *node = grounds ? grounds->first : NULL; node; node = node->next) {
        Ground ground = find_ground(node->key);
        if (ground == GROUND_COUNT) {
            return fail(reader, node, node->key, "is not a ground");
        }
        if (!read_row(reader, node, &reader->theme->grounds[ground])) {
            return false;
        }
    }
    return true;
}

/* The base `none`: the terminal's own colours. */
static Theme *plain_theme(void)
{
    Theme *theme = memory_allocate_zeroed(1, sizeof *theme);
    theme->name = memory_copy_string(SLICE("plain"));
    theme->help = memory_copy_string(SLICE(""));
    for (int depth = 0; depth < COLOUR_DEPTH_COUNT; depth++) {
        for (int i = 0; i < STYLE_COUNT; i++) {
            theme->styles[i].colour[depth] = COLOUR_DEFAULT;
        }
        for (int i = 0; i < GROUND_COUNT; i++) {
            theme->grounds[i].colour[depth] = COLOUR_DEFAULT;
            theme->grounds[i].text[depth] = COLOUR_SAME;
        }
    }
    return theme;
}

/* What a theme begins as: its base. NULL where that is none. */
static Theme *begin(const ThemeReader *reader, const YamlNode *root)
{
    const YamlNode *base = yaml_node_member(root, "base");
    Slice name = base ? base->text : SLICE("dark");
    if (slice_equals(name, SLICE("none"))) {
        return plain_theme();
    }
    Slice text = theme_builtin(name);
    if (!text.length) {
        fail(reader, base, name, "is not a built-in theme");
        return NULL;
    }
    return theme_parse(text, "built-in theme", reader->error);
}

/* Replaces a string by the text of a node, where there is one. */
static void read_text(char **text, const YamlNode *node)
{
    if (node && node->kind == YAML_SCALAR) {
        free(*text);
        *text = memory_copy_string(node->text);
    }
}

Theme *theme_parse(Slice text, const char *file_name, Error *error)
{
    Error unheard;
    ThemeReader reader = {.file_name = file_name, .error = error ? error : &unheard};
    YamlTree *yaml = yaml_tree_parse(text, file_name, reader.error);
    if (!yaml) {
        return NULL;
    }
    const YamlNode *root = yaml_tree_root(yaml);
    reader.theme = begin(&reader, root);
    const YamlNode *every_style = yaml_node_member(root, "every-style");
    const YamlNode *every_ground = yaml_node_member(root, "every-ground");
    bool is_fine = reader.theme && read_every(&reader, every_style, reader.theme->styles, STYLE_COUNT) &&
                   read_every(&reader, every_ground, reader.theme->grounds, GROUND_COUNT) && read_rows(&reader, root);
    if (is_fine) {
        read_text(&reader.theme->name, yaml_node_member(root, "name"));
        read_text(&reader.theme->help, yaml_node_member(root, "help"));
    } else {
        theme_free(reader.theme);
        reader.theme = NULL;
    }
    yaml_tree_free(yaml);
    return reader.theme;
}
