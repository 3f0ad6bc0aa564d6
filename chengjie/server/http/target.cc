#include "chengjie/server/http/target.h"

#include <algorithm>

#include "chengjie/files/encoding.h"

namespace chengjie::server::http {
namespace {

Error refused(std::string_view why) {
  return {Code::bad_input, std::string{why}, {}, "检查地址的写法"};
}

int hex(char c) {
  if (c >= '0' && c <= '9') { return c - '0'; }
  if (c >= 'a' && c <= 'f') { return c - 'a' + 10; }
  if (c >= 'A' && c <= 'F') { return c - 'A' + 10; }
  return -1;
}

bool control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// Parts between separators; calls take(part) until it says false.
template <class Take>
bool each_part(std::string_view text, char separator, Take take) {
  while (true) {
    auto const at = text.find(separator);
    if (!take(text.substr(0, at))) { return false; }
    if (at == std::string_view::npos) { return true; }
    text.remove_prefix(at + 1);
  }
}

bool climbs(std::string_view segment) {
  return !each_part(segment, '/',
                    [](std::string_view part) { return part != "." && part != ".."; });
}

Result<Done> read_path(std::string_view raw, Target& target) {
  auto wrong = std::string_view{};
  each_part(raw.substr(1), '/', [&](std::string_view part) {
    auto segment = percent_decode(part, false);
    if (!segment) {
      wrong = "地址里有不完整的百分号编码";
    } else if (std::any_of(segment->begin(), segment->end(), control) ||
               segment->find('\\') != std::string::npos || !files::is_utf8(*segment)) {
      wrong = "地址里有不允许的字符";
    } else if (climbs(*segment)) {
      wrong = "地址里有 . 或 .. ";
    } else {
      target.path += '/' + *segment;
      target.segments.push_back(*std::move(segment));
    }
    return wrong.empty();
  });
  if (!wrong.empty()) { return refused(wrong); }
  return kDone;
}

Result<Done> read_query(std::string_view raw, Target& target) {
  auto whole = each_part(raw, '&', [&](std::string_view pair) {
    if (pair.empty()) { return true; }
    auto const at = pair.find('=');
    auto name = percent_decode(pair.substr(0, at), true);
    auto value = percent_decode(at == std::string_view::npos ? "" : pair.substr(at + 1), true);
    if (!name || !value || !files::is_utf8(*name) || !files::is_utf8(*value)) { return false; }
    if (name->find('\0') != std::string::npos || value->find('\0') != std::string::npos) {
      return false;
    }
    target.query.emplace(*std::move(name), *std::move(value));
    return true;
  });
  if (!whole) { return refused("查询条件的编码不对"); }
  return kDone;
}

std::string_view without_authority(std::string_view raw, Target& target) {
  for (auto const scheme : {std::string_view{"http://"}, std::string_view{"https://"}}) {
    if (lower(raw.substr(0, scheme.size())) != scheme) { continue; }
    raw.remove_prefix(scheme.size());
    auto const end = raw.find_first_of("/?");
    target.authority = raw.substr(0, end);
    return end == std::string_view::npos ? std::string_view{"/"} : raw.substr(end);
  }
  return raw;
}

std::string_view opaque(std::string_view tag) {
  tag = trim(tag);
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

Result<Target> parse_target(std::string_view raw) {
  auto target = Target{};
  raw = without_authority(raw, target);
  if (!raw.starts_with('/')) { return refused("地址要以 / 开头"); }
  auto const mark = raw.find('?');
  if (auto const done = read_path(raw.substr(0, mark), target); !done) { return done.error(); }
  if (mark == std::string_view::npos) { return target; }
  if (auto const done = read_query(raw.substr(mark + 1), target); !done) { return done.error(); }
  return target;
}

Result<std::string> percent_decode(std::string_view raw, bool form) {
  auto text = std::string{};
  text.reserve(raw.size());
  for (auto i = std::size_t{0}; i < raw.size(); ++i) {
    if (raw[i] == '+' && form) {
      text += ' ';
    } else if (raw[i] != '%') {
      text += raw[i];
    } else {
      auto const high = i + 2 < raw.size() ? hex(raw[i + 1]) : -1;
      auto const low = i + 2 < raw.size() ? hex(raw[i + 2]) : -1;
      if (high < 0 || low < 0) { return refused("百分号编码不完整"); }
      text += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return text;
}

std::map<std::string, std::string> parse_cookies(std::string_view header) {
  auto cookies = std::map<std::string, std::string>{};
  each_part(header, ';', [&](std::string_view pair) {
    auto const at = pair.find('=');
    auto const name = trim(pair.substr(0, at));
    if (at == std::string_view::npos || name.empty()) { return true; }
    auto value = trim(pair.substr(at + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    cookies.emplace(name, value);
    return true;
  });
  return cookies;
}

std::string host_of(std::string_view host) {
  auto const after = host.starts_with('[') ? host.find(']') : 0;
  if (after == std::string_view::npos) { return {}; }
  return lower(host.substr(0, host.find(':', after)));
}

bool lists(std::string_view header, std::string_view word) {
  return !each_part(header, ',', [&](std::string_view item) {
    auto const semicolon = item.find(';');
    if (lower(trim(item.substr(0, semicolon))) != word) { return true; }
    if (semicolon == std::string_view::npos) { return false; }
    auto const q = trim(item.substr(semicolon + 1));
    return q.starts_with("q=0") && q.find_first_of("123456789") == std::string_view::npos;
  });
}

bool matches_etag(std::string_view header, std::string_view etag) {
  return !each_part(header, ',', [&](std::string_view item) {
    return trim(item) != "*" && opaque(item) != opaque(etag);
  });
}

std::string lower(std::string_view text) {
  auto result = std::string{text};
  for (auto& c : result) {
    if (c >= 'A' && c <= 'Z') { c = static_cast<char>(c - 'A' + 'a'); }
  }
  return result;
}

std::string_view trim(std::string_view text) {
  auto const first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) { return {}; }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace chengjie::server::http
