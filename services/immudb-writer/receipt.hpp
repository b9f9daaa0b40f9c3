#pragma once

#include <string>

#include "services/immudb-writer/ledger.hpp"

namespace pipeline::immudb_writer {

/// The place of the rows.
struct LedgerPlace {
  std::string database;
  std::string table;
};

/// The body of a safeInputsLedgerReceipt message, in JSON: what is stored, since when, and the
/// anchor, a state of the database that includes the row. Pure.
std::string MakeReceipt(const LedgerUpload& upload,
                        const LedgerEntry& entry,
                        const LedgerPlace& place);

}  // namespace pipeline::immudb_writer
