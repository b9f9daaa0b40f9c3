#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pipeline::base {

/// The command line of an executable: every option is also an environment variable, a flag wins
/// over the variable, and every problem is reported at once. Not thread-safe; used by main before
/// anything starts.
///
///   Options options("extract", "Takes sheets out of raw messages.");
///   options.Text("--nats-url", "NATS_URL", "Servers, comma-separated", &url);
///   if (const auto exit_code = options.Parse(argc, argv)) return *exit_code;
class Options {
 public:
  /// `program` and `purpose` head the help text.
  Options(std::string program, std::string purpose);

  /// Each call adds one option. The value that `target` holds before Parse() is the default, shown
  /// in the help. `target` must outlive Parse().
  void Text(std::string flag, std::string variable, std::string help, std::string* target);
  /// A text that the help never shows.
  void Secret(std::string flag, std::string variable, std::string help, std::string* target);
  /// The path of a file that this process must be able to read.
  void File(std::string flag, std::string variable, std::string help, std::string* target);
  /// The path of a file that holds a secret, which is read into `secret`: over what an option added
  /// before this one has put there.
  void SecretFile(std::string flag,
                  std::string variable,
                  std::string help,
                  std::string* target,
                  std::string* secret);
  /// Given alone it is true; another value stands after "=": --create=false.
  void Flag(std::string flag, std::string variable, std::string help, bool* target);
  void Count(std::string flag,
             std::string variable,
             std::string help,
             std::int64_t minimum,
             std::int64_t maximum,
             std::int64_t* target);
  /// A number with ms, s, m, h or d.
  void Duration(std::string flag,
                std::string variable,
                std::string help,
                std::chrono::milliseconds* target);
  /// A number of bytes, with B, KiB, MiB, GiB (1024) or KB, MB, GB (1000).
  void Size(std::string flag, std::string variable, std::string help, std::int64_t* target);
  void Choice(std::string flag,
              std::string variable,
              std::string help,
              std::vector<std::string> allowed,
              std::string* target);
  /// Words without a flag, in order. At least `minimum` of them, at most `maximum`.
  void Words(std::string name,
             std::string help,
             std::size_t minimum,
             std::size_t maximum,
             std::vector<std::string>* target);
  /// A check over several options, run after all have been read: an empty answer is "fine".
  void Check(std::function<std::string()> check);
  /// Text that --help shows last.
  void Footer(std::string text);

  /// Nothing when the program should go on. Otherwise the exit code: --help and --version print and
  /// give 0, problems are all printed on standard error and give 2.
  std::optional<int> Parse(int argc, const char* const* argv);

 private:
  struct Option {
    std::string flag;
    std::string variable;
    std::string help;
    std::string fallback;
    bool is_flag = false;
    /// Stores the text in the target; answers what is wrong with it, or nothing.
    std::function<std::string(const std::string&)> store;
  };

  void Add(Option option);
  static std::string HelpOf(const Option& option);
  /// From the command line where it was given, else from its variable; what is wrong, or nothing.
  static std::string Store(const Option& option, std::size_t given, const std::string& text);
  std::vector<std::string> StoreWords(std::vector<std::string> words);

  std::string program_;
  std::string purpose_;
  std::string footer_;
  std::vector<Option> options_;
  std::vector<std::function<std::string()>> checks_;
  std::string words_name_;
  std::string words_help_;
  std::size_t words_minimum_ = 0;
  std::size_t words_maximum_ = 0;
  std::vector<std::string>* words_ = nullptr;
};

/// "1500ms", "30s", "24h". Nothing if it is not such a text.
std::optional<std::chrono::milliseconds> ParseDuration(std::string_view text);
std::string FormatDuration(std::chrono::milliseconds duration);

/// "8388608", "8MiB", "8MB". Nothing if it is not such a text or does not fit.
std::optional<std::int64_t> ParseSize(std::string_view text);

}  // namespace pipeline::base
