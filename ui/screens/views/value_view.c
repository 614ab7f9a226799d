/* Value view: words first, then the bytes. */
#include "ui/screens/views/value_view.h"

#include "src/outline/narrative_text.h"
#include "src/outline/row_words.h"
#include "ui/screens/bench/cursor.h"
#include "ui/widgets/text_view.h"

/* Adds the text of a narrative; false for values that are none. */
static bool add_narrative(const Document *document, const RowView *row, TextView *view)
{
    NodeId div =
        row->is_absent ? NODE_NONE : row_narrative(document, row->node, row_type(document, row->node, row->element));
    if (div == NODE_NONE) {
        return false;
    }
    Text scratch = TEXT_EMPTY, lines = TEXT_EMPTY;
    narrative_text_lines(document_string(document, div, &scratch), &lines);
    text_view_add(view, STYLE_PLAIN, text_slice(&lines));
    text_free(&scratch);
    text_free(&lines);
    return true;
}

void value_view_open(Workbench *bench)
{
    const Document *document = bench_file(bench)->document;
    const RowView row = *bench_row(bench);
    TextView *view = text_view_new();
    Text title = TEXT_EMPTY, scratch = TEXT_EMPTY;
    names_append_trail(outline_names(bench_file(bench)->outline), row.node, row.is_absent ? row.name : (Slice){0},
                       &title);
    if (!add_narrative(document, &row, view)) {
        text_view_add(view, STYLE_PLAIN, row.words.length ? row.words : row.summary);
        text_view_end_line(view);
    }
    if (!row.is_absent) {
        bool is_simple = document_node(document, row.node)->kind <= NODE_STRING;
        text_view_end_line(view);
        text_view_add(view, STYLE_DIM, SLICE("As it is written:"));
        text_view_end_line(view);
        text_view_add(view, STYLE_STRING,
                      is_simple ? document_string(document, row.node, &scratch) : document_raw(document, row.node));
        text_view_end_line(view);
    }
    text_append_byte(&title, '\0');
    stage_push(bench->stage, text_view_as_view(view, bench->stage, title.bytes));
    text_free(&title);
    text_free(&scratch);
}
