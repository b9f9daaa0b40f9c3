#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "libs/files/revision.hpp"

namespace pipeline::files {

/// Where a file may be, and what a text may mean.
struct KeysToTry {
  /// The keys that a file of this name gets: KeyOf(), then AlternativeKeyOf() where a file of
  /// another name came first.
  std::vector<std::string> by_name;
  /// The text read as a key; with a sender always one of that sender's. Empty if it is none.
  std::string as_key;
};

/// `text` is UTF-8 and not empty; `sender` may be empty. Pure.
KeysToTry KeysFor(std::string_view text, std::string_view sender);

/// The last revision of a key; kNotFound if it has none.
using ReadLast = std::function<base::Result<Entry>(const std::string& key)>;

/// The last revision of the file or key that `text` means: the first of by_name that holds exactly
/// this name, else the text as a key, else the first of by_name whose revision tells no name
/// (deleted, or written by another tool). kNotFound names the keys that were tried; other errors
/// are those of `read_last`.
base::Result<Entry> FindLast(std::string_view text,
                             std::string_view sender,
                             const ReadLast& read_last);

}  // namespace pipeline::files
