/*
 * ArchiveInput: the archive that --archive or --dicom names, with the client that asks servers.
 */
#ifndef IPSE_CLI_ARCHIVE_INPUT_H
#define IPSE_CLI_ARCHIVE_INPUT_H

#include "src/archive/archive_source.h"
#include "ui/kit/config/config.h"

typedef struct ArchiveInput {
    Config *config; /* of the user: its servers */
    ArchiveSource source;
} ArchiveInput;

/* An archive by its name; the config is owned by it. Free with archive_input_free. */
ArchiveInput archive_input_new(const char *name, Config *config, bool is_offline);
void archive_input_free(ArchiveInput *input);

/* As archive_source_read; what is passed over is said on standard error. */
bool archive_input_read(const ArchiveInput *input, ImageSet *set, Error *error);

#endif
