# Loads and watches that are killed, run out of disk, or find their files damaged.
add_test(NAME crash/kill COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/crash/kill.py ${PROJECT_BINARY_DIR}/bin)

add_test(NAME crash/watch COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/crash/watch.py ${PROJECT_BINARY_DIR}/bin)

# Power cuts and errors of the disk. Sanitizers do not go with a preloaded library.
if(NOT DATELINE_SANITIZE)
  add_library(faults MODULE crash/faults.cpp)
  target_link_libraries(faults PRIVATE ${CMAKE_DL_LIBS})
  set_target_properties(faults PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  add_test(NAME crash/faults COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/crash/faults.py ${PROJECT_BINARY_DIR}/bin)

  # Few threads, little memory, another format.
  add_library(scarce MODULE crash/scarce.cpp)
  target_link_libraries(scarce PRIVATE ${CMAKE_DL_LIBS})
  set_target_properties(scarce PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  add_test(NAME crash/scarce COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/crash/scarce.py ${PROJECT_BINARY_DIR}/bin)
endif()

# A disk without room; skipped where none can be mounted.
add_test(NAME crash/full_disk COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/crash/full_disk.py ${PROJECT_BINARY_DIR}/bin)
set_tests_properties(crash/full_disk PROPERTIES SKIP_RETURN_CODE 77)
