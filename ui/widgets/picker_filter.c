/*
 * Picker: which rows are shown, in which order, and which is selected.
 *
 * Entries stand in the source's order with headings of groups between them, or by score when something is typed.
 * Headings are never selected.
 */
#include "src/base/memory.h"
#include "ui/widgets/fuzzy.h"
#include "ui/widgets/picker_inside.h"

#include <stdlib.h>

enum { SCATTERED_LEAST = 4, MEASURED_MAXIMUM = 96 };

enum { RANK_ANY = 0, RANK_BEGINNING, RANK_WHOLE, RANK_NAMED };

static void add_entry(Picker *picker, PickerEntry entry)
{
    ARRAY_RESERVE(picker->entries, picker->capacity, picker->count + 1);
    picker->entries[picker->count++] = entry;
}

/* Writes what a row is searched by. */
static Slice search_text(const PickerRow *row, Text *text)
{
    const Slice parts[] = {row->code, row->display, row->note, row->group, row->search};
    text_clear(text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (row->is_named && parts[i].bytes != row->code.bytes && parts[i].bytes != row->search.bytes) {
            continue;
        }
        text_append(text, i ? SLICE(" ") : SLICE(""));
        text_append(text, slice_part(parts[i], 0, PICKER_TEXT_MAXIMUM));
    }
    return text_slice(text);
}

/* All rows in the source's order, under their headings. */
static void list_all(Picker *picker)
{
    Text group = TEXT_EMPTY;
    for (size_t i = 0; i < picker->source.count; i++) {
        PickerRow row = picker->source.row(picker->source.context, i);
        if (row.group.length && !slice_equals(row.group, text_slice(&group))) {
            text_clear(&group);
            text_append(&group, row.group);
            add_entry(picker, (PickerEntry){.position = i, .is_heading = true});
        }
        add_entry(picker, (PickerEntry){.position = i});
    }
    text_free(&group);
}

/* True when a text begins with the pattern, in whatever letters. */
static bool begins(Slice text, Slice pattern)
{
    return text.length >= pattern.length && slice_equals_ignoring_case(slice_part(text, 0, pattern.length), pattern);
}

/* True when the code of a row, or one of the words that it is also found by, begins with the pattern. */
static bool begins_name(const PickerRow *row, Slice pattern)
{
    Slice rest = row->search;
    bool is_found = begins(row->code, pattern);
    while (rest.length && !is_found) {
        is_found = begins(rest, pattern);
        size_t end = slice_find(rest, SLICE(" "), 0);
        rest = end == SIZE_MAX ? (Slice){0} : slice_part(rest, end + 1, rest.length);
    }
    return is_found;
}

/* True when the display of a row is the pattern, but for what stands in brackets after it: "Angina (disorder)". */
static bool is_display(const PickerRow *row, Slice pattern)
{
    Slice rest = begins(row->display, pattern) ? slice_part(row->display, pattern.length, SIZE_MAX) : row->display;
    return rest.length < row->display.length && (rest.length == 0 || slice_starts_with(rest, SLICE(" (")));
}

static uint8_t rank_of(const PickerRow *row, Slice pattern)
{
    return is_display(row, pattern) ? RANK_WHOLE : begins_name(row, pattern) ? RANK_BEGINNING : RANK_ANY;
}

/* Whole names first, then beginnings of names, then better scores; equal ones in the source's order. */
static int compare_entries(const void *a, const void *b)
{
    const PickerEntry *first = a;
    const PickerEntry *second = b;
    if (first->rank != second->rank) {
        return first->rank > second->rank ? -1 : 1;
    }
    if (first->score != second->score) {
        return first->score > second->score ? -1 : 1;
    }
    return first->position < second->position ? -1 : first->position > second->position;
}

/* Letters that lie apart find what nothing else does; where rows have what is typed as it is, they alone are meant,
 * unless little is typed. */
static void drop_scattered(Picker *picker, Slice pattern)
{
    bool any_stands = false;
    size_t kept = 0;
    for (size_t i = 0; i < picker->count; i++) {
        any_stands = any_stands || picker->entries[i].stands;
    }
    for (size_t i = 0; i < picker->count && any_stands && pattern.length >= SCATTERED_LEAST; i++) {
        const PickerEntry entry = picker->entries[i];
        picker->entries[kept] = entry;
        kept += entry.stands || entry.rank == RANK_NAMED;
    }
    picker->count = any_stands && pattern.length >= SCATTERED_LEAST ? kept : picker->count;
}

/* The rows that match, the named one and then the best first. A match in the code or the display counts more than one
 * in note or group. */
static void list_matches(Picker *picker, Slice pattern)
{
    Text text = TEXT_EMPTY;
    Slice typed = line_editor_text(picker->editor);
    size_t named = picker->source.named ? picker->source.named(picker->source.context, slice_trim(typed)) : SIZE_MAX;
    for (size_t i = 0; i < picker->source.count; i++) {
        PickerRow row = picker->source.row(picker->source.context, i);
        uint32_t code = fuzzy_score(row.code, pattern, NULL);
        Slice shown = row.is_named ? (Slice){0} : slice_part(row.display, 0, PICKER_TEXT_MAXIMUM);
        uint32_t display = fuzzy_score(shown, pattern, NULL);
        uint32_t all = fuzzy_score(search_text(&row, &text), pattern, NULL);
        uint32_t best = code > display ? code : display;
        if (best || all || i == named) {
            uint8_t rank = i == named ? RANK_NAMED : rank_of(&row, pattern);
            add_entry(picker, (PickerEntry){.position = i,
                                            .rank = rank,
                                            .stands = fuzzy_stands(text_slice(&text), pattern),
                                            .score = best * 2 > all ? best * 2 : all});
        }
    }
    text_free(&text);
    drop_scattered(picker, pattern);
    qsort(picker->entries, picker->count, sizeof *picker->entries, compare_entries);
}

void picker_leave_heading(Picker *picker, int direction)
{
    uint64_t at = picker->list.selected;
    if (at == LIST_NONE || !picker->entries[at].is_heading) {
        return;
    }
    bool has_next = at + 1 < picker->count;
    list_select(&picker->list, direction < 0 && at > 0 ? at - 1 : has_next ? at + 1 : at - 1);
}

size_t picker_selected(const Picker *picker)
{
    return picker->list.selected == LIST_NONE ? SIZE_MAX : picker->entries[picker->list.selected].position;
}

/* The cells of a text where they are more. */
static int wider(int cells, Slice text)
{
    int own = (int)cluster_width(slice_part(text, 0, MEASURED_MAXIMUM), CLUSTER_UNICODE);
    return own > cells ? own : cells;
}

/* Finds the widest code and the widest display that a note stands after. */
static void measure(Picker *picker)
{
    picker->widest_code = 0;
    picker->widest_display = 0;
    for (size_t i = 0; i < picker->count; i++) {
        PickerRow row = picker->source.row(picker->source.context, picker->entries[i].position);
        picker->widest_code = wider(picker->widest_code, row.code);
        picker->widest_display = row.note.length ? wider(picker->widest_display, row.display) : picker->widest_display;
    }
}

Slice picker_pattern(const Picker *picker)
{
    Slice typed = line_editor_text(picker->editor);
    return slice_trim(slice_part(typed, picker->start, typed.length));
}

void picker_refilter(Picker *picker)
{
    picker->count = 0;
    picker->start = 0;
    if (picker->source.refill) {
        PickerSource *source = &picker->source;
        source->count = source->refill(source->context, line_editor_text(picker->editor), &picker->start);
    }
    Slice pattern = picker_pattern(picker);
    picker->filtered_revision = line_editor_revision(picker->editor);
    picker->is_pointed = false;
    if (pattern.length) {
        list_matches(picker, pattern);
    } else {
        list_all(picker);
        picker->all_count = picker->count > picker->all_count ? picker->count : picker->all_count;
    }
    measure(picker);
    list_set_count(&picker->list, picker->count);
    list_select(&picker->list, 0);
    picker_leave_heading(picker, 1);
}

void picker_select(Picker *picker, size_t position)
{
    for (size_t i = 0; i < picker->count; i++) {
        if (picker->entries[i].position == position && !picker->entries[i].is_heading) {
            list_select(&picker->list, i);
            return;
        }
    }
}

bool picker_takes_row(const Picker *picker)
{
    const PickerSource *source = &picker->source;
    Slice typed = line_editor_text(picker->editor);
    return picker_selected(picker) != SIZE_MAX &&
           (!source->named || picker->is_pointed || source->named(source->context, slice_trim(typed)) != SIZE_MAX);
}

bool picker_takes_typed(const Picker *picker)
{
    Slice typed = line_editor_text(picker->editor);
    if (!typed.length || !picker->is_free_text || (picker->source.named && picker->is_pointed)) {
        return false;
    }
    if (picker->source.named && !picker_takes_row(picker)) {
        return true;
    }
    return picker->count == 0 ||
           (picker->source.takes_typed && picker->source.takes_typed(picker->source.context, typed));
}
