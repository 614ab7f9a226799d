/*
 * A folder of small CT images that are made up, for tests and benches: FOLDER/STUDY/SERIES/INSTANCE.dcm.
 *
 * dicom_make FOLDER STUDIES SERIES INSTANCES        each study with so many series, each series with so many instances
 */
#include "tests/support/dicom.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int main(int count, char **words)
{
    enum { PIXELS = 512, WORDS = 5 };
    if (count != WORDS) {
        fprintf(stderr, "usage: dicom_make FOLDER STUDIES SERIES INSTANCES\n");
        return 2;
    }
    unsigned limits[3];
    for (int i = 0; i < 3; i++) {
        limits[i] = (unsigned)strtoul(words[i + 2], NULL, 10);
    }
    mkdir(words[1], 0700);
    for (unsigned study = 1; study <= limits[0]; study++) {
        for (unsigned i = 0; i < limits[1] * limits[2]; i++) {
            DicomFile file = {0};
            Text name = TEXT_EMPTY;
            unsigned series = i / limits[2] + 1, instance = i % limits[2] + 1;
            dicom_put_image(&file, study, series, instance);
            dicom_put_head(&file, 0x7FE00010, "OW", PIXELS);
            text_append_repeated(&file.bytes, '\0', PIXELS);
            text_format(&name, "%u/%u/%u.dcm", study, series, instance);
            dicom_write(&file, words[1], name.bytes);
            text_free(&name);
            text_free(&file.bytes);
        }
    }
    return 0;
}
