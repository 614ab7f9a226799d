/* Taking: the strings of a person, by the type of what they are in. */
#include "src/masking/taking.h"

#include "src/base/ascii.h"

bool taking_is_person(const Document *document, NodeId id)
{
    if (document_node(document, id)->kind != NODE_OBJECT) {
        return false;
    }
    NodeId type = document_member(document, id, SLICE("resourceType"));
    return type != NODE_NONE && (document_string_equals(document, type, SLICE("Patient")) ||
                                 document_string_equals(document, type, SLICE("RelatedPerson")));
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

Taking taking_of(const Document *document, NodeId person, NodeId string)
{
    /* Of other people and of the record itself. */
    static const char *const others[] = {"contained", "generalPractitioner", "managingOrganization", "meta", "text"};
    NodeId member = member_of(document, person, string), key = taking_key(document, string);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (is_key(document, member, others[i])) {
            return TAKE_NOTHING;
        }
    }
    if (key == member) {
        NodeId type = document_member(document, person, SLICE("resourceType"));
        bool is_patient = document_string_equals(document, type, SLICE("Patient"));
        return is_key(document, key, "birthDate")          ? TAKE_DATE
               : is_patient && is_key(document, key, "id") ? TAKE_ID
                                                           : TAKE_NOTHING;
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
