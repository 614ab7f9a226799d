/* Fixes for invariants that say what is missing: the reason why a section is empty, the name of a patient, a time. */
#include "src/edit/fix/fix_offer.h"

#define EMPTY_REASONS "http://terminology.hl7.org/CodeSystem/list-empty-reason"

void offer_empty_reason(const FixOffer *offer)
{
    static const struct {
        const char *code, *display;
    } reasons[] = {{"unavailable", "Unavailable"},       {"notasked", "Not Asked"},     {"nilknown", "Nil Known"},
                   {"withheld", "Information Withheld"}, {"notstarted", "Not Started"}, {"closed", "Closed"}};
    NodeId section = offer->issue->node;
    const Element *element = fix_child_element(offer, section, SLICE("emptyReason"));
    for (size_t i = 0; element && i < sizeof reasons / sizeof *reasons; i++) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        Text json = TEXT_EMPTY, title = TEXT_EMPTY;
        text_format(&json, "{\"coding\":[{\"system\":\"" EMPTY_REASONS "\",\"code\":\"%s\",\"display\":\"%s\"}]}",
                    reasons[i].code, reasons[i].display);
        text_format(&title, "Add 'emptyReason': %s", reasons[i].display);
        operation_add(offer->operation, section, element, text_slice(&json), &splices, NULL);
        offer_splices(offer, false, &splices, text_slice(&title));
        text_free(&json);
        text_free(&title);
    }
    offer_removal(offer);
}

void offer_patient_name(const FixOffer *offer)
{
    const Element *element = fix_child_element(offer, offer->issue->node, SLICE("text"));
    if (element && !offer->list->is_certain_only) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        operation_add(offer->operation, offer->issue->node, element, SLICE("\"" OFFER_ANSWER "\""), &splices, NULL);
        offer_question(offer, &splices, SLICE("Add 'text': enter the whole name"), SLICE("Name"));
    }
}

void offer_known_value(const FixOffer *offer)
{
    Slice key = document_raw_key(offer->document, offer->issue->node);
    if (slice_starts_with(key, SLICE("_")) && !offer->list->is_certain_only) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        splice_set_value(offer->document, offer->issue->node, SLICE("\"" OFFER_ANSWER "\""), &splices, NULL);
        splice_rename(offer->document, offer->issue->node, slice_part(key, 1, SIZE_MAX), &splices, NULL);
        offer_question(offer, &splices, SLICE("Enter the value in place of the reason"), slice_part(key, 1, SIZE_MAX));
    }
}
