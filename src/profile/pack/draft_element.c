/*
 * Draft: what one ElementDefinition states (http://hl7.org/fhir/R4/elementdefinition.html).
 *
 * Every reader below takes the member that it knows from the JSON object and leaves the draft as it was where the
 * member is absent or not of its kind: what is wrong in a definition is not the document's fault.
 */
#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/profile/pack/draft.h"

#include <stdlib.h>

static const cJSON *member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* The text of a string member where it lies; empty if there is none. */
static Slice borrowed(const cJSON *object, const char *name)
{
    return slice_from(cJSON_GetStringValue(member(object, name)));
}

Slice draft_text(Arena *arena, const cJSON *object, const char *name)
{
    Slice text = borrowed(object, name);
    return text.length ? arena_copy(arena, text) : SLICE("");
}

/* Number of items of an array member. */
static uint32_t count_items(const cJSON *array)
{
    return cJSON_IsArray(array) ? (uint32_t)cJSON_GetArraySize(array) : 0;
}

/* Room for as many items as an array has. */
#define ALLOCATE_ITEMS(arena, array, items) ((items) = arena_allocate((arena), count_items(array) * sizeof *(items)))

/* A list of the strings of an array member; a single string counts as a list of one. */
static Slices read_strings(Arena *arena, const cJSON *object, const char *name)
{
    const cJSON *array = member(object, name);
    if (cJSON_IsString(array)) {
        Slice *one = arena_allocate(arena, sizeof *one);
        *one = draft_text(arena, object, name);
        return (Slices){one, 1};
    }
    Slice *items;
    ALLOCATE_ITEMS(arena, array, items);
    uint32_t count = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        if (cJSON_IsString(item)) {
            items[count++] = arena_copy(arena, slice_from(item->valuestring));
        }
    }
    return (Slices){items, count};
}

/* The value of the extension with this URL: its first member that begins with "value"; NULL if there is none. */
static const cJSON *extension_value(const cJSON *object, const char *url)
{
    const cJSON *extension;
    cJSON_ArrayForEach(extension, member(object, "extension"))
    {
        if (!slice_equals(borrowed(extension, "url"), slice_from(url))) {
            continue;
        }
        const cJSON *value;
        cJSON_ArrayForEach(value, extension)
        {
            if (value->string && strncmp(value->string, "value", 5) == 0) {
                return value;
            }
        }
    }
    return NULL;
}

/* The text of such a value, copied to the arena. */
static Slice extension_text(Arena *arena, const cJSON *object, const char *url)
{
    const char *text = cJSON_GetStringValue(extension_value(object, url));
    return text ? arena_copy(arena, slice_from(text)) : SLICE("");
}

/* ---- types ---- */

/* How a reference may be aggregated, as a set of bits; 0 where nothing is said. */
static unsigned read_aggregation(const cJSON *type)
{
    static const struct {
        const char *code;
        Aggregation value;
    } codes[] = {
        {"contained", AGGREGATION_CONTAINED}, {"referenced", AGGREGATION_REFERENCED}, {"bundled", AGGREGATION_BUNDLED}};
    unsigned set = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, member(type, "aggregation"))
    {
        for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
            if (slice_equals(slice_from(cJSON_GetStringValue(item)), slice_from(codes[i].code))) {
                set |= codes[i].value;
            }
        }
    }
    return set;
}

static void read_types(Arena *arena, const cJSON *definition, DraftElement *element)
{
    const cJSON *array = member(definition, "type");
    DraftType *types;
    ALLOCATE_ITEMS(arena, array, types);
    uint32_t count = 0;
    const cJSON *type;
    cJSON_ArrayForEach(type, array)
    {
        types[count++] =
            (DraftType){.code = draft_text(arena, type, "code"),
                        .fhir_code = extension_text(arena, type, FHIR_STRUCTURES "structuredefinition-fhir-type"),
                        .aggregation = read_aggregation(type),
                        .profiles = read_strings(arena, type, "profile"),
                        .targets = read_strings(arena, type, "targetProfile")};
    }
    element->types = (DraftTypes){types, count};
}

/* ---- constraints ---- */

/* The text of a string member as one line: every run of white space is one space. */
static Slice read_sentence(Arena *arena, const cJSON *object, const char *name)
{
    Slice text = slice_trim(borrowed(object, name));
    char *line = arena_allocate(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool is_space = ascii_is_json_white(text.bytes[i]);
        if (!is_space || line[length - 1] != ' ') {
            line[length++] = is_space ? ' ' : text.bytes[i];
        }
    }
    line[length] = '\0';
    return slice_make(line, length);
}

/* Reads the invariants of an element. */
static void read_constraints(Arena *arena, const cJSON *definition, DraftElement *element)
{
    const cJSON *array = member(definition, "constraint");
    DraftConstraint *constraints;
    ALLOCATE_ITEMS(arena, array, constraints);
    uint32_t count = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        const cJSON *practice = extension_value(item, FHIR_STRUCTURES "elementdefinition-bestpractice");
        constraints[count++] =
            (DraftConstraint){.key = draft_text(arena, item, "key"),
                              .expression = draft_text(arena, item, "expression"),
                              .human = read_sentence(arena, item, "human"),
                              .source = draft_text(arena, item, "source"),
                              .is_error = !slice_equals(borrowed(item, "severity"), SLICE("warning")),
                              .is_best_practice = cJSON_IsTrue(practice)};
    }
    element->constraints = (DraftConstraints){constraints, count};
}

/* ---- binding ---- */

static BindingStrength read_strength(const cJSON *binding)
{
    static const char *const codes[] = {"", "example", "preferred", "extensible", "required"};
    Slice code = borrowed(binding, "strength");
    for (int i = BINDING_EXAMPLE; i <= BINDING_REQUIRED; i++) {
        if (slice_equals(code, slice_from(codes[i]))) {
            return (BindingStrength)i;
        }
    }
    return BINDING_NONE;
}

/* What an extension of a binding adds to it: false where it is no additional binding, or one that holds in some
   contexts of use only, which a document does not tell. */
static bool read_additional(Arena *arena, const cJSON *extension, DraftPair *pair)
{
    static const struct {
        const char *url;
        const char *purpose;
    } limits[] = {{FHIR_STRUCTURES "elementdefinition-maxValueSet", "maximum"},
                  {FHIR_STRUCTURES "elementdefinition-minValueSet", "minimum"}};
    Slice url = borrowed(extension, "url");
    if (slice_equals(url, SLICE(FHIR_TOOLS "additional-binding"))) {
        *pair = (DraftPair){extension_text(arena, extension, "purpose"), extension_text(arena, extension, "valueSet")};
        return pair->second.length > 0 && !extension_value(extension, "usage");
    }
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (slice_equals(url, slice_from(limits[i].url))) {
            Slice set = draft_text(arena, extension, "valueCanonical");
            *pair =
                (DraftPair){slice_from(limits[i].purpose), set.length ? set : draft_text(arena, extension, "valueUri")};
            return pair->second.length > 0;
        }
    }
    return false;
}

/* Reads the binding of an element, with its additional bindings. */
static void read_binding(Arena *arena, const cJSON *definition, DraftElement *element)
{
    const cJSON *stated = member(definition, "binding");
    if (!cJSON_IsObject(stated)) {
        return;
    }
    const cJSON *extensions = member(stated, "extension");
    DraftPair *additional;
    ALLOCATE_ITEMS(arena, extensions, additional);
    uint32_t count = 0;
    const cJSON *extension;
    cJSON_ArrayForEach(extension, extensions)
    {
        count += read_additional(arena, extension, &additional[count]);
    }
    DraftBinding *binding = arena_allocate(arena, sizeof *binding);
    *binding = (DraftBinding){.strength = read_strength(stated),
                              .value_set = draft_text(arena, stated, "valueSet"),
                              .additional = {additional, count}};
    element->binding = binding;
}

/* ---- slicing ---- */

static DiscriminatorKind read_discriminator_kind(const cJSON *discriminator)
{
    static const char *const codes[] = {"value", "exists", "pattern", "type", "profile"};
    Slice code = borrowed(discriminator, "type");
    for (int i = DISCRIMINATOR_VALUE; i <= DISCRIMINATOR_PROFILE; i++) {
        if (slice_equals(code, slice_from(codes[i]))) {
            return (DiscriminatorKind)i;
        }
    }
    return DISCRIMINATOR_VALUE;
}

/* Reads how an element is sliced. */
static void read_slicing(Arena *arena, const cJSON *definition, DraftElement *element)
{
    const cJSON *stated = member(definition, "slicing");
    if (!cJSON_IsObject(stated)) {
        return;
    }
    const cJSON *array = member(stated, "discriminator");
    DraftDiscriminator *discriminators;
    ALLOCATE_ITEMS(arena, array, discriminators);
    uint32_t count = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        discriminators[count++] = (DraftDiscriminator){read_discriminator_kind(item), draft_text(arena, item, "path")};
    }
    Slice rules = borrowed(stated, "rules");
    DraftSlicing *slicing = arena_allocate(arena, sizeof *slicing);
    *slicing = (DraftSlicing){.rules = slice_equals(rules, SLICE("closed"))      ? SLICING_CLOSED
                                       : slice_equals(rules, SLICE("openAtEnd")) ? SLICING_OPEN_AT_END
                                                                                 : SLICING_OPEN,
                              .is_ordered = cJSON_IsTrue(member(stated, "ordered")),
                              .discriminators = discriminators,
                              .discriminator_count = count};
    element->slicing = slicing;
}

/* ---- obligations ---- */

/* How many extensions of an extension have this URL. */
static uint32_t count_parts(const cJSON *extension, Slice url)
{
    uint32_t count = 0;
    const cJSON *part;
    cJSON_ArrayForEach(part, member(extension, "extension"))
    {
        count += slice_equals(borrowed(part, "url"), url);
    }
    return count;
}

/* Adds every code of an obligation with every actor of it; an obligation without actor binds all. */
static uint32_t add_obligations(Arena *arena, const cJSON *extension, DraftPair *pairs)
{
    uint32_t count = 0;
    const cJSON *code;
    cJSON_ArrayForEach(code, member(extension, "extension"))
    {
        if (!slice_equals(borrowed(code, "url"), SLICE("code"))) {
            continue;
        }
        Slice text = draft_text(arena, code, "valueCode");
        if (!count_parts(extension, SLICE("actor"))) {
            pairs[count++] = (DraftPair){SLICE(""), text};
        }
        const cJSON *actor;
        cJSON_ArrayForEach(actor, member(extension, "extension"))
        {
            if (slice_equals(borrowed(actor, "url"), SLICE("actor"))) {
                pairs[count++] = (DraftPair){draft_text(arena, actor, "valueCanonical"), text};
            }
        }
    }
    return count;
}

/* Reads the obligations of an element: each code for each actor, or for none in particular. */
static void read_obligations(Arena *arena, const cJSON *definition, DraftElement *element)
{
    static const Slice url = {FHIR_STRUCTURES "obligation", sizeof(FHIR_STRUCTURES "obligation") - 1};
    size_t room = 0;
    const cJSON *extension;
    cJSON_ArrayForEach(extension, member(definition, "extension"))
    {
        if (slice_equals(borrowed(extension, "url"), url)) {
            room += (size_t)count_parts(extension, SLICE("code")) * (count_parts(extension, SLICE("actor")) + 1);
        }
    }
    DraftPair *pairs = arena_allocate(arena, room * sizeof *pairs);
    uint32_t count = 0;
    cJSON_ArrayForEach(extension, member(definition, "extension"))
    {
        if (slice_equals(borrowed(extension, "url"), url)) {
            count += add_obligations(arena, extension, pairs + count);
        }
    }
    element->obligations = (DraftPairs){pairs, count};
}

/* ---- values ---- */

/* The name of the type that the end of a choice member stands for: "CodeableConcept", but "code" for "Code". Types
   whose names begin with a capital are complex. */
static Slice choice_type(Arena *arena, const char *suffix)
{
    static const char *const primitives[] = {"base64Binary", "boolean", "canonical",   "code",    "date",
                                             "dateTime",     "decimal", "id",          "instant", "integer",
                                             "markdown",     "oid",     "positiveInt", "string",  "time",
                                             "unsignedInt",  "uri",     "url",         "uuid"};
    for (size_t i = 0; i < sizeof primitives / sizeof *primitives; i++) {
        if (suffix[0] + ('a' - 'A') == primitives[i][0] && strcmp(suffix + 1, primitives[i] + 1) == 0) {
            return slice_from(primitives[i]);
        }
    }
    return arena_copy(arena, slice_from(suffix));
}

/* Values hang in members such as "patternCodeableConcept" and "fixedUri". */
static void read_value(Arena *arena, const cJSON *stated, const char *prefix, DraftValue *value)
{
    size_t length = strlen(prefix);
    if (strncmp(stated->string, prefix, length) != 0 || !ascii_is_upper(stated->string[length])) {
        return;
    }
    char *json = cJSON_PrintUnformatted(stated);
    if (json) {
        *value = (DraftValue){arena_copy(arena, slice_from(json)), choice_type(arena, stated->string + length)};
    }
    cJSON_free(json);
}

static void read_values(Arena *arena, const cJSON *definition, DraftElement *element)
{
    const cJSON *stated;
    cJSON_ArrayForEach(stated, definition)
    {
        read_value(arena, stated, "fixed", &element->fixed);
        read_value(arena, stated, "pattern", &element->pattern);
        read_value(arena, stated, "minValue", &element->minimum_value);
        read_value(arena, stated, "maxValue", &element->maximum_value);
    }
}

/* What extensions of a definition limit its values to, by the last word of the extension's URL. */
static void read_limits(Arena *arena, const cJSON *definition, DraftElement *element)
{
    static const char *const names[] = {"minLength", "maxSize", "maxDecimalPlaces", "regex"};
    enum { NAME_COUNT = sizeof names / sizeof *names };
    DraftPair *limits = arena_allocate(arena, NAME_COUNT * sizeof *limits);
    uint32_t count = 0;
    for (size_t i = 0; i < NAME_COUNT; i++) {
        Slice url = arena_format(arena, FHIR_STRUCTURES "%s", names[i]);
        const cJSON *value = extension_value(definition, url.bytes);
        if (cJSON_IsString(value)) {
            limits[count++] = (DraftPair){slice_from(names[i]), arena_copy(arena, slice_from(value->valuestring))};
        } else if (cJSON_IsNumber(value)) {
            limits[count++] = (DraftPair){slice_from(names[i]), arena_format(arena, "%.0f", value->valuedouble)};
        }
    }
    element->limits = (DraftPairs){limits, count};
}

/* ---- numbers and marks ---- */

/* A maximum is a number or `*`. */
static uint32_t parse_maximum(Slice maximum)
{
    return slice_equals(maximum, SLICE("*")) ? MAXIMUM_UNBOUNDED : (uint32_t)strtoul(maximum.bytes, NULL, 10);
}

static void read_cardinality(const cJSON *definition, DraftElement *element)
{
    const cJSON *minimum = member(definition, "min");
    if (cJSON_IsNumber(minimum) && minimum->valuedouble >= 0) {
        element->minimum = (uint32_t)minimum->valueint;
        element->given |= GIVEN_MINIMUM;
    }
    Slice maximum = borrowed(definition, "max"), base = borrowed(member(definition, "base"), "max");
    if (maximum.length) {
        element->maximum = parse_maximum(maximum);
        element->given |= GIVEN_MAXIMUM;
    }
    element->base_maximum = base.length ? parse_maximum(base) : element->maximum;
    const cJSON *length = member(definition, "maxLength");
    if (cJSON_IsNumber(length) && length->valuedouble > 0) {
        element->maximum_length = (uint32_t)length->valueint;
    }
}

/* Reads a truth value into `mark` and says that it was given. */
static void read_mark(const cJSON *stated, unsigned bit, unsigned *given, bool *mark)
{
    if (cJSON_IsBool(stated)) {
        *mark = cJSON_IsTrue(stated);
        *given |= bit;
    }
}

static void read_marks(const cJSON *definition, DraftElement *element)
{
    read_mark(member(definition, "isModifier"), GIVEN_MODIFIER, &element->given, &element->is_modifier);
    read_mark(member(definition, "mustSupport"), GIVEN_MUST_SUPPORT, &element->given, &element->is_must_support);
    read_mark(member(definition, "isSummary"), GIVEN_SUMMARY, &element->given, &element->is_summary);
    read_mark(extension_value(definition, FHIR_STRUCTURES "elementdefinition-translatable"), GIVEN_TRANSLATABLE,
              &element->given, &element->is_translatable);
    const cJSON *representation;
    cJSON_ArrayForEach(representation, member(definition, "representation"))
    {
        if (slice_equals(slice_from(cJSON_GetStringValue(representation)), SLICE("xmlAttr"))) {
            element->is_attribute = true;
            element->given |= GIVEN_ATTRIBUTE;
        }
    }
}

void draft_read_element(Arena *arena, const cJSON *definition, DraftElement *element)
{
    read_cardinality(definition, element);
    read_marks(definition, element);
    read_types(arena, definition, element);
    read_constraints(arena, definition, element);
    read_binding(arena, definition, element);
    read_slicing(arena, definition, element);
    read_obligations(arena, definition, element);
    read_values(arena, definition, element);
    read_limits(arena, definition, element);
    Slice reference = draft_text(arena, definition, "contentReference");
    size_t hash = slice_find(reference, SLICE("#"), 0);
    if (hash < reference.length) {
        element->content = slice_part(reference, hash + 1, reference.length);
    }
}
