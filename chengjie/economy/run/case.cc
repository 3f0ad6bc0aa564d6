#include "chengjie/economy/run/case.h"

#include <algorithm>
#include <array>

namespace chengjie::economy::run {
namespace {

struct Kind {
  std::string_view name;
  Result<Files> (*run)(Case const&, Files const&);
};

constexpr std::array kKinds{
    Kind{"io", run_io},
    Kind{"mrio", run_mrio},
    Kind{"synthetic_mrio", run_synthetic},
    Kind{"flq", run_flq},
    Kind{"ras", run_ras},
    Kind{"gras", run_gras},
    Kind{"complexity", run_complexity},
    Kind{"relatedness", run_relatedness},
    Kind{"shift_share", run_shift_share},
    Kind{"ario", run_ario},
};

Result<Case> read_case(Files const& files) {
  auto const text = text_at(files, "case.json");
  if (!text) { return Error{Code::not_found, "文件夹里没有 case.json", "", "请指向算例文件夹"}; }
  auto tree = read_json(*text, "case.json");
  if (!tree) { return tree.error(); }
  Case out;
  out.json = *std::move(tree);
  out.kind = out.json.text_or("kind", "");
  out.folder = out.json.text_or("input_folder", "in");
  out.outputs = out.words("outputs");
  if (out.kind.empty()) { return Error{Code::not_found, "没有写明 kind", "case.json", ""}; }
  if (out.outputs.empty()) {
    return Error{Code::not_found, "没有写明要哪些 outputs", "case.json", ""};
  }
  return out;
}

}  // namespace

bool Case::wants(std::string_view output) const {
  return std::find(outputs.begin(), outputs.end(), output) != outputs.end();
}

std::string Case::word(std::string_view key) const { return json.text_or(key, ""); }

std::vector<std::string> Case::words(std::string_view key) const {
  std::vector<std::string> out;
  auto const* found = json.find(key);
  auto const* list = found != nullptr ? found->list() : nullptr;
  if (list == nullptr) { return out; }
  for (auto const& item : *list) {
    if (auto const* text = item.text()) { out.push_back(*text); }
  }
  return out;
}

Result<Files> run_case(Files const& files) {
  auto const read = read_case(files);
  if (!read) { return read.error(); }
  auto const kind = std::find_if(kKinds.begin(), kKinds.end(),
                                 [&](Kind const& k) { return k.name == read->kind; });
  if (kind == kKinds.end()) {
    return Error{Code::unsupported, "不认识的算例种类“" + read->kind + "”", "case.json", ""};
  }
  auto made = kind->run(*read, files);
  if (!made) { return made.error(); }
  Files out;
  for (auto const& name : read->outputs) {
    auto const found = made->find(name);
    if (found == made->end()) {
      return Error{Code::unsupported, "这一种类没有输出“" + name + "”", "case.json", ""};
    }
    out.emplace(name, std::move(found->second));
  }
  return out;
}

}  // namespace chengjie::economy::run
