/*
 * Recovery image: a recovery file as bytes.
 *
 *     ipse-recovery 3
 *     file LENGTH PATH
 *     state SIZE SECONDS NANOSECONDS
 *     time MILLISECONDS
 *     prompt LENGTH LABEL
 *     typed LENGTH TEXT
 *     unfilled LENGTH TEXT
 *     bytes LENGTH
 *
 * The bytes of the document follow the last line end. Lengths count bytes, so that any byte may be in any value, and a
 * file that was cut short is noticed. Images of version 2, which have no line "unfilled", are read too.
 */
#ifndef IPSE_SAVE_RECOVERY_IMAGE_H
#define IPSE_SAVE_RECOVERY_IMAGE_H

#include "src/save/recovery.h"

#include <signal.h>

typedef struct RecoveryImage {
    char *bytes; /* NULL: none */
    size_t length;
    size_t capacity;
    volatile sig_atomic_t is_whole; /* false while it is being made */
} RecoveryImage;

/* Makes the image of some work on a file. False, with the image as it was, where memory runs out. */
bool recovery_image_make(RecoveryImage *image, const char *target, const RecoveryWork *work);

/* The same, but for the bytes of the document: they are to follow. */
bool recovery_image_begin(RecoveryImage *image, const char *target, const RecoveryWork *work);
void recovery_image_free(RecoveryImage *image);

/* Gives the memory of a large image back, once nobody will write it; that of a small one is kept for the next. */
void recovery_image_trim(RecoveryImage *image);

/* Takes an image apart; the error names `path`. As recovery_read. */
bool recovery_image_read(Slice image, const char *path, const char *target, RecoveryContent *content, Error *error);

#endif
