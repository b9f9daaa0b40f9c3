#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/base/error.hpp"
#include "libs/ledger/bound_values.hpp"
#include "libs/ledger/immudb_options.hpp"
#include "libs/ledger/statement.hpp"
#include "libs/ledger/watchdog.hpp"

namespace pipeline::ledger {

/// The rows that a statement gave back. Views into it live as long as it does.
class Rows {
 public:
  explicit Rows(const pqxx::result& result) : result_(result) {}

  std::size_t size() const { return static_cast<std::size_t>(result_.size()); }
  /// Every byte of the value, NUL included; empty for a NULL.
  std::string_view Text(std::size_t row, std::size_t column) const;
  /// Nothing where the value is not a whole number.
  std::optional<std::int64_t> Integer(std::size_t row, std::size_t column) const;
  /// Nothing where the value is not a BLOB as immudb prints it: \x and hexadecimal digits.
  std::optional<std::string> Blob(std::size_t row, std::size_t column) const;

 private:
  pqxx::result result_;
};

/// One session of immudb, in which every statement commits by itself and values are always bound.
/// Each call takes the deadline of the options at most. After an Error the session is not to be
/// used again: what the server did and thinks is unknown. Not thread-safe.
class SqlConnection {
 public:
  static base::Result<std::unique_ptr<SqlConnection>> Open(const ImmudbOptions& options);

  /// Refuses to send a value over kMaxValueBytes (kTooLarge), and any number of values other than
  /// the statement's: with fewer the whole server dies.
  base::Result<Rows> Execute(const Statement& statement, const BoundValues& values);

  /// For the few statements that immudb only answers through the simple protocol; they have no
  /// values.
  base::Result<Rows> ExecuteSimple(const Statement& statement);

 private:
  SqlConnection(const std::string& connection_string, const ImmudbOptions& options);

  /// The name under which the statement is prepared in this session. Throws what libpqxx throws.
  const std::string& Prepared(const Statement& statement);

  template <typename Call>
  base::Result<Rows> Guarded(const Statement& statement, Call&& call);

  std::string address_;
  std::chrono::milliseconds deadline_;
  pqxx::connection connection_;
  /// By text: what immudb has parsed, it need not parse again, and the parsing of a statement of
  /// many rows takes longer than writing them.
  std::unordered_map<std::string, std::string> prepared_;
  Watchdog watchdog_;
};

}  // namespace pipeline::ledger
