/*
 * Document: many splices carried out at once.
 *
 * Each splice by itself moves all that lies after it. Where there are very many, the new bytes are put together in one
 * pass instead, and read once.
 */
#include "src/json/document_private.h"
#include "src/json/splice.h"

/* True where the splices lie within the document, each before the one before it in the list, and what comes of them is
   not too large. */
static bool fits(const Document *document, const Splice *splices, size_t count, Error *error)
{
    size_t end = document->bytes.length, length = end;
    for (size_t i = 0; i < count; i++) {
        const Splice *splice = &splices[i];
        if (splice->offset > end || splice->removed > end - splice->offset) {
            return error_set(error, ERROR_NOT_POSSIBLE, document->name, "the replaced bytes are outside of the file");
        }
        end = splice->offset;
        length = length - splice->removed + splice->inserted.length;
    }
    return length <= DOCUMENT_SIZE_MAXIMUM ||
           error_set(error, ERROR_LIMIT, document->name, "the file would become too large; allowed: at most 4 GiB");
}

/* The bytes after the splices. */
static Text bytes_after(Slice bytes, const Splice *splices, size_t count)
{
    Text after = TEXT_EMPTY;
    size_t at = 0;
    text_reserve(&after, bytes.length + 1);
    for (size_t i = count; i-- > 0;) {
        text_append(&after, slice_part(bytes, at, splices[i].offset - at));
        text_append(&after, splices[i].inserted);
        at = splices[i].offset + splices[i].removed;
    }
    text_append(&after, slice_part(bytes, at, bytes.length - at));
    return after;
}

bool document_splice_all(Document *document, const Splice *splices, size_t count, Patch *patch, Error *error)
{
    if (!fits(document, splices, count, error)) {
        return false;
    }
    Slice bytes = text_slice(&document->bytes);
    Text after = bytes_after(bytes, splices, count);
    uint32_t first = count ? splices[count - 1].offset : 0;
    uint32_t end = count ? splices[0].offset + splices[0].removed : 0;
    Patch done = {.parent = NODE_NONE,
                  .removed = document_count(document),
                  .offset = first,
                  .removed_bytes = end - first,
                  .inserted_bytes = end - first + (uint32_t)after.length - (uint32_t)bytes.length};
    text_free(&document->bytes);
    document->bytes = after;
    document->revision++;
    line_index_forget(document);
    document_read(document);
    done.inserted = document_count(document);
    if (patch) {
        *patch = done;
    }
    return true;
}
