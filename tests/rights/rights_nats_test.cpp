#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/rights/operations.hpp"
#include "tests/support/pipeline_users.hpp"
#include "tests/support/raw_client.hpp"

namespace pipeline::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::string For(const std::string& user, std::string text) {
  const std::string_view mark = "{user}";
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
    text.replace(at, mark.size(), user);
  }
  return text;
}

// A user's connection, with a subscription for answers.
class User {
 public:
  User(const NatsServer& server, std::string name)
      : name_(std::move(name)), client_(server.port(), name_, PasswordOf(name_)) {
    EXPECT_TRUE(client_.Subscribe(inbox()).errors.empty()) << name_;
  }

  RawClient::Said Try(const Operation& operation) {
    const std::string subject = For(name_, operation.subject);
    if (operation.kind == Kind::kSubscribe) return client_.Subscribe(subject);
    return client_.Publish(subject, inbox(), For(name_, operation.body));
  }

  // Empty when it was done: no error, and an answer without one where an answer is due.
  std::string WhyNotDone(const Operation& operation) {
    RawClient::Said said = Try(operation);
    if (!said.errors.empty()) return said.errors.front();
    if (operation.kind == Kind::kSubscribe || operation.kind == Kind::kPublish) return {};
    client_.WaitForAnswer(said);
    if (!said.errors.empty()) return said.errors.front();
    if (said.answers.empty()) return "no answer";
    const std::string& answer = said.answers.front();
    return answer.find("\"error\"") == std::string::npos ? std::string() : answer;
  }

 private:
  std::string inbox() const { return "_INBOX_" + name_ + ".answers"; }

  std::string name_;
  RawClient client_;
};

// The server's own words, with the subject that was tried.
bool IsDenial(const RawClient::Said& said, const Operation& operation, const std::string& user) {
  const bool subscribe = operation.kind == Kind::kSubscribe;
  const std::string expected = std::string("Permissions Violation for ") +
                               (subscribe ? "Subscription" : "Publish") + " to \"" +
                               For(user, operation.subject) + "\"";
  return std::any_of(said.errors.begin(), said.errors.end(), [&](const std::string& error) {
    return error.find(expected) != std::string::npos;
  });
}

TEST(RightsTest, EachOperationWorksForItsOwnersAndIsDeniedToEveryOtherUser) {
  NatsServer server(DeployedServer());
  std::map<std::string, User> users;
  for (const std::string& name : Users()) users.try_emplace(name, server, name);
  int allowed = 0;
  int denied = 0;
  for (const Operation& operation : AllOperations()) {
    for (auto& [name, user] : users) {
      const auto& owners = operation.owners;
      SCOPED_TRACE(name + ": " + For(name, operation.subject));
      if (std::find(owners.begin(), owners.end(), name) != owners.end()) {
        const std::string problem = user.WhyNotDone(operation);
        EXPECT_EQ(problem, "");
        allowed += problem.empty() ? 1 : 0;
      } else {
        const bool is_denial = IsDenial(user.Try(operation), operation, name);
        EXPECT_TRUE(is_denial) << "was not denied";
        denied += is_denial ? 1 : 0;
      }
    }
  }
  std::cout << denied << " attempts denied, " << allowed << " allowed, of " << users.size()
            << " users\n";
  EXPECT_EQ(users.size(), 10U);
}

TEST(RightsTest, AMissingPasswordEndsTheStartWithItsName) {
  NatsServerOptions options = DeployedServer();
  options.env.erase("NATS_API_PASSWORD");
  EXPECT_THAT([&] { NatsServer server(options); },
              ThrowsMessage<std::runtime_error>(HasSubstr("NATS_API_PASSWORD")));
}

TEST(RightsTest, APasswordThatTheConfigurationTakesForSomethingElseEndsTheStart) {
  for (const char* value : {"123", "5mb", "true", "a;b", "{", "a b"}) {
    NatsServerOptions options = DeployedServer();
    options.env["NATS_API_PASSWORD"] = value;
    EXPECT_THROW(NatsServer server(options), std::runtime_error) << value;
  }
}

}  // namespace
}  // namespace pipeline::testing
