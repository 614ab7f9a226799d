/*
 * Terminology section: the code systems and value sets of one pack, as they lie in memory. For this folder only.
 *
 * A section is one run of bytes, aligned to 4, that holds no pointer: every reference is a byte offset from the start
 * of the section or a position in one of its tables. A CodeSystem or ValueSet is a record in it; the record knows its
 * own offset, so a pointer to it is all that a caller needs. It is made by src/profile/terms/term_builder.h and never
 * changed.
 */
#ifndef IPSE_PROFILE_TERM_SECTION_H
#define IPSE_PROFILE_TERM_SECTION_H

#include "src/base/hash_table.h"
#include "src/profile/terminology.h"

/* Offset of a string: its length, seven bits a byte from the lowest on, all bytes of it but the last with the high bit
   set; then its bytes. 0 is the empty string. */
typedef uint32_t TermString;

typedef struct TermHeader {
    uint32_t size; /* of the whole section */
    uint32_t system_count;
    uint32_t set_count;
    uint32_t systems; /* offset of CodeSystem[], sorted by URL; of one URL the last is the one to take */
    /* offset of TermConcept[], by system, each system's in order of definition; one more at the end */
    uint32_t concepts;
    uint32_t orders;        /* offset of uint32_t[], as many as concepts: of each system, its concepts sorted by code */
    uint32_t extras;        /* offset of TermExtra[], by concept */
    uint32_t sets;          /* offset of ValueSet[], likewise */
    uint32_t parts;         /* offset of TermPart[], by set */
    uint32_t members;       /* offset of TermMember[], by part, in order of definition */
    uint32_t member_orders; /* offset of uint32_t[], as many as members: of each part, its members sorted by code */
    uint32_t filters;       /* offset of TermFilter[], by part */
    uint32_t imports;       /* offset of TermString[], by part: canonical URLs of value sets */
    uint32_t system_index;  /* offset of a HashIndex by URL: the position of the first of the systems of a URL */
    uint32_t set_index;     /* the same of the sets */
    uint32_t code_index;    /* offset of a HashIndex by code: positions of the concepts of large systems; 0: none */
} TermHeader;

/* A system with so many concepts that looking one up by halves goes to memory each time: it is in the index of codes.
 */
enum { TERM_SYSTEM_LARGE = 1024 };

typedef enum TermContent {
    TERM_COMPLETE,
    TERM_FRAGMENT, /* fragment or example: what is missing may exist */
    TERM_NAMES, /* a fragment of codes with one name each: versions, other names, hierarchy and properties may exist */
    TERM_NOT_PRESENT,
    TERM_LIST /* all codes, from a publisher's tables: properties, and where it has no further parents the hierarchy,
                 may exist beside those that are stated */
} TermContent;

struct CodeSystem {
    uint32_t self; /* its own offset */
    TermString url;
    TermString version;
    TermString name;
    uint32_t content;           /* TermContent */
    uint32_t ignores_case;      /* codes match in either case of ASCII letters */
    uint32_t has_extra_parents; /* concepts with more than one parent, or parents by property */
    uint32_t first_concept;
    uint32_t concept_count;
};

enum { TERM_INACTIVE = 1, TERM_ABSTRACT = 2, TERM_DEPRECATED = 4 };

typedef struct TermConcept {
    TermString code;
    TermString display;
    uint32_t parent;      /* position in the system of the concept that it is nested in, plus 1; 0: none */
    uint32_t first_extra; /* those up to the first of the next concept are its own */
    uint32_t flags;
} TermConcept;

typedef enum TermExtraKind {
    TERM_DESIGNATION, /* name: language, may be empty; value: text */
    TERM_PROPERTY,    /* name: code of the property; value: text, number, boolean or code */
    TERM_PARENT       /* name: 0; value: position of a further parent in the system (no string) */
} TermExtraKind;

typedef struct TermExtra {
    uint32_t kind;
    TermString name;
    uint32_t value;
} TermExtra;

struct ValueSet {
    uint32_t self;
    TermString url;
    TermString version;
    TermString name;
    uint32_t excludes_inactive; /* compose.inactive = false */
    uint32_t is_implicit;       /* not a resource: all codes of a system that names this value set */
    uint32_t first_part;
    uint32_t part_count;
};

typedef struct TermPart {
    uint32_t is_exclude;
    TermString system; /* empty: only imports */
    TermString version;
    uint32_t first_member;
    uint32_t member_count;
    uint32_t first_filter;
    uint32_t filter_count;
    uint32_t first_import;
    uint32_t import_count;
} TermPart;

typedef struct TermMember {
    TermString code;
    TermString display;
    uint32_t flags;
} TermMember;

typedef enum TermOperator {
    TERM_EQUALS,
    TERM_IS_A,
    TERM_DESCENDENT_OF,
    TERM_IS_NOT_A,
    TERM_REGEX,
    TERM_IN,
    TERM_NOT_IN,
    TERM_GENERALIZES,
    TERM_EXISTS,
    TERM_CHILD_OF,
    TERM_OPERATOR_COUNT /* one that is not known */
} TermOperator;

typedef struct TermFilter {
    TermString property;
    uint32_t operation;
    TermString value;
} TermFilter;

/* ---- reading ---- */

/* True when the bytes can be a section: sizes and offsets lie within it. */
bool term_section_is_sound(Slice section);

/* By URL, and by version where it is not empty; NULL where the section has none. */
const CodeSystem *term_section_system(Slice section, Slice url, Slice version);
const ValueSet *term_section_set(Slice section, Slice url, Slice version);

/* The start of the section that a record lies in. */
static inline const char *term_base(const void *record)
{
    return (const char *)record - *(const uint32_t *)record;
}

static inline const TermHeader *term_header(const void *record)
{
    return (const TermHeader *)(const void *)term_base(record);
}

/* Item `position` of the table at `offset` in the section of a record. */
#define TERM_AT(type, record, offset, position)                                                                        \
    ((const type *)(const void *)(term_base(record) + term_header(record)->offset) + (position))

/* The string that is written at a place. */
Slice term_string_at(const char *place);

/* A string of the section of a record. */
Slice term_string(const void *record, TermString string);

/* The order of codes in the index of a system: bytes, or bytes with ASCII letters in lower case. */
int term_compare_codes(Slice a, Slice b, bool ignores_case);

/* True for systems whose codes are in the index of codes. */
static inline bool term_is_indexed(const CodeSystem *system)
{
    return system->concept_count >= TERM_SYSTEM_LARGE;
}

/* ---- code systems, for value sets ---- */

/* Position of a code in its system; UINT32_MAX where it has not got it. */
uint32_t code_system_position(const CodeSystem *system, Slice code);

/* As code_system_position, also for a code that is made from a template of the system
   (src/profile/facts/code_template.h): then the position is the template's, and the concept has the code and no
   display. The concept is set if the code is found. */
uint32_t code_system_look_up(const CodeSystem *system, Slice code, Concept *concept);

/* True where a code that the system has not got does not exist. */
bool code_system_is_closed(const CodeSystem *system, Slice code);

/* What is known of the concept at a position. */
Concept code_system_concept(const CodeSystem *system, uint32_t position);

/* True when the concept is the ancestor or lies below it. */
bool code_system_is_below(const CodeSystem *system, uint32_t position, uint32_t ancestor);

/* True when `parent` is a direct parent of the concept. */
bool code_system_is_child(const CodeSystem *system, uint32_t position, uint32_t parent);

/* Calls `visit` for the values of a property of a concept until it returns true; returns whether one did. */
bool code_system_any_property(const CodeSystem *system, uint32_t position, Slice property,
                              bool (*visit)(void *context, Slice value), void *context);

#endif
