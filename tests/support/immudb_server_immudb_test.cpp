#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <pqxx/pqxx>
#include <stdexcept>

#include "tests/support/immudb_server.hpp"
#include "tests/support/tcp_client.hpp"

namespace pipeline::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

pqxx::result Execute(const ImmudbServer& server, const std::string& sql) {
  pqxx::connection connection(server.connection_string());
  return pqxx::nontransaction(connection).exec(sql);
}

std::vector<int> Rows(const ImmudbServer& server) {
  std::vector<int> ids;
  for (const auto& row : Execute(server, "SELECT id FROM kept ORDER BY id")) {
    ids.push_back(row[0].as<int>());
  }
  return ids;
}

void StoreOneRow(const ImmudbServer& server) {
  Execute(server, "CREATE TABLE kept (id INTEGER, PRIMARY KEY id)");
  Execute(server, "INSERT INTO kept (id) VALUES (1)");
}

TEST(ImmudbServerTest, KeepsAddressAndRowsOverKillAndRestart) {
  ImmudbServer server;
  const auto address = server.address();
  StoreOneRow(server);
  server.Kill();
  EXPECT_FALSE(TcpClient::Connect(server.port()).has_value());
  server.Restart();
  EXPECT_EQ(server.address(), address);
  EXPECT_THAT(Rows(server), ElementsAre(1));
  Execute(server, "INSERT INTO kept (id) VALUES (2)");
  EXPECT_THAT(Rows(server), ElementsAre(1, 2));
}

TEST(ImmudbServerTest, KeepsRowsOverStopAndRestart) {
  ImmudbServer server;
  StoreOneRow(server);
  EXPECT_EQ(server.Stop(), 0);
  server.Restart();
  EXPECT_THAT(Rows(server), ElementsAre(1));
}

TEST(ImmudbServerTest, AsksForTheChosenPassword) {
  const ImmudbServer server({.admin_password = "Chosen-1"});
  EXPECT_NO_THROW(pqxx::connection(server.connection_string()));
  EXPECT_THROW(pqxx::connection(server.connection_string() + " password=immudb"), pqxx::failure);
}

TEST(ImmudbServerTest, HasAWebServerOnlyIfAskedFor) {
  EXPECT_EQ(ImmudbServer().web_address(), "");
  const ImmudbServer server({.web_server = true});
  const auto port = std::stoi(server.web_address().substr(server.web_address().find(':') + 1));
  EXPECT_TRUE(TcpClient::Connect(static_cast<std::uint16_t>(port)).has_value());
}

TEST(ImmudbServerTest, LogsNoStatements) {
  const ImmudbServer server;
  StoreOneRow(server);
  EXPECT_THAT(server.Log(), ::testing::Not(HasSubstr("INSERT")));
}

}  // namespace
}  // namespace pipeline::testing
