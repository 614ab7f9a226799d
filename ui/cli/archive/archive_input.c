/* ArchiveInput: a folder of DICOM files. */
#include "ui/cli/archive/archive_input.h"

#include "src/images/image_folder.h"
#include "ui/cli/output/output.h"

bool archive_input_read(const char *name, ImageSet *set, Error *error)
{
    bool is_read = image_folder_read(name, set, error);
    for (size_t i = 0; i < set->note_count; i++) {
        remark(set->notes[i].place.bytes, set->notes[i].sentence.bytes);
    }
    return is_read;
}
