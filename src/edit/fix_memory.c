/* FixMemory: forgotten when the document changes. */
#include "src/edit/fix_memory.h"

#include <stdlib.h>

FixMemory *fix_memory_new(void)
{
    FixMemory *memory = memory_allocate_zeroed(1, sizeof *memory);
    memory->bundle = NODE_NONE;
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
    }
}
