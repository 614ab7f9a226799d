/* Asked ahead: the files as numbered documents, and a checker that nobody else uses. */
#include "ui/cli/terms/asked_ahead.h"

#include "src/base/file.h"
#include "src/check/ask_ahead.h"
#include "src/json/source.h"

#include <stdlib.h>

enum { SIZE_MAXIMUM = 4 << 20 };

typedef struct AheadFile {
    const char *operand;
    const char *name;
} AheadFile;

struct AskedAhead {
    AskAhead ahead;
    Checker *checker;
    AheadFile *files;
    size_t count;
    size_t capacity;
    size_t reached;
};

static Document *open_file(void *context, size_t number)
{
    const AskedAhead *ahead = context;
    const AheadFile *file = &ahead->files[number];
    FileState state;
    bool is_small = file_kind(file->name, true) == FILE_REGULAR && file_state(file->name, &state, NULL) &&
                    state.size <= SIZE_MAXIMUM;
    return is_small ? source_open(file->operand, file->name, NULL, NULL) : NULL;
}

AskedAhead *asked_ahead_new(const Rules *rules, const CheckOptions *options)
{
    if (!options->terms) {
        return NULL;
    }
    AskedAhead *ahead = memory_allocate_zeroed(1, sizeof *ahead);
    ahead->ahead = (AskAhead){.open = open_file, .context = ahead};
    ahead->checker = checker_new(rules, options, clock_system());
    return ahead;
}

void asked_ahead_free(AskedAhead *ahead)
{
    if (ahead) {
        checker_free(ahead->checker);
        free(ahead->files);
        free(ahead);
    }
}

void asked_ahead_add(AskedAhead *ahead, const char *operand, const char *name)
{
    if (ahead) {
        ARRAY_RESERVE(ahead->files, ahead->capacity, ahead->count + 1);
        ahead->files[ahead->count++] = (AheadFile){operand, name};
    }
}

void asked_ahead_reach(AskedAhead *ahead)
{
    if (ahead) {
        ask_ahead(&ahead->ahead, ahead->checker, ahead->reached++, ahead->count);
    }
}
