// CaDiCaL's C interface, as Debian's libcadical-dev installs it.
#include <ccadical.h>
