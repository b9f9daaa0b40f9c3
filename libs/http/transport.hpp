#pragma once

#include <poll.h>

#include <cstddef>

namespace pipeline::http {

/// What a call to a transport came to.
struct Transfer {
  enum class Outcome { kMoved, kEnded, kFailed, kLater };

  Outcome outcome = Outcome::kFailed;
  std::size_t bytes = 0;    ///< kMoved: how many, at least one.
  short wait_for = POLLIN;  ///< kLater: the event of poll() after which to call again.
};

/// How bytes come from one client and get there: as they are, or encrypted. It owns the socket. No
/// call waits. Private to this folder; used by one thread at a time.
class Transport {
 public:
  Transport() = default;
  virtual ~Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  virtual int descriptor() const = 0;
  virtual Transfer Read(char* target, std::size_t size) = 0;
  /// May move a part. After kLater the next call is to offer the same bytes.
  virtual Transfer Write(const char* source, std::size_t size) = 0;
  /// Says that no more will be written. What is read from then on has no meaning but for its end.
  virtual void EndWriting() = 0;
  /// False while the client has yet to agree on how to speak, which Read() sees to.
  virtual bool Established() const = 0;
  /// There is something to read of which no socket will tell.
  virtual bool Buffered() const = 0;
};

}  // namespace pipeline::http
