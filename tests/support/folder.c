/* Folder: made below /tmp, removed by the system's own program. */
#include "tests/support/folder.h"

#include "src/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

char *folder_new(void)
{
    char *folder = memory_copy_string(SLICE("/tmp/ipse-test-XXXXXX"));
    assert_non_null(mkdtemp(folder));
    return folder;
}

void folder_remove(char *folder)
{
    Text command = TEXT_EMPTY;
    text_format(&command, "rm -rf '%s'", folder);
    assert_int_equal(system(command.bytes), 0);
    text_free(&command);
    free(folder);
}

int folder_set_up(void **state)
{
    *state = folder_new();
    return 0;
}

int folder_tear_down(void **state)
{
    folder_remove(*state);
    return 0;
}

void folder_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

char *folder_add(const char *folder, const char *name, const char *text)
{
    char *path = file_join(folder, name);
    folder_write(path, text);
    return path;
}

void folder_expect(const char *path, const char *text)
{
    Text content = TEXT_EMPTY;
    assert_true(file_read(path, 1 << 26, &content, NULL, NULL));
    assert_true(slice_equals(text_slice(&content), slice_from(text)));
    text_free(&content);
}

size_t folder_count(const char *folder)
{
    FileList list = {0};
    assert_true(file_list_folder(folder, &list, NULL));
    size_t count = list.count;
    file_list_free(&list);
    return count;
}
