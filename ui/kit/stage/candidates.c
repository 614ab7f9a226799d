/* Candidates: a list in an arena. */
#include "ui/kit/stage/candidates.h"

#include "src/base/utf8.h"

#include <stdint.h>
#include <stdlib.h>

void candidates_free(Candidates *candidates)
{
    arena_free(candidates->arena);
    free(candidates->items);
    *candidates = (Candidates){0};
}

void candidates_clear(Candidates *candidates)
{
    if (candidates->arena) {
        arena_reset(candidates->arena);
    }
    candidates->count = 0;
    candidates->start = 0;
    candidates->is_kept = false;
}

void candidates_gather(Candidates *candidates, CandidateSource *source, void *context, Slice typed)
{
    size_t start = candidates->start;
    bool has_dot = slice_starts_with(slice_part(typed, start, typed.length), SLICE("."));
    bool is_same = slice_find(slice_part(typed, start, typed.length), SLICE("/"), 0) == SIZE_MAX &&
                   slice_equals(slice_part(typed, 0, start), candidates->begun);
    if (candidates->is_kept && candidates->source == source && is_same && !has_dot) {
        return;
    }
    candidates_clear(candidates);
    source(context, typed, candidates);
    if (!candidates->arena) {
        candidates->arena = arena_new();
    }
    candidates->source = source;
    candidates->begun = arena_copy(candidates->arena, slice_part(typed, 0, candidates->start));
}

void candidates_add(Candidates *candidates, Candidate candidate)
{
    for (size_t i = 0; i < candidates->count; i++) {
        if (slice_equals(candidates->items[i].text, candidate.text)) {
            return;
        }
    }
    if (!candidates->arena) {
        candidates->arena = arena_new();
    }
    ARRAY_RESERVE(candidates->items, candidates->capacity, candidates->count + 1);
    Arena *arena = candidates->arena;
    candidates->items[candidates->count++] =
        (Candidate){.text = arena_copy(arena, candidate.text),
                    .shown = arena_copy(arena, candidate.shown.length ? candidate.shown : candidate.text),
                    .note = arena_copy(arena, candidate.note),
                    .group = arena_copy(arena, candidate.group),
                    .is_partial = candidate.is_partial};
}

bool candidate_begins(const Candidate *candidate, Slice typed)
{
    return slice_starts_with(candidate->text, typed);
}

/* Bytes that two texts have in common at their beginning, in whole characters. */
static size_t common_length(Slice a, Slice b)
{
    size_t common = 0;
    for (size_t offset = 0; offset < a.length && offset < b.length;) {
        bool is_valid;
        utf8_next(a, &offset, &is_valid);
        if (!slice_starts_with(b, slice_part(a, 0, offset))) {
            break;
        }
        common = offset;
    }
    return common;
}

bool candidates_complete(const Candidates *candidates, Slice typed, Text *completed)
{
    Slice common = {0};
    size_t count = 0;
    for (size_t i = 0; i < candidates->count; i++) {
        Slice text = candidates->items[i].text;
        if (slice_starts_with(text, typed)) {
            common = count++ ? common : text;
            common.length = common_length(common, text);
        }
    }
    text_append(completed, common.length > typed.length ? common : typed);
    return common.length > typed.length;
}
