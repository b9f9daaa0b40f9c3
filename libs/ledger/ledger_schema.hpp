#pragma once

#include <array>
#include <string_view>

#include "common/base/error.hpp"
#include "libs/ledger/sql_connection.hpp"
#include "libs/ledger/statement.hpp"

namespace pipeline::ledger {

/// The names of the tables are their version: another layout gets other names, because immudb
/// cannot change a table through this protocol.
inline constexpr std::string_view kUploadTable = "upload";
inline constexpr std::string_view kChunkTable = "upload_chunk";
inline constexpr std::array kTables{kChunkTable, kUploadTable};

/// Creates what is not there. Each does nothing where it is.
std::array<std::string_view, 4> SchemaStatements();

/// The columns that the table must have, worded as `upload_id VARCHAR[64] INDEXED, ...`, in order.
std::string_view ExpectedColumns(std::string_view table);
Statement SelectColumns(std::string_view table);

/// Looks at the columns of one table. kNotFound without it; kInvalidConfiguration where a table of
/// another layout has the name: says which columns differ.
base::Result<void> CheckTable(SqlConnection& connection, std::string_view table);

/// Makes the tables where they are not there and the user may, and checks their columns.
/// kInvalidConfiguration where a table of another layout has the name: says which columns differ.
/// kNotFound (retryable) where they are missing and the user may not create them.
base::Result<void> EnsureTables(SqlConnection& connection);

}  // namespace pipeline::ledger
