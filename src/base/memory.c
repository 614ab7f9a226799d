/* Memory: allocation that never returns NULL, growing arrays, and arenas as a list of blocks, newest first. */
#include "src/base/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

enum {
    SENTENCE_SIZE = 96,
    FORMATTED_MOSTLY = 255, /* bytes that one printing mostly needs */
    BLOCK_SIZE_MINIMUM = 4096,
    BLOCK_SIZE_MAXIMUM = 1 << 20,
    ARRAY_CAPACITY_MINIMUM = 8,
    BLOCK_KEPT = 4 << 20, /* blocks of this size are given back to the system at once */
    EXIT_EXHAUSTED = 2
};

/* One block of an arena; its bytes follow the header. */
typedef struct Block {
    struct Block *next;
    size_t size;
    size_t used;
    alignas(max_align_t) char bytes[];
} Block;

struct Arena {
    Block *newest;
    Block *spare; /* the largest that was given back; NULL: none */
};

/* Called when memory runs out: the one thing that this file knows of the process. */
static void (*exhausted_handler)(const char *sentence);

void memory_on_exhausted(void (*handler)(const char *sentence))
{
    exhausted_handler = handler;
}

_Noreturn void memory_exhausted(size_t size)
{
    char sentence[SENTENCE_SIZE] = "out of memory";
    if (size) {
        snprintf(sentence, sizeof sentence, "out of memory (%zu bytes requested)", size);
    }
    if (exhausted_handler) {
        exhausted_handler(sentence);
    } else {
        fprintf(stderr, "ipse: %s\n", sentence);
    }
    exit(EXIT_EXHAUSTED);
}

void memory_keep_blocks(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, BLOCK_KEPT);
    mallopt(M_TRIM_THRESHOLD, 4 * BLOCK_KEPT);
#endif
}

void *memory_allocate(size_t size)
{
    void *memory = malloc(size ? size : 1);
    if (!memory) {
        memory_exhausted(size);
    }
    return memory;
}

void *memory_allocate_zeroed(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory) {
        memory_exhausted(size);
    }
    return memory;
}

void *memory_resize(void *memory, size_t size)
{
    void *resized = realloc(memory, size ? size : 1);
    if (!resized) {
        memory_exhausted(size);
    }
    return resized;
}

char *memory_copy_string(Slice slice)
{
    char *copy = memory_allocate(slice.length + 1);
    if (slice.length) {
        memcpy(copy, slice.bytes, slice.length);
    }
    copy[slice.length] = '\0';
    return copy;
}

void *memory_grow(void *items, size_t *capacity, size_t count, size_t item_size)
{
    size_t wanted = *capacity < ARRAY_CAPACITY_MINIMUM ? ARRAY_CAPACITY_MINIMUM : *capacity * 2;
    if (wanted < count) {
        wanted = count;
    }
    if (wanted > SIZE_MAX / item_size) {
        memory_exhausted(SIZE_MAX);
    }
    *capacity = wanted;
    return memory_resize(items, wanted * item_size);
}

Arena *arena_new(void)
{
    return memory_allocate_zeroed(1, sizeof(Arena));
}

void arena_free(Arena *arena)
{
    if (!arena) {
        return;
    }
    arena_reset(arena);
    free(arena->spare);
    free(arena);
}

void arena_reset(Arena *arena)
{
    arena_release(arena, (ArenaMark){NULL, 0});
}

ArenaMark arena_mark(const Arena *arena)
{
    return (ArenaMark){arena->newest, arena->newest ? arena->newest->used : 0};
}

/* In builds for tests: whoever still holds what is forgotten finds other bytes in it. */
static void overwrite(Block *block, size_t from)
{
#ifndef NDEBUG
    memset(block->bytes + from, 0xA5, block->used - from);
#else
    (void)block;
    (void)from;
#endif
}

void arena_release(Arena *arena, ArenaMark mark)
{
    while (arena->newest != mark.block) {
        Block *block = arena->newest, *smaller = block;
        overwrite(block, 0);
        arena->newest = block->next;
        if (!arena->spare || block->size > arena->spare->size) {
            smaller = arena->spare;
            arena->spare = block;
        }
        free(smaller);
    }
    if (arena->newest) {
        overwrite(arena->newest, mark.used);
        arena->newest->used = mark.used;
    }
}

void arena_trim(Arena *arena, size_t size)
{
    arena_reset(arena);
    if (arena->spare && arena->spare->size > size) {
        free(arena->spare);
        arena->spare = NULL;
    }
}

/* Puts a block with room for `size` bytes in front: the spare one, or one that is larger than the one before it, up to
   BLOCK_SIZE_MAXIMUM. */
static void add_block(Arena *arena, size_t size)
{
    if (arena->spare && arena->spare->size >= size) {
        Block *block = arena->spare;
        arena->spare = NULL;
        *block = (Block){.next = arena->newest, .size = block->size};
        arena->newest = block;
        return;
    }
    size_t wanted = arena->newest ? arena->newest->size * 2 : BLOCK_SIZE_MINIMUM;
    if (wanted > BLOCK_SIZE_MAXIMUM) {
        wanted = BLOCK_SIZE_MAXIMUM;
    }
    if (wanted < size) {
        wanted = size;
    }
    if (wanted > SIZE_MAX - sizeof(Block)) {
        memory_exhausted(wanted);
    }
    Block *block = memory_allocate(sizeof(Block) + wanted);
    *block = (Block){.next = arena->newest, .size = wanted};
    arena->newest = block;
}

/* Room for `size` bytes at a multiple of `alignment`, a power of two. */
static void *allocate_aligned(Arena *arena, size_t size, size_t alignment)
{
    Block *block = arena->newest;
    size_t start = block ? (block->used + alignment - 1) & ~(alignment - 1) : 0;
    if (!block || start > block->size || block->size - start < size) {
        add_block(arena, size);
        block = arena->newest;
        start = 0;
    }
    block->used = start + size;
    return block->bytes + start;
}

void *arena_allocate(Arena *arena, size_t size)
{
    return allocate_aligned(arena, size, alignof(max_align_t));
}

Slice arena_copy(Arena *arena, Slice slice)
{
    char *copy = allocate_aligned(arena, slice.length + 1, 1);
    if (slice.length) {
        memcpy(copy, slice.bytes, slice.length);
    }
    copy[slice.length] = '\0';
    return (Slice){copy, slice.length};
}

Slice arena_join(Arena *arena, const Slice *parts, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        length += parts[i].length;
    }
    char *joined = allocate_aligned(arena, length + 1, 1), *end = joined;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].length > 0) {
            memcpy(end, parts[i].bytes, parts[i].length);
            end += parts[i].length;
        }
    }
    *end = '\0';
    return (Slice){joined, length};
}

Slice arena_format_list(Arena *arena, const char *format, va_list arguments)
{
    char first[FORMATTED_MOSTLY + 1]; /* so that printing once is mostly enough */
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(first, sizeof first, format, arguments);
    size_t size = length > 0 ? (size_t)length : 0;
    char *bytes = allocate_aligned(arena, size + 1, 1);
    if (size < sizeof first) {
        memcpy(bytes, first, size);
        bytes[size] = '\0';
    } else {
        vsnprintf(bytes, size + 1, format, again);
    }
    va_end(again);
    return (Slice){bytes, size};
}

Slice arena_format(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Slice formatted = arena_format_list(arena, format, arguments);
    va_end(arguments);
    return formatted;
}
