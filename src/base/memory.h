/*
 * Memory: allocation that never returns NULL, growing arrays, and arenas.
 *
 * When memory runs out, a sentence goes to standard error, and the process ends with exit status 2.
 */
#ifndef IPSE_BASE_MEMORY_H
#define IPSE_BASE_MEMORY_H

#include "src/base/slice.h"

#include <stdarg.h>

/* What is called in place of printing the sentence ("out of memory (N bytes were asked for)"), before the process ends;
   nothing can be allocated then. NULL: the sentence is printed. */
void memory_on_exhausted(void (*handler)(const char *sentence));

/* Ends the process for want of memory: for libraries that say so in another way than by returning no memory. `size` 0:
   it is not known how much was asked for. */
_Noreturn void memory_exhausted(size_t size);

/* Uninitialised memory of `size` bytes (at least one); the caller frees it with free(). */
void *memory_allocate(size_t size);

/* Lets the allocator of the system keep blocks of a few MB for the next document, and give larger ones back at once. By
   itself it gives each back, so that the pages of every document are asked for anew, or keeps up to 64 MB. For the
   start of a program; does nothing where the allocator is another one than that of glibc. */
void memory_keep_blocks(void);

/* Zeroed memory for `count` items of `size` bytes; the caller frees it with free(). */
void *memory_allocate_zeroed(size_t count, size_t size);

/* As realloc(), but never NULL. */
void *memory_resize(void *memory, size_t size);

/* A zero-terminated copy; the caller frees it. */
char *memory_copy_string(Slice slice);

/* Makes room for `count` items, more than fit, in an array of `*capacity` items of `item_size` bytes at `items`,
   doubling; returns the array, which may have moved. Use through ARRAY_RESERVE. */
void *memory_grow(void *items, size_t *capacity, size_t count, size_t item_size);

static inline void *memory_reserve(void *items, size_t *capacity, size_t count, size_t item_size)
{
    return count <= *capacity ? items : memory_grow(items, capacity, count, item_size);
}

/* ARRAY_RESERVE(list->items, list->capacity, wanted): `capacity` must be a size_t lvalue. */
#define ARRAY_RESERVE(items, capacity, count) ((items) = memory_reserve((items), &(capacity), (count), sizeof *(items)))

/* Arena: many small allocations that die together. Nothing in it moves. */
typedef struct Arena Arena;

/* A new empty arena; free it with arena_free. */
Arena *arena_new(void);

/* Frees the arena and all that was allocated in it; NULL does nothing. */
void arena_free(Arena *arena);

/* Forgets all allocations but keeps the largest block for reuse. */
void arena_reset(Arena *arena);

/* How full an arena is, to come back to. Marks are released in the reverse order in which they were taken. */
typedef struct ArenaMark {
    void *block;
    size_t used;
} ArenaMark;

ArenaMark arena_mark(const Arena *arena);

/* Forgets all, and gives back blocks that are larger than so many bytes. */
void arena_trim(Arena *arena, size_t size);

/* Forgets what was allocated since the mark. */
void arena_release(Arena *arena, ArenaMark mark);

/* `size` bytes aligned for any type, owned by the arena. */
void *arena_allocate(Arena *arena, size_t size);

/* A copy of the bytes, followed by a zero byte that is not counted, owned by the arena. */
Slice arena_copy(Arena *arena, Slice slice);

/* The bytes of all parts, one after the other, followed by a zero byte that is not counted, owned by the arena. */
Slice arena_join(Arena *arena, const Slice *parts, size_t count);

/* printf into the arena; the result is followed by a zero byte that is not counted. */
Slice arena_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
Slice arena_format_list(Arena *arena, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

#endif
