/*
 * Pack stream: the bytes of a pack while they are written, each run at a multiple of 4, equal ones only once.
 *
 * For the files of the pack builder only.
 */
#ifndef IPSE_PROFILE_PACK_STREAM_H
#define IPSE_PROFILE_PACK_STREAM_H

#include "src/base/memory.h"
#include "src/base/slice_map.h"
#include "src/base/text.h"
#include "src/profile/pack/draft.h"
#include "src/profile/pack/pack.h"

typedef struct PackStream {
    Text bytes;
    SliceMap strings; /* text to its offset */
    SliceMap runs;    /* words to their offset */
    SliceMap records; /* likewise of runs that begin with their own offset */
    Arena *arena;     /* keys of the maps */
    uint32_t seed;    /* of the hash indexes */
} PackStream;

/* Begins with a place for the header. */
void pack_stream_begin(PackStream *stream, uint32_t seed);
void pack_stream_free(PackStream *stream);

/* The offset of a string; 0 for the empty one. */
PackString pack_stream_string(PackStream *stream, Slice text);

/* What was written as a string; valid until the next call that writes. */
Slice pack_stream_text(const PackStream *stream, PackString string);

/* The offset of a run of words; equal runs share one. `has_self`: the first word is the run's own offset, which is
   filled in here and does not count for equality. */
PackOffset pack_stream_words(PackStream *stream, const uint32_t *words, size_t count, bool has_self);

/* The same of a run of bytes that is made of words. */
PackOffset pack_stream_run(PackStream *stream, Slice bytes);

/* The offset of a list of words; 0 where it is empty. */
PackList pack_stream_list(PackStream *stream, const uint32_t *words, size_t count);

/* The same of strings. */
PackList pack_stream_strings(PackStream *stream, Slices strings);

/* A zeroed run of `size` bytes that is not shared, filled in later with pack_stream_write. */
PackOffset pack_stream_reserve(PackStream *stream, size_t size);
void pack_stream_write(PackStream *stream, PackOffset offset, const void *bytes, size_t size);

/* The parts of an element that do not depend on its place. */
void pack_stream_element(PackStream *stream, const DraftElement *draft, Element *element);

/* What few elements have, with the list of its slices; 0 where it has none of it. */
PackOffset pack_stream_extras(PackStream *stream, const DraftElement *draft, PackList slices);

/* The members that the children of an element are known by; 0 where it has none. */
PackOffset pack_stream_members(PackStream *stream, const DraftElement *parent);

#endif
