/*
 * The JSON test suite: y_ files have no syntax fault, n_ files have one, i_ files may have either; none crashes, and
 * the index of each is what a fresh reading gives. usage: json_suite FOLDER
 */
#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/json/document.h"

#include <stdio.h>
#include <stdlib.h>

/* True when the file's faults are as the first letter of its name asks. */
static bool is_as_named(const char *folder, const char *name)
{
    Error error;
    Text bytes = TEXT_EMPTY;
    char *path = file_join(folder, name);
    bool is_right = file_read(path, DOCUMENT_SIZE_MAXIMUM, &bytes, NULL, &error);
    Document *document = is_right ? document_take(&bytes, path, &error) : NULL;
    is_right = document && document_verify(document, &error);
    if (!is_right) {
        printf("%s: %s\n", name, error.message);
    } else if (name[0] != 'i' && (document_fault_count(document) > 0) != (name[0] == 'n')) {
        printf("%s: %u faults\n", name, document_fault_count(document));
        is_right = false;
    }
    document_free(document);
    free(path);
    return is_right;
}

int main(int count, char **arguments)
{
    FileList list = {0};
    if (count < 2 || !file_list_folder(arguments[1], &list, NULL)) {
        printf("skipped: the JSON test suite is not here\n");
        return 0;
    }
    size_t failed = 0, run = 0;
    for (size_t i = 0; i < list.count; i++) {
        if (slice_ends_with(slice_from(list.names[i]), SLICE(".json"))) {
            run++;
            failed += !is_as_named(arguments[1], list.names[i]);
        }
    }
    file_list_free(&list);
    printf("JSON test suite: %zu passed, %zu failed\n", run - failed, failed);
    return failed || !run;
}
