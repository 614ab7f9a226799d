/* MeantName: distances of names, those of choices with each of their types. */
#include "src/check/state/meant_name.h"

#include "src/base/ascii.h"

enum { NEAR = 2, LENGTH_MINIMUM = 4, SHORT = 6 };

MeantName meant_name_new(const Document *document, NodeId node, Slice said)
{
    return (MeantName){.document = document, .node = node, .said = said, .distance = NEAR + 1, .present = NODE_NONE};
}

void meant_name_free(MeantName *meant)
{
    text_free(&meant->name);
}

bool meant_name_is_found(const MeantName *meant)
{
    return meant->name.length > 0;
}

/* Keeps the nearer of two names. */
static void keep(MeantName *meant, Slice name, unsigned distance, bool is_guess, NodeId present)
{
    if (distance < meant->distance) {
        meant->distance = distance;
        meant->present = present;
        meant->is_guess = is_guess;
        meant->is_shared = false;
        text_clear(&meant->name);
        text_append(&meant->name, name);
    } else if (distance == meant->distance && distance <= NEAR && !slice_equals(text_slice(&meant->name), name)) {
        meant->is_shared = true;
    }
}

/* Few letters are soon those of another word; capitals are one mistake, however many there are. */
static unsigned distance_of(const MeantName *meant, Slice name)
{
    if (slice_equals_ignoring_case(name, meant->said)) {
        return 1;
    }
    unsigned most = meant->said.length < LENGTH_MINIMUM ? 0 : meant->said.length < SHORT ? 1 : NEAR;
    unsigned distance = slice_distance(name, meant->said, NEAR);
    return distance <= most ? distance : NEAR + 1;
}

bool meant_name_fits(NodeKind kind, Slice type)
{
    static const char *const numbers[] = {"integer", "decimal", "positiveInt", "unsignedInt"};
    bool is_number = false, is_complex = type.length > 0 && ascii_is_upper(type.bytes[0]);
    bool is_truth = slice_equals(type, SLICE("boolean"));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        is_number = is_number || slice_equals(type, slice_from(numbers[i]));
    }
    return kind == NODE_OBJECT    ? is_complex
           : kind == NODE_NUMBER  ? is_number
           : kind == NODE_BOOLEAN ? is_truth
                                  : kind == NODE_STRING && !is_complex && !is_number && !is_truth;
}

/* Appends the name of a choice with a type: valueCode. */
static void append_choice_name(Slice base, Slice type, Text *name)
{
    text_append(name, base);
    text_append(name, type);
    char *first = name->length > base.length ? &name->bytes[base.length] : NULL;
    if (first && ascii_is_lower(*first)) {
        *first = (char)(*first - 'a' + 'A');
    }
}

/* True where an object has a choice with one of its types. */
static bool has_choice(const MeantName *meant, const Element *choice)
{
    NodeId object = document_node(meant->document, meant->node)->parent;
    bool is_found = false;
    for (uint32_t i = 0; i < element_type_count(choice) && !is_found; i++) {
        Text name = TEXT_EMPTY;
        append_choice_name(element_name(choice), type_code(element_type(choice, i)), &name);
        is_found = document_member(meant->document, object, text_slice(&name)) != NODE_NONE;
        text_free(&name);
    }
    return is_found;
}

/* True for the type that a value of a JSON kind has first of all. */
static bool is_usual_type(NodeKind kind, Slice type)
{
    return slice_equals(type, kind == NODE_STRING    ? SLICE("string")
                              : kind == NODE_NUMBER  ? SLICE("decimal")
                              : kind == NODE_BOOLEAN ? SLICE("boolean")
                                                     : SLICE(""));
}

/* The names of a choice: that of a type that is nearly written, or where only its beginning is right, of one that fits,
   the usual one first. */
static void consider_choice(MeantName *meant, const Element *choice)
{
    Slice base = element_name(choice);
    NodeKind kind = (NodeKind)document_node(meant->document, meant->node)->kind;
    bool is_begun = base.length >= LENGTH_MINIMUM && slice_starts_with(meant->said, base);
    for (int is_usual = 1; is_usual >= 0; is_usual--) {
        for (uint32_t i = 0; i < element_type_count(choice); i++) {
            Slice type = type_code(element_type(choice, i));
            Text name = TEXT_EMPTY;
            if (is_usual_type(kind, type) != (is_usual == 1)) {
                continue;
            }
            append_choice_name(base, type, &name);
            keep(meant, text_slice(&name), distance_of(meant, text_slice(&name)), false, NODE_NONE);
            if (is_begun && meant_name_fits(kind, type)) {
                keep(meant, text_slice(&name), NEAR, base.length < meant->said.length, NODE_NONE);
            }
            text_free(&name);
        }
    }
}

/* True where what is written begins as the choice does, or is near to its name with one of its types. */
static bool is_near_choice(const MeantName *meant, const Element *choice)
{
    Slice base = element_name(choice);
    bool is_near = base.length >= LENGTH_MINIMUM && slice_starts_with(meant->said, base);
    for (uint32_t i = 0; i < element_type_count(choice) && !is_near; i++) {
        Text name = TEXT_EMPTY;
        size_t length = base.length + type_code(element_type(choice, i)).length;
        if (length > meant->said.length + NEAR || meant->said.length > length + NEAR) {
            continue;
        }
        append_choice_name(base, type_code(element_type(choice, i)), &name);
        is_near = distance_of(meant, text_slice(&name)) <= NEAR;
        text_free(&name);
    }
    return is_near;
}

void meant_name_consider(MeantName *meant, const Element *child, bool is_present)
{
    NodeId object = document_node(meant->document, meant->node)->parent;
    bool is_choice = element_is_choice(child);
    if (is_choice && (is_present || meant->said.length < LENGTH_MINIMUM)) {
        return;
    }
    if (is_choice) {
        if (is_near_choice(meant, child) && !has_choice(meant, child)) {
            consider_choice(meant, child);
        }
        return;
    }
    unsigned distance = distance_of(meant, element_name(child));
    if (distance > NEAR) { /* before the object is searched, which may have many members */
        return;
    }
    NodeId present = document_member(meant->document, object, element_name(child));
    if ((present != NODE_NONE) == is_present) {
        keep(meant, element_name(child), distance, false, present);
    } else {
        meant->is_near_present |= present != NODE_NONE;
    }
}

bool meant_name_is_plain(const MeantName *meant)
{
    bool is_same = slice_equals_ignoring_case(text_slice(&meant->name), meant->said);
    return meant_name_is_found(meant) && meant->present == NODE_NONE &&
           (is_same || (!meant->is_guess && !meant->is_shared));
}
