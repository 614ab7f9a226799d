/* The manual page, from the tables of commands, options and settings. */
#include "ui/cli/help.h"

#include "src/json/document.h"
#include "ui/kit/config/config.h"

/* Prints text for roff: backslashes and leading dots and quotes lose their meaning, dashes stay dashes. */
static void print_roff(Output *output, const char *text)
{
    bool is_line_start = true;
    for (; *text; text++) {
        if (is_line_start && (*text == '.' || *text == '\'')) {
            output_text(output, SLICE("\\&"));
        }
        if (*text == '\\' || *text == '-') {
            output_text(output, *text == '\\' ? SLICE("\\e") : SLICE("\\-"));
        } else {
            output_text(output, slice_make(text, 1));
        }
        is_line_start = *text == '\n';
    }
}

static void print_bold(Output *output, const char *text)
{
    output_text(output, SLICE("\\fB"));
    print_roff(output, text);
    output_text(output, SLICE("\\fR"));
}

static void print_section(Output *output, const char *title)
{
    output_format(output, ".SH %s\n", title);
}

static void print_call(Output *output, const Command *command)
{
    print_bold(output, command->title);
    output_text(output, *command->operands ? SLICE(" [OPTIONS] ") : SLICE(" [OPTIONS]"));
    print_roff(output, command->operands);
    output_text(output, SLICE("\n"));
}

static void print_commands(Output *output)
{
    for (size_t i = 0; commands[i]; i++) {
        output_text(output, SLICE(".TP\n"));
        print_call(output, commands[i]);
        print_roff(output, commands[i]->description);
        output_text(output, SLICE("\n"));
    }
}

static void print_options(Output *output)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const Option *option = &options[i];
        if (!option->help) {
            continue;
        }
        output_text(output, SLICE(".TP\n"));
        if (option->letter) {
            output_format(output, "\\fB\\-%c\\fR, ", option->letter);
        }
        output_text(output, SLICE("\\fB\\-\\-"));
        print_roff(output, option->name);
        output_format(output, "\\fR%s", option->argument ? " \\fI" : "");
        print_roff(output, option->argument ? option->argument : "");
        output_text(output, option->argument ? SLICE("\\fR\n") : SLICE("\n"));
        print_roff(output, option->help);
        output_text(output, SLICE(".\n"));
    }
}

static void print_settings(Output *output)
{
    for (Setting setting = 0; setting < SETTING_COUNT; setting++) {
        output_text(output, SLICE(".TP\n"));
        print_bold(output, setting_name(setting));
        output_text(output, SLICE(": \\fI"));
        print_roff(output, setting_form(setting));
        output_text(output, SLICE("\\fR\n"));
        print_roff(output, setting_help(setting));
        output_text(output, SLICE(".\n"));
    }
}

/* The text of a number that a macro names. */
#define TEXT_OF(number) #number
#define NUMBER(macro)   TEXT_OF(macro)

/* Sections that no table holds: a title and its text, in roff. */
static const struct {
    const char *title;
    const char *text;
} closing_sections[] = {
    {"EXIT STATUS", ".TP\n0\nno errors\n.TP\n1\nerrors found; with \\fB\\-\\-strict\\fR also warnings, gaps "
                    "and profiles that are not checked\n.TP\n2\nit could not "
                    "be done; standard error says why\n"},
    {"ENVIRONMENT",
     ".TP\nNO_COLOR\nwhere set and not empty, the screen has no colours\n.TP\nCOLORTERM\n\\fItruecolor\\fR or "
     "\\fI24bit\\fR: the terminal shows all colours\n.TP\nXDG_CONFIG_HOME\nholds \\fIipse/config.yaml\\fR and "
     "\\fIipse/themes\\fR (without it: \\fI~/.config\\fR)\n.TP\nXDG_STATE_HOME\nholds unsaved and discarded work "
     "(recovery files), the "
     "list of recent files and the sizes of panes "
     "(without it: \\fI~/.local/state\\fR)\n.TP\nVISUAL, EDITOR\nthe editor that opens a value or the file, as git "
     "reads it: a name, or a command for sh\n.TP\nTMUX\nwhere "
     "set, what is copied is given to tmux\n"},
    {"LIMITS",
     ".TP\n" NUMBER(DOCUMENT_DEPTH_MAXIMUM) "\nlevels of arrays and objects in a document; what is deeper is reported "
                                            "and not read\n.TP\n4 GiB\nof a document\n.TP\n256 MiB\nof a file with "
                                            "definitions, also in a package, "
                                            "and of the result of a FHIRPath expression\n"},
};

void manual_print(Output *output)
{
    output_text(output, SLICE(".TH IPSE 1 \"\" \"ipse " IPSE_VERSION "\" \"\"\n"));
    print_section(output, "NAME");
    output_text(output, SLICE("ipse \\- a workbench for FHIR ImagingStudy resources in patient summaries\n"));
    print_section(output, "SYNOPSIS");
    for (size_t i = 0; commands[i]; i++) {
        output_text(output, i > 0 ? SLICE(".br\n") : SLICE(""));
        print_call(output, commands[i]);
    }
    print_section(output, "COMMANDS");
    print_commands(output);
    print_section(output, "OPTIONS");
    print_options(output);
    print_section(output, "SETTINGS IN CONFIG.YAML");
    print_settings(output);
    for (size_t i = 0; i < sizeof closing_sections / sizeof *closing_sections; i++) {
        print_section(output, closing_sections[i].title);
        output_text(output, slice_from(closing_sections[i].text));
    }
}
