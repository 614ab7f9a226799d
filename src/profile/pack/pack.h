/*
 * Pack: compiled definitions as they lie in memory.
 *
 * A pack is one read-only run of bytes, aligned to 4, that holds no pointer: every reference is an offset from its
 * start, 0 means "none". A record that is handed out (Structure, Element, ElementType, Constraint) begins with its own
 * offset, so that a pointer to it is all that a query needs. The pack of the built-in definitions is part of the
 * program; packs that are made at run time have the same form (src/profile/pack/pack_builder.h) and are read by the
 * same code.
 *
 * A pack holds structures with their elements, two hash indexes (by canonical URL, by type name), and one terminology
 * section, which is a pack of its own kind (src/profile/pack/term_section.h).
 *
 * For this folder only; other layers read packs through src/profile/rules.h.
 */
#ifndef IPSE_PROFILE_PACK_H
#define IPSE_PROFILE_PACK_H

#include "src/base/hash_table.h"
#include "src/profile/rules.h"

typedef uint32_t PackOffset;
typedef uint32_t PackString; /* offset of a length (4 bytes), the bytes, and a zero byte; 0: empty */
typedef uint32_t PackList;   /* offset of a count and as many words (strings, offsets, numbers); 0: empty */

#define PACK_MAGIC 0x31657370u /* what a pack of the machine's own byte order begins with */

typedef struct PackHeader {
    uint32_t self; /* 0 */
    uint32_t magic;
    uint32_t size;       /* of the whole pack */
    PackList structures; /* offsets of Structure, in order of addition */
    PackOffset urls;     /* HashIndex of structures by canonical URL: of one URL the one added last */
    PackOffset types; /* HashIndex of structures that define a type, by its name; numbers are offsets, as of `urls` */
    PackOffset terminology;
    uint32_t terminology_size;
} PackHeader;

enum { PACK_ABSTRACT = 1, PACK_PROFILE = 2 };

struct Structure {
    uint32_t self;
    PackString url;
    PackString version;
    PackString name;
    PackString title;
    PackString type;
    PackString base;
    PackOffset base_structure; /* of that URL, where it is in the same pack; else 0 */
    PackString regex;          /* of a primitive's value */
    uint32_t kind;
    uint32_t flags;
    PackOffset earlier; /* the structure of the same URL that was added before this one */
    PackList contexts;  /* pairs: ContextKind, string */
    PackList context_invariants;
    PackList imposed; /* canonical URLs of profiles that hold as well */
    uint32_t element_count;
    PackOffset elements; /* Element[], in snapshot order */
};

enum {
    PACK_MODIFIER = 1,
    PACK_MUST_SUPPORT = 2,
    PACK_SUMMARY = 4,
    PACK_ATTRIBUTE = 8,
    PACK_CHOICE = 16,
    PACK_TRANSLATABLE = 32
};

/* As large as a cache line. */
struct Element {
    uint32_t self;
    PackOffset structure;
    PackOffset parent;
    PackString id;
    PackString path;
    PackString name;
    uint32_t minimum;
    uint32_t maximum;
    uint32_t base_maximum;
    uint32_t flags;
    PackList children;    /* offsets of elements, slices left out */
    PackOffset members;   /* PackMembers; 0 where there are no children */
    PackList types;       /* offsets of ElementType */
    PackList constraints; /* offsets of Constraint */
    PackOffset binding;   /* PackBinding */
    PackOffset extras;    /* PackExtras; 0 where all of them are 0 */
};

/* What few elements have. */
typedef struct PackExtras {
    PackString slice_name;
    PackString content;   /* id of the element whose children hold, of a content reference: "Questionnaire.item" */
    PackList slices;      /* offsets of elements */
    PackList obligations; /* pairs of strings: actor, code */
    PackOffset slicing;   /* PackSlicing */
    PackOffset values;    /* PackValues */
} PackExtras;

/* What the JSON members of an object mean. Elements with the same children share one. The base name of a choice
   ("value") is there too, though it is no JSON member. */
enum { PACK_STEM = 1 }; /* in place of the type's name */

typedef struct PackMember {
    PackString name;   /* "uid", "valueQuantity", "value" */
    uint32_t position; /* among the children */
    PackString choice; /* type of a choice element, or PACK_STEM; 0 for others */
} PackMember;

typedef struct PackMembers {
    uint32_t count;
    PackMember items[]; /* and after them a HashIndex of their positions by name */
} PackMembers;

struct ElementType {
    uint32_t self;
    PackString code;
    PackString fhir_code; /* the FHIR type where `code` is a FHIRPath type URL; else as `code` */
    uint32_t aggregation;
    PackList profiles;
    PackList targets;
};

struct Constraint {
    uint32_t self;
    PackString key;
    PackString expression;
    PackString human;
    PackString source;
    uint32_t is_error;
    uint32_t is_best_practice;
};

typedef struct PackBinding {
    uint32_t strength;
    PackString value_set;
    PackList additional; /* pairs of strings: purpose, value set */
} PackBinding;

typedef struct PackSlicing {
    uint32_t rules;
    uint32_t is_ordered;
    PackList discriminators; /* pairs: DiscriminatorKind, string */
} PackSlicing;

typedef struct PackValue {
    PackString json;
    PackString type;
} PackValue;

typedef struct PackValues {
    PackValue fixed;
    PackValue pattern;
    PackValue minimum;
    PackValue maximum;
    uint32_t maximum_length;
    PackList limits; /* pairs of strings: name, text */
} PackValues;

/* The start of the pack that a record with its own offset lies in. */
static inline const char *pack_base(const void *record)
{
    return (const char *)record - *(const uint32_t *)record;
}

/* What lies at an offset of the pack of a record; NULL for 0. */
static inline const void *pack_at(const void *record, PackOffset offset)
{
    return offset ? pack_base(record) + offset : NULL;
}

static inline Slice pack_string(const void *record, PackString string)
{
    if (!string) {
        return SLICE("");
    }
    const char *bytes = pack_base(record) + string;
    return (Slice){bytes + sizeof(uint32_t), *(const uint32_t *)(const void *)bytes};
}

static inline uint32_t pack_list_count(const void *record, PackList list)
{
    return list ? *(const uint32_t *)pack_at(record, list) : 0;
}

static inline uint32_t pack_list_item(const void *record, PackList list, uint32_t position)
{
    return ((const uint32_t *)pack_at(record, list))[1 + position];
}

/* Item `position` of a list of strings. */
static inline Slice pack_list_string(const void *record, PackList list, uint32_t position)
{
    return pack_string(record, pack_list_item(record, list, position));
}

/* The extras of an element, all 0 where it has none. */
static inline const PackExtras *pack_extras(const Element *element)
{
    static const PackExtras none;
    return element->extras ? pack_at(element, element->extras) : &none;
}

/* The values of an element, all 0 where it has none. */
static inline const PackValues *pack_values(const Element *element)
{
    static const PackValues none;
    PackOffset values = pack_extras(element)->values;
    return values ? pack_at(element, values) : &none;
}

/* ---- looking up ---- */

/* The structure of a canonical URL without version, the one added last; and that of a version or of a version that
   begins with it ("4.0" finds 4.0.1), where `version` is not empty. NULL where the pack has none. */
const Structure *pack_structure(const PackHeader *pack, Slice url, Slice version);

/* True when a version satisfies the one that is asked for: it is it, or continues it after a full stop. */
bool pack_version_fits(Slice version, Slice wanted);

/* The structure that defines a type; NULL where the pack has none. */
const Structure *pack_type(const PackHeader *pack, Slice name);

/* The element of a structure that has an id; NULL if there is none. */
const Element *pack_element(const Structure *structure, Slice id);

/* The terminology section of a pack; empty where it has none. */
static inline Slice pack_terminology(const PackHeader *pack)
{
    return (Slice){(const char *)pack + pack->terminology, pack->terminology_size};
}

#endif
