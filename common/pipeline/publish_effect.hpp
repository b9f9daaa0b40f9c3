#pragma once

#include <string>

#include "common/pipeline/effect.hpp"
#include "common/pipeline/reliable_publisher.hpp"

namespace pipeline {

/// Publishes a step's output to `{stream}.{key}`: the effect of a transforming service. Nats-Msg-Id
/// is the upload's Origin, so doing it again adds nothing.
class PublishEffect final : public Effect {
 public:
  PublishEffect(ReliablePublisher& publisher, std::string stream);

  void Apply(const Work& work, Done done) override;
  void Stop() override { publisher_.Stop(); }

 private:
  ReliablePublisher& publisher_;
  const std::string stream_;
};

}  // namespace pipeline
