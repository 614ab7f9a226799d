/* Register: the value that was copied or deleted last. */
#include "ui/screens/bench/register.h"

void register_forget_cut(Register *copied)
{
    splice_list_free(&copied->cut.splices);
    text_free(&copied->cut.name);
    copied->cut = (Cut){0};
}

void register_free(Register *copied)
{
    register_forget_cut(copied);
    text_free(&copied->json);
    text_free(&copied->name);
}

void register_copy(Register *copied, const Document *document, NodeId node)
{
    Text scratch = TEXT_EMPTY;
    register_forget_cut(copied);
    text_clear(&copied->json);
    text_append(&copied->json, document_raw(document, node));
    text_clear(&copied->name);
    text_append(&copied->name, document_key(document, node, &scratch));
    text_free(&scratch);
}

void register_note_cut(Register *copied, const Document *document, NodeId removed, const SpliceList *list)
{
    Text scratch = TEXT_EMPTY;
    Cut *cut = &copied->cut;
    cut->document = document;
    cut->holder = document_node(document, removed)->parent;
    text_append(&cut->name, document_key(document, removed, &scratch));
    for (size_t i = list->count; i-- > 0;) {
        const Splice *splice = &list->splices[i];
        splice_list_add(&cut->splices, splice->offset, 0,
                        slice_part(document_bytes(document), splice->offset, splice->removed));
    }
    text_free(&scratch);
}
