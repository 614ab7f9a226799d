/*
 * ImageJson: DICOM JSON (DICOM PS3.18, annex F), as DICOMweb servers send it: an array of data sets, or one.
 */
#ifndef IPSE_IMAGES_IMAGE_JSON_H
#define IPSE_IMAGES_IMAGE_JSON_H

#include "src/images/image.h"
#include "src/json/document.h"

/* Takes the bytes over and reads them; NULL with ERROR_FORMAT where they are no DICOM JSON. Nothing at all is an empty
   array: 204 No Content has no body. Free with document_free. */
Document *image_json_open(Text *bytes, const char *name, Error *error);

/* The data sets, one after the other: NODE_NONE at the beginning and after the last. */
NodeId image_json_next(const Document *document, NodeId after);

/* Fills those values of an image that a data set states and the image does not have yet. The texts are in the arena. */
void image_json_fill(const Document *document, NodeId data_set, Arena *arena, Image *image);

/* A number that a data set states, by the eight hexadecimal digits of its tag; 0 where it states none. */
size_t image_json_number(const Document *document, NodeId data_set, Slice tag);

#endif
