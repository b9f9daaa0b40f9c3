#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <pqxx/pqxx>
#include <string>

#include "services/immudb-writer/immudb_ledger.hpp"
#include "tests/support/immudb_server.hpp"
#include "tests/support/sample_upload.hpp"

namespace pipeline::immudb_writer {

inline ledger::ImmudbOptions OptionsFor(const testing::ImmudbServer& server) {
  ledger::ImmudbOptions options;
  options.address = server.address();
  return options;
}

/// A server of its own with the ledger's tables, a ledger on it, and a way around the ledger.
class LedgerFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto ensured = ledger_.EnsureSchema();
    ASSERT_TRUE(ensured.has_value()) << ensured.error().message;
  }

  /// The answer for a single upload; fails the test on an Error.
  LedgerAnswer StoreOne(const LedgerUpload& upload) {
    auto stored = ledger_.Store({&upload, 1});
    if (!stored || stored->size() != 1) {
      ADD_FAILURE() << (stored ? "expected one answer" : stored.error().message);
      return LedgerEntry{};
    }
    return stored->front();
  }

  /// The upload of the ledger under `id`; fails the test if there is none.
  StoredUpload Find(const std::string& id) {
    auto found = ledger_.FindUpload(id);
    if (!found || !*found) {
      ADD_FAILURE() << id << ": " << (found ? "not found" : found.error().message);
      return {};
    }
    return **found;
  }

  /// The number that a query without values answers, over a connection of its own.
  int Number(const std::string& query) {
    pqxx::connection connection(server_.connection_string());
    pqxx::nontransaction transaction(connection);
    return transaction.exec(query)[0][0].as<int>();
  }

  testing::ImmudbServer server_;
  ImmudbLedger ledger_{OptionsFor(server_)};
};

}  // namespace pipeline::immudb_writer
