/*
 * Snapshot: laying the tree of a differential over a copy of the base's tree.
 *
 * The walk goes down the differential. Its depth is that of the differential, which is bounded when it is read; what is
 * copied in has the depth of snapshots, which is bounded likewise.
 */
#include "src/profile/snapshot/snapshot.h"

/* What the walk carries along. */
typedef struct SnapshotWalk {
    Arena *arena;
    const SnapshotSource *source;
    DraftStructure *structure; /* the one whose snapshot is being made */
    uint32_t copied;           /* elements that were copied in */
    Error *error;
} SnapshotWalk;

enum { COPIED_MAXIMUM = 1 << 20, DEPTH_MAXIMUM = 2 * DRAFT_DEPTH_MAXIMUM };

static bool lay_over(SnapshotWalk *walk, const DraftElement *stated, const DraftElement *origin, DraftElement *target);

/* Counts the elements that are about to be copied; false where a definition asks for more than can be meant. */
static bool may_copy(SnapshotWalk *walk, const DraftElement *source)
{
    for (const DraftElement *element = source; element; element = draft_next(source, element)) {
        walk->copied++;
    }
    return walk->copied <= COPIED_MAXIMUM || error_set(walk->error, ERROR_LIMIT, walk->structure->url.bytes,
                                                       "the snapshot has more than %d elements", COPIED_MAXIMUM);
}

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
static const DraftElement *find_type_content(const SnapshotWalk *walk, const DraftElement *element)
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
static bool unfold(SnapshotWalk *walk, DraftElement *element)
{
    if (element->children) {
        return true;
    }
    const DraftElement *content;
    if (element->content.length) {
        size_t dot = slice_find(element->content, SLICE("."), 0);
        const DraftStructure *type = walk->source->type(walk->source->self, slice_part(element->content, 0, dot));
        content = type ? find_content(type->snapshot, element->content) : NULL;
        element->types = content ? content->types : element->types;
        element->content = SLICE("");
    } else {
        content = find_type_content(walk, element);
    }
    if (content && !may_copy(walk, content)) {
        return false;
    }
    if (content) {
        draft_copy_children(walk->arena, content, element);
    }
    return true;
}

/* ---- elements that a new type adds ---- */

/* Adds what a type states of all its values. The type need not be ready: elements of Element are extensions, and
   Extension stands on Element. */
static void inherit_from(const SnapshotWalk *walk, Slice type, DraftElement *element)
{
    const DraftStructure *found = walk->source->unready_type(walk->source->self, type);
    const DraftElement *root = found && found->differential ? found->differential : found ? found->snapshot : NULL;
    if (root) {
        snapshot_add_constraints(walk->arena, root->constraints, found->url, element);
    }
}

/* Every element but a resource inherits what Element, and for extensions Extension, requires. */
static void inherit_constraints(const SnapshotWalk *walk, DraftElement *element)
{
    Slice code = content_type(element);
    if (slice_equals(code, SLICE("Resource")) || slice_starts_with(code, SLICE("http:"))) {
        return;
    }
    inherit_from(walk, SLICE("Element"), element);
    if (slice_equals(code, SLICE("Extension"))) {
        inherit_from(walk, code, element);
    }
}

static DraftElement *add_element(const SnapshotWalk *walk, const DraftElement *stated, DraftElement *parent)
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

/* The type of a choice that a name such as "valueQuantity" stands for; NULL where it stands for none. */
static const DraftType *find_choice_type(const DraftElement *choice, Slice name)
{
    if (!draft_is_choice(choice)) {
        return NULL;
    }
    Slice stem = slice_part(choice->name, 0, choice->name.length - 3);
    Slice suffix = slice_part(name, stem.length, name.length);
    for (uint32_t i = 0; slice_starts_with(name, stem) && i < choice->types.count; i++) {
        if (slice_equals_ignoring_case(choice->types.items[i].code, suffix)) {
            return &choice->types.items[i];
        }
    }
    return NULL;
}

/* The choice among the children that such a name stands for; NULL if there is none. */
static DraftElement *find_choice(const DraftElement *parent, Slice name)
{
    DraftElement *child = parent->children;
    while (child && !find_choice_type(child, name)) {
        child = child->next;
    }
    return child;
}

/* A slicing by one discriminator. */
static const DraftSlicing *make_slicing(Arena *arena, DiscriminatorKind kind, Slice path, SlicingRules rules)
{
    DraftDiscriminator *discriminator = arena_allocate(arena, sizeof *discriminator);
    *discriminator = (DraftDiscriminator){kind, path};
    DraftSlicing *slicing = arena_allocate(arena, sizeof *slicing);
    *slicing = (DraftSlicing){.rules = rules, .discriminators = discriminator, .discriminator_count = 1};
    return slicing;
}

/* ---- slices ---- */

/* The slicing that holds where none is stated: choices are sliced by type, extensions by URL. */
static void imply_slicing(const SnapshotWalk *walk, SlicingRules rules, DraftElement *element)
{
    if (element->slicing) {
        return;
    }
    bool is_extension =
        slice_equals(element->name, SLICE("extension")) || slice_equals(element->name, SLICE("modifierExtension"));
    if (draft_is_choice(element)) {
        element->slicing = make_slicing(walk->arena, DISCRIMINATOR_TYPE, SLICE("$this"), rules);
    } else if (is_extension) {
        element->slicing = make_slicing(walk->arena, DISCRIMINATOR_VALUE, SLICE("url"), rules);
    }
}

/* A new slice, which need not be there. What is sliced hands down its parts as the differential left them, and of
   itself what it was before; obligations of parts that the slice states anew do not come along either: so does the
   publisher. */
static DraftElement *add_slice(const SnapshotWalk *walk, Slice slice_name, const DraftElement *origin,
                               DraftElement *sliced)
{
    DraftElement *slice = draft_copy(walk->arena, sliced, false);
    draft_take_facts(slice, origin);
    slice->slice_name = slice_name;
    slice->slicing = NULL;
    slice->minimum = 0;
    draft_add_slice(sliced, slice);
    return slice;
}

/* What is sliced must be there as often as its slices must. */
static void raise_minimum(DraftElement *sliced)
{
    uint64_t sum = 0;
    for (const DraftElement *slice = sliced->slices; slice; slice = slice->next) {
        sum += slice->minimum;
    }
    if (sum > sliced->minimum && sum <= sliced->maximum) {
        sliced->minimum = (uint32_t)sum;
    }
}

/* `origin`: what is sliced, before the differential was laid over it. */
static bool lay_slices(SnapshotWalk *walk, const DraftElement *stated, const DraftElement *origin, DraftElement *target)
{
    for (const DraftElement *slice = stated->slices; slice; slice = slice->next) {
        imply_slicing(walk, SLICING_OPEN, target);
        DraftElement *there = draft_slice(target, slice->slice_name);
        bool is_new = !there;
        if (is_new) {
            if (!may_copy(walk, target)) {
                return false;
            }
            there = add_slice(walk, slice->slice_name, origin, target);
        }
        if (!lay_over(walk, slice, is_new ? origin : NULL, there)) {
            return false;
        }
    }
    if (stated->slices) {
        raise_minimum(target);
    }
    return true;
}

/* ---- the walk ---- */

/* Types that a differential names by elements such as "valueQuantity" are the only ones that stay. */
static void keep_named_types(const SnapshotWalk *walk, const DraftElement *stated, DraftElement *choice)
{
    DraftType *kept = arena_allocate(walk->arena, choice->types.count * sizeof *kept);
    uint32_t count = 0;
    for (const DraftElement *named = stated->parent->children; named; named = named->next) {
        const DraftType *type = find_choice_type(choice, named->name);
        if (type) {
            kept[count++] = *type;
        }
    }
    choice->types = (DraftTypes){kept, count};
}

/* Lays an element named by a choice's type ("valueQuantity") over the slice of that type, or over the choice where that
   is the only type it has. */
static bool lay_choice(SnapshotWalk *walk, const DraftElement *stated, DraftElement *choice)
{
    DraftElement *slice = draft_slice(choice, stated->name);
    if (!slice && !choice->slices && choice->types.count == 1) {
        return lay_over(walk, stated, NULL, choice);
    }
    if (!slice) {
        keep_named_types(walk, stated, choice);
        imply_slicing(walk, SLICING_CLOSED, choice);
        slice = add_slice(walk, stated->name, choice, choice);
        slice->types = (DraftTypes){find_choice_type(choice, stated->name), 1};
    }
    bool is_laid = lay_over(walk, stated, NULL, slice);
    raise_minimum(choice);
    return is_laid;
}

/* `origin`: see lay_over, of the parent. */
static bool lay_child(SnapshotWalk *walk, const DraftElement *stated, const DraftElement *origin, DraftElement *parent)
{
    DraftElement *child = draft_child(parent, stated->name);
    if (child) {
        return lay_over(walk, stated, origin ? draft_child(origin, stated->name) : NULL, child);
    }
    DraftElement *choice = find_choice(parent, stated->name);
    if (choice) {
        return lay_choice(walk, stated, choice);
    }
    if (draft_is_choice(parent) && parent->types.count != 1) {
        return true; /* a choice has parts only where one type is left; the official validator passes over them as well
                      */
    }
    if (walk->structure->is_profile) {
        walk->structure->fault = stated->stated;
        return error_set(walk->error, ERROR_FORMAT, walk->structure->url.bytes,
                         "the differential constrains '%.*s', which is missing in '%.*s'", SLICE_ARGS(stated->name),
                         SLICE_ARGS(parent->name));
    }
    return lay_over(walk, stated, NULL, add_element(walk, stated, parent));
}

/* Where the differential names the definition of an extension, its root speaks first. */
static void take_extension_root(const SnapshotWalk *walk, const DraftElement *stated, DraftElement *target)
{
    const DraftType *only = stated->types.count == 1 ? &stated->types.items[0] : NULL;
    if (!only || only->profiles.count != 1 || !slice_equals(only->code, SLICE("Extension"))) {
        return;
    }
    const DraftStructure *extension = walk->source->structure(walk->source->self, only->profiles.items[0]);
    if (extension) {
        const DraftElement *root = extension->snapshot;
        target->minimum = root->minimum;
        target->maximum = root->maximum;
        target->is_modifier = root->is_modifier;
        snapshot_add_constraints(walk->arena, root->constraints, extension->url, target);
    }
}

/* `origin`: in a new slice, what this element was before the differential was laid over what is sliced; else NULL. */
static bool lay_over(SnapshotWalk *walk, const DraftElement *stated, const DraftElement *origin, DraftElement *target)
{
    if (origin) {
        target->obligations = origin->obligations;
    }
    if (stated->slices && !may_copy(walk, target)) {
        return false;
    }
    const DraftElement *before = stated->slices ? draft_copy(walk->arena, target, false) : NULL;
    take_extension_root(walk, stated, target);
    snapshot_narrow(walk->arena, stated, walk->structure->url, target);
    if (stated->children && !unfold(walk, target)) {
        return false;
    }
    for (const DraftElement *child = stated->children; child; child = child->next) {
        if (!lay_child(walk, child, origin, target)) {
            return false;
        }
    }
    return lay_slices(walk, stated, before, target);
}

/* A definition without base is its own snapshot. */
static void take_as_it_is(const SnapshotWalk *walk, DraftElement *root)
{
    for (DraftElement *element = root; element; element = draft_next(root, element)) {
        element->choice_types = draft_is_choice(element) ? element->types : (DraftTypes){0};
        DraftConstraints own = element->constraints;
        element->constraints = (DraftConstraints){0};
        snapshot_add_constraints(walk->arena, own, walk->structure->url, element);
        if (element->parent && walk->structure->differential) {
            inherit_constraints(walk, element);
        }
    }
}

/* Copies are made by recursion, so snapshots must not be deeper than what bounds it. */
static bool is_shallow(const SnapshotWalk *walk, const DraftElement *root)
{
    for (const DraftElement *element = root; element; element = draft_next(root, element)) {
        uint32_t depth = 0;
        for (const DraftElement *above = element; above; above = draft_parent(above)) {
            depth++;
        }
        if (depth > DEPTH_MAXIMUM) {
            return error_set(walk->error, ERROR_LIMIT, walk->structure->url.bytes,
                             "the snapshot is more than %d levels deep", DEPTH_MAXIMUM);
        }
    }
    return true;
}

bool snapshot_make(Arena *arena, const SnapshotSource *source, DraftStructure *structure, Error *error)
{
    SnapshotWalk walk = {.arena = arena, .source = source, .structure = structure, .error = error};
    const DraftStructure *base = structure->base.length ? source->structure(source->self, structure->base) : NULL;
    if (base && structure->differential) {
        DraftElement *root = draft_copy(arena, base->snapshot, true);
        root->name = structure->differential->name;
        structure->snapshot = root;
        return lay_over(&walk, structure->differential, NULL, root) && is_shallow(&walk, root);
    }
    DraftElement *whole = structure->base.length    ? structure->given_snapshot
                          : structure->differential ? structure->differential
                                                    : structure->given_snapshot;
    if (!whole) {
        structure->is_base_missing = true;
        return error_set(error, ERROR_NOT_FOUND, structure->url.bytes, "the base definition '%.*s' is missing",
                         SLICE_ARGS(structure->base));
    }
    take_as_it_is(&walk, whole);
    structure->snapshot = whole;
    return true;
}
