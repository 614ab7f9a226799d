/*
 * ImageWeb: a study as a DICOMweb server has it (DICOM PS3.18): its series by QIDO-RS (section 10.6), the headers of
 * their instances by WADO-RS (metadata, section 10.4).
 *
 * Of a series with very many instances, or where the server does not say how many there are, the instances come from
 * QIDO-RS in pages, which are asked for until one has nothing new; pages that do not end are a failure. The whole
 * header of one instance says what searches leave out, such as the time zone. How requests are sent is left to whoever
 * asks.
 */
#ifndef IPSE_IMAGES_IMAGE_WEB_H
#define IPSE_IMAGES_IMAGE_WEB_H

#include "src/images/image_set.h"

typedef struct ImageWeb {
    /* Appends the answer for a path below the base URL of the service, which begins without a slash:
       "studies/1.2/series"; false with a sentence. What is not there (404) is an answer without bytes. */
    bool (*get)(void *context, const char *path, Text *body, Error *error);
    void *context;
    Slice name; /* of the service, for sentences: its base URL */
} ImageWeb;

enum { IMAGE_HEADERS_MAXIMUM = 2000, IMAGE_PAGE = 1000, IMAGE_PAGES_MAXIMUM = 1000, IMAGE_INSTANCES_MAXIMUM = 1000000 };

/* Adds a study, by its UID; the set is not sorted. A study that the server does not have adds nothing. False with a
   sentence where the UID is none, a request fails, an answer is no DICOM JSON, a series has more than
   IMAGE_PAGES_MAXIMUM pages, or the study more than IMAGE_INSTANCES_MAXIMUM instances. */
bool image_web_read(const ImageWeb *web, Slice study, ImageSet *set, Error *error);

#endif
