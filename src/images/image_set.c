/* ImageSet: images put into their series and studies. */
#include "src/images/image_set.h"

#include <stdlib.h>

void image_set_free(ImageSet *set)
{
    for (size_t i = 0; i < set->count; i++) {
        for (size_t k = 0; k < set->studies[i].count; k++) {
            free(set->studies[i].series[k].instances);
        }
        free(set->studies[i].series);
    }
    free(set->studies);
    free(set->notes);
    slice_map_free(&set->places);
    arena_free(set->arena);
    *set = (ImageSet){0};
}

static Arena *set_arena(ImageSet *set)
{
    if (!set->arena) {
        set->arena = arena_new();
    }
    return set->arena;
}

void image_set_note(ImageSet *set, Slice place, Slice sentence)
{
    Arena *arena = set_arena(set);
    ARRAY_RESERVE(set->notes, set->note_capacity, set->note_count + 1);
    set->notes[set->note_count++] = (ImageNote){arena_copy(arena, place), arena_copy(arena, sentence)};
}

/* Takes over the values of a level that are not known yet. */
static void fill(Arena *arena, Image *known, const Image *image, ImageLevel level)
{
    for (ImageValue i = 0; i < IMAGE_VALUE_COUNT; i++) {
        if (image_values[i].level == level && known->values[i].length == 0 && image->values[i].length > 0) {
            known->values[i] = arena_copy(arena, image->values[i]);
        }
    }
}

/* The position of something that a key names, in what holds it; its key is copied where it is new. */
static uint32_t *find_place(ImageSet *set, const Slice *parts, size_t count, bool *is_new)
{
    Arena *arena = set_arena(set);
    ArenaMark mark = arena_mark(arena);
    uint32_t *place = slice_map_add(&set->places, arena_join(arena, parts, count), is_new);
    if (!*is_new) {
        arena_release(arena, mark);
    }
    return place;
}

static ImageStudy *take_study(ImageSet *set, const Image *image)
{
    bool is_new;
    uint32_t *place = find_place(set, &image->values[IMAGE_STUDY_UID], 1, &is_new);
    if (is_new) {
        ARRAY_RESERVE(set->studies, set->capacity, set->count + 1);
        *place = (uint32_t)set->count;
        set->studies[set->count++] = (ImageStudy){0};
    }
    ImageStudy *study = &set->studies[*place];
    fill(set->arena, &study->image, image, IMAGE_LEVEL_STUDY);
    return study;
}

static ImageSeries *take_series(ImageSet *set, ImageStudy *study, const Image *image)
{
    bool is_new;
    Slice parts[] = {image->values[IMAGE_STUDY_UID], SLICE("/"), image->values[IMAGE_SERIES_UID]};
    uint32_t *place = find_place(set, parts, 3, &is_new);
    if (is_new) {
        ARRAY_RESERVE(study->series, study->capacity, study->count + 1);
        *place = (uint32_t)study->count;
        study->series[study->count++] = (ImageSeries){0};
    }
    ImageSeries *series = &study->series[*place];
    fill(set->arena, &series->image, image, IMAGE_LEVEL_SERIES);
    return series;
}

bool image_set_add(ImageSet *set, const Image *image, Slice place)
{
    static const ImageValue needed[] = {IMAGE_STUDY_UID, IMAGE_SERIES_UID, IMAGE_UID};
    for (size_t i = 0; i < 3; i++) {
        if (image->values[needed[i]].length == 0) {
            Slice sentence = arena_format(set_arena(set), "no image: %s is missing", image_values[needed[i]].words);
            image_set_note(set, place, sentence);
            return false;
        }
    }
    ImageSeries *series = take_series(set, take_study(set, image), image);
    bool is_new;
    Slice parts[] = {image->values[IMAGE_STUDY_UID], SLICE("/"), image->values[IMAGE_SERIES_UID], SLICE("/"),
                     image->values[IMAGE_UID]};
    uint32_t *position = find_place(set, parts, 5, &is_new);
    if (is_new) {
        ARRAY_RESERVE(series->instances, series->capacity, series->count + 1);
        *position = (uint32_t)series->count;
        series->instances[series->count++] =
            (ImageInstance){.uid = arena_copy(set->arena, image->values[IMAGE_UID]),
                            .sop_class = arena_copy(set->arena, image->values[IMAGE_SOP_CLASS]),
                            .number = arena_copy(set->arena, image->values[IMAGE_NUMBER]),
                            .place = arena_copy(set->arena, place)};
    }
    return true;
}

/* ---- order ---- */

/* Numbers by value, those without a number last. */
static int compare_numbers(Slice a, Slice b)
{
    char first[16], second[16];
    size_t length = a.length < sizeof first ? a.length : sizeof first - 1;
    memcpy(first, length > 0 ? a.bytes : "", length);
    first[length] = '\0';
    length = b.length < sizeof second ? b.length : sizeof second - 1;
    memcpy(second, length > 0 ? b.bytes : "", length);
    second[length] = '\0';
    if (a.length == 0 || b.length == 0) {
        return (a.length == 0) - (b.length == 0);
    }
    long x = strtol(first, NULL, 10), y = strtol(second, NULL, 10);
    return (x > y) - (x < y);
}

static int compare_instances(const void *a, const void *b)
{
    const ImageInstance *first = a, *second = b;
    int order = compare_numbers(first->number, second->number);
    return order ? order : slice_compare(first->uid, second->uid);
}

static int compare_series(const void *a, const void *b)
{
    const Image *first = &((const ImageSeries *)a)->image, *second = &((const ImageSeries *)b)->image;
    int order = compare_numbers(first->values[IMAGE_SERIES_NUMBER], second->values[IMAGE_SERIES_NUMBER]);
    return order ? order : slice_compare(first->values[IMAGE_SERIES_UID], second->values[IMAGE_SERIES_UID]);
}

static int compare_studies(const void *a, const void *b)
{
    const Image *first = &((const ImageStudy *)a)->image, *second = &((const ImageStudy *)b)->image;
    int order = slice_compare(first->values[IMAGE_STUDY_DATE], second->values[IMAGE_STUDY_DATE]);
    return order ? order : slice_compare(first->values[IMAGE_STUDY_UID], second->values[IMAGE_STUDY_UID]);
}

void image_set_sort(ImageSet *set)
{
    for (size_t i = 0; i < set->count; i++) {
        ImageStudy *study = &set->studies[i];
        for (size_t k = 0; k < study->count; k++) {
            ImageSeries *series = &study->series[k];
            qsort(series->instances, series->count, sizeof *series->instances, compare_instances);
        }
        qsort(study->series, study->count, sizeof *study->series, compare_series);
    }
    if (set->count > 1) {
        qsort(set->studies, set->count, sizeof *set->studies, compare_studies);
    }
    slice_map_free(&set->places); /* positions are others now */
}

const ImageStudy *image_set_find(const ImageSet *set, Slice uid)
{
    for (size_t i = 0; i < set->count; i++) {
        if (slice_equals(set->studies[i].image.values[IMAGE_STUDY_UID], uid)) {
            return &set->studies[i];
        }
    }
    return NULL;
}

size_t image_study_instances(const ImageStudy *study)
{
    size_t count = 0;
    for (size_t i = 0; i < study->count; i++) {
        count += study->series[i].count;
    }
    return count;
}
