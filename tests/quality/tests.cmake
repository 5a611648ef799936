# Quality: programs that print a table of ours beside the published; DATELINE_DATA says where the data lies.
add_executable(quality-mentions ${PROJECT_SOURCE_DIR}/tests/quality/mentions.cpp)
target_link_libraries(quality-mentions PRIVATE dateline_train dateline_build_flags)
