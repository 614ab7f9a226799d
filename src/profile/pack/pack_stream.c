/* Pack stream: strings and runs of words, each written once. */
#include "src/profile/pack/pack_stream.h"

#include <stdlib.h>

static const char zeros[4];

/* Fills up to the next multiple of 4 and gives the offset there. */
static PackOffset align(PackStream *stream)
{
    text_append(&stream->bytes, (Slice){zeros, (4 - stream->bytes.length % 4) % 4});
    return (PackOffset)stream->bytes.length;
}

void pack_stream_begin(PackStream *stream, uint32_t seed)
{
    *stream = (PackStream){.arena = arena_new(), .seed = seed};
    pack_stream_reserve(stream, sizeof(PackHeader));
}

void pack_stream_free(PackStream *stream)
{
    text_free(&stream->bytes);
    slice_map_free(&stream->strings);
    slice_map_free(&stream->runs);
    slice_map_free(&stream->records);
    arena_free(stream->arena);
}

PackString pack_stream_string(PackStream *stream, Slice text)
{
    if (!text.length) {
        return 0;
    }
    uint32_t *known = slice_map_find(&stream->strings, text);
    if (known) {
        return *known;
    }
    PackString offset = align(stream);
    uint32_t length = (uint32_t)text.length;
    text_append(&stream->bytes, (Slice){(const char *)&length, sizeof length});
    text_append(&stream->bytes, text);
    text_append_byte(&stream->bytes, '\0');
    *slice_map_add(&stream->strings, arena_copy(stream->arena, text), NULL) = offset;
    return offset;
}

Slice pack_stream_text(const PackStream *stream, PackString string)
{
    uint32_t length;
    if (!string) {
        return SLICE("");
    }
    memcpy(&length, stream->bytes.bytes + string, sizeof length);
    return (Slice){stream->bytes.bytes + string + sizeof length, length};
}

/* Runs of different kinds that look alike may share their bytes. */
PackOffset pack_stream_words(PackStream *stream, const uint32_t *words, size_t count, bool has_self)
{
    SliceMap *map = has_self ? &stream->records : &stream->runs;
    Slice key = {(const char *)(words + has_self), (count - has_self) * sizeof *words};
    uint32_t *known = slice_map_find(map, key);
    if (known) {
        return *known;
    }
    PackOffset offset = align(stream);
    if (has_self) {
        text_append(&stream->bytes, (Slice){(const char *)&offset, sizeof offset});
    }
    text_append(&stream->bytes, key);
    *slice_map_add(map, arena_copy(stream->arena, key), NULL) = offset;
    return offset;
}

PackOffset pack_stream_run(PackStream *stream, Slice bytes)
{
    return pack_stream_words(stream, (const void *)bytes.bytes, bytes.length / sizeof(uint32_t), false);
}

PackList pack_stream_list(PackStream *stream, const uint32_t *words, size_t count)
{
    if (!count) {
        return 0;
    }
    uint32_t *list = memory_allocate((count + 1) * sizeof *list);
    list[0] = (uint32_t)count;
    memcpy(list + 1, words, count * sizeof *words);
    PackList offset = pack_stream_words(stream, list, count + 1, false);
    free(list);
    return offset;
}

PackList pack_stream_strings(PackStream *stream, Slices strings)
{
    uint32_t *words = memory_allocate(strings.count * sizeof *words);
    for (uint32_t i = 0; i < strings.count; i++) {
        words[i] = pack_stream_string(stream, strings.items[i]);
    }
    PackList list = pack_stream_list(stream, words, strings.count);
    free(words);
    return list;
}

PackOffset pack_stream_reserve(PackStream *stream, size_t size)
{
    PackOffset offset = align(stream);
    text_append_repeated(&stream->bytes, '\0', size);
    return offset;
}

void pack_stream_write(PackStream *stream, PackOffset offset, const void *bytes, size_t size)
{
    memcpy(stream->bytes.bytes + offset, bytes, size);
}
