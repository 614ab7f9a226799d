/* Fixes of slices of which too few are there: the least that the profile asks for, where it prescribes a value in it.
 */
#include "src/edit/fix/fix_offer.h"

/* Removes the members of JSON without whitespace that are empty strings: only a person could fill them in. */
static void drop_empty(Text *json)
{
    size_t at;
    while ((at = slice_find(text_slice(json), SLICE(":\"\""), 0)) != SIZE_MAX) {
        size_t start = at - 1, end = at + 3;
        while (start > 0 && json->bytes[start - 1] != '"') {
            start--;
        }
        start -= start > 0;
        if (start > 0 && json->bytes[start - 1] == ',') {
            start--;
        } else if (end < json->length && json->bytes[end] == ',') {
            end++;
        }
        text_splice(json, start, end - start, SLICE(""));
    }
}

void offer_slice(const FixOffer *offer)
{
    const Element *slice = offer->issue->element;
    Text json = TEXT_EMPTY;
    if (!slice || offer->issue->missing.length == 0 || offer->list->is_certain_only) {
        return;
    }
    operation_skeleton(offer->operation, NODE_NONE, slice, &json);
    drop_empty(&json);
    bool has_hole = slice_find(text_slice(&json), SLICE("{}"), 0) != SIZE_MAX;
    if (json.bytes[0] == '{' && !has_hole) {
        FixOffer new = fix_offer_new(offer);
        offer_addition(&new, false, text_slice(&json));
    }
    text_free(&json);
}
