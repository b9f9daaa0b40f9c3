#include "services/provision/command_line.hpp"
#include "services/provision/run.hpp"

int main(int argc, char** argv) {
  pipeline::provision::CommandLine line;
  const auto exit_code = pipeline::provision::ParseCommandLine(argc, argv, &line);
  return exit_code ? *exit_code : pipeline::provision::Run(line);
}
