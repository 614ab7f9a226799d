/* Curl library: found by its names, and each function by its own. */
#include "src/net/curl_library.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so", "libcurl.4.dylib"};

static const struct {
    const char *name;
    size_t offset;
} functions[] = {
#define CURL_FUNCTION_ROW(member, type) {"curl_" #member, offsetof(CurlLibrary, member)},
    CURL_FUNCTION_TABLE(CURL_FUNCTION_ROW)
#undef CURL_FUNCTION_ROW
};

bool curl_library_load(CurlLibrary *library, Error *error)
{
    void *handle = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !handle; i++) {
        handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    }
    if (!handle) {
        return error_set(error, ERROR_NOT_FOUND, NULL, "libcurl is not installed; requests to servers require libcurl");
    }
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *function = dlsym(handle, functions[i].name);
        if (!function) {
            return error_set(error, ERROR_NOT_FOUND, NULL, "libcurl is too old: %s is missing", functions[i].name);
        }
        memcpy((char *)library + functions[i].offset, &function, sizeof function);
    }
    CURLcode code = library->global_init(CURL_GLOBAL_DEFAULT);
    return code == CURLE_OK ||
           error_set(error, ERROR_SYSTEM, NULL, "libcurl cannot start: %s", library->easy_strerror(code));
}
