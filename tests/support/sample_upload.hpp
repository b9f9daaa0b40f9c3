#pragma once

#include <string>
#include <string_view>

#include "common/base/digest.hpp"
#include "services/immudb-writer/ledger.hpp"

namespace pipeline::immudb_writer {

/// An upload that the ledger takes, for tests. `body` must outlive it.
inline LedgerUpload SampleUpload(std::string_view id, std::string_view body) {
  LedgerUpload upload;
  upload.upload_id = id;
  upload.filename = "report.xlsx";
  upload.key = "report.xlsx";
  upload.origin = "1764000000000000000-1";
  upload.content_sha256 = base::Sha256Hex(body);
  upload.body = body;
  upload.sheets = 2;
  upload.rows = 30;
  upload.accepted_at_us = 1764000000000000;
  return upload;
}

/// `size` bytes in which every value occurs, no two chunks alike.
inline std::string SampleBody(std::size_t size) {
  std::string body(size, '\0');
  std::uint32_t state = 1;
  for (char& byte : body) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<char>(state >> 24U);
  }
  return body;
}

}  // namespace pipeline::immudb_writer
