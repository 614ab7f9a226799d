/*
 * Remote: operands of the command line that stand for what a server holds.
 *
 * An operand is remote where it is a URL of http or https, or NAME:REST where no file has that name and the settings
 * know the server. Settings are read when the first operand looks like one, the network is used when one is fetched.
 */
#ifndef IPSE_CLI_REMOTE_H
#define IPSE_CLI_REMOTE_H

#include "src/remote/search.h"
#include "ui/kit/config/config.h"

/* Made by settings_remote (ui/cli/settings.h). Free with remote_close. */
typedef struct Remote {
    const struct Arguments *arguments;
    Config *(*read_settings)(const struct Arguments *arguments);
    bool is_offline;
    Config *config; /* NULL: not read yet */
    HttpClient *client;
} Remote;

void remote_close(Remote *remote);

/* True where an operand is meant for a server: a URL, or a name and a colon where no file has that name. */
bool remote_wants(const char *operand);

/* Gets the name and the bytes of each resource, which it may take over; false ends the fetching. */
typedef bool RemoteTake(void *context, const char *name, Text *bytes);

/* Fetches what an operand stands for, and gives it out: one document, the resources of a search, page by
   page, or the files of an export. What the server
   says in OperationOutcomes of a search goes to standard error. False with an error where something could not be read;
   what came before was given out. */
bool remote_fetch(Remote *remote, const char *operand, RemoteTake *take, void *context, Error *error);

/* The client, made on first use. */
HttpClient *remote_client(Remote *remote);

#endif
