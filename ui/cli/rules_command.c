/* `ipse rules`: what a profile says, element by element, or all that it says of one. */
#include "src/base/systems.h"
#include "src/base/utf8.h"
#include "src/profile/facts/explain.h"
#include "src/profile/pack/actors.h"
#include "src/profile/terminology.h"
#include "src/side/sides.h"
#include "ui/cli/command.h"
#include "ui/cli/help.h"
#include "ui/cli/output/output.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/rules/rules_compare.h"
#include "ui/cli/rules/rules_find.h"

#define DEFAULT_TYPE  "ImagingStudy"
#define CODES_SHOWN   20u
#define NAME_CELLS    50u
#define CARDINALITY   8u
#define TYPE_CELLS    26u
#define DETAIL_INDENT "  "

/* What is printed, and for whom. */
typedef struct PrintedRules {
    const Rules *rules;
    Checker *checker;
    Slice actor; /* only this actor's obligations; empty: all */
    Output output;
} PrintedRules;

static void say(PrintedRules *listing, Slice text)
{
    output_visible(&listing->output, text);
}

static void report_plain(PrintedRules *listing, const char *text)
{
    output_text(&listing->output, slice_from(text));
}

/* Fills a column: the text, and blanks up to its width. */
static void append_column(Text *row, Slice text, size_t cells)
{
    visible_append(row, text);
    size_t width = utf8_text_width(text);
    text_append_repeated(row, ' ', width + 2 > cells ? 2 : cells - width);
}

/* The last part of a URL, without a version; of FHIRPath's System.String what stands after the point. */
static Slice short_name(Slice url)
{
    url = slice_part(url, 0, slice_find(url, SLICE("|"), 0));
    size_t start = url.length;
    while (start > 0 && url.bytes[start - 1] != '/') {
        start--;
    }
    url = slice_part(url, start, SIZE_MAX);
    return slice_starts_with(url, SLICE("System.")) ? slice_part(url, 7, SIZE_MAX) : url;
}

/* The title of a value set where it is known here, else the last part of its URL. */
static Slice value_set_title(const Rules *rules, Slice url)
{
    const ValueSet *set = rules_value_set(rules, url);
    return set ? value_set_name(set) : short_name(url);
}

static void append_cardinality(Text *text, const Element *element)
{
    text_format(text, "%u..", element_minimum(element));
    if (element_maximum(element) == MAXIMUM_UNBOUNDED) {
        text_append_byte(text, '*');
    } else {
        text_format(text, "%u", element_maximum(element));
    }
}

/* Appends "Reference(Patient-uv-ips, Group)"; a FHIRPath type URL by its last part. */
static void append_type(Text *text, const ElementType *type)
{
    text_append(text, short_name(type_code(type)));
    for (uint32_t i = 0; i < type_profile_count(type); i++) {
        text_append(text, i == 0 ? SLICE(" by ") : SLICE(", "));
        text_append(text, short_name(type_profile(type, i)));
    }
    for (uint32_t i = 0; i < type_target_count(type); i++) {
        text_append(text, i == 0 ? SLICE("(") : SLICE(" | "));
        text_append(text, short_name(type_target(type, i)));
    }
    text_append(text, type_target_count(type) > 0 ? SLICE(")") : SLICE(""));
}

/* Appends the names of the types alone. */
static void append_type_names(Text *text, const Element *element)
{
    uint32_t count = element_type_count(element);
    for (uint32_t i = 0; i < count && i < 3; i++) {
        text_append(text, i > 0 ? SLICE("|") : SLICE(""));
        text_append(text, short_name(type_code(element_type(element, i))));
    }
    text_append(text, count > 3 ? SLICE("|…") : SLICE(""));
}

static const char *strength_name(BindingStrength strength)
{
    static const char *const names[] = {
        [BINDING_NONE] = "",
        [BINDING_EXAMPLE] = "example",
        [BINDING_PREFERRED] = "preferred",
        [BINDING_EXTENSIBLE] = "extensible",
        [BINDING_REQUIRED] = "required",
    };
    return names[strength];
}

/* True where the listing shows the obligation. */
static bool is_shown(const PrintedRules *listing, const Obligation *obligation)
{
    return obligation_is_of(obligation, listing->actor);
}

/* Appends "Creator SHALL:populate-if-known, Consumer SHALL:handle SHOULD:display". */
static void append_obligations(const PrintedRules *listing, const Element *element, Text *text)
{
    Slice last = SLICE("");
    bool is_first = true;
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        if (!is_shown(listing, &obligation)) {
            continue;
        }
        bool is_same = !is_first && slice_equals(obligation.actor_name, last);
        text_append(text, is_first ? SLICE("") : is_same ? SLICE(" ") : SLICE(", "));
        if (!is_same) {
            text_append(text, obligation.actor_name.length > 0 ? obligation.actor_name : SLICE("any actor"));
            text_append_byte(text, ' ');
        }
        text_append(text, obligation.code);
        last = obligation.actor_name;
        is_first = false;
    }
}

/* Prints an element as a row: path, cardinality, types, binding, obligations. */
static void print_row(PrintedRules *listing, const Element *element)
{
    Text cell = TEXT_EMPTY;
    Text row = TEXT_EMPTY;
    append_column(&row, element_id(element), NAME_CELLS);
    append_cardinality(&cell, element);
    append_column(&row, text_slice(&cell), CARDINALITY);
    text_clear(&cell);
    append_type_names(&cell, element);
    append_column(&row, text_slice(&cell), TYPE_CELLS);
    text_clear(&cell);
    append_obligations(listing, element, &cell);
    if (element_binding_strength(element) >= BINDING_EXTENSIBLE) {
        text_format(&cell, "%s%s ", cell.length > 0 ? "; " : "", strength_name(element_binding_strength(element)));
        text_append(&cell, value_set_title(listing->rules, element_binding_value_set(element)));
    }
    visible_append(&row, text_slice(&cell));
    output_text(&listing->output, slice_trim(text_slice(&row)));
    report_plain(listing, "\n");
    text_free(&row);
    text_free(&cell);
}

/* Prints "ImagingStudy (IPS) 2.0.0  URL". */
static void print_structure(PrintedRules *listing, const Structure *structure)
{
    say(listing, structure_title(structure));
    report_plain(listing, structure_version(structure).length > 0 ? " " : "");
    say(listing, structure_version(structure));
    report_plain(listing, "  ");
    say(listing, structure_url(structure));
    report_plain(listing, "\n");
}

/* ---- all about one element ---- */

/* Prints a line "  NAME  TEXT", and nothing where the text is empty. */
static void print_detail(PrintedRules *listing, const char *name, Slice text)
{
    if (text.length > 0) {
        output_format(&listing->output, DETAIL_INDENT "%-13s", name);
        say(listing, text);
        report_plain(listing, "\n");
    }
}

static void print_types(PrintedRules *listing, const Element *element)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        Text text = TEXT_EMPTY;
        append_type(&text, element_type(element, i));
        print_detail(listing, i == 0 ? "type" : "", text_slice(&text));
        text_free(&text);
    }
}

typedef struct PrintedCodes {
    PrintedRules *listing;
    unsigned count;
} PrintedCodes;

static bool print_code(void *context, const Concept *concept)
{
    PrintedCodes *list = context;
    if (list->count == CODES_SHOWN) {
        print_detail(list->listing, "", SLICE("…"));
        return false;
    }
    list->count++;
    Text text = TEXT_EMPTY;
    append_column(&text, concept->code, 16);
    visible_append(&text, concept->display);
    print_detail(list->listing, "", text_slice(&text));
    text_free(&text);
    return true;
}

static void print_binding(PrintedRules *listing, const Element *element)
{
    Slice url = element_binding_value_set(element);
    if (element_binding_strength(element) == BINDING_NONE) {
        return;
    }
    Text text = TEXT_EMPTY;
    text_format(&text, "%s: ", strength_name(element_binding_strength(element)));
    text_append(&text, url);
    print_detail(listing, "binding", text_slice(&text));
    text_free(&text);
    const ValueSet *set = rules_value_set(listing->rules, url);
    if (set) {
        value_set_visit(listing->rules, set, print_code, &(PrintedCodes){.listing = listing});
    }
    for (uint32_t i = 0; i < element_additional_binding_count(element); i++) {
        print_detail(listing, i == 0 ? "also" : "", element_additional_binding_value_set(element, i));
    }
}

/* Appends "KEY       error    EXPRESSION". */
static void append_constraint(Text *text, const Constraint *constraint)
{
    append_column(text, constraint_key(constraint), 10);
    text_append(text, constraint_is_error(constraint) ? SLICE("error    ") : SLICE("warning  "));
    text_append(text, constraint_expression(constraint));
}

/* The words of a definition that was loaded for its invariant; empty for invariants of FHIR. */
static Slice words_of(const Constraint *constraint)
{
    return constraint_is_core(constraint) ? SLICE("") : constraint_human(constraint);
}

static void print_constraints(PrintedRules *listing, const Element *element)
{
    for (uint32_t i = 0; i < element_constraint_count(element); i++) {
        const Constraint *constraint = element_constraint(element, i);
        Text text = TEXT_EMPTY;
        append_constraint(&text, constraint);
        print_detail(listing, i == 0 ? "invariants" : "", text_slice(&text));
        text_free(&text);
        print_detail(listing, "", words_of(constraint));
    }
}

static void print_obligations(PrintedRules *listing, const Element *element)
{
    bool is_first = true;
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        if (is_shown(listing, &obligation)) {
            Text text = TEXT_EMPTY;
            append_column(&text, obligation.actor_name.length > 0 ? obligation.actor_name : SLICE("any actor"), 12);
            text_append(&text, obligation.code);
            print_detail(listing, is_first ? "obligations" : "", text_slice(&text));
            text_free(&text);
            is_first = false;
        }
    }
}

/* Prints what the element is for, where there are words for it. */
static void print_explanation(PrintedRules *listing, const Element *element)
{
    Slice words = explain_element(element_path(element));
    if (words.length > 0) {
        Text text = TEXT_EMPTY;
        text_append(&text, SLICE(DETAIL_INDENT));
        help_append_paragraph(&text, sizeof DETAIL_INDENT - 1, words);
        output_text(&listing->output, text_slice(&text));
        text_free(&text);
    }
}

/* Prints the slices of an element, each with what tells it apart. */
static void print_slices(PrintedRules *listing, const Element *element)
{
    for (uint32_t i = 0; i < element_slice_count(element); i++) {
        const Element *slice = element_slice(element, i);
        Text text = TEXT_EMPTY;
        text_append(&text, element_slice_name(slice));
        checker_append_sign(listing->checker, slice, &text);
        print_detail(listing, i == 0 ? "slices" : "", text_slice(&text));
        text_free(&text);
    }
}

static void print_element(PrintedRules *listing, const Element *element)
{
    say(listing, element_id(element));
    report_plain(listing, "\n");
    print_explanation(listing, element);
    Text text = TEXT_EMPTY;
    append_cardinality(&text, element);
    text_append(&text, element_is_modifier(element) ? SLICE(", changes the meaning of the rest") : SLICE(""));
    text_append(&text, element_is_must_support(element) ? SLICE(", must be supported") : SLICE(""));
    print_detail(listing, "cardinality", text_slice(&text));
    text_free(&text);
    print_types(listing, element);
    print_detail(listing, "fixed", element_fixed(element, NULL));
    print_detail(listing, "pattern", element_pattern(element, NULL));
    print_obligations(listing, element);
    print_binding(listing, element);
    print_constraints(listing, element);
    print_slices(listing, element);
    print_detail(listing, "source", structure_url(element_structure(element)));
}

/* ---- which structure, which element ---- */

/* The element that an element is a slice of; NULL where it is no slice. */
static const Element *sliced_of(const Element *element)
{
    const Element *parent = element_slice_name(element).length > 0 ? element_parent(element) : NULL;
    for (uint32_t i = 0; parent && i < element_child_count(parent); i++) {
        if (slice_equals(element_name(element_child(parent, i)), element_name(element))) {
            return element_child(parent, i);
        }
    }
    return NULL;
}

/* True for an invariant that an element states: neither its base nor, of a slice, what is sliced has it. */
static bool is_own_constraint(const Structure *structure, const Element *element, const Constraint *constraint)
{
    const Element *sliced = sliced_of(element);
    bool is_repeated = false;
    for (uint32_t i = 0; sliced && i < element_constraint_count(sliced); i++) {
        is_repeated |= slice_equals(constraint_key(element_constraint(sliced, i)), constraint_key(constraint));
    }
    return !is_repeated && slice_equals(constraint_source(constraint), structure_url(structure));
}

/* Prints an invariant with its element, and below it the words of a definition that was loaded. */
static void print_own_constraint(PrintedRules *listing, const Element *element, const Constraint *constraint)
{
    Text row = TEXT_EMPTY;
    append_column(&row, element_id(element), NAME_CELLS);
    Text cell = TEXT_EMPTY;
    append_constraint(&cell, constraint);
    visible_append(&row, text_slice(&cell));
    text_free(&cell);
    text_append_byte(&row, '\n');
    if (words_of(constraint).length > 0) {
        text_append_repeated(&row, ' ', NAME_CELLS);
        visible_append(&row, words_of(constraint));
        text_append_byte(&row, '\n');
    }
    output_text(&listing->output, text_slice(&row));
    text_free(&row);
}

/* Prints the invariants that a structure states. */
static void print_own_constraints(PrintedRules *listing, const Structure *structure)
{
    for (uint32_t i = 0; i < structure_element_count(structure); i++) {
        const Element *element = structure_element_at(structure, i);
        for (uint32_t k = 0; k < element_constraint_count(element); k++) {
            const Constraint *constraint = element_constraint(element, k);
            if (is_own_constraint(structure, element, constraint)) {
                print_own_constraint(listing, element, constraint);
            }
        }
    }
}

/* Prints the rows of a structure, and the invariants that it states. */
static int print_all(PrintedRules *listing, const Structure *structure)
{
    print_structure(listing, structure);
    for (uint32_t i = 0; i < structure_element_count(structure); i++) {
        print_row(listing, structure_element_at(structure, i));
    }
    print_own_constraints(listing, structure);
    return EXIT_FINE;
}

static int print_path(PrintedRules *listing, const Structure *structure, Slice rest, const char *path)
{
    const Element *element = rules_find_id(structure, rest);
    element = element ? element : rules_follow(listing->rules, structure_root(structure), rest);
    if (element) {
        print_element(listing, element);
        return EXIT_FINE;
    }
    Error error;
    error_set(&error, ERROR_NOT_FOUND, path, "unknown element of the profile %.*s; `ipse rules` lists all elements",
              SLICE_ARGS(structure_name(structure)));
    complain(&error);
    return EXIT_TROUBLE;
}

/* Prints what the path asks for: a structure by its type, or an element of it. */
static int print_rules(PrintedRules *listing, const RuleOptions *chosen, const char *path)
{
    Slice words = slice_from(path);
    Slice type = slice_part(words, 0, slice_find(words, SLICE("."), 0));
    bool is_type = rules_type(chosen->rules, type) != NULL;
    const Structure *structure = rules_find_structure(chosen->rules, is_type ? type : SLICE(DEFAULT_TYPE));
    if (chosen->options.profile.length > 0) {
        structure = rules_structure(chosen->rules, chosen->options.profile);
    }
    bool has_type = is_type || slice_equals(type, structure_type(structure));
    Slice rest = has_type ? slice_part(words, type.length + 1, SIZE_MAX) : words;
    return rest.length == 0 ? print_all(listing, structure) : print_path(listing, structure, rest, path);
}

/* ---- two profiles ---- */

/* The profile that a word names, or that is in a file of that name; NULL with a sentence. */
static const Structure *profile_of(RuleOptions *chosen, const char *word, Error *error)
{
    const Structure *found = sides_find(chosen->rules, slice_from(word), SLICE(DEFAULT_TYPE));
    if (!found && rule_options_choose_profile(chosen, word, true, error)) {
        found = rules_structure(chosen->rules, chosen->options.profile);
    }
    return found;
}

/* Prints the differences of two profiles, perhaps of an element. */
static int compare_profiles(const Arguments *arguments, RuleOptions *chosen)
{
    Error error;
    Output output = OUTPUT_EMPTY;
    bool is_named =
        arguments->operand_count >= 2 || error_set(&error, ERROR_NOT_POSSIBLE, NULL, "'--compare' requires 2 profiles");
    const Structure *left = is_named ? profile_of(chosen, arguments->operands[0], &error) : NULL;
    const Structure *right = left ? profile_of(chosen, arguments->operands[1], &error) : NULL;
    Slice path = slice_from(arguments->operand_count > 2 ? arguments->operands[2] : "");
    bool is_done = right && rules_compare_print(chosen->rules, left, right, path, &output, &error);
    if (!is_done) {
        complain(&error);
    }
    return output_close(&output, is_done ? EXIT_FINE : EXIT_TROUBLE);
}

static int run_rules(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    int status = EXIT_TROUBLE;
    bool is_comparison = arguments_has(arguments, OPTION_COMPARE);
    if (!is_comparison && arguments->operand_count > 1) {
        error_set(&error, ERROR_NOT_POSSIBLE, arguments->operands[1], "one path is allowed, except with '--compare'");
        complain(&error);
        return EXIT_TROUBLE;
    }
    if (!rule_options_open(&chosen, arguments, &error)) {
        complain(&error);
    } else if (is_comparison) {
        status = compare_profiles(arguments, &chosen);
    } else {
        PrintedRules listing = {.rules = chosen.rules,
                                .checker = checker_new(chosen.rules, &chosen.options, clock_system()),
                                .actor = chosen.options.actor};
        status = print_rules(&listing, &chosen, arguments->operand_count > 0 ? arguments->operands[0] : DEFAULT_TYPE);
        status = output_close(&listing.output, status);
        checker_free(listing.checker);
    }
    rule_options_close(&chosen);
    return status;
}

const Command command_rules = {
    .name = "rules",
    .title = "ipse rules",
    .operands = "[PATH] | --compare A B [PATH]",
    .operands_minimum = 0,
    .operands_maximum = 3,
    .summary = "print the rules of a profile, for all elements or one element",
    .description =
        "Prints the elements of a profile with cardinality, types, obligations and binding, or all rules of "
        "the element at PATH (ImagingStudy.series.modality, or a listed id, with slices). The invariants of "
        "the profile follow the elements. A path that starts with another type (Patient.name) uses the IPS "
        "profile of that type. With --compare, prints what profiles A and B say differently, a line each: ELEMENT: "
        "RULE: A → B. A profile is a URL, the last part of one, a file, 'ips' or 'base' (of ImagingStudy).",
    .statuses = STATUSES_DONE,
    .run = run_rules,
};
