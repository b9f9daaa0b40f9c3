#include <httplib.h>

#include <pqxx/pqxx>

#include "common/base/encoding.hpp"
#include "common/base/host_port.hpp"
#include "services/provision/immudb_admin.hpp"
#include "services/provision/ledger_diff.hpp"
#include "tests/support/immudb_server.hpp"
#include "tests/support/provision_fixture.hpp"

namespace pipeline::provision {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kInsert =
    "INSERT INTO upload (upload_id, original_filename, sheet_key, sender, origin, content_sha256, "
    "byte_len, chunk_count, sheet_count, sheet_row_count, accepted_at_us, stored_at_us, batch_id) "
    "VALUES ('u1', 'a.csv', 'a.csv', '', '1-1', 'ab', 1, 1, 1, 1, 1, 1, 'b1')";

struct Login {
  const char* user;
  const char* password;
};

constexpr Login kWriter{"ledgerwriter", "writers-own"};
constexpr Login kReader{"ledgerreader", "readers-own"};

// A ledger beside the streams. The administrator's password of the volume is the old one.
class ProvisionLedgerTest : public ProvisionFixture {
 protected:
  std::map<std::string, std::string> Environment() const override {
    return {{"NATS_URL", server_.url()},
            {"IMMUDB_ADMIN_ADDRESS", immudb_.web_address()},
            {"IMMUDB_ADDRESS", immudb_.address()},
            {"IMMUDB_ADMIN_PASSWORD", "new"},
            {"IMMUDB_ADMIN_OLD_PASSWORD", "old"},
            {"IMMUDB_WRITER_PASSWORD", kWriter.password},
            {"IMMUDB_READER_PASSWORD", kReader.password}};
  }

  std::string ConnectionString(const Login& login) const {
    return "host=127.0.0.1 port=" + std::to_string(immudb_.port()) +
           " dbname=ledger user=" + login.user + " password=" + login.password +
           " sslmode=disable gssencmode=disable connect_timeout=5";
  }

  // immudb's refusal over the PostgreSQL protocol; nothing if it complied.
  std::string Refusal(const Login& login, const std::string& sql) const {
    try {
      pqxx::connection connection(ConnectionString(login));
      pqxx::nontransaction(connection).exec(sql);
      return {};
    } catch (const std::exception& error) {
      return error.what();
    }
  }

  // The same over REST.
  std::string RestRefusal(const Login& login, const std::string& sql) const {
    const auto address = base::ParseHostPort(immudb_.web_address());
    httplib::Client client(address->host, address->port);
    const json credentials = {{"user", base::Base64Encode(login.user)},
                              {"password", base::Base64Encode(login.password)}};
    const auto in = client.Post("/api/login", credentials.dump(), "application/json");
    const auto use = client.Get("/api/db/use/ledger", Bearer(in));
    const auto done =
        client.Post("/api/db/sqlexec", Bearer(use), json{{"sql", sql}}.dump(), "application/json");
    if (!done) return httplib::to_string(done.error());
    return json::parse(done->body).value("message", "");
  }

  // Logged in as the administrator.
  std::unique_ptr<ImmudbAdmin> Admin(const std::string& password = "new") {
    auto admin = std::make_unique<ImmudbAdmin>(immudb_.web_address());
    EXPECT_EQ(admin->LogIn("immudb", password), true);
    return admin;
  }

  testing::ImmudbServer immudb_{{.admin_password = "old", .web_server = true}};

 private:
  static httplib::Headers Bearer(const httplib::Result& answer) {
    const std::string body = answer ? answer->body : "{}";
    return {{"Authorization", "Bearer " + json::parse(body).value("token", "")}};
  }
};

TEST_F(ProvisionLedgerTest, PlansAndMakesTheLedgerOnce) {
  const Finished plan = Run({"plan"});
  EXPECT_EQ(plan.exit_code, 3) << plan.errors;
  for (const char* line : {"user immudb: password: wanted the configured one, found the old one\n",
                           "database ledger: wanted, not found\n",
                           "table upload: wanted, not found\n",
                           "table upload_chunk: wanted, not found\n",
                           "user ledgerwriter: wanted, not found\n",
                           "user ledgerreader: wanted, not found\n"}) {
    EXPECT_THAT(plan.output, HasSubstr(line));
  }
  Provision();
  EXPECT_EQ(Run({"check"}).output, "nothing differs\n");
  EXPECT_EQ(SyncFrequencyOf(Admin()->Databases().value(), "ledger"), std::chrono::milliseconds(4));
  EXPECT_EQ(Run({"apply"}).output, "nothing differs\n");
  EXPECT_EQ(Admin()->Accepts("immudb", "old"), false);
}

TEST_F(ProvisionLedgerTest, NoPasswordIsEverPrinted) {
  const Finished applied = Run({"apply", "--log-level", "trace"});
  EXPECT_EQ(applied.exit_code, 0) << applied.errors;
  for (const char* password : {kWriter.password, kReader.password}) {
    EXPECT_THAT(applied.output + applied.errors, Not(HasSubstr(password)));
    EXPECT_THAT(applied.output + applied.errors, Not(HasSubstr(base::Base64Encode(password))));
  }
}

TEST_F(ProvisionLedgerTest, TheWriterInsertsAndReadsAndNothingElse) {
  Provision();
  EXPECT_EQ(Refusal(kWriter, kInsert), "");
  EXPECT_EQ(Refusal(kWriter, "SELECT upload_id FROM upload"), "");
  const std::string upsert = "UPSERT" + std::string(kInsert).substr(6);
  const std::map<std::string, std::string> refused{
      {"UPDATE upload SET sender = 'x'", "[UPDATE]"},
      {upsert, "[INSERT UPDATE]"},
      {"DELETE FROM upload WHERE upload_id = 'u1'", "[DELETE]"},
      {"DROP TABLE upload", "[DROP]"},
      {"CREATE TABLE IF NOT EXISTS t (id INTEGER, PRIMARY KEY id)", "[CREATE]"}};
  for (const auto& [sql, privileges] : refused) {
    const std::string expected = "access denied: statement requires " + privileges + " privileges";
    EXPECT_THAT(Refusal(kWriter, sql), HasSubstr(expected)) << sql;
    EXPECT_THAT(RestRefusal(kWriter, sql), HasSubstr(expected)) << sql;
  }
  EXPECT_EQ(RestRefusal(kWriter, "ALTER TABLE upload ADD COLUMN z INTEGER"),
            "access denied: statement requires [ALTER] privileges");
  EXPECT_EQ(RestRefusal(kWriter, "GRANT UPDATE ON DATABASE ledger TO USER ledgerwriter"),
            "changing your own privileges is not allowed");
  EXPECT_EQ(Run({"check"}).exit_code, 0);
}

TEST_F(ProvisionLedgerTest, TheReaderOnlyReads) {
  Provision();
  ASSERT_EQ(Refusal(kWriter, kInsert), "");
  EXPECT_EQ(Refusal(kReader, "SELECT upload_id FROM upload"), "");
  EXPECT_THAT(Refusal(kReader, kInsert), HasSubstr("access denied"));
  EXPECT_EQ(RestRefusal(kReader, kInsert), "permission denied");
}

TEST_F(ProvisionLedgerTest, CheckNamesAPrivilegeTooManyAndApplyTakesItBack) {
  Provision();
  ASSERT_TRUE(Admin()->Grant(kWriter.user, "ledger", {"UPDATE"}));
  const Finished check = Run({"check"});
  EXPECT_EQ(check.exit_code, 3);
  EXPECT_THAT(check.output,
              HasSubstr("user ledgerwriter: privileges: wanted INSERT SELECT, found INSERT SELECT "
                        "UPDATE\n"));
  Provision();
  EXPECT_EQ(Run({"check"}).exit_code, 0);
  EXPECT_THAT(Refusal(kWriter, "UPDATE upload SET sender = 'x'"), HasSubstr("access denied"));
}

TEST_F(ProvisionLedgerTest, MendsAUserOfAnotherPermissionAndPassword) {
  Provision();
  ASSERT_TRUE(Admin()->SetPermission(kReader.user, "ledger", kReadWrite));
  ASSERT_TRUE(Admin()->ChangePassword(kReader.user, "", "another"));
  const Finished check = Run({"check"});
  EXPECT_THAT(check.output, HasSubstr("user ledgerreader: permission: wanted READ, found "));
  EXPECT_THAT(check.output, HasSubstr("user ledgerreader: password: wanted the configured one"));
  Provision();
  EXPECT_EQ(Run({"check"}).exit_code, 0);
  EXPECT_EQ(Admin()->Accepts(kReader.user, "another"), false);
  EXPECT_THAT(Refusal(kReader, kInsert), HasSubstr("access denied"));
}

TEST_F(ProvisionLedgerTest, ChangesTheSyncFrequencyForTheNextStartOfImmudb) {
  Provision();
  ASSERT_TRUE(Admin()->SetSyncFrequency("ledger", std::chrono::milliseconds(50)));
  EXPECT_THAT(Run({"check"}).output,
              HasSubstr("database ledger: syncFrequency: wanted 4ms, found 50ms\n"));
  const Finished applied = Run({"apply"});
  EXPECT_THAT(applied.output, HasSubstr("syncFrequency, which immudb uses from its next start on"));
  EXPECT_EQ(Run({"check"}).exit_code, 0);
}

TEST_F(ProvisionLedgerTest, CheckTellsOfRowsThatWereOverwritten) {
  Provision();
  ASSERT_EQ(Refusal(kWriter, kInsert), "");
  EXPECT_EQ(Run({"check"}).exit_code, 0);
  const std::string overwrite =
      std::string(kInsert) + " ON CONFLICT (upload_id) DO UPDATE SET sender = 'forged'";
  ASSERT_EQ(Refusal(kWriter, overwrite), "");
  ASSERT_EQ(Refusal(kWriter, overwrite), "");
  const Finished check = Run({"check"});
  EXPECT_EQ(check.exit_code, 3);
  EXPECT_EQ(check.output, "table upload: overwritten rows: wanted 0, found 1, of u1\n");
  EXPECT_EQ(Run({"plan"}).exit_code, 0);
}

TEST_F(ProvisionLedgerTest, ASessionOfTheWriterOutlivesWhatChangesNothing) {
  Provision();
  pqxx::connection session(ConnectionString(kWriter));
  EXPECT_EQ(Run({"check"}).exit_code, 0);
  EXPECT_EQ(Run({"apply"}).exit_code, 0);
  EXPECT_NO_THROW(pqxx::nontransaction(session).exec(kInsert));
}

TEST_F(ProvisionLedgerTest, TriesEachOldPassword) {
  const Finished applied = Run({"apply"}, {{"IMMUDB_ADMIN_OLD_PASSWORD", "older\nold\noldest"}});
  EXPECT_EQ(applied.exit_code, 0) << applied.errors;
  EXPECT_EQ(Admin()->Accepts("immudb", "new"), true);
}

TEST_F(ProvisionLedgerTest, NamesTheAdministratorsPasswordThatIsRefused) {
  const Finished plan = Run({"plan"}, {{"IMMUDB_ADMIN_OLD_PASSWORD", "wrong"}});
  EXPECT_EQ(plan.exit_code, 1);
  EXPECT_THAT(plan.errors, HasSubstr("takes no password of user immudb"));
}

TEST_F(ProvisionLedgerTest, NamesImmudbWhereItIsAway) {
  immudb_.Kill();
  const Finished plan = Run({"plan", "--timeout", "100ms"});
  EXPECT_EQ(plan.exit_code, 1);
  EXPECT_THAT(plan.errors, HasSubstr("the ledger: immudb at " + immudb_.web_address()));
}

}  // namespace
}  // namespace pipeline::provision
