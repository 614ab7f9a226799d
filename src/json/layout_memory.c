/* LayoutMemory: forgotten when the document changes. */
#include "src/json/layout_memory.h"

#include "src/json/document_private.h"
#include "src/json/run.h"

struct LayoutMemory {
    uint64_t revision;
    HabitsMemory habits;
    uint32_t clear_from; /* no line ends in bytes[clear_from, clear_to) */
    uint32_t clear_to;
};

LayoutMemory *layout_memory_new(void)
{
    return memory_allocate_zeroed(1, sizeof(LayoutMemory));
}

/* The memory of the document as it is now. */
static LayoutMemory *recall(const Document *document)
{
    LayoutMemory *memory = document->layout;
    if (memory->revision != document->revision) {
        *memory = (LayoutMemory){.revision = document->revision};
    }
    return memory;
}

HabitsMemory *layout_memory_habits(const Document *document)
{
    return &recall(document)->habits;
}

uint32_t layout_memory_line_end(const Document *document, uint32_t from, uint32_t to)
{
    LayoutMemory *memory = recall(document);
    const char *bytes = document->bytes.bytes;
    if (from < memory->clear_from || from > memory->clear_to) {
        bool may_join = from < memory->clear_from && memory->clear_from <= to;
        uint32_t stop = may_join ? memory->clear_from : to;
        uint32_t at = run_of_line(bytes, from, stop);
        memory->clear_from = from;
        memory->clear_to = may_join && at == stop ? memory->clear_to : at;
    }
    if (memory->clear_to < to) {
        memory->clear_to = run_of_line(bytes, memory->clear_to, to);
    }
    return memory->clear_to < to ? memory->clear_to : to;
}
