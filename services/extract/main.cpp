#include "common/contract/topology.hpp"
#include "common/pipeline/service.hpp"
#include "services/extract/extract_step.hpp"

int main(int argc, char** argv) {
  using namespace pipeline;
  return pipeline::RunStepService({.name = "extract",
                                   .purpose = "Takes the sheets out of raw messages.",
                                   .input_stream = contract::kRawStream,
                                   .durable = contract::kRawConsumer,
                                   .output_streams = {contract::kExtractedStream},
                                   .step = extract::Extract},
                                  argc,
                                  argv);
}
