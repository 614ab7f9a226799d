/*
 * ImageServer: DICOMweb servers as archives (src/images/image_web.h), over HTTP (src/net/http.h) with its limits and
 * rules.
 */
#ifndef IPSE_IMAGES_IMAGE_SERVER_H
#define IPSE_IMAGES_IMAGE_SERVER_H

#include "src/images/image_set.h"
#include "src/net/http.h"

/* Adds a study, by its UID, of the server whose DICOMweb service has this base URL; the set is not sorted. A study that
   the server does not have adds nothing. False with a sentence where a request fails or is stopped. */
bool image_server_read(HttpClient *client, const Url *base, Slice study, Pace *pace, ImageSet *set, Error *error);

#endif
