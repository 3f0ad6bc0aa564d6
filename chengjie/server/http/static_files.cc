#include "chengjie/server/http/static_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "chengjie/base/hash.h"
#include "chengjie/server/http/gzip.h"

namespace chengjie::server::http {
namespace {

namespace fs = std::filesystem;
constexpr auto kBytesMax = std::uintmax_t{256} << 20;
constexpr auto kPackFrom = std::size_t{1024};

struct Type {
  std::string_view extension, type;
  bool place{};  // a place inside the page may end like this
};
constexpr auto kTypes = std::to_array<Type>({
    {".html", "text/html; charset=utf-8", true},
    {".txt", "text/plain; charset=utf-8", true},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json; charset=utf-8"},
    {".geojson", "application/geo+json; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
    {".map", "application/json; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".wasm", "application/wasm"},
});

Type const* type_of(std::string_view name) {
  auto const at = std::find_if(kTypes.begin(), kTypes.end(),
                               [&](Type const& t) { return name.ends_with(t.extension); });
  return at == kTypes.end() ? nullptr : &*at;
}

// Vite's names: NAME-HASH.ext with eight letters of base64url.
bool hashed(std::string_view path) {
  auto const dot = path.rfind('.');
  if (!path.starts_with("/assets/") || dot == std::string_view::npos || dot < 9) { return false; }
  auto const hash = path.substr(dot - 9, 9);
  return hash.front() == '-' && std::all_of(hash.begin() + 1, hash.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  c == '-' || c == '_';
         });
}

Body bytes_of(fs::path const& path) {
  auto file = std::ifstream{path, std::ios::binary};
  if (!file) { return nullptr; }
  return std::make_shared<std::string const>(std::istreambuf_iterator<char>{file},
                                             std::istreambuf_iterator<char>{});
}

Reply reply_of(std::string const& path, Body body) {
  auto reply = Reply{};
  auto const* const type = type_of(path);
  reply.type = type == nullptr ? "application/octet-stream" : type->type;
  reply.headers.emplace_back("Cache-Control",
                             hashed(path) ? "public, max-age=31536000, immutable" : "no-cache");
  reply.etag = sha256_hex(*body).substr(0, 20);
  if (shrinks(reply.type) && body->size() >= kPackFrom) {
    reply.gzip = std::make_shared<std::string const>(gzip(*body));
  }
  reply.body = std::move(body);
  return reply;
}

Error refused(std::string what, std::string const& where) {
  return {Code::bad_input, std::move(what), where, "用 --web 指向网页的构建文件夹（web/dist）"};
}

}  // namespace

Result<StaticFiles> StaticFiles::load(std::string const& folder) {
  auto ec = std::error_code{};
  auto result = StaticFiles{};
  auto packed = std::map<std::string, Body>{};
  auto total = std::uintmax_t{0};
  auto at = fs::recursive_directory_iterator{folder, ec};
  if (ec) { return refused("网页文件夹打不开：" + ec.message(), folder); }
  for (; at != fs::recursive_directory_iterator{}; at.increment(ec)) {
    if (ec) { return refused("网页文件夹读不全：" + ec.message(), folder); }
    auto const hidden = at->path().filename().string().starts_with('.');
    if (hidden || at->is_symlink(ec)) {
      at.disable_recursion_pending();
      continue;
    }
    if (!at->is_regular_file(ec)) { continue; }
    total += at->file_size(ec);
    if (total > kBytesMax) { return refused("网页文件夹超过 256 MiB", folder); }
    auto body = bytes_of(at->path());
    if (!body) { return refused("网页文件读不出来", at->path().string()); }
    auto name = '/' + at->path().lexically_relative(folder).generic_string();
    if (name.ends_with(".gz")) {
      packed.emplace(name.substr(0, name.size() - 3), std::move(body));
    } else {
      auto reply = reply_of(name, std::move(body));
      result.files_.emplace(std::move(name), std::move(reply));
    }
  }
  for (auto& [name, body] : packed) {
    if (auto const file = result.files_.find(name); file != result.files_.end()) {
      file->second.gzip = std::move(body);
    }
  }
  if (!result.files_.contains("/index.html")) {
    return refused("网页文件夹里没有 index.html", folder);
  }
  return result;
}

std::optional<Reply> StaticFiles::find(Request const& request) const {
  auto const& path = request.path;
  if (auto const file = files_.find(path); file != files_.end()) { return file->second; }
  if (path == "/api" || path.starts_with("/api/") || path.starts_with("/assets/")) { return {}; }
  if (auto const* const type = type_of(path); type != nullptr && !type->place) { return {}; }
  return files_.at("/index.html");
}

}  // namespace chengjie::server::http
