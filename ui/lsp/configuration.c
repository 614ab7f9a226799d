/* Settings of the editor: the rules that documents are judged by. */
#include "src/base/memory.h"
#include "ui/lsp/server.h"

#include <stdlib.h>

/* Adds an option of the command line for a setting that is a string. */
static void add_setting(Arguments *arguments, const char *option, const cJSON *value)
{
    const Option *found = option_find(slice_from(option));
    if (found && cJSON_IsString(value) && value->valuestring[0]) {
        ARRAY_RESERVE(arguments->given, arguments->given_capacity, arguments->given_count + 1);
        arguments->given[arguments->given_count++] = (GivenOption){found, value->valuestring};
    }
}

/* Makes all documents be judged by other rules. */
static void use_rules(Server *server, const RuleOptions *chosen)
{
    RuleOptions former = server->chosen;
    Checker *checker = server->checker;
    server->chosen = *chosen;
    actors_free(&server->actors);
    server->actors = actors_of(server->chosen.rules);
    server->checker = checker_new(server->chosen.rules, &server->chosen.options, clock_system());
    for (size_t i = 0; i < server->text_count; i++) {
        judged_set_checker(server->texts[i].judged, server->checker);
        server->texts[i].is_told = false;
    }
    checker_free(checker);
    rule_options_close(&former);
}

void server_configure(Server *server, const cJSON *settings)
{
    Arguments arguments = {.command = server->arguments->command};
    const cJSON *package, *packages = cJSON_GetObjectItemCaseSensitive(settings, "packages");
    for (size_t i = 0; i < server->arguments->given_count; i++) {
        ARRAY_RESERVE(arguments.given, arguments.given_capacity, arguments.given_count + 1);
        arguments.given[arguments.given_count++] = server->arguments->given[i];
    }
    cJSON_ArrayForEach(package, packages)
    {
        add_setting(&arguments, "package", package);
    }
    add_setting(&arguments, "profile", cJSON_GetObjectItemCaseSensitive(settings, "profile"));
    add_setting(&arguments, "actor", cJSON_GetObjectItemCaseSensitive(settings, "actor"));
    RuleOptions chosen;
    Error error;
    if (rule_options_open(&chosen, &arguments, &error)) {
        chosen.options.shows_must_support |= cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(settings, "mustSupport"));
        chosen.options.terms = asked_terms_service(&server->asked);
        use_rules(server, &chosen);
    } else {
        Text sentence = TEXT_EMPTY;
        text_format(&sentence, "ipse: %s%s%s", error.where, error.where[0] ? ": " : "", error.message);
        server_show(server, sentence.bytes);
        text_free(&sentence);
        rule_options_close(&chosen);
    }
    free(arguments.given);
}
