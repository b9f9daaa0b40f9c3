#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pipeline::contract {

// The names of docs/message-contract.md. A message's subject is its stream's name and, after the
// raw stream, the file's key: "safeInputsUppercased.{key}".
inline constexpr const char* kRawStream = "safeInputsRawSheetData";
inline constexpr const char* kExtractedStream = "safeInputsExtractedSubset";
inline constexpr const char* kUppercasedStream = "safeInputsUppercased";
inline constexpr const char* kReceiptStream = "safeInputsLedgerReceipt";
inline constexpr const char* kDeadLetterStream = "safeInputsDeadLetter";

// Durable pull consumers.
inline constexpr const char* kRawConsumer = "safeInputsRawSheetDataConsumer";
inline constexpr const char* kExtractedConsumer = "safeInputsExtractedSubsetConsumer";
inline constexpr const char* kBucketConsumer = "safeInputsUppercasedKVConsumer";
inline constexpr const char* kLedgerConsumer = "safeInputsUppercasedImmudbConsumer";

/// The stream behind a key-value bucket (ADR-8).
std::string BucketStream(std::string_view bucket);
/// The subject of a key in a bucket.
std::string BucketSubject(std::string_view bucket, std::string_view key);

/// The two places that an upload ends in.
enum class Store { kBucket, kLedger };

/// The store that `service` writes. Nothing for any other service: what it dead-letters reaches
/// neither store. This and no other place in common and libs knows services by name.
std::optional<Store> StoreWrittenBy(std::string_view service);

}  // namespace pipeline::contract
