#include "common/delivery/service.hpp"
#include "common/nats/topology.hpp"
#include "services/uppercase/uppercase_step.hpp"

int main(int argc, char** argv) {
  using namespace pipeline;
  return delivery::RunStepService(
      {.name = "uppercase",
       .purpose = "Upper-cases the columns and texts of extracted sheets.",
       .input_stream = nats::kExtractedStream,
       .durable = nats::kExtractedConsumer,
       .output_streams = {nats::kUppercasedStream},
       .step = uppercase::Uppercase},
      argc,
      argv);
}
