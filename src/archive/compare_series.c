/*
 * Compare: which series belong together.
 *
 * A series here belongs to that series there with which it has most instances in common; one that has none in common, to that of
 * its UID; what is left on both sides belongs together by its number and modality, or where each side has one left, as those.
 */
#include "src/archive/compare_private.h"

#include "src/archive/archive_words.h"
#include "src/archive/new_study.h"

#include <stdlib.h>

#define SERIES_NONE SIZE_MAX

/* The series of the resource, and what they belong to. */
typedef struct SeriesPairs {
    NodeId list;
    NodeId *here;
    size_t *partners; /* for each of `here`, the position there */
    size_t count;
    size_t capacity;
    bool *is_taken; /* of the series there */
} SeriesPairs;

static void read_series(const Comparing *comparing, SeriesPairs *pairs)
{
    const Document *document = comparing->document;
    pairs->list = comparing_member(comparing, comparing->study, "series");
    pairs->is_taken = memory_allocate_zeroed(comparing->there->count + 1, sizeof *pairs->is_taken);
    for (NodeId item = pairs->list == NODE_NONE ? NODE_NONE : document_item(document, pairs->list); item != NODE_NONE;
         item = document_item_after(document, pairs->list, item)) {
        ARRAY_RESERVE(pairs->here, pairs->capacity, pairs->count + 1);
        pairs->here[pairs->count++] = item;
    }
    pairs->partners = memory_allocate((pairs->count + 1) * sizeof *pairs->partners);
    for (size_t i = 0; i < pairs->count; i++) {
        pairs->partners[i] = SERIES_NONE;
    }
}

static void pair(SeriesPairs *pairs, size_t here, size_t there)
{
    if (pairs->partners[here] == SERIES_NONE && there != SERIES_NONE && !pairs->is_taken[there]) {
        pairs->partners[here] = there;
        pairs->is_taken[there] = true;
    }
}

/* The series there with which a series here has most instances in common. */
static size_t most_common(const Comparing *comparing, NodeId series, const SliceMap *instances)
{
    const Document *document = comparing->document;
    size_t best = SERIES_NONE;
    uint32_t *votes = memory_allocate_zeroed(comparing->there->count, sizeof *votes);
    NodeId list = comparing_member(comparing, series, "instance");
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        const uint32_t *there = slice_map_find(instances, comparing_text(comparing, item, "uid"));
        if (there) {
            votes[*there]++;
            best = best == SERIES_NONE || votes[*there] > votes[best] ? *there : best;
        }
    }
    free(votes);
    return best;
}

static void pair_by_instances(const Comparing *comparing, SeriesPairs *pairs)
{
    SliceMap instances = SLICE_MAP_EMPTY;
    for (size_t i = 0; i < comparing->there->count; i++) {
        for (size_t k = 0; k < comparing->there->series[i].count; k++) {
            *slice_map_add(&instances, comparing->there->series[i].instances[k].uid, NULL) = (uint32_t)i;
        }
    }
    for (size_t i = 0; i < pairs->count; i++) {
        pair(pairs, i, most_common(comparing, pairs->here[i], &instances));
    }
    slice_map_free(&instances);
}

static bool has_uid(const Comparing *comparing, NodeId here, const ImageSeries *there)
{
    return slice_equals(comparing_text(comparing, here, "uid"), there->image.values[IMAGE_SERIES_UID]);
}

static bool has_number(const Comparing *comparing, NodeId here, const ImageSeries *there)
{
    Slice number = comparing_text(comparing, here, "number");
    return number.length > 0 &&
           slice_equals(number, new_study_number(there->image.values[IMAGE_SERIES_NUMBER], comparing->arena)) &&
           slice_equals(comparing_inner_text(comparing, here, "modality", "code"), archive_modality(&there->image));
}

static bool is_any(const Comparing *comparing, NodeId here, const ImageSeries *there)
{
    (void)comparing, (void)here, (void)there;
    return true;
}

/* Pairs what a test holds for, of what is left. */
static void pair_by(const Comparing *comparing, SeriesPairs *pairs,
                    bool (*test)(const Comparing *comparing, NodeId here, const ImageSeries *there))
{
    for (size_t i = 0; i < pairs->count; i++) {
        for (size_t k = 0; k < comparing->there->count && pairs->partners[i] == SERIES_NONE; k++) {
            if (!pairs->is_taken[k] && test(comparing, pairs->here[i], &comparing->there->series[k])) {
                pair(pairs, i, k);
            }
        }
    }
}

/* True where each side has one series left. */
static bool is_one_left(const Comparing *comparing, const SeriesPairs *pairs)
{
    size_t here = 0, there = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        here += pairs->partners[i] == SERIES_NONE;
    }
    for (size_t k = 0; k < comparing->there->count; k++) {
        there += !pairs->is_taken[k];
    }
    return here == 1 && there == 1;
}

/* True where the archive has a series with this UID. */
static bool is_there(const Comparing *comparing, Slice uid)
{
    bool is_found = false;
    for (size_t k = 0; k < comparing->there->count && !is_found; k++) {
        is_found = slice_equals(comparing->there->series[k].image.values[IMAGE_SERIES_UID], uid);
    }
    return is_found;
}

/* Says which series are only here, or listed before. */
static void report_missing(Comparing *comparing, NodeId series)
{
    Slice uid = comparing_text(comparing, series, "uid");
    bool is_duplicate = is_there(comparing, uid);
    ArchiveFinding *missing = is_duplicate ? comparing_add(comparing, KEY_ARCHIVE_DUPLICATE, CASE_NONE, series, NULL,
                                                           "Series '%.*s' is listed more than once.", SLICE_ARGS(uid))
                                           : comparing_add(comparing, KEY_ARCHIVE_MISSING, CASE_NONE, series, NULL,
                                                           "The archive does not have series '%.*s'.", SLICE_ARGS(uid));
    missing->fix = (ArchiveFix){ARCHIVE_REMOVE, series, SLICE(""), SLICE(""), SLICE("")};
}

/* Reports a series that only the archive has; a note if the number of series of the study shows a partial list. */
static void report_unlisted(Comparing *comparing, NodeId list, const ImageSeries *there)
{
    Slice stated = comparing_text(comparing, comparing->study, "numberOfSeries");
    bool is_partial = slice_equals(stated, arena_format(comparing->arena, "%zu", comparing->there->count));
    Slice uid = there->image.values[IMAGE_SERIES_UID];
    bool is_absent = list == NODE_NONE;
    ArchiveFinding *unlisted =
        comparing_add(comparing, KEY_ARCHIVE_UNLISTED, is_partial ? CASE_ARCHIVE_PARTIAL : CASE_NONE,
                      is_absent ? comparing->study : list, is_absent ? "series" : NULL,
                      "Series '%.*s' of the archive is missing (%.*s, %zu instance%s).", SLICE_ARGS(uid),
                      SLICE_ARGS(archive_modality(&there->image)), there->count, there->count == 1 ? "" : "s");
    Text json = TEXT_EMPTY;
    text_append_byte(&json, '[');
    new_study_append_series(comparing->there, there, &json);
    text_append_byte(&json, ']');
    unlisted->fix = (ArchiveFix){is_absent ? ARCHIVE_ADD : ARCHIVE_APPEND, is_absent ? comparing->study : list,
                                 SLICE("series"), text_take(&json, comparing->arena), SLICE("")};
}

/* Compares what belongs together; gives whether the lists differ. */
static bool compare_pairs(Comparing *comparing, const SeriesPairs *pairs)
{
    bool differs = false;
    for (size_t i = 0; i < pairs->count; i++) {
        if (pairs->partners[i] == SERIES_NONE) {
            report_missing(comparing, pairs->here[i]);
            differs = true;
        } else {
            const ImageSeries *there = &comparing->there->series[pairs->partners[i]];
            compare_series_values(comparing, pairs->here[i], there);
            compare_instances(comparing, pairs->here[i], there);
        }
    }
    for (size_t k = 0; k < comparing->there->count; k++) {
        if (!pairs->is_taken[k]) {
            report_unlisted(comparing, pairs->list, &comparing->there->series[k]);
            differs = true;
        }
    }
    return differs;
}

/* The sum of the instances that the series here state, or list where they state none. */
static size_t sum_instances(const Comparing *comparing, const SeriesPairs *pairs)
{
    size_t sum = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        Slice stated = comparing_text(comparing, pairs->here[i], "numberOfInstances");
        NodeId list = comparing_member(comparing, pairs->here[i], "instance");
        char number[16] = {0};
        memcpy(number, stated.length > 0 ? stated.bytes : "", stated.length < 15 ? stated.length : 15);
        sum += stated.length > 0   ? (size_t)strtoul(number, NULL, 10)
               : list != NODE_NONE ? document_child_count(comparing->document, list)
                                   : 0;
    }
    return sum;
}

void compare_all_series(Comparing *comparing)
{
    SeriesPairs pairs = {0};
    read_series(comparing, &pairs);
    pair_by_instances(comparing, &pairs);
    pair_by(comparing, &pairs, has_uid);
    pair_by(comparing, &pairs, has_number);
    if (is_one_left(comparing, &pairs)) {
        pair_by(comparing, &pairs, is_any);
    }
    size_t before = comparing_differences(comparing);
    bool has_other_lists = compare_pairs(comparing, &pairs);
    bool differs = comparing_differences(comparing) > before;
    compare_count(comparing, comparing->study, "numberOfSeries", "Number of series", pairs.count,
                  comparing->there->count, has_other_lists);
    compare_count(comparing, comparing->study, "numberOfInstances", "Number of instances",
                  sum_instances(comparing, &pairs), image_study_instances(comparing->there), differs);
    free(pairs.here);
    free(pairs.partners);
    free(pairs.is_taken);
}
