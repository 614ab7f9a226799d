/*
 * Composition: the text as a row of pieces, each of the first text or of what a splice inserts. A splice cuts the
 * pieces at its ends and puts one of its own between; what is missing between pieces of the first text was replaced.
 */
#include "src/json/composition.h"

#include "src/base/memory.h"

#include <stdlib.h>

typedef struct Piece {
    uint32_t start;   /* in the first text */
    const char *text; /* inserted; NULL: of the first text */
    uint32_t length;
} Piece;

typedef struct Pieces {
    Piece *items;
    size_t count;
    size_t capacity;
} Pieces;

static void put(Pieces *pieces, size_t position, Piece piece)
{
    ARRAY_RESERVE(pieces->items, pieces->capacity, pieces->count + 1);
    memmove(pieces->items + position + 1, pieces->items + position, (pieces->count - position) * sizeof piece);
    pieces->items[position] = piece;
    pieces->count++;
}

/* The position of the piece that begins at a byte of the present text, which is made by a cut if there is none. */
static size_t cut(Pieces *pieces, uint32_t offset)
{
    size_t position = 0;
    while (position < pieces->count && offset >= pieces->items[position].length && offset > 0) {
        offset -= pieces->items[position++].length;
    }
    if (offset > 0 && position < pieces->count) {
        Piece *whole = &pieces->items[position];
        Piece tail = {whole->start + (whole->text ? 0 : offset), whole->text ? whole->text + offset : NULL,
                      whole->length - offset};
        whole->length = offset;
        put(pieces, ++position, tail);
    }
    return position;
}

static void apply(Pieces *pieces, const Splice *splice)
{
    size_t first = cut(pieces, splice->offset), after = cut(pieces, splice->offset + splice->removed);
    memmove(pieces->items + first, pieces->items + after, (pieces->count - after) * sizeof *pieces->items);
    pieces->count -= after - first;
    if (splice->inserted.length > 0) {
        put(pieces, first, (Piece){0, splice->inserted.bytes, (uint32_t)splice->inserted.length});
    }
}

void composition_visit(const SpliceList *splices, uint32_t size,
                       void (*visit)(void *context, Span replaced, Slice inserted), void *context)
{
    Pieces pieces = {0};
    Text inserted = TEXT_EMPTY;
    put(&pieces, 0, (Piece){0, NULL, size});
    for (size_t i = 0; i < splices->count; i++) {
        apply(&pieces, &splices->splices[i]);
    }
    put(&pieces, pieces.count, (Piece){size, NULL, 0});
    uint32_t at = 0;
    for (size_t i = 0; i < pieces.count; i++) {
        const Piece *piece = &pieces.items[i];
        if (piece->text) {
            text_append(&inserted, slice_make(piece->text, piece->length));
        } else {
            if (piece->start > at || inserted.length > 0) {
                visit(context, (Span){at, piece->start - at}, text_slice(&inserted));
            }
            text_clear(&inserted);
            at = piece->start + piece->length;
        }
    }
    text_free(&inserted);
    free(pieces.items);
}
