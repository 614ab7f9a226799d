/* FixMemory: forgotten when the document changes. */
#include "src/edit/fix_memory.h"

#include <stdlib.h>

FixMemory *fix_memory_new(void)
{
    FixMemory *memory = memory_allocate_zeroed(1, sizeof *memory);
    memory->bundle = NODE_NONE;
    memory->list = NODE_NONE;
    return memory;
}

void fix_memory_free(FixMemory *memory)
{
    if (memory) {
        text_free(&memory->base);
        free(memory);
    }
}

void fix_memory_follow(FixMemory *memory, const Document *document)
{
    if (memory->revision != document_revision(document)) {
        memory->revision = document_revision(document);
        memory->bundle = NODE_NONE;
        memory->list = NODE_NONE;
    }
}

static NodeId first_with(const Document *document, NodeId list, Slice name)
{
    NodeId found = NODE_NONE, item = document_first_child(document, list);
    while (item != NODE_NONE && found == NODE_NONE) {
        found = document_member(document, item, name);
        item = document_next_sibling(document, item);
    }
    return found;
}

NodeId fix_memory_first_with(FixMemory *memory, const Document *document, NodeId list, Slice name)
{
    if (!memory) {
        return first_with(document, list, name);
    }
    fix_memory_follow(memory, document);
    if (memory->list != list || !slice_equals(memory->name, name)) {
        memory->list = list;
        memory->name = name;
        memory->found = first_with(document, list, name);
    }
    return memory->found;
}
