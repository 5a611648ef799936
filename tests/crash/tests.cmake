# Loads that are killed, run out of disk, or find their files damaged; the long form is `kill.py BIN_DIR --rounds 200`.
add_test(NAME crash/kill COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/crash/kill.py ${PROJECT_BINARY_DIR}/bin)
set_tests_properties(crash/kill PROPERTIES TIMEOUT 600)
