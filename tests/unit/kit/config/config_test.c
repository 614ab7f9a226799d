/* Configuration: what is wrong in the file is named with its place, and the rest counts. */
#include "ui/kit/config/config.h"

#include "ui/kit/config/yaml_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_values_have_origins(void **state)
{
    (void)state;
    Config *config = config_new();
    config_read(config, SLICE("theme: light\nmouse: no\nissues-height: 12\nascii: true\n"), "config.yaml");
    assert_int_equal(config_fault_count(config), 0);
    assert_string_equal(config_text(config, SETTING_THEME), "light");
    assert_string_equal(config_origin(config, SETTING_THEME), "config.yaml:1:1");
    assert_false(config_flag(config, SETTING_MOUSE));
    assert_int_equal(config_number(config, SETTING_ISSUES), 12);
    assert_string_equal(config_text(config, SETTING_ASCII), "on");
    assert_string_equal(config_origin(config, SETTING_ACTOR), "built in");
    assert_true(config_set(config, SETTING_THEME, SLICE("mono"), "--theme", NULL));
    assert_string_equal(config_origin(config, SETTING_THEME), "--theme");
    config_free(config);
}

/* The text has this one fault. */
static void expect_fault(const char *text, const char *fault)
{
    Config *config = config_new();
    config_read(config, slice_from(text), "config.yaml");
    assert_int_equal(config_fault_count(config), 1);
    assert_string_equal(config_fault(config, 0), fault);
    config_free(config);
}

static void test_faults_name_line_and_column(void **state)
{
    (void)state;
    expect_fault("mouse: on\nthem: dark\n", "config.yaml:2:1: unknown setting `them`; similar: theme");
    expect_fault("clipboard: doctor\n",
                 "config.yaml:1:1: invalid value `doctor` of `clipboard`; allowed: auto|terminal|program|off");
    expect_fault("issues-height: tall\n",
                 "config.yaml:1:1: invalid value `tall` of `issues-height`; allowed: 0 to 9999");
    expect_fault("theme: [a, b]\n", "config.yaml:1:1: `theme` must have one value");
    expect_fault("theme: dark\ntheme: light\n", "config.yaml:2:1: duplicate key");
    expect_fault("- theme\n", "config.yaml:1:1: a setting must have the form `name: value`");
    expect_fault("theme: &a dark\nactor: *a\n", "config.yaml:2:8: aliases are not allowed");
    expect_fault("theme: \xff\n", "config.yaml:1:1: a byte is not valid UTF-8");
}

static void test_servers(void **state)
{
    (void)state;
    Config *config = config_new();
    Text text = TEXT_EMPTY;
    config_read(config,
                SLICE("servers:\n  clinic: {fhir: 'http://a.test/fhir', token_env: CLINIC_TOKEN}\n  pacs:\n"
                      "    dicomweb: http://b.test\n"),
                "config.yaml");
    assert_int_equal(config_fault_count(config), 0);
    assert_int_equal(config_servers(config)->count, 2);
    config_print(config, &text);
    assert_true(slice_ends_with(text_slice(&text), SLICE("servers:\n"
                                                         "  clinic:\n"
                                                         "    fhir: 'http://a.test/fhir'\n"
                                                         "    token_env: 'CLINIC_TOKEN'\n"
                                                         "  pacs:\n"
                                                         "    dicomweb: 'http://b.test/'\n")));
    text_free(&text);
    config_free(config);
    expect_fault("servers: [clinic]\n", "config.yaml:1:1: `servers` maps names to servers");
    expect_fault("servers: {clinic: http://a.test}\n",
                 "config.yaml:1:11: a server must have the form `name: {fhir: URL}`");
    expect_fault("servers: {c: {}}\n", "config.yaml:1:11: invalid name of a server: `c`; allowed: at least 2 letters, "
                                       "digits, '-' and '_'");
    expect_fault(
        "servers: {clinic: {token: s3cret}}\n",
        "config.yaml:1:20: a secret is not allowed in config.yaml; use token_env, token_file or token_command");
}

static void test_keys(void **state)
{
    (void)state;
    Config *config = config_new();
    config_read(config, SLICE("keys:\n  save: ^S, F2\n  next-issue: [\"]d\", \",\"]\n  quit: none\n"), "config.yaml");
    assert_int_equal(config_fault_count(config), 0);
    assert_int_equal(config_key_count(config), 3);
    assert_string_equal(config_key(config, 0)->keys, "^S, F2");
    assert_string_equal(config_key(config, 1)->keys, "]d,Comma");
    assert_string_equal(config_key(config, 2)->keys, "");
    assert_int_equal(config_key(config, 2)->line, 4);
    config_free(config);
}

/* What is printed can be read again and means the same. */
static void test_printed_settings_can_be_read(void **state)
{
    (void)state;
    Config *config = config_new();
    config_read(config, SLICE("editor: \"it's: vi\"\nkeys: {quit: q}\n"), "config.yaml");
    Text printed = TEXT_EMPTY;
    config_print(config, &printed);
    Config *again = config_new();
    config_read(again, text_slice(&printed), "printed.yaml");
    assert_int_equal(config_fault_count(again), 0);
    assert_string_equal(config_text(again, SETTING_EDITOR), "it's: vi");
    assert_string_equal(config_key(again, 0)->keys, "q");
    text_free(&printed);
    config_free(again);
    config_free(config);
}

static void test_folder_follows_xdg(void **state)
{
    (void)state;
    setenv("XDG_CONFIG_HOME", "/x", 1);
    char *folder = config_folder();
    assert_string_equal(folder, "/x/ipse");
    free(folder);
    unsetenv("XDG_CONFIG_HOME");
    setenv("HOME", "/home/a", 1);
    folder = config_folder();
    assert_string_equal(folder, "/home/a/.config/ipse");
    free(folder);
}

static void test_missing_file_is_no_fault(void **state)
{
    (void)state;
    Config *config = config_new();
    config_load(config, "/nonexistent/ipse", true);
    assert_int_equal(config_fault_count(config), 0);
    config_load(config, NULL, true);
    config_free(config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_have_origins),
        cmocka_unit_test(test_faults_name_line_and_column),
        cmocka_unit_test(test_servers),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_printed_settings_can_be_read),
        cmocka_unit_test(test_folder_follows_xdg),
        cmocka_unit_test(test_missing_file_is_no_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
