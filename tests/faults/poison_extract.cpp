// extract, but for its pure step, which aborts on a marker: what a message does that hits a bug.
#include <cstdlib>
#include <string_view>

#include "common/contract/topology.hpp"
#include "common/pipeline/service.hpp"
#include "services/extract/extract_step.hpp"

namespace {

pipeline::contract::Checked<pipeline::contract::StepOutput> ExtractOrAbort(std::string_view raw) {
  if (raw.find("poison-marker") != std::string_view::npos) std::abort();
  return pipeline::extract::Extract(raw);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace pipeline;
  return pipeline::RunStepService({.name = "extract",
                                   .purpose = "A test build that aborts on a marker.",
                                   .input_stream = contract::kRawStream,
                                   .durable = contract::kRawConsumer,
                                   .output_streams = {contract::kExtractedStream},
                                   .step = ExtractOrAbort},
                                  argc,
                                  argv);
}
