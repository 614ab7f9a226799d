/* Formats: URIs, canonical addresses, object identifiers and UUIDs. */
#include "src/base/systems.h"
#include "src/check/format/format.h"
#include "src/check/state/group.h"
#include "src/profile/facts/hl7_url.h"
#include "src/profile/facts/identifier_syntax.h"
#include "src/profile/facts/short_list.h"
#include "src/profile/terminology.h"

bool format_is_uri(Slice text)
{
    unsigned char wrong = 0; /* without a branch for each byte: compilers look at many at once */
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        wrong |= (unsigned char)((c <= ' ') | (c >= 0x7F));
    }
    return wrong == 0;
}

/* The host of an http(s) address, without port; empty for anything else. */
static Slice host_of(Slice url)
{
    size_t start = slice_starts_with(url, SLICE("http://")) ? 7 : (slice_starts_with(url, SLICE("https://")) ? 8 : 0);
    size_t end = start;
    while (start > 0 && end < url.length && url.bytes[end] != '/' && url.bytes[end] != ':' && url.bytes[end] != '#') {
        end++;
    }
    return slice_part(url, start, end - start);
}

/* The last two labels of a host: "example.org" of "fhir.example.org"; the host where it has fewer. */
static Slice domain_of(Slice host)
{
    size_t start = host.length;
    for (unsigned dots = 0; start > 0 && dots + (host.bytes[start - 1] == '.') < 2; start--) {
        dots += host.bytes[start - 1] == '.';
    }
    return slice_part(host, start, host.length);
}

/* taken over: example-host. True for addresses that stand for nothing real; `is_likely` where that is not quite sure.
 */
static bool is_example(Slice url, bool is_definition, bool *is_likely)
{
    Slice kind = {NULL, 0}, host = host_of(url);
    bool is_listed = host.length > 0 && short_list_has(LIST_EXAMPLE_HOST, domain_of(host), &kind);
    *is_likely = slice_equals(kind, SLICE("likely"));
    return *is_likely || slice_equals(kind, SLICE("any")) ||
           (is_definition && (is_listed || slice_starts_with(url, SLICE(SCHEME_OID "2.999."))));
}

/* True for places whose addresses are judged by another group, or stand for themselves. */
static bool is_judged_elsewhere(const Place *place)
{
    const Plan *holder = place->holder ? place->holder->plan : NULL;
    const Slice name = place->member ? place->member->name : SLICE("");
    if (!holder) {
        return false;
    }
    bool is_coded = slice_equals(holder->type, SLICE("Coding")) || slice_equals(holder->type, SLICE("Quantity"));
    return (is_coded && slice_equals(name, SLICE("system"))) ||
           (holder->is_extension && slice_equals(name, SLICE("url")));
}

static bool is_named(const Place *place, const char *name)
{
    return place->member && slice_equals(place->member->name, slice_from(name));
}

/* True when an address names something that is known. */
static bool is_known(const Rules *rules, Slice url)
{
    url = slice_part(url, 0, slice_find(url, SLICE("#"), 0)); /* a property of a code system, by its code */
    return rules_structure(rules, url) || rules_code_system(rules, url) || rules_value_set(rules, url);
}

/* True for the address that a definition gives itself, which leads nowhere but to itself. */
static bool is_own_address(const Place *place)
{
    const Plan *holder = place->holder ? place->holder->plan : NULL;
    return holder && holder->kind == PLAN_RESOURCE && is_named(place, "url") &&
           structure_is_canonical(holder->type_structure);
}

/* taken over: oid-branch. Warns of an object identifier that is right in form, but of a branch of the tree, such as a
 * country. */
static void judge_branch(Walk *walk, const Place *place, Slice text, const char *fault)
{
    if (!fault && oid_is_branch(slice_part(text, SLICE(SCHEME_OID).length, text.length))) {
        Shown shown = shown_value(text);
        issue_add(walk, KEY_OID_BRANCH, place->node, NULL,
                  "'" SHOWN "' is unlikely: a short OID names an authority, not a system or an item.",
                  SHOWN_ARGS(shown));
    }
}

/* What holds for all addresses, whatever their type. False where the text has a fault. */
static bool judge_address(Walk *walk, const Place *place, Slice text)
{
    const char *fault = NULL;
    if (slice_starts_with(text, SLICE("oid:")) || slice_starts_with(text, SLICE("uuid:"))) {
        fault = "the prefix 'urn:' is missing";
    } else if (slice_starts_with(text, SLICE(SCHEME_OID))) {
        fault = oid_urn_fault(text);
        judge_branch(walk, place, text, fault);
    } else if (slice_starts_with(text, SLICE(SCHEME_UUID))) {
        fault = uuid_urn_fault(slice_part(text, 0, slice_find(text, SLICE("#"), 0)));
    }
    if (fault) {
        issue_add(walk, KEY_FORMAT, place->node, NULL, "'" SHOWN "' is not a valid URI: %s.",
                  SHOWN_ARGS(shown_value(text)), fault);
    }
    return !fault;
}

/* True for values of extensions, and of the parts of extensions. */
static bool is_extension_value(const Place *place)
{
    Slice path = place->plan->element_count > 0 ? element_path(place->plan->elements[0]) : SLICE("");
    return slice_starts_with(path, SLICE("Extension.")) && slice_ends_with(path, SLICE(".value[x]"));
}

/* True for URIs by which the entries of a Bundle are reached, for values of extensions, which may lead to them, and for
   attachments, which are fetched by whoever reads them. */
static bool is_address(const Place *place)
{
    Slice path = place->plan->element_count > 0 ? element_path(place->plan->elements[0]) : SLICE("");
    return slice_starts_with(path, SLICE("Bundle.")) || slice_starts_with(path, SLICE("Extension.value")) ||
           (place->holder && slice_equals(place->holder->plan->type, SLICE("Attachment")));
}

static void judge_example(Walk *walk, const Place *place, Slice text, bool is_definition)
{
    bool is_likely;
    if (is_example(text, is_definition, &is_likely) && !is_address(place) && !is_known(walk_rules(walk), text)) {
        IssueForm form = {
            .key = KEY_EXAMPLE_URL, .in_case = is_likely ? CASE_EXAMPLE_LIKELY : CASE_NONE, .node = place->node};
        issue_form(walk, &form, "'%.*s' is %s example URL. Replace the URL.", SLICE_ARGS(text),
                   is_likely ? "probably an" : "an");
    }
}

/* Canonical addresses begin with a scheme. */
static void judge_absolute(Walk *walk, const Place *place, Slice text)
{
    if (!uri_is_absolute(text)) {
        issue_add(walk, KEY_FORMAT, place->node, NULL,
                  "'%.*s' is not an absolute URL. Expected: a URL that starts with http:, https: or urn:.",
                  SLICE_ARGS(text));
    }
}

void format_judge_uri(Walk *walk, const Place *place, Slice text)
{
    if (!judge_address(walk, place, text)) {
        return;
    }
    if (is_own_address(place)) {
        judge_absolute(walk, place, text);
        return;
    }
    judge_example(walk, place, text, place->holder && place->holder->plan->is_extension && is_named(place, "url"));
    if (text.bytes[0] == '#' && !is_named(place, "source")) {
        if (is_extension_value(place) || is_named(place, "contentReference")) {
            return; /* may lead to any place of the document: src/check/groups/fragment.c */
        }
        Shown shown = shown_value(text);
        issue_add(walk, KEY_URL_FRAGMENT, place->node, NULL,
                  "Fragment '" SHOWN "' does not resolve: the resource has no element with this id.",
                  SHOWN_ARGS(shown));
    } else if (!is_judged_elsewhere(place) && !is_named(place, "fullUrl") &&
               hl7_url_is_reserved(text) /* taken over: url-hl7 */ && !is_known(walk_rules(walk), text)) {
        issue_add(walk, KEY_URL_UNKNOWN, place->node, NULL,
                  "Unknown HL7 URL %.*s. Check the spelling, or load a package with --package.", SLICE_ARGS(text));
    }
}

void format_judge_canonical(Walk *walk, const Place *place, Slice text)
{
    if (!judge_address(walk, place, text)) {
        return;
    }
    if (text.bytes[0] == '#') {
        return; /* leads to a place of the document: src/check/groups/fragment.c */
    }
    if (!uri_is_absolute(text)) {
        judge_absolute(walk, place, text);
    } else {
        judge_example(walk, place, text, true);
    }
}

void format_judge_oid(Walk *walk, const Place *place, Slice text)
{
    judge_address(walk, place, text);
}

void format_judge_uuid(Walk *walk, const Place *place, Slice text)
{
    judge_address(walk, place, text);
}
