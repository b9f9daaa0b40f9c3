#pragma once

#include <cstddef>
#include <string>

namespace pipeline::ledger {

/// SQL that immudb is sent. Its text never holds a value, and is kept short: immudb runs some sixty
/// regular expressions over it at every execution.
struct Statement {
  std::string purpose;  ///< For messages: "insert of 3 chunks".
  std::string text;
  std::size_t parameters = 0;  ///< How many values have to be bound.
};

}  // namespace pipeline::ledger
