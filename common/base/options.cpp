#include "common/base/options.hpp"

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <utility>

#include "common/base/exit_code.hpp"
#include "common/base/files.hpp"
#include "common/base/numbers.hpp"
#include "common/base/version.hpp"

namespace pipeline::base {
namespace {

std::string Joined(const std::vector<std::string>& allowed) {
  std::string joined;
  for (const std::string& name : allowed) joined += (joined.empty() ? "" : "|") + name;
  return joined;
}

int Report(const std::string& program, const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) std::cerr << program << ": " << problem << '\n';
  std::cerr << "See " << program << " --help.\n";
  return kExitConfiguration;
}

struct Unit {
  std::string_view name;
  std::int64_t factor;
};

constexpr std::array<Unit, 5> kDurations{
    {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
constexpr std::array<Unit, 8> kSizes{{{"", 1},
                                      {"B", 1},
                                      {"KiB", 1 << 10},
                                      {"MiB", 1 << 20},
                                      {"GiB", 1 << 30},
                                      {"KB", 1'000},
                                      {"MB", 1'000'000},
                                      {"GB", 1'000'000'000}}};

template <std::size_t N>
std::optional<std::int64_t> ParseWithUnit(std::string_view text, const std::array<Unit, N>& units) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  const std::string_view suffix(end, static_cast<std::size_t>(text.data() + text.size() - end));
  for (const Unit& unit : units) {
    if (unit.name != suffix) continue;
    if (number > std::numeric_limits<std::int64_t>::max() / unit.factor) return std::nullopt;
    return number * unit.factor;
  }
  return std::nullopt;
}

// Readers of one value: each stores it, and returns nothing or what was expected and what came. The
// validators of CLI11 2.1.2 do not serve: they end the parse at the first problem and name the flag
// where the variable was wrong.

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

std::string StoreFlag(const std::string& text, bool* target) {
  if (text == "true" || text == "1" || text == "yes") {
    *target = true;
  } else if (text == "false" || text == "0" || text == "no") {
    *target = false;
  } else {
    return "expected true or false, got " + Quoted(text);
  }
  return {};
}

std::string StoreCount(const std::string& text,
                       std::int64_t minimum,
                       std::int64_t maximum,
                       std::int64_t* target) {
  const auto value = ParseNumber<std::int64_t>(text);
  if (!value || *value < minimum || *value > maximum) {
    return "expected a number from " + std::to_string(minimum) + " to " + std::to_string(maximum) +
           ", got " + Quoted(text);
  }
  *target = *value;
  return {};
}

std::string StoreDuration(const std::string& text, std::chrono::milliseconds* target) {
  const auto duration = ParseDuration(text);
  if (!duration) return "expected a duration such as 500ms, 30s or 24h, got " + Quoted(text);
  *target = *duration;
  return {};
}

std::string StoreSize(const std::string& text, std::int64_t* target) {
  const auto size = ParseSize(text);
  if (!size) return "expected a size such as 1048576, 8MiB or 8MB, got " + Quoted(text);
  *target = *size;
  return {};
}

std::string StoreChoice(const std::string& text,
                        const std::vector<std::string>& allowed,
                        std::string* target) {
  std::string names;
  for (const std::string& name : allowed) {
    if (name == text) {
      *target = text;
      return {};
    }
    names += (names.empty() ? "" : ", ") + name;
  }
  return "expected one of " + names + ", got " + Quoted(text);
}

}  // namespace

Options::Options(std::string program, std::string purpose)
    : program_(std::move(program)), purpose_(std::move(purpose)) {}

void Options::Add(Option option) { options_.push_back(std::move(option)); }

void Options::Text(std::string flag, std::string variable, std::string help, std::string* target) {
  auto store = [target](const std::string& text) {
    *target = text;
    return std::string();
  };
  Add({std::move(flag), std::move(variable), std::move(help), *target, false, store});
}

void Options::Secret(std::string flag,
                     std::string variable,
                     std::string help,
                     std::string* target) {
  Text(std::move(flag), std::move(variable), std::move(help), target);
  options_.back().fallback.clear();
}

void Options::File(std::string flag, std::string variable, std::string help, std::string* target) {
  auto store = [target](const std::string& text) {
    *target = text;
    const auto content = ReadFile(text);
    return content ? std::string() : content.error().message;
  };
  Add({std::move(flag), std::move(variable), std::move(help), *target, false, store});
}

void Options::SecretFile(std::string flag,
                         std::string variable,
                         std::string help,
                         std::string* target,
                         std::string* secret) {
  auto store = [target, secret](const std::string& text) {
    *target = text;
    auto content = ReadSecretFile(text);
    if (!content) return content.error().message;
    *secret = std::move(*content);
    return std::string();
  };
  Add({std::move(flag), std::move(variable), std::move(help), *target, false, store});
}

void Options::Flag(std::string flag, std::string variable, std::string help, bool* target) {
  auto store = [target](const std::string& text) { return StoreFlag(text, target); };
  Add({std::move(flag),
       std::move(variable),
       std::move(help),
       *target ? "true" : "false",
       true,
       store});
}

void Options::Count(std::string flag,
                    std::string variable,
                    std::string help,
                    std::int64_t minimum,
                    std::int64_t maximum,
                    std::int64_t* target) {
  auto store = [=](const std::string& text) { return StoreCount(text, minimum, maximum, target); };
  Add({std::move(flag),
       std::move(variable),
       std::move(help),
       std::to_string(*target),
       false,
       store});
}

void Options::Duration(std::string flag,
                       std::string variable,
                       std::string help,
                       std::chrono::milliseconds* target) {
  auto store = [target](const std::string& text) { return StoreDuration(text, target); };
  Add({std::move(flag),
       std::move(variable),
       std::move(help),
       FormatDuration(*target),
       false,
       store});
}

void Options::Size(std::string flag, std::string variable, std::string help, std::int64_t* target) {
  auto store = [target](const std::string& text) { return StoreSize(text, target); };
  Add({std::move(flag),
       std::move(variable),
       std::move(help),
       std::to_string(*target),
       false,
       store});
}

void Options::Choice(std::string flag,
                     std::string variable,
                     std::string help,
                     std::vector<std::string> allowed,
                     std::string* target) {
  help += " (" + Joined(allowed) + ")";
  auto store = [allowed = std::move(allowed), target](const std::string& text) {
    return StoreChoice(text, allowed, target);
  };
  Add({std::move(flag), std::move(variable), std::move(help), *target, false, store});
}

void Options::Words(std::string name,
                    std::string help,
                    std::size_t minimum,
                    std::size_t maximum,
                    std::vector<std::string>* target) {
  words_name_ = std::move(name);
  words_help_ = std::move(help);
  words_minimum_ = minimum;
  words_maximum_ = maximum;
  words_ = target;
}

void Options::Check(std::function<std::string()> check) { checks_.push_back(std::move(check)); }

void Options::Footer(std::string text) { footer_ = std::move(text); }

std::string Options::HelpOf(const Option& option) {
  std::string help = option.help;
  if (!option.fallback.empty()) help += " [" + option.fallback + "]";
  if (!option.variable.empty()) help += " (env " + option.variable + ")";
  return help;
}

std::string Options::Store(const Option& option, std::size_t given, const std::string& text) {
  if (given > 0) {
    const std::string problem = option.store(text);
    return problem.empty() ? problem : option.flag + ": " + problem;
  }
  const char* variable = option.variable.empty() ? nullptr : std::getenv(option.variable.c_str());
  if (variable == nullptr || *variable == '\0') return {};
  const std::string problem = option.store(variable);
  return problem.empty() ? problem : option.variable + ": " + problem;
}

std::vector<std::string> Options::StoreWords(std::vector<std::string> words) {
  if (words_ == nullptr) return {};
  const bool fits = words.size() >= words_minimum_ && words.size() <= words_maximum_;
  *words_ = std::move(words);
  if (fits) return {};
  return {words_name_ + ": expected " + words_help_};
}

std::optional<int> Options::Parse(int argc, const char* const* argv) {
  CLI::App app(purpose_, program_);
  app.set_version_flag("--version", program_ + " " + kVersion);
  if (!footer_.empty()) app.footer(footer_);
  std::vector<std::string> texts(options_.size());
  std::vector<CLI::Option*> given(options_.size());
  for (std::size_t i = 0; i < options_.size(); ++i) {
    const Option& option = options_[i];
    // A flag has its value only after "=": the next word is a word.
    given[i] = option.is_flag
                   ? app.add_flag(option.flag, texts[i], HelpOf(option))
                   : app.add_option(option.flag, texts[i], HelpOf(option))->type_name("VALUE");
  }
  std::vector<std::string> words;
  if (words_ != nullptr) app.add_option(words_name_, words, words_help_);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    return Report(program_, {error.what()});
  }
  std::vector<std::string> problems;
  problems.reserve(options_.size());
  for (std::size_t i = 0; i < options_.size(); ++i) {
    problems.push_back(Store(options_[i], given[i]->count(), texts[i]));
  }
  for (std::string& problem : StoreWords(std::move(words))) problems.push_back(std::move(problem));
  for (const auto& check : checks_) problems.push_back(check());
  std::erase(problems, "");
  if (!problems.empty()) return Report(program_, problems);
  return std::nullopt;
}

std::optional<std::chrono::milliseconds> ParseDuration(std::string_view text) {
  // Nanoseconds, the unit of JetStream, overflow above 292 years.
  constexpr std::int64_t kLongest = std::numeric_limits<std::int64_t>::max() / 1'000'000;
  const auto parsed = ParseWithUnit(text, kDurations);
  if (!parsed || *parsed > kLongest) return std::nullopt;
  return std::chrono::milliseconds(*parsed);
}

std::string FormatDuration(std::chrono::milliseconds duration) {
  const std::int64_t count = duration.count();
  for (auto unit = kDurations.rbegin(); unit != kDurations.rend(); ++unit) {
    if (count != 0 && count % unit->factor == 0) {
      return std::to_string(count / unit->factor) + std::string(unit->name);
    }
  }
  return std::to_string(count) + "ms";
}

std::optional<std::int64_t> ParseSize(std::string_view text) { return ParseWithUnit(text, kSizes); }

}  // namespace pipeline::base
