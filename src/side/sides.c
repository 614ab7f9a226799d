/* Sides: a checker and a report for each profile. */
#include "src/side/sides.h"

#include "src/base/systems.h"

void sides_free(Sides *sides)
{
    for (uint32_t i = 0; i < sides->count; i++) {
        if (sides->items[i].report) {
            report_free(sides->items[i].report);
        }
        checker_free(sides->items[i].checker);
    }
    *sides = (Sides){0};
}

/* True where a structure's URL ends with a word after a slash, or it is its name. */
static bool is_named(const Structure *structure, Slice word)
{
    Slice url = structure_url(structure);
    Slice end = slice_part(url, url.length > word.length ? url.length - word.length : 0, SIZE_MAX);
    bool is_last = url.length > word.length && url.bytes[url.length - word.length - 1] == '/' &&
                   slice_equals_ignoring_case(end, word);
    return is_last || slice_equals_ignoring_case(structure_name(structure), word);
}

/* The profile of the IPS for a type. */
static const Structure *find_summary(const Rules *rules, Slice type)
{
    Text url = TEXT_EMPTY;
    text_append(&url, SLICE(IPS_STRUCTURES));
    text_append(&url, type);
    text_append(&url, SLICE("-uv-ips"));
    const Structure *structure = rules_structure(rules, text_slice(&url));
    text_free(&url);
    return structure;
}

const Structure *sides_find(const Rules *rules, Slice word, Slice type)
{
    if (slice_equals_ignoring_case(word, SLICE("base")) || slice_equals_ignoring_case(word, SLICE("r4"))) {
        return rules_type(rules, type);
    }
    const Structure *found =
        slice_equals_ignoring_case(word, SLICE("ips")) ? find_summary(rules, type) : rules_structure(rules, word);
    for (uint32_t i = rules_structure_count(rules); !found && word.length > 0 && i-- > 0;) {
        const Structure *structure = rules_structure_at(rules, i);
        found = is_named(structure, word) ? structure : NULL;
    }
    return found;
}

Slice sides_word(const Structure *profile)
{
    Slice url = structure_url(profile);
    size_t at = url.length;
    while (at > 0 && url.bytes[at - 1] != '/') {
        at--;
    }
    return slice_part(url, at, SIZE_MAX);
}

bool sides_add(Sides *sides, const Rules *rules, const Structure *profile, Clock clock)
{
    if (sides->count == SIDES_MAXIMUM) {
        return false;
    }
    CheckOptions options = {.profile = structure_url(profile), .ignores_declared = true};
    sides->items[sides->count++] = (Side){.profile = profile, .checker = checker_new(rules, &options, clock)};
    sides->revision = 0;
    return true;
}

bool sides_refresh(Sides *sides, const Document *document)
{
    uint64_t revision = document_revision(document) + 1; /* 0: there are no reports */
    if (sides->revision == revision || (sides->revision && document_count(document) > SIDES_VALUES)) {
        return sides->revision == revision;
    }
    for (uint32_t i = 0; i < sides->count; i++) {
        Side *side = &sides->items[i];
        if (side->report) {
            report_free(side->report);
        }
        side->report = check_document(side->checker, document);
    }
    sides->revision = revision;
    return true;
}

/* ---- marks ---- */

static SideMark mark_of(const Issue *issue)
{
    static const SideMark marks[] = {
        [SEVERITY_NOTE] = SIDE_MARK_NOTE, [SEVERITY_WARNING] = SIDE_MARK_WARNING, [SEVERITY_ERROR] = SIDE_MARK_ERROR};
    return issue_is_gap(issue) ? SIDE_MARK_GAP : marks[issue->severity];
}

/* The worst of what is said of a missing member. */
static SideMark mark_missing(const Report *report, NodeId node, Slice missing)
{
    uint32_t first = 0, count = report_issues_of(report, node, &first);
    SideMark worst = SIDE_MARK_NONE;
    for (uint32_t i = first; i < first + count; i++) {
        const Issue *issue = report_issue(report, i);
        SideMark mark = slice_starts_with(issue->missing, missing) ? mark_of(issue) : SIDE_MARK_NONE;
        worst = mark > worst ? mark : worst;
    }
    return worst;
}

SideMark sides_mark(const Side *side, const Document *document, NodeId node, Slice missing)
{
    const Report *report = side->report;
    Severity worst = SEVERITY_NOTE;
    if (missing.length > 0) {
        return mark_missing(report, node, missing);
    }
    if (!report_worst_within(report, document, node, &worst)) {
        return SIDE_MARK_NONE;
    }
    if (worst > SEVERITY_NOTE) {
        return worst == SEVERITY_ERROR ? SIDE_MARK_ERROR : SIDE_MARK_WARNING;
    }
    uint32_t gap = report_next(report, document_node(document, node)->start, true);
    bool has_gap = gap != UINT32_MAX && document_contains(document, node, report_issue(report, gap)->node);
    return has_gap ? SIDE_MARK_GAP : SIDE_MARK_NOTE;
}

const Element *sides_element(const Side *side, const Document *document, NodeId node, Slice member)
{
    const Element *element = NULL;
    uint32_t count = member.length ? check_member_elements(side->checker, document, node, member, &element, 1)
                                   : check_elements(side->checker, document, node, &element, 1);
    return count > 0 ? element : NULL;
}
