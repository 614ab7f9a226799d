/*
 * A report as one page of HTML, which loads nothing from elsewhere: styles and script are in it, charts are inline SVG.
 * Light or dark as the reader's system is; tables can be sorted by the buttons of their heads, by keyboard too; on
 * paper the buttons, the navigation and the dark colours are gone.
 */
#include "ui/cli/output/output.h"
#include "ui/cli/reports/report_writer.h"

enum { CHART_ROWS = 12, CHART_ROW = 36, CHART_BAR = 290, CHART_WIDTH = 360, LABEL_MAXIMUM = 48 };

static const char page_head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>ipse report</title>\n<style>\n"
    ":root{--ground:#fff;--text:#1b1f24;--dim:#565d66;--line:#d0d5db;--head:#f2f4f6;--bar:#2f6fb5;--link:#0b57a4}\n"
    "@media "
    "(prefers-color-scheme:dark){:root{--ground:#14171a;--text:#e6e8ea;--dim:#a9b0b8;--line:#3a4149;--head:#20252a;"
    "--bar:#6aa5e0;--link:#8fc1f5}}\n"
    "*{box-sizing:border-box}\nbody{margin:0 "
    "auto;padding:1rem;max-width:80rem;background:var(--ground);color:var(--text);"
    "font:16px/1.5 system-ui,sans-serif}\n"
    "h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.2rem;margin:2rem 0 .25rem}p{margin:.25rem 0;color:var(--dim)}\n"
    "nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;margin:.5rem 0}\n"
    "a{color:var(--link)}.scroll{overflow-x:auto;max-width:100%}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}caption{text-align:left;color:var(--dim);padding:.25rem "
    "0}\n"
    "th,td{border-bottom:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}\ntd:not(.n){min-width:8rem}td:not(.n):last-child{min-width:14rem}\n"
    "thead th{background:var(--head);white-space:nowrap}th[scope=row]{font-weight:600;min-width:9rem}\n"
    ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    "th button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:0;cursor:pointer}\n"
    "th button::after{content:\" \\2195\"}th[aria-sort=ascending] button::after{content:\" \\2191\"}"
    "th[aria-sort=descending] button::after{content:\" \\2193\"}\n"
    ":focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
    "svg{display:block;width:100%;max-width:26rem;height:auto;margin:.5rem 0}svg text{fill:var(--text);font:13px "
    "system-ui,sans-serif}svg rect{fill:var(--bar)}\n"
    ".skip{position:absolute;left:-999rem}.skip:focus{left:1rem}\n"
    "@media "
    "print{:root{--ground:#fff;--text:#000;--dim:#333;--line:#999;--head:#eee;--bar:#555;--link:#000}nav,.skip{display:"
    "none}th "
    "button::after{content:\"\"!important}tr,svg{break-inside:avoid}.scroll{overflow:visible}body{max-width:none}}\n"
    "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the figures</a>\n";

static const char page_script[] =
    "<script>\n"
    "document.querySelectorAll('th button').forEach(function(button){button.addEventListener('click',function(){\n"
    "var head=button.closest('th'),table=head.closest('table'),body=table.tBodies[0],at=head.cellIndex;\n"
    "var "
    "isDown=head.getAttribute('aria-sort')==='ascending'||(!head.hasAttribute('aria-sort')&&head.className==='n');\n"
    "table.querySelectorAll('th[aria-sort]').forEach(function(other){other.removeAttribute('aria-sort')});\n"
    "head.setAttribute('aria-sort',isDown?'descending':'ascending');\n"
    "Array.from(body.rows).map(function(row,i){var cell=row.cells[at];return{row:row,i:i,"
    "key:head.className==='n'?parseFloat(cell.dataset.n||'-1e300'):cell.textContent}}).sort(function(a,b){\n"
    "var order=a.key<b.key?-1:a.key>b.key?1:0;return(isDown?-order:order)||a.i-b.i}).forEach(function(item){"
    "body.appendChild(item.row)})})});\n"
    "</script>\n";

/* Appends text as content or as the value of an attribute. */
static void append_escaped(Slice value, Text *html)
{
    Text visible = TEXT_EMPTY;
    visible_append(&visible, value);
    for (size_t i = 0; i < visible.length; i++) {
        char c = visible.bytes[i];
        text_append(html, c == '&'   ? SLICE("&amp;")
                          : c == '<' ? SLICE("&lt;")
                          : c == '>' ? SLICE("&gt;")
                          : c == '"' ? SLICE("&quot;")
                                     : slice_make(&visible.bytes[i], 1));
    }
    text_free(&visible);
}

/* ---- the chart ---- */

/* Appends the names of a row, shortened at the beginning. */
static void append_label(const ReportTable *table, size_t row, Text *html)
{
    Text label = TEXT_EMPTY;
    for (size_t i = 0; i < table->name_count; i++) {
        text_append(&label, i > 0 ? SLICE(" · ") : SLICE(""));
        text_append(&label, report_cell(table, row, i)->text);
    }
    if (label.length > LABEL_MAXIMUM) {
        size_t start = label.length - LABEL_MAXIMUM;
        while (start < label.length && ((unsigned char)label.bytes[start] & 0xC0) == 0x80) {
            start++;
        }
        text_append(html, SLICE("…"));
        append_escaped(slice_part(text_slice(&label), start, SIZE_MAX), html);
    } else {
        append_escaped(text_slice(&label), html);
    }
    text_free(&label);
}

static void append_chart(const ReportTable *table, Text *html)
{
    size_t rows = table->row_count < CHART_ROWS ? table->row_count : CHART_ROWS;
    Text cell = TEXT_EMPTY;
    text_format(
        html,
        "<svg viewBox=\"0 0 %d %zu\" role=\"img\" aria-label=\"%s: bars of the first %zu rows of the table below\">\n",
        CHART_WIDTH, rows * CHART_ROW, table->title, rows);
    for (size_t row = 0; row < rows; row++) {
        double share = report_cell(table, row, table->main)->number / report_most(table);
        double width = share * CHART_BAR;
        size_t y = row * CHART_ROW;
        text_clear(&cell);
        report_append_cell(table, row, table->main, &cell);
        text_format(html, "<text x=\"0\" y=\"%zu\">", y + 13);
        append_label(table, row, html);
        text_format(html, "</text><rect x=\"0\" y=\"%zu\" width=\"%.1f\" height=\"13\"/><text x=\"%.1f\" y=\"%zu\">",
                    y + 18, width, width + 5, y + 29);
        append_escaped(text_slice(&cell), html);
        text_append(html, SLICE("</text>\n"));
    }
    text_append(html, SLICE("</svg>\n"));
    text_free(&cell);
}

/* ---- the table ---- */

static void append_heads(const ReportTable *table, Text *html)
{
    text_append(html, SLICE("<thead><tr>"));
    for (size_t i = 0; i < table->column_count; i++) {
        text_format(html, "<th scope=\"col\"%s><button type=\"button\">%s</button></th>",
                    table->columns[i].kind == COLUMN_TEXT ? "" : " class=\"n\"", table->columns[i].title);
    }
    text_append(html, SLICE("</tr></thead>\n<tbody>\n"));
}

static void append_row(const ReportTable *table, size_t row, Text *html)
{
    Text cell = TEXT_EMPTY;
    text_append(html, SLICE("<tr>"));
    for (size_t i = 0; i < table->column_count; i++) {
        const ReportCell *value = report_cell(table, row, i);
        text_clear(&cell);
        report_append_cell(table, row, i, &cell);
        if (table->columns[i].kind == COLUMN_TEXT) {
            text_append(html, i == 0 ? SLICE("<th scope=\"row\">") : SLICE("<td>"));
        } else if (value->is_empty) {
            text_append(html, SLICE("<td class=\"n\">"));
        } else {
            text_format(html, "<td class=\"n\" data-n=\"%.6g\">", value->number);
        }
        append_escaped(text_slice(&cell), html);
        text_append(html, i == 0 ? SLICE("</th>") : SLICE("</td>"));
    }
    text_append(html, SLICE("</tr>\n"));
    text_free(&cell);
}

static void append_section(const ReportTable *table, Text *html)
{
    text_format(html, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", table->id, table->id, table->title);
    if (table->row_count == 0) {
        text_append(html, SLICE("<p>None.</p>\n</section>\n"));
        return;
    }
    if (strcmp(table->id, "totals") != 0) {
        append_chart(table, html);
    }
    text_format(html,
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table: "
                "%s\">\n<table>\n<caption>%s</caption>\n",
                table->title, table->note);
    append_heads(table, html);
    for (size_t row = 0; row < table->row_count; row++) {
        append_row(table, row, html);
    }
    text_append(html, SLICE("</tbody>\n</table>\n</div>\n</section>\n"));
}

static void write_html(const ReportTables *tables, Text *html)
{
    text_append(html, slice_from(page_head));
    text_append(html, SLICE("<header>\n<h1>ipse report</h1>\n<p>ipse " IPSE_VERSION));
    if (tables->before.length > 0) {
        text_append(html, SLICE(" · compared with "));
        append_escaped(tables->before, html);
    }
    text_append(html, SLICE("</p>\n</header>\n<nav aria-label=\"Tables\"><ul>\n"));
    for (size_t i = 0; i < tables->count; i++) {
        text_format(html, "<li><a href=\"#%s\">%s</a></li>\n", tables->items[i].id, tables->items[i].title);
    }
    text_append(html, SLICE("</ul></nav>\n<main id=\"content\">\n"));
    for (size_t i = 0; i < tables->count; i++) {
        append_section(&tables->items[i], html);
    }
    text_append(html, SLICE("</main>\n"));
    text_append(html, slice_from(page_script));
    text_append(html, SLICE("</body>\n</html>\n"));
}

const ReportWriter report_writer_html = {.name = "html", .write = write_html};
