/* Cache folder: by the rules of XDG. */
#include "src/terms/cache_folder.h"

#include "src/base/sha1.h"
#include "src/save/save.h"
#include "src/save/state_folder.h"

#include <stdlib.h>
#include <sys/stat.h>

bool cache_folder_append(const char *name, Text *path, Error *error)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && cache[0] == '/') {
        text_format(path, "%s/ipse/%s", cache, name);
    } else if (home && home[0] == '/') {
        text_format(path, "%s/.cache/ipse/%s", home, name);
    } else {
        return error_set(error, ERROR_NOT_FOUND, NULL, "the cache folder is unknown: HOME is not set");
    }
    return true;
}

bool cache_file_append(const char *folder, Slice url, const char *suffix, Text *path, Error *error)
{
    unsigned char digest[SHA1_LENGTH];
    sha1(url, digest);
    if (!cache_folder_append(folder, path, error)) {
        return false;
    }
    text_append_byte(path, '/');
    for (size_t i = 0; i < SHA1_LENGTH; i++) {
        text_format(path, "%02x", digest[i]);
    }
    text_format(path, "%s%c", suffix, '\0');
    return true;
}

bool cache_file_write(const char *path, Slice bytes, Error *error)
{
    state_folder_make(path);
    mode_t mask = umask(077);
    SaveRequest request = {.path = path, .bytes = bytes};
    bool is_written = save_file(&save_system, &request, NULL, error);
    umask(mask);
    return is_written;
}
