#pragma once

#include "common/base/error.hpp"
#include "services/immudb-writer/sql_connection.hpp"

namespace pipeline::immudb_writer {

/// Makes the tables where they are not there and the user may, and checks their columns.
/// kInvalidConfiguration where a table of another layout has the name: says which columns differ.
/// kNotFound (retryable) where they are missing and the user may not create them.
base::Result<void> EnsureTables(SqlConnection& connection);

}  // namespace pipeline::immudb_writer
