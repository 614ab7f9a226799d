/*
 * Compare: which series belong together.
 *
 * A series here belongs to that there with its UID; what is left, to that with which it has most instances in common;
 * then what is left on both sides belongs together by its number and modality, or where each side has one left, as
 * those.
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
    bool *is_duplicate; /* of the series here: has the UID and instances of one there that another has taken */
    bool *is_taken;     /* of the series there */
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
    pairs->is_duplicate = memory_allocate_zeroed(pairs->count + 1, sizeof *pairs->is_duplicate);
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

/* An instance there: its series, and the next one with its UID (0: none, else the position after it). */
typedef struct InstancePlace {
    uint32_t series;
    uint32_t next;
} InstancePlace;

/* All instances there by their UID, to the position of the first one after it. */
typedef struct InstanceIndex {
    SliceMap uids;
    InstancePlace *places;
} InstanceIndex;

static void index_instances(const ImageStudy *there, InstanceIndex *index)
{
    uint32_t count = 0;
    index->places = memory_allocate((image_study_instances(there) + 1) * sizeof *index->places);
    for (uint32_t i = 0; i < there->count; i++) {
        for (size_t k = 0; k < there->series[i].count; k++) {
            bool is_new;
            uint32_t *first = slice_map_add(&index->uids, there->series[i].instances[k].uid, &is_new);
            index->places[count++] = (InstancePlace){i, is_new ? 0 : *first};
            *first = count;
        }
    }
}

/* How many instances a series here has in common with each there. */
static void count_common(const Comparing *comparing, const InstanceIndex *index, NodeId series, uint32_t *common)
{
    const Document *document = comparing->document;
    NodeId list = comparing_member(comparing, series, "instance");
    memset(common, 0, comparing->there->count * sizeof *common);
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        const uint32_t *first = slice_map_find(&index->uids, comparing_text(comparing, item, "uid"));
        for (uint32_t at = first ? *first : 0; at > 0; at = index->places[at - 1].next) {
            common[index->places[at - 1].series]++;
        }
    }
}

/* The series there with a UID; SERIES_NONE if there is none. */
static size_t find_uid(const Comparing *comparing, Slice uid)
{
    for (size_t k = 0; k < comparing->there->count && uid.length > 0; k++) {
        if (slice_equals(comparing->there->series[k].image.values[IMAGE_SERIES_UID], uid)) {
            return k;
        }
    }
    return SERIES_NONE;
}

/* A series here and one there that may belong together. */
typedef struct SeriesOffer {
    size_t here;
    size_t there;
    uint32_t common; /* instances */
} SeriesOffer;

/* More in common first; then by place. */
static int compare_offers(const void *a, const void *b)
{
    const SeriesOffer *first = a, *second = b;
    if (first->common != second->common) {
        return first->common > second->common ? -1 : 1;
    }
    if (first->here != second->here) {
        return first->here < second->here ? -1 : 1;
    }
    return first->there < second->there ? -1 : first->there > second->there;
}

typedef struct SeriesOffers {
    SeriesOffer *items;
    size_t count;
    size_t capacity;
} SeriesOffers;

static void add_offer(SeriesOffers *offers, size_t here, size_t there, uint32_t common)
{
    ARRAY_RESERVE(offers->items, offers->capacity, offers->count + 1);
    offers->items[offers->count++] = (SeriesOffer){here, there, common};
}

/* Pairs what is offered, the most common first. */
static void pair_offers(SeriesPairs *pairs, SeriesOffers *offers)
{
    if (offers->count > 1) {
        qsort(offers->items, offers->count, sizeof *offers->items, compare_offers);
    }
    for (size_t i = 0; i < offers->count; i++) {
        pair(pairs, offers->items[i].here, offers->items[i].there);
    }
    offers->count = 0;
}

/* The position of the greatest number; SERIES_NONE where all are 0. */
static size_t find_most(const uint32_t *common, size_t count)
{
    size_t best = SERIES_NONE;
    for (size_t k = 0; k < count; k++) {
        best = common[k] > (best == SERIES_NONE ? 0 : common[best]) ? k : best;
    }
    return best;
}

/* Pairs by equal UIDs: of several here with one UID, that with most instances of the series. Only two series that have
   nothing but each other's instances are not paired so: their UIDs are exchanged. */
static void pair_by_uids(const Comparing *comparing, const InstanceIndex *index, SeriesPairs *pairs)
{
    SeriesOffers offers = {0};
    size_t count = comparing->there->count;
    uint32_t *common = memory_allocate_zeroed(count + 1, sizeof *common);
    size_t *others = memory_allocate((count + 1) * sizeof *others); /* whose instances that with the UID here has */
    for (size_t k = 0; k < count; k++) {
        others[k] = SERIES_NONE;
    }
    for (size_t i = 0; i < pairs->count; i++) {
        size_t there = find_uid(comparing, comparing_text(comparing, pairs->here[i], "uid"));
        if (there != SERIES_NONE) {
            count_common(comparing, index, pairs->here[i], common);
            others[there] = common[there] > 0 ? there : others[there] == there ? there : find_most(common, count);
            add_offer(&offers, i, there, common[there]);
        }
    }
    for (size_t i = 0; i < offers.count; i++) {
        size_t there = offers.items[i].there, other = others[there];
        bool is_exchanged = other != SERIES_NONE && other != there && others[other] == there;
        offers.items[i].there = is_exchanged ? SERIES_NONE : there;
    }
    pair_offers(pairs, &offers);
    free(offers.items);
    free(others);
    free(common);
}

/* Pairs what is left by instances; one whose UID is that of a series there is a duplicate of it, unless it has more in
   common with another one. */
static void pair_by_instances(const Comparing *comparing, const InstanceIndex *index, SeriesPairs *pairs)
{
    SeriesOffers offers = {0};
    size_t count = comparing->there->count;
    uint32_t *common = memory_allocate_zeroed(count + 1, sizeof *common);
    for (size_t i = 0; i < pairs->count; i++) {
        if (pairs->partners[i] == SERIES_NONE) {
            size_t same = find_uid(comparing, comparing_text(comparing, pairs->here[i], "uid"));
            count_common(comparing, index, pairs->here[i], common);
            uint32_t least = same == SERIES_NONE ? 0 : common[same];
            pairs->is_duplicate[i] = least > 0;
            for (size_t k = 0; k < count; k++) {
                if (!pairs->is_taken[k] && common[k] > least) {
                    add_offer(&offers, i, k, common[k]);
                }
            }
        }
    }
    pair_offers(pairs, &offers);
    free(offers.items);
    free(common);
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
            if (!pairs->is_duplicate[i] && !pairs->is_taken[k] &&
                test(comparing, pairs->here[i], &comparing->there->series[k])) {
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
        here += pairs->partners[i] == SERIES_NONE && !pairs->is_duplicate[i];
    }
    for (size_t k = 0; k < comparing->there->count; k++) {
        there += !pairs->is_taken[k];
    }
    return here == 1 && there == 1;
}

/* Says which series are only here, or listed before. */
static void report_missing(Comparing *comparing, NodeId series)
{
    Slice uid = comparing_text(comparing, series, "uid");
    bool is_duplicate = find_uid(comparing, uid) != SERIES_NONE;
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
    InstanceIndex index = {0};
    read_series(comparing, &pairs);
    index_instances(comparing->there, &index);
    comparing->instances = &index.uids;
    pair_by_uids(comparing, &index, &pairs);
    pair_by_instances(comparing, &index, &pairs);
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
    comparing->instances = NULL;
    slice_map_free(&index.uids);
    free(index.places);
    free(pairs.partners);
    free(pairs.is_duplicate);
    free(pairs.is_taken);
}
