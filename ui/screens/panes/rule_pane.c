/* Rule pane: the text about the row under the cursor, made anew when that or the document changes. */
#include "ui/screens/panes/rule_pane.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/panes/rule_text.h"

static void refresh(Workbench *bench)
{
    RulePane *pane = bench->rule;
    uint64_t revision = document_revision(bench_file(bench)->document) + 1;
    NodeId node = bench_row(bench)->node;
    bool is_same_row = pane->row == (uint32_t)bench->tree.selected && pane->node == node;
    if (!bench->is_rule_old && is_same_row && pane->revision == revision) {
        return;
    }
    bench->is_rule_old = false;
    pane->row = (uint32_t)bench->tree.selected;
    pane->node = node;
    pane->revision = revision;
    text_view_clear(pane->text);
    text_view_scroll_to(pane->text, 0);
    rule_text_fill(bench, pane->is_unfolded, pane->text);
}

void rule_pane_draw(Workbench *bench, Canvas *canvas, Rect area)
{
    if (bench_file(bench)) {
        refresh(bench);
        text_view_draw(bench->rule->text, canvas, rect_make(area.x + 1, area.y, area.width - 1, area.height));
    }
}

void rule_pane_turn(Workbench *bench)
{
    bench->rule->is_unfolded = !bench->rule->is_unfolded;
    bench->is_rule_old = true;
}

void rule_pane_open(Workbench *bench)
{
    TextView *view = text_view_new();
    rule_text_fill(bench, true, view);
    stage_push(bench->stage, text_view_as_view(view, bench->stage, "Why"));
}
