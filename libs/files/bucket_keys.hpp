#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "libs/files/bucket_revision.hpp"

namespace pipeline::files {

/// The keys that a text may stand for.
struct CandidateKeys {
  /// The keys that a file of this name gets: KeyOf(), then AlternativeKeyOf() where a file of
  /// another name came first.
  std::vector<std::string> by_name;
  /// The text read as a key; with a sender always a key of that sender. Empty if it is no key.
  std::string as_key;
};

/// `text` is UTF-8 and not empty; `sender` may be empty. Pure.
CandidateKeys CandidateKeysFor(std::string_view text, std::string_view sender);

/// The last revision of a key; kNotFound if it has none.
using ReadLast = std::function<base::Result<Entry>(const std::string& key)>;

/// The last revision of the file or key that `text` stands for: the first of by_name that holds
/// exactly this name, else the text as a key, else the first of by_name whose revision has no name
/// (deleted, or written by another tool). kNotFound names the keys that were tried; other errors
/// are those of `read_last`.
base::Result<Entry> FindRevision(std::string_view text,
                                 std::string_view sender,
                                 const ReadLast& read_last);

/// Whether a key whose last revision has the name `stored_name` is taken by another file than
/// `filename`. A revision without a name (deleted, or written by another tool) takes no key. Pure.
bool IsOtherFile(std::string_view stored_name, std::string_view filename);

/// The key of the next upload of a file.
struct KeyChoice {
  std::string key;
  std::optional<Entry> last;  ///< The key's last revision, deleted or not.
};

/// The bucket's rule for writing: KeyOf(), or AlternativeKeyOf() where the first holds another
/// file. kConflict where both do; other errors are those of `read_last`. Valid until the next
/// write.
base::Result<KeyChoice> ChooseKey(const std::string& filename,
                                  const std::string& sender,
                                  const ReadLast& read_last);

}  // namespace pipeline::files
