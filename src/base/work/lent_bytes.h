/*
 * Lent bytes: the bytes of a document that another thread reads while the document is edited.
 *
 * They are not copied unless the document changes meanwhile; then whoever changes it copies all of them before, once.
 * Both wait for each other only while bytes are copied.
 */
#ifndef IPSE_BASE_LENT_BYTES_H
#define IPSE_BASE_LENT_BYTES_H

#include "src/base/slice.h"

typedef struct LentBytes LentBytes;

/* The bytes are borrowed until they are kept. Free with lent_bytes_free. */
LentBytes *lent_bytes_new(Slice bytes);

/* Copies bytes from an offset on; for any thread. The context is the LentBytes. */
void lent_bytes_fetch(void *lent, size_t offset, size_t count, char *bytes);

/* What is borrowed is about to change: copies it. Cheap where that was done. */
void lent_bytes_keep(LentBytes *lent);

void lent_bytes_free(LentBytes *lent);

#endif
