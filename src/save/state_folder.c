/* State folder: by the rules of XDG. */
#include "src/save/state_folder.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void state_folder_append(const char *folder, Text *path)
{
    const char *state_home = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (folder) {
        text_append(path, slice_from(folder));
    } else if (state_home && state_home[0] == '/') {
        text_format(path, "%s/ipse", state_home);
    } else {
        text_format(path, "%s/.local/state/ipse", home ? home : "");
    }
}

void state_folder_make(const char *path)
{
    char folder[PATH_MAX];
    for (size_t i = 1; path[i] && i < sizeof folder - 1; i++) {
        if (path[i] == '/') {
            memcpy(folder, path, i);
            folder[i] = '\0';
            mkdir(folder, 0700);
        }
    }
}
