# Benchmarks print tables; they are built with the tests and run by hand.
add_executable(bulk_builder_bench bench/bulk_builder_bench.cpp)
target_link_libraries(bulk_builder_bench PRIVATE dateline::bulk dateline_test_databases dateline_build_flags)

add_executable(finder_bench bench/finder_bench.cpp)
target_link_libraries(finder_bench PRIVATE dateline_train dateline::places benchmark::benchmark dateline_build_flags)

add_executable(generate_articles bench/generate_articles.cpp)
target_link_libraries(generate_articles PRIVATE PkgConfig::fmt dateline_build_flags)

add_executable(search_bench bench/search_bench.cpp bench/search_queries.cpp)
target_link_libraries(search_bench PRIVATE dateline::query dateline::xapian dateline_build_flags)

add_executable(names_bench bench/names_bench.cpp)
target_link_libraries(names_bench PRIVATE dateline::query PkgConfig::fmt dateline_build_flags)

add_executable(suggest_bench bench/suggest_bench.cpp)
target_link_libraries(suggest_bench PRIVATE dateline::query dateline::xapian dateline_build_flags)

# That memory does not grow with the source is a test; at 2 GB by hand: reading.py BIN_DIR --memory=2048.
add_test(NAME bench/reading_memory COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/bench/reading.py
  ${PROJECT_BINARY_DIR}/bin --memory)
set_tests_properties(bench/reading_memory PROPERTIES TIMEOUT 300)

add_executable(live_bench bench/live_bench.cpp)
target_link_libraries(live_bench PRIVATE dateline::query dateline::indexer PkgConfig::fmt dateline_build_flags)

# Of few articles, so that the ways to measure stay sound: the figures are of runs by hand.
add_test(NAME bench/latency_of_few COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/bench/latency.py
  ${PROJECT_BINARY_DIR}/bin --articles 1000 --queries 1 --cold 1)
add_test(NAME bench/scale_of_few COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/bench/scale.py
  ${PROJECT_BINARY_DIR}/bin --articles 21000 --runs 1)
set_tests_properties(bench/latency_of_few bench/scale_of_few PROPERTIES TIMEOUT 300)
