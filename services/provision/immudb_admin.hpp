#pragma once

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "common/base/error.hpp"

namespace httplib {
class Client;
}

namespace pipeline::provision {

/// immudb's administration over its REST interface (pkg/api/schema/schema.proto of immudb 1.11.1
/// names the paths), because over the PostgreSQL protocol REVOKE is acknowledged and does nothing.
/// Every call but LogIn() and Accepts() needs a login. Changing anything of a user ends that user's
/// sessions. Passwords appear in no error and no log. kUnavailable (retryable): nobody answers;
/// kPermissionDenied: not for this user; kInternal: refused, in immudb's words. One thread at a
/// time.
class ImmudbAdmin {
 public:
  using Json = nlohmann::json;

  /// `address` is host:port (ParseHostPort), checked before.
  explicit ImmudbAdmin(const std::string& address);
  /// Logs out.
  ~ImmudbAdmin();
  ImmudbAdmin(const ImmudbAdmin&) = delete;
  ImmudbAdmin& operator=(const ImmudbAdmin&) = delete;

  /// False where immudb refuses this user or password. The login is for all that follows.
  base::Result<bool> LogIn(const std::string& user, const std::string& password);
  /// Whether it would take them; the login stays whose it is.
  base::Result<bool> Accepts(const std::string& user, const std::string& password);

  /// The answers to /db/list/v2 and /user/list.
  base::Result<Json> Databases();
  base::Result<Json> Users();

  base::Result<void> CreateDatabase(const std::string& name, std::chrono::milliseconds sync);
  /// Saved at once, used from the next start of immudb on.
  base::Result<void> SetSyncFrequency(const std::string& database, std::chrono::milliseconds sync);

  base::Result<void> CreateUser(const std::string& name,
                                const std::string& password,
                                const std::string& database,
                                int permission);
  base::Result<void> Activate(const std::string& user);
  /// Gives the user every SQL privilege that immudb joins to this permission.
  base::Result<void> SetPermission(const std::string& user,
                                   const std::string& database,
                                   int permission);
  base::Result<void> Grant(const std::string& user,
                           const std::string& database,
                           const std::set<std::string>& privileges);
  base::Result<void> Revoke(const std::string& user,
                            const std::string& database,
                            const std::set<std::string>& privileges);
  /// `old_password` is only asked for where the administrator's own is changed; that ends the
  /// login.
  base::Result<void> ChangePassword(const std::string& user,
                                    const std::string& old_password,
                                    const std::string& password);

 private:
  base::Result<Json> Post(const std::string& path, const Json& body, const std::string& token);
  void LogOut(const std::string& token);
  base::Result<std::string> Token(const std::string& user, const std::string& password);
  base::Result<void> Do(const std::string& path, const Json& body);
  base::Result<void> ChangePrivileges(const char* action,
                                      const std::string& user,
                                      const std::string& database,
                                      const std::set<std::string>& privileges);

  const std::string address_;
  std::unique_ptr<httplib::Client> client_;
  std::string token_;
};

}  // namespace pipeline::provision
