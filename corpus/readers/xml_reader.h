// A reader made of XmlRecords and a function that turns one record element into an article.
#pragma once

#include <initializer_list>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/readers/format.h"

namespace dateline {

/// What stands before the first record and holds for all of them.
struct XmlHead {
  std::string title;
  std::string language;
};

using ParseElement = std::expected<Article, Error> (*)(pugi::xml_node element, const XmlHead& head,
                                                       std::vector<std::string>& warnings);

/// What an element that is no article is counted as when it is passed over; "" where it is one.
using KindOfOther = std::string_view (*)(pugi::xml_node element);

/// Reads the elements with these local names one after the other.
std::unique_ptr<RecordReader> open_xml(Input& input, std::vector<std::string_view> names, ParseElement parse,
                                       KindOfOther kind_of_other = nullptr);

/// Whether the first element of a document with this beginning has one of these local names.
bool xml_root_is(std::string_view beginning, std::initializer_list<std::string_view> names);

}  // namespace dateline
