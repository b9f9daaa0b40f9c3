#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "common/contract/rejection.hpp"

namespace pipeline::contract {

/// The result of a pure step for one message.
struct StepOutput {
  std::string filename;  ///< Decoded.
  std::size_t sheets = 0;
  std::size_t rows = 0;
  std::string body;  ///< What travels on. Left empty by a step that passes its input on unchanged.
};

/// A pipeline step: bytes to bytes or a reason why they can never be processed. It knows neither
/// NATS nor a socket, keeps no state between calls, and may run on several threads and in a child
/// process.
using Step = std::function<Checked<StepOutput>(std::string_view body)>;

}  // namespace pipeline::contract
