/* What could not be checked: noted wherever it happens, said once per document. */
#include "src/check/state/session.h"

#include <stdlib.h>

/* Kinds stand in front of the names of subjects, so that a system and a value set of one name are two. */
static const char kind_marks[] = {
    [UNCHECKED_SYSTEM] = 's',    [UNCHECKED_VALUE_SET] = 'v', [UNCHECKED_INVARIANT] = 'i', [UNCHECKED_PATTERN] = 'p',
    [UNCHECKED_REFERENCE] = 'r', [UNCHECKED_DISPLAY] = 'd',   [UNCHECKED_TRIAL] = 't',     [UNCHECKED_SLICE] = 'c'};

/* What parts the name of a subject from the reason. */
enum { REASON_MARK = '\n' };

uint32_t unchecked_subject(CheckSession *session, Slice name)
{
    uint32_t *known = slice_map_find(&session->subjects, name);
    if (known) {
        return *known;
    }
    uint32_t position = (uint32_t)session->subjects.count;
    Slice copy = arena_copy(session->arena, name);
    ARRAY_RESERVE(session->subject_names, session->subject_capacity, position + 1u);
    session->subject_names[position] = copy;
    *slice_map_add(&session->subjects, copy, NULL) = position;
    return position;
}

/* The position of a subject, which is put in where it is new. */
static uint32_t subject_of(CheckSession *session, UncheckedKind kind, Slice what, const char *reason)
{
    Text *text = &session->subject_key;
    text_clear(text);
    text_append_byte(text, kind_marks[kind]);
    text_append(text, what);
    text_append_byte(text, REASON_MARK);
    text_append(text, slice_from(reason));
    return unchecked_subject(session, text_slice(text));
}

static void add(CheckSession *session, const Unchecked *item)
{
    ARRAY_RESERVE(session->unchecked, session->unchecked_capacity, session->unchecked_count + 1);
    session->unchecked[session->unchecked_count++] = *item;
}

void issue_unchecked(Walk *walk, UncheckedKind kind, NodeId node, Slice what)
{
    issue_unchecked_because(walk, kind, node, what, "");
}

void issue_unchecked_because(Walk *walk, UncheckedKind kind, NodeId node, Slice what, const char *reason)
{
    CheckSession *session = walk->session;
    walk->said++;
    walk->noted++;
    if (!walk->report) {
        return;
    }
    uint32_t subject = subject_of(session, kind, what, reason);
    add(session,
        &(Unchecked){.node = node, .origin = walk->origin, .subject = subject, .is_far = walk->document_group != NULL});
}

void unchecked_note(Walk *walk, NodeId node, NodeId origin, Slice subject)
{
    walk->said++;
    walk->noted++;
    if (walk->report) {
        uint32_t position = unchecked_subject(walk->session, subject);
        add(walk->session, &(Unchecked){.node = node, .origin = origin, .subject = position});
    }
}

void unchecked_note_trial(Walk *walk, NodeId node, Slice profile)
{
    CheckSession *session = walk->session;
    session->has_far_slices = true; /* what is tried depends on all that waits for it */
    if (session->report) {
        uint32_t subject = subject_of(session, UNCHECKED_TRIAL, profile, "");
        add(session, &(Unchecked){.node = node, .origin = node, .subject = subject, .is_far = true});
    }
}

void unchecked_note_misfit(Walk *walk, NodeId node)
{
    if (walk->report) {
        add(walk->session, &(Unchecked){.node = node, .origin = walk->origin, .subject = SUBJECT_MISFIT});
    }
}

/* What is said once per document is found anew after every edit. */
static const Group unchecked_group = {.name = "unchecked", .is_far = true, .is_of_document = true};

typedef struct SubjectCount {
    NodeId first;
    uint32_t count;
} SubjectCount;

/* The key of the note about a subject. */
static KeyId key_of(Slice subject)
{
    switch (subject.bytes[0]) {
    case 'i':
        return KEY_INVARIANT_UNABLE;
    case 't':
        return KEY_PROFILE_UNKNOWN;
    default:
        return KEY_NOT_CHECKED;
    }
}

void unchecked_append_sentence(Slice subject, uint32_t count, Text *text)
{
    size_t mark = slice_find(subject, SLICE("\n"), 0);
    Slice name = slice_part(subject, 1, mark - 1), reason = slice_part(subject, mark + 1, subject.length);
    const char *more = count > 1 ? "s" : "";
    switch (subject.bytes[0]) {
    case 's':
        text_format(text,
                    "%u code%s of %.*s not checked: ipse does not include the codes. Load a package with --package.",
                    count, more, SLICE_ARGS(name));
        break;
    case 'v':
        text_format(
            text,
            "%u value%s not checked against value set %.*s: ipse does not include the codes. Load a package with "
            "--package.",
            count, more, SLICE_ARGS(name));
        break;
    case 'p':
        text_format(text, "%u value%s not compared with the regular expression of '%.*s': %.*s.", count,
                    count > 1 ? "s are" : " is", SLICE_ARGS(name), SLICE_ARGS(reason));
        break;
    case 'r':
        text_format(text, "%u reference%s not resolved: the target is not in the file. Not checked: %.*s.", count, more,
                    SLICE_ARGS(name));
        break;
    case 'c':
        text_format(text, "%u item%s not compared with slice '%.*s': %.*s.", count, count > 1 ? "s are" : " is",
                    SLICE_ARGS(name), SLICE_ARGS(reason));
        break;
    case 't':
        text_format(text, "Profile %.*s is not checked: the chain of references to the resource is too long.",
                    SLICE_ARGS(name));
        break;
    case 'd':
        text_format(text, "%u display%s in language '%.*s' not checked: ipse includes only English displays.", count,
                    more, SLICE_ARGS(name));
        break;
    default:
        text_format(text, "Invariant %.*s is not evaluated for %u value%s: %.*s.", SLICE_ARGS(name), count, more,
                    SLICE_ARGS(reason));
    }
}

/* Reports what could not be checked, once for all values of one system, value set or invariant. */
static void say(Walk *walk, Slice subject, const SubjectCount *all)
{
    Text sentence = TEXT_EMPTY;
    unchecked_append_sentence(subject, all->count, &sentence);
    issue_add(walk, key_of(subject), all->first, NULL, "%.*s", SLICE_ARGS(text_slice(&sentence)));
    text_free(&sentence);
}

/* Adds places, of which one is the first. */
static void count_places(SubjectCount *all, NodeId first, uint32_t count)
{
    all->first = all->count == 0 || first < all->first ? first : all->first;
    all->count += count;
}

/* The first place of each subject and how often it was noted; the caller frees the array. */
static SubjectCount *count_subjects(const CheckSession *session)
{
    SubjectCount *counts = memory_allocate_zeroed(session->subjects.count, sizeof *counts);
    for (size_t i = 0; i < session->unchecked_count && session->lines.count == 0; i++) {
        if (session->unchecked[i].subject != SUBJECT_MISFIT) {
            count_places(&counts[session->unchecked[i].subject], session->unchecked[i].node, 1);
        }
    }
    for (size_t i = 0; i < session->lines.count; i++) {
        const Line *line = &session->lines.items[i];
        for (uint32_t k = 0; k < line->count; k++) {
            count_places(&counts[line->notes[k].subject], line->node + line->notes[k].first, line->notes[k].count);
        }
    }
    return counts;
}

/* The notes by their sentences, each of which is there once. */
struct UncheckedNotes {
    Arena *arena;
    SliceMap sentences;
    UncheckedSubject *subjects;
};

UncheckedNotes *check_unchecked(const Report *report)
{
    const CheckSession *session = report_state(report);
    UncheckedNotes *notes = memory_allocate_zeroed(1, sizeof *notes);
    SubjectCount *counts = count_subjects(session);
    Text sentence = TEXT_EMPTY;
    notes->arena = arena_new();
    notes->subjects = arena_allocate(notes->arena, session->subjects.count * sizeof *notes->subjects);
    for (uint32_t i = 0; i < session->subjects.count; i++) {
        notes->subjects[i] = (UncheckedSubject){session->subject_names[i], counts[i].count};
        if (counts[i].count > 0) {
            text_clear(&sentence);
            unchecked_append_sentence(session->subject_names[i], counts[i].count, &sentence);
            *slice_map_add(&notes->sentences, arena_copy(notes->arena, text_slice(&sentence)), NULL) = i;
        }
    }
    text_free(&sentence);
    free(counts);
    return notes;
}

void unchecked_notes_free(UncheckedNotes *notes)
{
    if (notes) {
        slice_map_free(&notes->sentences);
        arena_free(notes->arena);
        free(notes);
    }
}

bool unchecked_notes_find(const UncheckedNotes *notes, const Issue *issue, UncheckedSubject *found)
{
    const uint32_t *position = slice_map_find(&notes->sentences, issue->message);
    if (!position || key_of(notes->subjects[*position].name) != issue->id) {
        return false;
    }
    *found = notes->subjects[*position];
    return true;
}

void unchecked_report(Walk *walk)
{
    CheckSession *session = walk->session;
    uint32_t count = (uint32_t)session->subjects.count;
    SubjectCount *counts = count_subjects(session);
    walk->document_group = &unchecked_group;
    for (uint32_t i = 0; i < count; i++) {
        walk->origin = counts[i].first;
        if (counts[i].count > 0) {
            say(walk, session->subject_names[i], &counts[i]);
        }
    }
    walk->document_group = NULL;
    free(counts);
}
