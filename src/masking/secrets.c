/* Secrets: the words that tell who a patient is, collected. */
#include "src/masking/secrets.h"

#include "src/base/ascii.h"
#include "src/masking/taking.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { WORD_LEAST = 2, PLACE_SHORT = 3 };

static void add(Secrets *secrets, Slice text, SecretKind kind)
{
    Slice uuid;
    if ((kind == SECRET_WORDS || kind == SECRET_ID) && taking_uuid(text, &uuid)) {
        text = uuid;
        kind = SECRET_UUID;
    }
    if (text.length < WORD_LEAST) {
        return;
    }
    for (size_t i = 0; i < secrets->count; i++) {
        if (secrets->items[i].kind == kind && slice_equals(secrets->items[i].text, text)) {
            return;
        }
    }
    unsigned *numbers = kind == SECRET_ID ? &secrets->ids : &secrets->uuids;
    ARRAY_RESERVE(secrets->items, secrets->capacity, secrets->count + 1);
    secrets->items[secrets->count++] = (Secret){.text = arena_copy(secrets->arena, text),
                                                .kind = kind,
                                                .number = kind == SECRET_ID || kind == SECRET_UUID ? (*numbers)++ : 0};
}

static bool is_of_word(char c)
{
    return ascii_is_digit(c) || ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

/* Each word of a text alone: names stand in another order elsewhere. Not what only tells the relationship to `person`,
 * where one is given. */
static void add_words(Secrets *secrets, Slice text, const Document *document, NodeId person)
{
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        while (at < text.length && is_of_word(text.bytes[at])) {
            at++;
        }
        Slice word = slice_part(text, start, at - start);
        if (person == NODE_NONE || !taking_is_kin(document, person, word)) {
            add(secrets, word, SECRET_WORDS);
        }
        at += at == start || at < text.length;
    }
}

static void add_uuid(Secrets *secrets, Slice text)
{
    Slice uuid;
    if (taking_uuid(text, &uuid)) {
        add(secrets, uuid, SECRET_UUID);
    }
}

/* A date of birth as it is written in FHIR, and as people write it. */
static void add_date(Secrets *secrets, Slice date)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    enum { ISO_DATE = 10, FORM_BYTES = 40 };
    size_t year, month, day;
    Slice whole = slice_part(date, 0, ISO_DATE);
    if (whole.length < ISO_DATE || !ascii_number(slice_part(whole, 0, 4), 9999, &year) ||
        !ascii_number(slice_part(whole, 5, 2), 12, &month) || !ascii_number(slice_part(whole, 8, 2), 31, &day) ||
        month < 1) {
        return;
    }
    add(secrets, whole, SECRET_DATE);
    const char *name = months[month - 1];
    char forms[][FORM_BYTES] = {"", "", "", "", "", "", "", "", ""};
    snprintf(forms[0], FORM_BYTES, "%02zu.%02zu.%04zu", day, month, year);
    snprintf(forms[1], FORM_BYTES, "%zu.%zu.%04zu", day, month, year);
    snprintf(forms[2], FORM_BYTES, "%02zu/%02zu/%04zu", day, month, year);
    snprintf(forms[3], FORM_BYTES, "%02zu/%02zu/%04zu", month, day, year);
    snprintf(forms[4], FORM_BYTES, "%04zu%02zu%02zu", year, month, day);
    snprintf(forms[5], FORM_BYTES, "%zu %s %04zu", day, name, year);
    snprintf(forms[6], FORM_BYTES, "%s %zu, %04zu", name, day, year);
    snprintf(forms[7], FORM_BYTES, "%02zu-%.3s-%04zu", day, name, year);
    snprintf(forms[8], FORM_BYTES, "%zu %.3s %04zu", day, name, year);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        add(secrets, slice_from(forms[i]), SECRET_WORDS);
    }
}

/* ---- where they stand ---- */

static void take(Secrets *secrets, const Document *document, NodeId person, Slice text, Taking taking)
{
    text = slice_trim(text);
    if (taking == TAKE_WORDS) {
        add_words(secrets, text, document, person);
    } else if (taking == TAKE_DATE) {
        add_date(secrets, text);
    } else if (taking == TAKE_ID) {
        add(secrets, text, SECRET_ID);
    } else if (taking == TAKE_PLACE && text.length <= PLACE_SHORT) {
        add(secrets, text, SECRET_EXACT);
    } else if (taking == TAKE_WHOLE || taking == TAKE_PLACE) {
        add(secrets, text, SECRET_WORDS);
    }
}

static void take_person(Secrets *secrets, const Document *document, NodeId person)
{
    Text scratch = TEXT_EMPTY;
    uint32_t end = document_node(document, person)->end;
    for (NodeId id = person + 1; id < end; id++) {
        if (document_node(document, id)->kind == NODE_STRING) {
            take(secrets, document, person, document_string(document, id, &scratch), taking_of(document, person, id));
        }
    }
    /* The entry may name a Patient by another UUID than its id. */
    NodeId entry = document_node(document, person)->parent;
    NodeId address =
        !taking_has_id(document, person) || entry == NODE_NONE || document_node(document, entry)->kind != NODE_OBJECT
            ? NODE_NONE
            : document_member(document, entry, SLICE("fullUrl"));
    if (address != NODE_NONE) {
        add_uuid(secrets, document_string(document, address, &scratch));
    }
    text_free(&scratch);
}

/* A reference to the patient: how it is displayed, and the identifier in it. */
static void take_reference(Secrets *secrets, const Document *document, NodeId reference)
{
    Text scratch = TEXT_EMPTY;
    NodeId display = document_member(document, reference, SLICE("display"));
    NodeId identifier = document_member(document, reference, SLICE("identifier"));
    NodeId target = document_member(document, reference, SLICE("reference"));
    Slice address = target == NODE_NONE ? (Slice){0} : document_string(document, target, &scratch);
    size_t type = slice_find(address, SLICE("Patient/"), 0);
    if (type != SIZE_MAX) {
        Slice id = slice_part(address, type + sizeof "Patient/" - 1, address.length);
        add(secrets, slice_part(id, 0, slice_find(id, SLICE("/"), 0)), SECRET_ID);
    }
    add_uuid(secrets, address);
    NodeId value = identifier == NODE_NONE ? NODE_NONE : document_member(document, identifier, SLICE("value"));
    if (display != NODE_NONE) {
        add_words(secrets, document_string(document, display, &scratch), document, NODE_NONE);
    }
    if (value != NODE_NONE) {
        add(secrets, document_string(document, value, &scratch), SECRET_WORDS);
    }
    text_free(&scratch);
}

static int longest_first(const void *a, const void *b)
{
    size_t first = ((const Secret *)a)->text.length, second = ((const Secret *)b)->text.length;
    return first > second ? -1 : first < second;
}

/* True for a reference that says that it leads to somebody whose words are taken. */
static bool leads_to_person(const Document *document, NodeId reference, const Secrets *secrets)
{
    static const char *const types[] = {"Patient", "Person", "RelatedPerson"};
    Text scratch = TEXT_EMPTY;
    NodeId target = document_member(document, reference, SLICE("reference"));
    NodeId type = document_member(document, reference, SLICE("type"));
    Slice uuid, address = target == NODE_NONE ? (Slice){0} : document_string(document, target, &scratch);
    bool is_it = false;
    for (size_t i = 0; i < sizeof types / sizeof *types && !is_it; i++) {
        Slice name = slice_from(types[i]);
        size_t at = slice_find(address, name, 0);
        bool is_whole = at != SIZE_MAX && (at == 0 || address.bytes[at - 1] == '/') &&
                        at + name.length < address.length && address.bytes[at + name.length] == '/';
        is_it = is_whole || (type != NODE_NONE && document_string_equals(document, type, name));
    }
    for (size_t i = 0; i < secrets->count && !is_it && taking_uuid(address, &uuid); i++) {
        is_it = secrets->items[i].kind == SECRET_UUID && slice_equals_ignoring_case(secrets->items[i].text, uuid);
    }
    text_free(&scratch);
    return is_it;
}

Secrets secrets_of(const Document *document, NodeId within)
{
    static const char *const references[] = {"subject", "patient", "beneficiary", "subscriber", "policyHolder"};
    Secrets secrets = {.arena = arena_new()};
    uint32_t end = document_node(document, within)->end;
    for (NodeId id = within; id < end; id++) {
        if (document_node(document, id)->kind != NODE_OBJECT) {
            continue;
        }
        if (taking_is_person(document, id)) {
            take_person(&secrets, document, id);
        }
        for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
            if (document_node(document, id)->key && document_key_equals(document, id, slice_from(references[i]))) {
                take_reference(&secrets, document, id);
            }
        }
    }
    for (NodeId id = within; id < end; id++) {
        if (document_node(document, id)->kind == NODE_OBJECT && leads_to_person(document, id, &secrets)) {
            take_reference(&secrets, document, id);
        }
    }
    if (secrets.count) {
        qsort(secrets.items, secrets.count, sizeof *secrets.items, longest_first);
    }
    return secrets;
}

void secrets_free(Secrets *secrets)
{
    free(secrets->items);
    arena_free(secrets->arena);
    *secrets = (Secrets){0};
}
