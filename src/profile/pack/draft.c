/* Draft: the tree of elements of a StructureDefinition that is being compiled. */
#include "src/profile/pack/draft.h"

DraftElement *draft_element_new(Arena *arena, Slice name)
{
    DraftElement *element = arena_allocate(arena, sizeof *element);
    *element = (DraftElement){.name = name};
    return element;
}

DraftElement *draft_child(const DraftElement *parent, Slice name)
{
    DraftElement *child = parent->children;
    while (child && !slice_equals(child->name, name)) {
        child = child->next;
    }
    return child;
}

/* A re-slice "a/b" hangs below the slice "a". */
DraftElement *draft_slice(const DraftElement *sliced, Slice slice_name)
{
    for (DraftElement *slice = sliced->slices; slice; slice = slice->next) {
        if (slice_equals(slice->slice_name, slice_name)) {
            return slice;
        }
        bool is_above = slice_starts_with(slice_name, slice->slice_name) &&
                        slice_name.length > slice->slice_name.length &&
                        slice_name.bytes[slice->slice_name.length] == '/';
        DraftElement *below = is_above ? draft_slice(slice, slice_name) : NULL;
        if (below) {
            return below;
        }
    }
    return NULL;
}

/* Puts an element at the end of a chain. */
static void append(DraftElement **first, DraftElement **last, DraftElement *element)
{
    element->next = NULL;
    if (*last) {
        (*last)->next = element;
    } else {
        *first = element;
    }
    *last = element;
}

void draft_add_child(DraftElement *parent, DraftElement *child)
{
    child->parent = parent;
    append(&parent->children, &parent->last_child, child);
}

void draft_add_slice(DraftElement *sliced, DraftElement *slice)
{
    slice->sliced = sliced;
    append(&sliced->slices, &sliced->last_slice, slice);
}

/* Depth is bounded by DRAFT_DEPTH_MAXIMUM, which reading and walking keep. */
DraftElement *draft_copy(Arena *arena, const DraftElement *element, bool with_slices)
{
    DraftElement *copy = arena_allocate(arena, sizeof *copy);
    *copy = *element;
    copy->parent = copy->sliced = copy->next = NULL;
    copy->children = copy->last_child = NULL;
    copy->slices = copy->last_slice = NULL;
    draft_copy_children(arena, element, copy);
    for (const DraftElement *slice = with_slices ? element->slices : NULL; slice; slice = slice->next) {
        draft_add_slice(copy, draft_copy(arena, slice, true));
    }
    return copy;
}

void draft_take_facts(DraftElement *element, const DraftElement *source)
{
    DraftElement taken = *source;
    taken.parent = element->parent;
    taken.sliced = element->sliced;
    taken.next = element->next;
    taken.children = element->children;
    taken.last_child = element->last_child;
    taken.slices = element->slices;
    taken.last_slice = element->last_slice;
    taken.name = element->name;
    taken.slice_name = element->slice_name;
    *element = taken;
}

void draft_copy_children(Arena *arena, const DraftElement *source, DraftElement *target)
{
    for (const DraftElement *child = source->children; child; child = child->next) {
        draft_add_child(target, draft_copy(arena, child, true));
    }
}

DraftElement *draft_next(const DraftElement *root, const DraftElement *element)
{
    if (element->children) {
        return element->children;
    }
    if (element->slices) {
        return element->slices;
    }
    while (element != root) {
        if (element->next) {
            return element->next;
        }
        if (element->sliced) {
            element = element->sliced;
        } else if (element->parent->slices) {
            return element->parent->slices;
        } else {
            element = element->parent;
        }
    }
    return NULL;
}

DraftElement *draft_parent(const DraftElement *element)
{
    while (element->sliced) {
        element = element->sliced;
    }
    return element->parent;
}

bool draft_is_choice(const DraftElement *element)
{
    return slice_ends_with(element->name, SLICE("[x]"));
}
