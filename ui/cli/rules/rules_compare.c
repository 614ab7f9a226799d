/* Rules compare: lines of differences. */
#include "ui/cli/rules/rules_compare.h"

#include "ui/cli/rules/rules_find.h"

typedef struct Printing {
    Output *output;
    Slice path;
    uint32_t lines;
} Printing;

static void print_profile(Output *output, const char *side, const Structure *structure)
{
    output_format(output, "%s  ", side);
    output_visible(output, structure_title(structure));
    output_text(output, SLICE(" "));
    output_visible(output, structure_version(structure));
    output_text(output, SLICE("  "));
    output_visible(output, structure_url(structure));
    output_text(output, SLICE("\n"));
}

/* True for an element at a path or below it; slices of an element are below it. */
static bool is_within(Slice id, Slice path)
{
    if (path.length == 0) {
        return true;
    }
    char after = id.length > path.length ? id.bytes[path.length] : '.';
    return slice_starts_with(id, path) && (after == '.' || after == ':' || after == '[');
}

static void print_said(Printing *printing, Slice text)
{
    if (text.length > 0) {
        output_visible(printing->output, text);
    } else {
        output_text(printing->output, SLICE("-"));
    }
}

/* Prints what is said of an element that one profile alone names: its cardinality and types. */
static void print_alone(Printing *printing, const Difference *difference)
{
    Text cardinality = TEXT_EMPTY, types = TEXT_EMPTY;
    const Element *element = difference->left ? difference->left : difference->right;
    facet_append(FACET_CARDINALITY, element, &cardinality);
    facet_append(FACET_TYPES, element, &types);
    output_format(printing->output, ": only %s: ", difference->left ? "A" : "B");
    output_visible(printing->output, text_slice(&cardinality));
    output_text(printing->output, SLICE(" "));
    output_visible(printing->output, text_slice(&types));
    text_free(&cardinality);
    text_free(&types);
}

static void print_difference(void *context, const Difference *difference)
{
    Printing *printing = context;
    if (!is_within(difference->id, printing->path)) {
        return;
    }
    output_visible(printing->output, difference->id);
    if (!difference->left || !difference->right) {
        print_alone(printing, difference);
    } else {
        output_format(printing->output, ": %s: ", facet_name(difference->facet));
        print_said(printing, difference->left_text);
        output_text(printing->output, SLICE(" → "));
        print_said(printing, difference->right_text);
    }
    output_text(printing->output, SLICE("\n"));
    printing->lines++;
}

/* The id of the element that a path leads to in a profile; NULL where it has none. */
static const Element *find_element(const Rules *rules, const Structure *structure, Slice path)
{
    Slice type = structure_type(structure);
    bool has_type = slice_starts_with(path, type) && (path.length == type.length || path.bytes[type.length] == '.');
    Slice rest = has_type ? slice_part(path, type.length + 1, SIZE_MAX) : path;
    if (rest.length == 0) {
        return structure_root(structure);
    }
    const Element *element = rules_find_id(structure, rest);
    return element ? element : rules_follow(rules, structure_root(structure), rest);
}

bool rules_compare_print(const Rules *rules, const Structure *left, const Structure *right, Slice path, Output *output,
                         Error *error)
{
    Slice type = structure_type(left), other = structure_type(right);
    if (!slice_equals(type, other)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL,
                         "the profiles are for different types: A for %.*s, B for %.*s", SLICE_ARGS(type),
                         SLICE_ARGS(other));
    }
    if (path.length > 0) {
        const Element *element = find_element(rules, left, path);
        element = element ? element : find_element(rules, right, path);
        if (!element) {
            return error_set(error, ERROR_NOT_FOUND, NULL,
                             "unknown element in both profiles: %.*s; `ipse rules` lists all elements",
                             SLICE_ARGS(path));
        }
        bool is_of_type =
            slice_starts_with(element_id(element), type); /* else of a data type, which has no differences */
        path = is_of_type ? element_id(element) : path;
    }
    Printing printing = {.output = output, .path = path};
    print_profile(output, "A", left);
    print_profile(output, "B", right);
    ComparisonCounts counts = comparison_visit(left, right, print_difference, &printing);
    if (path.length > 0) {
        output_format(output, "%u difference%s\n", printing.lines, printing.lines == 1 ? "" : "s");
        return true;
    }
    output_format(output, "%u of %u element%s differ, %u only in A, %u only in B\n", counts.differing, counts.elements,
                  counts.elements == 1 ? "" : "s", counts.only_left, counts.only_right);
    return true;
}
