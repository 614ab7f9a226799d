/* `ipse fetch`: what a server holds, as bytes. */
#include "src/base/ascii.h"
#include "src/save/save.h"
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"
#include "ui/cli/settings.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct FetchRun {
    Remote remote;
    const char *folder; /* NULL: standard output */
    bool is_terminal;   /* standard output is one: what may not be shown there is escaped */
    bool is_open;       /* the last line has no end yet */
    Output output;
    bool has_trouble;
} FetchRun;

/* A name of a file for what has a name at a server: "ImagingStudy-17.json". */
static void append_file_name(const char *name, Text *text)
{
    Slice rest = slice_from(name);
    size_t colon = slice_find(rest, SLICE(":"), 0), slashes = slice_find(rest, SLICE("://"), 0);
    rest = slashes != SIZE_MAX ? slice_part(rest, slashes + 3, SIZE_MAX)
           : colon != SIZE_MAX ? slice_part(rest, colon + 1, SIZE_MAX)
                               : rest;
    for (size_t i = 0; i < rest.length; i++) {
        char c = rest.bytes[i];
        bool is_plain = ascii_is_letter_or_digit(c) || c == '.' || c == '_';
        text_append_byte(text, is_plain && !(c == '.' && i == 0) ? c : '-');
    }
    text_append(text, slice_ends_with(rest, SLICE(".ndjson")) ? SLICE("") : SLICE(".json"));
}

static bool write_file(const FetchRun *run, const char *name, Slice bytes, Error *error)
{
    Text file = TEXT_EMPTY;
    append_file_name(name, &file);
    char *path = file_join(run->folder, file.bytes);
    bool is_saved = save_file(&save_system, &(SaveRequest){.path = path, .bytes = bytes, .is_new = true}, NULL, error);
    free(path);
    text_free(&file);
    return is_saved;
}

/* Tells where what was received is no whole JSON: a server that stopped in the middle of it, and said nothing. */
static void look_at(FetchRun *run, const char *name, Slice bytes)
{
    bool is_lines = slice_ends_with(slice_from(name), SLICE(".ndjson"));
    Error error = {0};
    Document *document = is_lines ? NULL : document_new(bytes, name, &error);
    if (document && document_fault_count(document) > 0) {
        output_flush(&run->output);
        remark(name, "the answer is not valid JSON; its bytes are written as received");
        run->has_trouble = true;
    }
    document_free(document);
}

/* Writes a resource as it was received; several are separated by line feeds. */
static bool take(void *context, const char *name, Text *bytes)
{
    FetchRun *run = context;
    Error error;
    if (!run->folder) {
        if (run->is_open) {
            output_text(&run->output, SLICE("\n"));
        }
        (run->is_terminal ? output_json : output_exact)(&run->output, text_slice(bytes));
        run->is_open = bytes->length > 0 && bytes->bytes[bytes->length - 1] != '\n';
        look_at(run, name, text_slice(bytes));
        return run->output.failure == 0;
    }
    if (!write_file(run, name, text_slice(bytes), &error)) {
        complain(&error);
        run->has_trouble = true;
        return error.code == ERROR_CHANGED; /* what is there already does not concern the others */
    }
    look_at(run, name, text_slice(bytes));
    return true;
}

static int run_fetch(const Arguments *arguments)
{
    FetchRun run = {.remote = settings_remote(arguments),
                    .folder = arguments_value(arguments, OPTION_OUTPUT_FETCHED),
                    .is_terminal = isatty(STDOUT_FILENO) != 0};
    Error error;
    if (run.folder) {
        mkdir(run.folder, 0777);
    }
    for (size_t i = 0; i < arguments->operand_count; i++) {
        if (!remote_fetch(&run.remote, arguments->operands[i], take, &run, &error)) {
            output_flush(&run.output);
            complain(&error);
            run.has_trouble = true;
        }
    }
    remote_close(&run.remote);
    return output_close(&run.output, run.has_trouble ? EXIT_TROUBLE : EXIT_FINE);
}

const Command command_fetch = {
    .name = "fetch",
    .title = "ipse fetch",
    .operands = "URL|SERVER:PATH…",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .summary = "print what a FHIR server holds, or write it into a folder",
    .description =
        "Reads resources, all pages of searches and bulk exports ($export) from FHIR servers, and prints their bytes "
        "as "
        "received. With --output, each resource is written to one file in that folder, each file of an "
        "export as NDJSON; existing files are not overwritten.",
    .statuses = STATUSES_DONE,
    .run = run_fetch,
};
