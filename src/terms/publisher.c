/* What a file holds: by its first bytes. */
#include "src/terms/publisher.h"

#include "src/base/ascii.h"
#include "src/base/file.h"
#include "src/base/streams/byte_stream.h"

enum { BEGINNING = 1 << 12 };

Publication publication_of(const char *path)
{
    if (file_is_folder(path)) {
        return PUBLICATION_SNOMED;
    }
    Text text = TEXT_EMPTY;
    ByteStream *stream = file_kind(path, true) == FILE_REGULAR ? byte_stream_open(NULL, path, NULL) : NULL;
    if (stream) {
        byte_stream_read(stream, BEGINNING, &text, NULL);
        byte_stream_close(stream);
    }
    Slice start = slice_trim(slice_without_prefix(text_slice(&text), SLICE("\357\273\277")));
    Slice line = slice_part(start, 0, slice_find(start, SLICE("\n"), 0));
    Publication publication = PUBLICATION_UNKNOWN;
    if (slice_starts_with(start, SLICE("{"))) {
        publication = PUBLICATION_JSON;
    } else if (slice_find(line, SLICE("LOINC_NUM"), 0) != SIZE_MAX) {
        publication = PUBLICATION_LOINC;
    } else if (slice_starts_with(line, SLICE("id\teffectiveTime\tactive\tmoduleId\t"))) {
        publication = PUBLICATION_SNOMED;
    }
    text_free(&text);
    return publication;
}
