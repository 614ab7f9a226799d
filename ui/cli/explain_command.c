/* `ipse explain`: what a key of an issue, an element or an obligation means, in plain words. */
#include "src/profile/facts/explain.h"
#include "ui/cli/command.h"
#include "ui/cli/help.h"
#include "ui/cli/output/output.h"
#include "ui/cli/rule_options.h"

/* What can be explained, in the order in which a word is looked up. */
static const struct {
    ExplainKind kind;
    const char *title;
} kinds[] = {
    {EXPLAIN_KEYS, "keys of issues"},
    {EXPLAIN_INVARIANTS, "invariants of FHIR and IPS"},
    {EXPLAIN_OBLIGATIONS, "obligations"},
    {EXPLAIN_ELEMENTS, "elements"},
};

/* Prints a text under its name, as a paragraph. */
static void print_text(Output *output, Slice name, Slice text)
{
    Text paragraph = TEXT_EMPTY;
    visible_append(&paragraph, name);
    text_append(&paragraph, SLICE("\n\n"));
    help_append_paragraph(&paragraph, 0, text);
    output_text(output, text_slice(&paragraph));
    text_free(&paragraph);
}

static bool print_name(void *context, Slice name, Slice text)
{
    (void)text;
    output_format(context, "  %.*s\n", SLICE_ARGS(name));
    return true;
}

/* Prints the names of all that can be explained. */
static int print_names(Output *output)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        output_format(output, "%s%s:\n", i > 0 ? "\n" : "", kinds[i].title);
        explain_visit(kinds[i].kind, print_name, output);
    }
    return EXIT_FINE;
}

/* The name nearest to a misspelt one. */
typedef struct NearestKey {
    Slice wanted;
    Slice name;
    unsigned distance;
} NearestKey;

static bool compare_name(void *context, Slice name, Slice text)
{
    (void)text;
    NearestKey *nearest = context;
    if (name.length <= 64 && nearest->wanted.length <= 64) {
        unsigned distance = slice_distance(name, nearest->wanted, nearest->distance);
        if (distance < nearest->distance) {
            nearest->distance = distance;
            nearest->name = name;
        }
    }
    return true;
}

static int refuse(Slice word)
{
    unsigned far = (unsigned)(word.length / 3) + 1; /* a third of the letters may be wrong */
    NearestKey nearest = {.wanted = word, .distance = far};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        explain_visit(kinds[i].kind, compare_name, &nearest);
    }
    Error error;
    if (nearest.distance < far) {
        error_set(&error, ERROR_NOT_FOUND, NULL, "unknown key '%.*s'; similar: %.*s", SLICE_ARGS(word),
                  SLICE_ARGS(nearest.name));
    } else {
        error_set(&error, ERROR_NOT_FOUND, NULL, "unknown key '%.*s'; `ipse explain` lists all keys", SLICE_ARGS(word));
    }
    complain(&error);
    return EXIT_TROUBLE;
}

/* True where a definition that was loaded has an invariant of the key with words of its own, which were printed. */
static bool print_invariants(Output *output, const Rules *rules, Slice key)
{
    Slice printed = SLICE(""); /* an element, its slices and those of derived profiles repeat it */
    for (uint32_t i = 0; i < rules_structure_count(rules); i++) {
        const Structure *structure = rules_structure_at(rules, i);
        for (uint32_t k = 0; k < structure_element_count(structure); k++) {
            const Element *element = structure_element_at(structure, k);
            for (uint32_t n = 0; n < element_constraint_count(element); n++) {
                const Constraint *constraint = element_constraint(element, n);
                Slice words = constraint_is_core(constraint) ? SLICE("") : constraint_human(constraint);
                if (slice_equals(constraint_key(constraint), key) && words.length > 0 &&
                    !slice_equals(words, printed)) {
                    output_text(output, printed.length > 0 ? SLICE("\n") : SLICE(""));
                    print_text(output, constraint_source(constraint), words);
                    printed = words;
                }
            }
        }
    }
    return printed.length > 0;
}

static int print_explanation(Output *output, const Rules *rules, Slice word)
{
    if (print_invariants(output, rules, word)) {
        return EXIT_FINE;
    }
    Slice text = explain_key(word);
    if (text.length == 0) {
        text = explain_obligation(word);
    }
    if (text.length == 0) {
        text = explain_element(word);
    }
    if (text.length == 0) {
        return refuse(word);
    }
    print_text(output, word, text);
    return EXIT_FINE;
}

static int run_explain(const Arguments *arguments)
{
    Output output = OUTPUT_EMPTY;
    RuleOptions chosen;
    Error error;
    int status = EXIT_TROUBLE;
    if (!rule_options_open(&chosen, arguments, &error)) {
        complain(&error);
    } else if (arguments->operand_count > 0) {
        status = print_explanation(&output, chosen.rules, slice_from(arguments->operands[0]));
    } else {
        status = print_names(&output);
    }
    rule_options_close(&chosen);
    return output_close(&output, status);
}

const Command command_explain = {
    .name = "explain",
    .title = "ipse explain",
    .operands = "[KEY]",
    .operands_minimum = 0,
    .operands_maximum = 1,
    .summary = "explain the key of an issue, and what to do",
    .description = "Explains a key at the end of an issue, an invariant (ele-1), an obligation "
                   "(SHALL:populate-if-known) or an element (ImagingStudy.series.uid). Without KEY: lists all keys. "
                   "With --package or --profile: also the invariants of these definitions, in their own words.",
    .statuses = STATUSES_DONE,
    .run = run_explain,
};
