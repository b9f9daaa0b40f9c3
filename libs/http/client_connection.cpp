#include "libs/http/client_connection.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace pipeline::http {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

using Outcome = Transfer::Outcome;

namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

milliseconds Until(steady_clock::time_point deadline) {
  return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(deadline - steady_clock::now()));
}

std::string PeerOf(int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  std::array<char, NI_MAXHOST> text{};
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (getpeername(descriptor, generic, &size) != 0 ||
      getnameinfo(generic, size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0) {
    return {};
  }
  return text.data();
}

}  // namespace

ClientConnection::ClientConnection(std::unique_ptr<Transport> transport,
                                   ConnectionTimeouts timeouts)
    : transport_(std::move(transport)),
      timeouts_(timeouts),
      client_address_(PeerOf(transport_->descriptor())),
      waiting_since_(steady_clock::now()) {}

ClientConnection::Head ClientConnection::Receive() {
  if (start_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + start_, end_ - start_);
    end_ -= start_;
    start_ = 0;
  }
  if (end_ == buffer_.size()) return State();
  const bool was_established = transport_->Established();
  const Transfer received = transport_->Read(buffer_.data() + end_, buffer_.size() - end_);
  if (!was_established && transport_->Established()) AwaitRequest();
  awaited_event_ = POLLIN;
  if (received.outcome == Outcome::kLater) {
    awaited_event_ = received.wait_for;
    return State();
  }
  if (received.outcome != Outcome::kMoved) return Head::kClosed;
  if (lingering_) return Head::kIncomplete;
  if (end_ == 0) AwaitRequest();
  end_ += received.bytes;
  return State();
}

ClientConnection::Head ClientConnection::State() const {
  if (!HeadText().empty()) return Head::kComplete;
  return end_ - start_ == buffer_.size() ? Head::kTooLong : Head::kIncomplete;
}

std::string_view ClientConnection::HeadText() const {
  const std::string_view taken(buffer_.data() + start_, end_ - start_);
  const std::size_t end = taken.find(kHeadEnd);
  return end == std::string_view::npos ? std::string_view()
                                       : taken.substr(0, end + kHeadEnd.size());
}

void ClientConnection::AwaitRequest() {
  if (!lingering_) waiting_since_ = steady_clock::now();
}

steady_clock::time_point ClientConnection::Deadline() const {
  if (lingering_) return waiting_since_ + timeouts_.linger;
  return waiting_since_ + (end_ > start_ ? timeouts_.head : timeouts_.idle);
}

void ClientConnection::StartRequest() {
  ++requests_;
  body_unread_ = true;
  body_left_ = std::numeric_limits<std::size_t>::max();
  body_deadline_ = steady_clock::now() + timeouts_.body;
}

void ClientConnection::Linger() {
  transport_->EndWriting();
  AwaitRequest();
  lingering_ = true;
  start_ = end_ = 0;
}

ssize_t ClientConnection::read(char* target, std::size_t size) {
  if (start_ == end_) {
    const ssize_t received = Refill();
    if (received <= 0) return received;
  }
  const std::size_t taken = std::min({size, end_ - start_, body_left_});
  if (taken == 0) return -1;
  std::memcpy(target, buffer_.data() + start_, taken);
  start_ += taken;
  body_left_ -= taken;
  return static_cast<ssize_t>(taken);
}

ssize_t ClientConnection::Refill() {
  if (!Flush()) return -1;  // The client may wait for "100 Continue".
  const auto deadline = std::min(body_deadline_, steady_clock::now() + timeouts_.piece);
  // Checked even if data is available: a client that never stops sending must end, too.
  while (steady_clock::now() < deadline) {
    const Transfer received = transport_->Read(buffer_.data(), buffer_.size());
    if (received.outcome == Outcome::kLater) {
      if (!WaitFor(received.wait_for, deadline)) break;
      continue;
    }
    start_ = 0;
    end_ = received.bytes;
    return received.outcome == Outcome::kFailed ? -1 : static_cast<ssize_t>(received.bytes);
  }
  return -1;
}

ssize_t ClientConnection::write(const char* source, std::size_t size) {
  if (size == 0) return 0;
  if (taken_over_) return static_cast<ssize_t>(size);
  if (held_.size() + size > kHeldBytes) return Flush() ? Send(source, size) : -1;
  held_.append(source, size);
  return static_cast<ssize_t>(size);
}

ssize_t ClientConnection::Send(const char* source, std::size_t size) {
  const auto deadline = steady_clock::now() + timeouts_.piece;
  while (true) {
    const Transfer sent = transport_->Write(source, size);
    if (sent.outcome == Outcome::kMoved) return static_cast<ssize_t>(sent.bytes);
    if (sent.outcome != Outcome::kLater || !WaitFor(sent.wait_for, deadline)) return -1;
  }
}

bool ClientConnection::WriteAll(std::string_view bytes) {
  const std::string held = std::exchange(held_, {});
  for (std::string_view left : {std::string_view(held), bytes}) {
    while (!left.empty()) {
      const ssize_t written = Send(left.data(), left.size());
      if (written <= 0) return false;
      left.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  return true;
}

bool ClientConnection::WriteNow(std::string_view bytes) {
  const Transfer sent = transport_->Write(bytes.data(), bytes.size());
  return sent.outcome == Outcome::kMoved && sent.bytes == bytes.size();
}

void ClientConnection::TakeAnswerOver(Response answer) { taken_over_ = std::move(answer); }

// Empty: cpp-httplib would add the address as a header, and logs name uploads, not people.
void ClientConnection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

void ClientConnection::get_local_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

bool ClientConnection::WaitFor(short events, steady_clock::time_point deadline) const {
  pollfd waiting{descriptor(), events, 0};
  for (auto left = Until(deadline); left.count() > 0; left = Until(deadline)) {
    const int ready = poll(&waiting, 1, static_cast<int>(left.count()));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
  return false;
}

}  // namespace pipeline::http
