/*
 * make_export MEGABYTES: writes an export of NDJSON to standard output: studies of one to three series, every fifth
 * line a patient, every twentieth record with a defect.
 *
 * The same size gives the same bytes, and a longer export begins with a shorter one. Every UID is there once: 2.25.N
 * with a number of 30 digits, a serial number at its end.
 */
#include <stdio.h>
#include <stdlib.h>

#define DCM "http://dicom.nema.org/resources/ontology/DCM"
#define NARRATIVE                                                                                                      \
    "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p>%s "              \
    "%lu</p></div>\"}"
#define PROFILE "http://hl7.org/fhir/uv/ips/StructureDefinition/ImagingStudy-uv-ips"
#define UID     "2.25.173509821406735%015lu"
#define CT_CODE "\"system\":\"" DCM "\",\"code\":\"CT\",\"display\":\"Computed Tomography\""

enum { MEGABYTE = 1000000, SERIES_MOST = 3, INSTANCES_LEAST = 4, INSTANCES_MOST = 24 };

/* What is written, and what was chosen so far. */
typedef struct Export {
    unsigned long written;
    unsigned long serial; /* of UIDs */
    unsigned long random;
} Export;

/* A number below `bound`, the same in every run. */
static unsigned long choose(Export *export, unsigned long bound)
{
    export->random = (export->random * 6364136223846793005ul + 1442695040888963407ul) & 0xFFFFFFFFFFFFFFFFul;
    return (export->random >> 33) % bound;
}

static void count(Export *export, int length)
{
    if (length < 0) {
        perror("make_export");
        exit(1);
    }
    export->written += (unsigned long)length;
}

static void write_instances(Export *export, unsigned long instances)
{
    for (unsigned long i = 0; i < instances; i++) {
        count(export, printf("%s{\"uid\":\"" UID "\",\"sopClass\":{\"system\":\"urn:ietf:rfc:3986\",\"code\":"
                             "\"urn:oid:1.2.840.10008.5.1.4.1.1.2\"},\"number\":%lu}",
                             i > 0 ? "," : "", export->serial++, i + 1));
    }
}

static void write_study(Export *export, unsigned long number)
{
    unsigned long series = 1 + choose(export, SERIES_MOST);
    unsigned long instances = INSTANCES_LEAST + choose(export, INSTANCES_MOST - INSTANCES_LEAST + 1);
    const char *status = number % 20 == 7 ? "avaliable" : "available";
    count(export, printf("{\"resourceType\":\"ImagingStudy\",\"id\":\"study-%lu\",\"meta\":{\"profile\":[\"" PROFILE
                         "\"]}," NARRATIVE ",\"identifier\":[{\"system\":\"urn:dicom:uid\",\"value\":\"urn:oid:" UID
                         "\"}],\"status\":\"%s\",\"modality\":[{" CT_CODE "}],\"subject\":{\"reference\":"
                         "\"Patient/p-%lu\"},\"started\":\"2025-%02lu-%02luT08:%02lu:00Z\",\"numberOfSeries\":%lu,"
                         "\"numberOfInstances\":%lu,\"description\":\"CT of the chest\",\"series\":[",
                         number, "CT study", number, export->serial++, status, number / 5, 1 + choose(export, 12),
                         1 + choose(export, 28), choose(export, 60), series, series * instances));
    for (unsigned long i = 0; i < series; i++) {
        count(export, printf("%s{\"uid\":\"" UID "\",\"number\":%lu,\"modality\":{" CT_CODE
                             "},\"numberOfInstances\":%lu,\"instance\":[",
                             i > 0 ? "," : "", export->serial++, i + 1, instances));
        write_instances(export, instances);
        count(export, printf("]}"));
    }
    count(export, printf("]}\n"));
}

static void write_patient(Export *export, unsigned long number)
{
    count(export, printf("{\"resourceType\":\"Patient\",\"id\":\"p-%lu\"," NARRATIVE
                         ",\"name\":[{\"family\":\"Sample\",\"given\":[\"Ada\"]}],\"gender\":\"female\",\"birthDate\":"
                         "\"19%02lu-%02lu-%02lu\"}\n",
                         number / 5, "Patient", number / 5, choose(export, 100), 1 + choose(export, 12),
                         1 + choose(export, 28)));
}

int main(int argument_count, char **words)
{
    unsigned long megabytes = argument_count == 2 ? strtoul(words[1], NULL, 10) : 0;
    if (megabytes == 0) {
        fputs("usage: make_export MEGABYTES\n", stderr);
        return 2;
    }
    Export export = {.random = 20250314, .serial = 1};
    for (unsigned long number = 1; export.written < megabytes * MEGABYTE; number++) {
        if (number % 5 == 0) {
            write_patient(&export, number);
        } else {
            write_study(&export, number);
        }
    }
    return 0;
}
