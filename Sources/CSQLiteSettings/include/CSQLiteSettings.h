#ifndef JIAOLI_SQLITE_SETTINGS_H
#define JIAOLI_SQLITE_SETTINGS_H

/// Tells SQLite, before its first connection, not to count the memory that it takes: counting locks a mutex twice for every value that is bound.
/// SQLite's function for it takes a variable list of arguments, which Swift cannot call: https://www.sqlite.org/c3ref/config.html
/// @return 0, or an SQLite error code where a connection was opened before.
int sqlite_settings_count_no_memory(void);

/// Gives the system back the memory that was freed; glibc keeps it otherwise: https://man7.org/linux/man-pages/man3/malloc_trim.3.html
void sqlite_settings_give_back_memory(void);

#endif
