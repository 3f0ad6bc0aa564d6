#include "chengjie/cli/read_sources.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace chengjie::cli {
namespace {

namespace fs = std::filesystem;

std::string text_of(nlohmann::json const& json, char const* key) {
  auto const at = json.find(key);
  return at != json.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

}  // namespace

Result<std::vector<Document>> documents_below(std::string const& path) {
  auto error = std::error_code{};
  if (!fs::is_directory(path, error)) {
    return std::vector<Document>{{path, fs::path(path).filename().string(), {}, {}, false}};
  }
  auto found = std::vector<Document>{};
  for (auto at = fs::recursive_directory_iterator(
           path, fs::directory_options::skip_permission_denied, error);
       !error && at != fs::recursive_directory_iterator{}; at.increment(error)) {
    auto const name = at->path().filename().string();
    if (name.starts_with(".")) {
      if (at->is_directory(error)) { at.disable_recursion_pending(); }
      error.clear();
      continue;
    }
    if (at->is_regular_file(error)) {
      auto below = at->path().lexically_relative(path).generic_string();
      found.push_back({at->path().string(), std::move(below), {}, {}, true});
    }
    error.clear();
  }
  if (error) {
    return Error{Code::unavailable, "读不了文件夹：" + error.message(), path, "检查权限"};
  }
  std::sort(found.begin(), found.end(),
            [](auto const& a, auto const& b) { return a.name < b.name; });
  if (found.empty()) { return Error{Code::bad_input, "文件夹里没有文件", path, {}}; }
  return found;
}

Result<std::vector<Document>> documents_of_line(std::string const& line, std::string const& where) {
  if (!line.starts_with("{")) { return documents_below(line); }
  auto const json = nlohmann::json::parse(line, nullptr, false);
  auto const wrong = [&](char const* what) {
    return Error{Code::bad_input, what, where, "每行一个路径，或 {\"doc\": 名称, \"text\": 正文}"};
  };
  if (!json.is_object()) { return wrong("不是完整的 JSON 对象"); }
  if (!json.contains("text") || !json["text"].is_string()) { return wrong("没有 \"text\""); }
  auto document = Document{};
  for (auto const* key : {"doc", "name"}) {
    if (document.name.empty()) { document.name = text_of(json, key); }
  }
  if (document.name.empty()) { document.name = "stdin"; }
  document.text = json["text"].get<std::string>();
  if (auto const date = text_of(json, "date"); !date.empty()) {
    document.date = parse_date(date);
    if (!document.date) { return wrong("\"date\" 不是 YYYY-MM-DD"); }
  }
  return std::vector<Document>{std::move(document)};
}

bool LineReader::fill() {
  if (ended_) { return false; }
  buffer_.erase(0, at_);
  at_ = 0;
  auto const held = buffer_.size();
  buffer_.resize(held + (std::size_t{1} << 16));
  auto const n = ::read(from_, buffer_.data() + held, buffer_.size() - held);
  buffer_.resize(held + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
  ended_ = n <= 0;
  return !ended_;
}

std::optional<LineReader::Line> LineReader::next() {
  auto line = Line{{}, ++number_, false};
  for (auto looked = std::size_t{0};;) {
    auto const end = buffer_.find('\n', at_ + looked);
    if (end != std::string::npos) {
      line.too_long = line.too_long || end - at_ > kLineMax;
      if (!line.too_long) { line.text = buffer_.substr(at_, end - at_); }
      at_ = end + 1;
      break;
    }
    looked = buffer_.size() - at_;
    if (looked > kLineMax) {
      line.too_long = true;
      at_ = buffer_.size();
      looked = 0;
    }
    if (!fill()) {
      if (looked == 0 && !line.too_long) { return std::nullopt; }
      if (!line.too_long) { line.text = buffer_.substr(at_); }
      at_ = buffer_.size();
      break;
    }
  }
  if (line.text.ends_with('\r')) { line.text.pop_back(); }
  return line;
}

}  // namespace chengjie::cli
