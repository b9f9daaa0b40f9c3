#include "services/api/data/shown_text.hpp"

#include <cstddef>

#include "common/json/utf8.hpp"

namespace pipeline::api {
namespace {

constexpr std::size_t kMaxBytes = 1024;

}  // namespace

std::string ShownText(std::string_view text) {
  const bool shown = text.size() <= kMaxBytes && json::ValidUtf8Prefix(text) == text.size();
  return shown ? std::string(text) : std::string();
}

files::BucketRevision WithShownTexts(files::BucketRevision revision) {
  for (std::string* text : {&revision.filename,
                            &revision.upload_id,
                            &revision.origin,
                            &revision.sender,
                            &revision.sha256}) {
    if (!text->empty()) *text = ShownText(*text);
  }
  return revision;
}

}  // namespace pipeline::api
