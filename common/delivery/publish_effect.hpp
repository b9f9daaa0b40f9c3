#pragma once

#include <string>

#include "common/delivery/effect.hpp"
#include "common/delivery/reliable_publisher.hpp"

namespace pipeline::delivery {

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

}  // namespace pipeline::delivery
