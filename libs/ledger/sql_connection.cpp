#include "libs/ledger/sql_connection.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <exception>
#include <utility>

#include "libs/ledger/classify.hpp"

namespace pipeline::ledger {
namespace {

using base::ErrorCode;

constexpr std::uint8_t kNoDigit = 0xFF;

// A table, because the digits of a payload come in no order that a branch could be predicted from.
constexpr std::array<std::uint8_t, 256> HexValues() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::uint8_t i = 0; i < 10; ++i) {
    values.at('0' + static_cast<std::size_t>(i)) = i;
  }
  for (std::uint8_t i = 0; i < 6; ++i) {
    values.at('a' + static_cast<std::size_t>(i)) = static_cast<std::uint8_t>(10 + i);
  }
  return values;
}

constexpr auto kHexValues = HexValues();

std::uint8_t HexValue(char c) { return kHexValues[static_cast<std::uint8_t>(c)]; }

}  // namespace

std::string_view Rows::Text(std::size_t row, std::size_t column) const {
  const auto field =
      result_[static_cast<pqxx::result::size_type>(row)][static_cast<pqxx::row::size_type>(column)];
  return field.is_null() ? std::string_view() : std::string_view(field.c_str(), field.size());
}

std::optional<std::int64_t> Rows::Integer(std::size_t row, std::size_t column) const {
  const std::string_view text = Text(row, column);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

std::optional<std::string> Rows::Blob(std::size_t row, std::size_t column) const {
  std::string_view text = Text(row, column);
  if (!text.starts_with("\\x") || text.size() % 2 != 0) {
    return std::nullopt;
  }
  text.remove_prefix(2);
  std::string bytes(text.size() / 2, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::uint8_t high = HexValue(text[2 * i]);
    const std::uint8_t low = HexValue(text[2 * i + 1]);
    if (high == kNoDigit || low == kNoDigit) {
      return std::nullopt;
    }
    bytes[i] = static_cast<char>(high << 4U | low);
  }
  return bytes;
}

SqlConnection::SqlConnection(const std::string& connection_string, const ImmudbOptions& options)
    : address_(options.address), deadline_(options.deadline), connection_(connection_string) {
  ForbidReconnect(connection_);
}

base::Result<std::unique_ptr<SqlConnection>> SqlConnection::Open(const ImmudbOptions& options) {
  const auto connection_string = ConnectionString(options);
  if (!connection_string) {
    return tl::make_unexpected(connection_string.error());
  }
  try {
    return std::unique_ptr<SqlConnection>(new SqlConnection(*connection_string, options));
  } catch (const std::exception& failure) {
    return tl::make_unexpected(
        ClassifyFailure(failure.what(), false).Within("immudb at " + options.address));
  }
}

template <typename Call>
base::Result<Rows> SqlConnection::Guarded(const Statement& statement, Call&& call) {
  const std::string where = "immudb at " + address_ + ", " + statement.purpose;
  try {
    const Watchdog::Watch watch(watchdog_, connection_.sock(), deadline_);
    pqxx::nontransaction transaction(connection_);
    return Rows(std::forward<Call>(call)(transaction));
  } catch (const std::exception& failure) {
    if (watchdog_.fired()) {
      return base::Fail(ErrorCode::kTimeout,
                        where + ": expected an answer within " + std::to_string(deadline_.count()) +
                            " ms, none came",
                        true);
    }
    return tl::make_unexpected(
        ClassifyFailure(failure.what(), connection_.is_open()).Within(where));
  }
}

base::Result<Rows> SqlConnection::Execute(const Statement& statement, const BoundValues& values) {
  if (values.count() != statement.parameters) {
    return base::Fail(ErrorCode::kInternal,
                      statement.purpose + ": expected " + std::to_string(statement.parameters) +
                          " values, got " + std::to_string(values.count()));
  }
  if (values.oversize()) {
    return base::Fail(ErrorCode::kTooLarge,
                      statement.purpose + ": expected values of at most " +
                          std::to_string(kMaxValueBytes) + " bytes, " +
                          std::to_string(kMaxStatementBytes) + " together, got one of " +
                          std::to_string(values.largest()));
  }
  return Guarded(statement, [&](pqxx::nontransaction& transaction) {
    return values.Run(transaction, Prepared(statement));
  });
}

const std::string& SqlConnection::Prepared(const Statement& statement) {
  const auto [entry, added] = prepared_.try_emplace(statement.text);
  if (added) {
    entry->second = "s" + std::to_string(prepared_.size());
    connection_.prepare(entry->second, statement.text);
  }
  return entry->second;
}

base::Result<Rows> SqlConnection::ExecuteSimple(const Statement& statement) {
  return Guarded(statement, [&](pqxx::nontransaction& transaction) {
    return transaction.exec(statement.text);
  });
}

}  // namespace pipeline::ledger
