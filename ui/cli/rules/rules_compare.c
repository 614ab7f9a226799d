/* Rules compare: lines of differences. */
#include "ui/cli/rules/rules_compare.h"

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

void rules_compare_print(const Structure *left, const Structure *right, Slice path, Output *output)
{
    Printing printing = {.output = output, .path = path};
    print_profile(output, "A", left);
    print_profile(output, "B", right);
    ComparisonCounts counts = comparison_visit(left, right, print_difference, &printing);
    if (path.length > 0) {
        output_format(output, "%u difference%s\n", printing.lines, printing.lines == 1 ? "" : "s");
        return;
    }
    output_format(output, "%u of %u elements differ, %u only in A, %u only in B\n", counts.differing, counts.elements,
                  counts.only_left, counts.only_right);
}
