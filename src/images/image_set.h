/*
 * ImageSet: the studies, series and instances of an archive, each once.
 *
 *     ImageSet ── studies ── series ── instances
 *
 * Images are added one by one, in any order. The first that says something of a study or series counts; the same
 * instance twice counts once. A set owns all its texts.
 */
#ifndef IPSE_IMAGES_IMAGE_SET_H
#define IPSE_IMAGES_IMAGE_SET_H

#include "src/base/slice_map.h"
#include "src/base/text.h"
#include "src/images/image.h"

typedef struct ImageInstance {
    Slice uid;
    Slice sop_class;
    Slice number;
    Slice place; /* the path of its file, or its URL; empty: not known */
} ImageInstance;

typedef struct ImageSeries {
    Image image; /* its values are those of the level series */
    ImageInstance *instances;
    size_t count;
    size_t capacity;
} ImageSeries;

typedef struct ImageStudy {
    Image image; /* its values are those of the levels study and patient */
    ImageSeries *series;
    size_t count;
    size_t capacity;
} ImageStudy;

/* What was passed over, and why. */
typedef struct ImageNote {
    Slice place;
    Slice sentence; /* without a full stop */
} ImageNote;

typedef struct ImageSet {
    ImageStudy *studies;
    size_t count;
    size_t capacity;
    ImageNote *notes;
    size_t note_count;
    size_t note_capacity;
    SliceMap places; /* keys of studies, series and instances, to their positions in what holds them */
    Arena *arena;
} ImageSet;

/* Starts as all zero; free with image_set_free. */
void image_set_free(ImageSet *set);

/* Adds an image, whose texts are copied; false where it has no UID of its study, its series or itself, which is noted.
 */
bool image_set_add(ImageSet *set, const Image *image, Slice place);

void image_set_note(ImageSet *set, Slice place, Slice sentence);

/* Sorts series and instances by number and UID, studies by date and UID: no order depends on that of the files. Nothing
   can be added afterwards. */
void image_set_sort(ImageSet *set);

/* The study of a UID; NULL if there is none. */
const ImageStudy *image_set_find(const ImageSet *set, Slice uid);

/* Instances of the study. */
size_t image_study_instances(const ImageStudy *study);

#endif
