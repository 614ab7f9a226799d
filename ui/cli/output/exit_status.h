/*
 * Exit status of all commands.
 */
#ifndef IPSE_CLI_OUTPUT_EXIT_STATUS_H
#define IPSE_CLI_OUTPUT_EXIT_STATUS_H

#define EXIT_FINE    0 /* nothing wrong */
#define EXIT_FOUND   1 /* errors found */
#define EXIT_TROUBLE 2 /* it could not be done; standard error says why */

#endif
