#include "services/provision/ledger_diff.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <nlohmann/json.hpp>

#include "common/base/encoding.hpp"
#include "common/base/options.hpp"

namespace pipeline::provision {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

// REST sends 64-bit numbers as texts, and leaves a zero out.
std::int64_t Number(const json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  std::int64_t number = 0;
  const std::string text = value.is_string() ? value.get<std::string>() : "";
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string Joined(const std::set<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : " ") + text;
  return joined.empty() ? "none" : joined;
}

std::string NameOf(int permission) {
  switch (permission) {
    case 0:
      return "none";
    case kReadOnly:
      return "READ";
    case kReadWrite:
      return "READWRITE";
    default:
      return "ADMIN";
  }
}

FoundUser ToFoundUser(const json& user, const std::string& database) {
  FoundUser found;
  found.active = user.value("active", false);
  for (const json& permission : user.value("permissions", json::array())) {
    if (permission.value("database", "") != database) continue;
    found.permission = permission.value("permission", 0);
  }
  for (const json& privilege : user.value("sqlPrivileges", json::array())) {
    if (privilege.value("database", "") != database) continue;
    found.privileges.insert(privilege.value("privilege", ""));
  }
  return found;
}

}  // namespace

std::optional<milliseconds> SyncFrequencyOf(const json& databases, const std::string& name) {
  for (const json& database : databases.value("databases", json::array())) {
    if (database.value("name", "") != name) continue;
    const json settings = database.value("settings", json::object());
    const json frequency = settings.value("syncFrequency", json::object());
    return milliseconds(Number(frequency.value("value", json())));
  }
  return std::nullopt;
}

std::optional<FoundUser> UserOf(const json& users,
                                const std::string& name,
                                const std::string& database) {
  const std::string encoded = base::Base64Encode(name);
  for (const json& user : users.value("users", json::array())) {
    if (user.value("user", "") == encoded) return ToFoundUser(user, database);
  }
  return std::nullopt;
}

std::vector<Change> CompareDatabase(const std::string& name,
                                    milliseconds wanted,
                                    std::optional<milliseconds> found) {
  const std::string what = "database " + name;
  if (!found) return {{what}};
  if (*found == wanted) return {};
  return {{what, "syncFrequency", base::FormatDuration(wanted), base::FormatDuration(*found)}};
}

std::vector<Change> CompareUser(const LedgerUser& wanted,
                                const std::optional<FoundUser>& found,
                                bool password_accepted) {
  const std::string what = "user " + wanted.name;
  if (!found) return {{what}};
  std::vector<Change> changes;
  if (!found->active) changes.push_back({what, "active", "true", "false"});
  if (found->permission != wanted.permission) {
    changes.push_back({what, "permission", NameOf(wanted.permission), NameOf(found->permission)});
  }
  if (found->privileges != wanted.privileges) {
    changes.push_back({what, "privileges", Joined(wanted.privileges), Joined(found->privileges)});
  }
  if (!password_accepted) {
    changes.push_back({what, "password", "the configured one", "another"});
  }
  return changes;
}

std::set<std::string> Without(const std::set<std::string>& first,
                              const std::set<std::string>& second) {
  std::set<std::string> rest;
  std::set_difference(
      first.begin(), first.end(), second.begin(), second.end(), std::inserter(rest, rest.end()));
  return rest;
}

}  // namespace pipeline::provision
