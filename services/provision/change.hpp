#pragma once

#include <string>
#include <vector>

namespace pipeline::provision {

/// One difference between what is wanted and what a server has.
struct Change {
  std::string what;         ///< "stream safeInputsRawSheetData".
  std::string field = {};   ///< Empty where the whole thing is missing.
  std::string wanted = {};  ///< As text. Both are empty where it would be a secret.
  std::string found = {};
  std::string loss = {};  ///< What mending it would lose; empty: nothing.
};

/// One line for people, without the line break: "stream X: max_age: wanted 0ms, found 1h".
std::string ToText(const Change& change);
std::vector<std::string> Texts(const std::vector<Change>& changes);

void Append(std::vector<Change>* changes, const std::vector<Change>& more);

/// The changes that would lose data.
std::vector<Change> Losses(const std::vector<Change>& changes);

}  // namespace pipeline::provision
