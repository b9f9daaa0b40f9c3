#pragma once

#include <string>
#include <vector>

namespace pipeline::testing {

enum class Kind {
  kSubscribe,
  kPublish,  ///< Nobody answers.
  kStore,    ///< A publish that a stream answers.
  kRequest,  ///< To JetStream's API, which answers without an error.
};

/// Something that some users may do and the others may not. "{user}" in subject and body stands for
/// the user who tries it.
struct Operation {
  Kind kind;
  std::string subject;
  std::vector<std::string> owners;
  std::string body = {};
};

/// Every operation that a service, a person or a sender does, in an order in which each works, and
/// those that are for nobody (no owners).
std::vector<Operation> AllOperations();

}  // namespace pipeline::testing
