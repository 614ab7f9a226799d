/*
 * Snapshot: laying the tree of a differential over a copy of the base's tree.
 *
 * The walk goes down the differential. Its depth is that of the differential, which is bounded when it is read; what is
 * copied in has the depth of snapshots, which is bounded likewise.
 */
#include "src/profile/snapshot.h"

/* What the walk carries along. */
typedef struct Walk {
    Arena *arena;
    const SnapshotSource *source;
    const DraftStructure *structure; /* the one whose snapshot is being made */
    const DraftElement *base;        /* the snapshot of its base, unchanged; NULL where it has none */
    Error *error;
} Walk;

static bool lay_over(Walk *walk, const DraftElement *stated, DraftElement *target);

/* ---- what lies below an element ---- */

/* The element of a snapshot that an id without slices names. */
static const DraftElement *find_content(const DraftElement *root, Slice id)
{
    const DraftElement *element = root;
    size_t start = slice_find(id, SLICE("."), 0);
    while (element && start < id.length) {
        size_t stop = slice_find(id, SLICE("."), start + 1);
        stop = stop < id.length ? stop : id.length;
        element = draft_child(element, slice_part(id, start + 1, stop - start - 1));
        start = stop;
    }
    return element;
}

/* The type whose parts lie below an element: its own where it has one, their common ancestor where it has several. */
static Slice content_type(const DraftElement *element)
{
    Slice code = element->types.count ? element->types.items[0].code : SLICE("Element");
    for (uint32_t i = 1; i < element->types.count; i++) {
        if (!slice_equals(element->types.items[i].code, code)) {
            return SLICE("Element");
        }
    }
    return code;
}

/* The root of the snapshot that says what lies below an element; NULL where none is known. */
static const DraftElement *find_type_content(const Walk *walk, const DraftElement *element)
{
    const DraftType *only = element->types.count == 1 ? &element->types.items[0] : NULL;
    const DraftStructure *found = NULL;
    if (only && only->profiles.count == 1) {
        found = walk->source->structure(walk->source->self, only->profiles.items[0]);
    }
    if (!found) {
        found = walk->source->type(walk->source->self, content_type(element));
    }
    return found ? found->snapshot : NULL;
}

/* Copies in what lies below an element that has no children yet. */
static void unfold(const Walk *walk, DraftElement *element)
{
    if (element->children) {
        return;
    }
    const DraftElement *content;
    if (element->content.length) {
        size_t dot = slice_find(element->content, SLICE("."), 0);
        const DraftStructure *type = walk->source->type(walk->source->self, slice_part(element->content, 0, dot));
        content = type ? find_content(type->snapshot, element->content) : NULL;
        element->types = content ? content->types : element->types;
        element->content = (Slice){"", 0};
    } else {
        content = find_type_content(walk, element);
    }
    if (content) {
        draft_copy_children(walk->arena, content, element);
    }
}

/* ---- elements that a new type adds ---- */

/* Every element but a resource inherits what Element, and for extensions Extension, demands. */
static void inherit_constraints(const Walk *walk, DraftElement *element)
{
    Slice code = content_type(element);
    if (slice_equals(code, SLICE("Resource")) || slice_starts_with(code, SLICE("http:"))) {
        return;
    }
    Slice ancestor = slice_equals(code, SLICE("Extension")) ? code : SLICE("Element");
    const DraftStructure *type = walk->source->type(walk->source->self, ancestor);
    if (type) {
        snapshot_add_constraints(walk->arena, type->snapshot->constraints, type->url, element);
    }
}

static DraftElement *add_element(const Walk *walk, const DraftElement *stated, DraftElement *parent)
{
    DraftElement *element = draft_element_new(walk->arena, stated->name);
    draft_add_child(parent, element);
    snapshot_narrow(walk->arena, stated, walk->structure->url, element);
    element->base_maximum = element->maximum;
    element->choice_types = draft_is_choice(element) ? element->types : (DraftTypes){0};
    inherit_constraints(walk, element);
    return element;
}

/* ---- choices ---- */

/* The choice element that a name such as "valueQuantity" stands for; NULL where there is none. */
static DraftElement *find_choice(const DraftElement *parent, Slice name, const DraftType **type)
{
    for (DraftElement *child = parent->children; child; child = child->next) {
        Slice stem = slice_part(child->name, 0, child->name.length - (draft_is_choice(child) ? 3 : 0));
        if (!draft_is_choice(child) || !slice_starts_with(name, stem)) {
            continue;
        }
        Slice suffix = slice_part(name, stem.length, name.length);
        for (uint32_t i = 0; i < child->types.count; i++) {
            Slice code = child->types.items[i].code;
            if (slice_equals_ignoring_case(code, suffix)) {
                *type = &child->types.items[i];
                return child;
            }
        }
    }
    return NULL;
}

/* A slicing by one discriminator, open. */
static const DraftSlicing *make_slicing(Arena *arena, DiscriminatorKind kind, Slice path)
{
    DraftDiscriminator *discriminator = arena_allocate(arena, sizeof *discriminator);
    *discriminator = (DraftDiscriminator){kind, path};
    DraftSlicing *slicing = arena_allocate(arena, sizeof *slicing);
    *slicing = (DraftSlicing){.rules = SLICING_OPEN, .discriminators = discriminator, .discriminator_count = 1};
    return slicing;
}

/* ---- slices ---- */

/* The slicing that holds where none is stated: choices are sliced by type, extensions by URL. */
static void imply_slicing(const Walk *walk, DraftElement *element)
{
    if (element->slicing) {
        return;
    }
    bool is_extension =
        slice_equals(element->name, SLICE("extension")) || slice_equals(element->name, SLICE("modifierExtension"));
    if (draft_is_choice(element)) {
        element->slicing = make_slicing(walk->arena, DISCRIMINATOR_TYPE, SLICE("$this"));
    } else if (is_extension) {
        element->slicing = make_slicing(walk->arena, DISCRIMINATOR_VALUE, SLICE("url"));
    }
}

/* A new slice: a copy of what is sliced, which need not be there. */
static DraftElement *add_slice(const Walk *walk, const DraftElement *origin, Slice slice_name, DraftElement *sliced)
{
    DraftElement *slice = draft_copy(walk->arena, origin, false);
    slice->slice_name = slice_name;
    slice->slicing = NULL;
    slice->minimum = 0;
    draft_add_slice(sliced, slice);
    return slice;
}

/* `origin`: the sliced element before the differential was laid over it. */
static bool lay_slices(Walk *walk, const DraftElement *stated, const DraftElement *origin, DraftElement *target)
{
    for (const DraftElement *slice = stated->slices; slice; slice = slice->next) {
        imply_slicing(walk, target);
        DraftElement *there = draft_slice(target, slice->slice_name);
        if (!there) {
            there = add_slice(walk, origin, slice->slice_name, target);
        }
        if (!lay_over(walk, slice, there)) {
            return false;
        }
    }
    return true;
}

/* ---- the walk ---- */

/* Lays an element named by a choice's type ("valueQuantity") over the slice of that type. */
static bool lay_choice(Walk *walk, const DraftElement *stated, const DraftType *type, DraftElement *choice)
{
    DraftElement *slice = draft_slice(choice, stated->name);
    if (!slice) {
        DraftElement *origin = draft_copy(walk->arena, choice, false);
        imply_slicing(walk, choice);
        slice = add_slice(walk, origin, stated->name, choice);
        slice->types = (DraftTypes){type, 1};
    }
    return lay_over(walk, stated, slice);
}

static bool lay_child(Walk *walk, const DraftElement *stated, DraftElement *parent)
{
    DraftElement *child = draft_child(parent, stated->name);
    if (child) {
        return lay_over(walk, stated, child);
    }
    const DraftType *type = NULL;
    DraftElement *choice = find_choice(parent, stated->name, &type);
    if (choice) {
        return lay_choice(walk, stated, type, choice);
    }
    if (walk->structure->is_profile) {
        return error_set(walk->error, ERROR_FORMAT, walk->structure->url.bytes,
                         "the differential constrains '%.*s', which '%.*s' does not have", SLICE_ARGS(stated->name),
                         SLICE_ARGS(parent->name));
    }
    return lay_over(walk, stated, add_element(walk, stated, parent));
}

static bool lay_over(Walk *walk, const DraftElement *stated, DraftElement *target)
{
    const DraftElement *origin = stated->slices ? draft_copy(walk->arena, target, false) : NULL;
    snapshot_narrow(walk->arena, stated, walk->structure->url, target);
    if (stated->children) {
        unfold(walk, target);
    }
    for (const DraftElement *child = stated->children; child; child = child->next) {
        if (!lay_child(walk, child, target)) {
            return false;
        }
    }
    return lay_slices(walk, stated, origin, target);
}

/* A definition without base is its own snapshot. */
static void take_as_it_is(const Walk *walk, DraftElement *root)
{
    for (DraftElement *element = root; element; element = draft_next(root, element)) {
        element->base_maximum = element->maximum;
        element->choice_types = draft_is_choice(element) ? element->types : (DraftTypes){0};
        DraftConstraints own = element->constraints;
        element->constraints = (DraftConstraints){0};
        snapshot_add_constraints(walk->arena, own, walk->structure->url, element);
    }
}

bool snapshot_make(Arena *arena, const SnapshotSource *source, DraftStructure *structure, Error *error)
{
    Walk walk = {.arena = arena, .source = source, .structure = structure, .error = error};
    const DraftStructure *base = structure->base.length ? source->structure(source->self, structure->base) : NULL;
    if (base && structure->differential) {
        DraftElement *root = draft_copy(arena, base->snapshot, true);
        root->name = structure->differential->name;
        structure->snapshot = root;
        return lay_over(&walk, structure->differential, root);
    }
    DraftElement *whole = structure->base.length    ? structure->given_snapshot
                          : structure->differential ? structure->differential
                                                    : structure->given_snapshot;
    if (!whole) {
        return error_set(error, ERROR_NOT_FOUND, structure->url.bytes, "its base definition is not known here: %.*s",
                         SLICE_ARGS(structure->base));
    }
    take_as_it_is(&walk, whole);
    structure->snapshot = whole;
    return true;
}
