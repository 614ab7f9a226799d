/*
 * Compare: the instances of a series.
 *
 * Instances belong together by their UID. Of those that are left, one here and one there belong together where their
 * numbers are the same, or where each side has one left: then the UID differs. A UID that another series there has is
 * not a wrong one.
 */
#include "src/archive/compare_private.h"

#include "src/archive/new_study.h"
#include "src/base/systems.h"

#include <stdlib.h>

/* What is left on both sides, and what is missing in many. */
typedef struct InstancePairs {
    NodeId list;
    SliceMap uids; /* there, to their positions */
    NodeId *left;  /* here, without a partner */
    size_t left_count;
    size_t left_capacity;
    bool *is_taken; /* there */
    size_t without_number;
    size_t here; /* all that are listed */
} InstancePairs;

/* The SOP class: what is taken over is the whole Coding, with its display. */
static void compare_sop_class(Comparing *comparing, NodeId here, const ImageInstance *there)
{
    Text json = TEXT_EMPTY;
    Slice code = comparing_inner_text(comparing, here, "sopClass", "code");
    new_study_append_sop_class(there->sop_class, &json);
    if (there->sop_class.length > 0) {
        comparing_value(comparing, &(ComparedValue){.key = KEY_ARCHIVE_SOP_CLASS,
                                                    .holder = here,
                                                    .member = "sopClass",
                                                    .words = "SOP class",
                                                    .here = slice_without_prefix(code, SLICE(SCHEME_OID)),
                                                    .there = there->sop_class,
                                                    .json = arena_copy(comparing->arena, text_slice(&json))});
    }
    text_free(&json);
}

static void compare_instance_values(Comparing *comparing, InstancePairs *pairs, NodeId here, const ImageInstance *there)
{
    comparing_value(comparing, &(ComparedValue){.key = KEY_ARCHIVE_UID,
                                                .holder = here,
                                                .member = "uid",
                                                .words = "SOP Instance UID",
                                                .here = comparing_text(comparing, here, "uid"),
                                                .there = there->uid});
    compare_sop_class(comparing, here, there);
    Slice number = comparing_text(comparing, here, "number");
    Slice number_there = new_study_number(there->number, comparing->arena); /* FHIR has no negative ones */
    if (number.length == 0) {
        pairs->without_number += number_there.length > 0;
    } else if (number_there.length > 0) {
        comparing_value(comparing, &(ComparedValue){.key = KEY_ARCHIVE_NUMBER,
                                                    .holder = here,
                                                    .member = "number",
                                                    .words = "Instance number",
                                                    .here = number,
                                                    .there = number_there,
                                                    .json = number_there});
    }
}

/* Compares those that have the same UID, and keeps the others. */
static void pair_by_uid(Comparing *comparing, InstancePairs *pairs, const ImageSeries *there)
{
    const Document *document = comparing->document;
    for (size_t i = 0; i < there->count; i++) {
        *slice_map_add(&pairs->uids, there->instances[i].uid, NULL) = (uint32_t)i;
    }
    for (NodeId item = document_item(document, pairs->list); item != NODE_NONE;
         item = document_item_after(document, pairs->list, item)) {
        const uint32_t *position = slice_map_find(&pairs->uids, comparing_text(comparing, item, "uid"));
        pairs->here++;
        if (position && !pairs->is_taken[*position]) {
            pairs->is_taken[*position] = true;
            compare_instance_values(comparing, pairs, item, &there->instances[*position]);
        } else {
            ARRAY_RESERVE(pairs->left, pairs->left_capacity, pairs->left_count + 1);
            pairs->left[pairs->left_count++] = item;
        }
    }
}

static size_t count_left(const InstancePairs *pairs, const ImageSeries *there)
{
    size_t count = 0;
    for (size_t i = 0; i < there->count; i++) {
        count += !pairs->is_taken[i];
    }
    return count;
}

enum { SEVERAL = UINT32_MAX };

/* The instances there that are left, by their number; SEVERAL where it is that of several. */
static void map_numbers(const Comparing *comparing, const InstancePairs *pairs, const ImageSeries *there,
                        SliceMap *numbers)
{
    for (size_t i = 0; i < there->count; i++) {
        Slice number = new_study_number(there->instances[i].number, comparing->arena);
        if (!pairs->is_taken[i] && number.length > 0) {
            bool is_new;
            uint32_t *position = slice_map_add(numbers, number, &is_new);
            *position = is_new ? (uint32_t)i : SEVERAL;
        }
    }
}

/* The one instance there that is left. */
static uint32_t find_left(const InstancePairs *pairs)
{
    uint32_t position = 0;
    while (pairs->is_taken[position]) {
        position++;
    }
    return position;
}

/* Reports that an instance is only here, or that it is listed before. */
static void report_missing(Comparing *comparing, NodeId here, const SliceMap *uids)
{
    Slice uid = comparing_text(comparing, here, "uid");
    bool is_duplicate = slice_map_find(uids, uid) != NULL;
    ArchiveFinding *missing =
        is_duplicate ? comparing_add(comparing, KEY_ARCHIVE_DUPLICATE, CASE_NONE, here, NULL,
                                     "Instance '%.*s' is listed more than once in this series.", SLICE_ARGS(uid))
                     : comparing_add(comparing, KEY_ARCHIVE_MISSING, CASE_NONE, here, NULL,
                                     "The archive does not have instance '%.*s' in this series.", SLICE_ARGS(uid));
    missing->fix = (ArchiveFix){ARCHIVE_REMOVE, here, SLICE(""), SLICE(""), SLICE("")};
}

/* Says which instances are only here, after those with another UID. */
static void report_left_here(Comparing *comparing, InstancePairs *pairs, const ImageSeries *there)
{
    SliceMap numbers = SLICE_MAP_EMPTY;
    bool is_one = pairs->left_count == 1 && count_left(pairs, there) == 1;
    map_numbers(comparing, pairs, there, &numbers);
    for (size_t i = 0; i < pairs->left_count; i++) {
        NodeId here = pairs->left[i];
        Slice uid = comparing_text(comparing, here, "uid");
        bool is_duplicate = slice_map_find(&pairs->uids, uid) != NULL;
        const uint32_t *found = slice_map_find(&numbers, comparing_text(comparing, here, "number"));
        uint32_t position = is_one && !is_duplicate ? find_left(pairs) : found ? *found : SEVERAL;
        bool is_elsewhere = !is_duplicate && slice_map_find(comparing->instances, uid);
        position = is_elsewhere ? SEVERAL : position;
        if (position != SEVERAL && !pairs->is_taken[position]) {
            pairs->is_taken[position] = true;
            compare_instance_values(comparing, pairs, here, &there->instances[position]);
            continue;
        }
        report_missing(comparing, here, &pairs->uids);
    }
    slice_map_free(&numbers);
}

/* Reports how many instances only the archive has; a note if the number of the study shows a partial list. */
static bool report_left_there(Comparing *comparing, const InstancePairs *pairs, NodeId series, const ImageSeries *there)
{
    size_t left = count_left(pairs, there);
    if (left == 0) {
        return false;
    }
    bool is_absent = pairs->list == NODE_NONE;
    Slice stated = comparing_text(comparing, series, "numberOfInstances");
    bool is_partial = is_absent || slice_equals(stated, arena_format(comparing->arena, "%zu", there->count));
    Slice first = SLICE("");
    Text json = TEXT_EMPTY;
    for (size_t i = 0; i < there->count; i++) {
        if (!pairs->is_taken[i]) {
            first = first.length == 0 ? there->instances[i].uid : first;
            text_append(&json, json.length > 0 ? SLICE(",") : SLICE(""));
            new_study_append_instance(&there->instances[i], &json);
        }
    }
    KeyId key = is_absent ? KEY_ARCHIVE_LESS : KEY_ARCHIVE_UNLISTED;
    KeyCase in_case = is_partial && !is_absent ? CASE_ARCHIVE_PARTIAL : CASE_NONE;
    NodeId place = is_absent ? series : pairs->list;
    ArchiveFinding *unlisted =
        left == 1 ? comparing_add(comparing, key, in_case, place, is_absent ? "instance" : NULL,
                                  "Instance '%.*s' of the archive is missing.", SLICE_ARGS(first))
                  : comparing_add(comparing, key, in_case, place, is_absent ? "instance" : NULL,
                                  "%zu instances of the archive are missing. First: '%.*s'.", left, SLICE_ARGS(first));
    text_splice(&json, 0, 0, SLICE("["));
    text_append(&json, SLICE("]"));
    unlisted->fix = (ArchiveFix){is_absent ? ARCHIVE_ADD : ARCHIVE_APPEND, place, SLICE("instance"),
                                 text_take(&json, comparing->arena), SLICE("")};
    return !is_absent;
}

void compare_instances(Comparing *comparing, NodeId series, const ImageSeries *there)
{
    InstancePairs pairs = {.list = comparing_member(comparing, series, "instance"),
                           .is_taken = memory_allocate_zeroed(there->count + 1, sizeof(bool))};
    size_t before = comparing_differences(comparing);
    if (pairs.list != NODE_NONE) {
        pair_by_uid(comparing, &pairs, there);
        report_left_here(comparing, &pairs, there);
    }
    bool is_short = report_left_there(comparing, &pairs, series, there);
    if (pairs.without_number > 0) {
        comparing_add(comparing, KEY_ARCHIVE_LESS, CASE_NONE, pairs.list, NULL,
                      "%zu instance%s without 'number'. The archive has the numbers.", pairs.without_number,
                      pairs.without_number == 1 ? "" : "s");
    }
    bool differs = comparing_differences(comparing) > before || is_short;
    compare_count(comparing, series, "numberOfInstances", "Number of instances", pairs.here, there->count, differs);
    slice_map_free(&pairs.uids);
    free(pairs.left);
    free(pairs.is_taken);
}
