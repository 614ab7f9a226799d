/*
 * Faults: a library that is put before a program (LD_PRELOAD) and lets one call fail.
 *
 * IPSE_FAULT_KIND says what is counted: `memory` (malloc, calloc, realloc and their like, by the program and all
 * libraries) or `calls` (open, read, mmap, write, fsync, close, rename and their like, with the error
 * IPSE_FAULT_ERROR), or `writes`: only those that change files, and from then on all of them, as on a disk that is
 * full, a quota that is used up, or a file system that became read-only. IPSE_FAULT_AT says which of them fails, from
 * 1; IPSE_FAULT_MARK a file that is made when it does. With IPSE_FAULT_LASTING all after it fail, too. With
 * IPSE_FAULT_AFTER counting begins when a file of that name is there.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <termios.h>
#include <unistd.h>

/* The allocator of the C library, below what is put before it. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

typedef enum Kind { KIND_NONE, KIND_MEMORY, KIND_CALLS, KIND_WRITES } Kind;

static struct {
    bool is_read;
    Kind kind;
    long at;
    int error;
    bool is_lasting;
    const char *mark;
    const char *after;
    long count;
} plan;

extern char **environ;

/* A variable of the environment, without a function that may be put before the C library's. */
static const char *setting(const char *name)
{
    size_t length = strlen(name);
    for (char **entry = environ; entry && *entry; entry++) {
        if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') {
            return *entry + length + 1;
        }
    }
    return NULL;
}

static long number(const char *text)
{
    long value = 0;
    for (; text && *text >= '0' && *text <= '9'; text++) {
        value = value * 10 + (*text - '0');
    }
    return value;
}

static void read_plan(void)
{
    const char *kind = setting("IPSE_FAULT_KIND");
    if (!environ) {
        return;
    }
    plan.is_read = true;
    plan.kind = !kind                         ? KIND_NONE
                : strcmp(kind, "memory") == 0 ? KIND_MEMORY
                : strcmp(kind, "writes") == 0 ? KIND_WRITES
                                              : KIND_CALLS;
    plan.at = number(setting("IPSE_FAULT_AT"));
    plan.error = (int)number(setting("IPSE_FAULT_ERROR"));
    plan.is_lasting = plan.kind == KIND_WRITES || setting("IPSE_FAULT_LASTING") != NULL;
    plan.mark = setting("IPSE_FAULT_MARK");
    plan.after = setting("IPSE_FAULT_AFTER");
}

/* True once calls are counted; asked for without changing errno. */
static bool has_begun(void)
{
    int reason = errno;
    if (plan.after && syscall(SYS_faccessat, AT_FDCWD, plan.after, F_OK) == 0) {
        plan.after = NULL;
    }
    errno = reason;
    return !plan.after;
}

/* True where this call is to fail; errno says why. */
static bool is_failing(Kind kind)
{
    if (!plan.is_read) {
        read_plan();
    }
    if (plan.kind != kind || !has_begun()) {
        return false;
    }
    plan.count++;
    if (plan.at == 0 || plan.count < plan.at || (plan.count > plan.at && !plan.is_lasting)) {
        return false;
    }
    if (plan.mark) {
        long descriptor = syscall(SYS_openat, AT_FDCWD, plan.mark, O_WRONLY | O_CREAT, 0600);
        syscall(SYS_close, descriptor);
    }
    errno = kind == KIND_MEMORY ? ENOMEM : plan.error;
    return true;
}

/* The same of a call that changes a file. */
static bool is_failing_write(void)
{
    return is_failing(KIND_CALLS) || is_failing(KIND_WRITES);
}

/* Of a write to a descriptor: output and errors of the program are no files. */
static bool is_failing_write_to(int descriptor)
{
    return is_failing(KIND_CALLS) || (descriptor > STDERR_FILENO && is_failing(KIND_WRITES));
}

static bool is_failing_open(int flags)
{
    bool is_write = (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0;
    return is_failing(KIND_CALLS) || (is_write && is_failing(KIND_WRITES));
}

/* ---- memory ---- */

void *malloc(size_t size)
{
    return is_failing(KIND_MEMORY) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return is_failing(KIND_MEMORY) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return is_failing(KIND_MEMORY) ? NULL : __libc_realloc(memory, size);
}

void *reallocarray(void *memory, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(memory, bytes);
}

/* ---- calls ---- */

#define NEXT(name) ((__typeof__(name) *)(uintptr_t)dlsym(RTLD_NEXT, #name))

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    int mode = flags & O_CREAT ? va_arg(arguments, int) : 0;
    va_end(arguments);
    return is_failing_open(flags) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    int mode = flags & O_CREAT ? va_arg(arguments, int) : 0;
    va_end(arguments);
    return is_failing_open(flags) ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
}

/* A close that fails has closed all the same. */
int close(int descriptor)
{
    int result = (int)syscall(SYS_close, descriptor);
    return is_failing(KIND_CALLS) ? -1 : result;
}

/* Calls that need nothing but to be passed on: what they give, their parameters, and the arguments. */
#define PASSED_ON(result, failed, name, parameters, arguments)                                                         \
    PASSED_UNLESS(is_failing(KIND_CALLS), result, failed, name, parameters, arguments)

/* The same of calls that change files. */
#define WRITING(result, failed, name, parameters, arguments)                                                           \
    PASSED_UNLESS(is_failing_write(), result, failed, name, parameters, arguments)

#define PASSED_UNLESS(fault, result, failed, name, parameters, arguments)                                              \
    result name parameters                                                                                             \
    {                                                                                                                  \
        return (fault) ? failed : NEXT(name) arguments;                                                                \
    }

#define TEXT  const char *restrict
#define BYTES const void *restrict
#define STATE struct stat *restrict

PASSED_ON(ssize_t, -1, read, (int at, void *bytes, size_t size), (at, bytes, size))
PASSED_UNLESS(is_failing_write_to(at), ssize_t, -1, write, (int at, const void *bytes, size_t size), (at, bytes, size))
PASSED_ON(off_t, -1, lseek, (int at, off_t offset, int from), (at, offset, from))
WRITING(int, -1, fsync, (int at), (at))
WRITING(int, -1, ftruncate, (int at, off_t length), (at, length))
WRITING(int, -1, fchmod, (int at, mode_t mode), (at, mode))
WRITING(int, -1, fchown, (int at, uid_t owner, gid_t group), (at, owner, group))
PASSED_ON(int, -1, flock, (int at, int how), (at, how))
PASSED_ON(int, -1, access, (const char *path, int mode), (path, mode))
PASSED_ON(int, -1, stat, (TEXT path, STATE state), (path, state))
PASSED_ON(int, -1, lstat, (TEXT path, STATE state), (path, state))
PASSED_ON(int, -1, fstat, (int at, struct stat *state), (at, state))
PASSED_ON(int, -1, fstatat, (int at, TEXT path, STATE state, int flags), (at, path, state, flags))
WRITING(int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
WRITING(int, -1, rename, (const char *from, const char *to), (from, to))
WRITING(int, -1, unlink, (const char *path), (path))
PASSED_ON(ssize_t, -1, readlink, (TEXT path, char *restrict bytes, size_t size), (path, bytes, size))
PASSED_ON(char *, NULL, realpath, (TEXT path, char *restrict real), (path, real))
PASSED_ON(DIR *, NULL, opendir, (const char *path), (path))
PASSED_ON(DIR *, NULL, fdopendir, (int at), (at))
PASSED_ON(struct dirent *, NULL, readdir, (DIR * folder), (folder))
PASSED_ON(ssize_t, -1, getxattr, (TEXT path, TEXT name, void *value, size_t size), (path, name, value, size))
PASSED_ON(ssize_t, -1, fgetxattr, (int at, const char *name, void *value, size_t size), (at, name, value, size))
PASSED_ON(ssize_t, -1, listxattr, (const char *path, char *names, size_t size), (path, names, size))
WRITING(int, -1, fsetxattr, (int at, TEXT name, BYTES value, size_t size, int flags), (at, name, value, size, flags))
PASSED_UNLESS(is_failing_write_to(fileno(to)), size_t, 0, fwrite,
              (BYTES bytes, size_t size, size_t count, FILE *restrict to), (bytes, size, count, to))
PASSED_ON(int, EOF, fflush, (FILE * stream), (stream))
PASSED_ON(pid_t, -1, fork, (void), ())
PASSED_ON(int, -1, pipe, (int ends[2]), (ends))
WRITING(int, -1, mkstemps, (char *template, int length), (template, length))
WRITING(char *, NULL, mkdtemp, (char *template), (template))
PASSED_UNLESS(is_failing_open(mode[0] == 'r' && !strchr(mode, '+') ? O_RDONLY : O_WRONLY), FILE *, NULL, fopen,
              (TEXT path, TEXT mode), (path, mode))
PASSED_ON(void *, MAP_FAILED, mmap, (void *where, size_t size, int how, int flags, int at, off_t from),
          (where, size, how, flags, at, from))
PASSED_ON(int, -1, tcgetattr, (int at, struct termios *modes), (at, modes))
PASSED_ON(int, -1, tcsetattr, (int at, int when, const struct termios *modes), (at, when, modes))
