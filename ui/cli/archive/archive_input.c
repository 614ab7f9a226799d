/* ArchiveInput: reading, and what is said of it. */
#include "ui/cli/archive/archive_input.h"

#include "ui/cli/output/output.h"

#include <stdlib.h>

ArchiveInput archive_input_new(const char **names, size_t count, Config *config, bool is_offline)
{
    HttpClient *client = http_client_new(config_servers(config), &http_usual_limits, is_offline);
    return (ArchiveInput){
        .config = config, .names = names, .source = {.names = names, .name_count = count, .client = client}};
}

void archive_input_free(ArchiveInput *input)
{
    http_client_free(input->source.client);
    archive_source_free(&input->source);
    config_free(input->config);
    free(input->names);
}

bool archive_input_read(const ArchiveInput *input, ImageSet *set, Error *error)
{
    bool is_read = archive_source_read(&input->source, NULL, set, error);
    for (size_t i = 0; i < set->note_count; i++) {
        remark(set->notes[i].place.bytes, set->notes[i].sentence.bytes);
    }
    return is_read;
}
