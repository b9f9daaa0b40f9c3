#include "libs/ledger/classify.hpp"

#include <algorithm>
#include <array>

namespace pipeline::ledger {
namespace {

using base::ErrorCode;

struct KnownFailure {
  std::string_view text;
  ErrorCode code;
  bool retryable;
  std::string_view advice = {};
};

constexpr std::array kKnownFailures{
    KnownFailure{"max value length exceeded", ErrorCode::kTooLarge, false},
    KnownFailure{"max number of entries per tx exceeded", ErrorCode::kTooLarge, false},
    KnownFailure{"max key length exceeded", ErrorCode::kTooLarge, false},
    KnownFailure{"max length exceeded", ErrorCode::kTooLarge, false},
    KnownFailure{"tx read conflict", ErrorCode::kConflict, true},
    KnownFailure{"key already exists", ErrorCode::kConflict, true},
    KnownFailure{"table does not exist", ErrorCode::kNotFound, true},
    KnownFailure{
        "selected db doesn't exists", ErrorCode::kNotFound, true, "the database must be created"},
    KnownFailure{"invalid user name or password",
                 ErrorCode::kInvalidConfiguration,
                 false,
                 "check IMMUDB_USER and IMMUDB_PASSWORD"},
    KnownFailure{"no password supplied",
                 ErrorCode::kInvalidConfiguration,
                 false,
                 "set IMMUDB_PASSWORD or IMMUDB_PASSWORD_FILE"},
    KnownFailure{"column does not exist", ErrorCode::kInvalidConfiguration, false},
    KnownFailure{"access denied", ErrorCode::kPermissionDenied, false},
    KnownFailure{"permission denied", ErrorCode::kPermissionDenied, false},
    KnownFailure{"data is corrupted",
                 ErrorCode::kCorrupted,
                 false,
                 "immudb refuses what is on its disk: restore it from a copy"},
    KnownFailure{"max active snapshots limit reached",
                 ErrorCode::kUnavailable,
                 true,
                 "immudb has leaked snapshots and must be restarted"},
    KnownFailure{"max sessions number reached", ErrorCode::kUnavailable, true},
    KnownFailure{"no session found", ErrorCode::kUnavailable, true},
    KnownFailure{"already closed", ErrorCode::kUnavailable, true},
    KnownFailure{"no ongoing transaction", ErrorCode::kUnavailable, true},
};

}  // namespace

std::string OneLine(std::string_view text) {
  constexpr std::string_view kPrefix = "ERROR:  ";
  std::string line(text);
  for (auto at = line.find(kPrefix); at != std::string::npos; at = line.find(kPrefix)) {
    line.erase(at, kPrefix.size());
  }
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  while (!line.empty() && line.back() == ' ') {
    line.pop_back();
  }
  return line;
}

base::Error ClassifyFailure(std::string_view text, bool connection_open) {
  std::string line = OneLine(text);
  const auto known = std::find_if(
      kKnownFailures.begin(), kKnownFailures.end(), [text](const KnownFailure& failure) {
        return text.find(failure.text) != std::string_view::npos;
      });
  if (known == kKnownFailures.end()) {
    const auto code = connection_open ? ErrorCode::kInternal : ErrorCode::kUnavailable;
    return {code, std::move(line), true};
  }
  if (!known->advice.empty()) {
    line.append("; ").append(known->advice);
  }
  return {known->code, std::move(line), known->retryable};
}

}  // namespace pipeline::ledger
