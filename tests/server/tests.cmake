dateline_test(server/address_range dateline::server)
dateline_test(server/api dateline::server)
dateline_test(server/cache dateline::server)
dateline_test(server/backend dateline::server dateline::indexer)
dateline_test(server/article_body dateline::server)
dateline_test(server/article_writer dateline::server dateline::xapian nlohmann_json::nlohmann_json)
dateline_test(server/compress dateline::server PkgConfig::brotli PkgConfig::deflate)
dateline_test(server/cursor dateline::server)
dateline_test(server/dialects dateline::server nlohmann_json::nlohmann_json)
dateline_test(server/export dateline::server)
dateline_test(server/facet_values dateline::server)
dateline_test(server/field_query dateline::server)
dateline_test(server/framing dateline::server)
dateline_test(server/html dateline::server)
dateline_test(server/keys dateline::server)
dateline_test(server/listener dateline::server)
dateline_test(server/openapi dateline::server nlohmann_json::nlohmann_json)
dateline_test(server/page/filters dateline::server)
dateline_test(server/page/hits dateline::server)
dateline_test(server/page/map dateline::server)
dateline_test(server/rate_limit dateline::server)
dateline_test(server/renewal_schedule dateline::server)
dateline_test(server/request_parser dateline::server)
dateline_test(server/restrictions dateline::server)
dateline_test(server/search_parameters dateline::server)
dateline_test(server/service dateline::server dateline::indexer nlohmann_json::nlohmann_json)
dateline_test(server/settings dateline::server)
dateline_test(server/url dateline::server)

# The address sanitizer keeps what was freed, so that memory grows by design.
if(NOT DATELINE_SANITIZE)
  add_test(NAME server/soak COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/server/soak.py
    ${PROJECT_BINARY_DIR}/bin ${PROJECT_SOURCE_DIR}/corpus/samples/articles)
  set_tests_properties(server/soak PROPERTIES TIMEOUT 120)
endif()

# What the document of the API says, held against what the server does.
add_test(NAME server/generated COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/server/generated.py
  ${PROJECT_BINARY_DIR}/bin ${PROJECT_SOURCE_DIR}/corpus/samples/articles)
set_tests_properties(server/generated PROPERTIES TIMEOUT 180)

# Clients and front ends as npm has them; skipped with a loud line where they cannot be installed.
foreach(front_end packages browser)
  add_test(NAME server/front_ends/${front_end} COMMAND ${PROJECT_SOURCE_DIR}/tests/server/front_ends/run
    ${PROJECT_BINARY_DIR}/bin ${PROJECT_BINARY_DIR}/front_ends ${front_end}.test.mjs)
  set_tests_properties(server/front_ends/${front_end} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
endforeach()
