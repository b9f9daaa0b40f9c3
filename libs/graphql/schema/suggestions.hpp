#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pipeline::graphql {

/// The options that may have been meant by `input`, nearest first, then by name: those within an
/// edit distance of 40 % of its length plus one. Upper and lower case are the same letter.
std::vector<std::string_view> Suggestions(std::string_view input,
                                          const std::vector<std::string_view>& options);

/// ` Did you mean "a", "b", or "c"?` with at most five suggestions; empty without any. `kind`
/// stands before them: `the enum value`.
std::string DidYouMean(const std::vector<std::string_view>& suggestions,
                       std::string_view kind = {});

}  // namespace pipeline::graphql
