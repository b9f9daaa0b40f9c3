#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <string>

#include "services/extract/extract_step.hpp"
#include "services/uppercase/uppercase_step.hpp"
#include "tests/bench/sheet_generator.hpp"

namespace pipeline::bench {
namespace {

using contract::Step;

void CountBytes(benchmark::State& state, const std::string& body) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) *
                          static_cast<int64_t>(body.size()));
}

void RunStep(benchmark::State& state, const std::string& body, const Step& step) {
  while (state.KeepRunning()) {
    auto output = step(body);
    if (!output) {
      state.SkipWithError(output.error().message.c_str());
      break;
    }
    benchmark::DoNotOptimize(output->body.data());
  }
  CountBytes(state, body);
}

// The yardstick: what it costs to only parse the same bytes, with a parser that keeps its memory.
void RunDomParse(benchmark::State& state, const std::string& body) {
  const simdjson::padded_string padded(body);
  simdjson::dom::parser parser;
  while (state.KeepRunning()) {
    simdjson::dom::element document;
    if (parser.parse(padded).get(document) != simdjson::SUCCESS) {
      state.SkipWithError("simdjson refused the generated sheet");
      break;
    }
    benchmark::DoNotOptimize(document);
  }
  CountBytes(state, body);
}

std::string RawOf(const benchmark::State& state, Language language) {
  return MakeParseEvent(static_cast<std::size_t>(state.range(0)), language);
}

std::string ExtractedOf(const benchmark::State& state, Language language) {
  return extract::Extract(RawOf(state, language)).value().body;
}

void DomParse(benchmark::State& state, Language language) {
  RunDomParse(state, RawOf(state, language));
}

void DomParseExtracted(benchmark::State& state, Language language) {
  RunDomParse(state, ExtractedOf(state, language));
}

void ExtractStep(benchmark::State& state, Language language) {
  RunStep(state, RawOf(state, language), extract::Extract);
}

void UppercaseStep(benchmark::State& state, Language language) {
  RunStep(state, ExtractedOf(state, language), uppercase::Uppercase);
}

void Sizes(benchmark::internal::Benchmark* benchmark) {
  for (const int64_t bytes : {1300, 6000, 48'000, 457'000, 5'000'000}) {
    benchmark->Arg(bytes);
  }
}

BENCHMARK_CAPTURE(DomParse, ascii, Language::kEnglish)->Apply(Sizes);
BENCHMARK_CAPTURE(ExtractStep, ascii, Language::kEnglish)->Apply(Sizes);
BENCHMARK_CAPTURE(DomParseExtracted, ascii, Language::kEnglish)->Apply(Sizes);
BENCHMARK_CAPTURE(UppercaseStep, ascii, Language::kEnglish)->Apply(Sizes);
BENCHMARK_CAPTURE(DomParse, french, Language::kFrench)->Apply(Sizes);
BENCHMARK_CAPTURE(ExtractStep, french, Language::kFrench)->Apply(Sizes);
BENCHMARK_CAPTURE(DomParseExtracted, french, Language::kFrench)->Apply(Sizes);
BENCHMARK_CAPTURE(UppercaseStep, french, Language::kFrench)->Apply(Sizes);

}  // namespace
}  // namespace pipeline::bench
