/* Lent bytes: a lock, for as long as bytes are copied. */
#include "src/base/work/lent_bytes.h"

#include "src/base/memory.h"
#include "src/base/text.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct LentBytes {
    pthread_mutex_t mutex;
    Slice bytes; /* guarded by the mutex, like the next one */
    Text kept;   /* has them where they are not borrowed any more */
};

LentBytes *lent_bytes_new(Slice bytes)
{
    LentBytes *lent = memory_allocate_zeroed(1, sizeof *lent);
    pthread_mutex_init(&lent->mutex, NULL);
    lent->bytes = bytes;
    return lent;
}

void lent_bytes_fetch(void *lent, size_t offset, size_t count, char *bytes)
{
    LentBytes *from = lent;
    pthread_mutex_lock(&from->mutex);
    memcpy(bytes, from->bytes.bytes + offset, count);
    pthread_mutex_unlock(&from->mutex);
}

void lent_bytes_keep(LentBytes *lent)
{
    pthread_mutex_lock(&lent->mutex);
    if (lent->kept.length < lent->bytes.length) {
        text_append(&lent->kept, lent->bytes);
        lent->bytes = text_slice(&lent->kept);
    }
    pthread_mutex_unlock(&lent->mutex);
}

void lent_bytes_free(LentBytes *lent)
{
    pthread_mutex_destroy(&lent->mutex);
    text_free(&lent->kept);
    free(lent);
}
