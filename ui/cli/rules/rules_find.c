/* Which structure and which element are meant on the command line. */
#include "ui/cli/rules/rules_find.h"

#include "src/side/sides.h"

const Structure *rules_find_structure(const Rules *rules, Slice type)
{
    const Structure *structure = sides_find(rules, SLICE("ips"), type);
    return structure ? structure : rules_type(rules, type);
}

const Element *rules_follow(const Rules *rules, const Element *element, Slice path)
{
    Slice type = SLICE("");
    while (path.length > 0 && element) {
        Slice word = slice_part(path, 0, slice_find(path, SLICE("."), 0));
        path = slice_part(path, word.length + 1, SIZE_MAX);
        word = slice_part(word, 0, slice_find(word, SLICE("["), 0));
        const Element *content = rules_content(rules, element, type);
        element = content ? element_child_find(content, word, &type) : NULL;
        element = element || !content ? element : element_choice_find(content, word);
    }
    return element;
}

const Element *rules_find_id(const Structure *structure, Slice words)
{
    Slice type = structure_type(structure);
    for (uint32_t i = 0; i < structure_element_count(structure); i++) {
        const Element *element = structure_element_at(structure, i);
        Slice id = element_id(element);
        if (slice_equals(id, words) || slice_equals(slice_part(id, type.length + 1, SIZE_MAX), words)) {
            return element;
        }
    }
    return NULL;
}
