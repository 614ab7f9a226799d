/* `ipse completion`: what shells complete, from the tables of commands and options, the keys of issues and the rules.
 */
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"

#include "src/check/report/issue_keys.h"
#include "src/profile/rules.h"

/* What may follow a word. */
typedef enum Following { FOLLOWS_FILES, FOLLOWS_WORDS, FOLLOWS_BOTH } Following;

/* The lists that no table of the command line holds, made once. */
typedef struct Lists {
    Text keys;     /* of issues */
    Text profiles; /* names of the profiles that are compiled in */
    Text elements; /* of ImagingStudy */
    Text commands;
} Lists;

static void append_word(Text *list, Slice word)
{
    text_append(list, list->length > 0 ? SLICE(" ") : SLICE(""));
    text_append(list, word);
}

static void list_structures(Lists *lists)
{
    Rules *rules = rules_new();
    for (uint32_t i = 0; i < rules_structure_count(rules); i++) {
        const Structure *structure = rules_structure_at(rules, i);
        Slice url = structure_url(structure);
        size_t start = url.length;
        while (start > 0 && url.bytes[start - 1] != '/') {
            start--;
        }
        if (structure_is_profile(structure) && structure_kind(structure) == STRUCTURE_RESOURCE) {
            append_word(&lists->profiles, slice_part(url, start, SIZE_MAX));
        }
    }
    const Structure *study = rules_type(rules, SLICE("ImagingStudy"));
    for (uint32_t i = 0; study && i < structure_element_count(study); i++) {
        append_word(&lists->elements, element_path(structure_element_at(study, i)));
    }
    rules_free(rules);
}

static Lists lists_new(void)
{
    Lists lists = {0};
    for (KeyId id = 0; id < KEY_INVARIANT; id++) {
        append_word(&lists.keys, slice_from(key_name(id, NULL)));
    }
    for (size_t i = 0; commands[i]; i++) {
        if (commands[i] != &command_workbench) {
            append_word(&lists.commands, slice_from(commands[i]->name));
        }
    }
    append_word(&lists.profiles, SLICE("declared"));
    list_structures(&lists);
    return lists;
}

static void lists_free(Lists *lists)
{
    text_free(&lists->keys);
    text_free(&lists->profiles);
    text_free(&lists->elements);
    text_free(&lists->commands);
}

/* The words that may follow an option, and whether files may; empty where only files may. */
static Slice option_words(const Lists *lists, const Option *option, Following *following)
{
    *following = FOLLOWS_WORDS;
    if (option->choices) {
        return slice_from(option->choices);
    }
    if (strncmp(option->argument, "KEY", 3) == 0) {
        return text_slice(&lists->keys);
    }
    if (strcmp(option->name, "actor") == 0) {
        return SLICE("creator consumer");
    }
    *following = FOLLOWS_FILES;
    if (strcmp(option->name, "profile") == 0) {
        *following = FOLLOWS_BOTH;
        return text_slice(&lists->profiles);
    }
    return (Slice){0};
}

/* The words that may stand after a command, and whether files may. */
static Slice operand_words(const Lists *lists, const Command *command, Following *following)
{
    *following = FOLLOWS_WORDS;
    if (command == &command_explain) {
        return text_slice(&lists->keys);
    }
    if (command == &command_rules) {
        return text_slice(&lists->elements);
    }
    if (command == &command_completion) {
        return SLICE("bash zsh fish");
    }
    if (command == &command_tour) {
        return SLICE("profile");
    }
    if (command == &command_terms) {
        *following = FOLLOWS_BOTH;
        return SLICE("add remove");
    }
    *following = command->operands_maximum > 0 ? FOLLOWS_FILES : FOLLOWS_WORDS;
    return (Slice){0};
}

static bool is_shown(const Option *option, const Command *command)
{
    return option->help && option_belongs(option, command->name);
}

/* ---- bash ---- */

/* A line that sets COMPREPLY to what fits the word so far. */
static void print_reply(Output *output, const char *indent, Slice words, Following following)
{
    if (following != FOLLOWS_FILES) {
        output_format(output, "%sCOMPREPLY=($(compgen -W '%.*s' -- \"$word\"))\n", indent, SLICE_ARGS(words));
    }
    if (following != FOLLOWS_WORDS) {
        output_format(output, "%sCOMPREPLY+=($(compgen -f -- \"$word\"))\n", indent);
    }
}

static void print_bash_values(const Lists *lists, Output *output)
{
    output_text(output, SLICE("    case $command:$before in\n"));
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        for (size_t c = 0; commands[c] && options[i].argument; c++) {
            if (is_shown(&options[i], commands[c])) {
                Following following;
                Slice words = option_words(lists, &options[i], &following);
                output_format(output, "    %s:--%s", commands[c]->name, options[i].name);
                if (options[i].letter) {
                    output_format(output, " | %s:-%c", commands[c]->name, options[i].letter);
                }
                output_text(output, SLICE(")\n"));
                print_reply(output, "        ", words, following);
                output_text(output, SLICE("        return ;;\n"));
            }
        }
    }
    output_text(output, SLICE("    esac\n"));
}

/* Operands whose first is an expression: `ipse COMMAND --complete` says how that goes on. */
static void print_bash_expression(const Command *command, Output *output)
{
    output_text(output, SLICE("            local IFS=$'\\n' has_expression= previous=\n"
                              "            for ((i++; i < COMP_CWORD; i++)); do\n"
                              "                previous=${COMP_WORDS[i - 1]}\n"
                              "                case $previous in\n                -*=*) ;;\n                "));
    const char *before = "";
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (is_shown(&options[i], command) && options[i].argument) {
            output_format(output, "%s--%s", before, options[i].name);
            before = " | ";
            if (options[i].letter) {
                output_format(output, " | -%c", options[i].letter);
            }
        }
    }
    output_format(
        output,
        ") continue ;;\n                esac\n"
        "                [[ ${COMP_WORDS[i]} == -* ]] || has_expression=yes\n"
        "            done\n"
        "            if [[ $has_expression ]]; then\n"
        "                COMPREPLY=($(compgen -f -- \"$word\"))\n"
        "            else\n"
        "                COMPREPLY=($(ipse %s --complete \"${word#[\\'\\\"]}\" \"${COMP_WORDS[@]:COMP_CWORD + 1:1}\" "
        "2>/dev/null | cut -f 1))\n"
        "                # bash closes a quote after the only candidate; the expression goes on there\n"
        "                [[ $word != [\\'\\\"]* || ${#COMPREPLY[@]} != 1 ]] || COMPREPLY+=(\"${COMPREPLY[0]} \")\n"
        "                compopt -o nospace 2>/dev/null\n"
        "            fi\n",
        command->name);
}

static void print_bash_commands(const Lists *lists, Output *output)
{
    output_text(output, SLICE("    case $command in\n"));
    for (size_t c = 0; commands[c]; c++) {
        Following following;
        Slice words = operand_words(lists, commands[c], &following);
        output_format(output, "    %s)\n        if [[ $word == -* ]]; then\n            COMPREPLY=($(compgen -W '",
                      commands[c]->name);
        for (size_t i = 0; i < OPTION_COUNT; i++) {
            if (is_shown(&options[i], commands[c])) {
                output_format(output, "--%s ", options[i].name);
            }
        }
        output_text(output, SLICE("' -- \"$word\"))\n        else\n"));
        if (commands[c]->has_expression) {
            print_bash_expression(commands[c], output);
        } else {
            print_reply(output, "            ", words, following);
        }
        output_text(output, SLICE("        fi ;;\n"));
    }
    output_text(output, SLICE("    esac\n"));
}

static void print_bash(const Lists *lists, Output *output)
{
    output_format(output,
                  "# Completion of ipse for bash; made by `ipse completion bash`.\n"
                  "_ipse()\n{\n"
                  "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=workbench i\n"
                  "    COMPREPLY=()\n"
                  "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                  "        case ' %.*s ' in\n"
                  "        *\" ${COMP_WORDS[i]} \"*) command=${COMP_WORDS[i]} && break ;;\n"
                  "        esac\n"
                  "    done\n",
                  SLICE_ARGS(text_slice(&lists->commands)));
    print_bash_values(lists, output);
    print_bash_commands(lists, output);
    output_format(output,
                  "    if [[ $COMP_CWORD == 1 && $word != -* ]]; then\n"
                  "        COMPREPLY+=($(compgen -W '%.*s' -- \"$word\"))\n"
                  "    fi\n"
                  "}\n"
                  "complete -o filenames -F _ipse ipse\n",
                  SLICE_ARGS(text_slice(&lists->commands)));
}

/* ---- zsh ---- */

/* Prints text inside single quotes of zsh's _arguments, where colons and brackets have a meaning. */
static void print_zsh_text(Output *output, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'') {
            output_text(output, SLICE("'\\''"));
        } else {
            output_text(output, strchr(":[]\\", *text) ? SLICE("\\") : SLICE(""));
            output_text(output, slice_make(text, 1));
        }
    }
}

static void print_zsh_action(Output *output, Slice words, Following following)
{
    if (following == FOLLOWS_WORDS) {
        output_format(output, ":(%.*s)", SLICE_ARGS(words));
    } else if (following == FOLLOWS_FILES) {
        output_text(output, SLICE(":_files"));
    } else {
        output_format(output, ":_alternative \"words\\:word\\:(%.*s)\" \"files\\:file\\:_files\"", SLICE_ARGS(words));
    }
}

static void print_zsh_option(const Lists *lists, const Option *option, Output *output)
{
    output_text(output, SLICE("            '*"));
    if (option->letter) {
        output_format(output, "'{-%c,--%s}'[", option->letter, option->name);
    } else {
        output_format(output, "--%s[", option->name);
    }
    print_zsh_text(output, option->help);
    output_text(output, SLICE("]"));
    if (option->argument) {
        Following following;
        Slice words = option_words(lists, option, &following);
        output_text(output, SLICE(":value"));
        print_zsh_action(output, words, following);
    }
    output_text(output, SLICE("' \\\n"));
}

static void print_zsh(const Lists *lists, Output *output)
{
    output_format(output,
                  "#compdef ipse\n"
                  "# Completion of ipse for zsh; made by `ipse completion zsh`.\n"
                  "_ipse_expression()\n{\n"
                  "    local -a found\n"
                  "    found=(${(f)\"$(ipse $command --complete \"${(Q)PREFIX}\" 2>/dev/null | cut -f 1)\"})\n"
                  "    compadd -S '' -a found\n"
                  "}\n"
                  "_ipse()\n{\n"
                  "    local command=workbench at\n"
                  "    for ((at = 2; at < CURRENT; at++)); do\n"
                  "        if [[ ' %.*s ' == *\" $words[at] \"* ]]; then\n"
                  "            command=$words[at]\n"
                  "            words[at]=()\n"
                  "            ((CURRENT--))\n"
                  "            break\n"
                  "        fi\n"
                  "    done\n"
                  "    if [[ $command == workbench && $CURRENT == 2 ]]; then\n"
                  "        compadd -- %.*s\n"
                  "    fi\n"
                  "    case $command in\n",
                  SLICE_ARGS(text_slice(&lists->commands)), SLICE_ARGS(text_slice(&lists->commands)));
    for (size_t c = 0; commands[c]; c++) {
        Following following;
        Slice words = operand_words(lists, commands[c], &following);
        output_format(output, "    %s)\n        _arguments -s \\\n", commands[c]->name);
        for (size_t i = 0; i < OPTION_COUNT; i++) {
            if (is_shown(&options[i], commands[c])) {
                print_zsh_option(lists, &options[i], output);
            }
        }
        if (commands[c]->has_expression) {
            output_text(output, SLICE("            '1:expression:_ipse_expression' \\\n"));
        }
        output_text(output, SLICE("            '*:operand"));
        print_zsh_action(output, words, following);
        output_text(output, SLICE("' ;;\n"));
    }
    output_text(output, SLICE("    esac\n}\n_ipse \"$@\"\n"));
}

/* ---- fish ---- */

/* Prints text inside single quotes of fish. */
static void print_fish_text(Output *output, const char *text)
{
    for (; *text; text++) {
        output_text(output, strchr("'\\", *text) ? SLICE("\\") : SLICE(""));
        output_text(output, slice_make(text, 1));
    }
}

static void print_fish_start(const Command *command, Output *output)
{
    output_text(output, SLICE("complete -c ipse -n "));
    if (command == &command_workbench) {
        output_text(output, SLICE("'not __fish_seen_subcommand_from $ipse_commands' "));
    } else {
        output_format(output, "'__fish_seen_subcommand_from %s' ", command->name);
    }
}

static void print_fish_words(Output *output, Slice words, Following following)
{
    static const char *const flags[] = {"-rF", "-xa", "-rFa"};
    output_text(output, slice_from(flags[following]));
    if (following != FOLLOWS_FILES) {
        output_format(output, " '%.*s'", SLICE_ARGS(words));
    }
}

static void print_fish_option(const Lists *lists, const Command *command, const Option *option, Output *output)
{
    print_fish_start(command, output);
    output_format(output, "-l %s ", option->name);
    if (option->letter) {
        output_format(output, "-s %c ", option->letter);
    }
    if (option->argument) {
        Following following;
        Slice words = option_words(lists, option, &following);
        print_fish_words(output, words, following);
        output_text(output, SLICE(" "));
    }
    output_text(output, SLICE("-d '"));
    print_fish_text(output, option->help);
    output_text(output, SLICE("'\n"));
}

static void print_fish(const Lists *lists, Output *output)
{
    output_format(output,
                  "# Completion of ipse for fish; made by `ipse completion fish`.\n"
                  "set -g ipse_commands %.*s\n",
                  SLICE_ARGS(text_slice(&lists->commands)));
    for (size_t c = 0; commands[c]; c++) {
        Following following;
        Slice words = operand_words(lists, commands[c], &following);
        if (commands[c] != &command_workbench) {
            output_format(output, "complete -c ipse -n 'not __fish_seen_subcommand_from $ipse_commands' -a %s -d '",
                          commands[c]->name);
            print_fish_text(output, commands[c]->summary);
            output_text(output, SLICE("'\n"));
        }
        if (words.length > 0) {
            print_fish_start(commands[c], output);
            output_format(output, "-f -a '%.*s'\n", SLICE_ARGS(words));
        }
        if (commands[c]->has_expression) {
            print_fish_start(commands[c], output);
            output_format(
                output, "-a '(ipse %s --complete (string trim -l -c \"\\'\\\"\" -- (commandline -ct)) 2>/dev/null)'\n",
                commands[c]->name);
        }
        for (size_t i = 0; i < OPTION_COUNT; i++) {
            if (is_shown(&options[i], commands[c])) {
                print_fish_option(lists, commands[c], &options[i], output);
            }
        }
    }
}

/* ---- the command ---- */

static const struct {
    const char *name;
    void (*print)(const Lists *lists, Output *output);
} shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};

static int run_completion(const Arguments *arguments)
{
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(shells[i].name, arguments->operands[0]) == 0) {
            Output output = OUTPUT_EMPTY;
            Lists lists = lists_new();
            shells[i].print(&lists, &output);
            lists_free(&lists);
            return output_close(&output, EXIT_FINE);
        }
    }
    Error error;
    error_set(&error, ERROR_NOT_FOUND, NULL, "unknown shell '%s'; allowed: bash, zsh, fish", arguments->operands[0]);
    complain(&error);
    return EXIT_TROUBLE;
}

const Command command_completion = {
    .name = "completion",
    .title = "ipse completion",
    .operands = "bash|zsh|fish",
    .operands_minimum = 1,
    .operands_maximum = 1,
    .summary = "print what a shell completes after ipse",
    .description =
        "Prints the completion of commands, options, formats, keys of issues, profiles, elements and FHIRPath "
        "expressions for a shell. make install puts it where the shells look; else: source <(ipse completion bash).",
    .statuses = STATUSES_DONE,
    .run = run_completion,
};
