#include "common/pipeline/step_runner.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "common/base/json.hpp"
#include "common/pipeline/child_process.hpp"

namespace pipeline {
namespace {

using contract::Checked;
using contract::Rejection;
using contract::RejectionCode;
using contract::StepOutput;
using nlohmann::json;

tl::unexpected<Rejection> Crashed(const std::string& how) {
  return tl::make_unexpected(
      Rejection{RejectionCode::kStepCrashed, "processing this message ended its process: " + how});
}

// An address sanitizer reserves terabytes of addresses, so there the limit would end every child.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void LimitMemory(rlim_t bytes) {
  const rlimit limit{bytes, bytes};
  setrlimit(RLIMIT_AS, &limit);
}
#else
void LimitMemory(rlim_t) {}
#endif

void WriteAnswer(const json& head, std::string_view body) {
  std::cout << base::JsonText(head) << '\n' << body;
  std::cout.flush();
}

// The answer's first line is JSON, what follows is the body.
base::Result<Checked<StepOutput>> ReadAnswer(const std::string& output) {
  const std::size_t line = output.find('\n');
  const json head = base::ParseJson(output.substr(0, line));
  if (line == std::string::npos || !head.is_object()) {
    return Checked<StepOutput>(Crashed("no answer"));
  }
  if (head.contains("code")) {
    return Checked<StepOutput>(tl::make_unexpected(
        Rejection{static_cast<RejectionCode>(head.value("code", 0)), head.value("message", "")}));
  }
  if (head.value("bytes", std::size_t{0}) != output.size() - line - 1) {
    return Checked<StepOutput>(Crashed("a cut answer"));
  }
  StepOutput result;
  result.filename = head.value("filename", "");
  result.sheets = head.value("sheets", std::size_t{0});
  result.rows = head.value("rows", std::size_t{0});
  result.body = output.substr(line + 1);
  return Checked<StepOutput>(std::move(result));
}

}  // namespace

int RunStepAsChild(const contract::Step& step) {
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  LimitMemory(kIsolatedMemoryBytes);
  const std::string body{std::istreambuf_iterator<char>(std::cin), {}};
  const Checked<StepOutput> result = step(body);
  if (!result) {
    WriteAnswer(
        {{"code", static_cast<int>(result.error().code)}, {"message", result.error().message}}, "");
    return 0;
  }
  WriteAnswer({{"filename", result->filename},
               {"sheets", result->sheets},
               {"rows", result->rows},
               {"bytes", result->body.size()}},
              result->body);
  return 0;
}

base::Result<Checked<StepOutput>> RunStepIsolated(std::string_view body,
                                                  std::chrono::milliseconds time_limit) {
  const auto child = RunChild({"/proc/self/exe", kRunStepArgument}, body, time_limit);
  if (!child) return tl::make_unexpected(child.error());
  if (child->timed_out) {
    return Checked<StepOutput>(
        Crashed("no end after " + std::to_string(time_limit.count()) + " ms"));
  }
  if (child->wait_status != 0) {
    return Checked<StepOutput>(Crashed(DescribeWaitStatus(child->wait_status)));
  }
  return ReadAnswer(child->output);
}

}  // namespace pipeline
