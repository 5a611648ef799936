# dateline_fuzzer(name LIBRARY...): tests/fuzz/name_fuzz.cpp. With DATELINE_FUZZ (clang) a libFuzzer program, under the address and
# undefined-behaviour sanitizers, to run by hand; what it learns goes to the first folder:
#   cmake -S . -B build-fuzz -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++-19 -DDATELINE_FUZZ=ON
#   cmake --build build-fuzz --target request_fuzz
#   mkdir learned && build-fuzz/bin/request_fuzz -max_total_time=600 -max_len=8192 learned tests/fuzz/seeds/request
# Otherwise a test that runs the seeds through it once.
function(dateline_fuzzer name)
  add_executable(${name}_fuzz ${PROJECT_SOURCE_DIR}/tests/fuzz/${name}_fuzz.cpp)
  target_link_libraries(${name}_fuzz PRIVATE ${ARGN} dateline_build_flags)
  if(DATELINE_FUZZ)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name}_fuzz PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/replay.cpp)
    add_test(NAME fuzz/${name} COMMAND ${name}_fuzz ${PROJECT_SOURCE_DIR}/tests/fuzz/seeds/${name})
  endif()
endfunction()

dateline_fuzzer(dialects dateline::server nlohmann_json::nlohmann_json)
dateline_fuzzer(query dateline::query)
dateline_fuzzer(request dateline::server)
dateline_fuzzer(finder dateline::finder)
dateline_fuzzer(words dateline::schema)

# dateline_reader_fuzzer(format): a fuzzer of one format's reader, tests/fuzz/reader_fuzz.cpp, with seeds in
# tests/fuzz/seeds/FORMAT.
function(dateline_reader_fuzzer format)
  add_executable(${format}_fuzz ${PROJECT_SOURCE_DIR}/tests/fuzz/reader_fuzz.cpp)
  target_compile_definitions(${format}_fuzz PRIVATE DATELINE_FORMAT="${format}")
  target_link_libraries(${format}_fuzz PRIVATE dateline::corpus dateline_build_flags)
  if(DATELINE_FUZZ)
    target_link_options(${format}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${format}_fuzz PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/replay.cpp)
    add_test(NAME fuzz/${format} COMMAND ${format}_fuzz ${PROJECT_SOURCE_DIR}/tests/fuzz/seeds/${format})
  endif()
endfunction()

foreach(format csv feed html json markdown newsml-g2 nitf reuters-sgml sitemap text warc)
  dateline_reader_fuzzer(${format})
endforeach()
