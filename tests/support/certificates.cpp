#include "tests/support/certificates.hpp"

#include <chrono>
#include <stdexcept>
#include <vector>

#include "tests/support/process.hpp"

namespace pipeline::testing {
namespace {

// openssl req: a certificate of two days with an unencrypted key of its own.
void Request(const std::string& certificate,
             const std::string& key,
             const std::vector<std::string>& more) {
  std::vector<std::string> argv = {"openssl",
                                   "req",
                                   "-x509",
                                   "-newkey",
                                   "ec",
                                   "-pkeyopt",
                                   "ec_paramgen_curve:P-256",
                                   "-nodes",
                                   "-days",
                                   "2",
                                   "-out",
                                   certificate,
                                   "-keyout",
                                   key};
  argv.insert(argv.end(), more.begin(), more.end());
  Process openssl({.argv = argv});
  if (openssl.Wait(std::chrono::seconds(30)) != 0) {
    throw std::runtime_error("openssl made no certificate: " + openssl.Errors());
  }
}

}  // namespace

Certificates::Certificates() { Request(ca(), File("ca.key"), {"-subj", "/CN=test authority"}); }

void Certificates::Make(const std::string& name) {
  Request(certificate(name),
          key(name),
          {"-subj",
           "/CN=" + name,
           "-addext",
           "subjectAltName=IP:127.0.0.1",
           "-CA",
           ca(),
           "-CAkey",
           File("ca.key")});
}

}  // namespace pipeline::testing
