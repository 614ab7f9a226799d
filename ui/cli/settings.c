/* Settings: what is in force for a command line. */
#include "ui/cli/settings.h"

#include "ui/cli/command.h"

#include "src/base/file.h"
#include "ui/cli/output/output.h"

#include <stdlib.h>

#define CONFIG_SIZE_MAXIMUM 1048576u

static bool read_file(Config *config, const char *path, Error *error)
{
    Text content = TEXT_EMPTY;
    bool is_read = file_read_stream(path, CONFIG_SIZE_MAXIMUM, &content, NULL, error);
    if (is_read) {
        config_read(config, text_slice(&content), path);
    }
    text_free(&content);
    return is_read;
}

/* Sets a setting to an option's value, where the option was given. */
static bool take(Config *config, Setting setting, const Arguments *arguments, OptionId id, const char *origin,
                 Error *error)
{
    const char *value = arguments_value(arguments, id);
    if (!value) {
        return true;
    }
    return config_set(config, setting, id == OPTION_ASCII ? SLICE("on") : slice_from(value), origin, error);
}

/* True where a script presses the keys: it does the same for everybody, whatever was set here before. */
static bool is_of_script(const Arguments *arguments)
{
    return arguments_has(arguments, OPTION_SCRIPT) || arguments->command == &command_play ||
           arguments->command == &command_present;
}

bool settings_read(Config *config, const Arguments *arguments, Error *error)
{
    const char *path = arguments_value(arguments, OPTION_CONFIG);
    char *folder = config_folder();
    config_load(config, folder, !path);
    free(folder);
    if (is_of_script(arguments)) {
        config_forget_conduct(config, !arguments_has(arguments, OPTION_SCRIPT));
    }
    bool is_read = !path || read_file(config, path, error);
    if (!is_of_script(arguments)) {
        config_load_sizes(config);
    }
    return is_read && take(config, SETTING_THEME, arguments, OPTION_THEME, "--theme", error) &&
           take(config, SETTING_ASCII, arguments, OPTION_ASCII, "--ascii", error) &&
           take(config, SETTING_ACTOR, arguments, OPTION_ACTOR, "--actor", error);
}

/* Tells what is wrong with the settings. */
static void complain_of_faults(const Config *config)
{
    for (size_t i = 0; i < config_fault_count(config); i++) {
        Error error;
        error_set(&error, ERROR_FORMAT, NULL, "%s", config_fault(config, i));
        complain(&error);
    }
}

bool settings_are_right(const Arguments *arguments)
{
    if (!arguments_has(arguments, OPTION_CONFIG)) {
        return true;
    }
    Config *config = config_new();
    Error error;
    bool is_read = settings_read(config, arguments, &error);
    if (!is_read) {
        complain(&error);
    }
    complain_of_faults(config);
    bool is_right = is_read && config_fault_count(config) == 0;
    config_free(config);
    return is_right;
}

/* Reads the settings for servers; what is wrong with them is told, and what could be read counts. */
static Config *read_servers(const Arguments *arguments)
{
    Config *config = config_new();
    Error error;
    if (!settings_read(config, arguments, &error)) {
        complain(&error);
    }
    complain_of_faults(config);
    return config;
}

Remote settings_remote(const Arguments *arguments)
{
    return (Remote){
        .arguments = arguments, .read_settings = read_servers, .is_offline = arguments_has(arguments, OPTION_OFFLINE)};
}

bool settings_archive(const Arguments *arguments, OptionId option, ArchiveInput *input, Error *error)
{
    const char **names;
    size_t count = arguments_values(arguments, option, &names);
    Config *config = config_new();
    bool is_read = settings_read(config, arguments, error);
    *input = archive_input_new(names, count, config, arguments_has(arguments, OPTION_OFFLINE));
    return is_read;
}

bool settings_terms(const Arguments *arguments, AskedTerms *asked, CheckOptions *check, Error *error)
{
    bool is_open = settings_terms_noted(arguments, asked, check, error);
    if (asked->note) {
        remark("--terminology", asked->note);
    }
    return is_open;
}

bool settings_terms_noted(const Arguments *arguments, AskedTerms *asked, CheckOptions *check, Error *error)
{
    const char *word = arguments_value(arguments, OPTION_TERMINOLOGY);
    *asked = (AskedTerms){0};
    if (!word) {
        return true;
    }
    Config *config = config_new();
    bool is_read = settings_read(config, arguments, error);
    if (!is_read) {
        config_free(config);
        return false;
    }
    bool is_open = asked_terms_open(asked, word, config, arguments_has(arguments, OPTION_OFFLINE), error);
    check->terms = asked_terms_service(asked);
    return is_open;
}
