/* Extensions: their url, where they may be, and what the definition says. */
#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/check/groups/extension_context.h"
#include "src/check/groups/groups.h"
#include "src/check/walk/extension_definition.h"
#include "src/profile/facts/identifier_syntax.h"
#include "src/profile/facts/short_list.h"

/* ---- url ---- */

static bool has_word(Slice url, Slice word)
{
    return slice_find(url, word, 0) < url.length;
}

/* True where an unknown extension is taken as it is. */
static bool is_open(Slice url)
{
    return short_list_any(LIST_EXTENSION_SPACE, url, slice_starts_with) ||
           short_list_any(LIST_EXTENSION_WORD, url, has_word);
}

/* True for an extension that stands for an element of another release of FHIR, as in
   http://hl7.org/fhir/5.0/StructureDefinition/extension-ImagingStudy.basedOn
   (http://hl7.org/fhir/R4/versions.html#extensions). */
static bool is_of_other_release(Slice url)
{
    static const Slice space = SLICE(FHIR_URL), middle = SLICE("/StructureDefinition/extension-");
    if (!slice_starts_with(url, space)) {
        return false;
    }
    Slice inner = slice_part(url, space.length, url.length);
    Slice release = slice_part(inner, 0, slice_find(inner, SLICE("/"), 0));
    Slice rest = slice_part(inner, release.length, inner.length);
    Slice path = slice_part(rest, middle.length, rest.length);
    return slice_starts_with(rest, middle) && short_list_has(LIST_EXTENSION_RELEASE, release, NULL) &&
           path.length > 0 && ascii_is_upper(path.bytes[0]) && slice_find(path, SLICE("."), 0) < path.length;
}

/* True when some element that applies to an extension is a slice of the extension around it. */
static bool is_known_part(const Plan *plan)
{
    for (uint32_t i = 0; i < plan->element_count; i++) {
        if (element_slice_name(plan->elements[i]).length > 0) {
            return true;
        }
    }
    return false;
}

/* True when the extension around this one has a definition that is known. */
static bool has_known_holder(const Place *place)
{
    const Plan *plan = place->holder ? place->holder->plan : NULL;
    for (uint32_t i = 0; plan && plan->is_extension && i < plan->element_count; i++) {
        const Element *element = plan->elements[i];
        if (structure_is_profile(element_structure(element)) && element_child_count(element) > 0) {
            return true;
        }
    }
    return false;
}

static void judge_relative(Walk *walk, const Place *place, Slice url)
{
    bool is_inner = place->holder && place->holder->plan->is_extension;
    if (!is_inner) {
        issue_add(walk, KEY_EXTENSION_URL, place->node, NULL,
                  "Extension URL '%.*s' is not absolute. Expected: the URL of the extension definition.",
                  SLICE_ARGS(url));
    } else if (has_known_holder(place) && !is_known_part(place->plan)) {
        issue_add(walk, KEY_EXTENSION_PART, place->node, NULL,
                  "Unknown part '%.*s': the definition of the outer extension has no such part. Check the spelling.",
                  SLICE_ARGS(url));
    }
}

/* Judges whether an extension stands in the list that its definition asks for. */
static void judge_modifier(Walk *walk, const Place *place, const Structure *definition, Slice url)
{
    bool is_modifier = place->member && slice_equals(place->member->name, SLICE("modifierExtension"));
    if (is_modifier != element_is_modifier(structure_root(definition))) {
        issue_add(walk, KEY_EXTENSION_MODIFIER, place->node, structure_root(definition),
                  is_modifier ? "Extension %.*s is not a modifier extension. Expected: 'extension'."
                              : "Extension %.*s is a modifier extension. Expected: 'modifierExtension'.",
                  SLICE_ARGS(url));
    }
}

static bool concerns(const Plan *plan)
{
    return plan->is_extension;
}

/* Judges an extension by the definition that its url names. */
static void judge_absolute(Walk *walk, const Place *place, Slice url)
{
    const Structure *definition = extension_definition(walk_rules(walk), url);
    Slice reason = rules_unusable(walk_rules(walk), url);
    size_t bar = slice_find(url, SLICE("|"), 0);
    if (definition && bar < url.length) {
        issue_add(walk, KEY_EXTENSION_VERSION, place->node, structure_root(definition),
                  "Extension URL %.*s has a version. Remove the version.", SLICE_ARGS(url));
    }
    if (definition) {
        judge_modifier(walk, place, definition, url);
        extension_judge_context(walk, place, definition, url);
    } else if (reason.length > 0) {
        issue_add(walk, KEY_NOT_CHECKED, place->node, NULL, "Extension is not checked: %.*s.", SLICE_ARGS(reason));
    } else if (is_of_other_release(url)) {
        issue_add(walk, KEY_NOT_CHECKED, place->node, NULL,
                  "Extension %.*s represents an element of another FHIR release; not checked.", SLICE_ARGS(url));
    } else if (!is_open(url)) { /* taken over: extension-unknown */
        issue_add(walk, KEY_EXTENSION_UNKNOWN, place->node, NULL,
                  "Unknown extension %.*s. Check the URL, or load the definition with --package.", SLICE_ARGS(url));
    }
}

static void judge(Walk *walk, const Place *place)
{
    Slice url = walk_text(walk, place_part(place, "url"));
    if (url.length == 0) {
        IssueForm form = {.key = KEY_EXTENSION_URL, .node = place->node, .missing = SLICE("url")};
        issue_form(walk, &form, "Extension has no 'url'. Remove the extension or add 'url'.");
    } else if (!uri_is_absolute(url)) {
        judge_relative(walk, place, url);
    } else {
        judge_absolute(walk, place, url);
    }
}

const Group group_extension = {.name = "extension", .kinds = KIND_COMPLEX, .concerns = concerns, .judge = judge};
