/*
 * Document: counting children.
 *
 * The index has jumps from sibling to sibling, but no numbers of children. Screens and paths ask for them again and
 * again, mostly for one child after the other; so of the last few large parents it is remembered how many children they
 * have and which child was come to.
 */
#include "src/base/memory.h"
#include "src/json/document_private.h"

enum { PARENTS_REMEMBERED = 8, NODES_WORTH_REMEMBERING = 64 };

/* A node, one of its children (or one past the last) and that child's position. */
typedef struct Parent {
    NodeId id;
    uint32_t count; /* of its children; 0: not counted */
    NodeId child;
    uint32_t position;
} Parent;

struct ChildMemory {
    Parent parents[PARENTS_REMEMBERED];
    size_t oldest;
    uint64_t revision; /* of the document when it was last asked */
};

/* The numbers of nodes hold until the next splice. */
static void forget(ChildMemory *memory, uint64_t revision)
{
    for (size_t i = 0; i < PARENTS_REMEMBERED; i++) {
        memory->parents[i] = (Parent){.id = NODE_NONE};
    }
    memory->revision = revision;
}

ChildMemory *child_memory_new(void)
{
    ChildMemory *memory = memory_allocate_zeroed(1, sizeof *memory);
    forget(memory, 0);
    return memory;
}

/* A parent that is asked for the first time: its first child is come to. */
static Parent *start_at(Parent *parent, NodeId id)
{
    *parent = (Parent){.id = id, .child = id + 1};
    return parent;
}

/* What is remembered of a node, in the place of the oldest where nothing is yet; of a small node, `unkept`. */
static Parent *recall(const Document *document, NodeId id, Parent *unkept)
{
    ChildMemory *memory = document->children;
    if (document->nodes.nodes[id].end - id <= NODES_WORTH_REMEMBERING) {
        return start_at(unkept, id);
    }
    if (memory->revision != document->revision) {
        forget(memory, document->revision);
    }
    for (size_t i = 0; i < PARENTS_REMEMBERED; i++) {
        if (memory->parents[i].id == id) {
            return &memory->parents[i];
        }
    }
    Parent *parent = &memory->parents[memory->oldest];
    memory->oldest = (memory->oldest + 1) % PARENTS_REMEMBERED;
    return start_at(parent, id);
}

uint32_t document_child_count(const Document *document, NodeId id)
{
    const Node *nodes = document_nodes(document);
    Parent unkept, *parent = recall(document, id, &unkept);
    if (parent->count == 0) {
        for (NodeId child = id + 1; child < nodes[id].end; child = nodes[child].end) {
            parent->count++;
        }
    }
    return parent->count;
}

/* Goes back over children while the wanted one is nearer than the first. */
static void go_back(const Document *document, Parent *parent, uint32_t position)
{
    const Node *nodes = document_nodes(document);
    if (position < parent->position / 2) {
        parent->child = parent->id + 1;
        parent->position = 0;
    }
    while (parent->position > position) {
        NodeId child = parent->child - 1;
        while (nodes[child].parent != parent->id) {
            child = nodes[child].parent;
        }
        parent->child = child;
        parent->position--;
    }
}

NodeId document_child_at(const Document *document, NodeId id, uint32_t position)
{
    const Node *nodes = document_nodes(document);
    Parent unkept, *parent = recall(document, id, &unkept);
    go_back(document, parent, position);
    while (parent->child < nodes[id].end && parent->position < position) {
        parent->child = nodes[parent->child].end;
        parent->position++;
    }
    return parent->child < nodes[id].end ? parent->child : NODE_NONE;
}

uint32_t document_position_in_parent(const Document *document, NodeId id)
{
    const Node *nodes = document_nodes(document);
    if (nodes[id].parent == NODE_NONE) {
        return 0;
    }
    Parent unkept, *parent = recall(document, nodes[id].parent, &unkept);
    if (id < parent->child && id - parent->id < parent->child - id) { /* nearer to the first child */
        parent->child = parent->id + 1;
        parent->position = 0;
    }
    while (parent->child > id) {
        go_back(document, parent, parent->position - 1);
    }
    while (parent->child < id) {
        parent->child = nodes[parent->child].end;
        parent->position++;
    }
    return parent->position;
}
