/* Attributes: copied one by one. */
#include "src/save/attributes.h"

#include <errno.h>
#include <sys/xattr.h>

#define ACCESS_LIST  "system.posix_acl_access"
#define DEFAULT_LIST "system.posix_acl_default"

/* The layout of an access control list: a version, then entries (linux/posix_acl_xattr.h), little-endian. */
enum { LIST_HEAD = 4, ENTRY_SIZE = 8, ENTRY_RIGHTS = 2 };
enum { TAG_OWNER = 0x01, TAG_OWNING_GROUP = 0x04, TAG_MASK = 0x10, TAG_OTHER = 0x20 };

/* Reads an attribute of a file; false where it has none. */
static bool read_value(const char *path, const char *name, Text *value)
{
    text_clear(value);
    ssize_t size = getxattr(path, name, NULL, 0);
    while (size > 0) {
        text_reserve(value, (size_t)size);
        ssize_t count = getxattr(path, name, value->bytes, (size_t)size);
        if (count >= 0) {
            value->length = (size_t)count;
            return true;
        }
        size = errno == ERANGE ? getxattr(path, name, NULL, 0) : -1;
    }
    return size == 0;
}

/* The names of a file's attributes, each ended by a zero. */
static void read_names(const char *path, Text *names)
{
    ssize_t size = listxattr(path, NULL, 0);
    if (size > 0) {
        text_reserve(names, (size_t)size);
        ssize_t count = listxattr(path, names->bytes, (size_t)size);
        names->length = count > 0 ? (size_t)count : 0;
    }
}

/* True where the open file has the attribute with this value already. */
static bool has_value(int descriptor, const char *name, Slice value)
{
    Text own = TEXT_EMPTY;
    text_reserve(&own, value.length + 1);
    ssize_t count = fgetxattr(descriptor, name, own.bytes, value.length + 1);
    own.length = count > 0 ? (size_t)count : 0;
    bool is_same = count >= 0 && slice_equals(text_slice(&own), value);
    text_free(&own);
    return is_same;
}

/* True for attributes that the system keeps for itself, so that not being allowed to set them is no loss. */
static bool is_of_system(const char *name)
{
    Slice slice = slice_from(name);
    return slice_starts_with(slice, SLICE("security.")) || slice_starts_with(slice, SLICE("trusted."));
}

bool attributes_copy(const SaveSystem *system, const char *from, int to, Error *error)
{
    Text names = TEXT_EMPTY, value = TEXT_EMPTY;
    bool is_done = true, has_list = false;
    read_names(from, &names);
    for (size_t at = 0; is_done && at < names.length; at += strlen(names.bytes + at) + 1) {
        const char *name = names.bytes + at;
        has_list = has_list || strcmp(name, ACCESS_LIST) == 0;
        bool is_set = !read_value(from, name, &value) || has_value(to, name, text_slice(&value)) ||
                      system->fsetxattr(to, name, value.bytes ? value.bytes : "", value.length, 0) == 0;
        if (!is_set && !is_of_system(name)) {
            int reason = errno;
            Text verb = TEXT_EMPTY;
            text_format(&verb, "cannot save: the attribute %s cannot be kept", name);
            errno = reason;
            is_done = error_set_errno(error, from, verb.bytes);
            text_free(&verb);
        }
    }
    if (!has_list) {
        fremovexattr(to, ACCESS_LIST);
    }
    text_free(&names);
    text_free(&value);
    return is_done;
}

/* Takes from the list of a folder the rights that a mode does not give. */
static void narrow(Text *list, mode_t mode)
{
    bool has_mask = false;
    for (size_t at = LIST_HEAD; at + ENTRY_SIZE <= list->length; at += ENTRY_SIZE) {
        has_mask = has_mask || list->bytes[at] == TAG_MASK;
    }
    for (size_t at = LIST_HEAD; at + ENTRY_SIZE <= list->length; at += ENTRY_SIZE) {
        unsigned tag = (unsigned char)list->bytes[at];
        unsigned allowed = tag == TAG_OWNER                                  ? mode >> 6 & 7
                           : tag == TAG_OTHER                                ? mode & 7
                           : tag == (has_mask ? TAG_MASK : TAG_OWNING_GROUP) ? mode >> 3 & 7
                                                                             : 7;
        list->bytes[at + ENTRY_RIGHTS] = (char)((unsigned char)list->bytes[at + ENTRY_RIGHTS] & allowed);
    }
}

bool attributes_set_new(const SaveSystem *system, const char *folder, int to, mode_t mode)
{
    Text list = TEXT_EMPTY;
    bool is_done;
    if (read_value(folder, DEFAULT_LIST, &list) && list.length > LIST_HEAD) {
        narrow(&list, mode);
        is_done = system->fsetxattr(to, ACCESS_LIST, list.bytes, list.length, 0) == 0;
    } else {
        mode_t mask = umask(0);
        umask(mask);
        is_done = system->fchmod(to, mode & ~mask) == 0;
    }
    text_free(&list);
    return is_done;
}
