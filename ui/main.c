/* ipse: the program's table of contents. */
#include <stdio.h>

int main(void)
{
    puts("ipse " IPSE_VERSION);
    return 0;
}
