/* Rules here: asked for once to know how many there are, and once more to have them. */
#include "src/outline/rules_here.h"

#include "src/base/memory.h"

#include <stdlib.h>

static uint32_t ask(Checker *checker, const Document *document, NodeId node, Slice name, const Element **elements,
                    uint32_t capacity)
{
    return name.length > 0 ? check_member_elements(checker, document, node, name, elements, capacity)
                           : check_elements(checker, document, node, elements, capacity);
}

ElementsHere elements_here(Checker *checker, const Document *document, NodeId node, Slice name)
{
    enum { USUAL = 2 };
    ElementsHere list = {.items = memory_allocate(USUAL * sizeof *list.items)};
    list.count = ask(checker, document, node, name, list.items, USUAL);
    if (list.count > USUAL) {
        free(list.items);
        list.items = memory_allocate(list.count * sizeof *list.items);
        list.count = ask(checker, document, node, name, list.items, list.count);
    }
    return list;
}

void elements_here_free(ElementsHere *list)
{
    free(list->items);
    *list = (ElementsHere){0};
}

ChildrenHere children_here(Checker *checker, const Document *document, NodeId object)
{
    enum { USUAL = 32 };
    ChildrenHere list = {.items = memory_allocate(USUAL * sizeof *list.items)};
    list.count = check_children(checker, document, object, list.items, USUAL);
    if (list.count > USUAL) {
        free(list.items);
        list.items = memory_allocate(list.count * sizeof *list.items);
        list.count = check_children(checker, document, object, list.items, list.count);
    }
    return list;
}

void children_here_free(ChildrenHere *list)
{
    free(list->items);
    *list = (ChildrenHere){0};
}
