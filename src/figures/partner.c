/* Partner: findings by severity, as Markdown. */
#include "src/figures/partner.h"

#include "src/base/slice_map.h"
#include "src/base/utf8.h"
#include "src/check/report/issue_words.h"

/* Appends text so that it is no Markdown and no HTML: marks are escaped, line breaks are spaces, unseen characters
 * \uXXXX. */
static void append_plain(Slice text, Text *markdown)
{
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        bool is_valid = true;
        uint32_t character = utf8_next(text, &offset, &is_valid);
        if (!is_valid) {
            text_format(markdown, "\\\\x%02x", (unsigned char)text.bytes[start]);
        } else if (character == '\n' || character == '\r' || character == '\t') {
            text_append_byte(markdown, ' ');
        } else if (utf8_is_unseen(character)) {
            text_format(markdown, "\\\\u%04x", (unsigned)character);
        } else {
            bool is_mark = character < 0x80 && strchr("\\`*_{}[]<>#|~&!", (int)character);
            text_append(markdown, is_mark ? SLICE("\\") : SLICE(""));
            text_append(markdown, slice_part(text, start, offset - start));
        }
    }
}

/* Appends text as code. Backquotes in it, of paths with unusual names, become quotes. */
static void append_code(Slice text, Text *markdown)
{
    Text plain = TEXT_EMPTY;
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        bool is_valid = true;
        uint32_t character = utf8_next(text, &offset, &is_valid);
        if (!is_valid || utf8_is_unseen(character) || character == '\n') {
            text_format(&plain, "\\u%04x", (unsigned)character);
        } else {
            text_append(&plain, character == '`' ? SLICE("'") : slice_part(text, start, offset - start));
        }
    }
    text_format(markdown, "`%.*s`", SLICE_ARGS(text_slice(&plain)));
    text_free(&plain);
}

/* The sections, the worst first. */
typedef enum Part { PART_ERRORS, PART_WARNINGS, PART_GAPS, PART_NOTES, PART_COUNT } Part;

static const char *const part_titles[PART_COUNT] = {
    [PART_ERRORS] = "Errors", [PART_WARNINGS] = "Warnings", [PART_GAPS] = "Gaps", [PART_NOTES] = "Notes"};

static Part part_of(const Issue *issue)
{
    return issue->severity == SEVERITY_ERROR     ? PART_ERRORS
           : issue->severity == SEVERITY_WARNING ? PART_WARNINGS
           : issue_is_gap(issue)                 ? PART_GAPS
                                                 : PART_NOTES;
}

static void append_issue(const PartnerRecord *record, const Issue *issue, Text *markdown)
{
    Position position = document_position(record->document, issue->span.start);
    Text path = TEXT_EMPTY;
    report_append_issue_path(record->report, issue, &path);
    text_append(markdown, SLICE("- "));
    append_code(text_slice(&path), markdown);
    text_format(markdown, " (line %u, column %u): ", position.line + record->line - 1, position.column);
    append_plain(issue->message, markdown);
    if (issue->detail.length > 0) {
        text_append(markdown, SLICE(" Rule: "));
        append_plain(issue->detail, markdown);
        text_append(markdown, SLICE("."));
    }
    text_append_byte(markdown, '\n');
    text_free(&path);
}

/* Appends all issues of a part that have the key of one of them, with what the key means. */
static void append_kind(const PartnerRecord *record, uint32_t first, Text *markdown)
{
    const Issue *issue = report_issue(record->report, first);
    Slice explanation = issue_words(issue);
    text_append(markdown, SLICE("\n### "));
    append_plain(issue->id == KEY_INVARIANT ? slice_from(issue->key) : slice_from(key_row(issue->id)->title), markdown);
    text_append(markdown, SLICE("\n\n"));
    if (explanation.length > 0) {
        append_plain(explanation, markdown);
        text_append(markdown, SLICE("\n\n"));
    }
    for (uint32_t i = first; i < report_count(record->report); i++) {
        const Issue *other = report_issue(record->report, i);
        if (strcmp(other->key, issue->key) == 0 && part_of(other) == part_of(issue)) {
            append_issue(record, other, markdown);
        }
    }
}

static void append_part(const PartnerRecord *record, Part part, Text *markdown)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < report_count(record->report); i++) {
        count += part_of(report_issue(record->report, i)) == part;
    }
    if (count == 0) {
        return;
    }
    text_format(markdown, "\n## %s (%u)\n", part_titles[part], count);
    SliceMap kinds = SLICE_MAP_EMPTY;
    for (uint32_t i = 0; i < report_count(record->report); i++) {
        const Issue *issue = report_issue(record->report, i);
        bool is_new = false;
        if (part_of(issue) == part) {
            slice_map_add(&kinds, slice_from(issue->key), &is_new);
        }
        if (is_new) {
            append_kind(record, i, markdown);
        }
    }
    slice_map_free(&kinds);
}

void partner_append(const PartnerRecord *record, Text *markdown)
{
    const Document *document = record->document;
    NodeId root = document_node(document, 0)->kind == NODE_LINES ? document_first_child(document, 0) : 0;
    const Structure *profile = root == NODE_NONE ? NULL : check_profile(record->checker, document, root);
    text_append(markdown, SLICE("# Findings in "));
    append_plain(record->name, markdown);
    if (record->is_line) {
        text_format(markdown, ", line %u", record->line);
    }
    text_append(markdown, SLICE("\n\nChecked with ipse " IPSE_VERSION));
    if (profile) {
        text_append(markdown, SLICE(" against "));
        append_plain(structure_title(profile), markdown);
        text_append(markdown, SLICE(" "));
        append_plain(structure_version(profile), markdown);
        text_append(markdown, SLICE(" ("));
        append_code(structure_url(profile), markdown);
        text_append_byte(markdown, ')');
    }
    text_append(markdown, report_count(record->report) > 0 ? SLICE(".\n") : SLICE(". No issues.\n"));
    for (Part part = PART_ERRORS; part < PART_COUNT; part++) {
        append_part(record, part, markdown);
    }
}
