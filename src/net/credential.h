/*
 * Credential: the secret of a server, read from where its settings say, and kept in memory only.
 *
 * A secret comes from an environment variable (token_env), the first line of a file that nobody else may read
 * (token_file, mode 0600), or the first line that a command prints (token_command, src/net/secret_command.h). With
 * `user` it is the password of that user (basic authentication), else a bearer token. It is part of no message, name or
 * file. Where a secret was read, the process leaves no core file any more.
 */
#ifndef IPSE_NET_CREDENTIAL_H
#define IPSE_NET_CREDENTIAL_H

#include "src/base/work/pace.h"
#include "src/net/server.h"

/* True where the settings name a secret. */
bool credential_is_named(const NamedServer *server);

/* Appends the value of the header Authorization; a command may take so many milliseconds, and is stopped by the pace.
   False with a sentence that names the server where the secret cannot be had. */
bool credential_read(const NamedServer *server, unsigned milliseconds, Pace *pace, Text *header, Error *error);

/* Overwrites and frees a text that held a secret. */
void credential_forget(Text *secret);

/* False with a sentence where a file with a secret, such as the key of a client, can be read or written by others. */
bool credential_file_is_private(const char *path, Error *error);

#endif
