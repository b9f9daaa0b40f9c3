#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/contract/provenance.hpp"

namespace pipeline::uploads {

/// When a message of an upload was stored, and as what.
struct Mark {
  std::int64_t time_ns = 0;
  std::uint64_t sequence = 0;

  bool operator==(const Mark&) const = default;
};

struct Revision {
  std::string key;
  std::uint64_t sequence = 0;  ///< The revision's number.
  std::int64_t time_ns = 0;

  bool operator==(const Revision&) const = default;
};

struct LedgerReceipt {
  std::string transaction;
  std::string transaction_hash;
  std::int64_t time_ns = 0;

  bool operator==(const LedgerReceipt&) const = default;
};

struct DeadLetter {
  std::string service;
  std::string code;
  std::string reason;
  std::int64_t time_ns = 0;

  bool operator==(const DeadLetter&) const = default;
};

/// What is known of one acceptance of an upload. Empty texts and optionals are what no message has
/// said (yet).
struct UploadRecord {
  contract::Origin origin;
  std::string upload_id;
  std::string sender;
  std::string filename;
  std::string sha256;  ///< Of the raw body.
  std::string key;
  std::optional<std::uint64_t> bytes;  ///< Of the raw body.
  std::optional<std::uint64_t> sheets;
  std::optional<std::uint64_t> rows;
  std::optional<Mark> extracted;
  std::optional<Mark> uppercased;
  std::optional<Revision> revision;
  std::optional<LedgerReceipt> receipt;
  std::optional<DeadLetter> bucket_dead_letter;  ///< What ended its way to the bucket.
  std::optional<DeadLetter> ledger_dead_letter;  ///< What ended its way to the ledger.

  bool operator==(const UploadRecord&) const = default;
};

}  // namespace pipeline::uploads
