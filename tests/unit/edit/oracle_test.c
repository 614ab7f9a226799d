/* cJSON as the oracle of edits: what it reads from the saved file is what the same edit makes of its own tree. */
#include "src/base/file.h"
#include "src/edit/history.h"
#include "src/json/source.h"
#include "src/save/save.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

typedef enum Edit { EDIT_SET, EDIT_DELETE, EDIT_MOVE, EDIT_RENAME, EDIT_INSERT, EDIT_COUNT } Edit;

static const char typed[] = "x\n\"y\" \xC3\xA9\\";
static char folder[] = "/tmp/ipse-oracle-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char *path = file_join(folder, "saved.json");
    unlink(path);
    free(path);
    return rmdir(folder);
}

/* The item of cJSON's tree at the place of a node. */
static cJSON *item_of(cJSON *root, const Document *document, NodeId id)
{
    NodeId parent = document_node(document, id)->parent;
    if (parent == NODE_NONE) {
        return root;
    }
    cJSON *item = item_of(root, document, parent)->child;
    for (uint32_t i = document_position_in_parent(document, id); i > 0; i--) {
        item = item->next;
    }
    return item;
}

/* Plans the edit of the document; false where it makes no sense at the node. */
static bool plan(const Document *document, Edit edit, NodeId id, SpliceList *list)
{
    const Node *node = document_node(document, id);
    Text json = TEXT_EMPTY;
    splice_quote(slice_from(typed), &json);
    bool is_planned = false;
    switch (edit) {
    case EDIT_SET:
        is_planned = splice_set_value(document, id, text_slice(&json), list, NULL);
        break;
    case EDIT_DELETE:
        is_planned = splice_delete(document, id, list, NULL);
        break;
    case EDIT_MOVE:
        is_planned = document_next_sibling(document, id) != NODE_NONE && splice_move(document, id, true, list, NULL);
        break;
    case EDIT_RENAME:
        is_planned = node->key && splice_rename(document, id, slice_from(typed), list, NULL);
        break;
    default:
        is_planned = (node->kind == NODE_OBJECT || node->kind == NODE_ARRAY) &&
                     splice_insert(document, id, PLACE_LAST, node->kind == NODE_OBJECT ? slice_from(typed) : SLICE(""),
                                   SLICE("{\"a\":[1,{\"b\":null}]}"), list, NULL);
    }
    text_free(&json);
    return is_planned;
}

/* Puts an item after its next sibling: to the end, and then those that were after both, one after the other. */
static void swap_with_next(cJSON *parent, cJSON *item)
{
    int behind = -2; /* but itself and the next */
    for (const cJSON *child = item; child; child = child->next) {
        behind++;
    }
    cJSON *third = item->next->next;
    cJSON_AddItemToArray(parent, cJSON_DetachItemViaPointer(parent, item));
    for (int i = 0; i < behind; i++) {
        cJSON *next = third->next;
        cJSON_AddItemToArray(parent, cJSON_DetachItemViaPointer(parent, third));
        third = next;
    }
}

/* Makes the same edit in cJSON's tree. */
static void edit_tree(cJSON **root, const Document *document, Edit edit, NodeId id)
{
    NodeId above = document_node(document, id)->parent;
    cJSON *item = item_of(*root, document, id), *parent = above == NODE_NONE ? NULL : item_of(*root, document, above);
    cJSON *text = cJSON_CreateString(typed);
    if (edit == EDIT_SET && !parent) {
        cJSON_Delete(*root);
        *root = text;
        return;
    }
    if (edit == EDIT_SET) {
        text->string = item->string ? strdup(item->string) : NULL;
        cJSON_ReplaceItemViaPointer(parent, item, text);
        return;
    }
    cJSON_Delete(text);
    if (edit == EDIT_DELETE) {
        cJSON_Delete(cJSON_DetachItemViaPointer(parent, item));
    } else if (edit == EDIT_MOVE) {
        swap_with_next(parent, item);
    } else if (edit == EDIT_RENAME) {
        free(item->string);
        item->string = strdup(typed);
    } else if (cJSON_IsObject(item)) {
        cJSON_AddItemToObject(item, typed, cJSON_Parse("{\"a\":[1,{\"b\":null}]}"));
    } else {
        cJSON_AddItemToArray(item, cJSON_Parse("{\"a\":[1,{\"b\":null}]}"));
    }
}

/* Saves the document and asserts that cJSON reads the tree from the file. */
static void assert_saved(const Document *document, const cJSON *tree)
{
    char *path = file_join(folder, "saved.json");
    Text saved = TEXT_EMPTY;
    assert_true(save_file(&save_system, &(SaveRequest){.path = path, .bytes = document_bytes(document)}, NULL, NULL));
    assert_true(file_read(path, 1 << 26, &saved, NULL, NULL));
    cJSON *read = cJSON_ParseWithLength(saved.bytes, saved.length);
    assert_non_null(read);
    char *expected = cJSON_PrintUnformatted(tree), *found = cJSON_PrintUnformatted(read);
    assert_string_equal(found, expected);
    free(expected);
    free(found);
    cJSON_Delete(read);
    text_free(&saved);
    free(path);
}

/* One edit at one node of a file. */
static void edit_once(Slice bytes, const char *name, Edit edit, NodeId id)
{
    Document *document = document_new(bytes, name, NULL);
    History *history = history_new(document, (PatchListener){0});
    SpliceList list = SPLICE_LIST_EMPTY;
    if (plan(document, edit, id, &list)) {
        cJSON *tree = cJSON_ParseWithLength(bytes.bytes, bytes.length);
        edit_tree(&tree, document, edit, id);
        assert_true(history_apply(history, &list, SLICE("edit"), NULL));
        assert_saved(document, tree);
        cJSON_Delete(tree);
    }
    splice_list_free(&list);
    history_free(history);
    document_free(document);
}

static void test_saved_edits_are_what_was_meant(void **state)
{
    (void)state;
    enum { PLACES = 12, LARGE = 200000 };
    FileList list = {0};
    assert_true(source_expand("samples", &(SourceWalk){.is_flat = true}, &list, NULL));
    uint32_t files = 0;
    for (size_t i = 0; i < list.count; i++) {
        const char *path = list.names[i];
        Text bytes = TEXT_EMPTY;
        assert_true(file_read(path, 1 << 26, &bytes, NULL, NULL));
        Document *document = document_new(text_slice(&bytes), path, NULL);
        uint32_t count = document_count(document), faults = document_fault_count(document);
        bool is_usable = faults == 0 && document_form(document) == DOCUMENT_JSON && bytes.length < LARGE;
        document_free(document);
        for (NodeId id = 0; is_usable && id < count; id += count / PLACES + 1) {
            for (Edit edit = EDIT_SET; edit < EDIT_COUNT; edit++) {
                edit_once(text_slice(&bytes), path, edit, id);
            }
        }
        files += is_usable;
        text_free(&bytes);
    }
    assert_true(files >= 3);
    file_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_saved_edits_are_what_was_meant)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
