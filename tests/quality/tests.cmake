# Quality: programs that print a table of ours beside the published; DATELINE_DATA says where the data lies.
add_executable(quality-mentions ${PROJECT_SOURCE_DIR}/tests/quality/mentions.cpp)
target_link_libraries(quality-mentions PRIVATE dateline_train dateline_build_flags)
add_executable(quality-about ${PROJECT_SOURCE_DIR}/tests/quality/about.cpp)
target_link_libraries(quality-about PRIVATE dateline::entities dateline_build_flags)
add_executable(quality-xapian ${PROJECT_SOURCE_DIR}/tests/quality/plain_xapian.cpp)
target_link_libraries(quality-xapian PRIVATE
  dateline::query dateline::xapian nlohmann_json::nlohmann_json dateline_build_flags)

# What needs measured data is skipped, with a line that says so, where DATELINE_DATA is not set.
# dateline_quality(name): tests/quality/name.py as a test.
function(dateline_quality name)
  add_test(NAME quality/${name} COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/quality/${name}.py
    ${PROJECT_BINARY_DIR}/bin)
  set_tests_properties(quality/${name} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
endfunction()

dateline_quality(reuters_truth)
dateline_quality(bodies)
dateline_quality(relevance)
dateline_quality(places)
dateline_quality(stories)
