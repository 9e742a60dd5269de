#include "CSQLiteSettings.h"

#include <malloc.h>
#include <sqlite3.h>

int sqlite_settings_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

void sqlite_settings_give_back_memory(void) { malloc_trim(0); }
