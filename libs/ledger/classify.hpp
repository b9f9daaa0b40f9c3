#pragma once

#include <string>
#include <string_view>

#include "common/base/error.hpp"

namespace pipeline::ledger {

/// Classifies a failed call by the text of its error: immudb gives almost none of them an
/// SQLSTATE, and libpqxx's exception type differs between its versions. An unknown text is
/// retryable, because nobody's upload is to be condemned for what may be the server's trouble.
///   kTooLarge        a value or a statement over one of immudb's limits; will never work
///   kInvalidConfiguration, kPermissionDenied, kCorrupted   somebody has to act first
///   everything else  retryable
base::Error ClassifyFailure(std::string_view text, bool connection_open);

/// The text on one line, without libpq's prefixes.
std::string OneLine(std::string_view text);

}  // namespace pipeline::ledger
