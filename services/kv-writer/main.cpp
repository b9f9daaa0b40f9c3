#include <memory>

#include "common/contract/sheet_message.hpp"
#include "common/contract/topology.hpp"
#include "common/pipeline/service.hpp"
#include "services/kv-writer/bucket_writer.hpp"

namespace {

using namespace pipeline;

base::Result<std::unique_ptr<pipeline::Effect>> MakeBucketWriter(
    const pipeline::EffectContext& context) {
  return std::make_unique<kv_writer::BucketWriter>(context);
}

}  // namespace

int main(int argc, char** argv) {
  return pipeline::RunService({.name = "kv-writer",
                               .purpose = "Writes uploads into the key-value bucket.",
                               .input_stream = contract::kUppercasedStream,
                               .durable = contract::kBucketConsumer,
                               .needs_bucket = true,
                               .step = contract::InspectSheetMessage},
                              argc,
                              argv,
                              MakeBucketWriter);
}
