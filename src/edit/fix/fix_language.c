/* Fixes of languages. */
#include "src/edit/fix/fix_offer.h"

/* Names of languages for their tags (ISO 639-1). */
static const struct {
    const char *name, *tag;
} languages[] = {
    {"english", "en"},    {"german", "de"},     {"deutsch", "de"}, {"french", "fr"},     {"francais", "fr"},
    {"spanish", "es"},    {"espanol", "es"},    {"italian", "it"}, {"italiano", "it"},   {"dutch", "nl"},
    {"nederlands", "nl"}, {"portuguese", "pt"}, {"danish", "da"},  {"swedish", "sv"},    {"norwegian", "no"},
    {"finnish", "fi"},    {"polish", "pl"},     {"czech", "cs"},   {"greek", "el"},      {"russian", "ru"},
    {"hungarian", "hu"},  {"turkish", "tr"},    {"arabic", "ar"},  {"chinese", "zh"},    {"japanese", "ja"},
    {"korean", "ko"},     {"estonian", "et"},   {"latvian", "lv"}, {"lithuanian", "lt"}, {"slovenian", "sl"},
};

/* A language by its name, or with an underscore; without either, a language that is none says nothing. */
void offer_language(const FixOffer *offer)
{
    NodeId resource = fix_resource(offer, offer->issue->node);
    NodeId node =
        fix_is_named(offer, SLICE("language")) ? offer->issue->node : fix_member(offer, resource, SLICE("language"));
    Slice whole = fix_string(offer, node), said = slice_trim(whole);
    Text tag = TEXT_EMPTY;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (slice_equals_ignoring_case(said, slice_from(languages[i].name))) {
            text_append(&tag, slice_from(languages[i].tag));
        }
    }
    size_t mark = slice_find(said, SLICE("_"), 0);
    if (!tag.length && mark != SIZE_MAX) {
        text_format(&tag, "%.*s-%.*s", SLICE_ARGS(slice_part(said, 0, mark)),
                    SLICE_ARGS(slice_part(said, mark + 1, said.length)));
    }
    if (!tag.length && said.length < whole.length) {
        text_append(&tag, said);
    }
    if (tag.length > 0) {
        Text title = TEXT_EMPTY;
        text_format(&title, "Change to '%.*s'", SLICE_ARGS(text_slice(&tag)));
        offer_string(offer, true, node, text_slice(&tag), text_slice(&title));
        text_free(&title);
    }
    offer_removal_of(offer, node);
    text_free(&tag);
}
