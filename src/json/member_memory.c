/*
 * Document: members of objects that have very many.
 *
 * Members are looked up by going over them, which is the quickest way for nearly all objects. Where one object has so
 * many that this shows, and is asked again, its names are put into a table. That of one object is kept, until the next
 * splice.
 */
#include "src/base/hash_table.h"
#include "src/json/document_private.h"

#include <stdlib.h>

struct MemberMemory {
    NodeId object;
    uint64_t revision; /* of the document when the object was asked */
    bool is_listed;
    HashTable table; /* its members, of those with one name the first */
    HashSeed seed;
};

MemberMemory *member_memory_new(void)
{
    MemberMemory *memory = memory_allocate_zeroed(1, sizeof *memory);
    memory->object = NODE_NONE;
    return memory;
}

void member_memory_free(MemberMemory *memory)
{
    hash_table_free(&memory->table);
    free(memory);
}

static NodeId find(const Document *document, Slice key)
{
    const MemberMemory *memory = document->members;
    uint32_t hash = (uint32_t)hash_bytes(key, memory->seed);
    for (HashProbe probe = hash_table_probe(&memory->table, hash); hash_probe_next(&probe);) {
        if (document_key_equals(document, probe.number, key)) {
            return probe.number;
        }
    }
    return NODE_NONE;
}

static void list_members(const Document *document, MemberMemory *memory)
{
    const Node *nodes = document_nodes(document);
    Text scratch = TEXT_EMPTY;
    hash_table_clear(&memory->table);
    memory->seed = hash_seed_of_process();
    for (NodeId child = memory->object + 1; child < nodes[memory->object].end; child = nodes[child].end) {
        Slice key = document_key(document, child, &scratch);
        if (find(document, key) == NODE_NONE) {
            hash_table_add(&memory->table, (uint32_t)hash_bytes(key, memory->seed), child);
        }
    }
    memory->is_listed = true;
    text_free(&scratch);
}

bool member_memory_find(const Document *document, NodeId object, Slice key, NodeId *member)
{
    MemberMemory *memory = document->members;
    if (memory->object != object || memory->revision != document->revision) {
        memory->object = object;
        memory->revision = document->revision;
        memory->is_listed = false;
        return false;
    }
    if (!memory->is_listed) {
        list_members(document, memory);
    }
    *member = find(document, key);
    return true;
}
