#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pipeline::graphql {

/// Those of `options` that someone may have meant by `input`, the most alike first: graphql-js's
/// measure, a Damerau-Levenshtein distance up to 40% of the input's length, in which a change of
/// case counts once.
std::vector<std::string_view> Suggestions(std::string_view input,
                                          const std::vector<std::string_view>& options);

/// ` Did you mean "a", "b", or "c"?`, of at most five; empty without suggestions. `what` stands
/// before them: `the enum value`.
std::string DidYouMean(const std::vector<std::string_view>& suggestions,
                       std::string_view what = {});

/// Whether `a` comes before `b` where numbers within names count as numbers: negative, 0 or
/// positive.
int NaturalCompare(std::string_view a, std::string_view b);

}  // namespace pipeline::graphql
