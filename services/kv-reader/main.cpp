#include "services/kv-reader/command_line.hpp"
#include "services/kv-reader/run.hpp"

int main(int argc, char** argv) {
  pipeline::kv_reader::CommandLine line;
  const auto exit_code = pipeline::kv_reader::ParseCommandLine(argc, argv, &line);
  return exit_code ? *exit_code : pipeline::kv_reader::Run(line);
}
