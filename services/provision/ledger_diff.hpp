#pragma once

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/provision/change.hpp"

namespace pipeline::provision {

/// immudb's numbers for what a user may do in a database.
inline constexpr int kReadOnly = 1;
inline constexpr int kReadWrite = 2;

/// A user of the ledger as it is to be.
struct LedgerUser {
  std::string name;
  std::string password;
  int permission = kReadOnly;
  std::set<std::string> privileges;  ///< SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER.
};

/// A user as immudb has it.
struct FoundUser {
  bool active = false;
  int permission = 0;                ///< In the database of the ledger; 0: none.
  std::set<std::string> privileges;  ///< The same.
};

/// The sync frequency of a database in the answer to /db/list/v2; nothing where there is no such
/// database. Pure, as all here.
std::optional<std::chrono::milliseconds> SyncFrequencyOf(const nlohmann::json& databases,
                                                         const std::string& name);

/// A user in the answer to /user/list; nothing where there is none of this name.
std::optional<FoundUser> UserOf(const nlohmann::json& users,
                                const std::string& name,
                                const std::string& database);

std::vector<Change> CompareDatabase(const std::string& name,
                                    std::chrono::milliseconds wanted,
                                    std::optional<std::chrono::milliseconds> found);

std::vector<Change> CompareUser(const LedgerUser& wanted,
                                const std::optional<FoundUser>& found,
                                bool password_accepted);

/// The elements of the first that are not in the second.
std::set<std::string> Without(const std::set<std::string>& first,
                              const std::set<std::string>& second);

}  // namespace pipeline::provision
