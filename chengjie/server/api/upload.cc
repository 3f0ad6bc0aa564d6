#include "chengjie/server/api/upload.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "chengjie/base/tree.h"
#include "chengjie/server/ids.h"

namespace chengjie::server::api {
namespace {

namespace fs = std::filesystem;

constexpr auto kNameMax = std::size_t{600};  // bytes

Error cannot_spool(std::string const& path) {
  return {Code::unavailable, "上传的内容存不下", path, "请管理员检查磁盘"};
}

}  // namespace

Spooled::~Spooled() {
  auto error = std::error_code{};
  if (!path_.empty()) { fs::remove(path_, error); }
}

Result<std::string> Spooled::bytes() const { return read_file(path_); }
std::string Spooled::release() { return std::exchange(path_, {}); }

Result<std::shared_ptr<Spooled>> spooled(Ask const& ask, Empty empty) {
  auto const& request = ask.request;
  if (empty == Empty::refused && request.body.empty() && request.body_file.empty()) {
    return Error{Code::bad_input, "没有内容", "body", "内容就是文件本身"};
  }
  auto const path = (fs::path(ask.house.options.spool) / ("upload-" + random_id())).string();
  auto file = std::make_shared<Spooled>(path);
  if (!request.body_file.empty()) {
    auto error = std::error_code{};
    fs::rename(request.body_file, path, error);
    if (error) { fs::copy_file(request.body_file, path, error); }
    if (error) { return cannot_spool(path); }
    return file;
  }
  auto out = std::ofstream(path, std::ios::binary | std::ios::trunc);
  out << request.body;
  out.close();
  if (!out) { return cannot_spool(path); }
  return file;
}

Result<std::string> file_name_of(Request const& request) {
  auto const text = text_of(request, "name", kNameMax);
  if (!text) { return text.error(); }
  auto name = text->substr(text->find_last_of("/\\") + 1);
  std::erase_if(name, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
  });
  if (name.empty() || name == "." || name == "..") {
    return Error{Code::bad_usage, "要写文件名", "name", {}};
  }
  return name;
}

Outcome started(Ask const& ask, std::string kind, Jobs::Work work) {
  auto const id = ask.house.jobs.start(std::move(kind), ask.caller.name, std::move(work));
  if (!id) { return id.error(); }
  auto const job = ask.house.jobs.find(*id);
  if (!job) { return Error{Code::unavailable, "任务没有留下", *id, "再试一次"}; }
  auto reply = json_reply(json_of(*job), 202);
  reply.headers = {{"Cache-Control", "no-store"}, {"Location", "/api/v1/jobs/" + *id}};
  return reply;
}

}  // namespace chengjie::server::api
