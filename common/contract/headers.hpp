#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pipeline::contract {

/// The headers of one message: names are case sensitive, a name stands once. An empty value is
/// never kept, because an empty value on the wire makes nats.c 3.4.1 swallow the next header.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<std::pair<std::string, std::string>> entries);

  /// Replaces the value of `name`. An empty `value` removes it. CR and LF become spaces.
  void Set(std::string_view name, std::string_view value);
  void Remove(std::string_view name);
  /// Empty if absent.
  std::string_view Get(std::string_view name) const;

  bool empty() const { return entries_.empty(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  /// The approximate size of the headers on the wire, in bytes.
  std::size_t Bytes() const;

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

// The headers of docs/message-contract.md.
inline constexpr const char* kUploadIdHeader = "Upload-Id";
inline constexpr const char* kOriginHeader = "Origin";
inline constexpr const char* kSenderHeader = "Sender";
inline constexpr const char* kContentSha256Header = "Content-Sha256";
inline constexpr const char* kFileNameHeader = "File-Name";  ///< Percent-encoded.
inline constexpr const char* kSheetsHeader = "Sheets";
inline constexpr const char* kRowsHeader = "Rows";
inline constexpr const char* kTraceparentHeader = "traceparent";
inline constexpr const char* kIdHeader = "id";
inline constexpr const char* kUnixTimeHeader = "unix_time";
inline constexpr const char* kMessageIdHeader = "Nats-Msg-Id";
inline constexpr const char* kExpectedLastSubjectSequenceHeader =
    "Nats-Expected-Last-Subject-Sequence";
inline constexpr const char* kExpectedStreamHeader = "Nats-Expected-Stream";

inline constexpr const char* kDeadLetterReasonHeader = "Dead-Letter-Reason";
inline constexpr const char* kDeadLetterCodeHeader = "Dead-Letter-Code";
inline constexpr const char* kDeadLetterServiceHeader = "Dead-Letter-Service";
inline constexpr const char* kDeadLetterSubjectHeader = "Dead-Letter-Subject";
inline constexpr const char* kDeadLetterStreamHeader = "Dead-Letter-Stream";
inline constexpr const char* kDeadLetterSequenceHeader = "Dead-Letter-Sequence";
inline constexpr const char* kDeadLetterDeliveriesHeader = "Dead-Letter-Deliveries";
inline constexpr const char* kDeadLetterPartHeader = "Dead-Letter-Part";

/// On ledger receipts: the ledger's committed state that the upload's row is at or before.
inline constexpr const char* kAnchorTxIdHeader = "Anchor-Tx-Id";
inline constexpr const char* kAnchorTxHashHeader = "Anchor-Tx-Hash";

}  // namespace pipeline::contract
