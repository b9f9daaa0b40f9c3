#include "services/provision/change.hpp"

#include <algorithm>

namespace pipeline::provision {

std::string ToText(const Change& change) {
  std::string text = change.what + ": ";
  if (change.field.empty()) {
    text += "wanted, not found";
  } else {
    text += change.field + ": wanted " + change.wanted + ", found " + change.found;
  }
  if (!change.loss.empty()) text += "; would lose " + change.loss;
  return text;
}

std::vector<Change> Losses(const std::vector<Change>& changes) {
  std::vector<Change> losses = changes;
  std::erase_if(losses, [](const Change& change) { return change.loss.empty(); });
  return losses;
}

std::vector<std::string> Texts(const std::vector<Change>& changes) {
  std::vector<std::string> texts;
  texts.reserve(changes.size());
  for (const Change& change : changes) texts.push_back(ToText(change));
  return texts;
}

void Append(std::vector<Change>* changes, const std::vector<Change>& more) {
  changes->insert(changes->end(), more.begin(), more.end());
}

}  // namespace pipeline::provision
