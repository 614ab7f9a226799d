/* Judge lines: the UIDs of each line are kept, as notes in order. */
#include "src/check/judge_lines.h"

#include "src/check/judge_root.h"
#include "src/check/line_jobs.h"

#include <stdlib.h>

/* ---- UIDs ---- */

enum { FILTER_WORDS = 64, WORD_BITS = 64 };

/* Sorted notes, and bits by which most others are told from them. */
typedef struct Wanted {
    const UidNotes *notes;
    uint64_t filter[FILTER_WORDS];
} Wanted;

static size_t bit_of(UidNote note)
{
    return (note >> 2) % (FILTER_WORDS * WORD_BITS);
}

static Wanted wanted_of(UidNotes *notes)
{
    Wanted wanted = {.notes = notes};
    uid_notes_sort(notes);
    for (size_t i = 0; i < notes->count; i++) {
        size_t bit = bit_of(notes->items[i]);
        wanted.filter[bit / WORD_BITS] |= (uint64_t)1 << bit % WORD_BITS;
    }
    return wanted;
}

static bool is_wanted(const Wanted *wanted, UidNote note)
{
    size_t bit = bit_of(note);
    return (wanted->filter[bit / WORD_BITS] >> bit % WORD_BITS & 1u) && note != UID_NOTE_NONE &&
           uid_notes_find(wanted->notes, note) != UID_NOTE_NONE;
}

/* Those of the UIDs of lines before one that are wanted. */
static UidNotes find_before(const LineList *lines, NodeId line, const Wanted *wanted)
{
    UidNotes found = {0};
    for (size_t i = 0; i < lines->count && lines->items[i].node < line; i++) {
        for (size_t k = 0; k < lines->items[i].uids.count; k++) {
            if (is_wanted(wanted, lines->items[i].uids.items[k])) {
                uid_notes_add(&found, lines->items[i].uids.items[k]);
            }
        }
    }
    uid_notes_sort(&found);
    return found;
}

static bool has_wanted(const Line *line, const Wanted *wanted)
{
    for (size_t i = 0; i < line->uids.count; i++) {
        if (is_wanted(wanted, line->uids.items[i])) {
            return true;
        }
    }
    return false;
}

static bool is_among(const UidNotes *sorted, UidNote note)
{
    size_t low = 0, high = sorted->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sorted->items[middle] < note) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < sorted->count && sorted->items[low] == note;
}

/* Adds the notes that are in one of two sorted lists alone. */
static void add_changes(UidNotes *changes, const UidNotes *a, const UidNotes *b)
{
    for (size_t i = 0; i < a->count; i++) {
        if (!is_among(b, a->items[i])) {
            uid_notes_add(changes, a->items[i]);
        }
    }
    for (size_t i = 0; i < b->count; i++) {
        if (!is_among(a, b->items[i])) {
            uid_notes_add(changes, b->items[i]);
        }
    }
}

static bool are_equal(const UidNotes *a, const UidNotes *b)
{
    return a->count == b->count && (a->count == 0 || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

static void replace(UidNotes *notes, UidNotes other)
{
    uid_notes_free(notes);
    *notes = other;
}

/* ---- one line ---- */

/* Judges a line with UIDs of other lines as known; its own are noted. */
static UidNotes judge_knowing(Walk *walk, NodeId line, const UidNotes *known)
{
    UidNotes notes = {0};
    DicomChecker *dicom = walk->session->dicom;
    dicom_checker_set_uids(dicom, &notes, known);
    judge_root(walk, line);
    dicom_checker_set_uids(dicom, NULL, NULL);
    uid_notes_sort(&notes);
    return notes;
}

/* Judges a line, once more where UIDs are known: `find` says which. */
static void judge_one(Walk *walk, NodeId line, UidNotes (*find)(void *context, NodeId line, const Wanted *wanted),
                      void *context)
{
    CheckSession *session = walk->session;
    size_t mark = report_mark(walk->report);
    UidNotes notes = judge_knowing(walk, line, NULL);
    Wanted wanted = wanted_of(&notes);
    replace(&session->known, find(context, line, &wanted));
    if (session->known.count > 0) {
        report_drop(walk->report, mark);
        replace(&notes, judge_knowing(walk, line, &session->known));
    }
    replace(&line_list_at(&session->lines, line)->uids, notes);
}

/* ---- the first time ---- */

/* The UIDs of all lines so far. */
typedef struct AllUids {
    UidNotes notes;
    HashTable table; /* their positions */
} AllUids;

static UidNotes find_in_all(void *context, NodeId line, const Wanted *wanted)
{
    const AllUids *all = context;
    UidNotes found = {0};
    (void)line;
    for (size_t i = 0; i < wanted->notes->count; i++) {
        UidNote note = wanted->notes->items[i];
        for (HashProbe probe = hash_table_probe(&all->table, (uint32_t)(note >> 2)); hash_probe_next(&probe);) {
            UidNote other = all->notes.items[probe.number];
            if (note != UID_NOTE_NONE && other >> 2 == note >> 2) {
                uid_notes_add(&found, other);
            }
        }
    }
    uid_notes_sort(&found);
    return found;
}

/* Adds the UIDs of a line, each owner of one once. */
static void add_all(AllUids *all, const UidNotes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        bool is_there = notes->items[i] == UID_NOTE_NONE;
        uint32_t hash = (uint32_t)(notes->items[i] >> 2);
        for (HashProbe probe = hash_table_probe(&all->table, hash); !is_there && hash_probe_next(&probe);) {
            is_there = all->notes.items[probe.number] == notes->items[i];
        }
        if (!is_there) {
            hash_table_add(&all->table, hash, (uint32_t)all->notes.count);
            uid_notes_add(&all->notes, notes->items[i]);
        }
    }
}

/* All lines, as they are taken from others. */
typedef struct Taking {
    Walk *walk;
    AllUids all;
} Taking;

/* Takes a line that was judged without the others, where that holds; else judges it. */
static bool take_line(void *context, NodeId line, UidNotes *uids)
{
    Taking *taking = context;
    LineList *lines = &taking->walk->session->lines;
    UidNotes known = {0};
    line_list_add(lines, line);
    if (uids) {
        Wanted wanted = wanted_of(uids);
        known = find_in_all(&taking->all, line, &wanted);
    }
    bool is_alone = uids && known.count == 0;
    uid_notes_free(&known);
    if (is_alone) {
        line_list_at(lines, line)->uids = *uids;
        *uids = (UidNotes){0};
    } else {
        judge_one(taking->walk, line, find_in_all, &taking->all);
    }
    add_all(&taking->all, &line_list_at(lines, line)->uids);
    return is_alone;
}

/* Lets several checkers judge the lines; false where one does. */
static bool judge_by_several(Walk *walk)
{
    Taking taking = {.walk = walk};
    bool is_judged = line_jobs_run(walk, take_line, &taking);
    hash_table_free(&taking.all.table);
    uid_notes_free(&taking.all.notes);
    return is_judged;
}

void judge_all_lines(Walk *walk)
{
    if (!dicom_checker_has_uids(walk->session->dicom) && judge_by_several(walk)) {
        return;
    }
    AllUids all = {0};
    const Node *nodes = document_nodes(walk->document);
    bool is_of_stream =
        dicom_checker_has_uids(walk->session->dicom); /* whoever reads it compares the UIDs of its records */
    for (NodeId line = 1; line < nodes[0].end && !walk_is_over(walk); line = nodes[line].end) {
        line_list_add(&walk->session->lines, line);
        if (is_of_stream) {
            judge_root(walk, line);
        } else {
            judge_one(walk, line, find_in_all, &all);
            add_all(&all, &line_list_at(&walk->session->lines, line)->uids);
        }
    }
    hash_table_free(&all.table);
    uid_notes_free(&all.notes);
}

/* ---- after an edit ---- */

static UidNotes find_in_lines(void *context, NodeId line, const Wanted *wanted)
{
    return find_before(context, line, wanted);
}

static bool is_not_of_root(void *context, Finding *finding)
{
    return finding->is_of_document || finding_is_elsewhere(context, finding);
}

/* Judges one line again. */
static void judge_again(CheckSession *session, Report *report, NodeId line)
{
    Walk walk = walk_new(session, report, &session->far, 0);
    session->root = line;
    OriginRange own = {line, document_node(session->document, line)->end};
    report_keep(report, &(FindingReach){.ranges = &own, .count = 1, .of_groups = &own, .group_count = 1},
                is_not_of_root, session);
    judge_one(&walk, line, find_in_lines, &session->lines);
    walk_free(&walk);
}

/* Judges lines from one on again that have UIDs which came or went; these are freed. */
static void judge_later(CheckSession *session, Report *report, NodeId from, UidNotes *changes)
{
    const LineList *lines = &session->lines;
    Wanted wanted = wanted_of(changes);
    for (size_t i = 0; i < lines->count && changes->count > 0; i++) {
        if (lines->items[i].node >= from && has_wanted(&lines->items[i], &wanted)) {
            UidNotes before = lines->items[i].uids;
            lines->items[i].uids = (UidNotes){0};
            judge_again(session, report, lines->items[i].node);
            add_changes(changes, &before, &lines->items[i].uids);
            uid_notes_free(&before);
            wanted = wanted_of(changes);
        }
    }
    uid_notes_free(changes);
}

void judge_lines(CheckSession *session, Report *report, NodeId first, NodeId end, UidNotes *gone)
{
    UidNotes changes = {0}, fresh = {0};
    for (NodeId line = first; line < end; line = document_node(session->document, line)->end) {
        judge_again(session, report, line);
        const UidNotes *own = &line_list_at(&session->lines, line)->uids;
        for (size_t i = 0; i < own->count; i++) {
            uid_notes_add(&fresh, own->items[i]);
        }
    }
    uid_notes_sort(&fresh);
    uid_notes_sort(gone);
    add_changes(&changes, gone, &fresh);
    uid_notes_free(&fresh);
    uid_notes_free(gone);
    judge_later(session, report, end, &changes);
}

void judge_line_begin(CheckSession *session)
{
    session->notes.count = 0;
    dicom_checker_set_uids(session->dicom, &session->notes, &session->known);
}

void judge_line_end(CheckSession *session, Report *report, bool is_compared)
{
    NodeId line = session->root, end = document_node(session->document, line)->end;
    UidNotes *own = &line_list_at(&session->lines, line)->uids, changes = {0};
    dicom_checker_set_uids(session->dicom, NULL, NULL);
    judge_note_line(session);
    Wanted wanted = wanted_of(&session->notes);
    if (!is_compared || are_equal(own, &session->notes)) {
        return;
    }
    UidNotes known = find_before(&session->lines, line, &wanted);
    if (are_equal(&known, &session->known)) {
        add_changes(&changes, own, &session->notes);
        replace(own, session->notes);
        session->notes = (UidNotes){0};
        judge_later(session, report, end, &changes);
    } else {
        UidNotes gone = *own;
        *own = (UidNotes){0};
        report_drop(report, report_settled_count(report));
        judge_lines(session, report, line, end, &gone);
    }
    uid_notes_free(&known);
}
