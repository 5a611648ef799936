// What the address sanitizer does not report of any of our programs, as it is Xapian's (seen in 1.4.22):
// Xapian::Database::check, which dateline-index --check calls, deletes an object of its own through a smaller
// type, and a cursor is not freed where reading its first block fails.
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }
extern "C" const char* __lsan_default_suppressions() { return "leak:libxapian"; }
