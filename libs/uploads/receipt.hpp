#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace pipeline::uploads {

/// What a sender gets for an upload that the raw stream has stored.
struct Receipt {
  std::string upload_id;
  std::string filename;
  std::string key;
  std::string stream;
  std::uint64_t sequence = 0;
  std::int64_t accepted_ns = 0;  ///< The same in every receipt of an upload.
  std::size_t sheets = 0;
  std::size_t rows = 0;
  std::size_t bytes = 0;
  std::string sha256;
  bool duplicate = false;  ///< It had been accepted before: there is still one upload.
};

}  // namespace pipeline::uploads
