#include "libs/ledger/bound_values.hpp"

#include <algorithm>
#include <array>

namespace pipeline::ledger {

void BoundValues::Add(std::string_view bytes) {
  ++count_;
  largest_ = std::max(largest_, bytes.size());
  oversize_ = oversize_ || bytes.size() > kMaxValueBytes ||
              bytes.size() > kMaxStatementBytes - std::min(bytes_, kMaxStatementBytes);
  if (oversize_) {
    return;
  }
  bytes_ += bytes.size();
#if PQXX_VERSION_MAJOR >= 7
  const auto* first = reinterpret_cast<const std::byte*>(bytes.data());
  values_.append(pqxx::bytes(first, bytes.size()));
#else
  values_.emplace_back(bytes.data(), bytes.size());
#endif
}

void BoundValues::AddInteger(std::int64_t value) {
  std::array<char, 8> big_endian{};
  auto rest = static_cast<std::uint64_t>(value);
  for (auto byte = big_endian.rbegin(); byte != big_endian.rend(); ++byte) {
    *byte = static_cast<char>(rest & 0xFFU);
    rest >>= 8U;
  }
  Add({big_endian.data(), big_endian.size()});
}

pqxx::result BoundValues::Run(pqxx::nontransaction& transaction, const std::string& name) const {
#if PQXX_VERSION_MAJOR >= 7
  return transaction.exec(pqxx::prepped{name}, values_);
#else
  return transaction.exec_prepared(
      name, pqxx::prepare::make_dynamic_params(values_.begin(), values_.end()));
#endif
}

void ForbidReconnect([[maybe_unused]] pqxx::connection& connection) {
#if PQXX_VERSION_MAJOR < 7
  // Deprecated because version 7 never reconnects; this one does.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  connection.inhibit_reactivation(true);
#pragma GCC diagnostic pop
#endif
}

}  // namespace pipeline::ledger
