/* Slice signs: the requires of a slice at each of its discriminators, put into words. */
#include "src/check/walk/slice_sign.h"

#include "src/check/plan/prescribed_value.h"
#include "src/check/state/session.h"
#include "src/check/walk/discriminator_path.h"
#include "src/profile/terminology.h"

/* As many slices as a message names; the others are counted. */
enum { SLICES_NAMED = 8 };

/* The sign under way: a sentence that begins with a comma. */
typedef struct Sign {
    Plans *plans;
    Text *text;
    uint32_t count;
} Sign;

/* Appends the lead of one more sign: its path, where that says something. */
static void append_lead(Sign *sign, Slice path)
{
    text_append(sign->text, sign->count++ == 0 ? SLICE(", with ") : SLICE(" and "));
    bool is_named = path.length > 0 && !slice_equals(path, SLICE("$this"));
    text_append(sign->text, is_named ? path : SLICE(""));
    text_append(sign->text, is_named ? SLICE(" ") : SLICE(""));
}

static Slice string_of(const Document *document, NodeId object, Slice name, Text *scratch)
{
    NodeId member = document_member(document, object, name);
    return member != NODE_NONE ? document_string(document, member, scratch) : SLICE("");
}

/* Appends a prescribed value: a string in quotes, a code with its system, anything else as it is written. */
static void append_value(Sign *sign, Slice json)
{
    const Document *document = prescribed_read(sign->plans, json);
    Text system = TEXT_EMPTY, code = TEXT_EMPTY;
    NodeKind kind = document_node(document, 0)->kind;
    NodeId codings = kind == NODE_OBJECT ? document_member(document, 0, SLICE("coding")) : NODE_NONE;
    bool has_coding = codings != NODE_NONE && document_child_count(document, codings) > 0;
    NodeId object = has_coding ? document_first_child(document, codings) : 0;
    Slice system_text = kind == NODE_OBJECT ? string_of(document, object, SLICE("system"), &system) : SLICE("");
    Slice code_text = kind == NODE_OBJECT ? string_of(document, object, SLICE("code"), &code) : SLICE("");
    if (kind == NODE_STRING) {
        Slice value = document_string(document, 0, &code);
        text_format(sign->text, "'%.*s'", SLICE_ARGS(value));
    } else if (system_text.length + code_text.length > 0) {
        text_format(sign->text, "'%.*s%s%.*s'", SLICE_ARGS(system_text),
                    system_text.length > 0 && code_text.length > 0 ? "|" : "", SLICE_ARGS(code_text));
    } else {
        text_append(sign->text, json);
    }
    text_free(&system);
    text_free(&code);
}

/* True where an element has a required binding that the base definition has not got. */
static bool has_own_binding(const Sign *sign, const Element *element)
{
    const Element *base = plans_base(sign->plans, element);
    Slice set = element_binding_value_set(element);
    return element_binding_strength(element) == BINDING_REQUIRED &&
           (!base || !slice_equals(set, element_binding_value_set(base)));
}

/* Appends what an element and those below it prescribe. */
static void append_prescribed(Sign *sign, Slice path, const Element *element)
{
    Slice fixed = element_fixed(element, NULL), pattern = element_pattern(element, NULL);
    if (fixed.length + pattern.length > 0) {
        append_lead(sign, path);
        append_value(sign, fixed.length > 0 ? fixed : pattern);
    } else if (has_own_binding(sign, element)) {
        const ValueSet *set = rules_value_set(sign->plans->rules, element_binding_value_set(element));
        Slice name = set ? value_set_name(set) : element_binding_value_set(element);
        append_lead(sign, path);
        text_format(sign->text, "a code of the value set '%.*s'", SLICE_ARGS(name));
    }
    for (uint32_t i = 0; fixed.length + pattern.length == 0 && i < element_child_count(element); i++) {
        const Element *child = element_child(element, i);
        if (prescribed_by(child)) {
            append_prescribed(sign, element_name(child), child);
        }
    }
}

/* Appends the types, or the profiles, that an element allows; of a path that ends with resolve() those of the target.
 */
static void append_types(Sign *sign, const Element *element, bool is_resolved, bool is_profile)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        uint32_t urls = is_resolved ? type_target_count(type) : is_profile ? type_profile_count(type) : 0;
        for (uint32_t k = 0; k < urls; k++) {
            Slice url = is_resolved ? type_target(type, k) : type_profile(type, k);
            const Structure *found = rules_structure(sign->plans->rules, url);
            Slice name = !found ? url : is_profile ? structure_title(found) : structure_type(found);
            text_format(sign->text, "%s'%.*s'", count++ > 0 ? " or " : "", SLICE_ARGS(name));
        }
        if (!is_resolved && !is_profile) {
            Slice code = type_fhir_code(type);
            text_format(sign->text, "%s'%.*s'", count++ > 0 ? " or " : "", SLICE_ARGS(code));
        }
    }
}

static bool has_profiles(const Element *element, bool is_resolved)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        count += is_resolved ? type_target_count(type) : type_profile_count(type);
    }
    return count > 0;
}

/* Appends the URL of an extension whose definition a slice names, and that is not known: nothing else says it. */
static void append_extension_url(Sign *sign, Slice path, const Element *slice)
{
    const ElementType *type = element_type_count(slice) == 1 ? element_type(slice, 0) : NULL;
    bool is_extension = type && slice_equals(type_fhir_code(type), SLICE("Extension")) && type_profile_count(type) == 1;
    if (is_extension && slice_equals(path, SLICE("url")) &&
        !rules_structure(sign->plans->rules, type_profile(type, 0))) {
        Slice url = type_profile(type, 0);
        append_lead(sign, path);
        text_format(sign->text, "'%.*s'", SLICE_ARGS(url));
    }
}

/* Appends the sign of one discriminator. */
static void append_sign(Sign *sign, const Element *sliced, uint32_t position, const Element *slice)
{
    Slice path = element_discriminator_path(sliced, position);
    DiscriminatorKind kind = element_discriminator_kind(sliced, position);
    ElementList requirements = {0};
    bool is_resolved;
    append_extension_url(sign, path, slice);
    requirements_follow(sign->plans, slice, path, &requirements, &is_resolved);
    for (uint32_t i = 0; i < requirements.count; i++) {
        const Element *requirement = requirements.items[i];
        if (kind == DISCRIMINATOR_VALUE || kind == DISCRIMINATOR_PATTERN) {
            append_prescribed(sign, path, requirement);
        } else if (kind == DISCRIMINATOR_EXISTS &&
                   (element_maximum(requirement) == 0 || element_minimum(requirement) > 0)) {
            append_lead(sign, element_maximum(requirement) == 0 ? SLICE("no") : SLICE(""));
            text_format(sign->text, "'%.*s'", SLICE_ARGS(path));
        } else if (kind == DISCRIMINATOR_TYPE && element_type_count(requirement) > 0 &&
                   (!is_resolved || has_profiles(requirement, true))) {
            append_lead(sign, SLICE("type"));
            append_types(sign, requirement, is_resolved, false);
        } else if (kind == DISCRIMINATOR_PROFILE && has_profiles(requirement, is_resolved)) {
            append_lead(sign, SLICE("profile"));
            append_types(sign, requirement, is_resolved, true);
        }
    }
    element_list_free(&requirements);
}

/* The element whose discriminators tell a slice apart; NULL if there is none. */
static const Element *find_sliced(const Element *slice)
{
    const Element *parent = element_parent(slice);
    for (uint32_t i = 0; parent && i < element_child_count(parent); i++) {
        const Element *child = element_child(parent, i);
        if (slice_equals(element_name(child), element_name(slice)) && element_discriminator_count(child) > 0) {
            return child;
        }
    }
    return NULL;
}

void slice_sign_append(Plans *plans, const Element *slice, Text *text)
{
    Sign sign = {.plans = plans, .text = text};
    const Element *sliced = find_sliced(slice);
    for (uint32_t i = 0; sliced && i < element_discriminator_count(sliced); i++) {
        append_sign(&sign, sliced, i, slice);
    }
}

void slice_sign_append_all(Plans *plans, const Element *sliced, Text *text)
{
    uint32_t count = element_slice_count(sliced);
    for (uint32_t i = 0; i < count && i < SLICES_NAMED; i++) {
        Slice name = element_slice_name(element_slice(sliced, i));
        text_format(text, "%s'%.*s'", i > 0 ? "; " : "", SLICE_ARGS(name));
        slice_sign_append(plans, element_slice(sliced, i), text);
    }
    if (count > SLICES_NAMED) {
        text_format(text, "; and %u more", count - SLICES_NAMED);
    }
}
