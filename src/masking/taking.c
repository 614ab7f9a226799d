/* Taking: the strings of a person, by the type of what they are in. */
#include "src/masking/taking.h"

#include "src/base/ascii.h"
#include "src/base/unicode/unicode_fold.h"

#include <stdint.h>

/* Resources that tell of the patient, or of people whose numbers are nobody's business. */
typedef struct Teller {
    const char *type;
    bool is_whole; /* all of its elements of the kinds below are taken; else only its `members` */
    bool has_id;   /* its id stands for the patient */
    const char *members[5];
} Teller;

static const Teller tellers[] = {{.type = "Patient", .is_whole = true, .has_id = true},
                                 {.type = "Person", .is_whole = true, .has_id = true},
                                 {.type = "RelatedPerson", .is_whole = true},
                                 {.type = "FamilyMemberHistory", .members = {"name", "bornDate", "bornString"}},
                                 {.type = "Coverage", .members = {"subscriberId", "identifier"}},
                                 {.type = "Binary", .members = {"data"}},
                                 {.type = "Practitioner", .members = {"telecom", "address", "photo", "birthDate"}},
                                 {.type = "PractitionerRole", .members = {"telecom"}}};

static const Teller *teller_of(const Document *document, NodeId id)
{
    const Teller *found = NULL;
    NodeId type = document_node(document, id)->kind == NODE_OBJECT
                      ? document_member(document, id, SLICE("resourceType"))
                      : NODE_NONE;
    for (size_t i = 0; type != NODE_NONE && !found && i < sizeof tellers / sizeof *tellers; i++) {
        found = document_string_equals(document, type, slice_from(tellers[i].type)) ? &tellers[i] : NULL;
    }
    return found;
}

bool taking_is_person(const Document *document, NodeId id)
{
    return teller_of(document, id) != NULL;
}

bool taking_has_id(const Document *document, NodeId person)
{
    const Teller *teller = teller_of(document, person);
    return teller && teller->has_id;
}

NodeId taking_key(const Document *document, NodeId id)
{
    while (id != NODE_NONE && !document_node(document, id)->key) {
        id = document_node(document, id)->parent;
    }
    return id;
}

bool taking_uuid(Slice text, Slice *uuid)
{
    enum { UUID_LENGTH = 36 };
    Slice prefix = SLICE("urn:uuid:");
    *uuid = slice_starts_with(text, prefix) ? slice_part(text, prefix.length, text.length) : text;
    bool is_uuid = uuid->length == UUID_LENGTH;
    for (size_t i = 0; is_uuid && i < UUID_LENGTH; i++) {
        bool is_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        is_uuid = is_hyphen ? uuid->bytes[i] == '-' : ascii_is_hexadecimal(uuid->bytes[i]);
    }
    return is_uuid;
}

/* Elements by the type that they are of. */
typedef enum Kind { NAME, ADDRESS, CONTACT_POINT, IDENTIFIER, ATTACHMENT, REFERENCE, EXTENSION } Kind;
static const struct {
    const char *key;
    Kind kind;
} kinds[] = {{"name", NAME},
             {"valueHumanName", NAME},
             {"address", ADDRESS},
             {"valueAddress", ADDRESS},
             {"telecom", CONTACT_POINT},
             {"valueContactPoint", CONTACT_POINT},
             {"identifier", IDENTIFIER},
             {"valueIdentifier", IDENTIFIER},
             {"photo", ATTACHMENT},
             {"valueAttachment", ATTACHMENT},
             {"other", REFERENCE},
             {"patient", REFERENCE},
             {"valueReference", REFERENCE},
             {"extension", EXTENSION},
             {"modifierExtension", EXTENSION}};

/* What in them tells who somebody is. */
static const struct {
    Kind kind;
    const char *key;
    Taking taking;
} parts[] = {{NAME, "family", TAKE_WORDS},
             {NAME, "given", TAKE_WORDS},
             {NAME, "text", TAKE_WORDS},
             {ADDRESS, "line", TAKE_WHOLE},
             {ADDRESS, "text", TAKE_WHOLE},
             {ADDRESS, "postalCode", TAKE_WHOLE},
             {ADDRESS, "city", TAKE_PLACE},
             {ADDRESS, "district", TAKE_PLACE},
             {ADDRESS, "state", TAKE_PLACE},
             {CONTACT_POINT, "value", TAKE_WHOLE},
             {IDENTIFIER, "value", TAKE_WHOLE},
             {ATTACHMENT, "url", TAKE_WHOLE},
             {ATTACHMENT, "data", TAKE_WHOLE},
             {ATTACHMENT, "hash", TAKE_WHOLE},
             {ATTACHMENT, "title", TAKE_WHOLE},
             {REFERENCE, "display", TAKE_WORDS},
             {EXTENSION, "valueString", TAKE_WHOLE},
             {EXTENSION, "valueMarkdown", TAKE_WHOLE},
             {EXTENSION, "valueBase64Binary", TAKE_WHOLE},
             {EXTENSION, "valueDate", TAKE_DATE_HERE},
             {EXTENSION, "valueDateTime", TAKE_DATE_HERE},
             {EXTENSION, "valueInstant", TAKE_DATE_HERE}};

static bool is_key(const Document *document, NodeId id, const char *key)
{
    return id != NODE_NONE && document_key_equals(document, id, slice_from(key));
}

/* The member of a person that a node is in. */
static NodeId member_of(const Document *document, NodeId person, NodeId id)
{
    while (document_node(document, id)->parent != person) {
        id = document_node(document, id)->parent;
    }
    return id;
}

/* Numbers of houses and floors, as extensions of an address have them, are numbers like others elsewhere. */
static bool is_common(const Document *document, NodeId string)
{
    enum { COMMON_LENGTH = 4 };
    Text scratch = TEXT_EMPTY;
    Slice text = slice_trim(document_string(document, string, &scratch));
    bool is_number = text.length > 0 && ascii_is_digit(text.bytes[0]) && text.length < COMMON_LENGTH;
    text_free(&scratch);
    return is_number;
}

/* Members of a resource that are strings themselves. */
static const struct {
    const char *key;
    Taking taking;
} own[] = {{"birthDate", TAKE_DATE}, {"bornDate", TAKE_DATE},      {"bornString", TAKE_HERE},
           {"name", TAKE_WORDS},     {"subscriberId", TAKE_WHOLE}, {"data", TAKE_HERE}};

static bool is_among(const Document *document, NodeId id, const char *const *keys, size_t count)
{
    bool is_it = false;
    for (size_t i = 0; i < count && keys[i] && !is_it; i++) {
        is_it = is_key(document, id, keys[i]);
    }
    return is_it;
}

/* How a string is taken that is a member of the resource, or an item of one. */
static Taking own_taking(const Document *document, const Teller *teller, NodeId key)
{
    if (is_key(document, key, "id")) {
        return teller->has_id ? TAKE_ID : TAKE_NOTHING;
    }
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (is_key(document, key, own[i].key)) {
            return own[i].taking;
        }
    }
    return TAKE_NOTHING;
}

Taking taking_of(const Document *document, NodeId person, NodeId string)
{
    /* Of other people and of the record itself. */
    static const char *const others[] = {"contained", "generalPractitioner", "managingOrganization", "meta", "text"};
    const Teller *teller = teller_of(document, person);
    NodeId member = member_of(document, person, string), key = taking_key(document, string);
    enum { OTHERS = sizeof others / sizeof *others, MEMBERS = sizeof teller->members / sizeof *teller->members };
    bool is_told = teller->is_whole ? !is_among(document, member, others, OTHERS)
                                    : is_among(document, member, teller->members, MEMBERS);
    if (!is_told) {
        return TAKE_NOTHING;
    }
    if (key == member) {
        return own_taking(document, teller, key);
    }
    NodeId within = taking_key(document, document_node(document, key)->parent);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        for (size_t j = 0; is_key(document, within, kinds[i].key) && j < sizeof parts / sizeof *parts; j++) {
            if (parts[j].kind == kinds[i].kind && is_key(document, key, parts[j].key)) {
                bool is_birth = parts[j].taking == TAKE_DATE_HERE && is_key(document, member, "_birthDate");
                bool is_here =
                    parts[j].kind == EXTENSION && parts[j].taking == TAKE_WHOLE && is_common(document, string);
                return is_birth ? TAKE_DATE : is_here ? TAKE_HERE : parts[j].taking;
            }
        }
    }
    return TAKE_NOTHING;
}

bool taking_is_attached(const Document *document, NodeId string)
{
    NodeId holder = document_node(document, string)->parent;
    return document_node(document, string)->key && document_key_equals(document, string, SLICE("data")) &&
           document_node(document, holder)->kind == NODE_OBJECT &&
           document_member(document, holder, SLICE("contentType")) != NODE_NONE;
}

bool taking_is_kin(const Document *document, NodeId person, Slice word)
{
    NodeId relation = document_member(document, person, SLICE("relationship"));
    bool is_kin = false;
    Text scratch = TEXT_EMPTY;
    uint32_t end = relation == NODE_NONE ? 0 : document_node(document, relation)->end;
    for (NodeId id = relation; id < end && !is_kin; id++) {
        Slice text =
            document_node(document, id)->kind == NODE_STRING ? document_string(document, id, &scratch) : (Slice){0};
        for (size_t at = 0; at < text.length && !is_kin; at++) {
            is_kin = fold_match(text, at, word, true) != SIZE_MAX;
        }
    }
    text_free(&scratch);
    return is_kin;
}
