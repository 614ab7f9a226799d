/* Untold: the file is read whole, and its name is masked by what is in it. */
#include "ui/screens/files/untold.h"

#include "src/masking/masking.h"
#include "ui/screens/files/file_beginning.h"

enum { READ_MOST = 1 << 20 };

/* True for a resource, or lines of them. */
static bool is_resource(const Document *document)
{
    NodeId first = document_node(document, 0)->kind == NODE_LINES ? document_first_child(document, 0) : 0;
    return first != NODE_NONE && document_node(document, first)->kind == NODE_OBJECT &&
           document_member(document, first, SLICE("resourceType")) != NODE_NONE;
}

bool untold_is(const char *path, Slice name)
{
    Text bytes = TEXT_EMPTY, masked = TEXT_EMPTY;
    bool is_untold = false;
    Document *document =
        file_beginning_read(path, READ_MOST, &bytes) ? document_new(text_slice(&bytes), path, NULL) : NULL;
    if (document && is_resource(document)) {
        Mask *mask = mask_new(document);
        mask_append_name(mask, name, &masked);
        is_untold = slice_equals(text_slice(&masked), name);
        mask_free(mask);
    }
    document_free(document);
    text_free(&masked);
    text_free(&bytes);
    return is_untold;
}
