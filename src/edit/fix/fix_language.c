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
    Slice whole = fix_raw_text(offer, node), said = slice_trim(whole);
    Text json = TEXT_EMPTY;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (slice_equals_ignoring_case(said, slice_from(languages[i].name))) {
            text_format(&json, "\"%s\"", languages[i].tag);
        }
    }
    size_t mark = slice_find(said, SLICE("_"), 0);
    if (!json.length && mark != SIZE_MAX) {
        text_format(&json, "\"%.*s-%.*s\"", SLICE_ARGS(slice_part(said, 0, mark)),
                    SLICE_ARGS(slice_part(said, mark + 1, said.length)));
    }
    if (!json.length && said.length && said.length < whole.length) {
        text_format(&json, "\"%.*s\"", SLICE_ARGS(said));
    }
    if (json.length > 0) {
        offer_value(offer, true, node, text_slice(&json), SLICE("Change to the language tag"));
    }
    offer_removal_of(offer, node);
    text_free(&json);
}
