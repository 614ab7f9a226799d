/*
 * make_records bundle|lines MEGABYTES: writes a Bundle, or NDJSON, of so many million bytes to standard output:
 * patients, observations and small studies in turn. The same words give the same bytes.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UUID "urn:uuid:8f14e45f-ceea-467f-a0e6-%012lx"

static size_t write_patient(long number)
{
    int length =
        printf("{\"resourceType\":\"Patient\",\"id\":\"p%ld\",\"name\":[{\"family\":\"Sample\",\"given\":[\"Ada\"]}],"
               "\"gender\":\"female\",\"birthDate\":\"1961-02-%02ld\"}",
               number, number % 28 + 1);
    return (size_t)length;
}

static size_t write_observation(long number)
{
    int length = printf(
        "{\"resourceType\":\"Observation\",\"id\":\"o%ld\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":"
        "\"http://loinc.org\",\"code\":\"8867-4\",\"display\":\"Heart rate\"}]},\"effectiveDateTime\":"
        "\"2025-03-14T09:%02ld:00Z\",\"valueQuantity\":{\"value\":%ld,\"unit\":\"beats/minute\",\"system\":"
        "\"http://unitsofmeasure.org\",\"code\":\"/min\"}}",
        number, number % 60, 50 + number % 100);
    return (size_t)length;
}

static size_t write_study(long number)
{
    int length = printf(
        "{\"resourceType\":\"ImagingStudy\",\"id\":\"s%ld\",\"status\":\"available\",\"subject\":{\"display\":\"Ada\"},"
        "\"started\":\"2025-03-14\",\"series\":[{\"uid\":\"2.25.1%ld\",\"modality\":{\"system\":"
        "\"http://dicom.nema.org/resources/ontology/DCM\",\"code\":\"CT\"},\"instance\":[{\"uid\":\"2.25.2%ld\","
        "\"sopClass\":{\"system\":\"urn:ietf:rfc:3986\",\"code\":\"urn:oid:1.2.840.10008.5.1.4.1.1.2\"}}]}]}",
        number, number, number);
    return (size_t)length;
}

int main(int count, char **words)
{
    bool is_bundle = count == 3 && strcmp(words[1], "bundle") == 0;
    if (count != 3 || (!is_bundle && strcmp(words[1], "lines") != 0)) {
        fputs("usage: make_records bundle|lines MEGABYTES\n", stderr);
        return 2;
    }
    size_t wanted = (size_t)strtoul(words[2], NULL, 10) * 1000000, written = 0;
    fputs(is_bundle ? "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n" : "", stdout);
    for (long number = 1; written < wanted; number++) {
        static size_t (*const writers[])(long number) = {write_patient, write_observation, write_study};
        if (is_bundle) {
            written += (size_t)printf("%s{\"fullUrl\":\"" UUID "\",\"resource\":", number > 1 ? ",\n" : "", number);
        }
        written += writers[number % 3](number) + 1;
        fputs(is_bundle ? "}" : "\n", stdout);
    }
    fputs(is_bundle ? "]}\n" : "", stdout);
    return fflush(stdout) == 0 ? 0 : 1;
}
