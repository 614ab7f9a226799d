/* parse_lines FILE: parses each line of a file with cJSON, and frees what comes of it: what reading NDJSON costs
 * others. */
#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

int main(int count, char **words)
{
    FILE *file = count == 2 ? fopen(words[1], "r") : NULL;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    if (!file) {
        fputs("usage: parse_lines FILE\n", stderr);
        return 2;
    }
    while ((length = getline(&line, &capacity, file)) > 0) {
        cJSON_Delete(cJSON_ParseWithLength(line, (size_t)length));
    }
    free(line);
    fclose(file);
    return 0;
}
