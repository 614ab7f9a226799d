/*
 * FixMemory: what was found out about a document as a whole while fixes were planned for it, so that many fixes find it
 * out once. What is kept holds until the document changes.
 */
#ifndef IPSE_EDIT_FIX_MEMORY_H
#define IPSE_EDIT_FIX_MEMORY_H

#include "src/base/slice_map.h"
#include "src/json/document.h"

/* A number that no other item of an array has, for each item whose number an item before it has. */
typedef struct FreeNumber {
    NodeId item;
    unsigned number;
} FreeNumber;

typedef struct FreeNumbers {
    NodeId list;       /* the array; NODE_NONE: none */
    unsigned next;     /* the first number after the largest */
    FreeNumber *items; /* in the order of the document */
    size_t count;
} FreeNumbers;

/* A system that a code is used with. */
typedef struct CodeSystemUse {
    NodeId node;
    Slice url;
    uint32_t next; /* the place, from 1, of another one of the same code; 0: there is none */
} CodeSystemUse;

/* What was looked for in one record (src/edit/fix_search.h); all zero: nothing. */
typedef struct FixSearch {
    NodeId record;
    NodeId end; /* one past the last node of the record; 0: none was looked at */
    bool has_patient;
    bool has_zone;
    bool has_strings;
    NodeId patient;         /* the only one that is not contained */
    NodeId contained;       /* the array that was looked at last, of the whole document; 0: none was */
    NodeId contained_first; /* the first Patient in it */
    Slice zone;
    SliceMap strings; /* as written */
    SliceMap codes;   /* to the place of the first system, from 1 */
    CodeSystemUse *systems;
    size_t system_count;
    size_t system_capacity;
    Arena *arena; /* of strings with escapes; NULL: codes were not looked for */
    /* record and beginning of ids that were made up, to the last number after it; of the whole document */
    SliceMap last_ids;
    SliceMap given_ids; /* the beginning with the node that asked, to its number; likewise */
    Arena *id_arena;    /* of their keys; NULL: none was made up */
} FixSearch;

/* How many entries of a Bundle have the same name, and the first of them. */
typedef struct FixEntryCount {
    NodeId entry;
    uint32_t count;
} FixEntryCount;

/* What the resources of an array are named by (src/edit/fix_resources.h): of `contained` the ids, and what has none; of
   entries the rest as well. Values of maps are nodes, or places in `entries` from 1. */
typedef struct FixResources {
    NodeId list;         /* the array; NODE_NONE: none */
    SliceMap ids;        /* to the first contained resource; of entries: Type/id, to the first one */
    SliceMap urls;       /* fullUrl, to the first entry */
    SliceMap meant_urls; /* fullUrl in small letters, to its place in `entries` */
    SliceMap names;      /* Type/id of entries that have a fullUrl, likewise */
    FixEntryCount *entries;
    size_t entry_count;
    size_t entry_capacity;
    NodeId *nameless; /* contained resources without an id */
    size_t nameless_count;
    NodeId *wanted; /* references to ids that no contained resource has, at most as many */
    size_t wanted_count;
    Arena *arena;
} FixResources;

/* The codes of a value set. */
typedef struct FixCodeSet {
    const struct ValueSet *set;
    SliceMap codes; /* to their systems (src/edit/fix_codes.c) */
} FixCodeSet;

/* The value sets that were asked for; all zero: none. They do not change with the document. */
typedef struct FixCodes {
    FixCodeSet *sets;
    size_t set_count;
    size_t set_capacity;
    Slice *systems;
    size_t system_count;
    size_t system_capacity;
    Arena *arena; /* of codes and systems */
} FixCodes;

/* A run of bytes, [start, end), of text that is no JSON. */
typedef struct PlainRun {
    uint32_t start;
    uint32_t end;  /* 0: no run is known */
    bool is_plain; /* no fault in it leaves in doubt what was meant */
} PlainRun;

/* What closes the containers that are open at a place of text that is no JSON. */
typedef struct OpenEnd {
    bool is_known;
    uint32_t offset;
    uint32_t count; /* of the containers */
    Text text;      /* closes them all */
} OpenEnd;

/* The container that by the indentation of one of its children ends before that child. */
typedef struct StrayChild {
    bool is_known;
    NodeId container; /* NODE_NONE: none does */
    NodeId child;
} StrayChild;

/* The first of the items of arrays that are alike (fix_memory_group); all zero: none are known. */
typedef struct FixGroups {
    SliceMap firsts;
    Arena *arena; /* of the keys */
} FixGroups;

typedef struct FixMemory {
    uint64_t revision; /* of the document */
    NodeId bundle;     /* whose base is known; NODE_NONE: none */
    Text base;         /* of the first right fullUrl in it; empty where none is right */
    NodeId list;       /* an array that was searched for an item with a member of a name; NODE_NONE: none */
    Slice name;        /* of the program */
    NodeId found;      /* the member of the first item that has one; NODE_NONE where none has */
    FreeNumbers free;
    PlainRun plain; /* the last one that was asked for */
    OpenEnd open;   /* likewise */
    StrayChild stray;
    FixSearch search;
    FixResources contained;
    FixResources entries;
    FixCodes codes;
    FixGroups groups;
} FixMemory;

FixMemory *fix_memory_new(void);
void fix_memory_free(FixMemory *memory);

/* Forgets what was found out before the last change of the document. */
void fix_memory_follow(FixMemory *memory, const Document *document);

/* The member of a name in the first item of an array that has one; NODE_NONE where none has. The last answer is
   remembered, so that many items can ask. `memory` may be NULL; the name must live as long as it. */
NodeId fix_memory_first_with(FixMemory *memory, const Document *document, NodeId list, Slice name);

/* The number that an item of an array can have as its `number`: those whose number an item before has get the numbers
   after the largest, each another one; others the first of these. What was found out of the array is remembered.
   `memory` may be NULL. */
unsigned fix_memory_free_number(FixMemory *memory, const Document *document, NodeId list, NodeId item);

/* In what items of an array are alike. */
typedef enum FixLikeness {
    ALIKE_EXTENDED, /* extensions in the place of a value */
    ALIKE_NULL,     /* neither value nor extensions */
    ALIKE_LISTED,   /* the array was looked through for extensions of the same URL */
    ALIKE_URL       /* extensions of one URL, which is `detail` */
} FixLikeness;

/* The place for the first item of an array that is like others; NODE_NONE, and `is_new`, where nobody has asked before.
   It is remembered until the document changes; the place is valid until the next call. `memory` must not be NULL. */
NodeId *fix_memory_group(FixMemory *memory, const Document *document, NodeId list, FixLikeness likeness, Slice detail,
                         bool *is_new);

#endif
