/*
 * ArchiveInput: the archives that --archive or --dicom name, with the client that asks servers.
 */
#ifndef IPSE_CLI_ARCHIVE_INPUT_H
#define IPSE_CLI_ARCHIVE_INPUT_H

#include "src/archive/archive_source.h"
#include "ui/kit/config/config.h"

typedef struct ArchiveInput {
    Config *config;     /* of the user: its servers */
    const char **names; /* those of the source */
    ArchiveSource source;
} ArchiveInput;

/* Archives by their names, in an array that is owned by it, as the config is. Free with archive_input_free. */
ArchiveInput archive_input_new(const char **names, size_t count, Config *config, bool is_offline);
void archive_input_free(ArchiveInput *input);

/* As archive_source_read; what is passed over is said on standard error. */
bool archive_input_read(const ArchiveInput *input, ImageSet *set, Error *error);

#endif
