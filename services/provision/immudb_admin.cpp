#include "services/provision/immudb_admin.hpp"

#include <httplib.h>

#include <utility>

#include "common/base/encoding.hpp"
#include "common/base/host_port.hpp"
#include "common/base/json.hpp"

namespace pipeline::provision {

using base::ErrorCode;
using nlohmann::json;

namespace {

constexpr std::chrono::seconds kConnectTimeout{2};
constexpr std::chrono::seconds kAnswerTimeout{10};
constexpr int kGrpcUnavailable = 14;

base::Error ToError(const httplib::Result& answer, const std::string& what) {
  if (!answer) {
    const std::string why = httplib::to_string(answer.error());
    return {ErrorCode::kUnavailable, what + ": no answer (" + why + ")", true};
  }
  const json body = base::ParseJson(answer->body);
  if (!body.is_object()) {
    return {ErrorCode::kUnavailable, what + ": HTTP " + std::to_string(answer->status), true};
  }
  const std::string message = what + ": " + body.value("message", "refused without a reason");
  if (body.value("code", 0) == kGrpcUnavailable) return {ErrorCode::kUnavailable, message, true};
  const auto says = [&message](const char* text) {
    return message.find(text) != std::string::npos;
  };
  if (says("invalid user name or password") || says("user is not active") || says("permission")) {
    return {ErrorCode::kPermissionDenied, message, false};
  }
  return {ErrorCode::kInternal, message, false};
}

json SyncSettings(std::chrono::milliseconds sync) {
  return {{"syncFrequency", {{"value", sync.count()}}}};
}

std::unique_ptr<httplib::Client> MakeClient(const std::string& address) {
  const auto parsed = base::ParseHostPort(address).value_or(base::HostPort{});
  auto client = std::make_unique<httplib::Client>(parsed.host, parsed.port);
  client->set_connection_timeout(kConnectTimeout);
  client->set_read_timeout(kAnswerTimeout);
  client->set_write_timeout(kAnswerTimeout);
  return client;
}

}  // namespace

ImmudbAdmin::ImmudbAdmin(const std::string& address)
    : address_(address), client_(MakeClient(address)) {}

ImmudbAdmin::~ImmudbAdmin() { LogOut(token_); }

void ImmudbAdmin::LogOut(const std::string& token) {
  if (!token.empty()) Post("/logout", json::object(), token);
}

base::Result<json> ImmudbAdmin::Post(const std::string& path,
                                     const json& body,
                                     const std::string& token) {
  const httplib::Headers headers =
      token.empty() ? httplib::Headers{} : httplib::Headers{{"Authorization", "Bearer " + token}};
  const auto answer =
      body.is_null()
          ? client_->Get(("/api" + path), headers)
          : client_->Post(("/api" + path), headers, base::JsonText(body), "application/json");
  json parsed = answer ? base::ParseJson(answer->body) : json();
  if (answer && answer->status == 200 && parsed.is_object()) return parsed;
  return tl::make_unexpected(ToError(answer, "immudb at " + address_ + ", " + path));
}

base::Result<void> ImmudbAdmin::Do(const std::string& path, const json& body) {
  auto done = Post(path, body, token_);
  if (!done) return tl::make_unexpected(std::move(done).error());
  return {};
}

// Empty where they are refused.
base::Result<std::string> ImmudbAdmin::Token(const std::string& user, const std::string& password) {
  const auto answer =
      Post("/login",
           {{"user", base::Base64Encode(user)}, {"password", base::Base64Encode(password)}},
           "");
  if (answer) return answer->value("token", "");
  if (answer.error().code == ErrorCode::kPermissionDenied) return std::string();
  return tl::make_unexpected(answer.error());
}

base::Result<bool> ImmudbAdmin::LogIn(const std::string& user, const std::string& password) {
  LogOut(std::exchange(token_, ""));
  auto token = Token(user, password);
  if (!token) return tl::make_unexpected(std::move(token).error());
  token_ = std::move(*token);
  return !token_.empty();
}

base::Result<bool> ImmudbAdmin::Accepts(const std::string& user, const std::string& password) {
  const auto token = Token(user, password);
  if (!token) return tl::make_unexpected(token.error());
  LogOut(*token);
  return !token->empty();
}

base::Result<json> ImmudbAdmin::Databases() { return Post("/db/list/v2", json::object(), token_); }

base::Result<json> ImmudbAdmin::Users() { return Post("/user/list", nullptr, token_); }

base::Result<void> ImmudbAdmin::CreateDatabase(const std::string& name,
                                               std::chrono::milliseconds sync) {
  return Do("/db/create/v2", {{"name", name}, {"settings", SyncSettings(sync)}});
}

base::Result<void> ImmudbAdmin::SetSyncFrequency(const std::string& database,
                                                 std::chrono::milliseconds sync) {
  return Do("/db/update/v2", {{"database", database}, {"settings", SyncSettings(sync)}});
}

base::Result<void> ImmudbAdmin::CreateUser(const std::string& name,
                                           const std::string& password,
                                           const std::string& database,
                                           int permission) {
  return Do("/user",
            {{"user", base::Base64Encode(name)},
             {"password", base::Base64Encode(password)},
             {"permission", permission},
             {"database", database}});
}

base::Result<void> ImmudbAdmin::Activate(const std::string& user) {
  return Do("/user/setactiveUser", {{"active", true}, {"username", user}});
}

base::Result<void> ImmudbAdmin::SetPermission(const std::string& user,
                                              const std::string& database,
                                              int permission) {
  return Do("/user/changepermission",
            {{"action", "GRANT"},
             {"username", user},
             {"database", database},
             {"permission", permission}});
}

base::Result<void> ImmudbAdmin::ChangePrivileges(const char* action,
                                                 const std::string& user,
                                                 const std::string& database,
                                                 const std::set<std::string>& privileges) {
  return Do(
      "/user/changesqlprivileges",
      {{"action", action}, {"username", user}, {"database", database}, {"privileges", privileges}});
}

base::Result<void> ImmudbAdmin::Grant(const std::string& user,
                                      const std::string& database,
                                      const std::set<std::string>& privileges) {
  return ChangePrivileges("GRANT", user, database, privileges);
}

base::Result<void> ImmudbAdmin::Revoke(const std::string& user,
                                       const std::string& database,
                                       const std::set<std::string>& privileges) {
  return ChangePrivileges("REVOKE", user, database, privileges);
}

base::Result<void> ImmudbAdmin::ChangePassword(const std::string& user,
                                               const std::string& old_password,
                                               const std::string& password) {
  return Do("/user/password/change",
            {{"user", base::Base64Encode(user)},
             {"oldPassword", base::Base64Encode(old_password)},
             {"newPassword", base::Base64Encode(password)}});
}

}  // namespace pipeline::provision
