#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace pipeline::testing {

/// Reads the ledger for tests, without the code under test.
class LedgerClient {
 public:
  /// `connection_string` as libpq takes it.
  explicit LedgerClient(std::string connection_string)
      : connection_string_(std::move(connection_string)) {}

  /// Upload-Id to the number of revisions of its header row, of all header rows.
  std::map<std::string, int> Uploads() const;

 private:
  std::string connection_string_;
};

}  // namespace pipeline::testing
