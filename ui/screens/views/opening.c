/* Opening: files, and where the cursor begins in them. */
#include "ui/screens/views/opening.h"
#include "src/base/shown.h"

#include "ui/screens/bench/cursor.h"
#include "ui/screens/views/rescue.h"

#include <string.h>

void bench_begin(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    if (!file) {
        return;
    }
    for (NodeId id = 0; id < document_count(file->document); id++) {
        if (document_key_equals(file->document, id, SLICE("resourceType")) &&
            document_string_equals(file->document, id, SLICE("ImagingStudy"))) {
            NodeId study = document_node(file->document, id)->parent;
            bench_go_to(bench, study, (Slice){0});
            break;
        }
    }
    if (file->is_protected) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, SHOWN " is read-only. :w FILE saves under another name",
                     SHOWN_ARGS(shown_value(open_file_name(file))));
    }
    if (document_fault_count(file->document)) {
        const SyntaxFault *fault = document_fault(file->document, 0);
        Position position = document_position(file->document, fault->offset);
        messages_add(bench->messages, STYLE_ISSUE_ERROR, "Line %u, column %u: %s Press m to edit the file",
                     position.line, position.column, document_fault_message(fault));
    }
}

bool bench_open(Workbench *bench, const char *path, Error *error)
{
    OpenFile *before = bench_file(bench);
    for (size_t i = 0; i < bench->session->count; i++) {
        if (strcmp(bench->session->files[i]->path, path) == 0) {
            bench_show(bench, i);
            return true;
        }
    }
    if (!session_open(bench->session, path, path, error)) {
        return false;
    }
    if (before) {
        before->cursor = (uint32_t)bench->tree.selected;
    }
    bench->session->current = bench->session->count - 1;
    bench->is_rule_old = true;
    list_select(&bench->tree, 0);
    bench_begin(bench);
    rescue_look(bench, bench_file(bench));
    rescue_offer_next(bench);
    return true;
}
