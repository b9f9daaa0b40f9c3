#include "tests/support/pipeline_users.hpp"

#include <fstream>
#include <iterator>
#include <regex>

namespace pipeline::testing {
namespace {

constexpr const char* kFolder = PIPELINE_SOURCE_DIR "/deploy/nats/";

// User to the variable that holds its password.
std::map<std::string, std::string> Variables() {
  std::ifstream file(std::string(kFolder) + "users.conf");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::regex user(R"re(user: "([^"]+)", password: \$([A-Z_]+))re");
  std::map<std::string, std::string> variables;
  for (std::sregex_iterator match(text.begin(), text.end(), user), end; match != end; ++match) {
    variables[(*match)[1]] = (*match)[2];
  }
  return variables;
}

}  // namespace

std::vector<std::string> Users() {
  std::vector<std::string> users;
  for (const auto& [user, variable] : Variables()) users.push_back(user);
  return users;
}

std::string PasswordOf(const std::string& user) { return "password-of-" + user; }

std::map<std::string, std::string> PasswordVariables() {
  std::map<std::string, std::string> passwords;
  for (const auto& [user, variable] : Variables()) passwords[variable] = PasswordOf(user);
  return passwords;
}

NatsServerOptions DeployedServer() {
  NatsServerOptions options;
  options.config_file = std::string(kFolder) + "nats-server.conf";
  options.env = PasswordVariables();
  return options;
}

nats::ConnectionOptions ConnectAs(const std::string& user, const std::string& url) {
  nats::ConnectionOptions options;
  options.url = url;
  options.name = user;
  options.user = user;
  options.password = PasswordOf(user);
  return options;
}

}  // namespace pipeline::testing
