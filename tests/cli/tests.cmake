# Sessions as a person types them; the README's are among them.
function(dateline_session path)
  get_filename_component(name ${path} NAME_WE)
  add_test(NAME cli/${name} COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/cli/run_session.py
    ${PROJECT_BINARY_DIR}/bin ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/${path})
  set_tests_properties(cli/${name} PROPERTIES TIMEOUT 300)
endfunction()

file(GLOB sessions RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/cli/*.session)
foreach(session README.md ${sessions})
  dateline_session(${session})
endforeach()
