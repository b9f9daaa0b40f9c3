#include "libs/http/tls_context.hpp"

#include <gmock/gmock.h>

#include "tests/support/certificates.hpp"
#include "tests/support/process.hpp"

namespace pipeline::http {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class TlsContextTest : public ::testing::Test {
 protected:
  TlsContextTest() { certificates_.Make("a"); }

  // Empty where the files are taken.
  static std::string Complaint(const TlsFiles& files) {
    const auto loaded = TlsContext::Load(files);
    if (loaded) return {};
    EXPECT_EQ(loaded.error().code, base::ErrorCode::kInvalidConfiguration);
    return loaded.error().message;
  }

  std::string certificate() const { return certificates_.certificate("a"); }
  std::string key() const { return certificates_.key("a"); }

  testing::Certificates certificates_;
};

TEST_F(TlsContextTest, IsNoneWithoutFiles) {
  const auto none = TlsContext::Load({});
  ASSERT_TRUE(none);
  EXPECT_FALSE(*none);
}

TEST_F(TlsContextTest, TakesAPair) { EXPECT_EQ(Complaint({certificate(), key()}), ""); }

TEST_F(TlsContextTest, NamesWhatIsMissing) {
  EXPECT_THAT(Complaint({"/nowhere/a.pem", key()}),
              AllOf(HasSubstr("HTTP_TLS_CERT"), HasSubstr("in /nowhere/a.pem: No such file")));
  EXPECT_THAT(Complaint({certificate(), "/nowhere/a.key"}),
              AllOf(HasSubstr("HTTP_TLS_KEY"), HasSubstr("in /nowhere/a.key: No such file")));
}

TEST_F(TlsContextTest, NamesWhatIsSomethingElse) {
  EXPECT_THAT(Complaint({key(), key()}), HasSubstr("HTTP_TLS_CERT"));
  EXPECT_THAT(Complaint({"/", key()}), HasSubstr("HTTP_TLS_CERT"));
  EXPECT_THAT(Complaint({certificate(), certificate()}),
              AllOf(HasSubstr("HTTP_TLS_KEY"), HasSubstr("in " + certificate() + ": ")));
}

TEST_F(TlsContextTest, RefusesTheKeyOfAnotherCertificate) {
  certificates_.Make("b");
  EXPECT_THAT(Complaint({certificate(), certificates_.key("b")}),
              AllOf(HasSubstr("HTTP_TLS_KEY"), HasSubstr(certificates_.key("b"))));
}

// OpenSSL asks for the password at the terminal, and a service waits there for ever.
TEST_F(TlsContextTest, RefusesAnEncryptedKey) {
  const std::string encrypted = certificates_.key("encrypted");
  testing::Process openssl({.argv = {"openssl",
                                     "pkey",
                                     "-in",
                                     key(),
                                     "-aes256",
                                     "-passout",
                                     "pass:secret",
                                     "-out",
                                     encrypted}});
  ASSERT_EQ(openssl.Wait(std::chrono::seconds(30)), 0) << openssl.Errors();
  EXPECT_THAT(Complaint({certificate(), encrypted}),
              AllOf(HasSubstr("HTTP_TLS_KEY"), HasSubstr("not encrypted")));
}

}  // namespace
}  // namespace pipeline::http
