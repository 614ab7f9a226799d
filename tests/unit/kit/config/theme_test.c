/* Themes: every pair of style and ground can be read, at every depth of colour. */
#include "ui/kit/config/theme.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Loads a built-in theme. */
static Theme *load(const char *name)
{
    Error error = {0};
    Theme *theme = theme_load(name, NULL, &error);
    assert_string_equal(error.message, "");
    assert_non_null(theme);
    return theme;
}

/* The linear value of one channel (WCAG 2.1, "relative luminance"). */
static double linear(uint32_t channel)
{
    double value = channel / 255.0;
    return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* Relative luminance, 0.0 to 1.0. */
static double luminance(uint32_t rgb)
{
    return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
}

/* Contrast of two colours 0xRRGGBB: 1.0 to 21.0. */
static double contrast_of(uint32_t a, uint32_t b)
{
    double first = luminance(a);
    double second = luminance(b);
    return first > second ? (first + 0.05) / (second + 0.05) : (second + 0.05) / (first + 0.05);
}

/* Prints pairs that are below a contrast; returns their number. */
static int weak_pairs(const Theme *theme, ColourDepth depth, double least)
{
    int weak = 0;
    for (int style = 0; style < STYLE_COUNT; style++) {
        for (int ground = 0; ground < GROUND_COUNT; ground++) {
            Paint paint = theme_paint(theme, (Style)style, (Ground)ground, depth);
            if (paint.foreground == COLOUR_DEFAULT && paint.background == COLOUR_DEFAULT) {
                continue;
            }
            double contrast = contrast_of(colour_rgb(paint.foreground, depth), colour_rgb(paint.background, depth));
            if (contrast < least) {
                printf("%s, depth %d: %s on %s: %.2f\n", theme_name(theme), (int)depth, style_name((Style)style),
                       ground_name((Ground)ground), contrast);
                weak++;
            }
        }
    }
    return weak;
}

/* Adds the weak pairs of a theme to a number. */
static void measure(void *context, const char *name)
{
    int *weak = context;
    Theme *theme = load(name);
    double least = strcmp(name, "high-contrast") == 0 ? 7.0 : 4.5;
    *weak += weak_pairs(theme, COLOUR_TRUE, least) + weak_pairs(theme, COLOUR_256, least);
    *weak += weak_pairs(theme, COLOUR_16, 3.0) + weak_pairs(theme, COLOUR_8, 2.2);
    theme_free(theme);
}

static void test_contrast(void **state)
{
    (void)state;
    int weak = 0;
    theme_list(NULL, measure, &weak);
    assert_int_equal(weak, 0);
}

/* Without colour the roles that carry meaning still differ from plain text, or have signs of their own. */
static void look_without_colour(void *context, const char *name)
{
    int *count = context;
    Theme *theme = load(name);
    Paint selected = theme_paint(theme, STYLE_PLAIN, GROUND_SELECTED, COLOUR_MONO);
    assert_int_equal(selected.foreground, COLOUR_DEFAULT);
    assert_int_equal(selected.background, COLOUR_DEFAULT);
    assert_true(selected.attributes & ATTRIBUTE_REVERSE);
    assert_true(theme_paint(theme, STYLE_ISSUE_ERROR, GROUND_SCREEN, COLOUR_MONO).attributes != 0);
    theme_free(theme);
    (*count)++;
}

static void test_mono_has_no_colour(void **state)
{
    (void)state;
    int count = 0;
    theme_list(NULL, look_without_colour, &count);
    assert_true(count >= 5);
}

/* The theme's text is refused with this message. */
static void refuse(const char *text, const char *where, const char *message)
{
    Error error = {0};
    assert_null(theme_parse(slice_from(text), "own.yaml", &error));
    assert_string_equal(error.where, where);
    assert_string_equal(error.message, message);
}

static void test_faults_have_places(void **state)
{
    (void)state;
    refuse("styles:\n  tittle: {colour: red}\n", "own.yaml:2:3", "`tittle` is not a style");
    refuse("styles:\n  title: {colour: pink}\n", "own.yaml:2:11",
           "`pink` is not a colour: \"#rrggbb\", one of the 16 names, default or same");
    refuse("styles:\n  title: {bold: maybe}\n", "own.yaml:2:11", "`bold` must be true or false");
    refuse("base: pastel\n", "own.yaml:1:1", "`pastel` is not a built-in theme");
    refuse("styles: [\n", "own.yaml:2:1", "did not find expected node content");
}

static void test_what_is_left_out_comes_from_the_base(void **state)
{
    (void)state;
    Theme *own = theme_parse(SLICE("name: own\nbase: light\nstyles:\n  key: {colour: \"#102030\"}\n"), "own", NULL);
    Theme *light = theme_load("light", NULL, NULL);
    assert_non_null(own);
    assert_int_equal(theme_paint(own, STYLE_KEY, GROUND_SCREEN, COLOUR_TRUE).foreground, 0x102030);
    assert_int_equal(theme_paint(own, STYLE_TITLE, GROUND_SCREEN, COLOUR_TRUE).foreground,
                     theme_paint(light, STYLE_TITLE, GROUND_SCREEN, COLOUR_TRUE).foreground);
    theme_free(own);
    theme_free(light);
}

static void test_colours_follow_from_each_other(void **state)
{
    (void)state;
    Theme *own = theme_parse(SLICE("styles:\n  key: {colour: [\"#1d3a57\", \"#00005f\", blue, red]}\n"
                                   "  code: {colour: [\"#ff0000\", bright-cyan]}\n  title: {colour: \"#ffffff\"}\n"),
                             "own", NULL);
    assert_non_null(own);
    assert_int_equal(theme_paint(own, STYLE_KEY, GROUND_SCREEN, COLOUR_TRUE).foreground, 0x1D3A57);
    assert_int_equal(theme_paint(own, STYLE_KEY, GROUND_SCREEN, COLOUR_256).foreground, 17);
    assert_int_equal(theme_paint(own, STYLE_KEY, GROUND_SCREEN, COLOUR_16).foreground, 4);
    assert_int_equal(theme_paint(own, STYLE_KEY, GROUND_SCREEN, COLOUR_8).foreground, 1);
    assert_int_equal(theme_paint(own, STYLE_CODE, GROUND_SCREEN, COLOUR_256).foreground, 196);
    assert_int_equal(theme_paint(own, STYLE_CODE, GROUND_SCREEN, COLOUR_16).foreground, 14);
    assert_int_equal(theme_paint(own, STYLE_CODE, GROUND_SCREEN, COLOUR_8).foreground, 6);
    assert_int_equal(theme_paint(own, STYLE_TITLE, GROUND_SCREEN, COLOUR_8).foreground, 7);
    theme_free(own);
}

static void test_unknown_themes_are_named(void **state)
{
    (void)state;
    Error error = {0};
    assert_null(theme_load("pastel", NULL, &error));
    assert_string_equal(error.message, "unknown theme `pastel`; allowed: colour-blind-safe, dark, high-contrast, "
                                       "light, mono");
    assert_null(theme_load("../dark", "/nonexistent", &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_mono_has_no_colour),
        cmocka_unit_test(test_faults_have_places),
        cmocka_unit_test(test_what_is_left_out_comes_from_the_base),
        cmocka_unit_test(test_colours_follow_from_each_other),
        cmocka_unit_test(test_unknown_themes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
