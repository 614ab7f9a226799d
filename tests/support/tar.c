/* Tar: headers as ustar has them. */
#include "tests/support/tar.h"

#include <stdio.h>
#include <zlib.h>

enum { BLOCK = 512, SIZE = 124, CHECKSUM = 148, KIND = 156, MAGIC = 257 };

void tar_append(Text *tar, char kind, const char *name, Slice content)
{
    unsigned char header[BLOCK] = {0};
    snprintf((char *)header, 100, "%s", name);
    snprintf((char *)header + SIZE, 12, "%011zo", content.length);
    memset(header + CHECKSUM, ' ', 8);
    header[KIND] = (unsigned char)kind;
    memcpy(header + MAGIC, "ustar\00000", 8);
    unsigned sum = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        sum += header[i];
    }
    snprintf((char *)header + CHECKSUM, 8, "%06o", sum);
    text_append(tar, (Slice){(const char *)header, BLOCK});
    text_append(tar, content);
    text_append_repeated(tar, '\0', (BLOCK - content.length % BLOCK) % BLOCK);
}

void tar_end(Text *tar)
{
    text_append_repeated(tar, '\0', 2 * BLOCK);
}

bool tar_write(const Text *tar, const char *path)
{
    gzFile file = gzopen(path, "wb");
    bool is_written = file && gzwrite(file, tar->bytes, (unsigned)tar->length) == (int)tar->length;
    return file && gzclose(file) == Z_OK && is_written;
}
