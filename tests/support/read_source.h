// What a source gives, as lines that a test can compare.
#pragma once

#include <string>
#include <vector>

#include "corpus/article.h"
#include "corpus/read_options.h"
#include "corpus/reader.h"
#include "tests/support/temporary_folder.h"

namespace dateline {

/// Every article of a file with this name and content as JSON, every refusal as "FILE:LINE: message", every
/// warning behind its article as "warning: ...".
inline std::vector<std::string> lines_of(const std::string& name, const std::string& content,
                                         const ReadOptions& options = {}) {
  const TemporaryFolder folder;
  auto reader = open_source(folder.file(name, content), options);
  if (!reader) return {reader.error().message};
  std::vector<std::string> lines;
  while (const auto read = (*reader)->next()) {
    if (*read) {
      lines.push_back(to_json(**read));
      for (const auto& warning : (*reader)->warnings()) lines.push_back("warning: " + warning);
      continue;
    }
    auto line = to_string(read->error().where) + ": " + read->error().error.message;
    for (auto at = line.find(folder.path()); at != std::string::npos; at = line.find(folder.path()))
      line.erase(at, folder.path().size() + 1);
    lines.push_back(line);
  }
  return lines;
}

/// A row of a table over lines_of.
struct ReadCase {
  const char* name;
  const char* file;
  std::string content;
  std::vector<std::string> lines;
};

}  // namespace dateline
