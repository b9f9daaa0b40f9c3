#include "tests/support/ledger_client.hpp"

#include <pqxx/pqxx>

namespace pipeline::testing {

std::map<std::string, int> LedgerClient::Uploads() const {
  pqxx::connection connection(connection_string_);
  pqxx::nontransaction transaction(connection);
  std::map<std::string, int> uploads;
  for (const auto& row : transaction.exec("SELECT upload_id FROM (HISTORY OF upload)")) {
    ++uploads[row[0].as<std::string>()];
  }
  return uploads;
}

}  // namespace pipeline::testing
