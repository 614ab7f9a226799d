/*
 * Faults: a library that is put before a program (LD_PRELOAD) and lets one call fail.
 *
 * IPSE_FAULT_KIND says what is counted: `memory` (malloc, calloc, realloc and their like, by the program and all libraries)
 * or `calls` (open, read, write, fsync, close, rename and their like, with the error IPSE_FAULT_ERROR); IPSE_FAULT_AT which
 * of them fails, from 1; IPSE_FAULT_MARK a file that is made when it does. With IPSE_FAULT_LASTING all after it fail, too.
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
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The allocator of the C library, below what is put before it. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

typedef enum Kind { KIND_NONE, KIND_MEMORY, KIND_CALLS } Kind;

static struct {
    bool is_read;
    Kind kind;
    long at;
    int error;
    bool is_lasting;
    const char *mark;
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
    plan.kind = !kind ? KIND_NONE : strcmp(kind, "memory") == 0 ? KIND_MEMORY : KIND_CALLS;
    plan.at = number(setting("IPSE_FAULT_AT"));
    plan.error = (int)number(setting("IPSE_FAULT_ERROR"));
    plan.is_lasting = setting("IPSE_FAULT_LASTING") != NULL;
    plan.mark = setting("IPSE_FAULT_MARK");
}

/* True where this call is to fail; errno says why. */
static bool is_failing(Kind kind)
{
    if (!plan.is_read) {
        read_plan();
    }
    if (plan.kind != kind) {
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
    return is_failing(KIND_CALLS) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    return is_failing(KIND_CALLS) ? -1 : syscall(SYS_read, descriptor, bytes, size);
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    return is_failing(KIND_CALLS) ? -1 : syscall(SYS_write, descriptor, bytes, size);
}

int fsync(int descriptor)
{
    return is_failing(KIND_CALLS) ? -1 : (int)syscall(SYS_fsync, descriptor);
}

/* A close that fails has closed all the same. */
int close(int descriptor)
{
    int result = (int)syscall(SYS_close, descriptor);
    return is_failing(KIND_CALLS) ? -1 : result;
}

int rename(const char *from, const char *to)
{
    return is_failing(KIND_CALLS) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path)
{
    return is_failing(KIND_CALLS) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int fchmod(int descriptor, mode_t mode)
{
    return is_failing(KIND_CALLS) ? -1 : (int)syscall(SYS_fchmod, descriptor, mode);
}

int fchown(int descriptor, uid_t owner, gid_t group)
{
    return is_failing(KIND_CALLS) ? -1 : (int)syscall(SYS_fchown, descriptor, owner, group);
}

int mkdir(const char *path, mode_t mode)
{
    return is_failing(KIND_CALLS) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int stat(const char *restrict path, struct stat *restrict status)
{
    return is_failing(KIND_CALLS) ? -1 : fstatat(AT_FDCWD, path, status, 0);
}

int fstat(int descriptor, struct stat *status)
{
    return is_failing(KIND_CALLS) ? -1 : fstatat(descriptor, "", status, AT_EMPTY_PATH);
}

DIR *opendir(const char *path)
{
    return is_failing(KIND_CALLS) ? NULL : NEXT(opendir)(path);
}

size_t fwrite(const void *restrict bytes, size_t size, size_t count, FILE *restrict stream)
{
    if (is_failing(KIND_CALLS)) {
        return 0;
    }
    return NEXT(fwrite)(bytes, size, count, stream);
}

int fflush(FILE *stream)
{
    return is_failing(KIND_CALLS) ? EOF : NEXT(fflush)(stream);
}
