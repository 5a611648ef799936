// Single words that people are called by in an article: whose each is, and which are people by themselves.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/entities/joining/people_of_article.h"
#include "indexer/entities/joining/person_forms.h"

namespace dateline {

/// Gives every mention of `forms` of one word to the one of `people` who is called so there, and adds to
/// these who is known by a single word: the second and third steps of join_people. `text` is the article's.
void join_single_words(std::string_view text, const std::vector<PersonForm>& forms, PeopleOfArticle& people);

}  // namespace dateline
