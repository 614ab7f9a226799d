/* The manual pages, from the tables of commands, options, settings, statements and keys of issues. */
#include "ui/cli/help.h"

#include "src/base/utf8.h"
#include "src/check/report.h"
#include "src/json/document.h"
#include "src/profile/facts/explain.h"
#include "ui/kit/config/config.h"
#include "ui/kit/script/script.h"

#include <stdlib.h>

/* Prints text for roff: backslashes and leading dots and quotes lose their meaning, dashes stay dashes, and characters
   past ASCII are named, so that no reader has to know the encoding. */
static void print_roff(Output *output, const char *text)
{
    Slice rest = slice_from(text);
    bool is_line_start = true;
    for (size_t at = 0; at < rest.length;) {
        uint32_t character = utf8_next(rest, &at, NULL);
        if (is_line_start && (character == '.' || character == '\'')) {
            output_text(output, SLICE("\\&"));
        }
        if (character == '\\' || character == '-') {
            output_text(output, character == '\\' ? SLICE("\\e") : SLICE("\\-"));
        } else if (character > '~') {
            output_format(output, "\\[u%04X]", character);
        } else {
            output_text(output, slice_make(&rest.bytes[at - 1], 1));
        }
        is_line_start = character == '\n';
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
        output_text(output, option->argument ? SLICE("\\fR") : SLICE(""));
        if (option_is_shared(option)) {
            output_format(output, " (%s)", option->commands);
        }
        output_text(output, SLICE("\n"));
        print_roff(output, option->help);
        output_text(output, SLICE(".\n"));
    }
}

/* Prints a text of the program as the body of a row. */
static void print_row_text(Output *output, Slice text)
{
    char *copy = memory_copy_string(text);
    print_roff(output, copy);
    output_text(output, SLICE("\n"));
    free(copy);
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
    {"EDITING",
     "In the workbench, Enter begins to type a value: what is typed at once replaces the value; after a key that "
     "moves, "
     "the value is edited. Tab applies the value and goes to the next field that the profile wants, Shift\\-Tab to the "
     "one before; Esc leaves what is still empty as gaps. \\fBo\\fR adds an element, first what belongs at the cursor, "
     "and begins with its first empty field. \\fB:new study\\fR and \\fB:new ips\\fR begin a file. After a command, "
     "the rows show what its argument may be, and Tab completes it.\n"},
    {"LARGE EXPORTS",
     "A finding depends on its record alone, so an export can be cut between any lines: the parts give the same "
     "findings, except for file, line and record. \\fBipse check \\-j N\\fR and \\fBipse report \\-j N\\fR use N "
     "cores. GNU parallel does it by blocks; in its output, lines and records are counted from the beginning of a "
     "block, and \\fBid\\fR names the record:\n.PP\n.nf\n"
     "parallel \\-\\-pipepart \\-\\-block 64M \\-a export/ImagingStudy.ndjson \\e\n"
     "    ipse check \\-\\-input ndjson \\-\\-format ndjson \\-\\-exit\\-zero \\- >findings.ndjson\n.fi\n.PP\n"
     "DuckDB counts the findings by key, joins them with the resources by id, and adds up the records of "
     "\\fB\\-\\-format records\\fR:\n.PP\n.nf\n"
     "SELECT key, severity, count(*) FROM read_json_auto(\\(aqfindings.ndjson\\(aq) GROUP BY ALL ORDER BY 3 DESC;\n"
     "SELECT s.modality[1].code, count(DISTINCT f.id) FROM read_json_auto(\\(aqfindings.ndjson\\(aq) f\n"
     "    JOIN read_json_auto(\\(aqexport/ImagingStudy.ndjson\\(aq) s USING (id) WHERE f.severity = \\(aqerror\\(aq "
     "GROUP BY 1;\n"
     "SELECT resourceType, sum(present) / sum(obligated) FROM read_json_auto(\\(aqrecords.ndjson\\(aq) GROUP BY "
     "1;\n.fi\n.PP\n"
     "The folder \\fIsamples/spark\\fR does the same with Apache Spark, and compares the times of all four ways.\n"},
    {"EXIT STATUS", ".TP\n0\nno errors\n.TP\n1\nerrors found; with \\fB\\-\\-strict\\fR also warnings, gaps "
                    "and profiles that are not checked\n.TP\n2\nit could not "
                    "be done; standard error says why\n"},
    {"ENVIRONMENT",
     ".TP\nNO_COLOR\nwhere set and not empty, the screen has no colours\n.TP\nCOLORTERM\n\\fItruecolor\\fR or "
     "\\fI24bit\\fR: the terminal shows all colours\n.TP\nXDG_CONFIG_HOME\nholds \\fIipse/config.yaml\\fR and "
     "\\fIipse/themes\\fR (without it: \\fI~/.config\\fR)\n.TP\nXDG_STATE_HOME\nholds unsaved and discarded work "
     "(recovery files), the names of "
     "recent files, the number of issues that they had, and the sizes of panes "
     "(without it: \\fI~/.local/state\\fR)\n.TP\nXDG_CACHE_HOME\nholds the indexes of added code systems, "
     "\\fIipse/terms\\fR (without it: \\fI~/.cache\\fR)\n.TP\nVISUAL, EDITOR\nthe editor that opens a value or the "
     "file, as git "
     "reads it: a name, or a command for sh\n.TP\nTMUX\nwhere "
     "set, what is copied is given to tmux\n"},
    {"LIMITS",
     ".TP\n" NUMBER(DOCUMENT_DEPTH_MAXIMUM) "\nlevels of arrays and objects in a document; what is deeper is reported "
                                            "and not read\n.TP\n4 GiB\nof a document\n.TP\n256 MiB\nof a file with "
                                            "definitions, also in a package, "
                                            "and of the result of a FHIRPath expression\n"},
};

/* ---- ipse(1) ---- */

static void print_program(Output *output)
{
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
    print_section(output, "SEE ALSO");
    output_text(output, SLICE(".BR ipse (5),\n.BR ipse (7)\n"));
}

/* ---- ipse(5) ---- */

static void print_statement(void *context, const char *name, const char *form, const char *help)
{
    Output *output = context;
    output_text(output, SLICE(".TP\n"));
    print_bold(output, name);
    output_text(output, SLICE(" \\fI"));
    print_roff(output, form);
    output_text(output, SLICE("\\fR\n"));
    print_roff(output, help);
    output_text(output, SLICE(".\n"));
}

static const char settings_text[] =
    "\\fI$XDG_CONFIG_HOME/ipse/config.yaml\\fR (without XDG_CONFIG_HOME: \\fI~/.config/ipse/config.yaml\\fR) has a "
    "line \\fBNAME: VALUE\\fR for each setting. Errors in it are reported with line and column; the rest counts.\n";
static const char keys_text[] =
    "Under \\fBkeys:\\fR an action of \\fBipse keys\\fR gets other keys: \\fBsave: ^S, F2\\fR. "
    "\\fBnone\\fR takes its keys away.\n";
static const char themes_text[] =
    "A file \\fIthemes/NAME.yaml\\fR next to config.yaml is a theme. The themes that come with the program show all "
    "styles; copy one to begin with.\n";
static const char suppressions_text[] =
    "\\fI.ipse.yaml\\fR in the folder of the files, or the file of \\fB\\-\\-suppressions\\fR, lists under "
    "\\fBsuppress:\\fR issues that are known and accepted. Each has a \\fBkey\\fR or a \\fBpath\\fR (with * and ?), "
    "may have a \\fBfile\\fR pattern and a last day (\\fBuntil: 2027\\-03\\-31\\fR), and must have a "
    "\\fBreason\\fR.\n";
static const char scripts_text[] =
    "\\fBipse \\-\\-script\\fR \\fIFILE\\fR does one statement a line. Lines that begin with # are comments; "
    "\\fBrepeat\\fR \\fINUMBER STATEMENT\\fR does a statement several times. Without a size the screen has 80 "
    "columns and 24 rows. "
    "\\fBipse play\\fR \\fIFILE\\fR plays the same script on the screen, with pauses; what the script expects and "
    "prints does nothing there. Keys, profile, actor and sizes of config.yaml have no effect on scripts; all of a file "
    "that \\fB\\-\\-config\\fR names has.\n";

static void print_files(Output *output)
{
    print_section(output, "SETTINGS");
    output_text(output, slice_from(settings_text));
    print_settings(output);
    print_section(output, "KEYS");
    output_text(output, slice_from(keys_text));
    print_section(output, "THEMES");
    output_text(output, slice_from(themes_text));
    print_section(output, "SUPPRESSIONS");
    output_text(output, slice_from(suppressions_text));
    print_section(output, "SCRIPTS");
    output_text(output, slice_from(scripts_text));
    script_visit_statements(print_statement, output);
    print_section(output, "SEE ALSO");
    output_text(output, SLICE(".BR ipse (1)\n"));
}

/* ---- ipse(7) ---- */

static void print_key(Output *output, KeyId id)
{
    const char *key = key_name(id, NULL);
    output_text(output, SLICE(".TP\n"));
    print_bold(output, key);
    output_text(output, SLICE("\n"));
    print_row_text(output, explain_key(slice_from(key)));
}

static bool print_obligation(void *context, Slice name, Slice text)
{
    Output *output = context;
    output_format(output, ".TP\n\\fB%.*s\\fR\n", SLICE_ARGS(name));
    print_row_text(output, text);
    return true;
}

static void print_checks(Output *output)
{
    print_section(output, "ISSUES");
    output_text(output, SLICE("The key at the end of an issue names its kind.\n"));
    for (KeyId id = 0; id < KEY_INVARIANT; id++) {
        print_key(output, id);
    }
    print_section(output, "OBLIGATIONS");
    explain_visit(EXPLAIN_OBLIGATIONS, print_obligation, output);
    print_section(output, "SEE ALSO");
    output_text(output, SLICE(".BR ipse (1)\n"));
}

/* ---- all ---- */

static const struct {
    const char *section;
    const char *name;
    void (*print)(Output *output);
} pages[] = {
    {"1", "a workbench for FHIR ImagingStudy resources in patient summaries", print_program},
    {"5", "settings, keys, themes and scripts of ipse", print_files},
    {"7", "the checks of ipse and what their keys mean", print_checks},
};

void manual_print(Slice section, Output *output)
{
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (slice_equals(section, slice_from(pages[i].section))) {
            output_format(output, ".TH IPSE %s \"\" \"ipse " IPSE_VERSION "\" \"\"\n", pages[i].section);
            print_section(output, "NAME");
            output_format(output, "ipse \\- %s\n", pages[i].name);
            pages[i].print(output);
        }
    }
}
