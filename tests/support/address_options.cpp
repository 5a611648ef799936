// What the address sanitizer does not report of any of our programs: Xapian::Database::check, which
// dateline-index --check calls, deletes an object of its own through a smaller type (seen in 1.4.22).
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }
