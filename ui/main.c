/* ipse: the program's table of contents. The command line decides; the workbench is opened here. */
#include "src/base/memory.h"
#include "src/terms/term_asker.h"
#include "ui/cli/cli.h"
#include "ui/cli/inputs.h"
#include "ui/cli/output/output.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/settings.h"
#include "ui/kit/script/script.h"
#include "ui/lsp/server.h"
#include "ui/screens/workbench.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* The files that the words of the command line stand for, each with its word. */
typedef struct Inputs {
    FileList files;
    const char **operands; /* as many */
    size_t capacity;
} Inputs;

/* The script that the command line plays; NULL if there is none. */
static const char *script_of(const Arguments *arguments)
{
    bool is_script = arguments->command == &command_play ||
                     (arguments->command == &command_present && script_is_file(arguments->operands[0]));
    return is_script ? arguments->operands[0] : NULL;
}

/* Adds an operand that stands for what a server holds, as it is. */
static void add_remote(const char *operand, FileList *files)
{
    ARRAY_RESERVE(files->names, files->capacity, files->count + 1);
    files->names[files->count++] = memory_copy_string(slice_from(operand));
}

static bool expand_inputs(const Arguments *arguments, const Config *config, Inputs *inputs)
{
    /* The first word of `play` is the script, and so may be that of `present`. */
    size_t first = arguments->command == &command_tour ? arguments->operand_count : script_of(arguments) != NULL;
    for (size_t i = first; i < arguments->operand_count; i++) {
        size_t count = inputs->files.count;
        if (target_is_remote(config_servers(config), slice_from(arguments->operands[i]))) {
            add_remote(arguments->operands[i], &inputs->files);
        } else if (!inputs_expand(arguments, arguments->operands[i], &inputs->files)) {
            return false;
        }
        ARRAY_RESERVE(inputs->operands, inputs->capacity, inputs->files.count);
        for (; count < inputs->files.count; count++) {
            inputs->operands[count] = arguments->operands[i];
        }
    }
    return true;
}

/* Opens the screen with what was made ready, and gives the exit status. */
static bool show(const Arguments *arguments, const RuleOptions *chosen, Config *config, const Inputs *inputs,
                 const char *note, TermAsker *asker, int *status, Error *error)
{
    Text printed = TEXT_EMPTY, ended = TEXT_EMPTY;
    Output output = OUTPUT_EMPTY;
    HttpClient *client =
        http_client_new(config_servers(config), &http_usual_limits, arguments_has(arguments, OPTION_OFFLINE));
    WorkbenchOptions workbench = {
        .rules = chosen->rules,
        .check = chosen->options,
        .inputs = (const char *const *)inputs->files.names,
        .arguments = inputs->operands,
        .input_count = inputs->files.count,
        .client = client,
        .asker = asker,
        .note = note,
        .config = config,
        .script = arguments_value(arguments, OPTION_SCRIPT),
        .play = script_of(arguments),
        .is_present = arguments->command == &command_present,
        .cast = arguments_value(arguments, OPTION_CAST),
        .svg = arguments_value(arguments, OPTION_SVG),
        .is_tour = arguments->command == &command_tour && !arguments->operand_count,
        .is_lesson = arguments->command == &command_tour && arguments->operand_count,
        .is_masked = arguments_has(arguments, OPTION_MASK),
        .is_readonly = arguments_has(arguments, OPTION_READONLY),
        .printed = &printed,
        .ended = &ended,
    };
    bool is_done = workbench_run(&workbench, status, error);
    output_text(&output, text_slice(&printed));
    *status = output_close(&output, *status);
    if (ended.length) {
        output_error(text_slice(&ended));
    }
    text_free(&printed);
    text_free(&ended);
    http_client_free(client);
    return is_done;
}

/* What the command line leaves open is as the settings have it; a profile there that is not known is said on the
 * screen. */
static void use_settings(RuleOptions *chosen, Config *config, const Arguments *arguments)
{
    Error error;
    const char *profile = config_text(config, SETTING_PROFILE);
    bool is_asked = profile && *profile && !arguments_value(arguments, OPTION_PROFILE);
    if (is_asked && !rule_options_choose_profile(chosen, profile, false, &error)) {
        config_add_fault(config, config_origin(config, SETTING_PROFILE), 0, 0, "profile %s: %s", profile,
                         error.message);
    }
    const char *actor = config_text(config, SETTING_ACTOR);
    if (!rule_options_choose_actor(chosen, actor, &error)) {
        config_add_fault(config, config_origin(config, SETTING_ACTOR), 0, 0, "actor %s: %s", actor, error.message);
    }
}

/* Opens the screen by the rules that are asked for, and gives the exit status. */
static int open_screen(RuleOptions *chosen, Config *config, const Arguments *arguments, const Inputs *inputs)
{
    Error error;
    int status = EXIT_TROUBLE;
    AskedTerms asked = {0};
    bool is_ready = rule_options_open(chosen, arguments, &error) &&
                    settings_terms_noted(arguments, &asked, &chosen->options, &error);
    if (is_ready) {
        use_settings(chosen, config, arguments);
    }
    TermAsker *asker = is_ready && asked.server ? term_asker_new(asked.server, -1) : NULL;
    if (!is_ready || !show(arguments, chosen, config, inputs,
                           asked.note ? "Offline: no terminology server is asked" : NULL, asker, &status, &error)) {
        complain(&error);
        status = EXIT_TROUBLE;
    }
    term_asker_free(asker);
    asked.is_quiet = true; /* the screen said what failed */
    asked_terms_close(&asked);
    return status;
}

/* False with a sentence where a lesson is named that does not exist. */
static bool knows_lesson(const Arguments *arguments, Error *error)
{
    bool is_named = arguments->command == &command_tour && arguments->operand_count;
    return !is_named || strcmp(arguments->operands[0], "profile") == 0 ||
           error_set(error, ERROR_NOT_FOUND, NULL, "unknown lesson '%s'; allowed: profile", arguments->operands[0]);
}

static int open_workbench(const Arguments *arguments)
{
    Error error;
    int status = EXIT_TROUBLE;
    RuleOptions chosen = {0};
    Inputs inputs = {0};
    Config *config = config_new();
    setlocale(LC_ALL, "");
    if (!knows_lesson(arguments, &error) || !settings_read(config, arguments, &error)) {
        complain(&error);
    } else if (expand_inputs(arguments, config, &inputs)) {
        status = open_screen(&chosen, config, arguments, &inputs);
    }
    rule_options_close(&chosen);
    file_list_free(&inputs.files);
    free(inputs.operands);
    config_free(config);
    return status;
}

/* Prints the table of keys, as the settings have them. */
static int print_keys(const Arguments *arguments)
{
    Error error;
    Text text = TEXT_EMPTY;
    Output output = OUTPUT_EMPTY;
    Config *config = config_new();
    int status = EXIT_FINE;
    if (settings_read(config, arguments, &error)) {
        workbench_print_keys(config, &text);
        output_text(&output, text_slice(&text));
    } else {
        complain(&error);
        status = EXIT_TROUBLE;
    }
    text_free(&text);
    config_free(config);
    return output_close(&output, status);
}

int main(int word_count, char **words)
{
    /* A file that may not grow further is then a write that fails, and is said, like a full disk. */
    signal(SIGXFSZ, SIG_IGN);
    memory_keep_blocks();
    return cli_run(
        word_count, words,
        &(Screens){
            .workbench = open_workbench, .print_keys = print_keys, .serve = server_run, .examine = workbench_examine});
}
