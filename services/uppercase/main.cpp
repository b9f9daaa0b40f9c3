#include "common/contract/topology.hpp"
#include "common/pipeline/service.hpp"
#include "services/uppercase/uppercase_step.hpp"

int main(int argc, char** argv) {
  using namespace pipeline;
  return pipeline::RunStepService(
      {.name = "uppercase",
       .purpose = "Upper-cases the columns and texts of extracted sheets.",
       .input_stream = contract::kExtractedStream,
       .durable = contract::kExtractedConsumer,
       .output_streams = {contract::kUppercasedStream},
       .step = uppercase::Uppercase},
      argc,
      argv);
}
