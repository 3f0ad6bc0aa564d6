// chengjie economy run CASE_DIR --out DIR: the files that case.json lists as outputs.
#include <filesystem>
#include <fstream>

#include "chengjie/base/tree.h"
#include "chengjie/cli/commands.h"
#include "chengjie/economy/run/case.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

namespace fs = std::filesystem;

// Every file below the folder but the answers that may stand in out/.
Result<economy::run::Files> files_below(std::string const& folder) {
  auto files = economy::run::Files{};
  auto error = std::error_code{};
  if (!fs::is_directory(folder, error)) {
    return Error{Code::not_found, "没有这个文件夹", folder, "写算例文件夹的路径"};
  }
  for (auto at = fs::recursive_directory_iterator(folder, error);
       !error && at != fs::recursive_directory_iterator{}; at.increment(error)) {
    auto const path = at->path().lexically_relative(folder).generic_string();
    if (at->is_directory() && path == "out") { at.disable_recursion_pending(); }
    if (!at->is_regular_file()) { continue; }
    auto text = read_file(at->path().string());
    if (!text) { return text.error(); }
    files.emplace(path, std::move(*text));
  }
  if (error) {
    return Error{Code::unavailable, "读不了文件夹：" + error.message(), folder, "检查权限"};
  }
  return files;
}

Result<Done> write_below(std::string const& folder, std::string const& name,
                         std::string const& text) {
  auto error = std::error_code{};
  auto const path = fs::path(folder) / name;
  fs::create_directories(path.parent_path(), error);
  auto out = std::ofstream(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) {
    return Error{Code::unavailable, "写不了文件", path.string(), "检查路径、权限和磁盘"};
  }
  return kDone;
}

}  // namespace

int economy_run(Common const& common, EconomyRun const& args) {
  auto const files = files_below(args.folder);
  if (!files) { return fail(files.error()); }
  auto const results = economy::run::run_case(*files);
  if (!results) { return fail(results.error()); }
  auto written = wire::Json::array();
  for (auto const& [name, text] : *results) {
    if (auto const done = write_below(args.out, name, text); !done) { return fail(done.error()); }
    written.push_back(name);
  }
  say(common.json ? wire::dump({{"written", written}, {"to", args.out}})
                  : "已写 " + std::to_string(written.size()) + " 个文件到 " + args.out);
  return kYes;
}

}  // namespace chengjie::cli
