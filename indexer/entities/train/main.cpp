// dateline-train-names: rebuilds the finder's model from a folder of openly licensed corpora.
#include <chrono>
#include <fstream>

#include "corpus/base/program.h"
#include "indexer/entities/train/trainer.h"

namespace {

using namespace dateline;  // NOLINT: a program

const ProgramSpec kProgram = {
    .name = "dateline-train-names",
    .usage = "--data DIR --out FILE [OPTION]...",
    .summary = "Train the model that finds people, places and organizations in English news.",
    .examples = {"dateline-train-names --data data --out indexer/entities/english.model"},
    .options = {{"Files", "data", "DIR", "folder with the corpora that README.md lists", "", "DATELINE_DATA"},
                {"Files", "out", "FILE", "the model to write", "", ""},
                {"Learning", "epochs", "N", "how often each text is seen", "6", ""},
                {"Learning", "rows", "N", "features kept of the second stage; the first keeps two thirds",
                 "320000", ""}},
    .exit_status = "0 written; 2 an error.",
};

std::expected<int, Error> run(const Arguments& arguments) {
  const auto epochs = arguments.number("epochs", 1, 100);
  const auto rows = arguments.number("rows", 1, 100'000'000);
  if (!epochs) return std::unexpected(epochs.error());
  if (!rows) return std::unexpected(rows.error());
  const auto out = arguments.get("out");
  if (out.empty() || arguments.get("data").empty())
    return std::unexpected(invalid("'' is not a file: give --data and --out"));
  const auto start = std::chrono::steady_clock::now();
  const auto say = [&](const std::string& what) {
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    report(kProgram.name, fmt::format("{:6.1f} s  {}", seconds, what));
  };
  train::TrainOptions options{.data = arguments.get("data")};
  options.epochs = static_cast<int>(*epochs);
  options.rows_second = *rows;
  options.rows_first = *rows * 2 / 3;
  const auto model = train::train_model(options, say);
  if (!model) return std::unexpected(model.error());
  std::ofstream file(out, std::ios::binary);
  file.write(model->data(), static_cast<std::streamsize>(model->size())).flush();
  if (!file)
    return std::unexpected(
        make_error(ErrorCode::kIo, "'{}' is not a file that can be written: choose another", out));
  say(fmt::format("{}: {} bytes", out, model->size()));
  return kExitDone;
}

}  // namespace

int main(int argc, char** argv) { return run_program(kProgram, argc, argv, true, run); }
