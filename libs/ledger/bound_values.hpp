#pragma once

#include <cstddef>
#include <cstdint>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <vector>

namespace pipeline::ledger {

/// The longest value that may be sent to immudb. It reads a message over 32 MiB as the messages
/// that its bytes happen to spell, so an oversize value is an SQL injection.
inline constexpr std::size_t kMaxValueBytes = std::size_t{1} << 20;
/// All values of a statement together: well above what is sent, well below those 32 MiB.
inline constexpr std::size_t kMaxStatementBytes = std::size_t{8} << 20;

/// The values of one statement, copied in, bound in binary format: so a text may hold any byte, NUL
/// included. The only place that knows how the two major versions of libpqxx bind.
class BoundValues {
 public:
  /// A VARCHAR or BLOB. A value over kMaxValueBytes, or one too many for kMaxStatementBytes, is not
  /// taken: from then on the whole set is oversize and will not be sent.
  void Add(std::string_view bytes);
  void AddInteger(std::int64_t value);

  std::size_t count() const { return count_; }
  bool oversize() const { return oversize_; }
  /// Size of the largest value offered, in bytes; for messages.
  std::size_t largest() const { return largest_; }

  /// Runs the prepared statement `name` with these values. Throws what libpqxx throws.
  pqxx::result Run(pqxx::nontransaction& transaction, const std::string& name) const;

 private:
#if PQXX_VERSION_MAJOR >= 7
  pqxx::params values_;
#else
  std::vector<pqxx::binarystring> values_;
#endif
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
  std::size_t largest_ = 0;
  bool oversize_ = false;
};

/// Says that a lost connection must not be rebuilt behind our back in mid-batch.
void ForbidReconnect(pqxx::connection& connection);

}  // namespace pipeline::ledger
