#include "common/service/readiness.hpp"

#include <gtest/gtest.h>

namespace pipeline::service {

TEST(ReadinessTest, NamesEverythingItWaitsFor) {
  Readiness readiness;
  EXPECT_EQ(readiness.NotReady(), "");
  readiness.Wait("NATS", "the connection was lost");
  readiness.Wait("the ledger", "connection refused");
  EXPECT_EQ(readiness.NotReady(), "NATS: the connection was lost; the ledger: connection refused");
  EXPECT_TRUE(readiness.Waiting());
  readiness.Resume("NATS");
  readiness.Resume("the ledger");
  EXPECT_EQ(readiness.NotReady(), "");
  EXPECT_FALSE(readiness.Waiting());
}

TEST(ReadinessTest, IsNotReadyWhileItStarts) {
  Readiness readiness;
  readiness.Start("NATS at its address");
  EXPECT_EQ(readiness.NotReady(), "starting: NATS at its address");
  EXPECT_TRUE(readiness.Waiting());
  readiness.Resume(Readiness::kStarting);
  EXPECT_EQ(readiness.NotReady(), "");
  EXPECT_FALSE(readiness.Waiting());
}

TEST(ReadinessTest, AServiceThatPullsIsNotReadyBeforeItsConsumerIsHeard) {
  Readiness readiness;
  readiness.ExpectHeartbeats();
  EXPECT_NE(readiness.NotReady(), "");
  readiness.Touch();
  EXPECT_EQ(readiness.NotReady(), "");
}

}  // namespace pipeline::service
