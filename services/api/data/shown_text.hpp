#pragma once

#include <string>
#include <string_view>

#include "libs/files/bucket_revision.hpp"

namespace pipeline::api {

/// A header's text as it may be shown: UTF-8, of at most 1 KiB. Empty for any other: anybody who
/// may write to the stream chose its bytes.
std::string ShownText(std::string_view text);

/// The revision with such texts alone. Its key is left as it is.
files::BucketRevision WithShownTexts(files::BucketRevision revision);

}  // namespace pipeline::api
