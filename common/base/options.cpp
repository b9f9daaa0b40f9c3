#include "common/base/options.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "common/base/exit_code.hpp"
#include "common/base/files.hpp"
#include "common/base/values.hpp"
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
    // A flag takes its value only after "=", so that the word behind it stays a word.
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

}  // namespace pipeline::base
