/* ImageFolder: a walk with a stack of open folders. */
#include "src/images/image_folder.h"

#include "src/base/file.h"
#include "src/images/image_directory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* An open folder, and what of it is still to be looked at. */
typedef struct OpenFolder {
    int descriptor;
    char *path;
    FileList names;
    size_t next;
} OpenFolder;

typedef struct ImageWalk {
    ImageSet *set;
    Pace *pace;
    DicomReader *reader;
    Arena *arena; /* of one file */
    OpenFolder folders[IMAGE_FOLDER_DEPTH_MAXIMUM];
    size_t depth;
} ImageWalk;

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Lists an open folder; the descriptor stays open. */
static bool list_names(int descriptor, FileList *list)
{
    int copy = dup(descriptor);
    DIR *folder = copy < 0 ? NULL : fdopendir(copy);
    if (!folder) {
        if (copy >= 0) {
            close(copy);
        }
        return false;
    }
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            ARRAY_RESERVE(list->names, list->capacity, list->count + 1);
            list->names[list->count++] = memory_copy_string(slice_from(entry->d_name));
        }
    }
    closedir(folder);
    if (list->count > 1) {
        qsort(list->names, list->count, sizeof *list->names, compare_names);
    }
    return true;
}

/* Opens a folder as the next one of the walk; takes the path over. */
static bool enter(ImageWalk *walk, int parent, const char *name, char *path, int flags)
{
    OpenFolder opened = {.path = path};
    opened.descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | flags);
    if (opened.descriptor < 0 || !list_names(opened.descriptor, &opened.names)) {
        int reason = errno;
        if (opened.descriptor >= 0) {
            close(opened.descriptor);
        }
        free(path);
        errno = reason;
        return false;
    }
    walk->folders[walk->depth++] = opened;
    return true;
}

static void leave(ImageWalk *walk)
{
    OpenFolder *left = &walk->folders[--walk->depth];
    close(left->descriptor);
    free(left->path);
    file_list_free(&left->names);
}

/* Reads a file that the reader has opened, as an image or a DICOMDIR. */
static bool read_opened(ImageWalk *walk, const char *path, bool *is_directory, Error *error)
{
    Image image;
    arena_reset(walk->arena);
    if (!image_read(walk->reader, walk->arena, &image, is_directory, error)) {
        return false;
    }
    if (!*is_directory) {
        image_set_add(walk->set, &image, slice_from(path));
    }
    return true;
}

/* Adds a file of the walk, or notes why it is none. */
static void add_file(ImageWalk *walk, int folder, const char *name, const char *path)
{
    bool is_directory;
    Error error = {0};
    bool is_read = dicom_reader_open_at(walk->reader, folder, name, path, &error) &&
                   read_opened(walk, path, &is_directory, &error);
    if (!is_read && error.code != ERROR_NOT_POSSIBLE) {
        image_set_note(walk->set, slice_from(path), slice_from(error.message));
    }
}

/* Looks at an entry of the innermost folder. */
static void visit(ImageWalk *walk, OpenFolder *folder, const char *name)
{
    struct stat state;
    char *path = file_join(folder->path, name);
    if (fstatat(folder->descriptor, name, &state, AT_SYMLINK_NOFOLLOW) != 0) {
        image_set_note(walk->set, slice_from(path), slice_from(strerror(errno)));
    } else if (S_ISREG(state.st_mode)) {
        add_file(walk, folder->descriptor, name, path);
    } else if (S_ISDIR(state.st_mode) && walk->depth == IMAGE_FOLDER_DEPTH_MAXIMUM) {
        image_set_note(walk->set, slice_from(path), SLICE("the folder is nested too deeply"));
    } else if (S_ISDIR(state.st_mode)) {
        char *copy = memory_copy_string(slice_from(path));
        if (!enter(walk, folder->descriptor, name, copy, O_NOFOLLOW)) {
            image_set_note(walk->set, slice_from(path), slice_from(strerror(errno)));
        }
    }
    free(path);
}

static bool read_folder(ImageWalk *walk, const char *path, Error *error)
{
    if (!enter(walk, AT_FDCWD, path, memory_copy_string(slice_from(path)), 0)) {
        return error_set_errno(error, path, "cannot list");
    }
    while (walk->depth > 0) {
        OpenFolder *innermost = &walk->folders[walk->depth - 1];
        if (innermost->next == innermost->names.count || !pace_step(walk->pace, 1)) {
            leave(walk);
        } else {
            visit(walk, innermost, innermost->names.names[innermost->next++]);
        }
    }
    return !pace_is_stopped(walk->pace) || error_set(error, ERROR_STOPPED, path, "stopped");
}

/* Reads the images of a DICOMDIR, from the folder that it lies in. */
static bool read_directory(ImageWalk *walk, const char *path, Error *error)
{
    char *folder = memory_copy_string(slice_from(path));
    char *slash = strrchr(folder, '/');
    if (slash) {
        slash[slash == folder] = '\0';
    }
    int descriptor = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    DicomReader *files = dicom_reader_new();
    bool is_read = dicom_reader_open(walk->reader, path, error) &&
                   image_directory_read(walk->reader, files, descriptor, path, walk->set, error);
    dicom_reader_free(files);
    if (descriptor >= 0) {
        close(descriptor);
    }
    return is_read;
}

/* Reads a file of the command line; a link to one is followed. */
static bool read_file(ImageWalk *walk, const char *path, Error *error)
{
    char *real = realpath(path, NULL);
    bool is_directory = false;
    bool is_read = real && dicom_reader_open(walk->reader, real, error) &&
                   read_opened(walk, path, &is_directory, error) &&
                   (!is_directory || read_directory(walk, real, error));
    if (!real) {
        error_set_errno(error, path, "cannot open");
    }
    free(real);
    return is_read;
}

bool image_folder_add(const char *path, Pace *pace, ImageSet *set, Error *error)
{
    ImageWalk walk = {.set = set, .pace = pace, .reader = dicom_reader_new(), .arena = arena_new()};
    bool is_read = (file_is_folder(path) ? read_folder : read_file)(&walk, path, error);
    dicom_reader_free(walk.reader);
    arena_free(walk.arena);
    return is_read;
}
