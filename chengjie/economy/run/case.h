// `chengjie economy run`: one folder of a case in, the files of its answers out. Pure: the caller
// reads the folder and writes the files.
#pragma once
#include <string>
#include <vector>

#include "chengjie/base/tree.h"
#include "chengjie/economy/run/frame.h"

namespace chengjie::economy::run {

// case.json, understood as far as every kind needs it.
struct Case {
  Tree json;
  std::string kind;
  std::string folder;                // of the inputs, "in" or "in_fetched"
  std::vector<std::string> outputs;  // names of the files to write

  std::string input(std::string_view name) const { return folder + "/" + std::string(name); }
  bool wants(std::string_view output) const;
  std::string word(std::string_view key) const;  // "" when absent or null
  std::vector<std::string> words(std::string_view key) const;
};

// `files`: paths below the case's folder ("case.json", "in/Z.csv") with their text. Answers the
// files that case.json lists as outputs, by name ("A.csv"). `not_found`: a file or a key is
// missing; `unsupported`: a kind or an output that is not known; `bad_input`, `infeasible`: told
// by the kind (a label that does not match, a system that is not productive, ...).
Result<Files> run_case(Files const& files);

// JSON of a data file as a tree (no positions).
Result<Tree> read_json(std::string_view text, std::string_view name);

// One function a kind; each yields at least the outputs it knows.
Result<Files> run_io(Case const&, Files const&);
Result<Files> run_mrio(Case const&, Files const&);
Result<Files> run_synthetic(Case const&, Files const&);
Result<Files> run_flq(Case const&, Files const&);
Result<Files> run_ras(Case const&, Files const&);
Result<Files> run_gras(Case const&, Files const&);
Result<Files> run_complexity(Case const&, Files const&);
Result<Files> run_relatedness(Case const&, Files const&);
Result<Files> run_shift_share(Case const&, Files const&);
Result<Files> run_ario(Case const&, Files const&);

}  // namespace chengjie::economy::run
