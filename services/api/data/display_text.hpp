#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "common/json/utf8.hpp"
#include "libs/files/bucket_revision.hpp"

namespace pipeline::api {

/// The longest text of a header that is shown.
inline constexpr std::size_t kMostDisplayBytes = 1024;

/// A header's text if it is UTF-8 of at most kMostDisplayBytes, else an empty one: anybody who may
/// write to the stream chose its bytes.
inline std::string DisplayText(std::string_view text) {
  const bool shown = text.size() <= kMostDisplayBytes && json::ValidUtf8Prefix(text) == text.size();
  return shown ? std::string(text) : std::string();
}

/// The revision with display texts; its key is unchanged.
inline files::BucketRevision WithDisplayTexts(files::BucketRevision revision) {
  for (std::string* text : {&revision.filename,
                            &revision.upload_id,
                            &revision.origin,
                            &revision.sender,
                            &revision.sha256}) {
    if (!text->empty()) *text = DisplayText(*text);
  }
  return revision;
}

}  // namespace pipeline::api
