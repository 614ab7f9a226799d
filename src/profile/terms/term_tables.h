/*
 * Terminology tables: what a terminology builder gathers, each table of the section in a growing array of its own. For
 * the files that fill and write them only.
 */
#ifndef IPSE_PROFILE_TERM_TABLES_H
#define IPSE_PROFILE_TERM_TABLES_H

#include "src/base/memory.h"
#include "src/base/slice_map.h"
#include "src/profile/pack/term_section.h"
#include "src/profile/terms/term_builder.h"

/* TABLE(type, name): a growing array `name` of `type`. */
#define TABLE(type, name)                                                                                              \
    type *name;                                                                                                        \
    size_t name##_count;                                                                                               \
    size_t name##_capacity

/* Makes room for one more item at the end of a table and leads to it, zeroed. */
#define ADD(builder, name)                                                                                             \
    (ARRAY_RESERVE((builder)->name, (builder)->name##_capacity, (builder)->name##_count + 1),                          \
     memset(&(builder)->name[(builder)->name##_count], 0, sizeof *(builder)->name),                                    \
     &(builder)->name[(builder)->name##_count++])

/* A concept whose parent is named by its code. */
typedef struct NamedParent {
    uint32_t child; /* positions in the system */
    TermString parent;
    bool is_child_named; /* the concept is the parent, and the code that of a child */
} NamedParent;

struct TermBuilder {
    uint32_t seed; /* of the hash indexes */
    Arena *arena;
    SliceMap interned; /* string to its offset */
    Text strings;
    TABLE(CodeSystem, systems);
    TABLE(TermConcept, concepts);
    TABLE(uint32_t, orders);
    TABLE(TermExtra, extras);
    TABLE(ValueSet, sets);
    TABLE(TermPart, parts);
    TABLE(TermMember, members);
    TABLE(uint32_t, member_orders);
    TABLE(TermFilter, filters);
    TABLE(TermString, imports);
    TABLE(NamedParent, named_parents); /* of the system at hand */
    CodeSystem streamed;               /* that is added concept by concept (term_stream.h) */
};

/* The offset that a string will have in the section; equal strings are kept once. */
TermString term_intern(TermBuilder *builder, Slice text);

/* What was interned at an offset; valid until the next string is interned. */
Slice term_interned(const TermBuilder *builder, TermString string);

/* The text of a string member of a resource; empty if there is none. */
Slice term_member(const cJSON *object, const char *name);
TermString term_intern_member(TermBuilder *builder, const cJSON *object, const char *name);

/* The title of a resource, else its name. */
TermString term_intern_name(TermBuilder *builder, const cJSON *resource);

/* A code with its position, for sorting. */
typedef struct SortedCode {
    Slice code;
    uint32_t position;
    bool ignores_case;
} SortedCode;

/* Sorts by code, then by position. */
void term_sort_codes(SortedCode *codes, size_t count);

/* Takes in a resource of the kind; it has a URL. */
void term_add_code_system(TermBuilder *builder, const cJSON *resource);
void term_add_value_set(TermBuilder *builder, const cJSON *resource);

/* Adds a system whose concepts, from `first_concept` on, are the last that were added: sorts them, and resolves their
 * parents. */
void term_finish_system(TermBuilder *builder, CodeSystem *system);

#endif
