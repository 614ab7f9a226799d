/* Identifiers and attachments: what their members say about each other. */
#include "src/base/ascii.h"
#include "src/base/base64.h"
#include "src/base/sha1.h"
#include "src/base/systems.h"
#include "src/check/groups/groups.h"
#include "src/check/state/group.h"
#include "src/profile/facts/identifier_syntax.h"
#include "src/profile/facts/short_list.h"

/* ---- identifiers ---- */

static bool concerns_identifier(const Plan *plan)
{
    return slice_equals(plan->type, SLICE("Identifier"));
}

/* Ways to name a system (taken over: identifier-scheme). */
static bool is_system(Slice text)
{
    return uri_is_absolute(text) && short_list_any(LIST_IDENTIFIER_SCHEME, text, slice_starts_with);
}

/* Judges an identifier: its system is an address, its value a URI where the system says so. */
static void judge_identifier(Walk *walk, const Place *place)
{
    NodeId node = place_part(place, "system"), value_node = place_part(place, "value");
    Slice system = walk_text(walk, node), value = walk_text(walk, value_node);
    if (system.length > 0 && !is_system(system)) {
        issue_add(walk, KEY_IDENTIFIER_SYSTEM, node, NULL,
                  "Identifier system '" SHOWN
                  "' is not an absolute URI. Expected: a URI that starts with http:, https: or urn:.",
                  SHOWN_ARGS(shown_value(system)));
    }
    if (slice_equals(system, SLICE(SYSTEM_URI)) && value.length > 0 && !uri_is_absolute(value)) {
        issue_add(walk, KEY_IDENTIFIER_URI, value_node, NULL,
                  "'" SHOWN "' is not an absolute URI, but the system is urn:ietf:rfc:3986. Expected: a URI such as "
                  "urn:oid:… or urn:uuid:….",
                  SHOWN_ARGS(shown_value(value)));
    }
}

const Group group_identifier = {.name = "identifier",
                                .kinds = KIND_COMPLEX,
                                .concerns = concerns_identifier,
                                .judge = judge_identifier,
                                .is_of_type = true};

/* ---- attachments ---- */

static bool concerns_attachment(const Plan *plan)
{
    return slice_equals(plan->type, SLICE("Attachment"));
}

/* Judges the hash that an attachment states of its data (http://hl7.org/fhir/R4/datatypes.html#Attachment). */
static void judge_hash(Walk *walk, NodeId hash, Slice data)
{
    unsigned char digest[SHA1_LENGTH];
    Text bytes = TEXT_EMPTY, actual = TEXT_EMPTY;
    if (base64_decode(data, base64_digits, &bytes)) {
        sha1(text_slice(&bytes), digest);
        base64_encode(slice_make((const char *)digest, SHA1_LENGTH), base64_digits, &actual);
        if (!slice_equals(walk_text(walk, hash), text_slice(&actual))) {
            Slice shown = text_slice(&actual);
            issue_add(walk, KEY_ATTACHMENT_HASH, hash, NULL,
                      "'hash' does not match 'data'. Expected: '%.*s' (SHA-1 in base64).", SLICE_ARGS(shown));
        }
    }
    text_free(&bytes);
    text_free(&actual);
}

/* Judges an attachment: is there anything in it, and are its size and hash those of its data? */
static void judge_attachment(Walk *walk, const Place *place)
{
    NodeId data = place_part(place, "data"), size = place_part(place, "size");
    bool is_empty = data == NODE_NONE && place_part(place, "url") == NODE_NONE &&
                    place_part(place, "contentType") == NODE_NONE && place_part(place, "language") == NODE_NONE;
    if (is_empty) {
        issue_add(walk, KEY_ATTACHMENT_EMPTY, place->node, NULL,
                  "Attachment has no 'data', no 'url' and no 'contentType'.");
    }
    Slice text = walk_text(walk, data);
    size_t stated, length = base64_length(text);
    bool is_stated = size != NODE_NONE && ascii_number(walk_value(walk, size), SIZE_MAX, &stated);
    if (is_stated && text.length > 0 && base64_is_text(text) && stated != length) {
        issue_add(walk, KEY_ATTACHMENT_SIZE, size, NULL,
                  "'size' is %zu, but 'data' has %zu byte%s. Correct 'size' or 'data'.", stated, length,
                  length == 1 ? "" : "s");
    }
    NodeId hash = place_part(place, "hash");
    if (hash != NODE_NONE && text.length > 0) {
        judge_hash(walk, hash, text);
    }
}

const Group group_attachment = {.name = "attachment",
                                .kinds = KIND_COMPLEX,
                                .concerns = concerns_attachment,
                                .judge = judge_attachment,
                                .is_of_type = true};
